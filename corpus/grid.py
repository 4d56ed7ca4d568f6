"""Bare text that kept its layout with blanks, as `pdftotext -layout` gives it: a page with places again.

Columns stand side by side on one line, parted by two blanks and more, so a piece's place in its line tells
its column. Its row tells less: where columns aren't level, their lines fall between each other's, and
one column's next line may be one row away or three. Lines that run on are one line apart, so rows are put
where such pairs have just that distance. Type sizes are lost; `largetype` tells large type by its form.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from corpus.lettering import DRIFT, INDENT, Cell, heads, link, runs_on, straighten, uprights
from corpus.lines import finished, width
from corpus.normalise import normalise
from corpus.sheet import Print, Sheet

LEAD = 1.5  # ems from line to line, as newspapers set their text
LARGER = 1.7  # the size given to upright headlines, text being 1
BLANK = 0.2  # how sure it is that blank lines stand for room
STEP = 0.7  # lines from one row to the next, where nothing else tells: a type's size is as much
FAR = 40  # rows between two lines of one column at most
ROOM = 1.6  # lines from a heading to what stands below it, where nothing else tells
MOST_CELLS = 2000  # pieces of a page; a full broadsheet has half as many
MOST_IN_LINE = 60  # pieces of one line
BAND = 900  # pieces whose heights are found together: the effort grows with the third power of this
FITS = 12  # rounds of fitting rows

_CELL = re.compile(r"[^ \u3000\t\f\n\r](?:[ \u3000]?[^ \u3000\t\f\n\r])*")


def is_grid(raw: str) -> bool:
    """At least a fifth of its lines hold several pieces of text, parted by two blanks and more.

    What has more pieces than any page isn't read as one: comparing them all would take minutes.
    """
    lines = [line for line in raw.splitlines() if line.strip()]
    counts = [len(_CELL.findall(line)) for line in lines]
    if len(lines) <= 8 or max(counts) > MOST_IN_LINE or sum(counts) > MOST_CELLS:
        return False
    return 5 * sum(count > 1 for count in counts) > len(lines)


def read_grid(raw: str) -> Sheet:
    """The pieces of text at their places, in ems of body type."""
    lines = raw.expandtabs(8).replace("\f", "\n").splitlines()
    numbers = [number for number, line in enumerate(lines) if line.strip()]
    measure = _measure([lines[number] for number in numbers])
    cells = [cell for row, number in enumerate(numbers) for cell in _cells(lines[number], row, measure)]
    link(cells)
    straighten(cells)
    below = 0.0
    for band in _bands(cells):
        _place(band, numbers)
        for cell in band:
            cell.height += below
        below = max(cell.height for cell in band) + 1
    _even(cells)
    standing = uprights(cells)
    upright = {id(cell) for column in standing for cell in column}
    prints = [_print(cell) for cell in cells if id(cell) not in upright]
    prints += [_upright(column) for column in standing]
    bottom = LEAD * (max((cell.height for cell in cells), default=0.0) + 2)
    return Sheet(max((p.right for p in prints), default=1.0), bottom, prints)


def _measure(lines: Sequence[str]) -> bool:
    """Whether a Chinese character takes two places of a line, not one: more pieces are then in line."""

    def aligned(wide: bool) -> int:
        lefts = Counter(cell.left for line in lines for cell in _cells(line, 0, wide))
        return sum(count for count in lefts.values() if count > 3)

    return aligned(True) > aligned(False)


def _cells(line: str, row: int, wide: bool) -> Iterator[Cell]:
    for found in _CELL.finditer(line):
        if text := normalise(found[0]):
            left = width(line[: found.start()]) if wide else float(found.start())
            yield Cell(text, left, left + width(text), row)


def _bands(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The pieces in bands of whole rows, one below the other."""
    band: list[Cell] = []
    for _, row in groupby(cells, key=lambda cell: cell.row):
        held = list(row)
        if band and len(band) + len(held) > BAND:
            yield band
            band = []
        band += held
    if band:
        yield band


