"""The mentions that an archive keeps: who and what is named where, and how often."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from corpus import Article
from index import store
from index.filter import Filter
from index.mentions import Mention


class Tally(NamedTuple):
    """How often a name stands in an archive, and between which dates (ISO; None where all are undated)."""

    name: str
    mentions: int
    first: str | None
    latest: str | None


def of_article(db: sqlite3.Connection, article_key: int) -> list[Mention]:
    """An article's mentions, by start."""
    statement = 'SELECT start, "end", kind FROM mention WHERE article = ? ORDER BY start, "end"'
    return [Mention(*row) for row in db.execute(statement, (article_key,))]


def mentioned(db: sqlite3.Connection, kind: str, where: Filter) -> Iterator[tuple[Article, Mention]]:
    """Every mention of `kind` inside `where` with its article, in reading order."""
    text, values = store.condition(where)
    current, found = None, None
    statement = (
        'SELECT key, start, "end" FROM article CROSS JOIN mention ON mention.article = article.key'
        f' WHERE kind = ? AND {text} ORDER BY {store.ORDER}, start, "end"'
    )
    for key, start, end in db.execute(statement, (kind, *values)):
        if key != current:
            current, found = key, store.article_at(db, key)
        assert found is not None
        yield found, Mention(start, end, kind)  # type: ignore[arg-type]


def counted(db: sqlite3.Connection, kind: str, where: Filter) -> Iterator[tuple[str, int]]:
    """Every name of `kind` inside `where` with how often it stands there: no text is read."""
    text, values = store.condition(where)
    inside = f"AND article IN (SELECT key FROM article WHERE {text})" if where else ""
    statement = f"SELECT name, count(*) FROM mention WHERE kind = ? {inside} GROUP BY name"
    return iter(db.execute(statement, (kind, *(values if where else ()))))


def tally(db: sqlite3.Connection, kind: str, name: str, where: Filter) -> Tally:
    """How often `name` stands inside `where`, and when."""
    text, values = store.condition(where)
    statement = (
        "SELECT count(*), min(published), max(published) FROM mention JOIN article ON key = article"
        f" WHERE kind = ? AND name = ? AND {text}"
    )
    return Tally(name, *db.execute(statement, (kind, name, *values)).fetchone())


def first(db: sqlite3.Connection, kind: str, tally: Tally, where: Filter) -> tuple[Article, Mention]:
    """The first mention of a name in reading order, on the first day of its tally inside `where`."""
    day = date.fromisoformat(tally.first) if tally.first else None
    text, values = store.condition(replace(where, since=day, until=day) if day else where)
    statement = (
        'SELECT key, start, "end" FROM mention JOIN article ON key = article'
        f' WHERE kind = ? AND name = ? AND {text} ORDER BY {store.ORDER}, start, "end" LIMIT 1'
    )
    key, start, end = db.execute(statement, (kind, tally.name, *values)).fetchone()
    article = store.article_at(db, key)
    assert article  # the mention refers to it
    return article, Mention(start, end, kind)  # type: ignore[arg-type]
