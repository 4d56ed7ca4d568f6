"""A line that OCR saw → its characters with the places that type would have.

Where OCR puts a character is good to a sixth of its width. Blanks and marks of punctuation are put where
type has them; what was seen at a line's ends but not recognised becomes U+FFFD: missing, not dropped.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median

from corpus.ocr import Seen
from corpus.sheet import Glyph

MIDDLE = 0.38  # of the type's size: from the baseline up to the middle of Chinese characters
BLANK = 0.46  # ems of white and of distance together: each by itself may be 0.25 without a blank
WIDEST = 1.5  # ems of a blank; wider ones are the space between columns
MISSING = 3  # characters at either end of a line that were seen but not recognised; more are a drawing

_OPENING, _CLOSING = set("（《〈「『【“‘"), set("，。、；：！？）》〉」』】”’")
_ROOMY = _OPENING | _CLOSING | set("·—…")  # signs with white beside them that is no blank

_SLIM = set("日月目自口曰白田由甲申且贝见已己巳户尸卜一了子小丁川片")  # with white beside them


def is_wide(character: str) -> bool:
    """Whether it takes a whole em, as Chinese does."""
    return unicodedata.east_asian_width(character) in "WFA"


def glyphs(line: Seen, size: float, turn: float, scale: float) -> Iterator[Glyph]:
    """The line's characters in points, as type of this size has them."""
    spots = _spots(line, turn)
    em = size / scale
    if line.upright:
        for character, (x, y) in zip(line.text, spots, strict=True):
            yield Glyph(character, x / scale - em / 2, x / scale + em / 2, y / scale + MIDDLE * em, em)
        return
    base = median(y for _, y in spots) / scale + MIDDLE * em
    rooms = _rooms(line, [x for x, _ in spots], size)
    (x0, y0), (x1, y1) = line.corners[:2]
    cos, sin = math.cos(turn), math.sin(turn)
    for character, left, right in _completed(rooms, x0 * cos + y0 * sin, x1 * cos + y1 * sin, size):
        yield Glyph(character, left / scale, right / scale, base, em)


def _spots(line: Seen, turn: float) -> list[tuple[float, float]]:
    """The middle of each character's room, in pixels, as if the page's lines were level."""
    (x0, y0), (x1, y1), _, (x3, y3) = line.corners
    middle = 0.5 if line.upright else sum(line.ink) / 2
    cos, sin = math.cos(turn), math.sin(turn)
    spots = []
    for place in line.places:
        along, across = (middle, place) if line.upright else (place, middle)
        x = x0 + along * (x1 - x0) + across * (x3 - x0)
        y = y0 + along * (y1 - y0) + across * (y3 - y0)
        spots.append((x * cos + y * sin, y * cos - x * sin))
    return spots


def _rooms(line: Seen, middles: Sequence[float], size: float) -> list[tuple[str, float, float]]:
    """(character, left, right) of each character along a level line, with its blanks."""
    rooms: list[tuple[str, float, float]] = []
    spaced, before = False, 0.0
    length = math.dist(*line.corners[:2])
    for character, x, place in zip(line.text, middles, line.places, strict=True):
        if character == " ":
            spaced = True
            continue
        half = size * (0.5 if is_wide(character) else 0.25)
        left = x - half
        if rooms:
            last, start, end = rooms[-1]
            latin = last.isascii() and character.isascii()
            white = [b - a for a, b in line.blanks if before < a and b < place]
            missed = 0 if spaced else round((left - end) / size - 0.2)
            if 0 < missed <= MISSING and sum(white) * length < 0.5 * (left - end):
                wide = (left - end) / missed  # there is ink, but OCR took it for nothing
                rooms += [("\ufffd", end + n * wide, end + (n + 1) * wide) for n in range(missed)]
                end = left
            elif not latin and not {last, character} & _ROOMY:
                least = BLANK + 0.2 * bool({last, character} & _SLIM)
                spaced |= bool(white) and sum(white) * length + left - end > least * size
            if spaced and left - end < WIDEST * size:
                rooms.append((" ", end, max(left, end)))
            elif latin and left - end < 0.5 * size:
                left = (left + end) / 2  # how wide letters and digits are isn't known: they touch
                rooms[-1] = (last, start, left)
        rooms.append((character, left, x + half))
        spaced, before = False, place
    return _fitted(rooms, size)


def _fitted(rooms: list[tuple[str, float, float]], size: float) -> list[tuple[str, float, float]]:
    """With marks of punctuation beside the characters that they go with: their ink isn't in the middle."""
    for at in range(len(rooms)):
        mark = rooms[at][0]
        if mark in _CLOSING and at:
            start = rooms[at - 1][2]
            rooms[at] = (mark, start, start + size)
    for at in reversed(range(len(rooms) - 1)):
        mark = rooms[at][0]
        if mark in _OPENING:
            end = rooms[at + 1][1]
            rooms[at] = (mark, end - size, end)
        elif mark in _CLOSING:  # squeezed to half
            rooms[at] = (mark, rooms[at][1], max(min(rooms[at][2], rooms[at + 1][1]), rooms[at][1]))
    return rooms


def _completed(
    rooms: list[tuple[str, float, float]], left: float, right: float, size: float
) -> list[tuple[str, float, float]]:
    """With U+FFFD for what was seen at either end, between `left` and `right`, but not recognised."""
    first, last = rooms[0][1], rooms[-1][2]
    before, behind = int((first - left) / size + 0.3), int((right - last) / size + 0.3)
    front = [("\ufffd", first - n * size, first - (n - 1) * size) for n in range(before, 0, -1)]
    back = [("\ufffd", last + n * size, last + (n + 1) * size) for n in range(behind)]
    return [*(front if before <= MISSING else []), *rooms, *(back if behind <= MISSING else [])]
