"""How well a heading fits a text, by the character pairs that they share.

A pair weighs by its inverse document frequency over the page's own blocks, so that what every heading
of a series repeats (如何…, 统筹推进…) counts little and the words of its subject count much.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.normalise import HAN

_TOKENS = re.compile(rf"[{HAN}]+|[A-Za-z]{{2,}}|\d+")


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """Character bigrams of Chinese runs, and lower-case Latin words and numbers."""
    found: list[str] = []
    for token in _TOKENS.findall(text):
        if token.isascii():
            found.append(token.lower())
        else:
            found += [token[i : i + 2] for i in range(len(token) - 1)]
    return frozenset(found)


class Weights:
    """Inverse document frequencies over the blocks of one page."""

    def __init__(self, texts: Iterable[str]) -> None:
        documents = [pairs(text) for text in texts]
        self._frequency = Counter(pair for document in documents for pair in document)
        self._count = len(documents)

    def of(self, pair: str) -> float:
        """The pair's weight: the rarer on the page, the more."""
        return math.log(1 + self._count / (0.5 + self._frequency[pair]))

    def coverage(self, heading: str, text: str) -> float:
        """The share, 0 to 1, of the heading's weight that occurs in the text."""
        wanted, there = pairs(heading), pairs(text)
        total = sum(self.of(pair) for pair in wanted)
        return sum(self.of(pair) for pair in wanted & there) / total if total else 0.0

    def similarity(self, first: str, second: str) -> float:
        """Cosine of the two weighted sets of pairs, 0 to 1."""
        a, b = pairs(first), pairs(second)
        norm = math.sqrt(self._energy(a) * self._energy(b))
        return self._energy(a & b) / norm if norm else 0.0

    def _energy(self, found: Iterable[str]) -> float:
        return sum(self.of(pair) ** 2 for pair in found)


def parallel(first: Sequence[str], second: Sequence[str]) -> bool:
    """Headings of one series: as many parts, most of which begin or end alike (如何…？ 统筹推进…)."""
    if len(first) != len(second):
        return False
    alike = [
        a[:2] == b[:2] or (a[-1:] == b[-1:] and a[-1:] in "？！?!")
        for a, b in zip(first, second, strict=True)
    ]
    return sum(alike) * 2 > len(alike)
