"""An archive as readers leaf through it: a page of its articles at a time, and how many there are of what."""

import sqlite3
from dataclasses import dataclass

from corpus import Article
from index import store
from index.filter import Filter

# Undated last either way; of one day in the order of print, page 2 before page 10.
_OLDEST = "published IS NULL, published, length(page), page, id"
_NEWEST = "published IS NULL, published DESC, length(page), page, id"


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many articles there are of each month, newspaper and section."""

    months: dict[str, int]  # "2023-03", in order; "" for those without a date, last
    newspapers: dict[str, int]  # most first; "" where unknown
    sections: dict[str, int]


def articles(
    db: sqlite3.Connection, where: Filter, start: int, count: int, *, newest_first: bool = True
) -> list[Article]:
    """`count` articles inside `where` from place `start` on, in order of date.

    Only keys are sorted: of 60,000 articles any page takes some 50 ms.
    """
    text, values = store.condition(where)
    order = _NEWEST if newest_first else _OLDEST
    keys = f"SELECT id FROM article WHERE {text} ORDER BY {order} LIMIT ? OFFSET ?"
    ids = [key for (key,) in db.execute(keys, (*values, count, start))]
    found = [store.article(db, key) for key in ids]
    return [article for article in found if article]


def holdings(db: sqlite3.Connection, where: Filter) -> Holdings:
    """The months, newspapers and sections of the articles inside `where`."""
    text, values = store.condition(where)
    months = (
        f"SELECT coalesce(substr(published, 1, 7), ''), count(*) FROM article WHERE {text}"
        " GROUP BY 1 ORDER BY published IS NULL, 1"
    )
    named = "SELECT {0}, count(*) FROM article WHERE {1} GROUP BY 1 ORDER BY 2 DESC, 1"
    return Holdings(
        months=dict(db.execute(months, values)),
        newspapers=dict(db.execute(named.format("newspaper", text), values)),
        sections=dict(db.execute(named.format("section", text), values)),
    )
