"""Paths in, articles out, one file at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from corpus.article import Article, InputError, Skipped
from corpus.continuation import joined
from corpus.fields import digest
from corpus.page import Page
from corpus.reading import read_file
from corpus.walk import shown, walk


def load(
    paths: Iterable[str | Path] | str | Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    password: str | None = None,
    names: Mapping[Path, str] | None = None,
    on_page: Callable[[str, Page], None] | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Article | Skipped]:
    """Read files and folders in the order given; folders are walked lazily, in natural order.

    Args:
        paths: newspaper pages (`.txt`, `.pdf`), articles (`.html`, `.md`, `.docx`), article records
            (`.jsonl`, `.csv`), ZIP files of these, and folders, in which hidden files are passed over. A
            file met twice is read once. What a file is, its content decides before its name.
        newspaper: used in place of what the files, and the YAML files beside them, say.
        published: used in place of what the files say.
        page: used in place of what the files say.
        password: for PDF and ZIP files that want one.
        names: what files were called that are kept under other names (uploads), with their folders if known:
            of these, format, fields and `source` go by the name; it is never opened.
        on_page: called with the name of a file and each newspaper page in it that was told apart.
        on_bytes: called, every now and then, with the number of bytes read since the last call.

    Yields:
        Articles, and a `Skipped` for each path, file or record that can't be read; never an exception
        for one. Within one call no two articles have the same id: an exact repetition is skipped, and an
        article whose id is taken by other content gets a digest of its own content appended to it.
    """
    given = {"newspaper": newspaper, "published": published, "page": page, "password": password}
    overrides = {name: value for name, value in given.items() if value is not None}

    def articles() -> Iterator[Article | Skipped]:
        for found in walk([paths] if isinstance(paths, str | Path) else paths):
            if isinstance(found, Skipped):
                yield found
                continue
            if called := (names or {}).get(found.path):
                found = found._replace(name=Path(called))
            for item in read_file(found, overrides, on_bytes):
                if not isinstance(item, Page):
                    yield item
                    continue
                if on_page:
                    on_page(shown(found.name or found.path), item)
                yield from item.articles

    taken: dict[str, str] = {}
    called = {shown(path): name for path, name in (names or {}).items()}
    for item in joined(articles()):
        one = item if isinstance(item, Skipped) else _distinct(item, taken)
        yield replace(one, path=called.get(one.path, one.path)) if isinstance(one, Skipped) else one


def page_of(article: Article, password: str | None = None) -> Page:
    """The newspaper page that an article was read from, told apart anew.

    Raises:
        InputError: its file is gone or was changed, or it was read from no page.
    """
    path = Path(article.file or article.source)
    given = {"newspaper": article.newspaper, "published": article.published, "password": password}
    overrides = {name: value for name, value in given.items() if value}
    problem = "its file holds another text now; add it again"
    for found in walk([path]):
        for item in [found] if isinstance(found, Skipped) else read_file(found, overrides):
            if isinstance(item, Skipped):
                problem = item.reason
            elif isinstance(item, Article):
                problem = "it was read from a file of articles, not from a page"
            elif any(article.id == one.id or article.text == one.text for one in item.articles):
                return item
    raise InputError(f"no page of {article.id!r} in {path}: {problem}")


def sample() -> Path:
    """The bundled newspaper page: page 03 of 成都日报, bare text whose columns came out of order."""
    return Path(str(files("corpus.samples") / "chengdu-daily-2023-03-20-p03.txt"))


def _distinct(article: Article, taken: dict[str, str]) -> Article | Skipped:
    """`article` under an id of its own; see `load`."""
    content = digest(article.newspaper, article.published, article.page, article.title, article.text)
    for name in (article.id, f"{article.id}-{content[:8]}"):
        if taken.setdefault(name, content) is content:
            return article if name == article.id else replace(article, id=name)
        if taken[name] == content:
            break
    return Skipped(article.file or article.source, "", f"the same article as {name}, read before")
