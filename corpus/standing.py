"""What stands over what, on a page whose type sizes are lost: strips of text, and the headlines over them.

How far a headline reaches isn't known, for its type may be of any size: it reaches over the strips beside
each other that begin level below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.headlines import Headline, overlap
from corpus.strips import Strip

LEVEL = 0.4  # lines by which strips that begin level are apart at most
SPREAD = 6  # lines below a headline's first strip in which the others under it begin
WHITE = 0.8  # lines that a headline may reach into what stands above it


@dataclass(slots=True)
class Standing:
    """The strips from top to bottom; lists go by their number, `first` by the identity of a headline."""

    strips: list[Strip]
    lead: float
    above: list[int | None]  # the nearest strip above
    below: list[list[int]]  # those of which this one is the nearest above
    apart: list[float]  # lines from the last line above to the first; FREE where there is none
    over: list[Headline | None]  # the headline under which the strip stands
    first: dict[int, int]  # the strip in which the text under a headline begins


FREE = 1e9


def standing(strips: Sequence[Strip], headlines: Sequence[Headline], lead: float) -> Standing:
    """Where the strips stand to each other and to the headlines."""
    ordered = sorted(strips, key=lambda s: (s.top, s.left))
    count = len(ordered)
    page = Standing(ordered, lead, [None] * count, [], [FREE] * count, [None] * count, {})
    page.below = [[] for _ in ordered]
    _stack(page)
    _cover(page, [h for h in headlines if not h.upright])
    for headline in headlines:
        if headline.upright:
            _beside(page, headline)
        else:
            _reach(page, headline)
    return page


def _stack(page: Standing) -> None:
    boxes = np.array([s.box for s in page.strips]).reshape(-1, 4)
    starts = np.array([s.prints[0].base for s in page.strips])
    ends = np.array([s.prints[-1].base for s in page.strips])
    wide = boxes[:, 2] - boxes[:, 0]
    for j in range(len(page.strips)):
        common = np.minimum(boxes[:, 2], boxes[j, 2]) - np.maximum(boxes[:, 0], boxes[j, 0])
        there = (ends < starts[j] - 0.3 * page.lead) & (
            common > np.minimum(3.0, 0.4 * np.minimum(wide, wide[j]))
        )
        there[j] = False
        if there.any():
            i = int(np.where(there, ends, -np.inf).argmax())
            page.above[j] = i
            page.apart[j] = float(starts[j] - ends[i]) / page.lead
            page.below[i].append(j)


def _cover(page: Standing, headlines: Sequence[Headline]) -> None:
    """The lowest headline between a strip and what stands above it is the one over it."""
    boxes = [(h.box, h) for h in headlines]
    for j, strip in enumerate(page.strips):
        box, ceiling = strip.box, _ceiling(page, j)
        found = [
            (other[3], n)
            for n, (other, _) in enumerate(boxes)
            if other[3] <= strip.top + 0.5 * page.lead
            and other[1] > ceiling - WHITE * page.lead
            and overlap(other, box) > 1
        ]
        page.over[j] = boxes[max(found)[1]][1] if found else None


def _ceiling(page: Standing, j: int) -> float:
    above = page.above[j]
    return page.strips[above].bottom if above is not None else -FREE


def _reach(page: Standing, headline: Headline) -> None:
    """The strips that begin level with the first one under the headline, to both sides of it."""
    under = [j for j, over in enumerate(page.over) if over is headline]
    if not under:
        return
    top = min(page.strips[j].top for j in under)
    start = min(
        (j for j in under if page.strips[j].top < top + SPREAD * page.lead),
        key=lambda j: page.strips[j].left,
    )
    first = start
    for side in (-1, 1):
        edge = start
        while (j := _next(page, headline, start, edge, side)) is not None:
            page.over[j] = headline
            edge = j
        first = edge if side < 0 else first
    page.first[id(headline)] = first


def _next(page: Standing, headline: Headline, start: int, edge: int, side: int) -> int | None:
    """The next strip beside `edge` level with `start`: nothing cuts it off, no other headline has it."""
    strips = page.strips
    level = [
        j
        for j, s in enumerate(strips)
        if (s.left - strips[edge].left) * side > 3
        and abs(s.prints[0].base - strips[start].prints[0].base) < LEVEL * page.lead
        and _ceiling(page, j) < headline.box[1] + WHITE * page.lead
    ]
    if not level:
        return None
    j = min(level, key=lambda j: abs(strips[j].left - strips[edge].left))
    if page.over[j] not in (None, headline) or _cut(page, headline, strips[edge], strips[j]):
        return None
    return j


def _cut(page: Standing, headline: Headline, a: Strip, b: Strip) -> bool:
    """A column stands between the two, at the height of the headline."""
    left, right = min(a.left, b.left) + 3, max(a.left, b.left) - 3
    _, top, _, bottom = headline.box
    return any(left < s.left < right and s.top < bottom and s.bottom > top for s in page.strips)


def _beside(page: Standing, headline: Headline) -> None:
    """Text begins right of an upright headline, at its height."""
    _, top, right, bottom = headline.box
    near = [
        j
        for j, s in enumerate(page.strips)
        if top - 3 * page.lead < s.top < bottom and 0 < s.left - right < 25
    ]
    if near:
        left = min(page.strips[j].left for j in near)
        first = min((j for j in near if page.strips[j].left < left + 3), key=lambda j: page.strips[j].top)
        page.first[id(headline)] = first
        page.over[first] = headline
