"""Which of several like values a sentence's words speak of: 甲厂产值3亿元，乙厂产值5亿元."""

import re
from collections.abc import Iterable, Sequence

from qa.texts.names import Span, occurrences

SHARED = 0.75  # what a word counts that speaks of an earlier value: 今年投放虾苗3斤、鱼苗5斤
_BREAK = re.compile("[，。；：！？,;:\n]")


def nearness(words: Iterable[str], text: str, sentence: Span, span: Span, values: Sequence[Span]) -> float:
    """How far those of `words` that stand in a sentence speak of the value at `span`, 0 to 1.

    `values` are those that it could be exchanged for; 1 where there is no other, or none of the words.
    """
    others = [value for value in values if not _overlap(value, span)]
    if not others:
        return 1.0
    ranked = sorted([*others, span])
    found = (occurrences(text, word, *sentence) for word in words)
    shares = [max(_speaks(text, place, span, ranked) for place in places) for places in found if places]
    return sum(shares) / len(shares) if shares else 1.0


def _speaks(text: str, word: Span, span: Span, values: Sequence[Span]) -> float:
    """1 where a word speaks of the value at `span`, `SHARED` where of one before it, 0 where of a later one.

    A word speaks of the next value of its clause, else of the last one there; outside of any, of the next.
    """
    if _overlap(word, span):
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
