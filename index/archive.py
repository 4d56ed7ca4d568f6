"""The archive: a folder of articles, passages, embeddings and mentions, and the searches over them."""

import os
import secrets
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any, Literal, Self, TypeVar

from corpus import Article, Skipped
from index import check, ingest, mentions, store
from index.embedding import Built, Embedder
from index.errors import ArchiveError
from index.filter import Filter
from index.fold import fold
from index.lexical import Lexical
from index.mentions import Mention
from index.passage import Hit, Passage
from index.vectors import Vectors, load

ANY = Filter()
SAVE_AFTER = 1000  # passages: fewer new ones are read from SQLite faster than vectors.faiss is written

Found = TypeVar("Found")


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
        self._lock = RLock()  # over the two derived indexes, not over SQLite
        with _explained(path):
            self._anchor = store.connect(self._file)  # as long as it is open SQLite keeps its log
            facts = _checked(path, self._anchor)
        self._identity = str(facts["identity"])
        self._lexical = Lexical(path / "lexical", self._identity)
        self._vectors: Vectors | None = None
        self._embedder = Embedder(path, encoder, _built(facts))

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], encoder: Any = None, *, tagger: ingest.Tagger = mentions.find
    ) -> Self:
        """The archive in the folder `path`, created where absent.

        `encoder` is a sentence-transformers model name, folder or object; None means the one that built the
        archive, for a new archive the bundled one. It is loaded when first needed. `tagger` finds
        the mentions in articles that are added.
        """
        folder = Path(path)
        _make(folder)
        return cls(folder, encoder, tagger)

    def close(self) -> None:
        """Write what is worth keeping and let go of the folder."""
        self._anchor.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, items: Iterable[Article | Skipped], *, progress: bool = False) -> Report:
        """Store articles; those that are there already, with the same content, cost nothing.

        An article with a known id and other content replaces that one. When a file was read anew and its
        bytes have changed, its earlier articles that are not among `items` go, unless a part of
        the file was skipped. Articles are committed in batches: whatever ends an `add` early, the batches
        before stay, and repeating it completes the work. `progress` shows a bar on stderr if that is a terminal.
        """
        from tqdm import tqdm

        counts: Counter[str] = Counter()
        skipped: list[Skipped] = []
        read: dict[tuple[str, str], set[str]] = {}  # (file, its digest) → ids of its articles
        shown = tqdm(items, unit=" articles", disable=not (progress and sys.stderr.isatty()))
        for batch in ingest.batches(shown, skipped):
            self._store(batch, counts)
            for article in batch:
                read.setdefault((ingest.file_of(article), article.sha256), set()).add(article.id)
        doubtful = {str(Path(entry.path).absolute()) for entry in skipped} | {""}
        for (file, sha256), ids in read.items():
            if file not in doubtful:
                counts["removed"] += self._drop_stale(file, sha256, ids)
        if counts["added"] or counts["updated"] or counts["removed"]:
            self._keep_up()
        return Report(
            counts["added"], counts["updated"], counts["unchanged"], tuple(skipped), counts["removed"]
        )

    def _store(self, batch: list[Article], counts: Counter[str]) -> None:
        """Store the articles of a batch that are new or changed, in one transaction."""
        with self._reading() as db:
            known = {article.id: store.digest_of(db, article.id) for article in batch}
        fresh = [article for article in batch if known[article.id] != store.digest(article)]
        indexed = ingest.prepare(fresh, self._embedder, self._tagger)
        built = self._embedder.identity(self._remembered()) if any(one.passages for one in indexed) else None
        with self._writing() as db:
            if built:
                store.remember(db, built.name, built.fingerprint, built.dimension)
            generation = store.advance(db) if fresh else 0
            for one in indexed:
                replaced = store.delete(db, one.article.id, generation)
                store.insert(db, one)
                counts["updated" if replaced else "added"] += 1
            for article in batch:
                store.relocate(db, article, ingest.file_of(article))
        counts["unchanged"] += len(batch) - len(fresh)

    def _drop_stale(self, file: str, sha256: str, ids: set[str]) -> int:
        """Remove what an earlier state of `file` held and the state `sha256` doesn't; how many articles."""
        with self._writing() as db:
            stale = [id_ for id_ in store.ids_of_other_states(db, file, sha256) if id_ not in ids]
            if not stale or not ingest.holds(file, sha256):
                return 0
            generation = store.advance(db)
            return sum(store.delete(db, id_, generation) for id_ in stale)

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
        if kind not in mentions.KINDS:
            raise ArchiveError(
                f"no mentions of kind {kind!r} are kept: choose from {', '.join(mentions.KINDS)}"
            )
        with self._reading() as db:
            for key, article in store.articles(db, where):
                for mention in store.mentions(db, key, kind):
                    yield article, mention

    def search(
        self, text: str, k: int = 10, *, method: Literal["dense", "lexical"] = "dense", where: Filter = ANY
    ) -> list[Hit]:
        """The `k` passages inside `where` that fit `text` best, best first.

        dense: cosine of the embeddings, within [-1, 1]. lexical: BM25 over character pairs and words, above 0;
        passages that share no term with `text` are no hits.
        """
        if k < 1:
            raise ArchiveError(f"k must be at least 1 passage, not {k}")
        text = text.encode(errors="replace").decode().strip()
        if not text or (method == "dense" and not self._remembered()):
            return []
        vector = self._embedder.query(text) if method == "dense" else None
        with self._reading() as db:
            with self._lock:
                if vector is None:
                    found = self._lexically(db, lambda lexical: lexical.search(text, k, where))
                else:
                    allowed = store.passage_keys(db, where) if where else None
                    found = self._vectors_at(db).search(vector, k, allowed)
            located = store.located(db, [key for key, _ in found])
            places = {key: Passage(article, start, end) for key, article, start, end in located}
        return [Hit(places[key], score) for key, score in found if key in places]

    def containing(self, phrase: str, where: Filter = ANY) -> Iterator[Passage]:
        """Every passage inside `where` whose text contains `phrase`, in the order of `passages`.

        Letters match in either case and width, characters in simplified and traditional form.
        """
        wanted = fold(phrase.strip())
        if not wanted:
            return
        with self._reading() as db:
            with self._lock:
                keys = self._lexically(db, lambda lexical: lexical.candidates(phrase, where))
                if self._lexical.generation != _generation(db):  # another process is ahead of what we see
                    keys = list(store.passage_keys(db, where))
            for _, article, start, end in store.located(db, keys):
                if wanted in fold(article.text[start:end]):
                    yield Passage(article, start, end)

    def counts(self, where: Filter = ANY) -> tuple[int, int]:
        """How many articles and passages are inside `where`."""
        with self._reading() as db:
            return store.counts(db, where)

    def stats(self) -> check.Stats:
        """What the archive holds, in numbers."""
        with self._reading() as db:
            return check.stats(db, self.path)

    def verify(self, repair: bool = False) -> list[str]:
        """What is wrong, a line each; empty when sound.

        `repair` rebuilds both derived indexes, splits and embeds damaged articles anew, and returns
        what is still wrong after that.
        """
        if repair:
            self._repair()
        with self._reading() as db:
            problems = check.problems(db)
            with self._lock:
                problems += check.derived(db, "vectors.faiss", lambda: self._vectors_at(db).keys)
                problems += check.derived(
                    db, "lexical", lambda: self._lexically(db, lambda index: index.keys())
                )
        return problems

    def _repair(self) -> None:
        """Store every article with a problem anew, and drop both derived indexes so that they are rebuilt."""
        with self._reading() as db:
            damaged = [article for article, _ in check.damaged(db)]
        if damaged:
            with self._writing() as db:
                generation = store.advance(db)
                for article in damaged:
                    store.delete(db, article.id, generation)
            for batch in ingest.batches(damaged, []):
                self._store(batch, Counter())
        with self._lock:
            self._lexical.drop()
            self._vectors = None
            (self.path / "vectors.faiss").unlink(missing_ok=True)
        self._keep_up()

    def _keep_up(self) -> None:
        """Bring the derived indexes up to date now rather than in the next search, and save the vectors."""
        with self._reading() as db, self._lock:
            self._lexically(db, lambda _: None)
            if self._remembered():
                vectors = self._vectors_at(db)
                if vectors.unsaved > SAVE_AFTER or not (self.path / "vectors.faiss").exists():
                    vectors.save(self.path / "vectors.faiss", self._identity)

    def _lexically(self, db: sqlite3.Connection, use: Callable[[Lexical], Found]) -> Found:
        """`use` of the lexical index as of `db`; if that turns out to be damaged it is rebuilt first."""
        try:
            self._update_lexical(_generation(db))
            return use(self._lexical)
        except ValueError:
            self._lexical.drop()
            self._update_lexical(_generation(db))
            return use(self._lexical)

    def _update_lexical(self, generation: int) -> None:
        """Bring the lexical index to `generation` at least, unless another process has."""
        if self._lexical.generation == generation:
            return
        with self._writing() as db:  # one process at a time
            self._lexical.reload()
            current = _generation(db)
            if self._lexical.generation > current:
                self._lexical.drop()
            if self._lexical.generation < current:
                since, above = self._lexical.generation, self._lexical.last
                gone = store.removed_since(db, since) if above else []
                self._lexical.update(gone, store.entries_above(db, above), current)

    def _vectors_at(self, db: sqlite3.Connection) -> Vectors:
        """The vectors as of `db`."""
        generation, dimension = _generation(db), int(str(store.meta(db)["dimension"]))
        vectors = self._vectors or load(self.path / "vectors.faiss", self._identity)
        if vectors is None or vectors.generation > generation:
            vectors = Vectors(dimension)
        if vectors.generation < generation:
            above = int(vectors.keys.max(initial=0))
            gone = store.removed_since(db, vectors.generation) if above else []
            vectors.update(gone, store.vectors_above(db, above), generation)
        self._vectors = vectors
        return vectors

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
        with _explained(self.path), store.reading(self._file) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _explained(self.path), closing(store.connect(self._file)) as db, store.writing(db):
            yield db


