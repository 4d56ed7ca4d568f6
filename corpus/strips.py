"""Lines with places put together into strips: pieces of one column with nothing between their lines."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.lines import finished
from corpus.masthead import starts_story
from corpus.normalise import normalise
from corpus.sheet import Box, Print

LARGE = 1.1  # times the size of body type: a headline's
NEXT = 2.35  # lines from baseline to baseline within one column: a blank line before a section heading
SAME = 0.04  # sizes of one strip differ by no more than this share; of a scan, see `strips_of`


@dataclass(slots=True, eq=False)
class Strip:
    """Lines of one size below one another."""

    prints: list[Print] = field(default_factory=list)
    lead: float = 0.0  # from baseline to baseline

    @property
    def left(self) -> float:
        """The column's left edge."""
        return min(p.left for p in self.prints)

    @property
    def right(self) -> float:
        """The column's right edge."""
        return max(p.right for p in self.prints)

    @property
    def top(self) -> float:
        """Of its first line."""
        return self.prints[0].top

    @property
    def bottom(self) -> float:
        """Of its last line."""
        return self.prints[-1].bottom

    @property
    def size(self) -> float:
        """Of its type."""
        return self.prints[0].size

    @property
    def box(self) -> Box:
        """Its place."""
        return (self.left, self.top, self.right, self.bottom)

    @property
    def text(self) -> str:
        """Its lines, one a line."""
        return "\n".join(normalise(p.text) for p in self.prints)


def body_size(prints: Sequence[Print]) -> float:
    """The size of most of the text; of several columns of one page, the commonest."""
    counts: Counter[float] = Counter()
    for p in prints:
        if len(p.text) >= 6 and not p.upright:
            counts[round(p.size * 4) / 4] += len(p.text)
    if not counts:
        return median(p.size for p in prints) if prints else 10.0
    return max(counts, key=lambda size: counts[size])


def lead_of(prints: Sequence[Print], size: float) -> float:
    """From baseline to baseline: the usual distance to the next line below, at least 1.1 times the size."""
    steps: list[float] = []
    columns: dict[int, list[Print]] = {}
    for p in sorted(prints, key=lambda p: p.base):
        if abs(p.size - size) < 0.1 * size:
            columns.setdefault(round(p.left / (2 * size)), []).append(p)
    for column in columns.values():
        steps += [b.base - a.base for a, b in itertools.pairwise(column)]
    steps = [step for step in steps if 0.9 * size < step < 2.2 * size]
    return max(median(steps) if steps else 1.5 * size, 1.1 * size)


def strips_of(prints: Sequence[Print], walls: Sequence[Box], lead: float, same: float = SAME) -> list[Strip]:
    """The lines as strips, top to bottom; no strip goes through a wall (a rule, a picture, large type)."""
    strips: list[Strip] = []
    for p in sorted(prints, key=lambda p: (p.base, p.left)):
        fits = [s for s in strips if _continues(s, p, lead, same) and not _walled(s, p, walls)]
        if fits:
            min(fits, key=lambda s: p.base - s.prints[-1].base).prints.append(p)
        else:
            strips.append(Strip([p], lead))
    return strips


def _continues(strip: Strip, p: Print, lead: float, same: float) -> bool:
    last = strip.prints[-1]
    if not 0.5 * lead < p.base - last.base < NEXT * lead or p.upright or last.upright:
        return False
    if abs(p.size - last.size) > same * last.size:
        return False
    slack = 0.8 * p.size
    left, right = strip.left, strip.right
    # A strip may begin with an indented line, or with the last and short one of a paragraph.
    indent = 2.7 * p.size if len(strip.prints) == 1 else slack
    inside = left - indent <= p.left < right and p.right <= right + slack
    around = p.left - indent <= left and right <= p.right + slack
    return inside or around


def _walled(strip: Strip, p: Print, walls: Sequence[Box]) -> bool:
    low, high = strip.prints[-1].bottom, p.top
    return any(
        wall[1] < high + 1
        and wall[3] > low - 1
        and min(wall[2], p.right, strip.right) - max(wall[0], min(p.left, strip.left)) > 0.5 * p.size
        for wall in walls
    )


def is_indented(p: Print, strip: Strip) -> bool:
    """It begins a paragraph: further right than its column, or with blanks."""
    return p.left - strip.left > 0.7 * p.size or p.text[:1] == "\u3000"


def is_short(p: Print, strip: Strip) -> bool:
    """It ends well before its column does."""
    return strip.right - p.right > 1.3 * p.size


def flow(last: Print, before: Strip, first: Print, after: Strip) -> float:
    """How well the text goes on from the end of one strip to the beginning of another: -2 to 2."""
    done, starts = finished(normalise(last.text)), is_indented(first, after)
    if starts_story(normalise(first.text)):
        return -2.0
    if not done:
        if is_short(last, before):
            return -1.0
        return -2.0 if starts else 2.0
    if starts:
        return 0.5
    return -1.5 if is_short(last, before) else 0.0
