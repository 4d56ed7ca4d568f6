"""What is known of each strip of a page by itself: its text, its measure, how it begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.lines import finished, joined, width
from corpus.normalise import normalise
from corpus.standing import Standing
from corpus.strips import Strip, is_indented, is_short

WHITE = 18  # lines of a picture between strips of one column at most


@dataclass(slots=True)
class Facts:
    """Lists by the strips' numbers."""

    texts: list[str]
    first: list[str]  # line
    last: list[str]  # line
    done: list[bool]  # its last sentence is finished
    indented: list[bool]  # it begins a paragraph
    short: list[bool]  # its last line is
    measures: list[float]  # widths of its full lines, 0 where none is known
    headed: list[bool]  # a headline stands between it and what is above
    column_top: list[int]  # the strip in which its column begins, pictures and section headings in it
    column_end: list[int]  # the strip in which it ends
    lefts: Any  # arrays of the strips' places
    tops: Any
    bottoms: Any


def facts(page: Standing) -> Facts:
    """All of it, for every strip."""
    strips = page.strips
    texts = [joined([normalise(p.text) for p in s.prints]) for s in strips]
    first = [normalise(s.prints[0].text) for s in strips]
    last = [normalise(s.prints[-1].text) for s in strips]
    measures = [_measure(s) for s in strips]
    headed = [_headed(page, j) for j in range(len(strips))]
    inner = [h and _in_column(page, j, measures[j]) for j, h in enumerate(headed)]
    goes_on = [page.apart[j] < WHITE and (inner[j] or not headed[j]) for j in range(len(strips))]
    top, end = _columns(page, goes_on)
    boxes = np.array([s.box for s in strips]).reshape(-1, 4)
    return Facts(
        texts,
        first,
        last,
        [finished(text) for text in last],
        [_indented(s, strips) for s in strips],
        [_short(s, measure) for s, measure in zip(strips, measures, strict=True)],
        measures,
        headed,
        top,
        end,
        boxes[:, 0],
        boxes[:, 1],
        boxes[:, 3],
    )


def _measure(strip: Strip) -> float:
    full = sorted(p.right - strip.left for p in strip.prints if not finished(normalise(p.text)))
    return full[int(0.75 * len(full))] if full else 0.0


def _short(strip: Strip, measure: float) -> bool:
    last = strip.prints[-1]
    by_itself = len(strip.prints) > 1 and is_short(last, strip)
    return by_itself or (measure > 0 and measure - (last.right - strip.left) > 1.8)


def _indented(strip: Strip, strips: Sequence[Strip]) -> bool:
    """By its own lines, or where it has only one, by those of the strip nearest in its column."""
    if len(strip.prints) > 1:
        return is_indented(strip.prints[0], strip)
    near = [s for s in strips if len(s.prints) > 1 and -0.6 < strip.left - s.left < 3.4]
    return bool(near) and strip.left - min(near, key=lambda s: abs(s.top - strip.top)).left > 1.3


def _headed(page: Standing, j: int) -> bool:
    headline, above = page.over[j], page.above[j]
    if headline is None:
        return False
    clear = above is None or headline.box[1] > page.strips[above].bottom - 0.8 * page.lead
    return clear or headline.upright


def _in_column(page: Standing, j: int, measure: float) -> bool:
    """What stands over the strip has the form of a section's heading: a short line of the column."""
    headline = page.over[j]
    if headline is None or headline.upright or len(headline.prints) > 1:
        return False
    line = headline.prints[0]
    wide, off = width(normalise(line.text)), line.left - page.strips[j].left
    if not measure or wide > measure - 1:
        return False
    placed = abs(off - (measure - wide) / 2) < 1.1 or abs(off) < 0.8
    return placed and (page.above[j] is None or page.apart[j] - 1 < 2.6)


def _columns(page: Standing, goes_on: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Of the column of each strip, where every strip that `goes_on` belongs to the one above: top and end."""
    top, end = list(range(len(goes_on))), list(range(len(goes_on)))
    for j, above in enumerate(page.above):
        if above is not None and goes_on[j] and above < j:
            top[j] = top[above]
    for j in reversed(range(len(goes_on))):
        for k in page.below[j]:
            if top[k] == top[j] and k > j:
                end[j] = end[k]
    return top, end
