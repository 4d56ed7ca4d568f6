"""The archive tab in Chromium: leafing, adding, removing, checking, on the real archive and models."""

import json
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Own, ask, choose_tab

pytestmark = [pytest.mark.browser, pytest.mark.models]
RECORDS = [
    {
        "id": f"r{n}",
        "title": f"紫坪铺水电站新闻{n}",
        "text": f"紫坪铺水电站第{n}台机组投产。",
        "newspaper": "测试晚报",
    }
    | {"published": f"2024-0{n}-15"}
    for n in (1, 2)
]
JSONL = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in RECORDS).encode()


def library(page: Page) -> None:
    choose_tab(page, 1)
    page.wait_for_selector("#library .dropbox")


@pytest.mark.parametrize("desk", [{}, {**PHONE, "locale": "en-GB", "color_scheme": "dark"}], indirect=True)
def test_the_archive_is_shown_searched_and_read(desk: Page) -> None:
    library(desk)
    expect(desk.locator("#library .articles > li")).not_to_have_count(0)
    expect(desk.locator("#library .dates svg")).to_have_attribute("role", "img")
    desk.fill("#library [name=words]", "久隆水库")
    desk.press("#library [name=words]", "Enter")
    expect(desk.locator("#library .snippet mark").first).to_have_text("久隆水库")
    desk.click("#library .articles .title")
    expect(desk.locator("dialog.article .text")).to_contain_text("市水务局党组书记")
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog.article")).to_be_hidden()
    assert desk.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_files_are_added_each_with_its_own_outcome_while_another_asks(desk: Page, own: Own) -> None:
    library(desk)
    reader = desk.context.browser.new_page(locale="zh-CN")  # type: ignore[union-attr]
    reader.goto(own.url)
    reader.wait_for_selector("#question")
    files = [
        {"name": "新.jsonl", "mimeType": "text/plain", "buffer": JSONL},
        {"name": "坏.pdf", "mimeType": "application/pdf", "buffer": b"no PDF"},
        {"name": "程序.exe", "mimeType": "text/plain", "buffer": b"MZ"},
    ]
    desk.set_input_files("#library input.files", files)  # type: ignore[arg-type]
    ask(reader, "谁是成都市水务局的局长？")
    expect(reader.locator("#now .answer")).to_contain_text("廖暾")
    reader.close()
    expect(desk.locator("#library .report.good")).to_contain_text("新增 2 篇", timeout=90_000)
    outcome = desk.locator("#library .files > li")
    expect(outcome.filter(has_text="新.jsonl")).to_contain_text("2 篇")
    expect(outcome.filter(has_text="坏.pdf")).to_contain_text("损坏")
    expect(outcome.filter(has_text="程序.exe")).to_contain_text("不支持")
    assert own.archive.article("r1").newspaper == "测试晚报"
    # … and taken out again, after it was asked whether they should be.
    desk.fill("#library [name=words]", "紫坪铺水电站")
    desk.click("#library form.search button.main")
    expect(desk.locator("#library .articles > li")).to_have_count(2)
    desk.check("#library [data-act=every]")
    expect(desk.locator("#library .picked")).to_contain_text("已选 2 篇")
    desk.click("#library [data-act=remove]")
    desk.click("#library dialog.remove [data-act=no]")
    assert own.archive.article("r1").id == "r1"
    desk.click("#library [data-act=remove]")
    desk.click("#library dialog.remove button.main")
    expect(desk.locator("#library .none")).to_contain_text("没有符合条件")
    assert "r1" not in {article.id for article in own.archive.articles()}


def test_a_dropped_file_is_taken_and_one_too_large_is_not_sent(desk: Page, own: Own) -> None:
    library(desk)
    desk.evaluate("document.querySelector('#library .desk').dataset.limit = 100")
    drop = """([name, text]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([text], name));
        const box = document.querySelector('#library .dropbox');
        for (const kind of ['dragenter', 'drop'])
            box.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
    }"""
    desk.evaluate(drop, ["大.txt", "长" * 200])
    expect(desk.locator("#library .files > li")).to_contain_text("超过 200 MB，没有上传")
    desk.evaluate("document.querySelector('#library .desk').dataset.limit = 1e6")
    desk.evaluate(drop, ["空.jsonl", '{"id": "d1", "text": "拖进来的文章。"}\n'])
    expect(desk.locator("#library .report.good")).to_contain_text("新增 1 篇", timeout=90_000)
    own.archive.remove("d1")


def test_a_file_of_500_mb_is_refused_by_the_page_and_by_the_server(
    desk: Page, own: Own, tmp_path: Path
) -> None:
    library(desk)
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url) if "/upload" in request.url else None)
    file = tmp_path / "大.pdf"
    with file.open("wb") as out:
        out.truncate(500 << 20)  # a hole: it takes no room
    desk.set_input_files("#library input.files", file)
    outcome = desk.locator("#library .files > li").first
    expect(outcome).to_contain_text("超过 200 MB，没有上传")
    assert sent == []
    connection = HTTPConnection(urlsplit(own.url).netloc, timeout=20)  # whoever goes round the script
    connection.putrequest("POST", "/baowen/upload?name=x.pdf")
    connection.putheader("Content-Length", str(500 << 20))
    connection.endheaders(b"%PDF-")
    reply = connection.getresponse()
    assert reply.status == 413
    assert "超过 200 MB" in json.loads(reply.read())["detail"]


def test_a_check_says_that_the_archive_is_sound(desk: Page) -> None:
    library(desk)
    desk.click("#library [data-act=check]")
    expect(desk.locator("#library .health")).to_contain_text("文库完好", timeout=90_000)
