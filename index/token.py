"""A word of a text, with its part of speech."""

from typing import NamedTuple


class Token(NamedTuple):
    """A word: `text[start:end]`, with LAC's tag (n, v, m, PER, LOC, ORG, TIME, w …)."""

    start: int
    end: int
    tag: str
