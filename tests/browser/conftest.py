"""A served page over the sample archive, and Chromium to look at it with."""

import os
import shutil
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

if TYPE_CHECKING:
    from index import Archive

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Own(NamedTuple):
    """A served archive."""

    url: str
    archive: "Archive"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        message = "Chromium is missing; on Debian: apt-get install chromium fonts-noto-cjk"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def url(sample_archive: "Archive") -> Iterator[str]:
    """Where the real page is served, with the real Chatbot over the sample page."""
    from app import start
    from qa import Chatbot

    port = free_port()
    page = start(Chatbot(sample_archive), port=port)
    yield f"http://127.0.0.1:{port}/"
    page.close(verbose=False)


@pytest.fixture(scope="session")
def own(sample_archive: "Archive", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    """A page over a copy of the sample archive: tests may add to it, take from it and evaluate it."""
    from app import start
    from index import Archive
    from qa import Chatbot

    folder = tmp_path_factory.mktemp("own") / "archive"
    shutil.copytree(sample_archive.path, folder)
    port = free_port()
    with Archive.open(folder) as archive:
        served = start(Chatbot(archive), port=port)
        yield Own(f"http://127.0.0.1:{port}/", archive)
        served.close(verbose=False)


@pytest.fixture(params=[{}], ids=["desktop"])
def desk(request: pytest.FixtureRequest, browser: Browser, own: Own) -> Iterator[Page]:
    """`page`, over the archive that may be changed."""
    context = browser.new_context(**{**DESKTOP, **request.param})
    shown = context.new_page()
    shown.set_default_timeout(30_000)
    watch = Watch(shown)
    shown.goto(own.url)
    shown.wait_for_selector("#question")
    yield shown
    context.close()
    assert watch.outside(own.url) == []
    assert watch.complaints == []


class Watch:
    """What a page asked for and complained about while it was open."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def outside(self, url: str) -> list[str]:
        return [asked for asked in self.requests if not asked.startswith((url, "data:", "blob:" + url))]


@pytest.fixture(params=[{}], ids=["desktop"])
def page(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Page]:
    """The page in a context of its own; in the end nothing outside was asked for and nothing failed.

    The parameter is what a test wants of the context otherwise: a phone, English, dark.
    """
    context = browser.new_context(**{**DESKTOP, **request.param})
    page = context.new_page()
    page.set_default_timeout(30_000)
    watch = Watch(page)
    page.goto(url)
    page.wait_for_selector("#question")
    yield page
    context.close()
    assert watch.requests
    assert watch.outside(url) == []
    assert watch.complaints == []


DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def ask(page: Page, question: str, turn: int = 1) -> None:
    """Type a question, press Enter and wait until its answer is complete."""
    page.fill("#question", question)
    page.press("#question", "Enter")
    complete(page, turn)


def complete(page: Page, turn: int = 1) -> None:
    """Wait until the answer of that turn is whole."""
    expect(page.locator(f"#now #a{turn}:not([aria-busy])")).to_be_visible(timeout=30_000)


def choose_tab(page: Page, number: int) -> None:
    """Go to a tab: 0 the chat, 1 the archive, 2 the evaluation."""
    page.locator("#tabs > .tab-wrapper [role=tab]").nth(number).click()
