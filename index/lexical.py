"""Words and characters of passages, searched by BM25: the only file that knows Tantivy.

Source of the ranking: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond", 2009, with Tantivy's k1 = 1.2 and b = 0.75.
"""

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.filter import Filter
from index.fold import fold

if TYPE_CHECKING:
    from datetime import date

    import tantivy

FORMAT = 1  # of the index: raised with every change to the fields or to `terms`
QUERY_TERMS = 128  # the rarest that a query keeps: a question of 5,000 characters still takes milliseconds
CHARACTER_WEIGHT = (
    0.6  # of a character beside pairs: BM25 alone has 0.976 instead of 0.961 hit@1 on CMRC trial
)
COMMON = 0.25  # of all passages: characters in more of them tell little and take half the time
LONGEST_TERM = 64  # characters; longer runs without a break are no words
WRITER_BYTES = 64_000_000  # of memory, before Tantivy writes a segment

_HAN = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002ffff"
_RUNS = re.compile(
    rf"(?P<han>[{_HAN}]+)|(?P<number>\d+(?:[.,]\d+)*)(?P<percent>%)?|(?P<word>(?:(?![{_HAN}\d_])\w)+)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as the index takes it."""

    key: int
    title: str
    text: str
    newspaper: str
    section: str
    published: "date | None"


def terms(text: str) -> list[str]:
    """What `text` is found by: pairs of neighbouring Chinese characters, words, numbers.

    A Chinese character without a Chinese neighbour stands alone. Everything is folded; a
    number loses its thousands separators, and one with % counts with and without it.
    """
    found: list[str] = []
    for run in _RUNS.finditer(fold(text)):
        if han := run["han"]:
            found += [han[i : i + 2] for i in range(max(1, len(han) - 1))]
        elif number := run["number"]:
            number = number.replace(",", "")[:LONGEST_TERM]
            found += [number, number + "%"] if run["percent"] else [number]
        else:
            found.append(run["word"][:LONGEST_TERM])
    return found


class Lexical:
    """The Tantivy index of one archive, in a folder of its own.

    Not thread-safe: the archive calls it under a lock, and `update` under its write lock too.
    """

    def __init__(self, folder: Path, archive: str) -> None:
        self.folder = folder
        self.archive = archive  # the identity of the archive that the index must belong to
        self.generation = -1  # the state of the archive that the index reflects; -1: none
        self.last = 0  # the highest passage key of that state
        self._index: tantivy.Index | None = None
        self.reload()

    def reload(self) -> None:
        """Take up what stands on disk: generation -1 if it is missing, damaged or another archive's."""
        self._index, self.generation, self.last = None, -1, 0
        try:
            stamp = json.loads((self.folder / "stamp.json").read_bytes())
            if (stamp["format"], stamp["archive"]) == (FORMAT, self.archive):
                self._index = _open(self.folder)
                self.generation, self.last = int(stamp["generation"]), int(stamp["last"])
        except (OSError, ValueError, KeyError, TypeError):
            pass  # rebuilt by the next update

    def update(self, removed: Sequence[int], added: Iterable[Entry], generation: int) -> None:
        """Bring the index to `generation`; repeating an update that was cut off does no harm.

        `added` has keys above `last` only.
        """
        from tantivy import FieldType, Query

        (self.folder / "stamp.json").unlink(missing_ok=True)
        index = self._index or _create(self.folder)
        writer = index.writer(WRITER_BYTES, 1)  # one thread: the same input gives the same segments
        cut_off = Query.range_query(index.schema, "key", FieldType.Unsigned, self.last + 1)
        # By query, since tantivy-py's deletion by term takes every int for a signed one and misses.
        writer.delete_documents_by_query(cut_off)
        if removed:
            writer.delete_documents_by_query(Query.term_set_query(index.schema, "key", removed))
        last = self.last
        for entry in added:
            writer.add_document(_document(entry))
            last = entry.key
        writer.commit()
        writer.wait_merging_threads()
        stamp = {"format": FORMAT, "archive": self.archive, "generation": generation, "last": last}
        (self.folder / "stamp.json").write_text(json.dumps(stamp))
        self.reload()

    def drop(self) -> None:
        """Declare the index useless; the next update builds it anew."""
        (self.folder / "stamp.json").unlink(missing_ok=True)
        self.reload()

    def search(self, text: str, k: int, where: Filter) -> list[tuple[int, float]]:
        """The `k` passages of the highest BM25 for `text`, as (key, score), best first."""
        query = self._any_of(text)
        return self._run(query, k, where) if query else []

    def candidates(self, phrase: str, where: Filter) -> list[int]:
        """Keys of all passages that may contain `phrase`: those with all its characters and pairs."""
        query = self._all_of(phrase)
        if self._index is None or query is None:
            return []
        return [key for key, _ in self._run(query, self._index.searcher().num_docs, where)]

    def _all_of(self, phrase: str) -> "tantivy.Query | None":
        """A query for all characters and pairs of `phrase`; None if it has none."""
        characters = sorted(set("".join(fold(phrase).split())))[:QUERY_TERMS]
        pairs = [term for term in terms(phrase) if len(term) == 2 and _is_han(term)][:QUERY_TERMS]
        named = [("characters", term) for term in characters] + [("terms", term) for term in pairs]
        if self._index is None or not named:
            return None
        from tantivy import Occur, Query

        return Query.boolean_query([(Occur.Must, self._term(*term)) for term in named])

    def count(self, phrase: str) -> int:
        """How many passages `candidates` would give, at a fraction of the cost."""
        query = self._all_of(phrase)
        if self._index is None or query is None:
            return 0
        found = self._index.searcher().search(query, 1, count=True)
        return int(found.count or 0)  # type: ignore[attr-defined]  # its stub forgets the field

    def keys(self) -> list[int]:
        """The keys of all passages in the index."""
        from tantivy import Query

        return (
            [key for key, _ in self._run(Query.all_query(), self._index.searcher().num_docs, Filter())]
            if self._index
            else []
        )

    def _any_of(self, text: str) -> "tantivy.Query | None":
        """A query for any term or character of `text`, the rarest of many; None if all are unknown."""
        if self._index is None:
            return None
        from tantivy import Occur, Query

        searcher = self._index.searcher()
        most = COMMON * searcher.num_docs
        words = [("terms", term) for term in terms(text)]
        alone = {
            term for _, term in words
        }  # a character without a neighbour may stand inside a pair elsewhere
        known = {name: searcher.doc_freq(*name) for name in words}
        for character in filter(_is_han, fold(text)):
            count = searcher.doc_freq("characters", character)
            if count <= most or character in alone:
                known["characters", character] = count
        rarest = sorted((count, name) for name, count in known.items() if count)[:QUERY_TERMS]
        parts = []
        for _, (field, term) in rarest:
            weight = 1.0 if field == "terms" else CHARACTER_WEIGHT
            parts.append((Occur.Should, Query.boost_query(self._term(field, term), weight)))
        return Query.boolean_query(parts) if parts else None

    def _term(self, field: str, word: str) -> "tantivy.Query":
        from tantivy import Query

        assert self._index is not None
        return Query.term_query(self._index.schema, field, word, "freq")

    def _run(self, query: "tantivy.Query", k: int, where: Filter) -> list[tuple[int, float]]:
        """(key, score) of the best `k` passages inside `where`; equal scores by key."""
        from tantivy import Occur, Query

        assert self._index is not None
        parts = [
            (Occur.Must, Query.const_score_query(bound, 0.0)) for bound in _bounds(self._index.schema, where)
        ]
        searcher = self._index.searcher()
        hits = searcher.search(
            Query.boolean_query([(Occur.Must, query), *parts]), max(1, k), count=False
        ).hits
        keys = searcher.fast_field_values("key", [address for _, address in hits])
        return sorted(
            ((int(key or 0), float(score)) for (score, _), key in zip(hits, keys, strict=True)),
            key=lambda hit: (-hit[1], hit[0]),
        )


def damage(error: BaseException) -> bool:
    """Whether `error` is what Tantivy raises over damaged files: ValueError, or a panic of its own."""
    return isinstance(error, ValueError) or type(error).__name__ == "PanicException"


def _is_han(term: str) -> bool:
    return re.match(f"[{_HAN}]", term) is not None


def _document(entry: Entry) -> "tantivy.Document":
    """`entry` as Tantivy stores it; nothing but the key can be read back."""
    from tantivy import Document

    document = Document()
    document.add_unsigned("key", entry.key)
    document.add_text("terms", " ".join(terms(f"{entry.title}\n{entry.text}")))
    document.add_text("characters", " ".join("".join(fold(entry.text).split())))
    document.add_text("newspaper", entry.newspaper)
    document.add_text("section", entry.section)
    if entry.published:
        document.add_unsigned("published", entry.published.toordinal())
    return document


def _bounds(schema: "tantivy.Schema", where: Filter) -> list["tantivy.Query"]:
    """`where` as queries that must all hold."""
    from tantivy import FieldType, Query

    bounds = []
    for name, value in (("newspaper", where.newspaper), ("section", where.section)):
        if value:
            bounds.append(Query.term_query(schema, name, value, "basic"))
    if where.since or where.until:
        since = where.since.toordinal() if where.since else 0
        until = where.until.toordinal() if where.until else 4_000_000
        bounds.append(Query.range_query(schema, "published", FieldType.Unsigned, since, until))
    return bounds


def _create(folder: Path) -> "tantivy.Index":
    """A new, empty index in `folder`, in place of whatever stood there."""
    from tantivy import Index, SchemaBuilder

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    builder = SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_text_field("terms", tokenizer_name="spaced", index_option="freq")
    builder.add_text_field("characters", tokenizer_name="spaced", index_option="freq")
    builder.add_text_field("newspaper", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("section", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("published", indexed=True, fast=True)
    return _spaced(Index(builder.build(), str(folder)))


def _open(folder: Path) -> "tantivy.Index":
    """The index in `folder`; ValueError if it is damaged."""
    from tantivy import Index

    return _spaced(Index.open(str(folder)))


def _spaced(index: "tantivy.Index") -> "tantivy.Index":
    """`index`, told to split its text at the spaces that `_document` put there."""
    from tantivy import TextAnalyzerBuilder, Tokenizer

    index.register_tokenizer("spaced", TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index
