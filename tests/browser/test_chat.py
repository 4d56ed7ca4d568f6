"""The chat as a reader uses it, in Chromium, with the real archive and models.

Each test also checks, in the `page` fixture, that every request stayed with the
server and that the console shows no error and no dialog opened.
"""

import itertools
import json
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, ask, choose_tab, complete, free_port

if TYPE_CHECKING:
    from index import Archive

pytestmark = [pytest.mark.browser, pytest.mark.models]
on_phone = pytest.mark.parametrize("page", [PHONE], ids=["phone"], indirect=True)
on_both = pytest.mark.parametrize("page", [{}, PHONE], ids=["desktop", "phone"], indirect=True)
in_english = pytest.mark.parametrize("page", [{"locale": "en-GB"}], ids=["english"], indirect=True)
LIST = "文章里提到了哪些水库？"
SEVERAL = "文章里提到了哪些人？"  # cited in several places
FACT = "谁是成都市水务局的局长？"
REFUSED = "三峡水库的库容是多少？"


def texts_of(archive: "Archive") -> list[str]:
    return [article.text for article in archive.articles()]


def sideways(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_first_page_says_what_it_is(page: Page) -> None:
    assert page.title() == "报问 Baowen"
    expect(page.locator("h1")).to_have_text("向报纸提问")
    expect(page.locator(".stock")).to_contain_text("2 篇文章")
    expect(page.locator(".examples button")).to_have_count(4)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "Gradio" not in page.inner_text("body")
    names = (
        "[...document.querySelectorAll('button, input, textarea, select')].filter(n => n.offsetParent && !("
    )
    names += "n.textContent.trim() || n.ariaLabel || n.title || (n.labels && n.labels.length))).length"
    assert page.evaluate(names) == 0  # nothing to press without a name


@on_both
def test_a_fact_is_read_at_a_glance_and_its_source_is_a_click_away(
    page: Page, sample_archive: "Archive"
) -> None:
    ask(page, FACT)
    expect(page.locator("#now .answer.short")).to_have_text("廖暾1")
    expect(page.locator("#now .card mark")).to_have_text("廖暾")
    expect(page.locator("#now .card .meta")).to_contain_text("成都日报·2023年3月20日·第03版".replace("·", ""))
    quote = page.locator("#now .card blockquote").inner_text()
    assert any(quote in text for text in texts_of(sample_archive))
    before = page.locator("#now h2").bounding_box()
    page.locator("#now .cite").first.click()
    marked = page.locator("#source mark.current")
    expect(marked.first).to_be_in_viewport()
    assert "".join(marked.all_inner_texts()) == quote
    expect(page.locator("#source header h2")).to_have_text("聚焦高质量发展首要任务 统筹推进“六大关系”")
    for said in ("成都日报", "2023年3月20日", "第03版", "要闻", "李霞"):
        expect(page.locator("#source header .meta")).to_contain_text(said)
    assert page.locator("#source .text h3").count() > 2
    after = page.locator("#now h2").bounding_box()
    assert before is not None
    assert after is not None
    assert (before["y"], before["height"]) == (after["y"], after["height"])  # nothing jumps
    assert sideways(page) == 0
    page.keyboard.press("Escape")
    expect(page.locator("#source aside")).to_be_hidden()


def test_hovering_over_a_chip_shows_the_quote(page: Page) -> None:
    ask(page, FACT)
    quote = page.locator("#now .card blockquote").inner_text()
    page.locator("#now .cite").first.hover()
    expect(page.locator("#peek")).to_be_visible()
    expect(page.locator("#peek blockquote")).to_have_text(quote)
    expect(page.locator("#peek .meta")).to_contain_text("成都日报")
    page.mouse.move(5, 5)
    expect(page.locator("#peek")).to_be_hidden()


def test_next_and_previous_go_through_the_citations_of_an_answer(page: Page) -> None:
    ask(page, SEVERAL)
    cards = page.locator("#now .card")
    count = cards.count()
    assert count > 1
    page.locator("#now .cite").first.click()
    place = page.locator("#source .place")
    expect(place).to_have_text(f"1 / {count}")
    expect(page.locator("#source .where")).to_contain_text("成都日报 · 2023年3月20日 · 第03版")
    expect(page.locator("#source [data-act=reference]")).to_be_in_viewport()  # however far it is scrolled
    expect(page.locator("[data-act=previous]")).to_be_disabled()
    for number in range(2, count + 1):
        page.click("[data-act=next]")
        expect(place).to_have_text(f"{number} / {count}")
        expect(page.locator("#source mark.current").first).to_be_in_viewport()
        wanted = cards.nth(number - 1).locator("blockquote").text_content()
        said = "".join(page.locator("#source mark.current").all_text_contents())
        assert said == str(wanted).replace("\n", "")
    expect(page.locator("[data-act=next]")).to_be_disabled()
    page.locator("#now .cite").first.focus()  # wherever the reader is, but in a field
    page.keyboard.press("ArrowLeft")
    expect(place).to_have_text(f"{count - 1} / {count}")
    assert page.locator("#source mark:not(.current)").count() > 0  # what else was cited, lighter


@on_both
def test_a_list_is_a_table_that_can_be_sorted_and_taken_away(page: Page) -> None:
    ask(page, LIST)
    names = page.locator("#now tbody th")
    assert sorted(names.all_inner_texts()) == ["三坝水库", "久隆水库"]
    for row in range(2):
        expect(page.locator("#now tbody tr").nth(row).locator(".cite").first).to_be_visible()
    expect(page.locator("#now tbody")).to_contain_text("2023-03-20")
    page.click("#now th.item .sort")
    up = names.all_inner_texts()
    page.click("#now th.item .sort")
    assert names.all_inner_texts() == up[::-1]
    expect(page.locator("#now th.item")).to_have_attribute("aria-sort", "descending")
    with page.expect_download() as download:
        page.click("#now .csv")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "名称,提及,最早,最近,出处"
    assert {line.split(",")[0] for line in lines[1:]} == set(up)
    assert urllib.parse.unquote(str(page.locator("#now .csv").get_attribute("href"))).startswith(
        "data:text/csv"
    )
    assert sideways(page) == 0


def test_a_count_is_told_and_its_list_is_folded(page: Page) -> None:
    ask(page, "文章里提到了几座水库？")
    expect(page.locator("#now .answer.short")).to_contain_text("2")
    expect(page.locator("#now table")).to_be_hidden()
    page.click("#now .counted summary")
    expect(page.locator("#now tbody tr")).to_have_count(2)


def test_a_question_without_an_answer_is_refused_calmly(page: Page, sample_archive: "Archive") -> None:
    ask(page, REFUSED)
    expect(page.locator("#now .refused")).to_contain_text("没有提到")
    expect(page.locator("#now .cite")).to_have_count(0)
    nearest = page.locator("#now .nearest blockquote").first
    expect(nearest).to_be_hidden()
    page.click("#now .nearest summary")
    expect(nearest).to_be_visible()
    assert any(nearest.inner_text() in text for text in texts_of(sample_archive))
    nearest.click()
    expect(page.locator("#source mark.current").first).to_be_in_viewport()


def test_what_was_understood_can_be_put_aside(page: Page) -> None:
    ask(page, LIST)
    expect(page.locator("#now .understood")).to_contain_text("类别水库")
    page.click("#now [data-without=category]")
    complete(page, 2)
    expect(page.locator("#now h2")).to_have_text(LIST)
    expect(page.locator("#now .understood")).not_to_contain_text("类别")


def test_filters_hold_for_the_conversation_and_stand_in_the_answer(page: Page) -> None:
    page.click(".filter summary")
    page.fill(".filters [name=since]", "2024-01-01")
    ask(page, FACT)
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator("#now .held")).to_contain_text("起始日期2024-01-01")
    expect(page.locator("#now .refused")).to_be_visible()
    page.reload()
    complete(page)
    expect(page.locator("#filters .held li")).to_contain_text(["起始日期2024-01-01"])
    page.click("#filters .held .drop")
    ask(page, FACT, 2)
    expect(page.locator("#now .answer")).to_contain_text("廖暾")
    expect(page.locator("#now .held")).to_have_count(0)


