"""Short names of bodies and the full names that they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.texts.short import short_for, shortened
from qa.texts.things import merges


@pytest.mark.parametrize(
    ("short", "full", "stands"),
    [
        ("工信部", "工业和信息化部", True),
        ("文旅局", "文化和旅游局", True),
        ("卫健委", "卫生健康委员会", True),
        ("国台办", "国务院台湾事务办公室", True),
        ("上海队", "上海海港队", False),
        ("外交部", "外国友好交流协会", False),
        ("工信部", "工信部", False),
        ("李大力", "李家大院力学所", False),  # no body's name ends so
    ],
)
def test_what_a_short_name_stands_for(short: str, full: str, stands: bool) -> None:
    assert short_for(short, full) == stands


def test_a_short_name_of_two_stands_for_neither() -> None:
    assert shortened(["中科院", "中国科学院"]) == {"中国科学院": "中科院"}
    assert shortened(["中科院", "中国科学院", "中国社会科学院"]) == {}


def test_both_are_one_thing() -> None:
    found = merges({"文旅局": 3, "文化和旅游局": 2, "青石市文化和旅游局": 1})
    assert found == {"青石市文化和旅游局": "文化和旅游局", "文化和旅游局": "文旅局"}


@given(st.lists(st.text("文化旅游局和", min_size=1, max_size=8)))
def test_only_longer_names_are_shortened(names: list[str]) -> None:
    assert all(len(short) < len(full) for full, short in shortened(names).items())
