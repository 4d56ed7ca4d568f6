"""Timelines, reports that differ, reprints and dates to put aside, in Chromium, with the real models."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from corpus import Article
from tests.browser.conftest import Own, ask, complete
from tests.index.test_reprints import STORY

pytestmark = [pytest.mark.browser, pytest.mark.models]
TOLD = [
    ("江城日报", date(2021, 5, 2), "青石大桥2021年5月1日开工建设。"),
    ("江城日报", date(2022, 12, 10), "12月9日，青石大桥合龙。市民拍照留念。"),
    ("江城日报", date(2023, 4, 20), "昨天，青石大桥正式通车。白鹭大桥3月1日合龙。"),
    ("江城日报", date(2023, 5, 1), "青石镇发生地震，造成12人受伤。"),
    ("海州晚报", date(2023, 5, 2), "青石镇的地震造成20人受伤。"),
    ("江城日报", date(2023, 3, 9), STORY),
    ("海州晚报", date(2023, 3, 10), "本报综合消息。" + STORY),
]


@pytest.fixture
def told(own: Own) -> Iterator[None]:
    own.archive.add(Article(f"k{n}", "", text, *paper) for n, (*paper, text) in enumerate(TOLD))  # type: ignore[arg-type]
    yield
    own.archive.remove(*(f"k{n}" for n in range(len(TOLD))))


@pytest.mark.usefixtures("told")
def test_each_kind_of_answer_has_its_own_look(desk: Page) -> None:
    ask(desk, "青石大桥的建设经过是怎样的？")
    days = desk.locator("#now .timeline time")
    assert days.all_inner_texts() == ["2021年5月1日", "2022年12月9日", "2023年4月19日"]
    desk.locator("#now .timeline .cite").nth(1).click()
    expect(desk.locator("#source mark.current")).to_have_text("12月9日，青石大桥合龙。")
    desk.keyboard.press("Escape")

    ask(desk, "青石镇的地震造成多少人受伤？", 2)
    versions = desk.locator("#now .versions > li")
    expect(versions).to_have_count(2)
    left, right = (versions.nth(n).bounding_box() for n in range(2))
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]  # side by side
    assert left["x"] + left["width"] <= right["x"]
    assert [said[:3] for said in versions.locator(".answer").all_inner_texts()] == ["20人", "12人"]

    ask(desk, "青溪水库计划总投资多少？", 3)
    expect(desk.locator("#now .answer")).to_contain_text("十八亿元")
    expect(desk.locator("#now .also").first).to_contain_text("另载于")
    desk.locator("#now .cite").first.click()
    desk.click("#source [data-act=also]")
    expect(desk.locator("#source .text")).to_contain_text("青溪水库")

    ask(desk, "2021年的报道里提到了哪些大桥？", 4)
    expect(desk.locator("#now .understood")).to_contain_text("时间2021-01-01 至 2021-12-31")
    names = desk.locator("#now tbody th")
    assert names.all_inner_texts() == ["青石大桥"]
    desk.click("#now [data-without=dates]")
    complete(desk, 5)
    assert sorted(names.all_inner_texts()) == ["白鹭大桥", "青石大桥"]
