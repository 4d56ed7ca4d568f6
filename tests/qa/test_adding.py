"""What `baowen add` shows: reports, dry runs, progress; no model is needed for these."""

import io
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus import Article, Skipped
from corpus.page import Page
from qa.adding import SHOWN, Reading, lines_of, progress, watched

Run = Callable[..., tuple[int, str, str]]


def article(number: int, **fields: object) -> Article:
    made = {"id": f"a{number}", "title": f"题{number}", "text": "文。", "file": f"{number}.txt"}
    return Article(**(made | fields))  # type: ignore[arg-type]


def test_a_single_sound_file_needs_no_more_lines() -> None:
    reading = Reading()
    items = [article(1, file="a.txt", page="03"), article(2, file="a.txt", page="03")]
    assert list(watched(items, reading)) == items
    assert list(lines_of(reading)) == []
    assert reading.to_dict() == {"articles": 2, "files": 1, "pages": 1, "dates": [], "unsure": []}


def test_the_report_sums_up_many_files() -> None:
    reading = Reading()
    for day in (21, 20):
        for number in range(day):
            fields = {"newspaper": "江城日报", "published": date(2024, 5, day), "page": f"{number % 4:02}"}
            reading.count(article(number, **fields))
    for number in range(SHOWN + 3):
        reading.count(Skipped(f"{number}.jpg", "", ".jpg is not supported"))
    reading.count(Skipped("b\x1b[31m.jsonl", "line 2", "not JSON"))
    first, *rest = lines_of(reading)
    assert first == "41 articles from 21 files on 8 pages of 1 newspaper, 2024-05-20 to 2024-05-21"
    assert rest[0] == "skipped 0.jpg: .jpg is not supported"
    assert rest[-2:] == ["skipped b[31m.jsonl, line 2: not JSON", "skipped 3 more: .jpg is not supported"]
    assert len(rest) == SHOWN + 2


def test_unsure_pages_are_named_with_the_way_to_look_at_them() -> None:
    reading = Reading()
    reading.look("a.pdf", Page((article(7),), (), (), confidence=0.31, number=2))
    reading.look("a.pdf", Page((article(8),), (), (), confidence=0.9, number=3))
    assert list(lines_of(reading)) == ["unsure a.pdf, page 2 (0.31): look with baowen show a7 --page"]


def test_a_dry_run_stores_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text('{"id": "r1", "text": "小河大桥通车。"}\nbad\n', encoding="utf-8")
    arguments = ("add", str(tmp_path / "records.jsonl"), "--archive", str(tmp_path / "archive"), "--dry-run")
    options = ("--newspaper", "江城日报", "--date", "2024-05-06", "--page", "3")
    status, out, err = run(*arguments, *options)
    assert (status, err) == (0, "")
    first, summary, skipped = out.splitlines()
    assert first == "r1\t2024-05-06\t江城日报\t3\t小河大桥通车"
    assert summary == "1 read, 1 skipped, nothing stored"
    assert "line 2: not JSON" in skipped
    value = json.loads(run(*arguments, "--json")[1])
    assert [one["id"] for one in value["articles"]] == ["r1"]
    assert value["skipped"][0]["where"] == "line 2"
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize(
    ("options", "said"), [(("--date", "2024-13-01"), "--date"), (("no-such-file",), "no such file")]
)
def test_bad_input_is_one_line(run: Run, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    status, out, err = run("add", str(tmp_path), "--dry-run", *options)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_progress_shows_articles_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 100, encoding="utf-8")
    with progress([tmp_path], Reading()) as on_bytes:
        assert on_bytes is None

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress([tmp_path], Reading(articles=1234)) as on_bytes:
        assert on_bytes is not None
        time.sleep(0.15)  # the bar is drawn ten times a second at most
        on_bytes(100)
    assert "1,234 articles" in terminal.getvalue()
    assert "left" in terminal.getvalue()