def _make(folder: Path) -> None:
    """Create `folder` where absent; refuse one that is no archive: no files are strewn among others."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]
    except (FileExistsError, NotADirectoryError):
        raise ArchiveError(f"{folder} is a file, an archive is a folder: give another path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArchiveError(f"{folder} can't be opened or created ({reason}): give another path") from None
    if strangers and "archive.sqlite" not in strangers:
        raise ArchiveError(
            f"{folder} holds other files ({strangers[0]}) and no archive: give a new or an empty folder"
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ArchiveError(f"{folder} can't be written: change its permissions or give another path")


def _checked(path: Path, db: sqlite3.Connection) -> dict[str, object]:
    """The facts of the archive in `db`, which is made one if it is new."""
    store.create(db, secrets.token_hex(8))
    application, version = store.version(db)
    if application != store.APPLICATION:
        raise ArchiveError(f"{path}/archive.sqlite belongs to another program: give another path")
    if version != store.SCHEMA_VERSION:
        raise ArchiveError(
            f"{path} has format {version}, this release reads {store.SCHEMA_VERSION}: "
            f"use the release that made it"
        )
    return store.meta(db)


def _built(facts: dict[str, object]) -> Built | None:
    if "fingerprint" not in facts:
        return None
    return Built(str(facts["encoder"]), str(facts["fingerprint"]), int(str(facts["dimension"])))


def _generation(db: sqlite3.Connection) -> int:
    return int(str(store.meta(db)["generation"]))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_BUSY:
            raise ArchiveError(
                f"another process has kept {path} locked: try again when it is done"
            ) from error
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise ArchiveError(
                f"{path}/archive.sqlite is damaged ({error}) and was left as it is: "
                f"put a backup in its place, or add the papers to a new folder"
            ) from error
        raise ArchiveError(
            f"{path}/archive.sqlite: {error}; is the folder writable, the disk full?"
        ) from error
