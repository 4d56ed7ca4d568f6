"""Reprints and near duplicates: the same story in another paper, or again on another day.

MinHash (Broder, 1997) over runs of five characters: articles that share a band of three smallest hashes are
candidates, and the texts themselves decide. Punctuation, case, width and traditional characters don't count.
"""

import sqlite3
from functools import cache

import numpy as np

from index.fold import fold

GRAM = 5  # characters of a run: two runs of five in common by chance are rare in Chinese
SHORTEST = 40  # letters and digits; shorter texts, notices mostly, are alike without being reprints
BANDS, ROWS = 16, 3  # half of the runs in common: found in 88 of 100 cases; 70 %: in 99.8; 10 %: in 1.6
ALIKE = 0.6  # runs in common, of all runs of both: the same story with other first and last sentences
CONTAINED = 0.8  # … of the runs of the shorter one: an abridged reprint
FIGURES = 0.8  # of the figures in the shorter one: a form (weather, results) filled in anew has other figures
MOST = 200  # candidates compared: a few milliseconds

_TABLE = """CREATE TABLE reprint (
    band INTEGER, article INTEGER REFERENCES article (key), PRIMARY KEY (band, article)
) WITHOUT ROWID"""


def prepare(db: sqlite3.Connection) -> None:
    """Make the table, and note the articles that an earlier release stored."""
    if is_ready(db):
        return
    db.execute(_TABLE)
    db.execute("CREATE INDEX reprint_article ON reprint (article)")
    for key, text in db.execute("SELECT key, text FROM article"):
        insert(db, key, text)


def is_ready(db: sqlite3.Connection) -> bool:
    """Whether the archive has the table."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'reprint'").fetchone() is not None


def insert(db: sqlite3.Connection, key: int, text: str) -> None:
    """Note an article."""
    db.executemany("INSERT OR IGNORE INTO reprint VALUES (?, ?)", [(band, key) for band in bands(text)])


def delete(db: sqlite3.Connection, key: int) -> None:
    """Forget an article."""
    db.execute("DELETE FROM reprint WHERE article = ?", (key,))


def find(db: sqlite3.Connection, key: int) -> list[int]:
    """The keys of the articles that are reprints of article `key`, or it of them."""
    statement = (
        "SELECT key, text FROM article JOIN (SELECT other.article, count(*) AS shared"
        " FROM reprint AS one JOIN reprint AS other ON other.band = one.band"
        " WHERE one.article = ? AND other.article <> ? GROUP BY other.article ORDER BY shared DESC LIMIT ?)"
        " ON key = article"
    )
    (text,) = db.execute("SELECT text FROM article WHERE key = ?", (key,)).fetchone()
    return [other for other, its in db.execute(statement, (key, key, MOST)) if are_reprints(text, its)]


def are_reprints(first: str, second: str) -> bool:
    """Whether two texts tell the same in the same words; see the constants."""
    shorter, longer = sorted((_letters(first), _letters(second)), key=len)
    if len(shorter) < SHORTEST:
        return False
    few, many = ({text[i : i + GRAM] for i in range(len(text) - GRAM + 1)} for text in (shorter, longer))
    shared = len(few & many)
    if shared < CONTAINED * min(len(few), len(many)) and shared < ALIKE * len(few | many):
        return False
    figures, others = _figures(shorter), _figures(longer)
    return len(figures & others) >= FIGURES * len(figures)


def bands(text: str) -> list[int]:
    """The 64-bit values by which likely reprints of `text` are looked up; none for a very short text."""
    letters = _letters(text)
    if len(letters) < SHORTEST:
        return []
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    grams = np.zeros(len(codes) - GRAM + 1, np.uint64)
    for place in range(GRAM):
        grams = grams * np.uint64(0x100000001B3) + codes[place : place + len(grams)]
    factors, offsets = _permutations()
    smallest = (_mixed(grams) * factors + offsets).min(axis=1).reshape(BANDS, ROWS)
    values = np.arange(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        values = _mixed(values + smallest[:, row])
    return [int(value) for value in values.astype(np.int64)]


@cache
def _permutations() -> "tuple[np.ndarray, np.ndarray]":
    """Odd factors and offsets of BANDS × ROWS hash functions, the same in every archive."""
    seeds = _mixed(np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64)).reshape(2, -1, 1)
    return seeds[0] | np.uint64(1), seeds[1]


def _mixed(values: np.ndarray) -> np.ndarray:
    """Every bit spread over all 64 (splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _figures(letters: str) -> set[str]:
    return set("".join(c if c.isdecimal() else " " for c in letters).split())
