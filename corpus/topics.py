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
    (last if story.closed else first).bylines = story.bylines
    return pieces


def _begins(items: Sequence[Block], start: int, i: int, chain: int, weights: Weights, unheaded: bool) -> bool:
    """Whether another story begins with the headings items[i:chain], or with the paragraph items[chain]."""
    before = _text(items[start:i])[-REACH:]
    after = _text(items[chain:], stop=chain > i)[:REACH]
    if min(len(before), len(after)) < LEAST or not finished(items[i - 1].text):
        return False
    likeness = weights.similarity(before, after)
    if chain == i:
        return unheaded and min(len(before), len(after)) > 2 * LEAST and likeness < UNHEADED
    heading = " ".join(block.text for block in items[i:chain])
    gain = weights.coverage(heading, after) - weights.coverage(heading, before)
    bound = HEADED if min(len(before), len(after)) > FEW else HEADED / 2
    return likeness < bound or (likeness < 1.5 * bound and gain > OTHERS)


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
