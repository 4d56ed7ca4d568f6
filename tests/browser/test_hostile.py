"""Fifty hostile payloads as text, titles, names, questions and answers in Chromium: none runs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus import Article
from index import Archive
from qa.answer import Answer, Event, Item
from qa.cite import Citation
from tests.browser.conftest import DESKTOP, Watch, ask, choose_tab, free_port
from tests.browser.hostile import LONG, PAYLOADS
from tests.index.conftest import FakeEncoder, fake_tagger

pytestmark = pytest.mark.browser
# Nothing of these is ever in the page, unless a payload became part of it.
FOREIGN = (
    "img[src='x'], iframe, object, embed, base[href^='javascript'], marquee, math, details[ontoggle], "
    "a[href^='javascript'], [onerror], [onmouseover], [onfocus], [onload], .katex, mjx-container, "
    "form[action^='javascript'], #shelf b, #now h1, #now textarea, #library h1"
)


class ScriptedBot:
    """Says the payload that it is asked, everywhere where an answer has room for words."""

    engine, engines, writer = "extract", ("extract",), None

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def ask(self, question: str, *_: object, **__: object) -> Answer:
        return Answer(question, "refusal", "没有。", refused=True)

    def stream(self, question: str, *_: object, **__: object) -> Iterator[Answer]:
        place = next(
            (n for n, payload in enumerate(PAYLOADS) if payload.strip() == question), len(PAYLOADS) - 1
        )
        said, article = PAYLOADS[place], self.archive.article(f"h{place}")
        cited = Citation(1, article, 0, len(article.text), ((1, 1 + len(said)),))
        item = Item(said, 1, (1,), date(2023, 1, 1), date(2023, 1, 2))
        whole = Answer(
            said,
            ("list", "fact", "refusal")[place % 3],  # type: ignore[arg-type]
            f"{said}[1]",
            (cited,),
            (item,) if place % 3 == 0 else (),
            understood=(("类型", said), (said, "x")),
            resolved=said,
            versions=(item, replace(item, latest=date(2023, 1, 3))) if place % 6 == 1 else (),
            events=(Event(date(2023, 1, 1), said, 1),) if place % 6 == 4 else (),
            note=said,
        )
        if place % 3 == 2:
            whole = replace(whole, text=said, citations=(), refused=True, nearest=(cited,))
        yield replace(whole, text=whole.text[: len(whole.text) // 2])  # tags cut in the middle
        yield whole


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    from app import start

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.web.serving.EVENTS", (1e6, 10**6))  # one reader asks them all
        with Archive.open(tmp_path_factory.mktemp("h") / "a", FakeEncoder(), tagger=fake_tagger) as archive:
            archive.add(
                [
                    Article(
                        f"h{n}",
                        bad,
                        f"文{bad}章",
                        bad[:300],
                        date(2023, 1, 1),
                        bad[:300],
                        bad[:300],
                        bad[:300],
                    )
                    for n, bad in enumerate(PAYLOADS)
                ]
            )
            port = free_port()
            served = start(ScriptedBot(archive), port=port)  # type: ignore[arg-type]
            url = f"http://127.0.0.1:{port}/"
            context = browser.new_context(**DESKTOP)
            context.add_init_script("window.ran = 0; window.pwned = () => { window.ran += 1; };")
            page = context.new_page()
            page.set_default_timeout(30_000)
            watch = Watch(page)
            page.goto(url)
            page.wait_for_selector("#question")
            yield page, url
            assert watch.outside(url) == []
            # Text in a page's own attributes or style would show up as an error of its policy.
            assert [said for said in watch.complaints if "status of 4" not in said] == []
            context.close()
            served.close(verbose=False)


def harmless(page: Page) -> None:
    assert page.evaluate("window.ran") == 0
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_questions_and_answers_stay_text(hostile: tuple[Page, str]) -> None:
    page, _ = hostile
    for number, bad in enumerate(PAYLOADS):
        if bad == LONG:
            bad = LONG[:2000]
        page.fill("#question", bad)
        page.press("#question", "Enter")
        expect(page.locator(f"#now #a{number % 10 + 1}:not([aria-busy])")).to_be_visible()
        assert page.evaluate("window.ran") == 0, bad
        if page.locator("#now .cite").count():
            page.locator("#now .cite").first.click()
            page.wait_for_selector("#source .sheet .text")
        harmless(page)
        if number % 10 == 9:  # a new conversation, whose title is the next payload
            page.click("#shelf [data-act=new]")
            expect(page.locator("#now .turn")).to_have_count(0)
    page.reload()
    expect(page.locator("#shelf li")).to_have_count(5)
    harmless(page)


def test_articles_and_file_names_stay_text(hostile: tuple[Page, str]) -> None:
    page, _ = hostile
    choose_tab(page, 1)
    for number in range(3):
        expect(page.locator("#library .articles > li").first).to_be_visible()
        harmless(page)
        for row in range(page.locator("#library .articles .title").count()):
            page.locator("#library .articles .title").nth(row).click()
            page.wait_for_selector("dialog.article[open] .text")
            harmless(page)
            page.keyboard.press("Escape")
        if number < 2:
            page.locator("#library .pager button").last.click()
            page.wait_for_selector(f"#library .pager:has-text('第 {number + 2} 页')")
    names = [bad[:120].replace("/", "／").replace("\x00", "") for bad in PAYLOADS]
    files: Any = [{"name": f"{name}.exe", "mimeType": "text/plain", "buffer": b"x"} for name in names]
    page.set_input_files("#library input.files", files)
    expect(page.locator("#library .files > li")).to_have_count(50)
    harmless(page)
    for bad in ("<img src=x onerror=pwned()>", PAYLOADS[45]):
        page.fill("#library [name=words]", bad)
        page.press("#library [name=words]", "Enter")
        page.wait_for_timeout(300)
        harmless(page)


def test_names_of_question_sets_stay_text(hostile: tuple[Page, str]) -> None:
    page, _ = hostile
    choose_tab(page, 2)
    page.wait_for_selector("#evaluation .dropbox")
    for bad in PAYLOADS[:10]:
        name = bad[:120].replace("/", "／")
        page.set_input_files(
            "#evaluation input[type=file]",
            [{"name": f"{name}.csv", "mimeType": "text/csv", "buffer": f"{bad},b\n1,2\n".encode()}],
        )
        expect(page.locator("#evaluation .sending.bad")).to_contain_text(".csv，第 1 行：")
        harmless(page)
    choose_tab(page, 0)
    ask(page, PAYLOADS[0], page.locator(".turn").count() + 1)
    harmless(page)
