"""Headlines that were read out in one go, before or behind all text: each brought to its story.

Large type keeps the order of its stories then, so headlines and text are aligned from end to end: the text
is cut into stories, and each takes one or several of the next headlines, such that as much as possible of
every headline's words is in its own story and stories share few words with those beside them (dynamic
programming; the cuts by Hearst, TextTiling, 1997).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.affinity import Weights, pairs
from corpus.blocks import Block
from corpus.headings import set_parts
from corpus.lines import Line, finished
from corpus.stories import Story

REACH = 300  # characters on each side of a cut that are compared
LEAST = 40  # characters of a story at least
CUT = 0.25  # what a cut costs that no byline or dateline makes
LIKE = 5.0  # and by so much more for each unit of likeness: 0.1 within a story, 0.02 between two
BARE = 0.6  # what a story costs that gets no headline
UNUSED = 0.3  # what a headline costs that goes to no story: an advertisement's
MAIN = 0.6  # by how much a story's best headline counts more
TOPIC = 0.4  # and for each paragraph in which it stands
FULL = 100  # characters of a paragraph that counts whole
WORDED = 1.0  # what a headline is worth of which all stands in its story
TORN = 0.2  # what it costs that a headline begins in the midst of a line
NEXT = 0.01  # a line that says nothing of any story rather goes behind a headline than before one
ALIGNED = 0.7  # of what the headlines would find in their best stories, they find in these at least
MOST_CUTS = 60  # places on a page where a story may begin
WORDS = 8  # of one story's headlines, parted by blanks and line ends
MOST_HEADLINES = 80  # lines of large type on a page


@dataclass(slots=True)
class _Text:
    """Text from one place where a story may begin to the next."""

    items: list[Block]
    story: Story
    first: bool  # of its story: a byline or dateline makes the cut
    cost: float = 0.0  # of a cut before it


def aligned(stories: list[Story], stranded: Sequence[Block]) -> tuple[list[Story], list[Block]]:
    """The stories with the headlines that stand before or behind all of them, and the headings left over."""
    if len(stories) > 1 and stories[0].leads and not any(story.leads for story in stories[1:]):
        # The first story's headlines are all that there are: perhaps the others' are among them.
        unled = [replace(stories[0], leads=[]), *stories[1:]]
        shared, left = aligned(unled, [*stories[0].leads, *stranded])
        return (shared, left) if all(story.leads for story in shared) else (stories, list(stranded))
    pool, held = _pool(stories, stranded)
    if len(pool) < 2 or len(pool) > MOST_HEADLINES or all(story.leads for story in stories):
        return stories, list(stranded)
    weights = Weights([block.text for story in stories for block in story.body] + [h.text for h in pool])
    texts = _texts(stories, weights)
    coverages = [_Coverage(heading, texts, weights) for heading in pool]
    plan = _plan(texts, pool, coverages)
    if not _agrees(plan, coverages):
        return stories, list(stranded)
    used: set[int] = set()
    found: list[Story] = []
    for start, end, first, last in plan:
        piece = _piece(texts, start, end)
        used |= {id(heading) for heading in pool[first:last]}
        piece.leads = [*_leads(pool[first:last], piece.text, weights), *piece.leads]
        found.append(piece)
    rest = [heading for heading in stranded if heading not in held]
    return found, [*rest, *(heading for heading in pool if id(heading) not in used)]


def _pool(stories: Sequence[Story], stranded: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The stranded headings before all text or behind it, whichever are more: one by one, and as found."""
    places = [place for story in stories for block in story.body for place in block.places]
    if not places:
        return [], []
    before = [heading for heading in stranded if heading.places[0] < min(places)]
    behind = [heading for heading in stranded if heading.places[0] > max(places)]
    held = max(before, behind, key=len)
    # Headlines that stand side by side may be read as one line.
    single = [
        Block("heading", [Line(word, False, 0)], places=[*heading.places, number], parts=[word])
        for heading in held
        for number, part in enumerate(heading.parts)
        for word in part.split(" ")
    ]
    return single, held


def _leads(group: Sequence[Block], text: str, weights: Weights) -> list[Block]:
    """One story's headlines, what was cut in mid-word rejoined: the one that says most of it first."""
    lines = [
        " ".join(word.text for word in words) for _, words in groupby(group, key=lambda word: word.places)
    ]
    whole = Block(
        "heading", [Line(line, False, 0) for line in lines], places=list(group[0].places[:1]) if group else []
    )
    if not group:
        return []
    set_parts([whole], text)
    leads = [Block("heading", whole.lines, places=whole.places, parts=[part]) for part in whole.parts]
    best, most = leads[0], 0.0
    for lead in leads:
        said = weights.coverage(lead.text, text) * len(lead.text)
        if said > 1.2 * most:
            best, most = lead, said
    return [best, *(lead for lead in leads if lead is not best)]


def _texts(stories: Sequence[Story], weights: Weights) -> list[_Text]:
    """The page's text cut wherever a story may begin: a paragraph that no sentence runs into."""
    texts: list[_Text] = []
    for story in stories:
        running = _Text([], story, True)
        texts.append(running)
        for item in story.items:
            before = running.items[-1] if running.items else None
            if before and item.kind == before.kind == "body" and finished(before.text):
                running = _Text([], story, False)
                texts.append(running)
            running.items.append(item)
    for i, text in enumerate(texts):
        if not text.first:
            text.cost = CUT + LIKE * weights.similarity(
                _side(texts[:i][::-1], text.story), _side(texts[i:], text.story)
            )
    while len(texts) > MOST_CUTS and (inner := [text for text in texts if not text.first]):
        worst = texts.index(max(inner, key=lambda text: text.cost))
        texts[worst - 1].items += texts.pop(worst).items
    return texts


