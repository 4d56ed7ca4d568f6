"""Type set in columns: Chinese lines broken, justified, and placed; nothing here knows of PDF."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

Tag = Literal["headline", "body", "byline", "caption", "masthead", "furniture", "advertisement"]
CLOSING = "，。、；：？！”’）》％%"
OPENING = "“‘（《"


@dataclass
class Ink:
    """One printed line; `x` and the baseline `y` in points from the page's top left."""

    x: float
    y: float
    size: float
    text: str
    tag: Tag
    width: float = 0.0  # to justify to; 0 = as it falls
    angle: int = 0  # 90: read upwards
    vertical: bool = False  # upright characters one below the other


@dataclass
class Line:
    """One line of a column before it has a place."""

    text: str
    indent: bool = False
    full: bool = False
    kind: str = "body"  # body, section, byline, blank


def advance(text: str) -> float:
    """The width in ems, as the built-in Chinese font sets it: Latin is half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def broken(text: str, ems: float, indent: bool = True) -> list[Line]:
    """A paragraph as lines of at most `ems`; no mark of punctuation begins a line, no bracket ends one."""
    lines: list[Line] = []
    at = 0
    while at < len(text):
        room = ems - (2 if indent and not lines else 0)
        end = at
        used = 0.0
        while end < len(text) and used + advance(text[end]) <= room + 0.01:
            used += advance(text[end])
            end += 1
        while end < len(text) and text[end] in CLOSING and end - at > 2:
            # squeezed in where it is one mark, else the last character goes down with it
            if text[end + 1 : end + 2] not in tuple(CLOSING):
                end += 1
                break
            end -= 1
        while end < len(text) and end - at > 2 and text[end - 1] in OPENING:
            end -= 1
        while end < len(text) and end - at > 6 and _alnum(text[end - 1]) and _alnum(text[end]):
            end -= 1
        lines.append(Line(text[at:end], indent and not lines, end < len(text)))
        at = end
    return lines


def _alnum(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".")
