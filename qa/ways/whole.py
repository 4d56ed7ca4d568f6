"""A reading as a value that stands for itself: nothing of it cut, and nothing that was not asked for."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index import Words, mentions
from qa.question import Question
from qa.texts.names import Span
from qa.texts.value import UNIT, dates, line_of, numbers, quantity
from qa.texts.words import TITLES
from qa.ways.expected import CLOCK, PEOPLE, TIMED, measured, measures
from qa.ways.near import nearness
from qa.ways.rendered import put

TAIL = 3  # characters of a name that the tagger may have cut off
_COUNTED = re.compile(rf"(?:多少|几)(?:万|亿)?(?:{UNIT})?([一-鿿]{{2,}})")
_SPELL = re.compile(r"(?<![月\d])[一二三四五六七八九十\d]{1,3}日")  # 拘留九日
AROUND = 40  # characters beside a reading that are looked at: room for the longest name cut in two
LOOSE = 14  # characters from which a reading for a place is a statement that names it
_JOINT = re.compile("[、，,和与及跟暨]|以及")
_YEAR = re.compile("哪一?年|何年|年份")
_AFTER_NAME = re.compile(f"[^\\w·]|[的等在是为将和与及、说称执主创由被曾、]|{'|'.join(TITLES)}")
_BREAKS = re.compile("[，。；：！？、,;]")


def whole(text: str, span: Span, question: Question, words: Words | None = None) -> Span:
    """`span` of a reading as a value that stands for itself.

    Grown until no number, date or name is cut; and, where it holds a value of the type that the question
    expects, cut to that value: 总投资14.89亿元 → 14.89亿元, 市科技局局长丁小斌 → 丁小斌. `words` are
    those of the text, which is tagged here without them.
    """
    line = line_of(text, span)
    begin, stop = max(line.start, span.start - AROUND), min(line.end, span.end + AROUND)
    days = dates(text, begin, stop)
    if CLOCK.search(question.text):
        days = [day for day in days if TIMED.search(text, *day)]
    if question.expects == "number" and "天" in measures(put(question)):
        days = [day for day in days if not _SPELL.fullmatch(text, *day)]
    counts = [n for n in numbers(text, begin, stop) if not any(d.start <= n.start < d.end for d in days)]
    named = _named(words or Words(text), begin, stop)
    year = _YEAR.search(question.text) is not None
    grown = [*counts, *days, *(place for _, place in named)]
    for value in (v for v in grown if not (year and text[span.start : span.end].endswith("年"))):
        if value.start < span.start < value.end or value.start < span.end < value.end:
            span = Span(min(span.start, value.start), max(span.end, value.end))
    match question.expects:
        case "number":
            units = measures(put(question))
            fitting = [n for n in counts if not units or measured(text[n.start : n.end], units)] or counts
            counted = _counted(text, span, question.text, fitting)
            return counted or _cut(text, span, fitting, question.terms)
        case "date":
            day = _cut(text, span, days, question.terms)
            dated = re.compile(r"\d{4}\s?年").match(text, *day) if year else None
            return Span(*dated.span()) if dated else day
        case "person":
            return _person(text, span, [place for kind, place in named if kind == "person"])
        case "place" if span.end - span.start > LOOSE:
            places = [p for kind, p in named if kind in ("place", "organisation")]
            unasked = [p for p in places if text[p.start : p.end] not in question.text]
            return span if _listed(text, span, unasked) else _cut(text, span, unasked, question.terms)
    return span


def _named(words: Words, begin: int, stop: int) -> list[tuple[str, Span]]:
    """What is named between two places, but times, each with its kind."""
    tokens = [t._replace(start=t.start - begin, end=t.end - begin) for t in words.between(begin, stop)]
    found = mentions.find(words.text[begin:stop], tokens)
    return [(m.kind, Span(begin + m.start, begin + m.end)) for m in found if m.kind != "time"]


def alike(
    text: str, span: Span, sentence: Span, question: Question, words: Words | None = None
) -> list[Span]:
    """The values of a sentence that `span` could be exchanged for: of its unit, dates, names of its kind."""
    match question.expects:
        case "number":
            unit = _unit(text, span)
            return [n for n in numbers(text, *sentence) if _unit(text, n) == unit]
        case "date":
            return dates(text, *sentence)
        case "person" | "organisation" | "place":
            return [p for kind, p in _named(words or Words(text), *sentence) if kind == question.expects]
    return []


_PAIRS = tuple((pair[0], pair[1]) for pair in ("“”", "‘’", "《》", "（）", "「」", "()"))
_QUOTED = 20  # characters within which a mark that a reading cuts off its name may stand


def closed(text: str, span: Span) -> Span:
    """A reading with both marks of a pair or neither: 成都“第三水源 goes on to its ”, else ends before “."""
    start, end = span
    for opening, closing in _PAIRS:
        value = text[start:end]
        if value.count(opening) > value.count(closing):
            stop = text.find(closing, end, end + _QUOTED)
            if stop >= 0:
                end = stop + 1
            else:
                start, end = _without(start, end, value.rfind(opening))
        elif value.count(closing) > value.count(opening):
            begin = text.rfind(opening, max(0, start - _QUOTED), start)
            start, end = (begin, end) if begin >= 0 else _without(start, end, value.find(closing))
        if end - start < 1 or "\n" in text[start:end]:
            return span
    return Span(start, end)


def _without(start: int, end: int, mark: int) -> tuple[int, int]:
    """The longer of what stands before and behind a mark at `start + mark`."""
    before, behind = (start, start + mark), (start + mark + 1, end)
    return max(before, behind, key=lambda part: part[1] - part[0])


def _unit(text: str, span: Span) -> str:
    found = quantity(text[span.start : span.end])
    return found[1] if found else ""


def _counted(text: str, span: Span, question: str, counts: Sequence[Span]) -> Span | None:
    """The number with the very thing behind it that is counted: 52小项 of 14大项、52小项 for 多少小项."""
    asked = _COUNTED.search(question)
    if not asked:
        return None
    for number in sorted(counts, key=lambda n: not (span.start <= n.start and n.end <= span.end)):
        shared = 0
        while (
            text[number.end + shared : number.end + shared + 1] == asked.group(1)[shared : shared + 1] != ""
        ):
            shared += 1
        if shared > 1 and not re.search(
            "[。！？\n]", text[min(number.end, span.end) : max(number.start, span.start)]
        ):
            found = quantity(text[number.start : number.end])
            bare = not (found and found[1])
            return Span(number.start, number.end + (shared if bare else 0))
    return None


def _cut(text: str, span: Span, values: Sequence[Span], asked: Sequence[str]) -> Span:
    """The one value inside `span`; where several do not follow each other at once, what `asked` speak of."""
    inside = [v for v in values if span.start <= v.start and v.end <= span.end]
    counted = {(quantity(text[v.start : v.end]) or (0, "", False))[1] for v in inside} <= PEOPLE
    several = len(inside) > 1 and not _BREAKS.search(text, inside[0].end, inside[-1].start) and not counted
    if not inside or several:
        return span
    around = Span(max(line_of(text, span).start, span.start - AROUND), span.end)
    return max(inside, key=lambda value: nearness(asked, text, around, value, inside))


def _person(text: str, span: Span, people: Sequence[Span]) -> Span:
    """The person inside `span`, without the title in front; all of them where they are listed.

    Of a name that the tagger cut, what follows is neither title nor pause: 松本|零士, 是|枝裕|和.
    """
    inside = [p for p in people if span.start <= p.start and p.end <= span.end]
    if not inside:
        return span
    last = inside[-1] if _listed(text, span, inside) else inside[0]
    rest = text[last.end : span.end]
    if 0 < len(rest) <= TAIL and not _AFTER_NAME.match(rest):
        short = inside[0].start - span.start == 1
        return Span(span.start if short else inside[0].start, span.end)
    return Span(inside[0].start, last.end)


def _listed(text: str, span: Span, values: Sequence[Span]) -> bool:
    """Whether those of `values` in `span` follow each other as in a list: 台湾、菲律宾及西藏."""
    inside = [v for v in values if span.start <= v.start and v.end <= span.end]
    return len(inside) > 1 and all(
        _JOINT.fullmatch(text, one.end, other.start) for one, other in pairwise(inside)
    )