@in_english
def test_english_throughout_and_the_switch_is_remembered(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("Ask the newspapers")
    expect(page.get_by_role("tab", name="Archive")).to_be_visible()
    ask(page, "Who is the mayor of Paris?")
    expect(page.locator("#now .refused")).to_contain_text("do not")
    expect(page.locator("#now footer")).to_contain_text("passages searched")
    page.click("#now .nearest summary")
    expect(page.locator("#now .meta").first).to_contain_text("20 March 2023")
    page.click("[data-act=speak]")
    page.wait_for_selector("#question[placeholder=问一个问题]")
    expect(page.get_by_role("tab", name="文库")).to_be_visible()
    expect(page.locator("#now footer")).to_contain_text("已检索")  # the conversation is still there
    page.reload()
    page.wait_for_selector("#question[placeholder=问一个问题]")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


@pytest.mark.parametrize("page", [{"color_scheme": "dark"}], ids=["dark"], indirect=True)
def test_dark_follows_the_system_until_chosen_otherwise(page: Page) -> None:
    shade = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(shade) == "rgb(23, 21, 18)"
    page.click("[data-act=shade]")
    assert page.evaluate(shade) == "rgb(251, 249, 244)"
    page.reload()
    page.wait_for_selector("#question")
    assert page.evaluate(shade) == "rgb(251, 249, 244)"


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("文章里提到了")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("哪些水库？")
    assert page.input_value("#question") == "文章里提到了\n哪些水库？"
    page.keyboard.press("Enter")
    complete(page)
    page.locator("#now .cite").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark.current").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#now .cite").first).to_be_focused()
    page.keyboard.press("Alt+n")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".examples button").first).to_be_visible()
    expect(page.locator("#question")).to_be_focused()


