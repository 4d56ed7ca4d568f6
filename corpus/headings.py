"""Headlines and section headings brought to the text that they head.

A headline that stands before its story stays there. One that stands elsewhere (large type is often read
out first or last) goes to the story or the section whose words it shares; where sections have lost their
headings, all of a story's headings are placed anew, in the way that covers its paragraphs best.
"""

from collections.abc import Sequence

from corpus.affinity import Weights, parallel
from corpus.blocks import Block
from corpus.lines import running_on, width
from corpus.sections import place_sections
from corpus.stories import Story

LEAD = 3  # paragraphs whose words a headline repeats
FITS = 0.35  # share of a headline that its story must contain; 95 of 100 other stories contain 0.22 or less
COUPLET = 1.4  # widths of two lines of one headline differ by no more than this factor

# Beyond these a text is no newspaper page, and comparing everything with everything would take minutes.
MOST_STORIES = 60
MOST_STRANDED = 160  # headings


def set_parts(headings: Sequence[Block], page: str) -> None:
    """Split each heading into its parts, rejoining lines that were cut in mid-word.

    Lines belong together where the page elsewhere has the characters across the cut in a row, or where
    the last of them is clearly shorter, as when a line is simply full.
    """
    known = {page[i : i + 3] for i in range(len(page) - 2)}
    for heading in headings:
        heading.parts = [heading.lines[0].text]
        for line, following in zip(heading.lines, heading.lines[1:], strict=False):
            a, b = line.text, following.text
            attested = a[-2:] + b[:1] in known or a[-1:] + b[:2] in known
            is_last = following is heading.lines[-1]
            wrapped = is_last and width(b) * 1.6 < width(a)
            if a[-1] not in "？！?!”" and (attested or wrapped or not a[-1].isalnum()):
                heading.parts[-1] = running_on(heading.parts[-1], b) + b
            else:
                heading.parts.append(b)


def assign(stories: list[Story], stranded: Sequence[Block]) -> tuple[list[Story], list[Block]]:
    """Whole articles, each with its headlines and section headings, and the headings that fit none."""
    if not stories:
        return stories, list(stranded)
    if len(stories) > MOST_STORIES or len(stranded) > MOST_STRANDED:
        return _assign_by_place(stories, stranded), []
    weights = Weights([block.text for story in stories for block in story.body] + [h.text for h in stranded])
    series = {id(story): [item for item in story.items if item.kind == "heading"] for story in stories}
    sectional = [h for h in stranded if any(_in_series(h, series[id(story)]) for story in stories)]
    claims = _claims([h for h in stranded if h not in sectional], stories, weights)
    for story in stories:
        if not story.leads:
            story.leads = _headline_group(claims[id(story)], story, weights)
            claims[id(story)] = [h for h in claims[id(story)] if h not in story.leads]
    stories, seams = _without_orphans(stories, sectional, weights)
    used = [h for story in stories for h in story.leads]
    pool = [h for h in stranded if h not in used]
    leftover = []
    waiting: dict[int, list[Block]] = {id(story): [] for story in stories}
    for heading in pool:
        if home := _home(heading, stories, weights):
            waiting[id(home)].append(heading)
        else:
            leftover.append(heading)
    for story in stories:
        if waiting[id(story)]:
            place_sections(story, waiting[id(story)], seams, weights)
    return stories, leftover


def _assign_by_place(stories: list[Story], stranded: Sequence[Block]) -> list[Story]:
    """For what is too long for a page: each heading goes to the story before which it stands, or the last."""
    for heading in stranded:
        home = next((s for s in stories if s.body[-1].places[0] > heading.places[0]), stories[-1])
        home.items.insert(0, heading)
    return stories


def _in_series(heading: Block, series: Sequence[Block]) -> bool:
    return sum(parallel(heading.parts, other.parts) for other in series) >= 2


def _lead(story: Story) -> str:
    return "\n".join(block.text for block in story.body[:LEAD])


def _headline_score(heading: Block, story: Story, weights: Weights) -> float:
    """A headline's words stand in its story, and most of them in its first paragraphs."""
    near = 0.15 if heading in story.nearest else 0.0
    return (
        near + (weights.coverage(heading.text, _lead(story)) + weights.coverage(heading.text, story.text)) / 2
    )


def _claims(headings: Sequence[Block], stories: Sequence[Story], weights: Weights) -> dict[int, list[Block]]:
    """Each heading with the story that it fits best, by story identity; those that fit none are left out."""
    claims: dict[int, list[Block]] = {id(story): [] for story in stories}
    for heading in headings:
        scores = [(_headline_score(heading, story, weights), -i) for i, story in enumerate(stories)]
        score, index = max(scores, default=(0.0, 0))
        if score >= FITS or heading in stories[-index].nearest:
            claims[id(stories[-index])].append(heading)
    return claims


