"""Evaluation: a question set through `Chatbot.ask` and `retrieve`, into scores and a report.

There is no second path to an answer: what is measured is what users get.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from index import Archive, ArchiveError
from qa.evaluation import run_folder
from qa.evaluation.judge import Judge, agreement, by_wording
from qa.evaluation.outcome import outcome
from qa.evaluation.question_sets import Question, QuestionSet, read_questions
from qa.evaluation.question_text import EvaluationError
from qa.evaluation.tally import against, read_metrics, summarise, timings

if TYPE_CHECKING:
    from qa.chatbot import Chatbot


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A finished run."""

    metrics: dict[str, Any]  # as metrics.json
    seconds: dict[str, Any]  # as timings.json
    asked: int  # questions answered by this call
    reused: int  # and by an earlier one that it took up


def evaluate(
    bot: "Chatbot",
    questions: QuestionSet | str | Path,
    *,
    report: str | Path | None = None,
    k: int = 10,
    engine: str = "extract",
    judge: Judge = by_wording,
    judged_pairs: str | Path | None = None,
    baseline: str | Path | None = None,
    seed: int = 0,
    workers: int = 1,
    fresh: bool = False,
    progress: bool = False,
) -> Evaluation:
    """Ask every question, score the answers and write the report.

    Args:
        bot: what is asked, over its own archive.
        questions: a set, or a file or folder of any format that `read_questions` knows.
        report: the folder for report.html, metrics.json, timings.json and answers.jsonl. A run that
            was cut off goes on where it stopped. None keeps nothing.
        k: passages that retrieval is judged by.
        engine: the name under which the run is kept.
        judge: whether quotes bear a claim out, for citation recall and precision.
        judged_pairs: a JSONL file of labelled pairs; how often the judge agrees is reported.
        baseline: metrics.json of an earlier run, to be compared by paired tests.
        seed: of the bootstrap; the same answers and seed give the same numbers.
        workers: questions asked at a time. Two take the bundled engine about 0.6 of the time of one
            on two cores; above one, latencies include waiting for each other.
        fresh: forget what the folder holds of an earlier run.
        progress: show a bar on stderr when it is a terminal.

    Raises:
        EvaluationError: a question set, baseline or folder that can't be used, or an archive without
            the gold articles.
    """
    found = questions if isinstance(questions, QuestionSet) else read_questions(questions)
    before = read_metrics(baseline) if baseline else None
    _check_gold(found.questions, bot.archive)
    with TemporaryDirectory() as passing, run_folder.alone(Path(report or passing)) as folder:
        judge_name = getattr(judge, "__name__", "judge")
        key = run_folder.run_key(found.questions, bot.archive, engine, k, judge_name)
        done = run_folder.take_up(folder, key, fresh=fresh)
        left = [q for q in found.questions if q.id not in done]
        started = time.perf_counter()
        outcomes = _in_parallel(lambda q: outcome(bot, q, k, judge), left, workers)
        for answer, timing in _bar(outcomes, len(found.questions), len(done), progress):
            run_folder.append(folder, answer, timing)
        wall = time.perf_counter() - started
        run_folder.put_in_order(folder, found.questions)
        metrics: dict[str, Any] = {"run": key, "format": found.format, "skipped": list(found.skipped)}
        metrics |= summarise(run_folder.rows(folder / run_folder.ANSWERS), seed=seed)
        if judged_pairs:
            agreed, pairs = agreement(judge, judged_pairs)
            metrics["judge"] = {"name": judge_name, "agreed": agreed, "pairs": pairs}
        if before:
            metrics["baseline"] = against(before["scores"], metrics["scores"], seed=seed)
        seconds = timings(run_folder.rows(folder / run_folder.TIMINGS))
        seconds["wall"] = {"sum": round(wall, 2), "n": len(left)}
        run_folder.write_json(folder / "metrics.json", metrics)
        run_folder.write_json(folder / "timings.json", seconds)
        if report:
            from qa.evaluation.report import write_report

            write_report(folder)
    return Evaluation(metrics, seconds, asked=len(left), reused=len(done))


def _check_gold(questions: Sequence[Question], archive: Archive) -> None:
    for q in questions:
        for article, grade in q.relevant.items():
            if grade > 0 and not _holds(archive, article):
                raise EvaluationError(
                    f"{q.where}: the archive has no article {article!r}; add it with `baowen add`,"
                    " or index the set's own texts with --own-articles"
                )


def _holds(archive: Archive, article_id: str) -> bool:
    try:
        archive.article(article_id)
    except ArchiveError:
        return False
    return True


def _bar(outcomes: Iterator[Any], total: int, done: int, progress: bool) -> Iterator[Any]:
    from tqdm import tqdm  # type: ignore[import-untyped]

    hidden = None if progress else True  # None: shown on a terminal only
    yield from tqdm(outcomes, total=total, initial=done, unit="q", disable=hidden, file=sys.stderr)


def _in_parallel(
    work: Callable[[Question], Any], questions: Sequence[Question], workers: int
) -> Iterator[Any]:
    """The outcomes as they come; at most twice `workers` are under way or waiting."""
    if workers <= 1:
        yield from map(work, questions)
        return
    waiting = iter(questions)
    with ThreadPoolExecutor(workers) as pool:
        running: set[Future[Any]] = {pool.submit(work, q) for q in islice(waiting, 2 * workers)}
        while running:
            ready, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(work, q) for q in islice(waiting, len(ready))}
            for outcome in ready:
                yield outcome.result()
