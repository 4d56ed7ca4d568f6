"""The encoder of one archive: loaded on first use, and no other than the one that built it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import ArchiveError

BUNDLED = "bundled"  # what the archive calls the default encoder
AT_ONCE = 1024  # texts handed to the encoder together: enough to sort by length, 1.5 MB of vectors

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Built:
    """Which encoder an archive's embeddings come from."""

    name: str
    fingerprint: str
    dimension: int


class Embedder:
    """Turns texts into unit vectors with the encoder given, or with the one that the archive remembers.

    `encoder` is a sentence-transformers name or folder, an object with `encode_query` and
    `encode_document` (or just `encode`), or None. Raises ArchiveError if it isn't the one of `built`.
    """

    def __init__(self, archive: Path, encoder: Any, built: Built | None) -> None:
        self._archive = archive
        self._lock = Lock()
        self._model: Any = None
        self._identity: Built | None = None
        self._built = built
        if encoder is None:
            self.name = built.name if built and not built.name.startswith("object ") else BUNDLED
        elif isinstance(encoder, str | Path):
            self.name = str(encoder)
        else:
            self.name = f"object {_describe(encoder)}"
            self._model = _both_ways(encoder)
        if built and encoder is not None and (self._model is not None or self.name != built.name):
            self.identity(built)  # the same model may go by two names: only its fingerprint tells

    def identity(self, built: Built | None) -> Built:
        """Name, fingerprint and dimension of the encoder, once it is sure to be the one of `built`."""
        identity = self._identity or self._identify()
        if built and built.fingerprint != identity.fingerprint:
            raise ArchiveError(
                f"{self._archive} was built with another encoder than {self.name!r}, with {built.name!r}: "
                f"open it with that one, or use a new folder"
            )
        self._identity, self._built = identity, built or self._built
        return identity

    def query(self, text: str) -> Vector:
        """The unit vector of a question, shape (dimension,)."""
        self.identity(self._built)
        if self.name == BUNDLED:
            from index.encoder import query_vectors  # the same, without the seconds that torch takes to load

            encode: Callable[[list[str]], Any] = query_vectors
        else:
            encode = self._load().encode_query
        vector: Vector = self._encode(encode, [text])[0]
        return vector

    def documents(self, texts: Sequence[str]) -> Iterator[bytes]:
        """The unit vector of each text, as float16 bytes."""
        for begin in range(0, len(texts), AT_ONCE):
            vectors = self._encode(self._load().encode_document, list(texts[begin : begin + AT_ONCE]))
            yield from (vector.tobytes() for vector in vectors.astype(np.float16))

    def _identify(self) -> Built:
        from index.backbone import WIDTH
        from index.encoder import fingerprint

        if self.name == BUNDLED:
            return Built(BUNDLED, fingerprint(), WIDTH)
        model = self._load()
        return Built(self.name, fingerprint(model), self._encode(model.encode_query, ["1"]).shape[1])

    def _load(self) -> Any:
        with self._lock:
            if self._model is None:
                from index.encoder import load_encoder

                try:
                    self._model = load_encoder(None if self.name == BUNDLED else self.name)
                except ValueError as error:  # its message says which model, why, and what to do
                    raise ArchiveError(str(error)) from error
            return self._model

    def _encode(self, encode: Callable[[list[str]], Any], texts: list[str]) -> Vector:
        """Unit vectors (n, dimension) of `texts`; an encoder that gives anything else is refused."""
        vectors = np.asarray(encode(texts), np.float32)
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise ArchiveError(
                f"the encoder {self.name!r} gave an array of shape {vectors.shape} for {len(texts)} texts: "
                f"one finite vector for each is needed"
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vector = vectors / np.maximum(lengths, 1e-12)
        return unit


def _describe(model: Any) -> str:
    """A name for a model that came as an object."""
    card = getattr(model, "model_card_data", None)
    return str(getattr(card, "base_model", None) or type(model).__name__)


def _both_ways(model: Any) -> Any:
    """`model` with `encode_query` and `encode_document`: both are `encode` for a model that has only that."""
    if hasattr(model, "encode_query") and hasattr(model, "encode_document"):
        return model
    if not hasattr(model, "encode"):
        raise ArchiveError(f"a {type(model).__name__} is no encoder: give a sentence-transformers model")
    return SimpleNamespace(encode_query=model.encode, encode_document=model.encode)