def _place(cells: Sequence[Cell], numbers: Sequence[int]) -> None:
    """Set each piece's height: the best fit to what is known of how far pieces are apart.

    Known are the lines that run on, which are one line apart; the pieces of one row, which are level but
    for half a line; paragraphs of one column, which mostly are a line apart; and blank lines, which say
    that there is at least so much room. What fits badly counts less and less (iteratively reweighted least
    squares).
    """
    import numpy as np

    index = {id(cell): i for i, cell in enumerate(cells)}
    known = []  # (one piece, another, by how much it is lower, how sure that is)
    for i, (before, cell) in enumerate(pairwise(cells)):
        blank = numbers[cell.row] - numbers[before.row]
        if not blank:
            known.append((i, i + 1, 0.0, 0.5))
        else:
            known.append((i, i + 1, STEP * blank, BLANK if blank > 1 else 0.005))
    rows = {number: list(row) for number, row in groupby(cells, key=lambda cell: cell.row)}
    headings = {id(cell) for cell in cells if heads(cell)}
    for i, cell in enumerate(cells):
        if cell.above and id(cell.above) in index and cell.row - cell.above.row <= FAR:
            between = [rows[number] for number in range(cell.above.row + 1, cell.row)]
            parted = any(_parts(row, h, cell) for row in between for h in row if id(h) in headings)
            parted = parted or any(numbers[k + 1] - numbers[k] > 1 for k in range(cell.above.row, cell.row))
            known.append(
                (index[id(cell.above)], i, *_distance(cell.above, cell, parted, id(cell) in headings))
            )
    upper, lower = (np.array([pair[k] for pair in known], dtype=int) for k in (0, 1))
    apart, sure = (np.array([pair[k] for pair in known]) for k in (2, 3))
    least = apart > 1.0  # what is known is only how far they are apart at least
    heights: Any = np.zeros(len(cells))
    weights = sure
    for _ in range(FITS):
        matrix, target = np.zeros((len(cells), len(cells))), np.zeros(len(cells))
        for a, b, sign in ((upper, upper, 1), (lower, lower, 1), (upper, lower, -1), (lower, upper, -1)):
            np.add.at(matrix, (a, b), sign * weights)
        np.add.at(target, lower, weights * apart)
        np.add.at(target, upper, -weights * apart)
        matrix[0, 0] += 1e-3
        heights = np.linalg.solve(matrix, target)
        off = heights[lower] - heights[upper] - apart
        weights = np.where(least & (off > 0), 0.05, 1.0) * sure / (0.1 + abs(off))
    for cell, height in zip(cells, heights - heights.min(), strict=True):
        cell.height = float(height)
        if cell.above and id(cell.above) in index and abs(cell.above.left - cell.left) < INDENT:
            cell.height = max(cell.height, cell.above.height + 1)


def _parts(row: Sequence[Cell], heading: Cell, cell: Cell) -> bool:
    """A heading between the row of `cell` and the line above may reach over it: only white is beside it."""
    left, right = min(heading.left, cell.left), max(heading.left, cell.right)
    return not any(other.left < right and other.right > left for other in row if other is not heading)


def _distance(above: Cell, cell: Cell, parted: bool, heading: bool) -> tuple[float, float]:
    """By how many lines the piece stands lower than the one above it, and how sure that is."""
    near = 0.1 if parted else 4 / (3 + cell.row - above.row)  # the fewer rows between, the surer
    if runs_on(above, cell) and not heading:
        return 1.0, near
    begins = cell.left - above.left >= DRIFT or abs(above.right - cell.right) < DRIFT
    if finished(above.text) and abs(above.left - cell.left) < DRIFT + 2 and begins and not heading:
        return 1.0, 0.3 * near
    return ROOM, 0.05


def _even(cells: Sequence[Cell]) -> None:
    """Lines of one column that stand about a line apart stand just that."""
    runs: dict[int, list[Cell]] = {}
    for cell in cells:
        run = runs.get(id(cell.above))
        if run and cell.above is run[-1] and abs(cell.height - run[-1].height - 1) < 0.4:
            run.append(cell)
        else:
            run = [cell]
        runs[id(cell)] = run
    for run in {id(run): run for run in runs.values()}.values():
        top = median(cell.height - i for i, cell in enumerate(run))
        for i, cell in enumerate(run):
            cell.height = top + i


def _print(cell: Cell) -> Print:
    base = LEAD * (cell.height + 1)
    return Print(cell.text, cell.left, cell.right, base, 1.0, base - 0.88, base + 0.12)


def _upright(column: Sequence[Cell]) -> Print:
    first, last = LEAD * (column[0].height + 1), LEAD * (column[-1].height + 1)
    text = "".join(cell.text for cell in column)
    return Print(
        text, column[0].left, column[0].right + 1, last, LARGER, first - 0.88, last + 0.12, upright=True
    )
