"""Whole runs over the small archive: scores, files, resumption, baselines, comparison, export, drafts."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from qa import Chatbot
from qa.evaluate import Evaluation, evaluate
from qa.evaluation import run_folder
from qa.evaluation.compare import compare, told
from qa.evaluation.draft import draft
from qa.evaluation.question_sets import read_questions
from qa.evaluation.question_text import EvaluationError
from qa.evaluation.ragas import write_ragas
from qa.evaluation.tally import below, thresholds
from tests.qa.conftest import BigramEncoder

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "f",
        "type": "fact",
        "question": "市交通局局长是谁？",
        "answers": ["周明宇"],
        "articles": ["a1", "a2"],
    },
    {"id": "g", "type": "fact", "question": "市图书馆馆长是谁？", "answers": ["王某"], "articles": ["a3"]},
    {
        "id": "l",
        "type": "list",
        "question": "文章里提到了哪些大桥？",
        "items": [["青石大桥"], ["白鹭大桥"], ["临江大桥"], ["赤岸大桥"]],
    },
    {"id": "c", "type": "count", "question": "文章里提到了几座大桥？", "count": 3},
    {"id": "n", "type": "refuse", "question": "黄河有多长？"},
    {
        "id": "d",
        "turns": [
            {"question": "市图书馆馆长是谁？", "answers": ["李文博"]},
            {"question": "他说读书节推出了哪些活动？", "items": [["名家讲座"], ["图书漂流"], ["亲子共读"]]},
        ],
    },
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return _write(tmp_path / "questions.jsonl", QUESTIONS)


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _mean(done: Evaluation, name: str, kind: str | None = None) -> float:
    table = done.metrics["types"][kind] if kind else done.metrics["summary"]
    return float(table[name]["mean"])


def test_the_scores_of_a_run(bot: Chatbot, questions: Path) -> None:
    done = evaluate(bot, questions)
    assert (done.asked, done.reused) == (6, 0)
    assert _mean(done, "exact_match", "fact") == 0.5  # the gold 王某 is wrong on purpose
    assert _mean(done, "list_recall", "list") == 0.75  # and so is 赤岸大桥
    assert _mean(done, "list_precision", "list") == 1
    assert _mean(done, "count_exact") == 1
    assert _mean(done, "refused") == 1
    assert _mean(done, "answered") == 1
    assert _mean(done, "correct", "dialog") == 1
    list_f1 = 2 * 1 * 0.75 / 1.75
    assert _mean(done, "correct") == pytest.approx((1 + 0 + list_f1 + 1 + 1 + 1) / 6, abs=1e-4)
    assert _mean(done, "verbatim") == 1
    assert _mean(done, "citation_recall") == 1
    assert _mean(done, "hit@1") == 1
    assert done.metrics["summary"]["recall@10"]["n"] == 2  # only two questions name their articles
    assert done.metrics["summary"]["correct"]["n"] == 6
    assert done.metrics["slices"]["newspaper"]["江城日报"]["correct"]["n"] == 3
    assert set(done.seconds) >= {"retrieve", "answer", "total", "wall"}
    assert done.seconds["total"]["n"] == 7  # turns


def test_files_are_the_same_for_the_same_seed(bot: Chatbot, questions: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, workers in zip(folders, (1, 3), strict=True):
        evaluate(bot, questions, report=folder, workers=workers)
    for name in ("answers.jsonl", "metrics.json", "run.json"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name
    pages = [(folder / "report.html").read_text().split('<section id="timings">') for folder in folders]
    assert pages[0][0] == pages[1][0]
    assert [row["id"] for row in _rows(folders[0] / "answers.jsonl")] == [q["id"] for q in QUESTIONS]
    assert "seconds" not in (folders[0] / "answers.jsonl").read_text()


class Counting:
    """A bot that notes what it is asked, and stops at the question `stop`."""

    def __init__(self, bot: Chatbot, stop: str = "") -> None:
        self.bot, self.archive, self.stop = bot, bot.archive, stop
        self.asked: list[str] = []

    def ask(self, question: str, *args: Any, **filters: Any) -> Any:
        if question == self.stop:
            raise KeyboardInterrupt
        self.asked.append(question)
        return self.bot.ask(question, *args, **filters)


def test_a_run_goes_on_where_it_stopped(bot: Chatbot, questions: Path, tmp_path: Path) -> None:
    evaluate(bot, questions, report=tmp_path / "whole")
    first: Any = Counting(bot, stop="文章里提到了几座大桥？")
    with pytest.raises(KeyboardInterrupt):
        evaluate(first, questions, report=tmp_path / "run")
    with (tmp_path / "run/answers.jsonl").open("a") as handle:
        handle.write('{"id": "c", "turns": [{"que')  # a line that the kill cut off
    second: Any = Counting(bot)
    done = evaluate(second, questions, report=tmp_path / "run")
    assert (done.asked, done.reused) == (3, 3)
    assert first.asked == ["市交通局局长是谁？", "市图书馆馆长是谁？", "文章里提到了哪些大桥？"]
    assert not set(second.asked[:2]) & set(first.asked)
    for name in ("answers.jsonl", "metrics.json"):
        assert (tmp_path / "run" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    third: Any = Counting(bot)
    assert evaluate(third, questions, report=tmp_path / "run").reused == 6
    assert third.asked == []


SLOWLY = """
import sys, time
from index import Archive
from qa import Chatbot
from qa.evaluate import evaluate
from tests.qa.conftest import ARTICLES, BigramEncoder

