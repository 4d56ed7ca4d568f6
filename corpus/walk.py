"""Paths to files: folders walked in natural order, each file once, each with what its sidecars say."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from corpus.article import InputError, Skipped
from corpus.sidecar import ENDINGS, FOLDER, SIZE_LIMIT, parse_sidecar

MOST_DEEP = 64  # folders in folders; no one files newspapers deeper, and the walk calls itself


class Found(NamedTuple):
    """A file to read, and the fields that its sidecars give."""

    path: Path
    facts: Mapping[str, Any]
    name: Path | None = None  # what the file was called, where it is kept under another name


def walk(paths: Iterable[str | Path]) -> Iterator[Found | Skipped]:
    """The files under `paths`, lazily; what can't be reached as `Skipped`.

    Hidden files are passed over. Links to folders aren't followed: they may loop, or lead out of what the
    user meant.
    """
    met: set[Path] = set()
    for given in paths:
        path = Path(given)
        for found in _below(path, {}, 0) if path.is_dir() else [_one(path, _folder_facts(path.parent))]:
            if isinstance(found, Skipped):
                yield found
            elif (real := found.path.resolve()) not in met:
                met.add(real)
                yield found


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which page 2 comes before page 10."""
    parts = re.split(r"(\d+)", name)
    return (*((1, int(p), p) if p.isdecimal() and p.isascii() else (0, 0, p) for p in parts), (0, 0, name))


def shown(path: Path | str) -> str:
    """A path as it can be stored: without the half characters that stand for bytes in no encoding."""
    return str(path).encode(errors="replace").decode()


def _below(folder: Path, inherited: Mapping[str, Any], depth: int) -> Iterator[Found | Skipped]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: natural(entry.name))
    except (OSError, ValueError) as error:
        yield Skipped(shown(folder), "", f"the folder can't be read: {getattr(error, 'strerror', error)}")
        return
    facts = _folder_facts(folder) if any(entry.name == FOLDER for entry in entries) else {}
    if isinstance(facts, Skipped):
        yield facts
        return
    facts = {**inherited, **facts}
    stems = {Path(entry.name).stem for entry in entries if not entry.name.lower().endswith(ENDINGS)}
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith((".", "~$")) or entry.name == FOLDER:  # ~$: the lock of an open Word file
            continue
        if entry.name.lower().endswith(ENDINGS) and path.stem in stems:
            continue
        if entry.is_dir(follow_symlinks=False) and depth < MOST_DEEP:
            yield from _below(path, facts, depth + 1)
        elif path.is_dir():
            yield Skipped(shown(path), "", _unfollowed(entry))
        else:
            yield _one(path, facts)


def _unfollowed(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "a link to a folder; give that folder itself (links to folders may loop)"
    return f"more than {MOST_DEEP} folders deep; give this folder itself"


def _one(path: Path, facts: Mapping[str, Any] | Skipped) -> Found | Skipped:
    """A file with its facts, if it can be opened as one."""
    if isinstance(facts, Skipped):
        return facts
    try:
        if not path.exists():
            return Skipped(shown(path), "", "no such file or folder; check the path")
        if not path.is_file():
            return Skipped(shown(path), "", "not a regular file")
        for ending in ENDINGS:
            if path.suffix and (beside := path.with_suffix(ending)) != path and beside.is_file():
                return Found(path, {**facts, **_parsed(beside)})
    except InputError as error:
        return Skipped(shown(path), "", f"its {path.stem}.yaml: {error}")
    except (OSError, ValueError) as error:
        return Skipped(shown(path), "", f"can't be read: {getattr(error, 'strerror', error)}")
    return Found(path, facts)


def _folder_facts(folder: Path) -> Mapping[str, Any] | Skipped:
    """What the folder's own `_meta.yaml` says; nothing below a broken one may be read with wrong facts."""
    try:
        return _parsed(folder / FOLDER) if (folder / FOLDER).is_file() else {}
    except InputError as error:
        return Skipped(shown(folder / FOLDER), "", f"{error}; no file of this folder was read")
    except (OSError, ValueError) as error:
        return Skipped(shown(folder / FOLDER), "", f"can't be read: {getattr(error, 'strerror', error)}")


def _parsed(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return parse_sidecar(file.read(SIZE_LIMIT + 1))
