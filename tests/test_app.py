"""The page as a whole: it builds over an archive, and says plainly where it can't be served."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import build, serve
from corpus import InputError
from index import Archive


class Unused:
    """An encoder of an archive that stays empty."""

    def encode(self, texts: list[str]) -> Any:
        raise AssertionError(texts)


class FakeBot:
    """A chatbot that is never asked."""

    engine = "extract"
    engines = (engine,)
    writer = None

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def ask(self, *_: Any) -> Any:
        raise ValueError("not asked")


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Any]:
    with Archive.open(tmp_path / "archive", Unused()) as archive:
        yield FakeBot(archive)


def test_nothing_of_the_page_can_be_called_from_outside(bot: Any) -> None:
    page = build(bot)
    named = [fn.api_name for fn in page.fns.values() if fn.api_visibility == "public"]
    assert named == []


def test_a_taken_port_is_one_line(bot: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=rf"^can't listen on 127\.0\.0\.1:{port} .*--port$"):
            serve(bot, port=port)