def _headline_group(claimed: Sequence[Block], story: Story, weights: Weights) -> list[Block]:
    """The best of the headings and those that stand right beside it: headline and deck."""
    if not claimed:
        return []
    best = max(claimed, key=lambda h: _headline_score(h, story, weights))
    group = [best]
    for heading in sorted(claimed, key=lambda h: abs(h.places[0] - best.places[0])):
        if any(abs(heading.places[0] - other.places[0]) == 1 for other in group):
            group.append(heading)
    return sorted(group, key=lambda h: h.places[0])


def _without_orphans(
    stories: Sequence[Story], sectional: Sequence[Block], weights: Weights
) -> tuple[list[Story], set[int]]:
    """Join each run that has no headline to the story whose other half it is; also the joins' places.

    A page read out from the middle of a story has its end at one place and its beginning at another.
    """
    kept = list(stories)
    seams: set[int] = set()
    for orphan in [story for story in stories if not story.leads]:
        others = [story for story in kept if story is not orphan]
        scored = [(_kinship(orphan, other, kept, sectional, weights), -i) for i, other in enumerate(others)]
        score, index = max(scored, default=(0.0, 0))
        if score >= KIN:
            home = others[-index]
            first, second = (orphan, home) if _comes_first(orphan, home) else (home, orphan)
            seams.add(id(second.body[0]))
            home.items = first.items + second.items
            home.opened, home.closed = first.opened, second.closed
            home.bylines += orphan.bylines
            home.credits += orphan.credits
            kept.remove(orphan)
    return kept, seams


def _comes_first(orphan: Story, home: Story) -> bool:
    """The half that a byline opens comes first, the one that a byline closes comes last."""
    if orphan.closed or home.opened:
        return False
    return orphan.opened or home.closed


# Halves of one news story have a similarity above this in more than 95 of 100 cases, two stories in fewer
# than 10 (measured on some 300 pairs of news articles).
ALIKE = 0.035
KIN = 0.75  # three signs of kinship, or two strong ones; see `_kinship`


def _kinship(
    orphan: Story, other: Story, stories: Sequence[Story], sectional: Sequence[Block], weights: Weights
) -> float:
    """Evidence that `orphan` is the rest of `other`.

    One of them has the byline that the other lacks; they are set in columns of one width; no other run has
    words as like; a heading of the one's series fits the other; the page begins with the one and ends
    with the other, as a page does that was read from the middle of a story.
    """
    if orphan.byline and other.byline:
        return 0.0
    rivals = [story for story in stories if story is not orphan and story is not other]
    score = 0.3 if orphan.byline or other.byline else 0.0
    if _same_column(orphan, other):
        score += 0.2 if any(_same_column(orphan, rival) for rival in rivals) else 0.4
    likeness = weights.similarity(orphan.text, other.text)
    if likeness < ALIKE:
        score -= 0.3
    elif likeness > max((weights.similarity(orphan.text, rival.text) for rival in rivals), default=0.0):
        score += 0.3
    if orphan is stories[0] and other is stories[-1]:
        score += 0.3
    if _shares_series(orphan, other, sectional, weights) or _shares_series(other, orphan, sectional, weights):
        score += 0.5
    return score


def _shares_series(part: Story, rest: Story, sectional: Sequence[Block], weights: Weights) -> bool:
    """A heading that fits `part` is one of the series of headings in `rest`."""
    series = [item for item in rest.items if item.kind == "heading"]
    return any(_in_series(h, series) and weights.coverage(h.text, part.text) >= FITS for h in sectional)


def _same_column(first: Story, second: Story) -> bool:
    return abs(_column(first) - _column(second)) <= 1


def _column(story: Story) -> float:
    """The width of the column in which most of the story is set."""
    lengths: dict[float, int] = {}
    for block in story.body:
        lengths[block.column] = lengths.get(block.column, 0) + len(block.text)
    return max(lengths, key=lambda column: lengths[column])


def _home(heading: Block, stories: Sequence[Story], weights: Weights) -> Story | None:
    """The story in one of whose paragraphs, or whose series, the heading fits best."""

    def fit(story: Story) -> float:
        series = [item for item in story.items if item.kind == "heading"]
        best = max(weights.coverage(heading.text, block.text) for block in story.body)
        return best + (0.3 if _in_series(heading, series) else 0.0)

    best = max(stories, key=fit, default=None)
    return best if best and fit(best) >= FITS / 2 else None
