"""The archive's SQLite file itself: its tables, its formats, connections and transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index import reprints

SCHEMA_VERSION = 3  # 1: without words; 2: mentions without their names
APPLICATION = 0x42616F57  # "BaoW": marks the file as ours in SQLite's own header
WAIT = 60.0  # seconds for another writer: its transactions hold one batch and last well under a second

# `removed` remembers which passages left the archive and in which generation, so that the
# derived indexes can be brought up to date without being rebuilt; AUTOINCREMENT never reuses a key.
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL, newspaper TEXT NOT NULL,
    published TEXT, page TEXT NOT NULL, section TEXT NOT NULL, byline TEXT NOT NULL,
    source TEXT NOT NULL, sha256 TEXT NOT NULL, headings TEXT NOT NULL,
    digest TEXT NOT NULL, file TEXT NOT NULL, words BLOB NOT NULL DEFAULT x''
);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_file ON article (file);
CREATE TABLE passage (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (key),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, embedding BLOB NOT NULL
);
CREATE INDEX passage_article ON passage (article);
CREATE TABLE mention (
    article INTEGER NOT NULL REFERENCES article (key),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL DEFAULT ''
);
CREATE INDEX mention_place ON mention (kind, article, start, "end");
CREATE INDEX mention_name ON mention (kind, name, article, start, "end");
CREATE INDEX mention_article ON mention (article);
CREATE TABLE removed (passage INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE INDEX removed_generation ON removed (generation);
"""


def connect(file: Path) -> sqlite3.Connection:
    """A connection that any thread may use, in autocommit; the file is created where absent."""
    db = sqlite3.connect(file, timeout=WAIT, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")  # a commit survives a power cut: the derived indexes rely on it
    return db


def create(db: sqlite3.Connection, identity: str) -> None:
    """Make the tables, all or none."""
    db.execute("PRAGMA journal_mode = WAL")
    with writing(db):
        if version(db) == (0, 0) and not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in _TABLES.split(";"):
                db.execute(statement)
            reprints.prepare(db)
            db.executemany("INSERT INTO meta VALUES (?, ?)", [("identity", identity), ("generation", 0)])
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def upgrade(db: sqlite3.Connection) -> None:
    """Make an archive of format 1 or 2 one of format 3.

    Words that format 1 lacks are tagged when asked for; `verify` with repair stores them. Names are read
    off the texts now: a second for 5,000 articles.
    """
    with writing(db):
        application, format = version(db)
        if application == APPLICATION and format == 1:
            db.execute("ALTER TABLE article ADD COLUMN words BLOB NOT NULL DEFAULT x''")
            db.execute("DROP INDEX mention_article")
            db.execute('CREATE INDEX mention_place ON mention (kind, article, start, "end")')
            db.execute("CREATE INDEX mention_article ON mention (article)")
        if application == APPLICATION and format in (1, 2):
            db.execute("ALTER TABLE mention ADD COLUMN name TEXT NOT NULL DEFAULT ''")
            # SQLite counts characters as Python does: code points.
            part = 'substr(text, mention.start + 1, mention."end" - mention.start)'
            db.execute(f"UPDATE mention SET name = (SELECT {part} FROM article WHERE key = mention.article)")
            db.execute('CREATE INDEX mention_name ON mention (kind, name, article, start, "end")')
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def version(db: sqlite3.Connection) -> tuple[int, int]:
    """(application, schema version) in the file's header; zeros in a new file."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    return application, db.execute("PRAGMA user_version").fetchone()[0]


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """A write transaction: other writers wait, and an exception leaves nothing behind."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own that sees one state of the archive, whatever others write meanwhile."""
    with closing(connect(file)) as db:
        db.execute("BEGIN")
        yield db
