"""Pieces of text that only have their places in rows: what stands above what, what runs on, what heads."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from corpus.lines import finished, joined, width
from corpus.masthead import is_byline, is_caption, is_furniture, read_masthead, starts_story

INDENT = 7.5  # places by which a paragraph's first line begins further right: two characters, and drift
STRAIGHT = 3.0  # the same, once the lines of a column are straight
DRIFT = 1.6  # places by which the lines of one column begin or end apart
LINE = 36  # characters of a headline's line at most
LINES = 4  # of one headline at most
LEAST = 5.0  # ems that a piece takes at least when one looks what stands above what
WINDOW = 100  # pieces before and behind by which a column's edge is told
FAR = 120  # pieces that are looked back through for the one above
UPRIGHT = 3  # characters of an upright headline at least
REACH = 6  # rows from one character of it to the next at most


@dataclass(slots=True, eq=False)
class Cell:
    """A piece of text in its row; lengths in ems."""

    text: str
    left: float
    right: float
    row: int  # among the rows that aren't blank
    height: float = 0.0  # lines below the page's top
    above: "Cell | None" = None  # the nearest piece above it, in its column
    below: list["Cell"] = field(default_factory=list)  # what it is above of


def link(cells: Sequence[Cell]) -> None:
    """Set each piece's `above` and `below`."""
    for i, cell in enumerate(cells):
        for other in reversed(cells[max(0, i - FAR) : i]):
            if other.row != cell.row and _meet(other, cell):
                cell.above = other
                other.below.append(cell)
                break


def _meet(a: Cell, b: Cell) -> bool:
    return min(max(a.right, a.left + LEAST), max(b.right, b.left + LEAST)) - max(a.left, b.left) > 0


def straighten(cells: Sequence[Cell]) -> None:
    """Lines that begin nearly where their column does begin just there, or two ems further right."""
    moved = [(cell, _straight(cell, cells[max(0, i - WINDOW) : i + WINDOW])) for i, cell in enumerate(cells)]
    for cell, left in moved:
        cell.left, cell.right = left, left + cell.right - cell.left


def _straight(cell: Cell, around: Sequence[Cell]) -> float:
    near = Counter(round(other.left) for other in around if abs(other.left - cell.left) < INDENT)
    edge = max(near, key=lambda left: (near[left] + near[left - 1] / 2 + near[left + 1] / 2, -left))
    off = cell.left - edge
    if near[edge] < 2 or not -DRIFT < off < INDENT:
        return cell.left
    if off < DRIFT:
        return float(edge)
    reach = [
        width(other.text) for other in around if abs(other.left - edge) < DRIFT and not finished(other.text)
    ]
    return edge + 2.0 if reach and width(cell.text) + 2 > median(reach) - DRIFT else cell.left


def uprights(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Single characters one below the other: headlines set from top to bottom."""
    columns: list[list[Cell]] = []
    for cell in cells:
        if len(cell.text) > 1:
            continue
        home = next((c for c in columns if _hangs(c[-1], cell)), None)
        if home:
            home.append(cell)
        else:
            columns.append([cell])
    return [column for column in columns if len(column) >= UPRIGHT]


def _hangs(last: Cell, cell: Cell) -> bool:
    return cell.above is last and abs(last.left - cell.left) < DRIFT and cell.row - last.row <= FAR


def runs_on(above: Cell, cell: Cell) -> bool:
    """A sentence goes on from a full line to the next, in one column."""
    aside = above.left - cell.left
    if finished(above.text) or width(above.text) < 5 or not -DRIFT < aside < STRAIGHT or _begins(cell):
        return False
    if _is_other(above.text):
        return False
    reach = width(above.text) + (2.0 if aside >= DRIFT else 0.0)
    return abs(reach - width(cell.text)) < DRIFT or (width(cell.text) < reach and finished(cell.text))


def _begins(cell: Cell) -> bool:
    """It is a paragraph's first line: further right than the full line below it, and reaching as far."""
    return any(
        DRIFT <= cell.left - other.left < STRAIGHT and abs(width(cell.text) + 2 - width(other.text)) < DRIFT
        for other in cell.below[:1]
    )


def heads(cell: Cell, further: int = 1) -> bool:
    """A line of a headline's form, by itself or with up to three more, that isn't part of running text.

    One that ends with a comma needs another heading below it; looked for `further` times.
    """
    lines = _lines(cell)
    text = joined([line.text for line in lines])
    first, last = lines[0], lines[-1].text
    if (
        len(lines) > LINES
        or max(width(line.text) for line in lines) > LINE
        or _is_other(text)
        or _fills(first)
    ):
        return False
    if len(lines) > 1 and first.left - lines[1].left >= DRIFT:
        return False
    if (finished(last) and last[-1] not in "？！?!”") or re.search("[。；]|[、：）)]$", text):
        return False
    if text[-1] == "，" and not (further and any(heads(other, further - 1) for other in lines[-1].below)):
        return False
    return first.above is None or not is_caption(first.above.text + text)


@lru_cache(maxsize=4096)
def _is_other(text: str) -> bool:
    return (
        is_byline(text)
        or is_caption(text)
        or is_furniture(text)
        or starts_story(text)
        or read_masthead(text) is not None
    )


def _lines(cell: Cell) -> list[Cell]:
    """The piece with those that run on to it and from it."""
    lines = [cell]
    while len(lines) <= LINES and lines[0].above and runs_on(lines[0].above, lines[0]):
        lines.insert(0, lines[0].above)
    while len(lines) <= LINES and (after := [c for c in lines[-1].below if runs_on(lines[-1], c)]):
        lines.append(after[0])
    return lines


def _fills(cell: Cell) -> bool:
    """It begins a paragraph at a column's end: as far right as the lines above it, and begun like them."""
    lines: list[Cell] = []
    above = cell.above
    while above and len(lines) < 3:
        lines.append(above)
        above = above.above
    return len(lines) > 1 and all(
        -0.5 < cell.left - other.left < INDENT and abs(cell.right - other.right) < DRIFT
        for other in lines
        if not finished(other.text)
    )
