"""Section headings placed before the sections that they head, by the words that they share."""

from collections.abc import Sequence

from corpus.affinity import Weights
from corpus.blocks import Block
from corpus.stories import Story

# Beyond these a text is no newspaper page, and comparing everything with everything would take minutes.
MOST_HEADINGS = 16  # of one story
MOST_PARAGRAPHS = 400  # of one story
BEAM = 300  # partial placements kept; any heading may come next, so there are many more

_Placement = tuple[float, tuple[tuple[int, int], ...]]  # score, and (paragraph, group) where sections begin


def place_sections(story: Story, stranded: Sequence[Block], seams: set[int], weights: Weights) -> None:
    """Insert the stranded headings, moving those in place where the words of the sections say so."""
    body = story.body
    groups, homes = _groups_in_place(story.items)
    groups += [[heading] for heading in stranded]
    if len(groups) > MOST_HEADINGS or len(body) > MOST_PARAGRAPHS:
        _insert_at_best(story, stranded, weights)
        return
    fit = [[weights.coverage(" ".join(h.text for h in group), b.text) for b in body] for group in groups]
    starts = {k for k, block in enumerate(body) if id(block) in seams}
    begun = _best_sections(fit, homes, starts)
    placed = {k: groups[g] for k, g in begun}
    unplaced = [group for g, group in enumerate(groups) if g not in {g for _, g in begun}]
    story.items = [heading for group in unplaced for heading in group]
    for k, block in enumerate(body):
        story.items += [*placed.get(k, []), block]


def _groups_in_place(items: Sequence[Block]) -> tuple[list[list[Block]], dict[int, int]]:
    """Headings that stand together, and by group the number of paragraphs before it."""
    groups: list[list[Block]] = []
    homes: dict[int, int] = {}
    before = 0
    for item, previous in zip(items, [None, *items], strict=False):
        if item.kind == "body":
            before += 1
        elif previous and previous.kind == "heading":
            groups[-1].append(item)
        else:
            homes[len(groups)] = before
            groups.append([item])
    return groups, homes


def _best_sections(
    fit: Sequence[Sequence[float]], homes: dict[int, int], starts: set[int]
) -> tuple[tuple[int, int], ...]:
    """Where sections best begin: (paragraph, heading group) pairs, by beam search.

    Every paragraph counts by how much of its section's heading it contains, the first one a quarter more
    (a section begins with its subject). A heading in place, and a section that begins where two runs were
    joined, count extra; one that begins anywhere else costs a little; using a heading outweighs all.
    """
    states: dict[tuple[int, int], _Placement] = {(-1, 0): (0.0, ())}  # (group or -1, bits of groups used)
    for k in range(len(fit[0])):
        grown: dict[tuple[int, int], _Placement] = {}
        for (label, used), (score, begun) in states.items():
            stay = fit[label][k] if label >= 0 else 0.1  # the lead fits no heading
            options = [((label, used), (score + stay, begun))]
            for g in range(len(fit)):
                if not used >> g & 1:
                    gain = 0.3 if homes.get(g) == k else 0.4 if k in starts else -0.1
                    value = score + 1 + gain + 1.25 * fit[g][k]
                    options.append(((g, used | 1 << g), (value, (*begun, (k, g)))))
            for key, option in options:
                if key not in grown or grown[key][0] < option[0]:
                    grown[key] = option
        states = dict(sorted(grown.items(), key=lambda item: -item[1][0])[:BEAM])
    return max(states.values())[1]


def _insert_at_best(story: Story, stranded: Sequence[Block], weights: Weights) -> None:
    """Each heading before the paragraph that contains most of it; the others stay."""
    sought = story.body[:MOST_PARAGRAPHS]
    for heading in stranded:
        best = max(sought, key=lambda block: weights.coverage(heading.text, block.text))
        story.items.insert(story.items.index(best), heading)
