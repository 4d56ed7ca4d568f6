"""A small archive of articles written for these tests, with a fake encoder."""

import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from corpus import Article
from index import Archive, Passage
from qa import Chatbot, cli
from qa.read import Reading

Run = Callable[..., tuple[int, str, str]]  # `baowen` in this process: exit status, standard output and error


class BigramEncoder:
    """Hashed character bigrams as unit vectors: no model, yet like texts lie close."""

    def encode(self, texts: Sequence[str], **_: Any) -> npt.NDArray[np.float32]:
        vectors = np.zeros((len(texts), 64), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[0] = 1e-3
            for i in range(len(text) - 1):
                row[zlib.crc32(text[i : i + 2].encode("utf-8", "replace")) % 64] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    encode_query = encode_document = encode


ARTICLES = [
    Article(
        id="a1",
        title="三座大桥年内通车",
        text="市交通局局长周明宇介绍，青石大桥、白鹭大桥和临江大桥年内通车。\n"
        "青石大桥全长3.2公里，由省路桥集团承建。白鹭大桥已经合龙。这座大桥将连接江北新区。",
        newspaper="江城日报",
        published=date(2022, 5, 1),
    ),
    Article(
        id="a2",
        title="青石大桥正式通车",
        text="昨天，青石大桥正式通车。\n市交通局局长周明宇和副局长何丽出席通车仪式。\n"
        "全市已建成大型桥梁五座，今年还将开工两项工程。",
        newspaper="江城日报",
        published=date(2022, 11, 20),
    ),
    Article(
        id="a3",
        title="读书节开幕",
        text="市图书馆馆长李文博说，读书节推出名家讲座、图书漂流、亲子共读等特色活动。\n作家陈雨新书《江上》首发。",
        newspaper="江城晚报",
        published=date(2022, 4, 23),
    ),
]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("small") / "archive", encoder=BigramEncoder()) as opened:
        opened.add(ARTICLES)
        yield opened


@pytest.fixture(scope="session")
def archive_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Archive]]:
    """Makes an archive of a few articles, each (date, text): their ids count from 1, their title is empty."""
    opened: list[Archive] = []

    def make(*articles: tuple[str, str]) -> Archive:
        archive = Archive.open(tmp_path_factory.mktemp("made") / "archive", encoder=BigramEncoder())
        archive.add(
            Article(str(n), "", text, newspaper="江城日报", published=date.fromisoformat(day))
            for n, (day, text) in enumerate(articles, 1)
        )
        opened.append(archive)
        return archive

    yield make
    for archive in opened:
        archive.close()


class Finds:
    """A reader that takes the first place of `words` (a pattern) in each passage for the answer."""

    threshold = 0.1

    def __init__(self, words: str, probability: float = 0.9) -> None:
        self.words, self.probability = re.compile(words), probability

    def read(self, question: str, passages: Sequence[Passage], *, each: int = 1) -> list[Reading]:
        found = [(p, self.words.search(p.text)) for p in passages]
        return [Reading(p, p.start + m.start(), p.start + m.end(), self.probability) for p, m in found if m]


@pytest.fixture(scope="session")
def finds() -> type[Finds]:
    return Finds


@pytest.fixture(scope="session")
def bot(archive: Archive) -> Chatbot:
    return Chatbot(archive, reader=None)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`baowen ARGUMENTS` in this process: exit status, standard output, standard error."""

    def baowen(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["baowen", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return baowen
