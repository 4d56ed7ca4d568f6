"""The archive: a folder of articles, passages, embeddings and mentions, and the searches over them."""

import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from corpus import Article, Skipped
from index import browse, check, folder, ingest, mentions, naming, schema, store
from index.derived import Derived
from index.embedding import Built, Embedder
from index.errors import ArchiveError
from index.filter import Filter
from index.fold import finder
from index.mentions import Mention
from index.naming import Tally
from index.passage import Hit, Passage
from index.tagger import tag_texts
from index.words import Words, pack

ANY = Filter()


@dataclass(frozen=True, slots=True)
class Report:
    """What `Archive.add` did."""

    added: int
    updated: int  # same id, other content
    unchanged: int
    skipped: tuple[Skipped, ...] = ()
    removed: int = 0  # articles that a changed file no longer holds


class Archive:
    """A folder: `archive.sqlite` holds everything, `vectors.faiss` and `lexical/` are rebuilt from it.

    Any number of threads and processes may read and search while one adds; a second writer
    waits. Every search and every iteration sees one state of the archive from beginning to end.
    All methods raise ArchiveError, with one line that says what to do.
    """

    def __init__(self, path: Path, encoder: Any, tagger: ingest.Tagger) -> None:
        """Use `Archive.open`."""
        self.path = path
        self._file = path / "archive.sqlite"
        self._tagger = tagger
        with folder.explained(path):
            self._anchor = schema.connect(self._file)  # as long as it is open SQLite keeps its log
            facts = folder.facts(path, self._anchor)
        self._derived = Derived(path, str(facts["identity"]), self._writing)
        self._embedder = Embedder(path, encoder, _built(facts))

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], encoder: Any = None, *, tagger: ingest.Tagger = tag_texts
    ) -> Self:
        """The archive in the folder `path`, created where absent.

        `encoder` is a sentence-transformers model name, folder or object; None means the one that built the
        archive, for a new archive the bundled one. It is loaded when first needed. `tagger` splits
        the texts of articles that are added into words, off which their mentions are read.
        """
        folder.make(Path(path))
        return cls(Path(path), encoder, tagger)

    def close(self) -> None:
        """Let go of the folder. Everything was written when it was added."""
        self._anchor.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, items: Iterable[Article | Skipped], *, progress: bool = False) -> Report:
        """Store articles; those that are there already, with the same content, cost nothing.

        An article with a known id and other content replaces that one. When a file was read again, its
        earlier articles are removed that are not among `items` and whose bytes (`Article.sha256`: the whole
        file or a line of it) aren't in the file any more, or whose title and text came under another id, as
        when a newspaper is given anew; unless a part of the file was skipped.

        Articles are committed in batches: whatever ends an `add` early, the batches before stay, and
        repeating it completes the work. `progress` shows a bar on stderr if that is a terminal.
        """
        from tqdm import tqdm  # type: ignore[import-untyped]

        counts = Counter(added=0, updated=0, unchanged=0)
        skipped: list[Skipped] = []
        read: dict[str, list[ingest.Read]] = {}  # by file
        shown = tqdm(items, unit=" articles", disable=not (progress and sys.stderr.isatty()))
        for batch in ingest.batches(shown, skipped):
            self._store(batch, counts)
            for article in batch:
                read.setdefault(ingest.file_of(article), []).append(ingest.read_of(article))
        doubtful = {str(Path(entry.path).absolute()) for entry in skipped} | {""}
        for file in read.keys() - doubtful:
            counts["removed"] += self._drop_stale(file, read[file])
        if counts["added"] or counts["updated"] or counts["removed"]:
            with self._reading() as db:
                self._derived.keep_up(db)
        return Report(skipped=tuple(skipped), **counts)

    def _store(self, batch: list[Article], counts: Counter[str]) -> None:
        """Store the articles of a batch that are new or changed, in one transaction."""
        with self._reading() as db:
            known = {article.id: store.digest_of(db, article.id) for article in batch}
        fresh = [article for article in batch if known[article.id] != store.digest(article)]
        built = self._embedder.identity(self._remembered()) if fresh else None
        indexed = ingest.prepare(fresh, self._embedder, self._tagger)
        with self._writing() as db:
            if built:
                store.remember(db, built.name, built.fingerprint, built.dimension)
                self._embedder.identity(_built(store.meta(db)))  # another process may have been first
            generation = store.advance(db) if fresh else 0
            for one in indexed:
                replaced = store.delete(db, one.article.id, generation)
                store.insert(db, one)
                counts["updated" if replaced else "added"] += 1
            for article in batch:
                store.relocate(db, article, ingest.file_of(article))
        counts["unchanged"] += len(batch) - len(fresh)

    def _drop_stale(self, file: str, read: list[ingest.Read]) -> int:
        """Remove the articles of `file` that it no longer holds, now that `read` came from it; how many."""
        ids = {article.id for article in read}
        with self._reading() as db:
            others = [(id_, sha256) for id_, sha256 in store.of_file(db, file) if id_ not in ids]
        held = ingest.digests(file) if others else set()
        if held.isdisjoint(article.sha256 for article in read):
            return 0  # the articles only say that they are from this file
        contents = {article.content for article in read}
        with self._writing() as db:
            generation = store.advance(db)
            return sum(
                store.delete(db, id_, generation)
                for id_, sha256 in others
                if sha256 not in held or ingest.read_of(self._known(db, id_)).content in contents
            )

    def remove(self, *article_ids: str) -> int:
        """Remove articles with all that belongs to them; how many. An unknown id removes nothing at all."""
        with self._writing() as db:
            for article_id in article_ids:
                self._known(db, article_id)
            generation = store.advance(db)
            return sum(store.delete(db, article_id, generation) for article_id in article_ids)

    def article(self, article_id: str) -> Article:
        """The article of that id."""
        with self._reading() as db:
            return self._known(db, article_id)

    def reprints(self, article_id: str) -> list[Article]:
        """The articles that tell the same in the same words, by date: reprints and abridgements."""
        with self._reading() as db:
            self._known(db, article_id)
            return store.reprints_of(db, article_id)

    def articles(self, where: Filter = ANY) -> Iterator[Article]:
        """All articles inside `where`, by date (undated last), page and id."""
        with self._reading() as db:
            for _, article in store.articles(db, where):
                yield article

    def passages(self, where: Filter = ANY) -> Iterator[Passage]:
        """All passages inside `where`, by article as `articles` orders them, then by start."""
        with self._reading() as db:
            for key, article in store.articles(db, where):
                for _, start, end in store.passages(db, key):
                    yield Passage(article, start, end)

    def mentions(self, kind: str, where: Filter = ANY) -> Iterator[tuple[Article, Mention]]:
        """All mentions of `kind` (person, place, organisation, time or work) in reading order."""
        _known_kind(kind)
        with self._reading() as db:
            yield from naming.mentioned(db, kind, where)

    def named(self, kind: str, where: Filter = ANY) -> dict[str, int]:
        """Every name of `kind` inside `where`, with how often it stands there; no text is read for it."""
        _known_kind(kind)
        with self._reading() as db:
            return dict(naming.counted(db, kind, where))

    def tallies(self, kind: str, names: Iterable[str], where: Filter = ANY) -> list[Tally]:
        """How often each of `names` stands inside `where`, and between which dates; in their order."""
        with self._reading() as db:
            return [naming.tally(db, kind, name, where) for name in names]

    def firsts(
        self, kind: str, tallies: Iterable[Tally], where: Filter = ANY
    ) -> list[tuple[Article, Mention]]:
        """The first mention of each name, in reading order; `tallies` are those of the same `where`."""
        with self._reading() as db:
            return [naming.first(db, kind, tally, where) for tally in tallies]

    def search(
        self, text: str, k: int = 10, *, method: Literal["dense", "lexical"] = "dense", where: Filter = ANY
    ) -> list[Hit]:
        """The `k` passages inside `where` that fit `text` best, best first.

        dense: cosine of the embeddings, within [-1, 1]. lexical: BM25 over character pairs and words,
        above 0; passages that share no term with `text` are no hits.
        """
        if k < 1:
            raise ArchiveError(f"k must be at least 1 passage, not {k}")
        text = text.encode(errors="replace").decode().strip()
        if not text or (method == "dense" and not self._remembered()):
            return []
        vector = self._embedder.query(text) if method == "dense" else None
        with self._reading() as db:
            if vector is None:
                found = self._derived.matching(db, text, k, where)
            else:
                found = self._derived.nearest(db, vector, k, where)
            located = store.located(db, [key for key, _ in found])
            places = {one.key: Passage(one.article, one.start, one.end) for one in located}
        return [Hit(places[key], score) for key, score in found if key in places]

    def containing(self, phrase: str, where: Filter = ANY) -> Iterator[Passage]:
        """Every passage inside `where` whose text contains `phrase`, in the order of `passages`.

        Letters match in either case and width, characters in simplified and traditional form.
        """
        with self._reading() as db:
            for one in self._containing(db, phrase, where):
                yield Passage(one.article, one.start, one.end)

    def tagged(self, phrase: str, where: Filter = ANY) -> Iterator[tuple[Passage, Words]]:
        """What `containing` gives, each with the words of its article's text."""
        with self._reading() as db:
            article, words = None, Words("")
            for one in self._containing(db, phrase, where):
                if one.article is not article:
                    article, words = one.article, Words(one.article.text, one.words)
                yield Passage(article, one.start, one.end), words

    def words(self, article: Article) -> Words:
        """The words of an article's text; tagged when asked for where none are stored."""
        with self._reading() as db:
            return Words(article.text, store.words_of(db, article.id))

    def frequencies(self, *phrases: str) -> list[int]:
        """How many passages hold all character pairs of each phrase: hardly more than hold the phrase.

        Counted in the lexical index, a fraction of a millisecond each.
        """
        with self._reading() as db:
            return [self._derived.count(db, phrase) for phrase in phrases]

    def _containing(self, db: sqlite3.Connection, phrase: str, where: Filter) -> Iterator[store.Located]:
        """`containing` as of `db`."""
        if not phrase.strip():
            return iter(())
        wanted = finder(phrase.strip())
        keys = self._derived.candidates(db, phrase, where)
        return (one for one in store.located(db, keys) if wanted.search(one.article.text, one.start, one.end))

    def counts(self, where: Filter = ANY) -> tuple[int, int]:
        """How many articles and passages are inside `where`."""
        with self._reading() as db:
            return store.counts(db, where)

    def leaf(
        self, start: int = 0, count: int = 20, where: Filter = ANY, *, newest_first: bool = True
    ) -> list[Article]:
        """`count` articles inside `where` from place `start` (0-based) on, by date, undated last."""
        with self._reading() as db:
            return browse.articles(db, where, start, count, newest_first=newest_first)

    def of_file(self, file: str) -> list[str]:
        """The ids of the articles that were read from the file of that absolute path."""
        with self._reading() as db:
            return sorted(id_ for id_, _ in store.of_file(db, file))

    def holdings(self, where: Filter = ANY) -> browse.Holdings:
        """How many articles inside `where` there are of each month, newspaper and section."""
        with self._reading() as db:
            return browse.holdings(db, where)

    def newest(self) -> date | None:
        """The date of the latest article, None where none is dated."""
        with self._reading() as db:
            (day,) = db.execute("SELECT max(published) FROM article").fetchone()
        return date.fromisoformat(day) if day else None

    def stats(self) -> check.Stats:
        """What the archive holds, in numbers."""
        with self._reading() as db:
            return check.stats(db, self.path)

    def verify(self, repair: bool = False) -> list[str]:
        """What is wrong, a line each; empty when sound.

        `repair` rebuilds both derived indexes, splits, embeds and tags damaged articles anew, tags those that
        an earlier release stored without their words, and returns what is still wrong after that.
        """
        if repair:
            self._repair()
        with self._reading() as db:
            return check.problems(db) + check.differences(db, self._derived.keys(db))

    def _repair(self) -> None:
        """Store every article with a problem anew, and rebuild both derived indexes."""
        with self._reading() as db:
            damaged = [article for article, _ in check.damaged(db)]
        if damaged:
            with self._writing() as db:
                generation = store.advance(db)
                for article in damaged:
                    store.delete(db, article.id, generation)
            for batch in ingest.batches(damaged, []):
                self._store(batch, Counter())
        self._tag_rest()
        self._derived.drop()
        with self._reading() as db:
            self._derived.keep_up(db)

    def _tag_rest(self) -> None:
        """Store the words of articles that have none, a batch at a time."""
        with self._reading() as db:
            untagged = list(check.without_words(db))
        for batch in ingest.batches(untagged, []):
            tagged = self._tagger([article.text for article in batch])
            with self._writing() as db:
                for article, tokens in zip(batch, tagged, strict=True):
                    store.set_words(db, article.id, pack(tokens), mentions.find(article.text, tokens))

    def _remembered(self) -> Built | None:
        """The encoder that built the archive, None as long as it has no passages."""
        with self._reading() as db:
            return _built(store.meta(db))

    def _known(self, db: sqlite3.Connection, article_id: str) -> Article:
        article = store.article(db, article_id.encode(errors="replace").decode())
        if article is None:
            raise ArchiveError(f"{self.path} has no article {article_id!r}: see the ids of its articles")
        return article

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with folder.explained(self.path), schema.reading(self._file) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with folder.explained(self.path), closing(schema.connect(self._file)) as db, schema.writing(db):
            yield db


def _known_kind(kind: str) -> None:
    if kind not in mentions.KINDS:
        raise ArchiveError(f"no mentions of kind {kind!r} are kept: choose from {', '.join(mentions.KINDS)}")


def _built(facts: dict[str, object]) -> Built | None:
    if "fingerprint" not in facts:
        return None
    return Built(str(facts["encoder"]), str(facts["fingerprint"]), int(str(facts["dimension"])))
