"""A newspaper page as bare text → its articles, and what on it is none.

Text taken out of a page has lost its layout: lines are cut at the column's width, columns come in any
order, headlines stand far from their stories. `blocks` puts lines together, `stories` tells stories apart
by their bylines, `headings` brings headlines back; here the page is read from end to end.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from corpus.alignment import aligned
from corpus.article import Article
from corpus.blocks import Block, read_blocks
from corpus.fields import digest, title_of
from corpus.grid import is_grid, read_grid
from corpus.headings import COUPLET, assign, set_parts
from corpus.lines import finished, width
from corpus.masthead import Masthead, byline_newspaper, read_masthead
from corpus.names import masthead_of_path
from corpus.normalise import flat, normalise
from corpus.stories import Story, stories_of
from corpus.topics import divided

UNSURE = 0.6  # of `Page.confidence`: a split below it should be looked at

PartKind = Literal["headline", "heading", "byline", "body", "masthead", "furniture"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page, and what became of it."""

    kind: PartKind
    text: str
    story: int = 0  # the ordinal of the article that it went to, from 1; 0 = none
    box: tuple[float, float, float, float] | None = None  # left, top, right, bottom in points, if known


@dataclass(frozen=True, slots=True)
class Page:
    """A page told apart; every character of it is in one of these."""

    articles: tuple[Article, ...]  # the longest first, then in the page's order
    masthead: tuple[str, ...]  # newspaper, date, page number, section
    furniture: tuple[str, ...]  # editors, telephones, rules, and headings and bylines of no article
    parts: tuple[Part, ...] = ()  # how it was split: the articles in order, then masthead and furniture
    confidence: float = 1.0  # 0 to 1; below UNSURE it should be looked at
    number: int = 1  # of the page within its file


def split_page(
    text: str,
    path: Path = Path(),
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
) -> Page:
    """Tell a page's articles, masthead and furniture apart.

    Newspaper, date and page number come from the arguments, else the masthead, else the bylines
    (newspaper only), else the file's name and folders. Articles are ordered by length, since the main
    story can't be told by its type: the longest has ordinal 1.
    """
    if is_grid(text):
        from corpus.placed import split_sheet  # places are for pages that have any

        laid_out = split_sheet(
            read_grid(text), path, newspaper=newspaper, published=published, page=page, divide=True
        )
        if laid_out.articles:
            return laid_out
    blocks = read_blocks(text)
    headings = [block for block in blocks if block.kind == "heading"]
    set_parts(headings, "\n".join(block.text for block in blocks if block.kind == "body"))
    if headings and not any(block.kind == "body" for block in blocks):
        _as_body(headings[1:] or headings)
    stories, stranded = stories_of(blocks)
    if not any(line.gap for block in blocks for line in block.lines[:1] if block.kind == "body"):
        stories, stranded = aligned(stories, stranded)
        stories = divided(stories, stranded)
    stories, leftover = assign(stories, stranded)
    signed = {id(byline) for story in stories for byline in story.bylines}
    unfit = {id(block) for block in leftover}
    unfit |= {id(block) for block in blocks if block.kind == "byline" and id(block) not in signed}
    kept = [block for block in blocks if block.kind in ("furniture", "rule") or id(block) in unfit]
    return finish(
        stories,
        [block for block in blocks if block.kind == "masthead"],
        [*kept, *(block for block in leftover if block not in kept)],
        path,
        newspaper=newspaper,
        published=published,
        page=page,
        doubt=_doubt(stories, len(leftover)),
    )


def finish(
    stories: Sequence[Story],
    masthead: Sequence[Block],
    furniture: Sequence[Block],
    path: Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    number: int = 1,
    boxes: Mapping[int, tuple[float, float, float, float]] | None = None,
    doubt: float = 0.0,
) -> Page:
    """The stories as articles, the longest first, with what the page says of itself.

    `boxes` has the places of blocks by their identity, where they are known; `doubt` is the share, 0 to 1,
    of the page's text of whose story one can't be sure.
    """
    stories = sorted(stories, key=lambda story: (-len(story.text), story.body[0].places[0]))
    bylines = [byline for story in stories for byline in story.bylines]
    head = _masthead(masthead, [*bylines, *(b for b in furniture if b.kind == "byline")], path)
    head = Masthead(
        flat(newspaper) if newspaper is not None else head.newspaper,
        published or head.published,
        flat(page) if page is not None else head.page,
        head.section,
    )
    return Page(
        tuple(_article(story, head, ordinal) for ordinal, story in enumerate(stories, 1)),
        tuple(block.text for block in masthead),
        tuple(block.text for block in furniture),
        tuple(_parts(stories, masthead, furniture, boxes or {})),
        round(1 - doubt, 3),
        number,
    )


def _parts(
    stories: Sequence[Story],
    masthead: Sequence[Block],
    furniture: Sequence[Block],
    boxes: Mapping[int, tuple[float, float, float, float]],
) -> Iterator[Part]:
    for ordinal, story in enumerate(stories, 1):
        for block in story.leads:
            yield Part("headline", block.text, ordinal, boxes.get(id(block)))
        for block in story.bylines:
            yield Part("byline", block.text, ordinal, boxes.get(id(block)))
        for block in story.items:
            kind: PartKind = "heading" if block.kind == "heading" else "body"
            yield Part(kind, block.text, ordinal, boxes.get(id(block)))
    for block in masthead:
        yield Part("masthead", block.text, 0, boxes.get(id(block)))
    for block in furniture:
        yield Part("furniture", block.text, 0, boxes.get(id(block)))


def _doubt(stories: Sequence[Story], leftover: int) -> float:
    """The share of text in stories without a headline or that end in mid-sentence; more for lost headings."""
    total = sum(len(story.text) for story in stories)
    unsure = sum(len(story.text) for story in stories if not story.leads or not finished(story.body[-1].text))
    return min(1.0, (unsure / total if total and len(stories) > 1 else 0.0) + 0.1 * leftover)


def _as_body(headings: Sequence[Block]) -> None:
    """A text of short lines only, a poem or a list, has no headings but paragraphs."""
    for block in headings:
        block.kind = "body"
        block.parts = []


def _masthead(masthead: Sequence[Block], bylines: Sequence[Block], path: Path) -> Masthead:
    """What the page, then its bylines, then the file's name say, each field from the first that has it."""
    said = [found for b in masthead if (found := read_masthead(b.text))]
    papers = Counter(name for b in bylines if (name := byline_newspaper(b.text)))
    said.append(Masthead(newspaper=max(papers, key=lambda name: papers[name], default="")))
    said.append(masthead_of_path(path))
    return Masthead(
        next((m.newspaper for m in said if m.newspaper), ""),
        next((m.published for m in said if m.published), None),
        next((m.page for m in said if m.page), ""),
        next((m.section for m in said if m.section), ""),
    )


def _article(story: Story, head: Masthead, ordinal: int) -> Article:
    title, decks = _headline(story.leads)
    pieces = [(deck, True) for deck in decks] + [(item.text, item.kind == "heading") for item in story.items]
    paragraphs, spans, start = [], [], 0
    for piece, is_heading in pieces:
        paragraph = normalise(piece)
        if is_heading:
            spans.append((start, start + len(paragraph)))
        paragraphs.append(paragraph)
        start += len(paragraph) + 1
    text = "\n".join(paragraphs)
    title = title or title_of(text)
    known = head.newspaper and head.published and head.page
    name = f"{head.newspaper}-{head.published}-{head.page}-{ordinal}".replace(" ", "_").replace("/", "_")
    return Article(
        id=name if known else digest(head.newspaper, head.published, head.page, title, text),
        title=title,
        text=text,
        newspaper=head.newspaper,
        published=head.published,
        page=head.page,
        section=head.section,
        byline=story.byline,
        headings=tuple(spans),
    )


def _headline(leads: Sequence[Block]) -> tuple[str, list[str]]:
    """The main headline, both lines of it if they are a couplet, and the decks."""
    if not leads:
        return "", []
    first = leads[0].parts
    widths = [width(part) for part in first[:2]]
    lines = 2 if len(widths) == 2 and max(widths) <= COUPLET * min(widths) else 1
    decks = [" ".join(first[lines:]), *(block.text for block in leads[1:])]
    return " ".join(first[:lines]), [deck for deck in decks if deck]
