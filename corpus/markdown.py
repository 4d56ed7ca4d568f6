"""Markdown files: `#` opens an article, `##` and below are its section headings."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.article import Article, InputError
from corpus.document import Piece, articles_of, merged
from corpus.masthead import Masthead
from corpus.names import masthead_of_path
from corpus.sidecar import parse_sidecar

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+(.+?)[ \t]*#*")
_FRONT = re.compile(r"---[ \t]*\n(.{0,4000}?)\n---[ \t]*\n", re.S)
_FACT = re.compile(r"(?:newspaper|published|date|page|section)[ \t]*:.*")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_MARKS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITEM = re.compile(r"(?:[-*+]|>)[ \t]+")


def is_markdown(text: str) -> bool:
    """Whether it is marked up, and not only called so: a page's bare text is read as a page."""
    return bool(_FRONT.match(text)) or any(_HEADING.fullmatch(line) for line in text.splitlines())


def read_markdown(text: str, path: Path, facts: Mapping[str, Any]) -> Iterator[Article]:
    """The articles of a Markdown text; its front matter may hold newspaper, date, page and section.

    Raises:
        InputError: there is no text below its headings.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    said = Masthead()
    if front := _FRONT.match(text):
        lines = [line for line in front[1].split("\n") if _FACT.fullmatch(line)]
        said = merged(parse_sidecar("\n".join(lines).encode()), said) if lines else said
        text = text[front.end() :]
    pieces = list(_pieces(text))
    found = list(articles_of(pieces, merged(facts, said), masthead_of_path(path)))
    if not found:
        raise InputError("no article in it: only headings")
    yield from found


def _pieces(text: str) -> Iterator[Piece]:
    """Headings and paragraphs; the lines of a paragraph are one, whatever their ends."""
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        heading = _HEADING.fullmatch(line.strip())
        if heading or not line.strip() or _ITEM.match(line):
            if paragraph:
                yield Piece(_plain("\n".join(paragraph)))
            paragraph = [_ITEM.sub("", line, count=1)] if line.strip() and not heading else []
            if heading:
                yield Piece(_plain(heading[2]), len(heading[1]))
        else:
            paragraph.append(line)
    return


def _plain(text: str) -> str:
    """Without links and emphasis."""
    return _MARKS.sub(r"\2", _LINK.sub(r"\1", text))
