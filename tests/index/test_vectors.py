"""FAISS against plain numpy."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.vectors import Vectors, load

RNG = np.random.default_rng(7)


def unit(count: int, dimension: int = 16) -> np.ndarray:
    vectors = RNG.standard_normal((count, dimension)).astype(np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


def rows(stored: dict[int, np.ndarray]) -> list[tuple[int, bytes]]:
    return [(key, vector.tobytes()) for key, vector in stored.items()]


def naive(stored: dict[int, np.ndarray], query: np.ndarray, k: int) -> list[int]:
    scores = {key: float(query @ vector.astype(np.float32)) for key, vector in stored.items()}
    return sorted(scores, key=lambda key: (-scores[key], key))[:k]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_search_equals_numpy_after_any_updates(data: st.DataObject) -> None:
    index, stored, key = Vectors(16), {}, 0
    for generation in range(data.draw(st.integers(1, 4))):
        gone = data.draw(st.sets(st.sampled_from(sorted(stored)))) if stored else set()
        fresh = {}
        for vector in unit(data.draw(st.integers(0, 30))):
            key += data.draw(st.integers(1, 3))
            fresh[key] = vector
        index.update(gone, rows(fresh), generation)
        stored = {k: v for k, v in (stored | fresh).items() if k not in gone}
        query = unit(1)[0].astype(np.float32)
        k = data.draw(st.integers(1, 40))
        assert [found for found, _ in index.search(query, k)] == naive(stored, query, k)
        allowed = data.draw(st.sets(st.integers(0, 200)))
        inside = {key: vector for key, vector in stored.items() if key in allowed}
        assert [found for found, _ in index.search(query, k, allowed)] == naive(inside, query, k)


def test_scores_are_cosines() -> None:
    vectors = unit(5)
    index = Vectors(16)
    index.update([], rows(dict(enumerate(vectors, start=1))), 1)
    for key, score in index.search(vectors[3].astype(np.float32), 5):
        assert score == pytest.approx(
            float(vectors[3].astype(np.float32) @ vectors[key - 1].astype(np.float32)), abs=1e-6
        )


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    index = Vectors(16)
    index.update([], rows(dict(enumerate(unit(50), start=1))), 3)
    index.save(tmp_path / "vectors.faiss", "me")
    return tmp_path / "vectors.faiss"


def test_a_saved_index_comes_back(saved: Path) -> None:
    index = load(saved, "me")
    assert index is not None
    assert index.generation == 3
    assert list(index.keys) == list(range(1, 51))
    index.update([50], rows({60: unit(1)[0]}), 4)
    assert list(index.keys) == [*range(1, 50), 60]


def test_anothers_or_damaged_files_are_not_loaded(saved: Path) -> None:
    assert load(saved, "somebody else") is None
    data = saved.read_bytes()
    for damaged in (b"", data[: len(data) // 2], data[:-1] + bytes([data[-1] ^ 1]), b"\x80\x04pickle"):
        saved.write_bytes(damaged)
        assert load(saved, "me") is None
    saved.write_bytes(data)
    assert load(saved, "me") is not None
    for stamp in (b"", b"[]", b"{}", b'{"format": 1, "archive": "me"}', b"\xff"):
        saved.with_suffix(".json").write_bytes(stamp)
        assert load(saved, "me") is None
