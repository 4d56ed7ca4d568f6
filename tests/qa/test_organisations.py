"""What LAC takes for organisations in passing is not listed as one."""

from collections.abc import Callable

import pytest

from index import Archive
from qa import Chatbot
from qa.texts.organisations import organisations


@pytest.mark.parametrize("name", ["国家发改委", "市水务局", "比亚迪", "青河大学", "新华社", "西岭集团"])
def test_organisations(name: str) -> None:
    assert organisations([name]) == {name}


@pytest.mark.parametrize("name", ["产业", "青羊", "都江堰", "地区", "精准", "上涨"])
def test_other_words(name: str) -> None:
    assert organisations([name]) == set()


def test_none() -> None:
    assert organisations([]) == set()


def test_the_organisations_of_an_archive(archive_of: Callable[..., Archive]) -> None:
    text = "市水务局表示，比亚迪和青河大学将合作。新华社、国家发改委昨日发布消息。"
    answer = Chatbot(archive_of(("2023-03-01", text)), reader=None).ask("文章里提到了哪些机构？")
    assert {item.name for item in answer.items} == {"市水务局", "比亚迪", "青河大学", "新华社", "国家发改委"}
