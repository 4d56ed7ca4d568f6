"""Nothing that the page does asks anyone but its own server for anything."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, Own, ask, choose_tab, complete

pytestmark = [pytest.mark.browser, pytest.mark.models]
LINKS = """[...document.querySelectorAll('[src], link[href], [action], [poster]')]
    .map(node => node.src || node.href || node.action || node.poster)"""


def test_the_whole_page_asks_its_own_server_alone(browser: Browser, own: Own) -> None:
    context = browser.new_context(**DESKTOP)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(own.url)
    page.wait_for_selector("#question")
    named = list(page.evaluate(LINKS))
    page.locator(".examples button").first.click()
    complete(page)
    ask(page, "谁是成都市水务局的局长？", 2)
    page.locator("#now .cite").first.hover()
    page.locator("#now .cite").first.click()
    expect(page.locator("#source mark.current").first).to_be_visible()
    page.click("#now .thumb.good")
    page.click(".filter summary")
    page.click("#shelf .more")
    page.keyboard.press("Escape")
    choose_tab(page, 1)
    page.click("#library .articles .title")
    expect(page.locator("dialog.article .text")).to_be_visible()
    page.keyboard.press("Escape")
    choose_tab(page, 2)
    expect(page.locator("#evaluation .dropbox")).to_be_visible()
    named += page.evaluate(LINKS)
    page.click("[data-act=shade]")
    page.click("[data-act=speak]")
    page.wait_for_selector("#question[placeholder='Ask a question']", state="attached")
    page.wait_for_timeout(1500)  # what is asked for late
    named += page.evaluate(LINKS)
    context.close()
    ours = (own.url, "data:", f"blob:{own.url}")
    assert len(asked) > 20
    assert [url for url in asked if not url.startswith(ours)] == []
    assert [url for url in named if url and not str(url).startswith(ours)] == []
