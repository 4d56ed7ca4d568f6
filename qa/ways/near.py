"""Which of several like values a sentence's words speak of: 甲厂产值3亿元，乙厂产值5亿元."""

import re
from collections.abc import Iterable, Sequence

from qa.texts.names import Span, occurrences

SHARED = 0.75  # what a word counts that speaks of an earlier value: 今年投放虾苗3斤、鱼苗5斤
_BREAK = re.compile("[，。；：！？（(,;:\n]")
_OF = re.compile("的[“《「]?")  # 位于江城路7号的“青石书店”
_SUM = re.compile(  # 造成死亡、失联人员27名: a number of both
    "(?P<one>[一-鿿]{2,6})(?:、|和|及|或|与|以及)(?P<other>[一-鿿]{2,4}?)(?:总数|总量|人数|人员|群众|者|的)?"
    "[共总合]?计?[已达为至约超近]{0,3}(?:增[至到加]{1,2}|上升[至到]|达到|升至)?$"
)


def nearness(words: Iterable[str], text: str, sentence: Span, span: Span, values: Sequence[Span]) -> float:
    """How far those of `words` that stand in a sentence speak of the value at `span`, 0 to 1.

    `values` are those that it could be exchanged for; 1 where there is no other, or none of the words.
    """
    others = [value for value in values if not _overlap(value, span)]
    if not others:
        return 1.0
    ranked = sorted([*others, span])
    found = [places for word in words if (places := occurrences(text, word, *sentence))]
    owned = {v for v in ranked for places in found for p in places if _OF.fullmatch(text, v.end, p.start)}
    if owned:  # 位于8号的“白鹭书店”, asked about the one 位于7号的“青石书店”
        return float(span in owned)
    shares = [max(_speaks(text, place, span, ranked) for place in places) for places in found]
    return sum(shares) / len(shares) if shares else 1.0


def of_both(words: Iterable[str], text: str, sentence: Span, span: Span) -> bool:
    """Whether the number at `span` is one of two things together, of which `words` name one only."""
    both = _SUM.search(text, sentence.start, span.start)
    if not both:
        return False
    named = [any(both["one"].endswith(w) for w in words), any(both["other"].startswith(w) for w in words)]
    return named[0] != named[1]


def _speaks(text: str, word: Span, span: Span, values: Sequence[Span]) -> float:
    """1 where a word speaks of the value at `span`, `SHARED` where of one before it, 0 where of a later one.

    A word speaks of the value that it follows at once (21人受伤), unless another follows at once, else of the
    next value of its clause, else of the last one there; outside of any, of the next.
    """
    if _overlap(word, span):
        return 1.0
    if span.end == word.start and not any(value.start == word.end for value in values):
        return 1.0
    after = [v for v in values if v.start >= word.end]
    before = [v for v in reversed(values) if v.end <= word.start]
    same_clause = [
        *(v for v in after if not _BREAK.search(text, word.end, v.start)),
        *(v for v in before if not _BREAK.search(text, v.end, word.start)),
    ]
    spoken_of = next(iter([*same_clause, *after, *before]), span)
    return 1.0 if spoken_of == span else SHARED if spoken_of < span and word < span else 0.0


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
