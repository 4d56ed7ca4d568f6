"""Lists that the reader finds: a phrase such as 亚洲、大洋洲的热带地区、非洲等地 answers 分布在哪些地区.

A class like 地区 or 职务 has no names of its own that a scan could know its members by; the reader knows by
the words of the question where they stand.
"""

import re
from collections.abc import Sequence

from index import Archive, Hit
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader, Reading
from qa.texts.items import items_of
from qa.texts.names import Span
from qa.texts.people import TITLE
from qa.ways import matter
from qa.ways.rendered import rendered
from qa.ways.told import names_all, sentences_on, weights_for

READ = 0.5  # probability from which a reading stands for members that nothing else tells of
UNREAD = 0.12  # probability below which nothing is read, and unsure members are none
BORNE_OUT = 0.15  # probability of a reading times what it shares with members, from which it bears them out
SURE = 0.85  # of being of the class, from which members of a series need no reading
# How many there are, 11个, not which.
_NUMBER = re.compile(r"[约近超共]?[\d,.一二两三四五六七八九十百千万亿]+[^\d，、。]{0,2}")


def items(
    question: Question, hits: Sequence[Hit], archive: Archive, reader: Reader, found: list[list[Finding]]
) -> list[list[Finding]]:
    """The members that the reader finds, where those `found` by their class are few or unsure; else those.

    None where they are unsure, of one article, and the reader finds no answer
    anywhere: it tells of something else.
    """
    if _sure(question, hits, archive, found):
        return found
    readings = reader.read(rendered(question), [hit.passage for hit in hits])
    likeliest = max((reading.probability for reading in readings), default=0.0)
    if likeliest < UNREAD and len({group[0].article.id for group in found}) < 2:
        return []
    reading = _best(question, readings, archive)
    if reading is None or reading.probability < READ or _borne_out(reading, found):
        return found
    article = reading.passage.article
    first, *others = items_of(archive.words(article), Span(reading.start, reading.end))
    shared = any(article.text[slice(*one)][:2] == article.text[slice(*first)][:2] for one in others)
    spans = (first if shared else _unasked(question, article.text, first), *others)
    return [[Finding(article, span, reading.probability)] for span in spans]


def _unasked(question: Question, text: str, item: Span) -> Span:
    """Without the question's verb before it: 分布于广西 → 广西."""
    for term in question.terms:
        match = re.compile(f"{re.escape(term)}[于在到为了有]?").match(text, *item)
        if len(term) > 1 and term not in question.names and match and match.end() < item.end - 1:
            return Span(match.end(), item.end)
    return item


def _best(question: Question, readings: Sequence[Reading], archive: Archive) -> Reading | None:
    """The likeliest reading in a sentence that tells of the matter."""
    weights = weights_for(archive, question)
    for reading in readings if weights else ():
        article = reading.passage.article
        said = reading.text.removesuffix(question.category)  # 四名公职人员 are how many, not who
        if _NUMBER.fullmatch(said) or not names_all(article, question.names):
            continue
        if any(s.start <= reading.start < s.end for s in sentences_on(article, weights)):
            return reading
    return None


def _sure(
    question: Question, hits: Sequence[Hit], archive: Archive, found: Sequence[Sequence[Finding]]
) -> bool:
    """Whether the members found are of the class for sure: several of them, or who holds an office."""
    if len(found) < 2:
        return bool(found) and bool(TITLE.search(question.category))
    return bool(matter.members(archive, question, [hit.passage for hit in hits], SURE))


def _borne_out(reading: Reading, found: Sequence[Sequence[Finding]]) -> bool:
    """Whether several members were found where the reader reads."""
    firsts = [group[0] for group in found]
    return len(found) > 1 and reading.probability * _shared(reading, firsts) >= BORNE_OUT


def _shared(reading: Reading, members: Sequence[Finding]) -> float:
    """What a reading and the place of members have in common, 0 to 1 (F1 of characters)."""
    inside = [m.span for m in members if m.article.id == reading.passage.article.id]
    if not inside:
        return 0.0
    start, end = min(s.start for s in inside), max(s.end for s in inside)
    common = max(0, min(end, reading.end) - max(start, reading.start))
    return 2 * common / (end - start + reading.end - reading.start)
