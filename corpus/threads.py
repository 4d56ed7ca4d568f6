"""The stories of a page whose type sizes are lost: its strips of text threaded together.

Every strip follows one other at most, and is followed by one. Which follow which is found for the whole
page at once (the assignment problem), so that the likeliest threads win together; then once more with the
words of the threads found, which tell more than those of single strips.
"""

from collections.abc import Sequence

from corpus.captions import is_byline_strip, is_caption_strip
from corpus.headlines import Headline, headlines_of, overlap
from corpus.largetype import large_and_captions
from corpus.lines import width
from corpus.link_weights import WEIGHTS
from corpus.links import Features, Links
from corpus.masthead import is_byline, is_contact
from corpus.normalise import normalise
from corpus.sheet import Print, Sheet
from corpus.standing import Standing, standing
from corpus.strips import Strip, strips_of
from corpus.territory import MOST_STRIPS, Territory, attach, doubt

LARGER = 1.7  # the size given to large type, text being 1
ROUNDS = 2  # of threading
REACH = 500  # characters of a thread before and behind by which likeness is judged
SLOGAN = 8  # lines from an advertisement's words to its address at most
CLOSE = 0.62  # of the usual lead: rows tell heights only nearly, so strips end at less white
_NEVER = -1e5


def threads(area: Sheet, lead: float, same: float) -> list[Territory]:
    """The stories of an area, each with its strips in reading order; lengths are ems of body type."""
    large, captions = large_and_captions(area.prints, lead)
    _resize(area.prints, large, lead)
    addresses = [p for p in area.prints if is_contact(normalise(p.text))]
    signed = [p for p in area.prints if is_byline(normalise(p.text)) and not p.upright]
    told = [p for p in area.prints if id(p) in captions]
    apart = {id(p) for p in [*addresses, *signed, *told]}
    heads = [p for p in area.prints if (id(p) in large or p.upright) and id(p) not in apart]
    small = [p for p in area.prints if not (id(p) in large or p.upright or id(p) in apart)]
    strips = strips_of(small, [p.box for p in (*heads, *addresses, *signed, *told)], CLOSE * lead, same)
    for strip in strips:
        strip.lead = lead
    headlines, sections = headlines_of(heads, strips, area, 1.0, lead)
    headlines += [Headline(s.prints) for s in sections]
    slogans = _slogans(headlines, addresses, strips, lead)
    bylines = [*strips_of(signed, [], lead, same), *(s for s in strips if is_byline_strip(s))]
    tales = [*strips_of(told, [], lead, same), *(s for s in strips if is_caption_strip(s, [], 1.0, lead))]
    body = [s for s in strips if s not in bylines and s not in tales]
    page = standing(body, [h for h in headlines if h not in slogans], lead)
    found = [_territory(page, thread, headlines) for thread in threaded(page)]
    used = {id(p) for t in found for p in t.prints}
    stories = found[:]
    found += [Territory(h) for h in headlines if id(h.prints[0]) not in used]
    found += [Territory(Headline([p])) for p in addresses]
    attach(bylines, stories or found, lead, "bylines")
    attach([s for s in tales if s not in bylines], stories or found, lead, "captions")
    return found


def _resize(prints: Sequence[Print], large: set[int], lead: float) -> None:
    """Give every line the size and the width of its type, as far as they can be told."""
    for p in prints:
        if p.upright:
            continue
        wide = width(normalise(p.text))
        p.size, p.right = 1.0, p.left + wide
        if id(p) in large:
            beside = [q.left for q in prints if q.left > p.left and abs(q.base - p.base) < 0.5 * lead]
            p.size, p.right = LARGER, min(p.left + LARGER * wide, min(beside, default=1e9) - 1)


def _slogans(
    headlines: Sequence[Headline], addresses: Sequence[Print], strips: Sequence[Strip], lead: float
) -> list[Headline]:
    """Large type above an address or a telephone number with no text between: an advertisement's."""
    found: list[Headline] = []
    below = [p.box for p in addresses]
    for headline in sorted(headlines, key=lambda h: -h.box[3]):
        left, _, right, bottom = headline.box
        for box in below:
            between = any(
                len(s.prints) > 1 and bottom - lead < s.top and s.bottom < box[3] and overlap(s.box, box) > 0
                for s in strips
            )
            near = -lead < box[1] - bottom < SLOGAN * lead
            if near and overlap((left - 6, 0, right + 6, 0), box) > 0 and not between:
                found.append(headline)
                below.append(headline.box)
                break
    return found


def _territory(page: Standing, thread: Sequence[int], headlines: Sequence[Headline]) -> Territory:
    """A thread as a story: headlines between its strips head its sections."""
    heads = {first: h for h in headlines if (first := page.first.get(id(h))) is not None}
    territory = Territory(heads.get(thread[0]))
    for place, j in enumerate(thread):
        if place and (section := heads.get(j)):
            territory.strips.append(Strip(section.prints, page.lead))
        territory.strips.append(page.strips[j])
    territory.doubt = doubt(territory.strips)
    return territory


def threaded(page: Standing) -> list[list[int]]:
    """The numbers of the strips, thread by thread."""
    count = len(page.strips)
    if count > MOST_STRIPS:  # more than any page has: comparing them all would take minutes
        return [[j] for j in range(count)]
    links = Links(page)
    after: dict[int, int] = {}
    for _ in range(ROUNDS if count else 0):
        after = assigned(links)
        tell(links, after)
    return _chains(after, count)


def tell(links: Links, after: dict[int, int]) -> None:
    """Judge likeness by the words of these threads, up to each strip and from it."""
    texts = links.facts.texts
    before, behind = list(texts), list(texts)
    for chain in _chains(after, len(texts)):
        for place, i in enumerate(chain):
            before[i] = "".join(texts[k] for k in chain[: place + 1])[-REACH:]
            behind[i] = "".join(texts[k] for k in chain[place:])[:REACH]
    links.told(before, behind)


def assigned(links: Links) -> dict[int, int]:
    """What follows what, so that the sum of the scores of links, starts and ends is greatest."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    count = len(links.page.strips)
    scores = np.full((2 * count, 2 * count), _NEVER)
    scores[count:, count:] = 0.0
    for i in range(count):
        scores[i, count + i] = _score(links.end(i))
        scores[count + i, i] = _score(links.start(i))
        for j in range(count):
            if i != j and (found := links.link(i, j)) is not None:
                scores[i, j] = _score(found)
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if i < count and j < count}


def _score(features: Features) -> float:
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())


def _chains(after: dict[int, int], count: int) -> list[list[int]]:
    """Begun with what follows nothing; a ring is cut before its first strip."""
    followers = set(after.values())
    order = [*(i for i in range(count) if i not in followers), *range(count)]
    seen: set[int] = set()
    chains: list[list[int]] = []
    for i in order:
        chain: list[int] = []
        at: int | None = i
        while at is not None and at not in seen:
            seen.add(at)
            chain.append(at)
            at = after.get(at)
        if chain:
            chains.append(chain)
    return chains
