"""One file, or each file in a ZIP, read by the reader of its format."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from corpus.article import Article, InputError, Skipped
from corpus.formats import READERS, Item, Overrides, kind_of
from corpus.normalise import flat
from corpus.packed import Member, members
from corpus.page import Page
from corpus.walk import Found, shown

# Formats whose articles are handed on while the file is still being read: it may be larger than memory.
STREAMED = ("jsonl", "csv", "zip")
UNFORESEEN = "it can't be read, it is damaged or of an unknown make"  # a parser gave up, in a way of its own


def read_file(
    found: Found, overrides: Overrides, on_bytes: Callable[[int], None] | None = None
) -> Iterator[Item]:
    """The articles and pages of one file, with their source filled in; never an exception."""
    facts = {**found.facts, **overrides}
    name = found.name or found.path
    yield from _guarded(_opened(found.path, name, facts, on_bytes), shown(name), "")


def _opened(
    file_path: Path, path: Path, facts: Overrides, on_bytes: Callable[[int], None] | None
) -> Iterator[Item]:
    """What is in the file at `file_path`, which is called `path`."""
    name = shown(path)
    with file_path.open("rb") as file:
        before = _state(file)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        try:
            kind = kind_of(file, path)
        except InputError:
            if on_bytes:
                on_bytes(before[0])
            raise
        items = _unpacked(file, path, facts) if kind == "zip" else READERS[kind](file, path, facts)
        stamped: Iterator[Item] = (_stamped(item, name, shown(file_path), sha256, facts) for item in items)
        if on_bytes:
            stamped = _counted(stamped, file, on_bytes)
        if kind in STREAMED:
            yield from stamped
            held = []
        else:
            held = list(stamped)
        if _state(file) == before:
            yield from held
        else:
            yield Skipped(name, "", "it changed while it was read; add it again")


def _unpacked(file: BinaryIO, path: Path, facts: Overrides) -> Iterator[Item]:
    """What is in the members of a ZIP. What is skipped names the ZIP, and the member in it as the place."""
    name = shown(path)
    for member in members(file, facts.get("password")):
        if isinstance(member, Skipped):
            yield replace(member, path=name)
            continue
        for item in _guarded(_member(member, path / member.name, {**member.facts, **facts}), "", ""):
            if isinstance(item, Skipped):
                where = f"{member.name}, {item.where}" if item.where else member.name
                yield Skipped(name, where, item.reason)
            else:
                yield _named(item, f"{name}/{member.name}", member.facts.get("section", ""))


def _member(member: Member, path: Path, facts: Overrides) -> Iterator[Item]:
    kind = kind_of(member.file, path)
    if kind == "zip":
        raise InputError("a ZIP in a ZIP is not opened; unpack it first")
    yield from READERS[kind](member.file, path, facts)


def _guarded(items: Iterator[Item], path: str, where: str) -> Iterator[Item]:
    """`items` up to what can't be read, and that as `Skipped`."""
    try:
        yield from items
    except InputError as error:
        yield Skipped(path, where, str(error))
    except OSError as error:
        yield Skipped(path, where, f"can't be read: {error.strerror or error}")
    except Exception as error:  # of a parser, on bytes that its makers didn't think of; the rest must go on
        yield Skipped(path, where, f"{UNFORESEEN} ({type(error).__name__}: {flat(str(error))[:100]})")


def _stamped(item: Item, name: str, file: str, sha256: str, facts: Overrides) -> Item:
    """An article, or all articles of a page, with where they are from."""
    if isinstance(item, Skipped):
        return item
    if isinstance(item, Page):
        marked = [_stamped(article, name, file, sha256, facts) for article in item.articles]
        return replace(item, articles=tuple(article for article in marked if isinstance(article, Article)))
    section = facts.get("section") or item.section
    return replace(item, source=item.source or name, file=file, sha256=sha256, section=section)


def _named(item: Article | Page, source: str, section: str) -> Item:
    """A member's article, or all articles of its page, with its own name as their source."""
    if isinstance(item, Page):
        named = (replace(one, source=source, section=section or one.section) for one in item.articles)
        return replace(item, articles=tuple(named))
    return replace(item, source=item.source or source, section=section or item.section)


def _counted(items: Iterator[Item], file: BinaryIO, on_bytes: Callable[[int], None]) -> Iterator[Item]:
    """`items`, telling how far the file was read."""
    size, done = os.fstat(file.fileno()).st_size, 0
    try:
        for item in items:
            if (here := min(file.tell(), size)) > done:
                on_bytes(here - done)
                done = here
            yield item
    finally:
        on_bytes(size - done)


def _state(file: BinaryIO) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns
