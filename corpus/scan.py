"""The picture of a page → the page with places, as from a PDF; and picture files → pages.

What OCR sees are lines with noisy edges: their sizes and baselines come from their ink, and sizes that
differ by noise only become the same.
"""

import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

from corpus.article import Skipped
from corpus.drawing import drawings
from corpus.ocr import Image, Seen, read_lines
from corpus.page import Page
from corpus.placed import split_sheet
from corpus.sheet import Box, Sheet, lines_of
from corpus.typed import glyphs, is_wide

SAME = 0.08  # share by which the sizes of equal type may differ
INK = 0.92  # of the type's size: how high the ink of a line of Chinese is
CAPITALS = 0.72  # the same of digits and capitals alone


def read_scan(image: Image, scale: float) -> tuple[Sheet, float]:
    """What is printed on the picture of a page, and how sure that is, 0 to 1.

    `scale` is pixels a point. A page without text gives an empty sheet.

    Raises:
        InputError: OCR is not installed, or the page is no newspaper page by its number of lines.
    """
    seen = read_lines(image)
    height, width = image.shape[:2]
    turn = _skew(seen)
    rules, boxes, pictures = drawings(_level(image, turn), [_around(line, turn) for line in seen])
    sheet = Sheet(width / scale, height / scale)
    sheet.rules, sheet.boxes, sheet.pictures = (
        [_scaled(box, scale) for box in found] for found in (rules, boxes, pictures)
    )
    lines = list(zip(seen, _sizes(seen), strict=True))
    sheet.prints = lines_of([glyph for line, size in lines for glyph in glyphs(line, size, turn, scale)])
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


def _level(image: Image, turn: float) -> Image:
    """The picture turned as its lines are (`typed.glyphs`): its rules become level and stand between them."""
    if not turn:
        return image
    import cv2

    cos, sin = math.cos(turn), math.sin(turn)
    size, paper = (image.shape[1], image.shape[0]), (255, 255, 255)
    turned: Image = cv2.warpAffine(image, np.array([[cos, sin, 0], [-sin, cos, 0]]), size, borderValue=paper)
    return turned


def _around(line: Seen, turn: float) -> Box:
    cos, sin = math.cos(turn), math.sin(turn)
    xs, ys = zip(*((x * cos + y * sin, y * cos - x * sin) for x, y in line.corners), strict=True)
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
    return max(ink / (INK if any(is_wide(c) and c.isalpha() for c in line.text) else CAPITALS), 1.0)
