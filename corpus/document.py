"""Articles whose paragraphs and headings are marked up as such: from HTML, Word and Markdown files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.article import Article
from corpus.fields import digest, title_of
from corpus.lines import finished
from corpus.masthead import (
    Masthead,
    byline_newspaper,
    credit,
    end_credit,
    is_byline,
    is_furniture,
    is_rule,
    read_masthead,
)
from corpus.normalise import HAN, flat, normalise

EDGE = 4  # paragraphs at either end among which masthead, byline and furniture stand
TITLE_WIDTH = 60  # characters of a first paragraph that may still be a title

_SPACED = re.compile(rf"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])")
_SIGNED = re.compile(
    rf"(.{{4,40}}?) ((?:[{HAN}]{{2,6}})?(?:记者|記者|通讯员|作者)[:： ]*[{HAN}· 、]{{2,40}})"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a heading."""

    text: str
    level: int = 0  # 0 a paragraph, 1 a headline, 2 and above the headings below it


def articles_of(
    pieces: Sequence[Piece], known: Masthead, fallback: Masthead, byline: str = ""
) -> Iterator[Article]:
    """One article for each headline that has a text.

    `known` holds what is certain (given by the user, or in the file's own fields), `fallback` what counts
    where neither that nor the paragraphs say anything. Pieces before the first headline make an
    article of their own if there are any but masthead and furniture.
    """
    cleaned = [Piece(text, piece.level) for piece in pieces for text in _lines(piece)]
    starts = [i for i, piece in enumerate(cleaned) if piece.level == 1]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    said = Masthead()
    for start, end in zip(starts, [*starts[1:], len(cleaned)], strict=True):
        part, found, signed = _without_edges(cleaned[start:end])
        said = _first(said, found)
        if article := _article(part, _first(known, said, fallback), byline or signed):
            yield article


def merged(facts: Mapping[str, Any], said: Masthead) -> Masthead:
    """What the user gave, else what is `said`."""
    given = Masthead(
        flat(facts.get("newspaper", "")),
        facts.get("published"),
        flat(facts.get("page", "")),
        flat(facts.get("section", "")),
    )
    return _first(given, said)


def _first(*heads: Masthead) -> Masthead:
    """Each field from the first that has it."""
    return Masthead(
        next((head.newspaper for head in heads if head.newspaper), ""),
        next((head.published for head in heads if head.published), None),
        next((head.page for head in heads if head.page), ""),
        next((head.section for head in heads if head.section), ""),
    )


def _lines(piece: Piece) -> list[str]:
    """A piece's lines; a heading is one line."""
    text = flat(piece.text) if piece.level else normalise(piece.text)
    return [line for line in text.split("\n") if line]


def _without_edges(pieces: Sequence[Piece]) -> tuple[list[Piece], Masthead, str]:
    """What is left without the lines at either end that say who, where and when; and what they say."""
    head, bylines, kept = Masthead(), [], []
    for number, piece in enumerate(pieces):
        at_edge = number <= EDGE or number >= len(pieces) - EDGE
        if at_edge and piece.level != 1:
            if said := read_masthead(piece.text):
                head = _first(head, said)
                continue
            if is_byline(names := unspaced(piece.text)):
                bylines.append(names)
                continue
            if (match := _SIGNED.fullmatch(names)) and (said := read_masthead(match[1])):
                head = _first(head, said)
                bylines.append(match[2])
                continue
            if is_furniture(piece.text) or is_rule(piece.text):
                continue
        kept.append(piece)
    byline = " ".join(bylines)
    return kept, _first(head, Masthead(newspaper=byline_newspaper(byline))), byline


def unspaced(text: str) -> str:
    """Names of two characters that are spaced to the width of three, 王 芳, put together."""
    return _SPACED.sub(r"\1\2", text)


def _article(pieces: list[Piece], head: Masthead, byline: str) -> Article | None:
    title = ""
    if pieces and (pieces[0].level == 1 or _like_a_title(pieces)):
        title, pieces = pieces[0].text, pieces[1:]
    if not any(piece.level == 0 for piece in pieces):
        return None
    spans, start = [], 0
    for piece in pieces:
        if piece.level:
            spans.append((start, start + len(piece.text)))
        start += len(piece.text) + 1
    body = [piece.text for piece in pieces if not piece.level]
    text = "\n".join(piece.text for piece in pieces)
    title = title or title_of(text)
    return Article(
        id=digest(head.newspaper, head.published, head.page, title, text),
        title=title,
        text=text,
        newspaper=head.newspaper,
        published=head.published,
        page=head.page,
        section=head.section,
        byline=byline or credit(body[0]) or end_credit(body[-1]),
        headings=tuple(spans),
    )


def _like_a_title(pieces: Sequence[Piece]) -> bool:
    """Whether the first is one that only its place, and its want of a full stop, tells."""
    first = pieces[0].text
    has_body = any(piece.level == 0 for piece in pieces[1:])
    return has_body and len(first) <= TITLE_WIDTH and not finished(first)
