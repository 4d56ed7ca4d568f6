"""Fit the reader's probability and threshold: `python -m qa.models.calibrate --data DIR --news FILE`.

Platt scaling (1999) of a span's score over "not here", on questions held back from training: passages that
hold the answer, others of the same paragraph, the nearest of other paragraphs, and news.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus import Article
from index import Passage, split
from qa.models import data, score
from qa.models.export import write_calibration
from qa.read import MODEL, Reader

RIGHT = 0.5  # F1 to the gold answer from which a reading counts as right
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with passages to read, and its answers: none of them right when `answers` is empty."""

    question: str
    passages: list[Passage]
    answers: tuple[str, ...]


def passages_of(text: str) -> list[Passage]:
    """The passages that an archive would make of a text."""
    return split(Article("paragraph", "", text))


def cases(folder: Path, news: Path, count: int, seed: int = 5) -> list[Case]:
    """`count` answerable questions of each kind held back, and as many whose passages don't answer."""
    rng = random.Random(seed)
    asked = rng.sample(data.cmrc(folder, held=True), min(count, 988))
    texts = sorted({e.text for e in data.cmrc(folder, held=True)}) + list(data.news(news, limit=2000))
    negatives = data.hard_negatives(asked, texts, seed, k=3)
    found = []
    for example in asked:
        strangers = [p for text in negatives[example] for p in passages_of(text)[:2]]
        found.append(Case(example.question, passages_of(example.text) + strangers[:2], example.answers))
        found.append(Case(example.question, strangers[:5], ()))
    for example in rng.sample(data.squad(folder, held=True), min(count, 900)):
        found.append(Case(example.question, passages_of(example.text), example.answers))
    return found


def rgb(path: Path) -> Iterator[Case]:
    """RGB's news questions, each with answering passages and again with unrelated ones (tuning only)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        golds = record["answer"] if isinstance(record["answer"], list) else [record["answer"]]
        answers = tuple(a for gold in golds for a in (gold if isinstance(gold, list) else [gold]))
        for kind, held in (("positive", answers), ("negative", ())):
            texts = record[kind][:5]
            yield Case(record["query"], [Passage(Article("x", "", t), 0, len(t)) for t in texts], held)


def readings_of(reader: Reader, found: list[Case]) -> tuple[Scores, npt.NDArray[np.bool_], Scores]:
    """Raw score and rightness of each passage's best span; and the best raw score of each case."""
    scores, right, best = [], [], []
    for case in found:
        readings = reader.read(case.question, case.passages)
        raw = [logit(r.probability) for r in readings]
        scores += raw
        right += [bool(case.answers) and score.f1(r.text, case.answers) >= RIGHT for r in readings]
        best.append(max(raw, default=-30.0))
    return np.array(scores), np.array(right), np.array(best)


def logit(probability: float) -> float:
    """The score behind an uncalibrated probability (slope 1, shift 0)."""
    p = min(max(probability, 1e-13), 1 - 1e-13)
    return float(np.log(p / (1 - p)))


def platt(scores: Scores, right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """(slope, shift) of the logistic curve through the points, by Newton's method."""
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    w = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2)
        w += np.linalg.solve(hessian, x.T @ (right - p))
    return float(w[0]), float(w[1])


def threshold(best: Scores, answerable: npt.NDArray[np.bool_]) -> float:
    """The raw score that best parts answerable questions from the others (Youden's J)."""
    places = np.unique(best)
    gains = [(best[answerable] >= place).mean() + (best[~answerable] < place).mean() for place in places]
    return float(places[int(np.argmax(gains))])


def main() -> None:
    """Fit on the held-back questions and write the three numbers into `reader.json`."""
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--data", type=Path, required=True)
    parse.add_argument("--news", type=Path, required=True)
    parse.add_argument("--model", type=Path, default=MODEL)
    parse.add_argument("--count", type=int, default=300, help="held-back questions of each kind")
    options = parse.parse_args()
    write_calibration(options.model, slope=1.0, shift=0.0, threshold=0.5)  # probabilities are raw now
    reader = Reader(options.model)
    found = cases(options.data, options.news, options.count)
    scores, right, _ = readings_of(reader, found)
    slope, shift = platt(scores, right)
    mixed = [case for case in found if len(case.passages) > 1] + list(rgb(options.data / "rgb_zh_fact.jsonl"))
    _, _, best = readings_of(reader, mixed)
    line = threshold(best, np.array([bool(case.answers) for case in mixed]))
    facts = {
        "slope": round(slope, 4),
        "shift": round(shift, 4),
        "threshold": round(1 / (1 + float(np.exp(-(slope * line + shift)))), 3),
    }
    write_calibration(options.model, **facts)
    print(facts)


if __name__ == "__main__":
    main()
