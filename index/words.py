"""The words of an article, stored once and read by every question."""

from collections.abc import Iterable
from functools import partial

import numpy as np
import numpy.typing as npt

from index.tagger import TAGS, Token, tag

LONGEST = 8  # characters that one byte can give a word: three bits, and five for its tag
_NUMBER = {name: number for number, name in enumerate(TAGS)}
_token = partial(tuple.__new__, Token)  # a third of the time of calling the class
_MORE = 31  # in place of a tag: these characters belong to the word before


def pack(tokens: Iterable[Token]) -> bytes:
    """`tokens`, which follow each other without a gap, as a byte a word: its tag and its length."""
    packed = bytearray()
    for token in tokens:
        number, length = _NUMBER[token.tag], token.end - token.start
        while length > LONGEST:
            packed.append(number << 3 | LONGEST - 1)
            number, length = _MORE, length - LONGEST
        packed.append(number << 3 | length - 1)
    return bytes(packed)


def covered(packed: bytes) -> int:
    """How many characters the words in `packed` have."""
    return sum((byte & 7) + 1 for byte in packed)


class Words:
    """The words of one text: those stored with it or, where none are, tagged when asked for."""

    __slots__ = ("_ends", "_packed", "_tags", "text")

    def __init__(self, text: str, packed: bytes = b"") -> None:
        self.text = text
        self._packed = packed
        self._ends: npt.NDArray[np.int64] | None = None
        self._tags = np.empty(0, np.uint8)

    def between(self, start: int, end: int) -> list[Token]:
        """The words of `text[start:end]`, in order, covering it; words across an edge are cut there."""
        if not self._packed:
            return tag(self.text[start:end], start)
        ends = self._unpacked() if self._ends is None else self._ends
        first, last = ends.searchsorted(start, "right"), ends.searchsorted(end)
        stops = ends[first : last + 1].tolist()
        if not stops or start >= end:
            return []
        stops[-1] = min(stops[-1], end)
        tags = map(TAGS.__getitem__, self._tags[first : last + 1].tolist())
        return list(map(_token, zip([start, *stops], stops, tags, strict=False)))

    def _unpacked(self) -> npt.NDArray[np.int64]:
        """Where each word ends; its tag is then in `_tags`."""
        packed = np.frombuffer(self._packed, np.uint8)
        tags = packed >> 3
        ends = np.cumsum((packed & 7) + 1, dtype=np.int64)
        begins = tags != _MORE
        self._ends, self._tags = ends[np.append(begins[1:], True)], tags[begins]
        return self._ends
