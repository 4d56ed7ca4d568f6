"""Articles in and out of the archive's SQLite file, with all that belongs to them."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from corpus import Article
from index import reprints
from index.filter import Filter
from index.lexical import Entry
from index.mentions import Mention
from index.passage import Span

_COLUMNS = "id, title, text, newspaper, published, page, section, byline, source, sha256, headings, file"
READ_AT_ONCE = 100  # articles: one query each took a fifth of the time of a long list
ORDER = "published IS NULL, published, length(page), page, id"  # undated last; page 2 before page 10


class Indexed(NamedTuple):
    """An article with all that is stored of it."""

    article: Article
    file: str  # absolute path of the source, "" if it names no file
    passages: Sequence[Span]
    embeddings: Sequence[bytes]  # one float16 vector per passage
    mentions: Sequence[Mention]
    words: bytes  # index.words.pack; none, or the whole text's


def meta(db: sqlite3.Connection) -> dict[str, object]:
    """The archive's own facts: identity, generation; encoder, fingerprint, dimension once it has passages."""
    return dict(db.execute("SELECT name, value FROM meta"))


def generation(db: sqlite3.Connection) -> int:
    """The number of the state that `db` sees: it grows with every change to what is searched."""
    return int(db.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()[0])


def advance(db: sqlite3.Connection) -> int:
    """Open the next generation and say its number."""
    row = db.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation' RETURNING value").fetchone()
    return int(row[0])


def digest(article: Article) -> str:
    """Of all that matters in an article: two with the same digest are the same, wherever they were read."""
    fields = (
        article.id,
        article.title,
        article.text,
        article.newspaper,
        str(article.published),
        article.page,
    )
    rest = (article.section, article.byline, article.headings)
    return hashlib.sha256(json.dumps([*fields, *rest]).encode()).hexdigest()


def insert(db: sqlite3.Connection, indexed: Indexed) -> None:
    """Store an article whose id is not in the archive."""
    article = indexed.article
    published = article.published.isoformat()[:10] if article.published else None
    row = (
        article.id,
        article.title,
        article.text,
        article.newspaper,
        published,
        article.page,
        article.section,
    )
    rest = (
        article.byline,
        article.source,
        article.sha256,
        json.dumps(article.headings),
        indexed.file,
        digest(article),
        indexed.words,
    )
    cursor = db.execute(
        f"INSERT INTO article ({_COLUMNS}, digest, words) VALUES ({', '.join('?' * 14)})",
        row + rest,
    )
    key = cursor.lastrowid
    db.executemany(
        'INSERT INTO passage (article, start, "end", embedding) VALUES (?, ?, ?, ?)',
        [(key, *span, vector) for span, vector in zip(indexed.passages, indexed.embeddings, strict=True)],
    )
    _insert_mentions(db, key, article.text, indexed.mentions)
    reprints.insert(db, int(key or 0), article.text)


def _insert_mentions(db: sqlite3.Connection, key: int | None, text: str, mentions: Sequence[Mention]) -> None:
    """Store the mentions in the `text` of the article `key`."""
    db.executemany(
        'INSERT INTO mention (article, start, "end", kind, name) VALUES (?, ?, ?, ?, ?)',
        [(key, m.start, m.end, m.kind, text[m.start : m.end]) for m in mentions],
    )


