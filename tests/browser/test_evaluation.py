"""The evaluation tab in Chromium: a question set is sent, run, looked at and taken away."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose_tab

pytestmark = [pytest.mark.browser, pytest.mark.models]
SET = "问题,答案,类型\n谁是成都市水务局的局长？,廖暾,\n谁是成都市水务局的局长呢？,张三,\n长江有多长？,,拒答\n"


def sent(name: str, text: str) -> list[dict[str, object]]:
    return [{"name": name, "mimeType": "text/csv", "buffer": text.encode()}]


def test_a_set_is_run_and_what_went_wrong_is_shown(desk: Page, tmp_path: Path) -> None:
    choose_tab(desk, 2)
    desk.wait_for_selector("#evaluation .dropbox")
    field = desk.locator("#evaluation input[type=file]").element_handle()
    desk.evaluate("document.querySelector('#evaluation h2').dataset.old = 'yes'")
    desk.evaluate("document.dispatchEvent(new Event('baowen:evaluation'))")
    expect(desk.locator("#evaluation h2[data-old]")).to_have_count(0)  # the list is renewed
    assert field.evaluate("node => node.isConnected")  # what is chosen meanwhile is not lost
    desk.set_input_files("#evaluation input[type=file]", sent("坏.csv", "a,b\n1,2\n"))  # type: ignore[arg-type]
    expect(desk.locator("#evaluation .sending")).to_contain_text("坏.csv，第 1 行：a, b 中没有 question 列")
    desk.set_input_files("#evaluation input[type=file]", sent("题.csv", SET))  # type: ignore[arg-type]
    run = desk.locator("#evaluation .runs li").filter(has_text="题.csv")
    expect(run).to_contain_text("3 题")
    run.locator("[data-act=open]").click(timeout=120_000)
    expect(desk.locator("#evaluation .cards li").first).to_contain_text("0.667")
    wrong = desk.locator("#evaluation .wrong details")
    expect(wrong).to_have_count(1)
    wrong.locator("summary").click()
    expect(wrong).to_contain_text("张三")
    expect(wrong).to_contain_text("检索结果")
    with desk.expect_download() as got:
        desk.get_by_role("link", name="下载全部回答").click()
    rows = [json.loads(line) for line in got.value.path().read_text("utf-8").splitlines()]
    assert len(rows) == 3
    with desk.expect_download() as report:
        desk.get_by_role("link", name="下载报告").click()
    assert "报问评测报告" in report.value.path().read_text("utf-8")
    desk.click("#evaluation [data-act=back]")
    run.locator("[data-act=delete]").click()
    desk.click("#evaluation dialog.delete button.main")
    expect(run).to_have_count(0)
