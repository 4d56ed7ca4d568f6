"""Embeddings of passages, searched exactly: the only file that knows FAISS.

Vectors have unit length, so that the inner product is their cosine. They are kept in
half precision, as the archive stores them, and the search over what is stored is exact.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 1  # of the stamp
ADDED_AT_ONCE = 8192  # vectors widened to single precision together: 12 MB at 384 dimensions

Vector = npt.NDArray[np.float32]
Keys = npt.NDArray[np.int64]


class Vectors:
    """A FAISS index of one archive's passage keys. Not thread-safe: the archive calls it under a lock."""

    def __init__(self, dimension: int) -> None:
        faiss = _faiss()
        self.generation = 0  # the state of the archive that the index reflects
        self.unsaved = 0  # passages added and removed since it was loaded or saved
        half = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        self._index: Any = faiss.IndexIDMap(half)
        self._index.own_fields = True
        half.this.disown()  # by Python: it lives as long as what wraps it

    @property
    def keys(self) -> Keys:
        """The passage keys, in the order they came in: ascending."""
        faiss = _faiss()
        keys: Keys = faiss.vector_to_array(self._index.id_map)
        return keys

    def update(self, removed: Iterable[int], added: Iterable[tuple[int, bytes]], generation: int) -> None:
        """Bring the index to `generation`; `added`: (key, float16 bytes), ascending, all keys new."""
        faiss = _faiss()
        gone = np.fromiter(removed, np.int64)
        before = self._index.ntotal
        if len(gone):
            self._index.remove_ids(faiss.IDSelectorBatch(gone))
        batch: list[tuple[int, bytes]] = []
        for row in added:
            batch.append(row)
            if len(batch) == ADDED_AT_ONCE:
                self._append(batch)
                batch = []
        self._append(batch)
        self.generation = generation
        self.unsaved += len(gone) + abs(self._index.ntotal - before)

    def _append(self, rows: list[tuple[int, bytes]]) -> None:
        if rows:
            stored = np.frombuffer(b"".join(vector for _, vector in rows), np.float16).reshape(len(rows), -1)
            self._index.add_with_ids(stored.astype(np.float32), np.array([key for key, _ in rows], np.int64))

    def search(self, vector: Vector, k: int, allowed: Iterable[int] | None = None) -> list[tuple[int, float]]:
        """(key, cosine) of the `k` nearest passages with a key in `allowed` (None: any), nearest first."""
        faiss = _faiss()
        parameters = None
        if allowed is not None:
            members = np.fromiter(allowed, np.int64)
            bits = np.zeros(int(members.max(initial=-1)) + 1, bool)
            bits[members] = True
            bits = np.packbits(bits, bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
        scores, keys = self._index.search(
            vector.reshape(1, -1), max(1, min(k, self._index.ntotal)), params=parameters
        )
        found = [(int(key), float(score)) for score, key in zip(scores[0], keys[0], strict=True) if key >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def save(self, path: Path, archive: str) -> None:
        """Write the index to `path` and its stamp beside it; a crash between the two only costs a rebuild."""
        faiss = _faiss()
        data = faiss.serialize_index(self._index).tobytes()
        stamp = {"format": FORMAT, "archive": archive, "generation": self.generation}
        stamp["sha256"] = hashlib.sha256(data).hexdigest()
        for target, content in ((path, data), (_stamp(path), json.dumps(stamp).encode())):
            new = target.with_name(target.name + ".new")
            new.write_bytes(content)
            new.replace(target)
        self.unsaved = 0


def load(path: Path, archive: str) -> Vectors | None:
    """The index that `Vectors.save` wrote for this archive; None where it is missing, damaged or another's.

    FAISS is handed nothing but the bytes that the stamp describes: its own reader trusts what it is given.
    """
    faiss = _faiss()
    try:
        stamp = json.loads(_stamp(path).read_bytes())
        data = path.read_bytes()
        described = (stamp["format"], stamp["archive"], stamp["sha256"])
        if described != (FORMAT, archive, hashlib.sha256(data).hexdigest()):
            return None
        index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        vectors = Vectors(index.d)
        vectors._index, vectors.generation = index, int(stamp["generation"])
        return vectors
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None


@cache
def _faiss() -> Any:
    """The library, loaded on first use; its stubs know less than its Python layer does."""
    import faiss

    faiss.omp_set_num_threads(
        1
    )  # it shares out questions, and there is one: more threads only wait, 26 for 6 ms
    return faiss


def _stamp(path: Path) -> Path:
    return path.with_suffix(".json")
