"""`baowen add` as the user sees it: progress while it reads, and what it read."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpus import Article, Skipped
from corpus.normalise import flat
from corpus.page import UNSURE, Page
from corpus.walk import walk

SHOWN = 5  # files skipped for one and the same reason that are named


@dataclass(slots=True)
class Reading:
    """What was read so far."""

    articles: int = 0
    files: set[str] = field(default_factory=set)
    pages: set[tuple[str, str, str]] = field(default_factory=set)  # newspaper, date, page
    newspapers: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)  # ISO
    unsure: list[dict[str, object]] = field(default_factory=list)  # pages to look at
    skipped: list[Skipped] = field(default_factory=list)

    def count(self, item: Article | Skipped) -> None:
        """Take note of an article or of what was skipped."""
        if isinstance(item, Skipped):
            self.skipped.append(item)
            return
        self.articles += 1
        self.files.add(item.file)
        day = item.published.isoformat() if item.published else ""
        if item.page:
            self.pages.add((item.newspaper, day, item.page))
        self.newspapers |= {item.newspaper} - {""}
        self.dates |= {day} - {""}

    def look(self, file: str, page: Page) -> None:
        """Take note of a page whose split is unsure."""
        if page.confidence < UNSURE and page.articles:
            confidence = round(page.confidence, 2)
            first = page.articles[0]
            self.unsure.append(
                {"file": file, "page": page.number, "confidence": confidence, "article": first.id}
            )

    def to_dict(self) -> dict[str, object]:
        """Plain JSON values, without the skipped."""
        dates = [min(self.dates), max(self.dates)] if self.dates else []
        return {
            "articles": self.articles,
            "files": len(self.files),
            "pages": len(self.pages),
            "dates": dates,
            "unsure": self.unsure,
        }


def lines_of(reading: Reading) -> Iterator[str]:
    """What was read, in lines; nothing that goes without saying for a single sound file."""
    if len(reading.files) > 1:
        parts = [_counted(reading.articles, "article"), f"from {_counted(len(reading.files), 'file')}"]
        if reading.pages:
            parts.append(f"on {_counted(len(reading.pages), 'page')}")
        if reading.newspapers:
            parts.append(f"of {_counted(len(reading.newspapers), 'newspaper')}")
        dates = f", {min(reading.dates)} to {max(reading.dates)}" if reading.dates else ""
        yield " ".join(parts) + dates
    for page in reading.unsure:
        where = f"{flat(str(page['file']))}, page {page['page']}"
        yield f"unsure {where} ({page['confidence']}): look with baowen show {page['article']} --page"
    named: dict[str, int] = {}
    for skipped in reading.skipped:
        named[skipped.reason] = named.get(skipped.reason, 0) + 1
        if named[skipped.reason] <= SHOWN:
            where = f", {skipped.where}" if skipped.where else ""
            yield f"skipped {flat(skipped.path + where)}: {flat(skipped.reason)}"
    for reason, number in named.items():
        if number > SHOWN:
            yield f"skipped {number - SHOWN:,} more: {flat(reason)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def progress(paths: Iterable[Path], reading: Reading) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr with articles, rate and time left, if that is a terminal.

    Yields what is to be told the bytes that were read.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # type: ignore[import-untyped]

    total = sum(found.path.stat().st_size for found in walk(paths) if not isinstance(found, Skipped))
    look = "{percentage:3.0f}%|{bar}| {postfix[0]}, {remaining} left"
    with tqdm(total=total, bar_format=look, postfix=["0 articles"], leave=False) as bar:

        def read(size: int) -> None:
            seconds = bar.format_dict["elapsed"]
            rate = f", {reading.articles / seconds:.0f} a second" if seconds > 1 else ""
            bar.postfix[0] = f"{reading.articles:,} articles{rate}"
            bar.update(size)

        yield read


def watched(items: Iterable[Article | Skipped], reading: Reading) -> Iterator[Article | Skipped]:
    """`items`, counted as they pass."""
    for item in items:
        reading.count(item)
        yield item
