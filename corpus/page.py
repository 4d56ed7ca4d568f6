"""A newspaper page as bare text → its articles, and what on it is none.

Text taken out of a page has lost its layout: lines are cut at the column's width, columns come in any
order, headlines stand far from their stories. `blocks` puts lines together, `stories` tells stories apart
by their bylines, `headings` brings headlines back; here the page is read from end to end.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.article import Article, InputError
from corpus.blocks import Block, read_blocks
from corpus.decode import decode
from corpus.fields import digest, title_of
from corpus.headings import COUPLET, assign, set_parts
from corpus.lines import width
from corpus.masthead import Masthead, byline_newspaper, masthead_of_path, read_masthead
from corpus.normalise import flat, normalise
from corpus.stories import Story, stories_of


@dataclass(frozen=True, slots=True)
class Page:
    """A page told apart; every character of it is in one of these."""

    articles: tuple[Article, ...]  # the longest first, then in the page's order
    masthead: tuple[str, ...]  # newspaper, date, page number, section
    furniture: tuple[str, ...]  # editors, telephones, rules, and headings and bylines of no article


def read_page(data: bytes, path: Path, overrides: Mapping[str, Any]) -> Iterator[Article]:
    """The articles of a page file; `overrides` may hold newspaper, published and page.

    Raises:
        InputError: the bytes are no text, or the text has no article.
    """
    page = split_page(decode(data), path, **overrides)
    if not page.articles:
        raise InputError("no article on it: only masthead and page furniture")
    for article in page.articles:
        yield replace(article, source=str(path), sha256=sha256(data).hexdigest())


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
    blocks = read_blocks(text)
    headings = [block for block in blocks if block.kind == "heading"]
    set_parts(headings, "\n".join(block.text for block in blocks if block.kind == "body"))
    if headings and not any(block.kind == "body" for block in blocks):
        _as_body(headings[1:] or headings)
    stories, leftover = assign(*stories_of(blocks))
    stories.sort(key=lambda story: (-len(story.text), story.body[0].places[0]))
    head = _masthead(blocks, path)
    head = Masthead(
        flat(newspaper) if newspaper is not None else head.newspaper,
        published or head.published,
        flat(page) if page is not None else head.page,
        head.section,
    )
    signed = {id(byline) for story in stories for byline in story.bylines}
    unfit = {id(block) for block in leftover}
    unfit |= {id(block) for block in blocks if block.kind == "byline" and id(block) not in signed}
    return Page(
        tuple(_article(story, head, ordinal) for ordinal, story in enumerate(stories, 1)),
        tuple(block.text for block in blocks if block.kind == "masthead"),
        tuple(block.text for block in blocks if block.kind in ("furniture", "rule") or id(block) in unfit),
    )


def _as_body(headings: Sequence[Block]) -> None:
    """A text of short lines only, a poem or a list, has no headings but paragraphs."""
    for block in headings:
        block.kind = "body"
        block.parts = []


def _masthead(blocks: Sequence[Block], path: Path) -> Masthead:
    """What the page, then its bylines, then the file's name say, each field from the first that has it."""
    said = [found for b in blocks if b.kind == "masthead" and (found := read_masthead(b.text))]
    papers = Counter(name for b in blocks if b.kind == "byline" and (name := byline_newspaper(b.text)))
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
