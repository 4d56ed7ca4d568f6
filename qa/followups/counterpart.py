"""What of a question another phrase takes the place of: 汽油 of 国内汽油价格 for 柴油, 双流区委 for 新都."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.tagger import Token, tag
from qa.followups.levels import ADMIN
from qa.followups.relations import MEASURES, relation
from qa.followups.slots import slots, whole
from qa.followups.topic import completed, topic
from qa.question import Question

SPAN = 4  # words of what is replaced, at most
ENOUGH = 0.55  # of the sum below, for a noun: of one class and no less alike than the others
COUNTED = 0.5  # for the noun that is counted, of a name of a thing: less than another name's 0.7
ASKED = 0.6  # more for the noun that a question asks for: 水库 of 哪些水库
QUOTED = re.compile("[《“]([^《》“”]+)[》”]")
_NUMBERED = re.compile(r"第?[\d一二三四五六七八九十百]+(?:号线|号|期|届|路|线|季|代|集|版|米|公里|名)(?!月)")
_REPLACED = frozenset("n nz nw nr ns nt PER LOC ORG vn an s v m a q TIME".split())
_LINKS = frozenset("是 有 造成 获得 举行 达到 发生 达 为 叫 元 人 次 辆 枚 个 名 第几 几 什么".split())
_NAMED = ("person", "place", "organisation", "work", "thing")
_RELATED = {  # what LAC takes for each other: 特斯拉 for a person
    frozenset(pair)
    for pair in (("organisation", "place"), ("organisation", "thing"), ("organisation", "person"),
                 ("thing", "place"), ("thing", "person"), ("thing", "work"))
}  # fmt: skip


class Place(NamedTuple):
    """`text[start:end]`, which may be replaced, and what it is: a kind of name, noun, or verb."""

    start: int
    end: int
    kind: str


def counterpart(question: Question, phrase: str, known: Sequence[str] = ()) -> Place | None:
    """What of `question` is most like `phrase`, in kind, ending, shape and meaning; None if nothing is.

    `known` are articles that write its names whole.
    """
    text, kind = question.text, kind_of(phrase)
    whole = None if re.search(r"\d", phrase) else _topic(text, known)
    if whole and _ending(phrase, text[slice(*whole)]) > 1:
        return Place(*whole, "thing")  # 九绵高速 for 天邛高速, whatever LAC makes of them
    if whole and kind == "place" and text[whole[1] - 1] == phrase[-1] in ADMIN:
        return Place(*whole, "place")  # 金牛区 for 高新区, to LAC a noun
    measure = bool(relation(phrase)) and not slots(phrase)
    places = list(_places(text, known)) if kind else []
    if measure:  # an attribute of an attribute
        places = [
            p
            for p in places
            if _measure(text[p.start : p.end]) or text[p.start : p.end] == question.attribute
        ]
    elif kind in _NAMED:  # a name takes the place of a name
        places = [p for p in places if _fit(kind, p, text) > 0 or _ending(phrase, text[p.start : p.end]) > 1]
    else:
        alone = kind == "verb" or len(tag(phrase)) == 1
        places = [p for p in places if p.kind != "whole" or _ending(phrase, text[p.start : p.end]) > 1]
        places = [p for p in places if p.kind != "verb" or alone]  # 总额 of many words is no deed
    if not places:
        return None
    close = _meanings(phrase, [text[p.start : p.end] for p in places])
    asked = (question.category, question.attribute, question.topic)
    scores = [
        _fit(kind, place, text) + _forms(phrase, word) + near + (ASKED if word in asked else 0.0)
        for place, near in zip(places, close, strict=True)
        for word in (text[place.start : place.end],)
    ]
    best = max(range(len(places)), key=lambda i: (scores[i], places[i].start - places[i].end))
    if measure:
        return _whole(text, places[best], places)
    place = _branded(text, places[best], known)
    return place if kind in _NAMED or scores[best] >= ENOUGH else None


def _whole(text: str, place: Place, places: Sequence[Place]) -> Place:
    """社会消费品零售总额, not 零售总额 alone; yet 冠军 alone of 女子铅球冠军."""
    alike = [p for p in places if p.end == place.end and relation(text[p.start : p.end]) in MEASURES]
    return min([place, *alike])


def _branded(text: str, place: Place, known: Sequence[str]) -> Place:
    """`place` with the maker that stands before it in the name that a question begins with: AOC AG493QCX."""
    start, end = _topic(text, known) or (place.start, place.end)
    made = start < place.start < place.end <= end
    brand = made and re.fullmatch(r"[A-Za-z][\w-]*\s*", text[start : place.start])
    return Place(start, place.end, place.kind) if brand else place


def _measure(words: str) -> bool:
    """Whether words name an attribute and nothing that has it."""
    return bool(relation(words)) and all(relation(words[s.start : s.end]) for s in slots(words))


def _fit(kind: str, place: Place, text: str) -> float:
    """The same of a place in a question: 豆油, to LAC a name, for the 大米 of 多少大米."""
    counted = kind == "thing" and place.kind == "noun" and text[: place.start].endswith("多少")
    return COUNTED if counted else _fits(kind, place.kind)


def _fits(kind: str, other: str) -> float:
    """How well a name or word of one kind takes the place of one of another."""
    if kind == other:
        return 1.0 if kind in _NAMED else 0.6
    if "whole" in (kind, other):
        return 0.5
    if frozenset((kind, other)) in _RELATED:
        return 0.7
    if {kind, other} == {"noun", "verb"}:
        return 0.4  # 失踪 and 死亡, which LAC knows as both
    return -0.5 if kind in _NAMED or other in _NAMED else 0.0


def _ending(phrase: str, other: str) -> int:
    """How many characters both end in."""
    count = 0
    while count < min(len(phrase), len(other)) and phrase[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _forms(phrase: str, other: str) -> float:
    """How alike two words look: their last characters, their shape (5号线, 7号线), their length."""
    if phrase == other:
        return -2.0
    ending = min(_ending(phrase, other), 2) * 0.4
    shape = 0.8 if _shape(phrase) == _shape(other) and re.search(r"[\dA-Za-z]", phrase) else 0.0
    if bool(re.search(r"\d", phrase)) != bool(re.search(r"\d", other)):
        shape = -0.4
    own = 0.4 if bool(relation(phrase)) == bool(relation(other)) else -0.2
    return ending + shape + own - 0.1 * min(abs(len(phrase) - len(other)), 4)


def _shape(text: str) -> str:
    return re.sub("[A-Za-z]+", "A", re.sub(r"[\d一二三四五六七八九十]+", "0", text))


def _meanings(phrase: str, others: Sequence[str]) -> list[float]:
    """How close in meaning each is to `phrase`, by the bundled encoder: -0.6 to 0.6 about their mean."""
    from index.encoder import query_vectors

    vectors = query_vectors([phrase, *others])
    cosines = vectors[1:] @ vectors[0]
    return [max(-0.6, min(0.6, float(c) * 8)) for c in cosines - cosines.mean()]


def _places(text: str, known: Sequence[str]) -> Iterator[Place]:
    """The names of a question and its runs of up to `SPAN` words that can be replaced."""
    named: dict[tuple[int, int], str] = {completed(s.start, s.end, text, known): s.kind for s in slots(text)}
    named |= {m.span(1): "work" if m.group()[0] == "《" else "thing" for m in QUOTED.finditer(text)}
    if (about := _topic(text, known)) and re.search("[A-Za-z0-9]$", text[slice(*about)]):
        named[about] = "thing"  # 问界M9
    for (start, end), kind in named.items():
        yield Place(start, end, kind)
    for match in _NUMBERED.finditer(text):
        yield Place(*match.span(), "noun")  # 5号线 of 武汉地铁5号线
    tokens = tag(text)
    for first in range(len(tokens)):
        for last in range(first, min(first + SPAN, len(tokens))):
            token = tokens[last]
            if token.tag not in _REPLACED or text[token.start : token.end] in _LINKS:
                break
            if last > first and (token.tag in ("v", "q", "TIME") or tokens[first].tag == "TIME"):
                break
            start, end = tokens[first].start, token.end
            inside = any(
                s < end
                and start < e
                and not (start <= s and e <= end)
                and not (kind == "thing" and token.tag == "n")
                for (s, e), kind in named.items()
            )
            if (start, end) not in named and not inside:
                yield Place(start, end, _kind(tokens[first : last + 1], named))


def _topic(text: str, known: Sequence[str]) -> tuple[int, int] | None:
    """Where what the question is about stands, whole."""
    name = topic(text)
    begin = text.find(name) if name else -1
    return completed(begin, begin + len(name), text, known) if begin >= 0 else None


def _kind(run: Sequence[Token], named: dict[tuple[int, int], str]) -> str:
    """What a run of words is: a whole where it holds a name and more, a verb, else a noun."""
    if any(run[0].start <= start and end <= run[-1].end for start, end in named):
        return "whole"
    return "verb" if len(run) == 1 and run[0].tag == "v" else "noun"


def kind_of(phrase: str) -> str:
    """What a phrase is; "" where it is more than one word or name."""
    if QUOTED.fullmatch(phrase):
        return "work" if phrase[0] == "《" else "thing"
    if re.fullmatch(r"[\w·\-]*[A-Za-z][\w\-]*", phrase):
        return whole(phrase).replace("noun", "thing") or "thing"  # 理想L9
    tokens = tag(phrase)
    verb = "verb" if len(tokens) == 1 and tokens[0].tag == "v" else ""
    numbered = "noun" if re.fullmatch(r"[\w“”·\-]{2,12}", phrase) and re.search(r"\d", phrase) else ""
    return whole(phrase) or verb or numbered
