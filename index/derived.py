"""The two search indexes of an archive, kept in step with its SQLite file."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import RLock
from typing import TypeVar

from index import store
from index.embedding import Vector
from index.errors import ArchiveError
from index.filter import Filter
from index.lexical import Lexical, damage
from index.vectors import Vectors, load

SAVE_AFTER = 1000  # passages: fewer new ones are read from SQLite faster than vectors.faiss is written

Found = TypeVar("Found")
Scored = list[tuple[int, float]]  # (passage key, score), best first


class Derived:
    """`vectors.faiss` and `lexical/`: brought to the generation that a search reads, rebuilt where unusable.

    One lock for all threads: a search takes milliseconds, and FAISS must not change under one.
    `writing` opens a write transaction: it keeps other processes from writing the lexical index too.
    """

    def __init__(
        self, folder: Path, identity: str, writing: Callable[[], AbstractContextManager[sqlite3.Connection]]
    ) -> None:
        self._file = folder / "vectors.faiss"
        self._identity = identity
        self._writing = writing
        self._lock = RLock()
        self._lexical = Lexical(folder / "lexical", identity)
        self._vectors: Vectors | None = None

    def nearest(self, db: sqlite3.Connection, vector: Vector, k: int, where: Filter) -> Scored:
        """The `k` passages inside `where` whose embeddings are nearest to `vector`, with their cosines."""
        with self._lock:
            allowed = store.passage_keys(db, where) if where else None
            return self._vectors_at(db).search(vector, k, allowed)

    def matching(self, db: sqlite3.Connection, text: str, k: int, where: Filter) -> Scored:
        """The `k` passages inside `where` of the highest BM25 for `text`."""
        return self._lexically(db, lambda lexical: lexical.search(text, k, where))

    def candidates(self, db: sqlite3.Connection, phrase: str, where: Filter) -> Iterable[int]:
        """Keys of passages inside `where`; every one that contains `phrase` is among them."""
        with self._lock:
            keys = self._lexically(db, lambda lexical: lexical.candidates(phrase, where))
            in_step = self._lexical.generation == store.generation(db)
        return keys if in_step else store.passage_keys(db, where)  # else another process is ahead of `db`

    def count(self, db: sqlite3.Connection, phrase: str) -> int:
        """How many passages may contain `phrase`."""
        return self._lexically(db, lambda lexical: lexical.count(phrase))

    def keys(self, db: sqlite3.Connection) -> dict[str, set[int]]:
        """The passage keys in each index, by the index's name."""
        with self._lock:
            lexical = self._lexically(db, lambda index: index.keys())
            dense = self._vectors_at(db).keys if "dimension" in store.meta(db) else ()
            return {"vectors.faiss": {int(key) for key in dense}, "lexical": set(lexical)}

    def keep_up(self, db: sqlite3.Connection) -> None:
        """Do now what the next search would have to, and save the vectors if that saves work."""
        with self._lock:
            self._lexically(db, lambda _: None)
            if "dimension" in store.meta(db):
                vectors = self._vectors_at(db)
                if vectors.unsaved > SAVE_AFTER or not self._file.exists():
                    vectors.save(self._file, self._identity)

    def drop(self) -> None:
        """Forget both indexes; the next search builds them from the SQLite file."""
        with self._lock:
            self._lexical.drop()
            self._vectors = None
            self._file.unlink(missing_ok=True)

    def _lexically(self, db: sqlite3.Connection, use: Callable[[Lexical], Found]) -> Found:
        """`use` of the lexical index as of `db`; if that turns out to be damaged it is rebuilt first."""
        with self._lock:
            try:
                self._update_lexical(store.generation(db))
                return use(self._lexical)
            except ArchiveError:
                raise
            except BaseException as error:
                if not damage(error):
                    raise
                self._lexical.drop()
                self._update_lexical(store.generation(db))
                return use(self._lexical)

    def _update_lexical(self, wanted: int) -> None:
        """Bring the lexical index to the generation `wanted` at least, unless another process has."""
        if self._lexical.generation == wanted:
            return
        with self._writing() as db:  # one process at a time
            self._lexical.reload()
            current = store.generation(db)
            if self._lexical.generation > current:
                self._lexical.drop()
            if self._lexical.generation < current:
                gone = store.removed_since(db, self._lexical.generation)
                self._lexical.update(gone, store.entries_above(db, self._lexical.last), current)

    def _vectors_at(self, db: sqlite3.Connection) -> Vectors:
        """The vectors as of `db`."""
        wanted = store.generation(db)
        vectors = self._vectors or load(self._file, self._identity)
        if vectors is None or vectors.generation > wanted:
            vectors = Vectors(int(str(store.meta(db)["dimension"])))
        if vectors.generation < wanted:
            above = int(vectors.keys.max(initial=0))
            gone = store.removed_since(db, vectors.generation) if above else []
            try:
                vectors.update(gone, store.vectors_above(db, above), wanted)
            except ValueError as error:
                self._vectors = None
                raise ArchiveError(
                    f"{self._file.parent} has embeddings of the wrong length: run verify with repair"
                ) from error
        self._vectors = vectors
        return vectors
