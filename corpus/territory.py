"""Which columns belong to which headline, from where they stand and how their text goes on."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.captions import distance, is_byline_strip, is_caption_strip
from corpus.headlines import Headline, across, headlines_of, overlap
from corpus.sheet import Box, Print, Sheet
from corpus.strips import LARGE, Strip, flow, is_indented, strips_of

MOST_STRIPS = 300  # of a page; with more, comparing every strip with all others would take minutes
UNSEEN = 30  # lines that a picture may take of which only the caption is seen


@dataclass(slots=True, eq=False)
class Territory:
    """One story's place on the page."""

    headline: Headline | None = None
    strips: list[Strip] = field(default_factory=list)  # in reading order
    captions: list[Strip] = field(default_factory=list)
    bylines: list[Strip] = field(default_factory=list)
    doubt: float = 0.0  # share of its column breaks at which the text doesn't go on well
    placed: list[tuple[Any, Box]] = field(default_factory=list)  # its blocks, once made, with their places

    @property
    def boxes(self) -> list[Box]:
        """The places of its columns and its headline."""
        return [s.box for s in self.strips] + ([self.headline.box] if self.headline else [])

    @property
    def prints(self) -> list[Print]:
        """Every line of it."""
        lines = [p for s in [*self.strips, *self.captions, *self.bylines] for p in s.prints]
        return [*(self.headline.prints if self.headline else []), *lines]


@dataclass(slots=True)
class _Ground:
    """What the strips of one area are judged by."""

    sheet: Sheet
    lead: float
    headlines: list[Headline]
    strips: list[Strip]  # of body text
    through: list[Box]  # pictures, captions, bylines: what is looked through to what stands above
    owner: dict[int, Territory] = field(default_factory=dict)  # by strip identity


def territories(area: Sheet, size: float, lead: float, same: float) -> list[Territory]:
    """The stories of an area, each with its strips in reading order."""
    large = [p for p in area.prints if p.size >= LARGE * size or p.upright]
    small = [p for p in area.prints if not (p.size >= LARGE * size or p.upright)]
    pictures = [*area.pictures, *area.boxes]
    walls = [*area.rules, *pictures, *(p.box for p in large)]
    strips = strips_of(small, walls, lead, same)
    headlines, sections = headlines_of(large, strips, area, size, lead)
    strips += sections
    bylines = [s for s in strips if len(s.prints) <= 3 and is_byline_strip(s)]
    captions = [s for s in strips if s not in bylines and is_caption_strip(s, pictures, size, lead)]
    body = [s for s in strips if s not in bylines and s not in captions]
    through = [*pictures, *(s.box for s in [*captions, *bylines])]
    ground = _Ground(area, lead, headlines, body, through)
    found = [Territory(headline) for headline in headlines]
    _own(ground, found)
    for territory in found:
        territory.strips = _in_order(territory.strips)
        territory.doubt = doubt(territory.strips)
    attach(bylines, found, lead, "bylines")
    attach(captions, found, lead, "captions")
    return found


def _own(ground: _Ground, found: list[Territory]) -> None:
    """Give each strip to a headline: the one above it, else the one whose text goes on in it."""
    by_headline = {id(t.headline): t for t in found}
    waiting: list[tuple[Strip, float]] = []
    for strip in sorted(ground.strips, key=lambda s: s.top):
        above, top = _above(ground, strip)
        territory = by_headline.get(id(above)) if isinstance(above, Headline) else None
        if isinstance(above, Strip):
            territory = ground.owner.get(id(above))
        if territory:
            _give(ground, territory, strip)
        else:
            waiting.append((strip, top))
    for strip, top in sorted(waiting, key=lambda item: (item[0].left, item[0].top)):
        above, _ = _above(ground, strip)
        if isinstance(above, Strip) and (territory := ground.owner.get(id(above))):
            _give(ground, territory, strip)
            continue
        options = _options(ground, strip, top, found) if len(ground.strips) <= MOST_STRIPS else []
        score, _, territory = max(options, key=lambda option: option[:2], default=(-9.0, 0, None))
        if territory is None or score <= -1.5:
            territory = Territory()
            found.append(territory)
        _give(ground, territory, strip)


def _give(ground: _Ground, territory: Territory, strip: Strip) -> None:
    ground.owner[id(strip)] = territory
    territory.strips.append(strip)


def _above(ground: _Ground, strip: Strip) -> tuple[Headline | Strip | None, float]:
    """What stands right above a strip, looked for through pictures and captions; and where the white ends."""
    box, top = strip.box, strip.top
    lead = ground.lead
    while True:
        nearest: tuple[float, Any] | None = None
        candidates: list[tuple[Box, Any]] = [(h.box, h) for h in ground.headlines]
        candidates += [(s.box, s) for s in ground.strips if s is not strip]
        candidates += [(rule, None) for rule in ground.sheet.rules if rule[2] - rule[0] > 2 * lead]
        candidates += [(seen, seen) for seen in ground.through]
        for other, thing in candidates:
            if (
                other[3] <= top + 0.3 * lead
                and other[1] < top
                and overlap(other, box) > min(lead, 0.3 * (box[2] - box[0]))
            ) and (nearest is None or other[3] > nearest[0]):
                nearest = (other[3], thing if thing is not None else "rule")
                reached = other
        if nearest is None:
            return None, 0.0
        bottom, thing = nearest
        if isinstance(thing, tuple) and reached[1] < top:
            if top - bottom > (4 if ground.sheet.pictures else UNSEEN) * lead:
                return None, bottom
            top = reached[1]
            continue
        if isinstance(thing, Headline):
            return thing, bottom
        if isinstance(thing, Strip) and top - bottom < 1.6 * lead:
            return thing, bottom
        return None, bottom


