"""A chat model beside the extractive engine, answers that are stopped, and a server that is."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from qa.web.conversations import STOPPED
from tests.browser.conftest import DESKTOP, ask, complete, free_port

if TYPE_CHECKING:
    from index import Archive

pytestmark = [pytest.mark.browser, pytest.mark.models]
FACT = "谁是成都市水务局的局长？"
FIRST = "成都市水务局局长是廖暾[1]。"
SECOND = "久隆水库工程已经开工[1]。"


class Gate:
    """Lets a model's second sentence through when it is opened."""

    def __init__(self) -> None:
        self.open = Event()
        self.heard = 0

    def __call__(self, _: str) -> Iterator[str]:
        self.heard += 1
        yield FIRST
        yield SECOND[:2]
        if not self.open.wait(8):
            return
        yield SECOND[2:]


@pytest.fixture
def gated(sample_archive: "Archive", browser: Browser) -> Iterator[tuple[Page, Gate]]:
    """A page over a chatbot that can also write, in the words of a scripted model."""
    from app import start
    from qa import Chatbot
    from tests.qa.test_generate import Scripted

    gate, port = Gate(), free_port()
    bot = Chatbot(sample_archive, chat_model=Scripted(script=gate))
    served = start(bot, port=port)
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/")
    page.wait_for_selector("#question")
    yield page, gate
    gate.open.set()
    context.close()
    served.close(verbose=False)


def test_the_engine_is_chosen_stopped_midway_and_shown_in_each_answer(gated: tuple[Page, Gate]) -> None:
    page, gate = gated
    page.click(".filter summary")
    engine = page.locator(".filters [name=engine]")
    assert engine.locator("option").all_inner_texts() == ["摘录", "生成 · scripted"]
    engine.select_option("generate")
    expect(page.locator("#filters .engine")).to_have_text("生成 · scripted")
    page.fill("#question", FACT)
    page.press("#question", "Enter")
    said = page.locator("#now .turn[aria-busy] .answer")
    expect(said).to_contain_text("成都市水务局局长是廖暾")  # its first words, while the rest is awaited
    expect(page.locator(".send")).to_have_attribute("title", "停止")
    page.click(".send")
    expect(page.locator("#now .notice")).to_contain_text("已停止")
    expect(page.locator(".send")).to_have_attribute("title", "提问")
    page.reload()
    expect(page.locator("#now h2")).to_have_text(FACT)
    expect(page.locator("#now .notice")).to_contain_text("已停止")
    gate.open.set()
    page.click("#now .again")
    complete(page, 2)
    expect(page.locator("#now .answer")).to_contain_text("久隆水库工程已经开工")
    expect(page.locator("#now .facts")).to_contain_text("生成 · scripted")
    expect(page.locator("#now .cite").first).to_be_visible()
    page.click(".filter summary")
    expect(engine).to_have_value("generate")  # it holds for the conversation
    engine.select_option("extract")
    heard = gate.heard
    ask(page, FACT, 3)
    expect(page.locator("#now .answer.short")).to_have_text("廖暾1")
    expect(page.locator("#now .facts")).to_contain_text("摘录")
    assert gate.heard == heard


SERVER = """
import sys, time
from app import start
from index import Archive
from qa import Chatbot
from tests.qa.test_generate import Scripted

def slowly(_):
    yield "成都市水务局局长是廖暾[1]。"
    yield "久隆"  # so that the first sentence has ended
    time.sleep(60)

with Archive.open(sys.argv[1]) as archive:
    bot = Chatbot(archive, engine="generate", chat_model=Scripted(script=slowly), reader=None)
    start(bot, port=int(sys.argv[2]))
    time.sleep(600)
"""


def until_up(port: int) -> None:
    for _ in range(720):
        try:
            httpx.get(f"http://127.0.0.1:{port}/baowen/alive", trust_env=False).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.25)
    pytest.fail("the server did not come up in three minutes")


def test_a_server_killed_mid_answer_loses_no_question_and_the_page_goes_on_with_the_next(
    sample_archive: "Archive", browser: Browser, tmp_path: Path
) -> None:
    from app import start
    from index import Archive
    from qa import Chatbot

    folder, port = tmp_path / "archive", free_port()
    shutil.copytree(sample_archive.path, folder)
    command = [sys.executable, "-c", SERVER, str(folder), str(port)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    try:
        until_up(port)
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("#question", timeout=60_000)
        page.fill("#question", FACT)
        page.press("#question", "Enter")
        expect(page.locator("#now .turn[aria-busy] .answer")).to_contain_text("廖暾", timeout=120_000)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    expect(page.locator("#composer .lost")).to_contain_text("连接断了", timeout=20_000)
    page.fill("#question", "文章里提到了哪些水库？")
    page.press("#question", "Enter")  # nobody hears it: it stays in the box
    page.wait_for_timeout(500)
    expect(page.locator("#question")).to_have_value("文章里提到了哪些水库？", timeout=20_000)
    with Archive.open(folder) as archive:
        served = start(Chatbot(archive), port=port)
        expect(page.locator("#now .notice")).to_contain_text(STOPPED[0], timeout=20_000)
        expect(page.locator("#composer .lost")).to_be_hidden()
        expect(page.locator("#question")).to_have_value("文章里提到了哪些水库？")
        page.click("#now .again")
        complete(page, 2)
        expect(page.locator("#now .answer")).to_contain_text("廖暾")
        expect(page.locator("#past h2")).to_have_text(FACT)
        context.close()
        served.close(verbose=False)
