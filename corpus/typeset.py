"""A story's strips → its blocks, as the rest of `corpus` knows them."""

from collections.abc import Iterator, Sequence

from corpus.blocks import Block, Kind
from corpus.lines import Line, finished
from corpus.masthead import credit, end_credit, is_byline, starts_story
from corpus.normalise import normalise
from corpus.sheet import Box, Print
from corpus.stories import Story
from corpus.strips import Strip, is_indented, is_short
from corpus.territory import Territory


def block_of(kind: Kind, prints: Sequence[Print]) -> Block:
    """One block of these lines."""
    block = Block(kind, [Line(normalise(p.text), False, 0) for p in prints])
    if kind == "heading":
        block.parts = [line.text for line in block.lines]
    return block


def story_of(territory: Territory, size: float) -> Story:
    """The story as blocks; `territory.placed` remembers where they stood."""
    story = Story()
    for kind, prints in _runs(territory, size):
        block = block_of(kind, prints)
        territory.placed.append((block, _around(prints)))
        if kind == "byline":
            story.bylines.append(block)
        else:
            story.items.append(block)
    while len(story.items) > 1 and story.items[0].kind == "heading":
        story.leads.append(story.items.pop(0))
    body = story.body
    story.credits += filter(None, [credit(body[0].text) if body else "", *(end_credit(b.text) for b in body)])
    if territory.headline:
        story.leads = [*_leads(territory), *story.leads]
    for strip in territory.bylines:
        block = block_of("byline", strip.prints)
        story.bylines.insert(0, block)
        territory.placed.append((block, strip.box))
    for strip in sorted(territory.captions, key=lambda s: (s.top, s.left)):
        block = block_of("body", strip.prints)
        story.items.append(block)
        territory.placed.append((block, strip.box))
    for place, block in enumerate([*story.leads, *story.items, *story.bylines]):
        block.places = [place]
    return story


def _leads(territory: Territory) -> Iterator[Block]:
    """The main headline first: the lines of the largest type; then what stands above and below it."""
    headline = territory.headline
    assert headline
    # Upright lines are read from right to left.
    lines = sorted(headline.prints, key=lambda p: -p.left) if headline.upright else headline.prints
    largest = max(p.size for p in lines)
    main = [p for p in lines if p.size > 0.93 * largest]
    first, last = lines.index(main[0]), lines.index(main[-1])
    for group in (main, lines[:first], lines[last + 1 :]):
        group = [p for p in group if p in main] if group is main else [p for p in group if p not in main]
        if group:
            block = block_of("heading", group)
            territory.placed.append((block, _around(group)))
            yield block


def _around(prints: Sequence[Print]) -> Box:
    return (
        min(p.left for p in prints),
        min(p.top for p in prints),
        max(p.right for p in prints),
        max(p.bottom for p in prints),
    )


def _runs(territory: Territory, size: float) -> Iterator[tuple[Kind, list[Print]]]:
    """The lines of all strips in order, cut into paragraphs, headings and bylines."""
    lines = [(p, strip) for strip in territory.strips for p in strip.prints]
    measure = max((s.right - s.left for s in territory.strips if len(s.prints) > 2), default=0.0)
    run: list[Print] = []
    kind: Kind = "body"
    for index, (p, strip) in enumerate(lines):
        edge = _column(strip, measure)
        following = lines[index + 1] if index + 1 < len(lines) else None
        before = lines[index - 1] if index else None
        own = _kind(p, edge, size, before, following, bool(run) and kind == "body")
        if run and (own != kind or (own == "body" and _breaks(before, p, edge))):
            yield kind, run
            run = []
        kind = own
        run.append(p)
    if run:
        yield kind, run


def _column(strip: Strip, measure: float) -> Strip:
    """The strip with the width of the story's columns, where its own few lines are all short."""
    if len(strip.prints) > 2 or strip.right - strip.left > 0.8 * measure:
        return strip
    first = strip.prints[0]
    edge = Print("", strip.left, strip.left + measure, first.base, first.size, first.top, first.bottom)
    return Strip([edge], strip.lead)


def _kind(
    p: Print,
    strip: Strip,
    size: float,
    before: tuple[Print, Strip] | None,
    following: tuple[Print, Strip] | None,
    running: bool,
) -> Kind:
    text = normalise(p.text)
    stopped = before is None or finished(normalise(before[0].text)) or not running
    if stopped and is_short(p, strip) and is_byline(text):
        return "byline"
    if stopped and following is None and end_is_byline(text):
        return "byline"
    if p.size > 1.04 * size and not finished(text):
        return "heading"
    left, right = p.left - strip.left, strip.right - p.right
    centred = (
        left > size
        and right > size
        and abs(left - right) < 1.6 * size
        and not (1.8 * size < left < 2.2 * size)
    )
    apart = before is not None and p.base - before[0].base > 1.5 * strip.lead
    flush = left < 0.5 * size and is_short(p, strip) and before is not None
    head = centred or apart or (left > size and apart) or flush
    if stopped and head and is_short(p, strip) and text[-1] not in "。；，、：”）" and not starts_story(text):
        goes_on = following is None or is_indented(*following) or p.base > following[0].base
        return "heading" if goes_on or centred else "body"
    return "body"


def end_is_byline(text: str) -> bool:
    """A last line that names the reporters, in brackets or not."""
    return is_byline(text.strip("（）()"))


def _breaks(before: tuple[Print, Strip] | None, p: Print, strip: Strip) -> bool:
    """A paragraph begins with `p`."""
    if before is None:
        return False
    last, column = before
    if is_indented(p, strip):
        return True
    return finished(normalise(last.text)) and is_short(last, column)
