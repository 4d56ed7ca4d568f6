"""What is drawn on the picture of a page: rules, frames, pictures. Lengths in pixels."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from corpus.sheet import Box

SHORTEST = 0.025  # of the page's height: a shorter line is a stroke of a letter, or dirt
THICKEST = 0.004  # of the page's height: what is thicker is a bar or a picture
PICTURE = 0.03  # of the page's height and width at least, to be a picture
INKED = 0.75  # of the paper's brightness: a hairline at 150 dpi, worn, has 0.6, a light tint 0.8
SHADED = 12  # of 255, darker than paper
MEET = 0.006  # of the page's height: how near the ends of a frame's sides come


def drawings(image: np.ndarray, lines: Sequence[Box]) -> tuple[list[Box], list[Box], list[Box]]:
    """(rules, frames, pictures) of a page; `lines` are the places of its text, in which nothing is drawn."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    for left, top, right, bottom in lines:
        grey[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1] = 255
    height = grey.shape[0]
    dark = (grey < INKED * float(np.median(grey))).astype(np.uint8)
    length, thick = max(20, int(SHORTEST * height)), max(3, int(THICKEST * height))
    level = [box for box in _runs(dark, (length, 1)) if box[3] - box[1] <= thick]
    plumb = [box for box in _runs(dark, (1, length)) if box[2] - box[0] <= thick]
    frames = _frames(level, plumb, MEET * height)
    rules = [rule for rule in [*level, *plumb] if not any(_edges(frame, rule, thick) for frame in frames)]
    return rules, frames, _pictures(grey)


def _runs(dark: np.ndarray, shape: tuple[int, int]) -> list[Box]:
    """Lines of at least this (width, height); a break of a pixel or two doesn't end one."""
    import cv2

    wide = shape[0] > shape[1]
    mended = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, 5) if wide else (5, 1), np.uint8))
    return _boxes(cv2.morphologyEx(mended, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8)))


def _boxes(mask: np.ndarray) -> list[Box]:
    """The places of the parts that hang together."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[Any] = stats[1:].tolist()
    return [(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in found]


def _frames(level: Sequence[Box], plumb: Sequence[Box], meet: float) -> list[Box]:
    """Rectangles of two level and two plumb lines that meet."""
    frames: list[Box] = []
    for upper in level:
        for lower in level:
            if lower[1] <= upper[3] + 4 * meet:
                continue
            left, right = (upper[0] + lower[0]) / 2, (upper[2] + lower[2]) / 2
            if abs(upper[0] - lower[0]) > meet or abs(upper[2] - lower[2]) > meet:
                continue
            sides = [
                line
                for line in plumb
                if abs(line[1] - upper[1]) < 2 * meet and abs(line[3] - lower[3]) < 2 * meet
            ]
            if all(any(abs(line[0] - x) < 2 * meet for line in sides) for x in (left, right)):
                frames.append((left, upper[1], right, lower[3]))
    return frames


def _edges(frame: Box, rule: Box, thick: float) -> bool:
    """The rule is one of the frame's sides."""
    near = [abs(rule[i] - frame[j]) <= 2 * thick for i, j in ((0, 0), (1, 1), (2, 2), (3, 3))]
    return sum(near) == 3 or (near[0] and near[2] and (near[1] or near[3]))


def _pictures(grey: np.ndarray) -> list[Box]:
    """Large places that aren't paper."""
    import cv2

    height, width = grey.shape
    paper = float(np.median(grey))
    smooth = cv2.medianBlur(grey, 5)  # without the grain of a scan, which would be pictures all over
    shaded = (smooth < paper - SHADED).astype(np.uint8)
    closed = cv2.morphologyEx(shaded, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    least = max(15, int(PICTURE * min(height, width) / 2))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((least, least), np.uint8))
    return [
        box
        for box in _boxes(opened)
        if box[2] - box[0] > PICTURE * width and box[3] - box[1] > PICTURE * height
    ]
