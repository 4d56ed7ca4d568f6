"""The picture of a page → the page with places, as from a PDF; and picture files → pages.

What OCR sees are lines with noisy edges. Their characters get the places that type would have: sizes and
baselines from the ink, widths from the kind of character; sizes that differ by noise only become the same.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from corpus.article import Skipped
from corpus.drawing import drawings
from corpus.ocr import Image, Seen, read_lines
from corpus.page import Page
from corpus.placed import split_sheet
from corpus.sheet import Box, Glyph, Sheet, lines_of

SAME = 0.08  # share by which the sizes of equal type may differ
INK = 0.92  # of the type's size: how high the ink of a line of Chinese is
CAPITALS = 0.72  # the same of digits and capitals alone
MIDDLE = 0.38  # of the type's size: from the baseline up to the middle of Chinese characters

WIDEST = 1.5  # ems of a blank; wider ones are the space between columns
MISSING = 3  # characters at either end of a line that were seen but not recognised; more are a drawing

_ROOMY = set("，。、；：！？（）《》〈〉「」『』【】“”‘’·—…")  # signs with white beside them that is no blank
_LEANING = {**dict.fromkeys("，。、；：！？）》」』】”’", -0.25), **dict.fromkeys("（《「『【“‘", 0.25)}


def read_scan(image: Image, scale: float) -> tuple[Sheet, float]:
    """What is printed on the picture of a page, and how sure that is, 0 to 1.

    `scale` is pixels a point. A page without text gives an empty sheet.

    Raises:
        InputError: OCR is not installed, or the page is no newspaper page by its number of lines.
    """
    seen = read_lines(image)
    height, width = image.shape[:2]
    rules, boxes, pictures = drawings(image, [_around(line) for line in seen])
    sheet = Sheet(width / scale, height / scale)
    sheet.rules, sheet.boxes, sheet.pictures = (
        [_scaled(box, scale) for box in found] for found in (rules, boxes, pictures)
    )
    turn = _skew(seen)
    lines = list(zip(seen, _sizes(seen), strict=True))
    sheet.prints = lines_of([glyph for line, size in lines for glyph in _glyphs(line, size, turn, scale)])
    weight = sum(len(line.text) for line in seen)
    sure = sum(line.score * len(line.text) for line in seen) / weight if weight else 0.0
    return sheet, sure


def split_scan(
    image: Image,
    scale: float,
    path: Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    number: int = 1,
) -> Page | Skipped:
    """The page told apart; its confidence is that of the split times that of the text."""
    sheet, sure = read_scan(image, scale)
    where = f"page {number}"
    if not sheet.prints:
        return Skipped(str(path), where, "no text in the picture that OCR could read")
    found = split_sheet(
        sheet, path, newspaper=newspaper, published=published, page=page, number=number, same=SAME
    )
    if not found.articles:
        return Skipped(str(path), where, "no article on it: only masthead and page furniture")
    return Page(
        found.articles,
        found.masthead,
        found.furniture,
        found.parts,
        round(found.confidence * sure, 3),
        number,
    )


def _around(line: Seen) -> Box:
    xs, ys = zip(*line.corners, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _scaled(box: Box, scale: float) -> Box:
    return (box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale)


def _skew(lines: Sequence[Seen]) -> float:
    """The angle of the page's lines in radians: of long lines, the middle one."""
    angles = []
    for line in lines:
        (x0, y0), (x1, y1) = line.corners[:2]
        if not line.upright and len(line.text) >= 6 and x1 > x0:
            angles.append(math.atan2(y1 - y0, x1 - x0))
    turn = median(angles) if angles else 0.0
    return turn if abs(turn) > 0.002 else 0.0  # two pixels in a column of 1,000: none


def _sizes(lines: Sequence[Seen]) -> list[float]:
    """The size of each line's type, in pixels; body type all the same."""
    sizes = [_size(line) for line in lines]
    body = sorted(
        size for line, size in zip(lines, sizes, strict=True) for _ in line.text if len(line.text) > 5
    )
    if not body:
        return sizes
    usual = body[len(body) // 2]
    return [
        usual if abs(size - usual) < (0.07 if len(line.text) > 7 else 0.16) * usual else size
        for line, size in zip(lines, sizes, strict=True)
    ]


def _size(line: Seen) -> float:
    across = (0, 1) if line.upright else (0, 3)
    thick = math.dist(line.corners[across[0]], line.corners[across[1]])
    if line.upright:
        return 0.9 * thick
    ink = (line.ink[1] - line.ink[0]) * thick
    return max(ink / (INK if any(_is_wide(c) and c.isalpha() for c in line.text) else CAPITALS), 1.0)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def _glyphs(line: Seen, size: float, turn: float, scale: float) -> Iterator[Glyph]:
    """The line's characters in points, as type of this size has them."""
    spots = _spots(line, size, turn)
    em = size / scale
    if line.upright:
        for character, (x, y) in zip(line.text, spots, strict=True):
            yield Glyph(character, x / scale - em / 2, x / scale + em / 2, y / scale + MIDDLE * em, em)
        return
    base = median(y for _, y in spots) / scale + MIDDLE * em
    rooms = _rooms(line, [x for x, _ in spots], size)
    (x0, y0), (x1, y1) = line.corners[:2]
    edges = [x * math.cos(turn) + y * math.sin(turn) for x, y in ((x0, y0), (x1, y1))]
    for character, left, right in _completed(rooms, *edges, size):
        yield Glyph(character, left / scale, right / scale, base, em)


def _spots(line: Seen, size: float, turn: float) -> list[tuple[float, float]]:
    """The middle of each character's room, in pixels, as if the page's lines were level."""
    (x0, y0), (x1, y1), _, (x3, y3) = line.corners
    middle = 0.5 if line.upright else sum(line.ink) / 2
    cos, sin = math.cos(turn), math.sin(turn)
    spots = []
    for character, place in zip(line.text, line.places, strict=True):
        along, across = (middle, place) if line.upright else (place, middle)
        x = x0 + along * (x1 - x0) + across * (x3 - x0)
        y = y0 + along * (y1 - y0) + across * (y3 - y0)
        lean = 0.0 if line.upright else _LEANING.get(character, 0.0) * size
        spots.append((x * cos + y * sin - lean, y * cos - x * sin))
    return spots


def _rooms(line: Seen, middles: Sequence[float], size: float) -> list[tuple[str, float, float]]:
    """(character, left, right) of each character along a level line, with its blanks."""
    rooms: list[tuple[str, float, float]] = []
    spaced, before = False, 0.0
    for character, x, place in zip(line.text, middles, line.places, strict=True):
        if character == " ":
            spaced = True
            continue
        half = size * (0.5 if _is_wide(character) else 0.25)
        left = x - half
        if rooms:
            last, start, end = rooms[-1]
            latin = last.isascii() and character.isascii()
            if not latin and not {last, character} & _ROOMY:
                spaced |= any(before < a and b < place for a, b in line.blanks)
            if spaced and left - end < WIDEST * size:
                rooms.append((" ", end, max(left, end)))
            elif latin and left - end < 0.5 * size:
                left = (left + end) / 2  # how wide letters and digits are isn't known: they touch
                rooms[-1] = (last, start, left)
        rooms.append((character, left, x + half))
        spaced, before = False, place
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
