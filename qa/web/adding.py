"""Files into the archive, in a process of its own: `python -m qa.web.adding`.

It runs beside the server at a lower priority, so that those who ask meanwhile don't wait for it, and a file
that brings a parser down doesn't bring the server down. It reads one JSON object on stdin (`archive`, and
`files`: pairs of path and given name) and tells what happens on stdout, a JSON object a line:

{"reading": 0}                            the file at that place is being read
{"file": 0, "articles": 3}                so many articles came out of it so far
{"file": 0, "where": "page 2", "reason": …}   what was skipped of it
{"bytes": 4096}                           so many bytes were read of all files so far
{"added": 3, "updated": 0, "unchanged": 0, "removed": 0}   the end: what was stored
{"error": "…"}                            the end: why it stopped
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import Article, InputError, Skipped, load
from corpus.walk import shown
from index import Archive, ArchiveError

Tell = Callable[[dict[str, Any]], None]


def add(archive: Archive, files: Sequence[tuple[Path, str]], tell: Tell) -> None:
    """Add files of (path, given name) to the archive, telling each step."""
    names = _apart([name for _, name in files])
    places = {key: n for n, (path, _) in enumerate(files) for key in (shown(path), names[n])}
    read = 0

    def taken() -> Iterator[Path]:
        for number, (path, _) in enumerate(files):
            tell({"reading": number})
            yield path

    def on_bytes(size: int) -> None:
        nonlocal read
        read += size
        tell({"bytes": read})

    called = {path: name for (path, _), name in zip(files, names, strict=True)}
    items = load(taken(), names=called, on_bytes=on_bytes)
    report = archive.add(_watched(items, places, tell))
    stored = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
    tell({**stored, "removed": report.removed})


def _watched(
    items: Iterable[Article | Skipped], places: dict[str, int], tell: Tell
) -> Iterator[Article | Skipped]:
    """`items`, told file by file as they pass."""
    articles: Counter[int] = Counter()
    for item in items:
        if isinstance(item, Skipped):
            place = places.get(item.path, places.get(item.path.split("/", 1)[-1], 0))
            tell({"file": place, "where": item.where, "reason": item.reason})
        else:
            place = places.get(item.file or item.source, 0)
            articles[place] += 1
            tell({"file": place, "articles": articles[place]})
        yield item


def _apart(names: Sequence[str]) -> list[str]:
    """The names, each its own: a folder with a number goes before one that came before."""
    taken: Counter[str] = Counter()
    apart = []
    for name in names:
        taken[name] += 1
        apart.append(name if taken[name] == 1 else f"({taken[name]})/{name}")
    return apart


def main() -> None:
    """Read what to do from stdin and do it."""
    asked = json.load(sys.stdin)

    def tell(event: dict[str, Any]) -> None:
        try:
            print(json.dumps(event), flush=True)
        except BrokenPipeError:  # the server stopped: what it was sent is added all the same
            sys.stdout = open("/dev/null", "w")  # noqa: PTH123, SIM115

    try:
        with Archive.open(asked["archive"]) as archive:
            add(archive, [(Path(path), name) for path, name in asked["files"]], tell)
    except (InputError, ArchiveError) as error:
        tell({"error": str(error)})
        sys.exit(2)


if __name__ == "__main__":
    main()
