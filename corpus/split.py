"""How a file's pages are split, for those who want to look."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.article import Article, Skipped
from corpus.page import Page
from corpus.reading import read_file
from corpus.walk import Found


def split(
    path: str | Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    password: str | None = None,
) -> Iterator[Page | Skipped]:
    """The newspaper pages of a file, each with its parts and confidence; arguments as for `load`.

    What isn't read from a page, such as records and web pages, is passed over.
    """
    given = {"newspaper": newspaper, "published": published, "page": page, "password": password}
    overrides = {name: value for name, value in given.items() if value is not None}
    for item in read_file(Found(Path(path), {}), overrides):
        if not isinstance(item, Article):
            yield item
