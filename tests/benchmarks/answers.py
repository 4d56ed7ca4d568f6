"""Answers, citations and refusals of the whole system, all through `qa.evaluate`.

Given the folder of the public sets, also on CMRC 2018 trial (each question over all paragraphs) and on
RGB's Chinese news questions, each over five passages of its own: two of them beside the point, then all.
"""

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import load
from index import Archive
from qa import Chatbot
from qa.evaluate import evaluate
from qa.evaluation.judge import agreement, by_wording
from qa.evaluation.question_sets import QuestionSet, read_questions

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests/data"
SAMPLE = ROOT / "corpus/samples/chengdu-daily-2023-03-20-p03.txt"
SHOWN = (
    *("correct", "exact_match", "f1", "contains", "list_f1", "count_exact", "refused", "answered"),
    *("citation_recall", "citation_precision", "verbatim", "hit@1", "recall@10"),
)


def main(datasets: str | Path | None = None) -> dict[str, dict[str, float]]:
    """Print and return the mean of each score, for each set."""
    agreed, pairs = agreement(by_wording, DATA / "support_pairs.jsonl")
    print(f"citation judge by_wording: agrees with {agreed} of {pairs} hand labels")
    sets = {"sample page": (read_questions(DATA / "seed_questions.jsonl"), False)}
    if datasets:
        rgb = Path(datasets) / "rgb_zh_fact.jsonl"
        sets["CMRC 2018 trial"] = (read_questions(Path(datasets) / "cmrc2018_trial.json"), True)
        sets["RGB fact, noise 0.4"] = (read_questions(rgb, noise=0.4), True)
        sets["RGB fact, noise 1"] = (read_questions(rgb, noise=1), True)
    return {name: _run(name, found, own) for name, (found, own) in sets.items()}


def _run(name: str, found: QuestionSet, own: bool) -> dict[str, float]:
    with ExitStack() as done:
        archive = done.enter_context(Archive.open(done.enter_context(TemporaryDirectory())))
        archive.add(found.articles() if own else load([SAMPLE]), progress=True)
        run = evaluate(Chatbot(archive), found, progress=True)
    print(f"\n{name}: {len(found.questions)} questions")
    for score in SHOWN:
        if row := run.metrics["summary"].get(score):
            print(
                f"  {score:20}{row['mean']:7.3f}  95% {row['low']:.3f} to {row['high']:.3f}  n = {row['n']}"
            )
    total = run.seconds["total"]
    print(
        f"  seconds an answer: median {total['median']:.3f}, 95th percentile {total['p95']:.3f}", flush=True
    )
    return {score: row["mean"] for score, row in run.metrics["summary"].items()}


if __name__ == "__main__":
    main(*sys.argv[1:2])