def _options(
    ground: _Ground, strip: Strip, top: float, found: Sequence[Territory]
) -> list[tuple[float, float, Territory | None]]:
    """(score, nearness, story) of the stories that this strip may belong to."""
    options: list[tuple[float, float, Territory | None]] = []
    for territory in found:
        headline = territory.headline
        before = _left_of(ground, strip, territory)
        if before:
            score = flow(before.prints[-1], before, strip.prints[0], strip)
            options.append((score, before.right - strip.left, territory))
        if headline and _beside(ground, headline, strip, top):
            score = 0.3 if is_indented(strip.prints[0], strip) else -1.0
            if before:
                score = 1.0 + flow(before.prints[-1], before, strip.prints[0], strip)
            elif headline.upright or headline.box[0] < strip.left:
                score += 0.5
            options.append((score, -abs(headline.box[0] - strip.left), territory))
    return options


def _left_of(ground: _Ground, strip: Strip, territory: Territory) -> Strip | None:
    """The lowest piece of the story's column next to the left of `strip`, with no rule between."""
    columns = [s for s in territory.strips if s.right < strip.left + strip.size]
    if not columns:
        return None
    edge = max(s.right for s in columns)
    column = [s for s in columns if s.right > edge - 4 * s.size]
    span = (min(s.left for s in column), min(s.top for s in column), edge, max(s.bottom for s in column))
    if across(span, strip.box) < min(ground.lead, 0.9 * strip.size):
        return None
    between = (edge, max(span[1], strip.top), strip.left, min(span[3], strip.bottom))
    others = [s for s in ground.strips if s is not strip and s not in territory.strips]
    if any(overlap(s.box, between) > 0 and across(s.box, between) > 0 for s in others):
        return None
    return None if _ruled(ground, between) else max(column, key=lambda s: s.bottom)


def _ruled(ground: _Ground, between: Box) -> bool:
    """A rule from top to bottom stands in the gap."""
    left, top, right, bottom = between
    return any(
        left - 2 <= rule[0]
        and rule[2] <= right + 2
        and min(rule[3], bottom) - max(rule[1], top) > 0.5 * (bottom - top)
        for rule in ground.sheet.rules
        if rule[3] - rule[1] > 3 * ground.lead
    )


def _beside(ground: _Ground, headline: Headline, strip: Strip, top: float) -> bool:
    """White goes from the headline to above the strip; or the strip begins beside an upright headline."""
    left, upper, right, lower = headline.box
    if headline.upright:
        if not upper - 3 * ground.lead < strip.top < lower:
            return False
        upper, lower = max(upper, strip.top), min(lower, strip.bottom)
    elif not (top - ground.lead < upper and lower < strip.top + ground.lead):
        return False
    band = (min(right, strip.left), upper, max(left, strip.left), lower)
    if strip.right < left:
        band = (strip.right, upper, left, lower)
    things = [h.box for h in ground.headlines if h is not headline] + [
        s.box for s in ground.strips if s is not strip and ground.owner.get(id(s)) is None
    ]
    things += [s.box for s in ground.strips if (t := ground.owner.get(id(s))) and t.headline is not headline]
    if any(overlap(thing, band) > 2 and across(thing, band) > 2 for thing in things):
        return False
    return not _ruled(ground, band)


def _in_order(strips: Sequence[Strip]) -> list[Strip]:
    """Column by column, each from top to bottom."""
    columns: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda s: s.left):
        home = next(
            (c for c in columns if overlap(c[0].box, strip.box) > 0.4 * min(_wide(c[0]), _wide(strip))), None
        )
        if home:
            home.append(strip)
        else:
            columns.append([strip])
    return [s for column in columns for s in sorted(column, key=lambda s: s.top)]


def _wide(strip: Strip) -> float:
    return max(strip.right - strip.left, 1.0)


def doubt(strips: Sequence[Strip]) -> float:
    """The share of the breaks between strips at which the text doesn't go on well."""
    breaks = [flow(a.prints[-1], a, b.prints[0], b) for a, b in itertools.pairwise(strips)]
    return sum(score < 0 for score in breaks) / len(breaks) if breaks else 0.0


def attach(strips: Sequence[Strip], found: Sequence[Territory], lead: float, name: str) -> None:
    """Captions and bylines to the story whose text or headline stands nearest."""
    for strip in strips:
        best = min(found, key=lambda t: distance(strip.box, t.boxes, lead, name == "bylines"), default=None)
        if best:
            getattr(best, name).append(strip)
