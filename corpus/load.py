"""Paths in, articles out, one file at a time."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.article import Article, InputError, Skipped
from corpus.fields import digest
from corpus.normalise import flat
from corpus.page import read_page
from corpus.records import read_csv, read_jsonl

# A newspaper page is some 10 to 60 kB of text. What is far above that is not a page.
PAGE_LIMIT = 2 << 20  # bytes


def load(
    paths: Iterable[str | Path] | str | Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
) -> Iterator[Article | Skipped]:
    """Read files and folders in the order given; folders are walked lazily, in name order.

    Args:
        paths: newspaper pages as text (`.txt`, `.md`), article records (`.jsonl`, `.csv`), or folders of
            them, in which hidden files are passed over. A file met twice is read once.
        newspaper: used in place of what the files say.
        published: used in place of what the files say.
        page: used in place of what the files say.

    Yields:
        Articles, and a `Skipped` for each path, file or record that can't be read; never an exception
        for one. Within one call no two articles have the same id: an exact repetition is skipped, and an
        article whose id is taken by other content gets a digest of its own content appended to it.
    """
    given = {"newspaper": newspaper, "published": published, "page": page}
    overrides = {name: value for name, value in given.items() if value is not None}
    taken: dict[str, str] = {}
    for item in _files([paths] if isinstance(paths, str | Path) else paths):
        if isinstance(item, Skipped):
            yield item
            continue
        read = READERS[item.suffix.lower()]
        try:
            for article in read(item, overrides):
                yield article if isinstance(article, Skipped) else _distinct(article, taken)
        except InputError as error:
            yield Skipped(str(item), "", str(error))
        except OSError as error:
            yield Skipped(str(item), "", f"can't be read: {error.strerror or error}")


def sample() -> Path:
    """The bundled newspaper page: page 03 of 成都日报, bare text whose columns came out of order."""
    return Path(str(files("corpus.samples") / "chengdu-daily-2023-03-20-p03.txt"))


def _page(path: Path, overrides: Mapping[str, Any]) -> Iterator[Article]:
    with path.open("rb") as file:
        data = file.read(PAGE_LIMIT + 1)
    if len(data) > PAGE_LIMIT:
        raise InputError(
            f"more than {PAGE_LIMIT >> 20} MiB; give one newspaper page a file, or JSONL records"
        )
    yield from read_page(data, path, overrides)


READERS = {".txt": _page, ".md": _page, ".jsonl": read_jsonl, ".csv": read_csv}


def _files(paths: Iterable[str | Path]) -> Iterator[Path | Skipped]:
    """The readable files under `paths`, each once, in order; what is not one as `Skipped`."""
    met: set[Path] = set()
    for given in paths:
        path = Path(given)
        for found in _walked(path) if path.is_dir() else [path]:
            checked = found if isinstance(found, Skipped) else _checked(found)
            if isinstance(checked, Skipped):
                yield checked
            elif (real := checked.resolve()) not in met:
                met.add(real)
                yield checked


def _walked(folder: Path) -> Iterator[Path | Skipped]:
    """Files of a folder and below in name order; links to folders aren't followed (they may loop)."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(str(folder), "", f"the folder can't be read: {error.strerror}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walked(Path(entry.path))
        elif not Path(entry.path).is_dir():
            yield Path(entry.path)


def _checked(path: Path) -> Path | Skipped:
    """`path` if it is a file of a supported kind."""
    shown = flat(str(path))
    try:
        if not path.exists():
            return Skipped(shown, "", "no such file or folder; check the path")
        if not path.is_file():
            return Skipped(shown, "", "not a regular file")
    except OSError as error:
        return Skipped(shown, "", f"can't be read: {error.strerror}")
    if path.suffix.lower() not in READERS:
        kind = path.suffix or "no extension"
        return Skipped(shown, "", f"{kind} is not supported; give {', '.join(READERS)}")
    return path


def _distinct(article: Article, taken: dict[str, str]) -> Article | Skipped:
    """`article` under an id of its own; see `load`."""
    content = digest(article.newspaper, article.published, article.page, article.title, article.text)
    for name in (article.id, f"{article.id}-{content[:8]}"):
        if taken.setdefault(name, content) is content:
            return article if name == article.id else replace(article, id=name)
        if taken[name] == content:
            break
    return Skipped(article.source, "", f"the same article as {name}, read before")
