"""Whether an answer is about what is asked or about another of its kind: 久隆水库 beside 三坝水库."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from index import Words, sentences
from index.fold import fold
from index.mentions import find
from index.tagger import Token, tag
from qa.finding import Finding
from qa.texts.names import Span, occurrences
from qa.texts.places import COUNTRIES

BACK = 300  # characters looked back over for whom a sentence without a name is about: a paragraph
HEAD = 2  # characters of a name that say what it is: 水库, 汽车, 银行
_PLACES = frozenset(("LOC", "ns"))
_KINDS = (frozenset(("PER", "nr")), frozenset(("ORG", "nt", "nz", "nw")), _PLACES)
_LEVEL = frozenset("国省州市县区镇乡村岛湖江河山路街桥站港湾")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERED = re.compile(rf"[A-Za-z]*{_FIGURE.pattern}[A-Za-z一-鿿#]?")  # W7800, 2022年, 52克
_LETTER = re.compile(r"\w")
_POINTING = re.compile(r"[的这该此本各两几等是在和与及、]$|[一二三四五六七八九十\d]+[座家个条种项]$")

Look = Callable[[Words, Span], list[Span]]


def rivalry(asked: str, finding: Finding, words: Words | None = None) -> tuple[float, float]:
    """How far another of the kind of something that `asked` names stands nearer to the answer, 0 to 1.

    First in its sentence: 1 where only another is named there, 0.5 where both are, the other one nearer.
    Then in the text before it, for a sentence without a name of the kind, unless the article's lead names
    what is asked about: 该公司 is that of the headline. Numbers change too fast to be looked back for.
    `words` are those of the article; without them its text is tagged here.
    """
    text, sentence, span = finding.article.text, finding.sentence, finding.span
    words = words or Words(text)
    past = Span(max(0, sentence.start - BACK), sentence.start)
    within, before = 0.0, 0.0
    for name, others in _asked(asked):
        own = occurrences(text, name, *sentence)
        alike = [
            o
            for o in _apart(text, name, others(words, sentence))
            if o.end <= span.start or span.end <= o.start
        ]
        if alike and (not own or _nearest(alike, span) < _nearest(own, span)):
            within = max(within, 0.5 if own else 1.0)
        elif not own and not _FIGURE.search(name) and not _leads(finding, name):
            mine, theirs = occurrences(text, name, *past), _apart(text, name, others(words, past))
            if theirs and (not mine or max(mine) < max(theirs)):
                before = 1.0
    return within, before


def _leads(finding: Finding, name: str) -> bool:
    """Whether the title or the first sentence of a finding's article names `name`."""
    article = finding.article
    first = next(iter(sentences(article.text)), (0, 0))
    return fold(name) in fold(f"{article.title}\n{article.text[slice(*first)]}")


def another(asked: str, text: str, place: Span) -> bool:
    """Whether a clause names another of the kind of something that `asked` names, and that one itself not."""
    return any(
        _apart(text, name, others(Words(text), place)) and not occurrences(text, name, *place)
        for name, others in _asked(asked)
    )


@lru_cache(maxsize=64)
def _asked(question: str) -> tuple[tuple[str, Look], ...]:
    """What is asked about, each with how others of its kind are found."""
    return (*_names(question), *_numbers(question))


def _names(question: str) -> Iterator[tuple[str, Look]]:
    whole = find(question, list(_tags(question)))
    for token in _tags(question):
        kind = next((kind for kind in _KINDS if token.tag in kind), frozenset[str]())
        if not kind or token.end - token.start < HEAD:
            continue
        mention = next((m for m in whole if m.start <= token.start < m.end), token)
        name = question[mention.start : max(mention.end, token.end)]

        def others(words: Words, place: Span, kind: frozenset[str] = kind, name: str = name) -> list[Span]:
            text, tagged = words.text, _tagged(words, place, kind)
            if kind is _PLACES:  # places lie in each other: only one of the same level is another
                tagged = [t for t in tagged if _level(text[t.start : t.end]) == _level(name)]
            return [*tagged, *_headed(text, place, name)]

        yield name, others


def _numbers(question: str) -> Iterator[tuple[str, Look]]:
    for match in _NUMBERED.finditer(question):
        shape = re.compile(_FIGURE.pattern.join(map(re.escape, _FIGURE.split(match.group()))))

        def others(words: Words, place: Span, shape: re.Pattern[str] = shape) -> list[Span]:
            return [Span(*found.span()) for found in shape.finditer(words.text, *place)]

        yield match.group(), others


def _tagged(words: Words, place: Span, kind: frozenset[str]) -> list[Span]:
    return [Span(t.start, t.end) for t in words.between(*place) if t.tag in kind and t.end - t.start >= HEAD]


def _level(place: str) -> str:
    """市 of 德州市, 国 of a country; of others without such an end how long they are: 成都, 加利福尼亚."""
    if place in COUNTRIES:
        return "国"
    return place[-1] if place[-1] in _LEVEL else str(len(place))


def _headed(text: str, place: Span, name: str) -> list[Span]:
    """理想汽车 for 小鹏汽车: what ends as the name does, whatever LAC takes it for."""
    if len(name) <= HEAD:
        return []
    heads = occurrences(text, name[-HEAD:], *place)
    found = [Span(max(place.start, h.start - HEAD), h.end) for h in heads]
    return [f for f in found if _named(text[f.start : f.end - HEAD])]


def _named(before: str) -> bool:
    return len(before) == HEAD and all(_LETTER.match(c) for c in before) and not _POINTING.search(before)


def _apart(text: str, name: str, others: list[Span]) -> list[Span]:
    """The others that are no longer and no shorter form of the name: 中国代表团 is 中国大学生代表团."""
    asked = fold(name)
    said = [(other, fold(text[other.start : other.end])) for other in others]
    return [other for other, words in said if not _short(words, asked) and not _short(asked, words)]


def _short(short: str, long: str) -> bool:
    """Whether all characters of one stand in the other, in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _nearest(places: list[Span], span: Span) -> tuple[bool, int]:
    """What stands before the answer is nearer than whatever follows it."""
    return min(
        (p.end > span.start, abs(span.start - p.end) if p.end <= span.start else p.start) for p in places
    )


@lru_cache(maxsize=512)
def _tags(text: str) -> tuple[Token, ...]:
    return tuple(tag(text))
