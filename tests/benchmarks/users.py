"""32 readers who ask for two minutes: `python -m tests.benchmarks.users [ARCHIVE] [--users N --seconds S]`.

A server of its own process over the archive (the sample page where none is given). Every reader has a cookie
of their own, asks by the same requests as the page's script, waits for the answer, thinks for 3 to 8 seconds
and asks on. They do so for a while before anything is measured, so that models are loaded and caches full.
Printed are errors, times to the first words and to the whole answer, and the server's memory over the time
measured; beside them, in Chromium, the first paint and the first words, alone and while they ask.
"""

import argparse
import asyncio
import json
import random
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from tests.browser.conftest import FLAGS, free_port

QUESTIONS = (
    "文章里提到了哪些水库？",
    "谁是成都市水务局的局长？",
    "去年成都国家高新技术企业数增长了多少？",
    "金牛区要做好哪三大枢纽？",
    "三坝水库即将通过哪个部门的评审？",
    "长江有多长？",
    "文章里提到了几座水库？",
    "Which reservoirs does the page mention?",
    "三峡水库的库容是多少？",
)
THINKS = (3.0, 8.0)  # seconds between an answer and the next question
TURNS = 6  # of a conversation before a new one
EACH = 10.0  # seconds between two looks at the memory
PAINTED, SAID = 2.0, 1.0  # seconds: what a page alone is to stay under, for the first paint and words


