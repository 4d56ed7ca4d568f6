"""The list of conversations as HTML: by age, and titles that stay text."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from qa.web.conversations import Conversation
from qa.web.shelf import shelf_html
from tests.web.test_export import HOSTILE, Tags

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)


def at(days: float, title: str = "水库", key: str = "k") -> Conversation:
    return Conversation(key, title, NOW - timedelta(days=days))


def test_conversations_stand_by_age_and_the_open_one_is_marked() -> None:
    found = [at(0.1, "今", "a"), at(2, "近", "b"), at(30, "旧", "c")]
    html = shelf_html(found, "b", "zh", NOW)
    assert re.findall(r"<h3>(.*?)</h3>", html) == ["今天", "最近七天", "更早"]
    assert re.findall(r'data-id="(\w)"[^>]*aria-current', html) == ["b"]
    assert "Older" in shelf_html(found, "", "en", NOW)


def test_an_empty_shelf_says_what_will_stand_there() -> None:
    assert "还没有对话" in shelf_html([], "", "zh")
    assert "新对话" in shelf_html([], "", "zh")


@pytest.mark.parametrize("bad", [bad.replace("\n", " ") for bad in HOSTILE])
def test_titles_stay_text(bad: str) -> None:
    def tags(title: str) -> list[object]:
        found = Tags(shelf_html([at(0, title)], "", "zh", NOW)).tags
        return [(tag, [name for name, _ in attributes]) for tag, attributes in found]  # type: ignore[attr-defined]

    assert tags(bad) == tags("好")
    assert bad in Tags(shelf_html([at(0, bad)], "", "zh", NOW)).text