def _side(texts: Sequence[_Text], story: Story) -> str:
    """Up to REACH characters of the story, from the nearest paragraph on."""
    said = ""
    for text in texts:
        if text.story is not story or len(said) >= REACH:
            break
        said += _body(text.items)
    return said


def _body(items: Sequence[Block]) -> str:
    return "\n".join(item.text for item in items if item.kind == "body")


class _Coverage:
    """How much of one headline's weight stands in a stretch of the texts."""

    def __init__(self, heading: Block, texts: Sequence[_Text], weights: Weights) -> None:
        wanted = sorted(pairs(heading.text))
        self.weights = [weights.of(pair) for pair in wanted]
        self.total = sum(self.weights) or 1.0
        self.masks = []
        self.sums = [0.0]  # of what the first texts have of it, a full paragraph's counting whole
        for text in texts:
            body = _body(text.items)
            there = pairs(body)
            self.masks.append(sum(1 << i for i, pair in enumerate(wanted) if pair in there))
            share = self.within(len(self.masks) - 1, len(self.masks))
            self.sums.append(self.sums[-1] + share * min(1.0, len(body) / FULL))

    def within(self, start: int, end: int) -> float:
        """The share, 0 to 1, that stands in texts[start:end]."""
        mask = 0
        for held in self.masks[start:end]:
            mask |= held
        return sum(weight for i, weight in enumerate(self.weights) if mask >> i & 1) / self.total


_Stretch = tuple[int, int, int, int]  # texts from, to, headlines from, to


def _plan(texts: Sequence[_Text], pool: Sequence[Block], coverages: Sequence["_Coverage"]) -> list[_Stretch]:
    """The best way to cut the texts and to give each story the next headlines."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None, int]] = {(0, 0): (0.0, None, 0)}

    def offer(state: tuple[int, int], value: float, origin: tuple[int, int], skipped: int) -> None:
        if state not in best or best[state][0] < value:
            best[state] = (value, origin, skipped)

    for start in range(len(texts)):
        ends = list(_ends(texts, start))
        shares = {
            end: [(c.within(start, end), TOPIC * (c.sums[end] - c.sums[start])) for c in coverages]
            for end in ends
        }
        for first in range(len(coverages) + 1):
            if (start, first) not in best:
                continue
            value = best[start, first][0] - texts[start].cost
            for end in ends:
                for skipped, last, gain in _groups(first, shares[end]):
                    torn = (
                        0 < first + skipped < len(pool)
                        and pool[first + skipped].places == pool[first + skipped - 1].places
                    )
                    offer((end, last), value + gain - TORN * torn, (start, first), skipped)
    goal = [(best[key][0] - UNUSED * (len(coverages) - key[1]), key) for key in best if key[0] == len(texts)]
    state: tuple[int, int] | None = max(goal)[1]
    plan: list[_Stretch] = []
    while state and state != (0, 0):
        _, origin, skipped = best[state]
        assert origin is not None
        plan.append((origin[0], state[0], origin[1] + skipped, state[1]))
        state = origin
    return plan[::-1]


def _tears(pool: Sequence[Block], at: int) -> bool:
    """The headline begins in the midst of a line."""
    return 0 < at < len(pool) and pool[at].places == pool[at - 1].places


def _ends(texts: Sequence[_Text], start: int) -> Iterator[int]:
    """Where a story that begins with texts[start] may end."""
    said = 0
    for end in range(start + 1, len(texts) + 1):
        said += len(_body(texts[end - 1].items))
        last = end == len(texts) or texts[end].first
        if last or said >= LEAST:
            yield end
        if last:
            return


def _groups(first: int, shares: Sequence[tuple[float, float]]) -> Iterator[tuple[int, int, float]]:
    """(headlines passed over, where the group ends, what it gains) of the next ones for one story."""
    yield 0, first, -BARE
    for skipped in range(3):
        gain, main = -UNUSED * skipped, 0.0
        for last in range(first + skipped + 1, min(first + skipped + WORDS, len(shares)) + 1):
            share, topic = shares[last - 1]
            gain += WORDED * share + (NEXT if last > first + skipped + 1 else 0.0)
            main = max(main, MAIN * share + topic)
            yield skipped, last, gain + main


def _agrees(plan: Sequence[_Stretch], coverages: Sequence[_Coverage]) -> bool:
    """The order holds: the headlines find nearly as much in their stories as in any story of the page."""
    told = sum(
        coverages[h].within(start, end) for start, end, first, last in plan for h in range(first, last)
    )
    most = sum(max(c.within(start, end) for start, end, _, _ in plan) for c in coverages)
    return bool(plan) and told >= ALIGNED * most


def _piece(texts: Sequence[_Text], start: int, end: int) -> Story:
    """texts[start:end] as a story; what the whole story is signed with stays at that end of it."""
    story = texts[start].story
    first, last = texts[start].first, end == len(texts) or texts[end].first
    if first and last:
        return replace(story)
    piece = Story(items=[item for text in texts[start:end] for item in text.items])
    both = story.opened and story.closed and len(story.bylines) > 1
    if first:
        piece.leads, piece.nearest = story.leads, story.nearest
        piece.opened, piece.credits = story.opened, story.credits
        piece.bylines = story.bylines[:-1] if both else story.bylines if not story.closed else []
    if last:
        piece.closed = story.closed
        piece.bylines = story.bylines[-1:] if both else story.bylines if story.closed else []
    return piece