class Reader:
    """One simulated reader and what they went through."""

    def __init__(self, url: str, fn: int, bus: int) -> None:
        self.url, self.fn, self.bus = url, fn, bus
        self.first: list[float] = []  # seconds to the first words
        self.whole: list[float] = []
        self.errors: list[str] = []

    async def read(self, until: float, seed: int) -> None:
        """Ask until that moment."""
        dice, conversation, turns = random.Random(seed), "", 0
        async with httpx.AsyncClient(base_url=self.url, timeout=60, trust_env=False) as client:
            await client.get("/", headers={"accept": "text/html"})
            await asyncio.sleep(dice.uniform(0, THINKS[1]))
            while time.monotonic() < until:
                try:
                    conversation = await self._ask(client, dice.choice(QUESTIONS), conversation)
                except Exception as error:
                    self.errors.append(f"{type(error).__name__}: {error}"[:200])
                turns += 1
                if turns % TURNS == 0:
                    conversation = ""
                await asyncio.sleep(dice.uniform(*THINKS))

    async def _ask(self, client: httpx.AsyncClient, question: str, conversation: str) -> str:
        session = secrets.token_hex(6)
        sent = {"question": question, "conversation": conversation, "choices": {}}
        body = {"data": [], "event_data": sent, "fn_index": self.fn, "trigger_id": self.bus}
        started, first = time.monotonic(), 0.0
        joined = await client.post("/gradio_api/queue/join", json={**body, "session_hash": session})
        joined.raise_for_status()
        told: dict[str, Any] = {}
        async with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data:"):
                    continue
                told = json.loads(line[5:])
                _, now = ((told.get("output") or {}).get("data") or (None, None))[:2]  # past turns, this one
                if not first and '<div class="said ' in str(now):
                    first = time.monotonic() - started
                if key := re.search(r'data-conversation=\\"([\w-]+)', line):
                    conversation = key[1]
                if told.get("msg") == "process_completed":
                    break
        if not told.get("success") or not first:
            self.errors.append(f"no answer to {question}: {str(told)[:200]}")
            return conversation
        self.first.append(first)
        self.whole.append(time.monotonic() - started)
        return conversation


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path)
    parser.add_argument("--users", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--warm", type=float, default=45.0, help="seconds before the time measured")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing) / "archive"
        if given.archive:
            shutil.copytree(given.archive, folder)
        else:
            _sample(folder)
        port = free_port()
        command = [sys.executable, "-m", "qa.cli", "serve", "--archive", str(folder), "--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            _measure(url, server.pid, given.users, given.seconds, given.warm)
        finally:
            server.terminate()
            server.wait(20)


def _measure(url: str, pid: int, users: int, seconds: float, warm: float) -> None:
    config = httpx.get(f"{url}/config", trust_env=False).json()
    bus = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "bus")
    fn = next(d["id"] for d in config["dependencies"] if [bus, "asked"] in map(list, d["targets"]))
    asyncio.run(_warmed(Reader(url, fn, bus)))
    looked = _browser(url)
    print(f"Chromium, alone: {looked}" + (f" (wanted: {PAINTED:.0f} s and {SAID:.0f} s)" if looked else ""))
    asyncio.run(_all(url, [Reader(url, fn, bus) for _ in range(users)], warm, pid, look=False))
    readers = [Reader(url, fn, bus) for _ in range(users)]
    during, memory = asyncio.run(_all(url, readers, seconds, pid))
    first, whole = (sorted(t for r in readers for t in getattr(r, name)) for name in ("first", "whole"))
    errors = [error for reader in readers for error in reader.errors]
    print(f"{users} readers, {seconds:.0f} s: {len(whole)} answers, {len(errors)} errors")
    for error in errors[:5]:
        print(f"  {error}")
    if whole:
        print(f"first words: median {_at(first, 0.5):.2f} s, p95 {_at(first, 0.95):.2f} s")
        print(f"whole answer: median {_at(whole, 0.5):.2f} s, p95 {_at(whole, 0.95):.2f} s")
    print(f"memory of the server, every {EACH:.0f} s: {', '.join(f'{mb:.0f}' for mb in memory)} MB")
    third = max(1, len(memory) // 3)
    start, end = (sum(part) / third for part in (memory[:third], memory[-third:]))
    print(f"mean of the first third {start:.0f} MB, of the last {end:.0f} MB: {end / start - 1:+.1%}")
    print(f"Chromium, among them: {during}")


async def _warmed(reader: Reader) -> None:
    async with httpx.AsyncClient(base_url=reader.url, timeout=60, trust_env=False) as client:
        for question in QUESTIONS:
            await reader._ask(client, question, "")


async def _all(
    url: str, readers: Sequence[Reader], seconds: float, pid: int, *, look: bool = True
) -> tuple[str, list[float]]:
    """What Chromium saw in the middle of it, and the server's memory from beginning to end."""
    until = time.monotonic() + seconds
    asked = [asyncio.create_task(reader.read(until, seed)) for seed, reader in enumerate(readers)]
    watched = asyncio.create_task(_watched(pid, until))
    await asyncio.sleep(seconds / 2)
    looked = await asyncio.to_thread(_browser, url) if look else ""
    await asyncio.gather(*asked)
    return looked, await watched


async def _watched(pid: int, until: float) -> list[float]:
    memory = [_memory(pid)]
    while time.monotonic() < until:
        await asyncio.sleep(EACH)
        memory.append(_memory(pid))
    return memory


def _browser(url: str) -> str:
    """First contentful paint of a fresh browser, and how long after Enter the first words stand there."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        return "not installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        page.goto(url)
        page.wait_for_selector("#question", timeout=60_000)
        paint = page.evaluate(
            "performance.getEntriesByType('paint').find(e => e.name === 'first-contentful-paint').startTime"
        )
        ready = page.evaluate("performance.now()")
        page.fill("#question", QUESTIONS[1])
        started = time.monotonic()
        page.press("#question", "Enter")
        page.wait_for_selector("#now .answer", timeout=60_000)
        words = time.monotonic() - started
        browser.close()
    return f"first paint {paint / 1000:.2f} s, box to ask in {ready / 1000:.2f} s, first words {words:.2f} s"


def _sample(folder: Path) -> None:
    from corpus import load
    from corpus.load import sample
    from index import Archive

    with Archive.open(folder) as archive:
        archive.add(load([sample()]))


def _wait(url: str) -> None:
    for _ in range(240):
        with suppress(httpx.HTTPError):
            if httpx.get(url, trust_env=False).status_code == 200:
                return
        time.sleep(0.5)
    sys.exit("the server did not come up within two minutes")


def _memory(pid: int) -> float:
    """Resident memory of a process, MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def _at(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    main()
