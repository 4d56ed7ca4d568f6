"""Runs of text cut where another story begins, by the words on both sides.

Two pieces of one story share words that the rest of the page doesn't have (Hearst, TextTiling, 1997).
Thresholds from 60 pages of 8 real news articles each: of the cuts within an article one in a hundred lies
below 0.028 for 300 characters on each side, of those between two articles 95 in a hundred.
"""

from collections.abc import Sequence

from corpus.affinity import Weights
from corpus.blocks import Block
from corpus.lines import finished
from corpus.stories import Story

REACH = 300  # characters on each side that are compared
LEAST = 60  # characters on each side, fewer tell nothing
HEADED = 0.035  # likeness below which a heading is another story's headline
FEW = 180  # characters; of fewer on one side a likeness of half as much is expected
UNHEADED = 0.02  # likeness below which another story begins without any sign, if headlines are left over
HEADLINE = 9.0  # characters; shorter lines are a section's heading as well as a headline
SIGNED = 0.1  # likeness below which two stories meet in one that is signed twice
STRANGE = 0.08  # of a headline stands no more than this share in the whole story before it
NEW = 0.12  # and by so much more of it in the text behind it
ALIKE = 0.2  # likeness above which no heading parts two texts
OTHERS = 0.25  # by so much more of a heading is in the text behind it than in the text before it


def divided(stories: Sequence[Story], stranded: Sequence[Block]) -> list[Story]:
    """The stories, those cut in two and more that hold several."""
    weights = Weights([block.text for story in stories for block in story.body] + [h.text for h in stranded])
    found: list[Story] = []
    for story in stories:
        found += _cut(story, weights, unheaded=bool(stranded))
    return found


def _cut(story: Story, weights: Weights, unheaded: bool) -> list[Story]:
    items = story.items
    starts = [0]
    i = 1
    while i < len(items):
        chain = i
        while chain < len(items) and items[chain].kind == "heading":
            chain += 1
        if chain < len(items) and _begins(items, starts[-1], i, chain, weights, unheaded):
            starts.append(i)
        i = chain + 1
    if len(starts) == 1 and story.opened and story.closed and len(story.bylines) > 1:
        starts += _between_bylines(items, weights)
    if len(starts) == 1:
        return [story]
    pieces = [_piece(items[a:b]) for a, b in zip(starts, [*starts[1:], len(items)], strict=True)]
    first, last = pieces[0], pieces[-1]
    first.leads, first.opened, first.credits, first.nearest = (
        story.leads,
        story.opened,
        story.credits,
        story.nearest,
    )
    last.closed = story.closed
    if story.opened and story.closed and len(story.bylines) > 1:
        first.bylines, last.bylines = story.bylines[:-1], story.bylines[-1:]
    else:
        (last if story.closed else first).bylines = story.bylines
    return pieces


def _between_bylines(items: Sequence[Block], weights: Weights) -> list[int]:
    """Where the second of two stories begins that were taken for one: signed at its beginning and its end."""
    found: list[tuple[float, int]] = []
    for i in range(1, len(items)):
        before, after = _text(items[:i])[-REACH:], _text(items[i:])[:REACH]
        if (
            items[i - 1].kind == "body"
            and min(len(before), len(after)) >= LEAST
            and finished(items[i - 1].text)
        ):
            found.append((weights.similarity(before, after), i))
    likeness, place = min(found, default=(1.0, 0))
    return [place] if likeness < SIGNED else []


def _begins(items: Sequence[Block], start: int, i: int, chain: int, weights: Weights, unheaded: bool) -> bool:
    """Whether another story begins with the headings items[i:chain], or with the paragraph items[chain]."""
    before = _text(items[start:i])
    after = _text(items[chain:], stop=chain > i)[:REACH]
    if min(len(before), len(after)) < LEAST or not finished(items[i - 1].text):
        return False
    likeness = weights.similarity(before[-REACH:], after)
    if chain == i:
        if not unheaded or min(len(before), len(after)) <= 2 * LEAST:
            return False
        return likeness < UNHEADED
    heading = " ".join(block.text for block in items[i:chain])
    gain = weights.coverage(heading, after) - weights.coverage(heading, before[-REACH:])
    bound = HEADED if min(len(before), len(after)) > FEW else HEADED / 2
    if likeness < bound or (likeness < 1.5 * bound and gain > OTHERS):
        return True
    lines = [line for block in items[i:chain] for line in block.lines]
    large = len(lines) > 1 or lines[0].width >= HEADLINE
    return large and gain > NEW and likeness < ALIKE and weights.coverage(heading, before) < STRANGE


def _text(items: Sequence[Block], stop: bool = False) -> str:
    """The paragraphs, up to the next heading with `stop` if they are enough by then."""
    text = ""
    for item in items:
        if item.kind == "body":
            text += item.text
        elif stop and len(text) >= LEAST:
            break
    return text


def _piece(items: Sequence[Block]) -> Story:
    lead = next(i for i, item in enumerate(items) if item.kind == "body")
    return Story(items=list(items[lead:]), leads=list(items[:lead]))
