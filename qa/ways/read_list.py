"""Lists that the reader finds: a phrase such as 亚洲、大洋洲的热带地区、非洲等地 answers 分布在哪些地区.

A class like 地区 or 职务 has no names of its own that a scan could know its members by; the reader knows by
the words of the question where they stand.
"""

import re
from collections.abc import Sequence

from index import Archive, Hit, Passage, Words, sentences
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader, Reading
from qa.texts.classes import kind_of
from qa.texts.enumerations import OPENING, enumerations
from qa.texts.items import items_of
from qa.texts.names import Span
from qa.texts.people import TITLE
from qa.texts.places import place_end
from qa.ways import matter
from qa.ways.rendered import rendered
from qa.ways.told import names_all, sentences_on, weights_for

READ = 0.5  # probability from which a reading stands for members that nothing else tells of
UNREAD = 0.12  # probability below which nothing is read, and unsure members are none
BORNE_OUT = 0.15  # probability of a reading times what it shares with members, from which it bears them out
READINGS = 3  # of a sentence by itself
EDGED, ALIKE = 0.3, 0.7  # their least probability and share with members, to say where those begin
LONGEST = 6  # characters that the first member may lack
SURE = 0.85  # of being of the class, from which members of a series need no reading
_PART = re.compile(rf"(?!.*(?:{OPENING}|[一二三四五六七八九]是|[为是有]$))[^\W\d]+")
_FOR = re.compile("[对将把][其他她它]们?的?")
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
    words = archive.words(article)
    first, *others = _from_first(words, items_of(words, Span(reading.start, reading.end)))
    shared = any(article.text[slice(*one)][:2] == article.text[slice(*first)][:2] for one in others)
    spans = (first if shared else _unasked(question, article.text, first), *others)
    return [[Finding(article, _name(question, words, span), reading.probability)] for span in spans]


def _from_first(words: Words, items: tuple[Span, ...]) -> tuple[Span, ...]:
    """Items that the reader begins in the midst of a series, with those in front of them."""
    text, first = words.text, items[0]
    if text[first.start - 1 : first.start] != "、":
        return items
    start, end = next((s for s in sentences(text) if s[0] <= first.start < s[1]), first)
    for series in enumerations(text, start, end, words):
        before = [member for member in series.members if member.end < first.start]
        if before and any(member.start == first.start for member in series.members):
            return (*before, *items)
    return items


def _name(question: Question, words: Words, item: Span) -> Span:
    """秘书长林佳 → 林佳, of people; 南湾新城用水要求 → 南湾新城, of places."""
    kind = matter.asked_for(question).kind
    if kind == "place":
        places = [t for t in words.between(*item) if t.tag in ("LOC", "ns")]
        return Span(item.start, place_end(words.text, item, places[-1].end if places else 0))
    if kind != "person":
        return item
    named = [t for t in words.between(*item) if t.tag in ("PER", "nr")]
    alone = len(named) == 1 and words.text[named[0].end : item.end] in ("", "先生", "女士")
    return Span(named[0].start, named[0].end) if alone else item


def edged(question: Question, reader: Reader, found: list[list[Finding]]) -> list[list[Finding]]:
    """The members of one series, the first as the reader reads it where it begins before what was cut.

    船对船、站对船 in 全面掌握船对船、站对船等技术: 对 begins no phrase.
    """
    firsts = [group[0] for group in found]
    article = firsts[0].article
    if kind_of(question.category) in ("person", "place"):
        return found  # names, which the tagger knows
    if len(found) < 2 or len({(one.article.id, one.sentence) for one in firsts}) > 1:
        return found
    begin = min(one.span for one in firsts)
    for reading in reader.read(rendered(question), [Passage(article, *firsts[0].sentence)], each=READINGS):
        more = article.text[reading.start : begin.start]
        if reading.probability >= EDGED and _shared(reading, firsts) >= ALIKE and _begins(question, more):
            whole = Finding(article, Span(reading.start, begin.end), firsts[0].confidence)
            return [[whole] if group[0].span == begin else group for group in found]
    return found


def _begins(question: Question, more: str) -> bool:
    """Whether some characters before an item may be its own: none of the question's, no number, no mark."""
    said = any(term in more or more in term for term in (*question.terms, *question.modifiers))
    return 0 < len(more) <= LONGEST and not said and _PART.fullmatch(more) is not None


def _unasked(question: Question, text: str, item: Span) -> Span:
    """Without the question's verb before it: 分布于广西 → 广西; 对其证照 → 证照."""
    if (begins := _FOR.match(text, *item)) and begins.end() < item.end - 1:
        item = Span(begins.end(), item.end)
    for term in question.terms:
        made = "|[它他她其][们]?由" if "由哪" in question.text else ""
        match = re.compile(f"{re.escape(term)}[于在到为了有]?{made}").match(text, *item)
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
