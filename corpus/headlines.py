"""Lines of large type put together into headlines, and told from the headings of sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sheet import Box, Print, Sheet
from corpus.strips import Strip

SECTION = 1.35  # times body type: a section heading is no larger


@dataclass(slots=True, eq=False)
class Headline:
    """Lines of large type that stand together."""

    prints: list[Print]

    @property
    def box(self) -> Box:
        """Its place."""
        return (
            min(p.left for p in self.prints),
            min(p.top for p in self.prints),
            max(p.right for p in self.prints),
            max(p.bottom for p in self.prints),
        )

    @property
    def upright(self) -> bool:
        """Set from top to bottom."""
        return any(p.upright for p in self.prints)


def headlines_of(
    large: Sequence[Print], strips: Sequence[Strip], area: Sheet, size: float, lead: float
) -> tuple[list[Headline], list[Strip]]:
    """Lines of large type that stand together, and those that head a section of a column."""
    groups: list[list[Print]] = []
    for p in sorted(large, key=lambda p: (p.top, p.left)):
        near = [g for g in groups if any(_together(q, p, strips, area) for q in g)]
        merged = [q for g in near for q in g] + [p]
        groups = [g for g in groups if g not in near] + [merged]
    headlines = [Headline(sorted(g, key=lambda p: (round(p.base), p.left))) for g in groups]
    sections = [h for h in headlines if _is_section(h, strips, size, lead)]
    kept = [h for h in headlines if h not in sections]
    return kept, [Strip(h.prints, lead) for h in sections]


def _together(a: Print, b: Print, strips: Sequence[Strip], area: Sheet) -> bool:
    if a.upright != b.upright:
        return False
    if a.upright:
        return across(a.box, b.box) > 0 and max(a.left, b.left) - min(a.right, b.right) < 1.2 * max(
            a.size, b.size
        )
    em = max(a.size, b.size)
    if (
        abs(a.base - b.base) < 0.3 * em
    ):  # side by side: one line, if a column of text below goes through the gap
        gap = (min(a.right, b.right) + max(a.left, b.left)) / 2
        near = max(a.left, b.left) - min(a.right, b.right) < 1.6 * em
        return near and any(s.left + 2 < gap < s.right - 2 and s.top > a.base for s in strips)
    upper, lower = (a, b) if a.base < b.base else (b, a)
    if lower.top - upper.bottom > 1.1 * em or overlap(a.box, b.box) <= 0:
        return False
    between = (min(a.left, b.left), upper.bottom, max(a.right, b.right), lower.top)
    return not any(
        overlap(rule, between) > em and between[1] - 1 < rule[1] < between[3] + 1 for rule in area.rules
    )


def _is_section(headline: Headline, strips: Sequence[Strip], size: float, lead: float) -> bool:
    """Type little larger than the text's, close between two pieces of one column."""
    if len(headline.prints) > 2 or headline.upright or headline.prints[0].size > SECTION * size:
        return False
    left, top, right, bottom = headline.box

    def near(strip: Strip, gap: float) -> bool:
        within = strip.left - size < left and right < strip.right + size
        return within and len(strip.prints) > 1 and -0.5 * lead < gap < 1.5 * lead

    return any(near(s, top - s.bottom) for s in strips) and any(near(s, s.top - bottom) for s in strips)


def overlap(a: Box, b: Box) -> float:
    """Of the two boxes, horizontally."""
    return min(a[2], b[2]) - max(a[0], b[0])


def across(a: Box, b: Box) -> float:
    """Of the two boxes, vertically."""
    return min(a[3], b[3]) - max(a[1], b[1])
