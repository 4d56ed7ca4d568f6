"""甲、乙分别为A、B: of what a sentence gives in order, the one that belongs to what is asked about."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.fold import fold
from qa.question import Question
from qa.spans import trim
from qa.texts.names import Span
from qa.ways.evidence import things

_ORDER = re.compile("分别|依次")
_JOINED = re.compile("[、，,和与及]|以及")
_BREAK = re.compile("[。；;！？\n]")
_SAYING = re.compile("(?:[为是达有由获设在被将]|达到|约为|来自|位于)+")
LONGEST = 60  # characters on either side of 分别 in which both rows stand


def aligned(text: str, sentence: Span, span: Span, question: Question) -> Span:
    """The member of the row of `span` at the place that the one asked about has in the row before 分别.

    `span` itself where there are no two rows of one length around 分别, or where it lies outside the second.
    """
    for order in _ORDER.finditer(text, *sentence):
        begin = max([sentence.start, order.start() - LONGEST, *_ends(text, sentence.start, order.start())])
        stop = _BREAK.search(text, order.end(), sentence.end)
        end = min(sentence.end, stop.start() if stop else sentence.end, order.end() + LONGEST)
        said = _SAYING.match(text, order.end(), end)
        values = _row(text, said.end() if said else order.end(), end)
        names = _row(text, begin, order.start())[-len(values) :]
        if not values[0].start <= span.start < values[-1].end or len(names) != len(values) or len(names) < 2:
            continue
        meant = _meant(question, [text[name.start : name.end] for name in names])
        if len(meant) == 1:
            place = values[meant[0]]
            return span if place.start <= span.start < place.end else Span(*trim(text, *place))
    return span


def _ends(text: str, start: int, end: int) -> list[int]:
    return [match.end() for match in _BREAK.finditer(text, start, end)]


def _row(text: str, start: int, end: int) -> list[Span]:
    """What 、 and 和 join; never empty."""
    cuts = [(start, start), *(m.span() for m in _JOINED.finditer(text, start, end)), (end, end)]
    parts = [Span(one[1], other[0]) for one, other in pairwise(cuts) if text[one[1] : other[0]].strip()]
    return parts or [Span(start, end)]


def _meant(question: Question, parts: Sequence[str]) -> list[int]:
    """Which parts of the first row are asked about.

    One begins with a word of the question right behind a 、 or ends in one right before it, in all of it or
    its first half alone: 汽 and 柴油 of 国内汽、柴油价格每吨. Else it holds a name of the question.
    """
    joined = {
        i
        for i, part in enumerate(map(fold, parts))
        for word in map(fold, question.terms)
        if len(word) > 1 and (part.startswith(word) if i else part.endswith((word, word[: len(word) // 2])))
    }
    said = things(question) or question.terms
    named = [i for i, part in enumerate(parts) if any(fold(w) in fold(part) for w in said if len(w) > 1)]
    return list(joined) if len(joined) == 1 else named
