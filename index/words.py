"""The words of an article, stored once and read by every question."""

from bisect import bisect_right
from collections.abc import Iterable

import numpy as np

from index.tagger import TAGS, Token, tag

LONGEST = 8  # characters that one byte can give a word: three bits, and five for its tag
_NUMBER = {name: number for number, name in enumerate(TAGS)}
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
        self._ends: list[int] | None = None
        self._tags: list[int] = []

    def between(self, start: int, end: int) -> list[Token]:
        """The words of `text[start:end]`, in order, covering it; words across an edge are cut there."""
        if not self._packed:
            return tag(self.text[start:end], start)
        if self._ends is None:
            self._unpack()
        ends, tags = self._ends or [], self._tags
        found = []
        place = bisect_right(ends, start)
        while start < end and place < len(ends):
            stop = min(ends[place], end)
            found.append(Token(start, stop, TAGS[tags[place]]))
            start, place = stop, place + 1
        return found

    def _unpack(self) -> None:
        packed = np.frombuffer(self._packed, np.uint8)
        tags = packed >> 3
        ends = np.cumsum((packed & 7) + 1, dtype=np.int64)
        last = np.append(tags[1:] != _MORE, True)
        self._ends, self._tags = ends[last].tolist(), tags[tags != _MORE].tolist()
