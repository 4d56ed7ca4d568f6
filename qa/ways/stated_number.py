"""The number that a text states of a class, where it tells of the matter: 共设4座车站."""

import re
from collections.abc import Iterator, Sequence

from index import Archive, Passage, Words
from index.fold import fold
from qa.finding import Finding
from qa.question import COUNTED, Question
from qa.read import Reading
from qa.texts.names import Span
from qa.texts.stated import Stated, stated
from qa.texts.value import quantity
from qa.ways.cover import coverage
from qa.ways.evidence import things, words
from qa.ways.expected import measures
from qa.ways.matter import ARTICLES, RANKS, asked_for
from qa.ways.near import nearness
from qa.ways.read_number import holding
from qa.ways.rivals import another
from qa.ways.told import NEEDED, names_all, sentences_on, weights_for

BESIDE = 8  # characters beside a number in which the noun that it counts stands with its verb
AROUND = 30  # characters beside a number that say what it counts
NEAREST = 0.5  # what it counts that the question's words speak of this of the numbers of a sentence
OTHER_UNIT = 0.5  # what it costs to be counted in another counter: 532项 for 多少篇
PHRASE = 0.4  # what a number told of the class with all its modifiers counts: 全阻村33个
READ = 0.6  # what being read counts, at most
READ_SURELY = 0.6  # probability from which a number needs no other words around it
SURE = 1.0  # of 2: a number told with two thirds of what the question says
_FIGURE = re.compile(r"[\d一二两三四五六七八九十百]")
_BODIES = ("PER", "ORG", "nz")  # whose number it may be instead


def number(
    archive: Archive, question: Question, passages: Sequence[Passage], readings: Sequence[Reading] = ()
) -> Finding | None:
    """The number that a text states of the class asked for, where it tells of the matter; None for none.

    Of those that the reader reads too, `readings`, the likeliest count most.
    """
    weights = weights_for(archive, question)
    if not weights or not question.category:
        return None
    head = asked_for(question).head
    noun = head[0] if RANKS.fullmatch(head) else question.category  # 5个省（区、市）
    phrase = "".join((*question.modifiers, question.category))
    verbal = next((t + phrase for t in question.terms if t + phrase in question.text), "")  # 新建车站
    spoken, units = {*things(question), *words(question)} - {question.category}, measures(question.text)
    found: list[tuple[float, Finding | None]] = []
    for article in list({passage.article.id: passage.article for passage in passages}.values())[:ARTICLES]:
        for one in sentences_on(article, weights) if names_all(article, question.names) else ():
            place = Span(one.start, one.end)
            tagged = archive.words(article)
            totals = [said for said in stated(article.text, noun, *place) if not _named(tagged, said, noun)]
            numbers = [*totals, *_shares(question, article.text, place, totals)]
            every = [said.span for said in numbers]
            for said in numbers:
                if _of_another(tagged, question, one.start, said.span.start):
                    continue
                beside = slice(max(0, said.span.start - BESIDE), said.span.end + BESIDE)
                if verbal in article.text[one.start : one.end] and verbal not in article.text[beside]:
                    continue  # 8座车站, of which others are 新建车站
                around = article.text[max(one.start, said.span.start - AROUND) : said.span.end + AROUND]
                near = sum(w for gram, w in weights.items() if gram in fold(around)) / sum(weights.values())
                score = one.held + 0.5 * one.direct + 0.5 * near - 0.03 * said.distance
                named = article.text.find(phrase, said.span.end, said.span.end + len(phrase) + 2) >= 0
                named = named or article.text.endswith(phrase, one.start, said.span.start)
                shared = said not in totals
                score += PHRASE * (shared or (bool(question.modifiers) and named))
                score -= NEAREST * (1 - nearness(spoken, article.text, place, said.span, every))
                score -= OTHER_UNIT * _counted_otherwise(units, article.text[slice(*said.span)])
                chance = _read(readings, Finding(article, said.span), shared)
                if score >= SURE or chance >= READ_SURELY:
                    found.append((score + READ * chance, Finding(article, said.span)))
    return max(found, key=lambda one: one[0], default=(0.0, None))[1]


def _read(readings: Sequence[Reading], number: Finding, shared: bool) -> float:
    """The probability of the likeliest reading that holds a number, and before it none but of its share."""
    text = number.article.text
    own = (
        one.probability
        for one in holding(readings, number)
        if shared or not _FIGURE.search(text, one.start, number.span.start)
    )
    return max(own, default=0.0)


def _named(words: Words, said: Stated, noun: str) -> bool:
    """Whether the noun before a number is the end of a place's name: 石桥镇13个 are no 13 镇."""
    at = said.span.start - said.distance - len(noun)
    behind = at >= 0 and words.text.startswith(noun, at)
    around = words.between(max(0, at - 4), at + len(noun)) if behind else ()
    return any(t.tag in ("LOC", "ns") and t.start < at < t.end for t in around)


def _shares(question: Question, text: str, place: Span, totals: Sequence[Stated]) -> Iterator[Stated]:
    """The numbers right behind a name asked about, of what is counted before: 其中甲镇13个，乙镇7个."""
    for name in question.names if totals else ():
        share = re.compile(rf"{re.escape(name)}(?:有|约|共)?(?P<n>\d+[{COUNTED}])(?=[，、；。,;（(]|$)")
        for match in share.finditer(text, place.start, place.end):
            value = quantity(match["n"])
            if value and any(t.span.end < match.start() and value[0] < t.amount for t in totals):
                yield Stated(Span(*match.span("n")), int(value[0]), 0)


def _of_another(words: Words, question: Question, start: int, number: int) -> bool:
    """Whether a sentence speaks of somebody else before its number: 小鹏 asked, 理想汽车交付34134辆."""
    before = words.text[start:number]
    if not question.names or any(coverage([name], before) >= NEEDED for name in question.names):
        return False
    tagged = (t for t in words.between(start, number) if t.tag in _BODIES)
    others = (words.text[t.start : t.end] for t in tagged)
    return any(o not in question.text for o in others) or another(
        question.text, words.text, Span(start, number)
    )


def _counted_otherwise(units: frozenset[str], number: str) -> bool:
    """Whether a number is counted in another counter than the question asks in."""
    value = quantity(number)
    return bool(units and value and value[1] and value[1] not in units)
