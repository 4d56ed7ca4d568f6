"""Files from browsers into the archive: told file by file, and never in the way of those who ask."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from qa.web.adding import add
from qa.web.jobs import Job, Jobs
from tests.index.conftest import FakeEncoder, fake_tagger, make_article

RECORD = '{"id": "r1", "title": "水库开工", "text": "久隆水库今日开工。", "published": "2023-03-20"}\n'


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", FakeEncoder(), tagger=fake_tagger) as opened:
        yield opened


def files(tmp_path: Path, **texts: str) -> list[tuple[Path, str]]:
    """Files under names that say nothing, with what they were called."""
    found = []
    for number, (name, text) in enumerate(texts.items()):
        path = tmp_path / f"{number:032x}.{name.rpartition('_')[2]}"
        path.write_text(text, encoding="utf-8")
        found.append((path, name.replace("_", ".")))
    return found


def test_every_file_tells_what_came_of_it(tmp_path: Path, archive: Archive) -> None:
    told: list[dict[str, Any]] = []
    given = files(
        tmp_path, a_jsonl=RECORD, b_jsonl="no JSON", c_pdf="no PDF", d_jsonl=RECORD.replace("r1", "r2")
    )
    add(archive, given, told.append)
    assert [e["reading"] for e in told if "reading" in e] == [0, 1, 2, 3]
    assert [(e["file"], e["articles"]) for e in told if "articles" in e] == [(0, 1), (3, 1)]
    skipped = {e["file"]: e["reason"] for e in told if "reason" in e}
    assert skipped.keys() == {1, 2}
    assert told[-1] == {"added": 2, "updated": 0, "unchanged": 0, "removed": 0}
    assert archive.article("r1").file == str(given[0][0].absolute())


def test_a_given_name_says_what_the_paper_is_but_is_no_path(tmp_path: Path, archive: Archive) -> None:
    path = tmp_path / "f00.txt"
    path.write_text(
        "久隆水库开工\n\n本报讯 位于东部新区的久隆水库工程已经开工，建成后保障用水。\n", encoding="utf-8"
    )
    add(archive, [(path, "华西都市报/2023-03/21/05.txt")], lambda event: None)
    (article,) = archive.articles()
    assert (article.newspaper, str(article.published), article.page) == ("华西都市报", "2023-03-21", "05")
    assert str(tmp_path) not in article.source
    assert str(tmp_path) not in article.id


def test_files_of_one_name_are_told_apart(tmp_path: Path, archive: Archive) -> None:
    told: list[dict[str, Any]] = []
    one, two = files(tmp_path, a_jsonl="bad", b_jsonl="worse")
    add(archive, [(one[0], "x.jsonl"), (two[0], "x.jsonl")], told.append)
    assert [e["file"] for e in told if "reason" in e] == [0, 1]


def test_adding_never_blocks_or_breaks_those_who_ask(tmp_path: Path, archive: Archive) -> None:
    """Two write, one removes, four read: every read is whole and none waits long."""
    archive.add([make_article(n) for n in range(50)])
    stop, problems, slowest = threading.Event(), [], [0.0]

    def read() -> None:
        while not stop.is_set():
            started = time.perf_counter()
            try:
                hits = archive.search("水库开工", 5, method="lexical")
                assert hits, "the first articles are there all the time"
                assert archive.search("水库开工", 5, method="dense")
                for hit in hits:
                    assert hit.passage.text == hit.passage.article.text[hit.passage.start : hit.passage.end]
                assert archive.leaf(0, 5)
            except Exception as error:
                problems.append(error)
            slowest[0] = max(slowest[0], time.perf_counter() - started)

    def write(first: int) -> None:
        for n in range(first, first + 60, 20):
            archive.add([make_article(m) for m in range(n, n + 20)])

    readers = [threading.Thread(target=read) for _ in range(4)]
    writers = [threading.Thread(target=write, args=(first,)) for first in (100, 200)]
    for thread in readers + writers:
        thread.start()
    archive.remove("a49")
    for thread in writers:
        thread.join(60)
    stop.set()
    for thread in readers:
        thread.join(60)
    assert problems == []
    assert archive.counts()[0] == 50 - 1 + 120
    assert slowest[0] < 10
    assert archive.verify() == []


def wait(job: Job, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while job.state in ("waiting", "working"):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_job_tells_its_events_and_its_end() -> None:
    jobs, seen = Jobs(), []
    code = "import json, sys; n = json.load(sys.stdin); print('noise'); print(json.dumps({'n': n}))"
    job = jobs.start("k", "me", ["-c", code], sent=3, on_event=lambda _, event: seen.append(event))
    wait(job)
    assert (job.state, seen) == ("done", [{"n": 3}])
    assert jobs.get(job.key, "me") is job
    assert jobs.get(job.key, "other") is None


def test_a_process_that_dies_is_one_line_and_the_next_one_runs() -> None:
    jobs = Jobs()
    dies = jobs.start(
        "k", "me", ["-c", "import os, sys; sys.stderr.write('a\\nbaowen: no room\\n'); os._exit(3)"]
    )
    killed = jobs.start("k", "me", ["-c", "import os; os.kill(os.getpid(), 9)"])
    lives = jobs.start("k", "me", ["-c", "pass"])
    for job in (dies, killed, lives):
        wait(job)
    assert (dies.state, dies.message) == ("failed", "no room")
    assert "status -9" in killed.message
    assert lives.state == "done"
    assert jobs.going_on("k") == []


def test_a_job_is_stopped_and_one_in_line_never_starts(tmp_path: Path) -> None:
    jobs = Jobs()
    long = jobs.start("k", "me", ["-c", "import time; time.sleep(60)"])
    behind = jobs.start("k", "me", ["-c", f"open({str(tmp_path / 'ran')!r}, 'w')"])
    while long.process is None:
        time.sleep(0.01)
    assert [job.key for job in jobs.going_on("k")] == [long.key, behind.key]
    jobs.stop(behind)
    jobs.stop(long)
    wait(long)
    wait(behind)
    assert (long.state, long.message) == ("done", "")
    assert not (tmp_path / "ran").exists()


@pytest.mark.models
def test_the_process_adds_beside_an_archive_that_is_open(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        given = [[str(path), name] for path, name in files(tmp_path, a_jsonl=RECORD, b_jsonl="bad")]
        seen: list[dict[str, Any]] = []
        job = Jobs().start(
            "adding",
            "me",
            ["-m", "qa.web.adding"],
            sent={"archive": str(archive.path), "files": given},
            on_event=lambda _, event: seen.append(event),
        )
        wait(job, 120)
        assert job.message == ""
        assert seen[-1]["added"] == 1
        assert archive.search("久隆水库", 1)[0].passage.article.id == "r1"
        assert [e["file"] for e in seen if "reason" in e] == [1]
