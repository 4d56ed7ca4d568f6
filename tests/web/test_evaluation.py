"""The evaluation tab: sets are checked by their own names, runs are kept, what went wrong is text."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from corpus import InputError
from qa.evaluation import run_folder
from qa.web import running, runs, uploads
from qa.web.evaluation_html import COUNT, evaluation_html, list_html, run_html, wrong_html
from qa.web.jobs import Job
from qa.web.uploads import Upload
from tests.qa.report_rows import made_row
from tests.web.test_export import HOSTILE, Tags

SET = "问题,答案\n局长是谁？,廖暾\n"


class FakeJobs:
    """Jobs that never begin."""

    def __init__(self) -> None:
        self.started: list[tuple[str, list[str]]] = []
        self.jobs: list[Job] = []

    def start(self, kind: str, owner: str, command: list[str], **rest: Any) -> Job:
        self.started.append((kind, command))
        self.jobs.append(Job(str(len(self.jobs)), owner, kind, "working", about=rest["about"]))
        return self.jobs[-1]

    def going_on(self, kind: str) -> list[Job]:
        return [job for job in self.jobs if job.state in ("waiting", "working")]

    def ended(self, kind: str) -> list[Job]:
        return [job for job in self.jobs if job.state in ("done", "failed")]

    def stop(self, job: Job) -> None:
        job.state = "done"


@pytest.fixture
def jobs() -> Iterator[Any]:
    return FakeJobs()  # type: ignore[return-value]


def sent(folder: Path, name: str, text: str) -> Upload:
    home = folder / "uploads" / "incoming"
    home.mkdir(parents=True, exist_ok=True)
    token = "t" * 22
    path = home / token
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".json").write_text(json.dumps({"name": name, "owner": "", "size": 1}), encoding="utf-8")
    return Upload(token, path, name, len(text))


def test_a_set_becomes_a_run_and_leaves_no_upload(tmp_path: Path, jobs: Any) -> None:
    key = running.begin(jobs, tmp_path, "me", sent(tmp_path, "我的题.csv", SET))
    run = runs.run_of(tmp_path, key)
    assert (run.name, run.questions, run.answered, run.metrics) == ("我的题.csv", 1, 0, None)
    ((kind, command),) = jobs.started
    assert kind == running.KIND
    assert command[:3] == ["-m", "qa.cli", "eval"]
    assert Path(command[3]).read_text("utf-8") == SET
    assert list((tmp_path / "uploads/incoming").iterdir()) == []
    assert uploads.ending("我的题.csv") == ".csv"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("我的题.csv", "a,b\n1,2\n", "我的题.csv, line 1: no question column"),
        ("空.jsonl", "", "空.jsonl: the file is empty"),
        ("坏.jsonl", '{"id": 1, "question": "？", "type": "x"}\n', "坏.jsonl, line 1: type 'x'"),
        ("rgb.jsonl", '{"id": 1, "query": "q", "answer": "a", "positive": ["p"], "negative": []}\n', "RGB"),
    ],
)
def test_a_bad_set_is_one_line_with_its_own_name(
    tmp_path: Path, jobs: Any, name: str, text: str, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        running.begin(jobs, tmp_path, "me", sent(tmp_path, name, text))
    assert said in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    assert runs.runs(tmp_path) == []
    assert list((tmp_path / "uploads/incoming").iterdir()) == []


def test_a_run_is_stopped_taken_up_and_deleted(tmp_path: Path, jobs: Any) -> None:
    key = running.begin(jobs, tmp_path, "me", sent(tmp_path, "q.csv", SET))
    running.go_on(jobs, tmp_path, "me", key)
    assert len(jobs.started) == 1  # it goes on already
    jobs.stop(running.at_work(jobs, key))
    jobs.jobs[-1].state, jobs.jobs[-1].message = "failed", "no room"
    assert running.complaint(jobs, key) == "no room"
    running.go_on(jobs, tmp_path, "me", key)
    assert len(jobs.started) == 2
    running.remove(jobs, tmp_path, key)
    assert runs.runs(tmp_path) == []
    for act in (running.go_on, lambda *_: running.remove(jobs, tmp_path, key)):
        with pytest.raises(InputError, match="was removed"):
            act(jobs, tmp_path, "me", key)


def test_a_run_that_an_earlier_server_left_at_work_is_watched_not_begun_twice(
    tmp_path: Path, jobs: Any
) -> None:
    key = running.begin(jobs, tmp_path, "me", sent(tmp_path, "q.csv", SET))
    later: Any = FakeJobs()  # of the server that was started anew
    with run_folder.alone(tmp_path / runs.FOLDER / key):
        run = runs.run_of(tmp_path, key)
        assert run.busy
        html = list_html([run], lambda _: None, lambda _: "", True, "zh")
        assert "已答 0 / 1 题" in html
        assert "继续" not in html
        running.go_on(later, tmp_path, "me", key)
        assert later.started == []
    assert not runs.run_of(tmp_path, key).busy
    running.go_on(later, tmp_path, "me", key)
    assert len(later.started) == 1


def test_two_readers_who_go_on_at_once_begin_one_process(tmp_path: Path, jobs: Any) -> None:
    key = running.begin(jobs, tmp_path, "me", sent(tmp_path, "q.csv", SET))
    jobs.jobs[-1].state = "failed"
    both = [Thread(target=running.go_on, args=(jobs, tmp_path, who, key)) for who in ("me", "you")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(jobs.started) == 2  # the first, and one of these


def finished(folder: Path, rows: list[dict[str, Any]], name: str = "题.csv") -> runs.Run:
    key, home = runs.begin(folder, name, len(rows))
    (home / "answers.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    summary = {"correct": {"mean": 0.5, "low": 0.25, "high": 0.75, "n": len(rows)}}
    metrics = {"summary": summary, "drafts": 1, "skipped": []}
    (home / "metrics.json").write_text(json.dumps(metrics), encoding="utf-8")
    return runs.run_of(folder, key)


def row(number: int, correct: float, words: str = "水库") -> dict[str, Any]:
    return {**made_row(number, correct, words), "id": f"q{number}"}


def test_the_worst_come_first_a_page_at_a_time(tmp_path: Path) -> None:
    rows = [row(n, (n % 4) / 3) for n in range(3 * COUNT)]
    run = finished(tmp_path, rows)
    wrong = [r for r in rows if r["scores"]["correct"] < 1]
    seen, start = [], 0
    while start is not None:
        html = wrong_html(tmp_path, run.key, start, "zh")
        seen += re.findall(r"<code>(q\d+)</code>", html)
        more = re.search(r'data-start="(\d+)"', html)
        start = int(more[1]) if more else None  # type: ignore[assignment]
    right = {r["id"]: r["scores"]["correct"] for r in rows}
    assert sorted(seen) == sorted(r["id"] for r in wrong)
    assert [right[key] for key in seen] == sorted(right[key] for key in seen)
    assert "没有全对的 45 题" in wrong_html(tmp_path, run.key, 0, "zh")


def test_a_finished_run_shows_its_numbers_and_files(tmp_path: Path) -> None:
    run = finished(tmp_path, [row(1, 1.0)])
    html = run_html(tmp_path, run, "zh")
    assert "0.500" in html
    assert "95% 区间 0.250–0.750，1 题" in html
    assert f"baowen/evaluation/{run.key}/report.html" in html
    assert "每一题都全对" in html
    assert "未经人工校对" in html
    assert "50.0%" in list_html([run], lambda _: None, lambda _: "", True, "en")


def test_a_run_in_each_state_says_so(tmp_path: Path) -> None:
    key, _ = runs.begin(tmp_path, "q.csv", 4)
    run = replace(runs.run_of(tmp_path, key), answered=1)
    job = Job("k", "me", running.KIND, "working")

    def said(run: runs.Run, job: Job | None, why: str = "") -> str:
        return list_html([run], lambda _: job, lambda _: why, True, "zh")

    assert "已答 1 / 4 题" in said(run, job)
    assert "等待前面的评测" in said(run, replace(job, state="waiting"))
    assert "正在计分" in said(replace(run, answered=4), job)
    assert "停在 1 / 4 题" in said(run, None)
    assert "评测中断：no room" in said(run, None, "no room")
    assert "还没有评测记录" in list_html([], lambda _: None, lambda _: "", True, "zh")
    assert "文库里还没有文章" in list_html([], lambda _: None, lambda _: "", False, "zh")


@pytest.mark.parametrize("bad", [bad.replace("\n", " ") for bad in HOSTILE])
def test_hostile_words_stay_text(bad: str, tmp_path: Path) -> None:
    def tags(words: str) -> list[object]:
        run = finished(tmp_path, [row(1, 0.0, words)], words)
        work, why = (lambda _: None), (lambda _: words)
        pages = [
            evaluation_html(list_html([run, replace(run, metrics=None)], work, why, True, "zh"), "zh"),
            run_html(tmp_path, run, "zh"),
        ]
        assert words in Tags(pages[1]).text
        return [(tag, [name for name, _ in attributes]) for tag, attributes in Tags("".join(pages)).tags]  # type: ignore[attr-defined]

    assert tags(bad) == tags("好")
