"""Whether an archive is sound, and what it holds."""

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus import Article
from index import naming, store
from index.filter import Filter
from index.words import covered

EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Stats:
    """What an archive holds."""

    articles: int
    passages: int
    characters: int
    mentions: int
    undated: int  # articles
    first: str | None  # earliest and latest date of an article, ISO
    last: str | None
    newspapers: dict[str, int]  # articles of each, most first; "" where unknown
    encoder: str | None  # None before the first passage
    bytes: int  # of the folder

    def to_dict(self) -> dict[str, object]:
        """The numbers as plain JSON values."""
        return asdict(self)


def stats(db: sqlite3.Connection, folder: Path) -> Stats:
    """Count what is in the archive."""
    articles, passages = store.counts(db, EVERYTHING)
    row = "SELECT count(*) - count(published), min(published), max(published) FROM article"
    undated, first, last = db.execute(row).fetchone()
    most = "SELECT newspaper, count(*) FROM article GROUP BY newspaper ORDER BY count(*) DESC, newspaper"
    encoder = store.meta(db).get("encoder")
    return Stats(
        articles=articles,
        passages=passages,
        characters=sum(len(text) for (text,) in db.execute("SELECT text FROM article")),
        mentions=db.execute("SELECT count(*) FROM mention").fetchone()[0],
        undated=undated,
        first=first,
        last=last,
        newspapers=dict(db.execute(most)),
        encoder=str(encoder) if encoder else None,
        bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    )


def problems(db: sqlite3.Connection) -> list[str]:
    """What is wrong inside the SQLite file, a line each."""
    found = [f"archive.sqlite: {line}" for (line,) in db.execute("PRAGMA integrity_check") if line != "ok"]
    found += [
        f"archive.sqlite: a row of {row[0]} has no {row[2]}" for row in db.execute("PRAGMA foreign_key_check")
    ]
    found += [f"article {article.id!r}: {problem}" for article, problem in damaged(db)]
    untagged = sum(1 for _ in without_words(db))
    note = f"{untagged} articles are stored without their words: lists are slow until repair tags them"
    return found + ([note] if untagged else [])


def without_words(db: sqlite3.Connection) -> Iterator[Article]:
    """Articles whose stored words are not those of their whole text: an earlier release added them."""
    for key, article in store.articles(db, EVERYTHING):
        if covered(store.words(db, key)) != len(article.text):
            yield article


def damaged(db: sqlite3.Connection) -> Iterator[tuple[Article, str]]:
    """Articles of which something stored is wrong, with the first thing that is."""
    dimension = store.meta(db).get("dimension", 0)
    for key, article in store.articles(db, EVERYTHING):
        if problem := _problem(db, key, article, int(str(dimension)) * 2):
            yield article, problem


def _problem(db: sqlite3.Connection, key: int, article: Article, width: int) -> str:
    if store.digest_of(db, article.id) != store.digest(article):
        return "its content differs from what was added; add its file again"
    end = 0
    for _, start, stop in store.passages(db, key):
        if not end <= start < stop <= len(article.text) or article.text[end:start].strip():
            return f"passage {start}–{stop} doesn't follow the one before it"
        end = stop
    if article.text[end:].strip():
        return f"no passage holds its text from character {end} on"
    if store.odd_embeddings(db, key, width):
        return f"an embedding isn't {width} bytes long"
    for mention in naming.of_article(db, key):
        if not 0 <= mention.start < mention.end <= len(article.text):
            return f"mention {mention.start}–{mention.end} lies outside its text"
    return ""


def differences(db: sqlite3.Connection, derived: dict[str, set[int]]) -> list[str]:
    """Where a derived index (name → its passage keys) has not exactly the passages of the archive."""
    stored = set(store.passage_keys(db, EVERYTHING))
    return [
        f"{name}: {len(stored - keys)} passages are missing, {len(keys - stored)} are not in the archive; "
        f"repair rebuilds it"
        for name, keys in derived.items()
        if keys != stored
    ]
