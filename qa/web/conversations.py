"""Conversations as the server keeps them: one SQLite file beside the archive, each browser its own.

A question is written down before it is answered, so that a server that stops in between loses nothing.
Any number of threads and tabs may use one file at once. An `owner` is what a browser's cookie says
(`serving.owner`); only its digest is stored, so that a copied file opens no browser's conversations.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from corpus import InputError
from index import Archive
from qa.answer import Answer
from qa.web.kept import from_json, to_json

State = Literal["asking", "answered", "failed", "stopped"]
FILE = "conversations.sqlite"  # in the archive's folder
LONGEST_TITLE = 60  # characters: two lines in the list of conversations
MOST = 500  # conversations of one browser; the oldest go, so that no one fills the disk
WAIT = 30.0  # seconds for another thread's transaction, each of which takes milliseconds
# What is said of an answer that never came, and of a citation whose source is gone: Chinese, English.
STOPPED = (
    "服务器在回答途中停止了；问题还在，请再问一次。",
    "The server stopped while answering; your question is kept, please ask it again.",
)
GONE = (
    "原文已从档案中移除或改动；这里保留的是当时的摘录。",
    "The article was removed from the archive or changed; this is the excerpt as it was then.",
)

_TABLES = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS conversation_owner ON conversation (owner, changed);
CREATE TABLE IF NOT EXISTS turn (
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, question TEXT NOT NULL, chosen TEXT NOT NULL, state TEXT NOT NULL,
    answer TEXT, message TEXT NOT NULL DEFAULT '', server TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
);
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One in the list of a browser's conversations."""

    id: str
    title: str
    changed: datetime  # in UTC


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what came of it."""

    number: int  # from 1
    question: str
    chosen: dict[str, str]  # the filters that held: since, until, newspaper, section, engine …
    state: State
    answer: Answer | None = None  # where the state is "answered"
    message: str = ""  # where it is "failed"
    gone: frozenset[tuple[str, int]] = field(default_factory=frozenset)  # see `kept.from_json`


class Conversations:
    """The conversations in `file`. InputError, one line: an unknown id, a damaged file, a full disk."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.server = secrets.token_hex(8)  # tells what this server works on from what one before it did
        with self._open() as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_TABLES)

    def all(self, owner: str) -> list[Conversation]:
        """The conversations of a browser, the latest first."""
        statement = (
            "SELECT id, title, changed FROM conversation WHERE owner = ? ORDER BY changed DESC, rowid DESC"
        )
        with self._open() as db:
            rows = db.execute(statement, (_digest(owner),)).fetchall()
        return [Conversation(key, title, datetime.fromisoformat(changed)) for key, title, changed in rows]

    def new(self, owner: str, title: str = "") -> str:
        """Begin a conversation; its id, which can't be guessed."""
        key, who = secrets.token_urlsafe(16), _digest(owner)
        with self._writing() as db:
            db.execute("INSERT INTO conversation VALUES (?, ?, ?, ?)", (key, who, _title(title), _now()))
            db.execute(
                "DELETE FROM conversation WHERE id IN (SELECT id FROM conversation WHERE owner = ?"
                " ORDER BY changed DESC, rowid DESC LIMIT -1 OFFSET ?)",
                (who, MOST),
            )
        return key

    def rename(self, owner: str, key: str, title: str) -> None:
        """Give a conversation another title."""
        with self._writing() as db:
            self._check(db, owner, key)
            db.execute("UPDATE conversation SET title = ? WHERE id = ?", (_title(title), key))

    def delete(self, owner: str, key: str) -> None:
        """Remove a conversation with all its turns."""
        with self._writing() as db:
            self._check(db, owner, key)
            db.execute("DELETE FROM conversation WHERE id = ?", (key,))

    def title(self, owner: str, key: str) -> str:
        """The title of a conversation."""
        with self._open() as db:
            return self._check(db, owner, key)

    def begin(self, owner: str, key: str, question: str, chosen: Mapping[str, str] | None = None) -> int:
        """Keep a question that is about to be answered; its number. Without a title, it becomes the title."""
        question = question.encode(errors="replace").decode()
        with self._writing() as db:
            title = self._check(db, owner, key) or _title(question)
            last = db.execute("SELECT max(number) FROM turn WHERE conversation = ?", (key,)).fetchone()[0]
            number = (last or 0) + 1
            row = (key, number, question, json.dumps(dict(chosen or {}), ensure_ascii=False), self.server)
            db.execute(
                "INSERT INTO turn (conversation, number, question, chosen, state, server)"
                " VALUES (?, ?, ?, ?, 'asking', ?)",
                row,
            )
            db.execute("UPDATE conversation SET title = ?, changed = ? WHERE id = ?", (title, _now(), key))
        return number

    def finish(self, owner: str, key: str, number: int, answer: Answer) -> None:
        """Keep the answer to a question."""
        text = json.dumps(to_json(answer), ensure_ascii=False).encode(errors="replace").decode()
        self._settle(owner, key, number, "answered", text, "")

    def fail(self, owner: str, key: str, number: int, message: str) -> None:
        """Keep why a question got no answer."""
        self._settle(owner, key, number, "failed", None, message)

    def _settle(
        self, owner: str, key: str, number: int, state: State, answer: str | None, message: str
    ) -> None:
        with self._writing() as db:
            self._check(db, owner, key)
            db.execute(
                "UPDATE turn SET state = ?, answer = ?, message = ? WHERE conversation = ? AND number = ?",
                (state, answer, message, key, number),
            )
            db.execute("UPDATE conversation SET changed = ? WHERE id = ?", (_now(), key))

    def turns(self, owner: str, key: str, archive: Archive) -> list[Turn]:
        """The turns of a conversation, oldest first, their citations over `archive`.

        A turn that an earlier server left "asking" is "stopped".
        """
        statement = (
            "SELECT number, question, chosen, state, answer, message, server FROM turn"
            " WHERE conversation = ? ORDER BY number"
        )
        with self._open() as db:
            self._check(db, owner, key)
            rows = db.execute(statement, (key,)).fetchall()
        return [self._turn(archive, *row) for row in rows]

    def _turn(
        self,
        archive: Archive,
        number: int,
        question: str,
        chosen: str,
        state: State,
        kept: str | None,
        message: str,
        server: str,
    ) -> Turn:
        answer, gone = None, frozenset[tuple[str, int]]()
        if state == "asking" and server != self.server:
            state = "stopped"
        if kept:
            try:
                answer, gone = from_json(json.loads(kept), archive)
            except ValueError as error:  # of a later release, or damaged: the question is still there
                state, message = "failed", str(error)
        return Turn(number, question, json.loads(chosen), state, answer, message, gone)

    def _check(self, db: sqlite3.Connection, owner: str, key: str) -> str:
        """The title of the conversation, if it is this browser's."""
        row = db.execute(
            "SELECT title FROM conversation WHERE id = ? AND owner = ?", (key, _digest(owner))
        ).fetchone()
        if row is None:
            raise InputError(f"no conversation {key[:30]!r} of this browser: it was deleted, begin a new one")
        return str(row[0])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._file, timeout=WAIT, isolation_level=None)) as db:
                db.execute("PRAGMA foreign_keys = ON")
                yield db
        except sqlite3.Error as error:
            raise InputError(f"{self._file}: {error}; is it writable, is the disk full?") from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")


def _digest(owner: str) -> str:
    return sha256(owner.encode(errors="replace")).hexdigest()


def _title(text: str) -> str:
    """A title of one line; "" stays so until the first question."""
    line = " ".join(text.encode(errors="replace").decode().split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
