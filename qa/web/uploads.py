"""Files from browsers: received in pieces, kept under names of our own beside the archive.

`uploads/incoming/<token>` is what came and waits to be added, with what the browser called it in
`<token>.json`; `uploads/<digest>.<ending>` is what articles were read from. A given name is never a path.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

from corpus import InputError
from corpus.formats import KINDS

LIMIT = 200 << 20  # bytes of one file; a ZIP of a month of newspaper pages has some 100 MB
SPARE = 512 << 20  # bytes that stay free on the disk: the archive itself needs them
LONGEST_NAME = 400  # characters, with folders
WAITING = 24 * 3600.0  # seconds for which a file waits to be added
QUESTIONS = (".jsonl", ".json", ".csv", ".tsv")  # endings of question sets
_TOKEN = re.compile(r"[\w-]{22}")


class TooLarge(InputError):
    """More bytes than may be sent."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came from a browser."""

    token: str
    path: Path  # where it lies
    name: str  # what the browser called it, with its folders: text, never a path
    size: int  # bytes


def plain_name(given: str) -> str:
    """What to call a file: one line, no folders above it, no control characters, its ending kept."""
    parts = [part for part in given.replace("\\", "/").split("/") if part.strip(" .")]
    shown = "/".join("".join(c if c.isprintable() else "\ufffd" for c in part).strip() for part in parts)
    shown = shown.encode(errors="replace").decode()
    return shown[-LONGEST_NAME:].lstrip("/") or "unnamed"


def ending(name: str) -> str:
    """The ending of a name if it is one of a format that is read here, else ""."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if suffix in KINDS or suffix in QUESTIONS else ""


async def receive(
    folder: Path, pieces: AsyncIterator[bytes], name: str, owner: str, limit: int = LIMIT
) -> Upload:
    """Write a file down as it comes; nothing stays of one that breaks off.

    Raises:
        TooLarge: it has more than `limit` bytes, or the disk is full.
    """
    home, token = _incoming(folder), secrets.token_urlsafe(16)
    path, size = home / token, 0
    try:
        with path.open("xb") as out:
            async for piece in pieces:
                size += len(piece)
                if size > limit:
                    raise TooLarge(f"more than {limit >> 20} MB")
                if size % (8 << 20) < len(piece) and shutil.disk_usage(home).free < SPARE:
                    raise TooLarge("the server's disk is full")
                out.write(piece)
        note = {"name": plain_name(name), "owner": _digest(owner), "size": size}
        path.with_suffix(".json").write_text(json.dumps(note), encoding="utf-8")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Upload(token, path, note["name"], size)  # type: ignore[arg-type]


def waiting(folder: Path, owner: str, token: str) -> Upload:
    """The file that this browser sent and got `token` for. InputError: there is none."""
    path = _incoming(folder) / token if _TOKEN.fullmatch(token) else folder
    try:
        note = json.loads(path.with_suffix(".json").read_text("utf-8"))
        if note["owner"] != _digest(owner):
            raise KeyError
    except (OSError, ValueError, KeyError):
        raise InputError("this file isn't there any more; send it again") from None
    return Upload(token, path, note["name"], note["size"])


def settle(folder: Path, upload: Upload) -> Path:
    """Move a file to where articles are read from; its name there is the digest of its content."""
    with upload.path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    home = folder / "uploads" / f"{digest[:32]}{ending(upload.name)}"
    upload.path.replace(home)
    upload.path.with_suffix(".json").unlink(missing_ok=True)
    return home


def drop(upload: Upload) -> None:
    """Forget a file that was not added."""
    upload.path.unlink(missing_ok=True)
    upload.path.with_suffix(".json").unlink(missing_ok=True)


def sweep(folder: Path, older: float = WAITING) -> int:
    """Remove what has waited longer than `older` seconds; how many files."""
    old = [path for path in _incoming(folder).iterdir() if path.stat().st_mtime < time.time() - older]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _incoming(folder: Path) -> Path:
    path = folder / "uploads" / "incoming"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _digest(owner: str) -> str:
    return sha256(owner.encode(errors="replace")).hexdigest()