def test_a_click_on_an_example_asks_it(page: Page) -> None:
    example = page.locator(".examples button").first
    question = example.inner_text()
    example.click()
    complete(page)
    expect(page.locator("#now h2")).to_have_text(question)
    expect(page.locator(".examples button").first).to_be_hidden()


def test_turns_keep_their_own_excerpts_and_a_reload_loses_nothing(page: Page) -> None:
    ask(page, LIST)
    ask(page, REFUSED, turn=2)
    expect(page.locator("#past .turn h2")).to_have_text(LIST)
    expect(page.locator("#now h2")).to_be_in_viewport()
    ids = page.evaluate("[...document.querySelectorAll('.turn [id], .turn')].map(node => node.id)")
    assert len(ids) == len(set(ids))
    page.reload()
    complete(page, 2)
    expect(page.locator("#past .turn h2")).to_have_text(LIST)
    page.locator("#past .cite").first.click()
    expect(page.locator("#source mark.current").first).to_be_in_viewport()


def test_a_rating_with_its_reason_is_kept(page: Page, sample_archive: "Archive") -> None:
    ask(page, FACT)
    page.click("#now .thumb.bad")
    page.check("#now .rating [value=wrong]")
    page.fill("#now .rating [name=right]", "张三")
    page.click("#now .rating [type=submit]")
    expect(page.locator("#now .thanks")).to_be_visible()
    file = sample_archive.path / "ratings.jsonl"
    page.wait_for_timeout(300)
    last = json.loads(file.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["good"], last["reason"], last["right"]) == (False, "wrong", "张三")
    assert last["answer"]["question"] == FACT


