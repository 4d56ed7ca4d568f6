"""A quick stand-in for the models: everything here tests what the archive does with them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from corpus import Article
from index import Archive
from index.tagger import Token


class FakeEncoder:
    """Unit vectors of hashed character pairs; `salt` makes another model of it."""

    def __init__(self, dimension: int = 32, salt: str = "") -> None:
        self.dimension = dimension
        self.salt = salt
        self.encoded = 0  # documents, so far

    def encode_query(self, texts: list[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for first, second in zip(text, text[1:] + " ", strict=True):
                vector[crc32((self.salt + first + second).encode()) % self.dimension] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_document(self, texts: list[str]) -> np.ndarray:
        self.encoded += len(texts)
        return self.encode_query(texts)


def fake_tagger(texts: Sequence[str]) -> list[list[Token]]:
    """Every 水库 is a place, all between is one word each."""
    found = []
    for text in texts:
        parts = [match.span() for match in re.finditer("水库|(?:(?!水库).)+", text, re.DOTALL)]
        found.append([Token(*span, "LOC" if text[slice(*span)] == "水库" else "n") for span in parts])
    return found


def make_article(number: int, text: str | None = None, **fields: object) -> Article:
    """An article with a date of its own; `fields` replace the made-up ones."""
    made = {
        "id": f"a{number}",
        "title": f"第{number}条新闻",
        "text": text if text is not None else f"第{number}座水库开工。市水务局昨日表示，工程进展顺利。",
        "newspaper": ("成都日报", "人民日报")[number % 2],
        "published": date(2023, 3, 1 + number % 28),
        "page": f"{number % 12 + 1:02}",
        "section": ("要闻", "经济", "文化")[number % 3],
    }
    return Article(**(made | fields))  # type: ignore[arg-type]


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def archive(tmp_path: Path, encoder: FakeEncoder) -> Iterator[Archive]:
    """Empty, in `tmp_path / "archive"`."""
    with Archive.open(tmp_path / "archive", encoder, tagger=fake_tagger) as opened:
        yield opened
