"""An archive's folder: made, recognised or refused."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import reprints, schema, store
from index.errors import ArchiveError


def make(folder: Path) -> None:
    """Create `folder` where absent; refuse one that is no archive: no files are strewn among others."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]
    except (FileExistsError, NotADirectoryError):
        raise ArchiveError(f"{folder} is a file, an archive is a folder: give another path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArchiveError(f"{folder!r} can't be opened or created ({reason}): give another path") from None
    if strangers and "archive.sqlite" not in strangers:
        raise ArchiveError(
            f"{folder} holds other files ({strangers[0]}) and no archive: give a new or an empty folder"
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ArchiveError(f"{folder} can't be written: change its permissions or give another path")


def facts(folder: Path, db: sqlite3.Connection) -> dict[str, object]:
    """What the archive in `db` says of itself (`store.meta`); a new file is made an archive first."""
    if schema.version(db) == (0, 0):
        schema.create(db, secrets.token_hex(8))
    if schema.version(db) in ((schema.APPLICATION, 1), (schema.APPLICATION, 2)):
        schema.upgrade(db)
    if schema.version(db) == (schema.APPLICATION, schema.SCHEMA_VERSION) and not reprints.is_ready(db):
        with schema.writing(db):
            reprints.prepare(db)
    application, version = schema.version(db)
    if application != schema.APPLICATION:
        raise ArchiveError(f"{folder}/archive.sqlite belongs to another program: give another path")
    if version != schema.SCHEMA_VERSION:
        raise ArchiveError(
            f"{folder} has format {version}, this release reads {schema.SCHEMA_VERSION}: "
            f"use the release that made it"
        )
    return store.meta(db)


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more than we need
        if code == sqlite3.SQLITE_BUSY:
            raise ArchiveError(f"another process keeps {folder} locked: try again when it is done") from error
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise ArchiveError(
                f"{folder}/archive.sqlite is damaged ({error}) and was left as it is: "
                f"put a backup in its place, or add the papers to a new folder"
            ) from error
        raise ArchiveError(f"{folder}/archive.sqlite: {error}; is it writable, is the disk full?") from error
