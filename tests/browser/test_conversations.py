"""Conversations in Chromium: kept, taken away, deleted; two tabs; a stopped server; a removed article."""

import pytest
from playwright.sync_api import Page, expect

from corpus import Article
from qa.web.conversations import FILE, STOPPED, Conversations
from qa.web.serving import COOKIE
from tests.browser.conftest import Own, ask

pytestmark = [pytest.mark.browser, pytest.mark.models]
FACT = "谁是成都市水务局的局长？"


def act(page: Page, what: str, title: str) -> None:
    row = page.locator("#shelf li").filter(has_text=title)
    row.hover()
    row.locator("[data-act=more]").click()
    page.click(f"#shelf .menu [data-act={what}]")


def test_a_conversation_is_kept_renamed_exported_and_deleted(desk: Page, own: Own) -> None:
    ask(desk, FACT)
    expect(desk.locator("#shelf li")).to_have_count(1)
    act(desk, "rename", "水务局")
    desk.fill("#shelf dialog.rename input", "<b>水务</b> 调研")
    desk.keyboard.press("Enter")
    expect(desk.locator("#shelf li bdi")).to_have_text("<b>水务</b> 调研")
    desk.reload()
    expect(desk.locator("#now .answer")).to_contain_text("廖暾")
    expect(desk.locator("#shelf li")).to_have_count(1)
    with desk.expect_download() as got:
        act(desk, "markdown", "调研")
    assert got.value.suggested_filename == "_b_水务__b_ 调研.md"
    text = got.value.path().read_text("utf-8").replace("\\", "")
    assert "[1] " in text
    assert "[N]. 成都日报, 2023-03-20(03)." in text
    with desk.expect_download() as word:
        act(desk, "word", "调研")
    assert "<h1" in word.value.path().read_text("utf-8")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    act(desk, "copy", "调研")
    expect(desk.locator("#shelf .told")).to_have_text("已复制")
    stranger = desk.context.browser.new_page(locale="zh-CN")  # type: ignore[union-attr]
    stranger.goto(own.url)
    expect(stranger.locator("#shelf .none")).to_be_visible()
    stranger.close()
    act(desk, "delete", "调研")
    desk.click("#shelf dialog.delete button.main")
    expect(desk.locator("#shelf li")).to_have_count(0)
    expect(desk.locator("#now .turn")).to_have_count(0)


def test_two_tabs_ask_at_once_and_both_are_kept(desk: Page, own: Own) -> None:
    other = desk.context.new_page()
    other.goto(own.url)
    other.wait_for_selector("#question")
    desk.fill("#question", FACT)
    other.fill("#question", "三坝水库要通过哪个部门的评审？")
    desk.press("#question", "Enter")
    other.press("#question", "Enter")
    for page in (desk, other):
        expect(page.locator("#now #a1:not([aria-busy])")).to_be_visible(timeout=30_000)
    desk.reload()
    expect(desk.locator("#shelf li")).to_have_count(2)


def test_a_question_that_a_stopped_server_left_is_there(desk: Page, own: Own) -> None:
    ask(desk, FACT)
    cookie = next(c["value"] for c in desk.context.cookies() if c["name"] == COOKIE)
    before = Conversations(own.archive.path / FILE)  # another server, which never answered
    (one,) = before.all(cookie)
    before.begin(cookie, one.id, "文章里提到了哪些水库？")
    desk.reload()
    expect(desk.locator("#now")).to_contain_text("文章里提到了哪些水库？")
    expect(desk.locator("#now")).to_contain_text(STOPPED[0])
    expect(desk.locator("#past")).to_contain_text("廖暾")


def test_a_question_that_was_refused_stands_in_the_box_again(desk: Page, own: Own) -> None:
    slow = "请求太快了，请等 3 秒再试。"
    page = desk.context.new_page()  # unwatched: Chromium complains of the status
    page.route("**/queue/join*", lambda route: route.fulfill(status=429, json={"detail": slow}))
    page.goto(own.url)
    page.fill("#question", FACT)
    page.press("#question", "Enter")
    expect(page.locator("#question")).to_have_value(FACT)
    expect(page.get_by_text(slow)).to_be_visible()
    page.unroute("**/queue/join*")
    page.press("#question", "Enter")
    expect(page.locator("#now .answer")).to_contain_text("廖暾", timeout=30_000)


def test_a_quote_outlives_its_article(desk: Page, own: Own) -> None:
    text = "测试市园林局局长何大壮介绍，全市公园今年全部免费开放。"
    own.archive.add([Article("gone1", "公园开放", text, "成都日报")])
    ask(desk, "谁是测试市园林局的局长？")
    expect(desk.locator("#now .answer")).to_contain_text("何大壮")
    own.archive.remove("gone1")
    desk.reload()
    expect(desk.locator("#now .answer")).to_contain_text("何大壮")
    expect(desk.locator("#now .card")).to_contain_text("测试市园林局局长何大壮")
    expect(desk.locator("#now .card")).to_contain_text("已从档案中移除或改动")