class Slow(Chatbot):
    def ask(self, question, *args, **filters):
        time.sleep(0.15)
        with open(sys.argv[4], "a") as log:
            log.write(question + "\\n")
        return super().ask(question, *args, **filters)

with Archive.open(sys.argv[1], encoder=BigramEncoder()) as archive:
    archive.add(ARTICLES)
    done = evaluate(Slow(archive, reader=None), sys.argv[2], report=sys.argv[3])
    print(done.asked, done.reused)
"""


def test_a_killed_run_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_folder, "WAIT", 0.1)
    rows = [
        {"id": str(n), "type": "fact", "question": f"第{n}位局长是谁？", "answers": ["周明宇"]}
        for n in range(12)
    ]
    log, answers = tmp_path / "log", tmp_path / "report/answers.jsonl"
    paths = [tmp_path / "archive", _write(tmp_path / "q.jsonl", rows), tmp_path / "report", log]
    command = [sys.executable, "-c", SLOWLY, *map(str, paths)]
    at = {"cwd": Path(__file__).parents[2], "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **at) as child:  # type: ignore[call-overload]
        until = time.monotonic() + 60
        while not (answers.exists() and answers.read_bytes().count(b"\n") >= 4):
            assert time.monotonic() < until
            assert child.poll() is None
            time.sleep(0.02)
        assert run_folder.busy(tmp_path / "report")
        refused = pytest.raises(EvaluationError, match="another process works on this run")
        with refused, run_folder.alone(tmp_path / "report"):
            pass
        os.kill(child.pid, signal.SIGKILL)
    assert not run_folder.busy(tmp_path / "report")
    finished = answers.read_bytes().count(b"\n")
    assert 4 <= finished < 12
    again = subprocess.run(command, check=True, timeout=60, **at)  # type: ignore[call-overload]
    assert again.stdout.split() == [str(12 - finished), str(finished)]
    assert len(_rows(answers)) == 12
    asked = log.read_text().splitlines()
    # Only the one question that was under way may have been asked twice.
    assert len(asked) - len(set(asked)) <= 1
    assert all(asked.count(row["question"]) == 1 for row in rows[:finished])


def test_a_folder_of_another_run_is_refused(bot: Chatbot, questions: Path, tmp_path: Path) -> None:
    report = tmp_path / "run"
    evaluate(bot, questions, report=report)
    with pytest.raises(
        EvaluationError, match="holds a run with another k; give another --report, or --fresh"
    ):
        evaluate(bot, questions, report=report, k=5)
    with pytest.raises(EvaluationError, match="another questions, engine"):
        evaluate(bot, _write(tmp_path / "q.jsonl", QUESTIONS[:2]), report=report, engine="generate")
    done = evaluate(bot, questions, report=report, k=5, fresh=True)
    assert done.asked == 6
    assert "recall@5" in done.metrics["summary"]
    assert "hit@10" not in done.metrics["summary"]
    (report / "run.json").write_text("{")
    with pytest.raises(EvaluationError, match=r"run.json: damaged; give another --report"):
        evaluate(bot, questions, report=report, k=5)
    (tmp_path / "file").write_text("")
    with pytest.raises(EvaluationError, match="can't be made"):
        evaluate(bot, questions, report=tmp_path / "file/run")


def test_an_archive_without_the_gold_articles(bot: Chatbot, tmp_path: Path) -> None:
    path = _write(tmp_path / "q.jsonl", [QUESTIONS[2], {**QUESTIONS[0], "articles": ["zz"]}])
    with pytest.raises(EvaluationError, match=r"q.jsonl, line 2: the archive has no article 'zz'; add it"):
        evaluate(bot, path)


@pytest.fixture
def two_runs(bot: Chatbot, tmp_path: Path, questions: Path) -> tuple[Path, Path]:
    class Worse(Counting):
        def ask(self, question: str, *args: Any, **filters: Any) -> Any:
            answer = super().ask(question, *args, **filters)
            return replace(answer, text="不知道", citations=()) if "交通局" in question else answer

    worse: Any = Worse(bot)
    evaluate(worse, questions, report=tmp_path / "before")
    evaluate(bot, questions, report=tmp_path / "after", baseline=tmp_path / "before/metrics.json")
    return tmp_path / "before", tmp_path / "after"


def test_a_baseline(two_runs: tuple[Path, Path]) -> None:
    metrics = json.loads((two_runs[1] / "metrics.json").read_text())
    change = metrics["baseline"]["correct"]
    assert change["change"] == pytest.approx(1 / 6, abs=1e-4)
    assert change["n"] == 6
    assert change["p"] == 1  # one question of six can't be significant
    assert "与基线之差" in (two_runs[1] / "report.html").read_text()


def test_compare(two_runs: tuple[Path, Path], tmp_path: Path) -> None:
    found = compare(*two_runs)
    assert found["shared"] == 6
    (changed,) = found["questions"]
    assert (changed["id"], changed["before"]["correct"], changed["after"]["correct"]) == ("f", 0, 1)
    assert changed["before"]["answers"] == ["不知道"]
    text = told(found)
    assert "1 answers changed: 1 better, 0 worse" in text
    assert "- 0.00 不知道" in text
    assert compare(two_runs[1], two_runs[1])["questions"] == []
    with pytest.raises(EvaluationError, match=r"absent: can't be read; give the metrics\.json"):
        compare(two_runs[0], tmp_path / "absent")
    (tmp_path / "metrics.json").write_text("[]")
    with pytest.raises(EvaluationError, match=r"not the metrics\.json of a run"):
        compare(two_runs[0], tmp_path)


def test_runs_without_a_question_in_common(bot: Chatbot, tmp_path: Path) -> None:
    for name, row in (("one", QUESTIONS[0]), ("two", QUESTIONS[4])):
        evaluate(bot, _write(tmp_path / f"{name}.jsonl", [row]), report=tmp_path / name)
    with pytest.raises(EvaluationError, match="no question in common"):
        compare(tmp_path / "one", tmp_path / "two")


def test_thresholds() -> None:
    limits = thresholds(["correct=0.9", "recall@5=1"], k=5)
    assert limits == {"correct": 0.9, "recall@5": 1}
    summary = {"correct": {"mean": 0.8999}, "recall@5": {"mean": 1.0}}
    assert below(limits, summary) == ["correct 0.8999 is below 0.9"]
    assert below({"correct": 0.8999}, summary) == []
    with pytest.raises(EvaluationError, match="no score 'precision'; use one of correct, exact_match"):
        thresholds(["precision=1"], k=5)
    with pytest.raises(EvaluationError, match="no score 'recall@10'"):
        thresholds(["recall@10=1"], k=5)
    with pytest.raises(EvaluationError, match="no score 'false_refusal'"):  # lower is better
        thresholds(["false_refusal=1"], k=5)
    with pytest.raises(EvaluationError, match=r"'high' is no number; write correct=0.8"):
        thresholds(["correct=high"], k=5)
    with pytest.raises(EvaluationError, match="no question of this set has that score"):
        below({"list_f1": 1.0}, summary)


def test_ragas(bot: Chatbot, questions: Path, tmp_path: Path) -> None:
    evaluate(bot, questions, report=tmp_path / "run")
    assert write_ragas(tmp_path / "run", bot.archive, tmp_path / "ragas.jsonl") == 7
    rows = _rows(tmp_path / "ragas.jsonl")
    assert all(list(row) == ["question", "contexts", "answer", "ground_truth"] for row in rows)
    assert rows[0]["answer"] == "周明宇"
    assert rows[0]["ground_truth"] == "周明宇"
    assert any("市交通局局长周明宇" in context for context in rows[0]["contexts"])
    assert rows[2]["ground_truth"] == "青石大桥、白鹭大桥、临江大桥、赤岸大桥"
    assert rows[3]["ground_truth"] == "3"
    assert rows[4]["ground_truth"] == ""


def test_a_search_only_set(archive: Archive, bot: Chatbot, tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    texts = [{"_id": a.id, "title": a.title, "text": a.text} for a in archive.articles()]
    _write(tmp_path / "corpus.jsonl", texts)
    _write(tmp_path / "queries.jsonl", [{"_id": "q", "text": "青石大桥通车"}])
    (tmp_path / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\nq\ta2\t1\n")
    counting: Any = Counting(bot)
    done = evaluate(counting, tmp_path, report=tmp_path / "run")
    assert counting.asked == []  # nothing to judge an answer by
    assert _mean(done, "recall@10") == 1
    assert "correct" not in done.metrics["summary"]
    assert (tmp_path / "run/report.html").exists()


def test_drafts(archive: Archive, tmp_path: Path) -> None:
    made = draft(archive, 10)
    assert made == draft(archive, 10)
    assert len(made) == 10
    assert all(row["draft"] is True for row in made)
    found = read_questions(_write(tmp_path / "draft.jsonl", made))
    assert {"fact", "list", "refuse"} <= {q.type for q in found.questions}
    for q in found.questions:
        text = "".join(archive.article(article).text for article in q.relevant)
        for turn in q.turns:
            assert all(gold in text and gold not in turn.question for gold in turn.golds)
    assert len(draft(archive, 1000)) < 1000  # no more than the archive gives


def test_rgb_questions_see_their_own_passages_only(tmp_path: Path) -> None:
    rows = [
        {
            "id": n,
            "query": "市交通局局长是谁？",
            "answer": name,
            "positive": [f"市交通局局长{name}出席了通车仪式。"],
            "negative": ["天气晴。", "明天有雨。"],
        }
        for n, name in enumerate(("周明宇", "何丽华", "陈大文"))
    ]
    found = read_questions(_write(tmp_path / "rgb.jsonl", rows), noise=0.4)
    with Archive.open(tmp_path / "archive", encoder=BigramEncoder()) as archive:
        archive.add(found.articles())
        done = evaluate(Chatbot(archive, reader=None), found, report=tmp_path / "run")
    for n, row in enumerate(_rows(tmp_path / "run/answers.jsonl")):
        assert {hit["article"] for hit in row["retrieved"]} == {f"rgb-{n}-{m}" for m in range(3)}
    assert _mean(done, "contains") == 1
