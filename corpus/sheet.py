"""A page with places: its glyphs put together into printed lines, and what is drawn between them.

Lengths are points from the page's top left corner, y downwards. PDF and scans both come this way.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

Box = tuple[float, float, float, float]  # left, top, right, bottom

GAP = 0.55  # ems between the glyphs of one line; columns are an em apart and more
LETTERSPACED = 1.6  # ems between the glyphs of one line that was written in one go


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; `base` is the y of its baseline."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True, eq=False)
class Print:
    """One printed line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    top: float
    bottom: float
    upright: bool = False  # characters one below the other

    @property
    def box(self) -> Box:
        """Its place."""
        return (self.left, self.top, self.right, self.bottom)


@dataclass(slots=True)
class Sheet:
    """What is printed on one page."""

    width: float
    height: float
    prints: list[Print] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)  # frames and tints
    rules: list[Box] = field(default_factory=list)  # thin lines
    pictures: list[Box] = field(default_factory=list)
    turned: list[Print] = field(default_factory=list)  # text at an angle to the rest


def lines_of(glyphs: Sequence[Glyph]) -> list[Print]:
    """Glyphs in the order in which they were written → printed lines."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and (_follows(runs[-1], glyph) or _hangs(runs[-1], glyph)):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    flat: list[list[Glyph]] = []
    upright: list[Print] = []
    for run in runs:
        if len(run) > 2 and _is_upright(run):
            upright.append(_upright(run))
        else:
            flat += _cut_flat(run)
    return [*_rows(flat), *upright]


def _follows(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Right of the run's last glyph on the same baseline."""
    last = run[-1]
    em = max(last.size, glyph.size)
    if abs(last.base - glyph.base) > 0.25 * em or not 0.6 < last.size / glyph.size < 1.7:
        return False
    if len(run) > 1 and _is_upright(run[:2]):
        return False
    return -0.5 * em < glyph.left - last.right < (LETTERSPACED if len(run) < 12 else GAP) * em


def _hangs(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Right below the run's last glyph, in a run that goes down."""
    last = run[-1]
    em = last.size
    if abs(last.size - glyph.size) > 0.1 * em or (len(run) > 1 and not _is_upright(run[-2:])):
        return False
    middle = abs((last.left + last.right) - (glyph.left + glyph.right)) / 2
    return middle < 0.3 * em and 0.8 * em < glyph.base - last.base < 1.7 * em


def _is_upright(run: Sequence[Glyph]) -> bool:
    return run[1].base - run[0].base > 0.5 * run[0].size


def _cut_flat(run: list[Glyph]) -> list[list[Glyph]]:
    """Two glyphs one below the other are two lines; so is what is letter-spaced unevenly."""
    if len(run) == 2 and _is_upright(run):
        return [[run[0]], [run[1]]]
    gaps = [b.left - a.right for a, b in itertools.pairwise(run)]
    usual = median(gaps) if gaps else 0.0
    cuts = [
        i + 1 for i, gap in enumerate(gaps) if gap > GAP * run[i].size and gap > usual + 0.3 * run[i].size
    ]
    return [run[i:j] for i, j in zip([0, *cuts], [*cuts, len(run)], strict=True)]


def _upright(run: Sequence[Glyph]) -> Print:
    size = run[0].size
    return Print(
        "".join(glyph.text for glyph in run),
        min(glyph.left for glyph in run),
        max(glyph.right for glyph in run),
        run[-1].base,
        size,
        run[0].base - 0.88 * size,
        run[-1].base + 0.12 * size,
        upright=True,
    )


def _rows(runs: Iterable[list[Glyph]]) -> list[Print]:
    """Runs that touch on one baseline, joined; a gap of a Latin blank's width becomes one."""
    rows: dict[int, list[list[Glyph]]] = defaultdict(list)
    found: list[Print] = []
    for run in sorted(runs, key=lambda run: (run[0].base, run[0].left)):
        key = round(run[0].base / 2)
        before = [row for k in (key - 1, key, key + 1) for row in rows[k] if _touches(row, run)]
        if before:
            before[0].extend(run)
        else:
            rows[key].append(list(run))
    for row in (row for key in sorted(rows) for row in rows[key]):
        printed = _flat(sorted(row, key=lambda glyph: glyph.left))
        if printed.text.strip():
            found.append(printed)
    return found


def _touches(row: Sequence[Glyph], run: Sequence[Glyph]) -> bool:
    em = max(row[-1].size, run[0].size)
    same = abs(row[-1].base - run[0].base) < 0.25 * em and 0.7 < row[-1].size / run[0].size < 1.43
    if not same:
        return False
    behind, before = run[0].left - row[-1].right, row[0].left - run[-1].right
    return -0.3 * em < behind < GAP * em or -0.3 * em < before < GAP * em


def _flat(row: Sequence[Glyph]) -> Print:
    text = row[0].text
    for a, b in itertools.pairwise(row):
        latin = a.text.isascii() and b.text.isascii()
        if latin and a.text != " " != b.text and b.left - a.right > 0.2 * a.size:
            text += " "
        text += b.text
    inked = [glyph for glyph in row if not glyph.text.isspace()] or list(row)
    size = median(glyph.size for glyph in inked)
    return Print(
        text,
        inked[0].left,
        max(glyph.right for glyph in inked),
        inked[0].base,
        size,
        inked[0].base - 0.88 * size,
        inked[0].base + 0.12 * size,
    )