def set_words(db: sqlite3.Connection, article_id: str, words: bytes, mentions: Sequence[Mention]) -> None:
    """Store the words of an article anew, and the mentions read off them."""
    row = db.execute("SELECT key, text FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is not None:  # else removed meanwhile
        db.execute("UPDATE article SET words = ? WHERE key = ?", (words, row[0]))
        db.execute("DELETE FROM mention WHERE article = ?", row[:1])
        _insert_mentions(db, row[0], row[1], mentions)


def words(db: sqlite3.Connection, article_key: int) -> bytes:
    """An article's words as `index.words.pack` made them."""
    row = db.execute("SELECT words FROM article WHERE key = ?", (article_key,)).fetchone()
    return bytes(row[0])


def words_of(db: sqlite3.Connection, article_id: str) -> bytes:
    """The words of the article of that id; none where it is not there."""
    row = db.execute("SELECT words FROM article WHERE id = ?", (article_id,)).fetchone()
    return bytes(row[0]) if row else b""


def delete(db: sqlite3.Connection, article_id: str, generation: int) -> int:
    """Remove an article in `generation`; how many there were, 0 or 1."""
    row = db.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return 0
    db.execute("INSERT INTO removed SELECT key, ? FROM passage WHERE article = ?", (generation, row[0]))
    reprints.delete(db, row[0])
    for table in ("mention", "passage"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", row)
    db.execute("DELETE FROM article WHERE key = ?", row)
    return 1


def condition(where: Filter) -> tuple[str, list[str]]:
    """`where` as SQL over `article`, with its parameters."""
    bounds = (
        ("published >= ?", where.since.isoformat()[:10] if where.since else None),
        ("published <= ?", where.until.isoformat()[:10] if where.until else None),
        ("newspaper = ?", where.newspaper),
        ("section = ?", where.section),
    )
    kept = [(text, value) for text, value in bounds if value]
    return " AND ".join(text for text, _ in kept) or "1", [value for _, value in kept]


def reprints_of(db: sqlite3.Connection, article_id: str) -> list[Article]:
    """The reprints of an article, as `articles` orders them."""
    row = db.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
    chosen = json.dumps(reprints.find(db, row[0]) if row else [])
    inside = "key IN (SELECT value FROM json_each(?))"
    statement = f"SELECT {_COLUMNS} FROM article WHERE {inside} ORDER BY {ORDER}"
    return [_article(found) for found in db.execute(statement, (chosen,))]


def articles(db: sqlite3.Connection, where: Filter) -> Iterator[tuple[int, Article]]:
    """(key, article) of every article inside `where`, by date, page and id."""
    text, values = condition(where)
    for key, *row in db.execute(f"SELECT key, {_COLUMNS} FROM article WHERE {text} ORDER BY {ORDER}", values):
        yield key, _article(row)


def article(db: sqlite3.Connection, article_id: str) -> Article | None:
    """The article of that id."""
    row = db.execute(f"SELECT {_COLUMNS} FROM article WHERE id = ?", (article_id,)).fetchone()
    return _article(row) if row else None


def article_at(db: sqlite3.Connection, key: int) -> Article | None:
    """The article whose row has that key."""
    row = db.execute(f"SELECT {_COLUMNS} FROM article WHERE key = ?", (key,)).fetchone()
    return _article(row) if row else None


def _article(row: Sequence[str | None]) -> Article:
    """An article from its `_COLUMNS`."""
    id_, title, text, newspaper, published, page, section, byline, source, sha256, headings, file = row
    return Article(
        id=str(id_),
        title=str(title),
        text=str(text),
        newspaper=str(newspaper),
        published=date.fromisoformat(published) if published else None,
        page=str(page),
        section=str(section),
        byline=str(byline),
        source=str(source),
        sha256=str(sha256),
        headings=tuple((start, end) for start, end in json.loads(str(headings))),
        file=str(file),
    )


def passages(db: sqlite3.Connection, article_key: int, above: int = 0) -> list[tuple[int, int, int]]:
    """(key, start, end) of an article's passages whose key is greater than `above`, in order."""
    statement = 'SELECT key, start, "end" FROM passage WHERE article = ? AND key > ? ORDER BY key'
    return db.execute(statement, (article_key, above)).fetchall()


def passage_keys(db: sqlite3.Connection, where: Filter) -> Iterator[int]:
    """The keys of all passages inside `where`."""
    text, values = condition(where)
    statement = f"SELECT passage.key FROM passage JOIN article ON article.key = passage.article WHERE {text}"
    return (key for (key,) in db.execute(statement, values))


class Located(NamedTuple):
    """A passage with its article and that article's words (`index.words.pack`)."""

    key: int
    start: int
    end: int
    article: Article
    words: bytes


def located(db: sqlite3.Connection, keys: Iterable[int]) -> Iterator[Located]:
    """The passages of those of `keys` that exist, in the order of `articles`."""
    chosen = json.dumps(list(keys))
    statement = (
        'SELECT article, passage.key, passage.start, passage."end"'
        " FROM passage JOIN article ON article.key = passage.article"
        f" WHERE passage.key IN (SELECT value FROM json_each(?)) ORDER BY {ORDER}, passage.start"
    )
    rows = db.execute(statement, (chosen,)).fetchall()
    owners = list(dict.fromkeys(row[0] for row in rows))
    found: dict[int, tuple[Article, bytes]] = {}
    for owner, key, start, end in rows:
        if owner not in found:
            found = _with_words(db, owners[:READ_AT_ONCE])
            del owners[:READ_AT_ONCE]
        article, words = found[owner]
        yield Located(key, start, end, article, words)


def _with_words(db: sqlite3.Connection, keys: list[int]) -> dict[int, tuple[Article, bytes]]:
    """The articles of these keys, each with its words."""
    inside = "key IN (SELECT value FROM json_each(?))"
    rows = db.execute(f"SELECT key, words, {_COLUMNS} FROM article WHERE {inside}", (json.dumps(keys),))
    return {key: (_article(row), bytes(words)) for key, words, *row in rows}


def odd_embeddings(db: sqlite3.Connection, article_key: int, width: int) -> int:
    """How many embeddings of an article are not `width` bytes long."""
    statement = "SELECT count(*) FROM passage WHERE article = ? AND length(embedding) <> ?"
    return int(db.execute(statement, (article_key, width)).fetchone()[0])


def counts(db: sqlite3.Connection, where: Filter) -> tuple[int, int]:
    """How many articles and passages are inside `where`."""
    text, values = condition(where)
    inside = f"SELECT key FROM article WHERE {text}"
    (articles_inside,) = db.execute(f"SELECT count(*) FROM ({inside})", values).fetchone()
    (passages_inside,) = db.execute(
        f"SELECT count(*) FROM passage WHERE article IN ({inside})", values
    ).fetchone()
    return articles_inside, passages_inside


def digest_of(db: sqlite3.Connection, article_id: str) -> str | None:
    """The digest under which the article was stored, None if it isn't there."""
    row = db.execute("SELECT digest FROM article WHERE id = ?", (article_id,)).fetchone()
    return row[0] if row else None


def relocate(db: sqlite3.Connection, article: Article, file: str) -> None:
    """Note from where an article was read last, and from which state of that file."""
    values = (article.source, article.sha256, file)
    db.execute(
        "UPDATE article SET source = ?, sha256 = ?, file = ?"
        " WHERE id = ? AND (source, sha256, file) <> (?, ?, ?)",
        (*values, article.id, *values),
    )


def of_file(db: sqlite3.Connection, file: str) -> list[tuple[str, str]]:
    """(id, sha256) of the articles whose source is `file`."""
    return db.execute("SELECT id, sha256 FROM article WHERE file = ?", (file,)).fetchall()


def remember(db: sqlite3.Connection, encoder: str, fingerprint: str, dimension: int) -> None:
    """Write down the encoder of an archive that has none yet."""
    rows = [("encoder", encoder), ("fingerprint", fingerprint), ("dimension", dimension)]
    db.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", rows)


def removed_since(db: sqlite3.Connection, generation: int) -> list[int]:
    """Keys of the passages that were removed after `generation`."""
    return [key for (key,) in db.execute("SELECT passage FROM removed WHERE generation > ?", (generation,))]


def vectors_above(db: sqlite3.Connection, key: int) -> Iterator[tuple[int, bytes]]:
    """(key, embedding) of the passages added after passage `key`."""
    return iter(db.execute("SELECT key, embedding FROM passage WHERE key > ? ORDER BY key", (key,)))


def entries_above(db: sqlite3.Connection, key: int) -> Iterator[Entry]:
    """What the lexical index takes of the passages added after passage `key`."""
    owners = "SELECT article FROM passage WHERE key > ?"
    statement = f"SELECT key, {_COLUMNS} FROM article WHERE key IN ({owners}) ORDER BY key"
    for owner, *row in db.execute(statement, (key,)):
        found = _article(row)
        for passage, start, end in passages(db, owner, key):
            text = found.text[start:end]
            yield Entry(passage, found.title, text, found.newspaper, found.section, found.published)
