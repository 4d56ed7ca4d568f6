"""Names of several, asked for as if there were one."""

from collections.abc import Callable

import pytest

from index import Archive, Filter
from qa.question import understand
from qa.retrieve import retrieve
from qa.ways import several

TEXT = (
    "江城山洪中，位于石桥村7号的“青石农家乐”和石桥村8号的“白鹭农家乐”受灾。青石大桥没有受损。"
    "江城市警察、石桥村警察在山洪中受伤。"
)


def names(archive: Archive, text: str) -> list[str]:
    question = understand(text)
    found = several.answer(question, retrieve(archive, text), archive, Filter(), None)
    return [item.name for item in found.items] if found else []


@pytest.mark.parametrize(
    "text", ["江城山洪中受灾的农家乐叫什么名字？", "江城山洪中受灾的农家乐的名字分别是什么？"]
)
def test_all_that_are_called_so_are_listed(archive_of: Callable[..., Archive], text: str) -> None:
    assert names(archive_of(("2023-05-01", TEXT)), text) == ["青石农家乐", "白鹭农家乐"]


@pytest.mark.parametrize(
    "text",
    [
        "江城山洪中受损的大桥叫什么名字？",  # one is no list
        "江城山洪中受伤的警察叫什么名字？",  # what they are is no name
        "江城山洪中受灾的农家乐在哪里？",  # no name is asked for
        "江城市农家乐协会会长叫什么名字？",  # an office has one holder
    ],
)
def test_else_nothing_is(archive_of: Callable[..., Archive], text: str) -> None:
    assert names(archive_of(("2023-05-01", TEXT)), text) == []