@pytest.mark.parametrize(
    "page", [{"permissions": ["clipboard-read", "clipboard-write"]}], ids=["clipboard"], indirect=True
)
def test_an_answer_and_a_reference_can_be_copied(page: Page) -> None:
    ask(page, FACT)
    page.click("#now [data-act=copy]")
    expect(page.locator("#now [data-act=copy]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == "廖暾[1]"
    page.locator("#now .cite").first.click()
    page.click("[data-act=reference]")
    expect(page.locator("[data-act=reference]")).to_have_text("已复制")
    assert "[N]. 成都日报, 2023-03-20(03)." in page.evaluate("navigator.clipboard.readText()")


def test_a_question_too_long_or_blank_is_not_asked_and_stays(page: Page) -> None:
    page.fill("#question", "  ")
    page.press("#question", "Enter")
    page.fill("#question", "长" * 2001)
    page.press("#question", "Enter")
    expect(page.locator("#now .notice")).to_contain_text("最多 2000")
    assert len(page.input_value("#question")) == 2001
    expect(page.locator(".turn")).to_have_count(1)


@on_phone
def test_a_phone_has_everything_in_reach(page: Page) -> None:
    ask(page, LIST)
    expect(page.locator("#now h2")).to_be_in_viewport()
    expect(page.locator("#question")).to_be_in_viewport(ratio=1)
    small = "[...document.querySelectorAll('.head button, .send, [role=tab]')].filter(n => n.offsetParent)"
    assert page.evaluate(f"Math.min(...{small}.map(n => n.getBoundingClientRect().height))") >= 34
    page.locator("#now .cite").first.click()
    box = page.locator("#source aside").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    page.go_back()
    expect(page.locator("#source aside")).to_be_hidden()
    expect(page.locator("#now tbody tr")).to_have_count(2)
    page.click(".head .shelf")
    expect(page.locator("#side")).to_be_in_viewport()
    assert sideways(page) == 0


@pytest.mark.parametrize(
    "page",
    [{**PHONE, "locale": "en-GB"}, {**PHONE, "viewport": {"width": 320, "height": 640}}],
    indirect=True,
)
def test_a_phone_shows_all_three_tabs_in_either_language(page: Page) -> None:
    tabs = page.locator("#tabs > .tab-wrapper [role=tab]")
    expect(tabs).to_have_count(3)
    buttons = [tabs.nth(n).bounding_box() for n in range(3)]
    buttons += [page.locator(f".head .{name}").bounding_box() for name in ("speak", "shade")]
    edges = [(box["x"], box["x"] + box["width"]) for box in buttons if box]
    assert all(right <= left for (_, right), (left, _) in itertools.pairwise(edges))  # none over another
    assert edges[-1][1] <= page.evaluate("innerWidth")
    for number, name in enumerate(("#question", "#library .dropbox", "#evaluation .dropbox")):
        tabs.nth(number).click()
        expect(page.locator(name)).to_be_visible()
        assert sideways(page) == 0


@pytest.mark.parametrize("page", [{**PHONE, "locale": "en-GB"}], ids=["english-phone"], indirect=True)
def test_one_is_one_in_english_and_a_list_fits_a_phone(page: Page) -> None:
    example = page.locator(".examples button").first
    assert example.inner_text().isascii()
    ask(page, "Which reservoirs does the page mention?")
    expect(page.locator("#now .more summary")).to_have_text("1 excerpt")
    for chip in page.locator("#now tbody .cite").all():
        expect(chip).to_be_in_viewport(ratio=1)


def test_the_server_gives_out_no_file_and_tells_the_browser_to_stay(page: Page, url: str) -> None:
    policy = page.request.get(url).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    for path in ("pyproject.toml", "/etc/passwd", "../../etc/passwd"):
        assert page.request.get(f"{url}gradio_api/file={path}").status in (403, 404)


def test_an_empty_archive_says_so_until_it_is_filled(browser: Browser, tmp_path: Path) -> None:
    from app import start
    from index import Archive
    from qa import Chatbot

    with Archive.open(tmp_path / "archive") as archive:
        port = free_port()
        served = start(Chatbot(archive), port=port)
        page = browser.new_page(**DESKTOP)
        try:
            page.goto(f"http://127.0.0.1:{port}/")
            expect(page.locator("#welcome .empty")).to_contain_text("还没有文章")
            ask(page, "清淤工程什么时候开始？")
            expect(page.locator("#now .refused")).to_contain_text("还没有文章")
            page.click("#shelf [data-act=new]")
            page.click("#welcome [data-act=library]")
            record = {"text": "江城市清淤工程下月开始。", "newspaper": "江城日报", "published": "2023-05-01"}
            file = {"name": "新.jsonl", "mimeType": "text/plain", "buffer": json.dumps(record).encode()}
            page.set_input_files("#library input.files", [file])  # type: ignore[list-item]
            expect(page.locator("#library .report.good")).to_contain_text("新增 1 篇", timeout=90_000)
            choose_tab(page, 0)
            expect(page.locator("#welcome .stock")).to_contain_text("1 篇文章")  # without a reload
            ask(page, "清淤工程什么时候开始？")
            expect(page.locator("#now .answer")).to_contain_text("下月")
        finally:
            page.close()
            served.close(verbose=False)
