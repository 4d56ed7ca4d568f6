"""Fit the reader's probability and threshold: `python -m qa.models.calibrate --data DIR --news FILE`.

Platt scaling (1999) of the best span's score over "not here", which the passage's relevance is added to, on
questions held back from training: passages that hold the answer, others of the same paragraph, the nearest
of other paragraphs, and news. The threshold also looks at RGB's answerable news questions.
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
from qa.models.export import UNCALIBRATED, write_calibration
from qa.read import MODEL, Reader

REFUSED = 0.06  # share of answerable questions that the threshold may refuse
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


@dataclass(frozen=True, slots=True)
class Features:
    """What the network says of one case, an entry for each passage's best span."""

    scores: Scores  # the span's over "not here"
    relevance: Scores  # log odds
    right: npt.NDArray[np.bool_]

    def best(self, ratio: float) -> tuple[float, bool]:
        """Score of the best reading, relevance counting `ratio`, and whether it is right."""
        mixed = self.scores + ratio * self.relevance
        place = int(np.argmax(mixed)) if len(mixed) else -1
        return (float(mixed[place]), bool(self.right[place])) if len(mixed) else (-30.0, False)


def features(reader: Reader, case: Case) -> Features:
    """Of a reader whose calibration is that of an export: probabilities are the raw scores'."""
    readings = reader.read(case.question, case.passages)
    relevance = reader.relevance(case.question, [r.passage for r in readings])
    right = [bool(case.answers) and score.f1(r.text, case.answers) >= RIGHT for r in readings]
    return Features(
        np.array([logit(r.probability) for r in readings]),
        np.array([logit(p) for p in relevance]),
        np.array(right, dtype=np.bool_),
    )


def logit(probability: float) -> float:
    """The log odds of a probability, cut off at about 30 either way."""
    p = min(max(probability, 1e-13), 1 - 1e-13)
    return float(np.log(p / (1 - p)))


def logistic(x: Scores, right: npt.NDArray[np.bool_]) -> Scores:
    """Weights of the features (n, k) and, last, of a constant: logistic regression by Newton's method."""
    x = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (right - p) - 1e-3 * w)
    return w


def main() -> None:
    """Fit on the held-back questions and write the three numbers into `reader.json`."""
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--data", type=Path, required=True)
    parse.add_argument("--news", type=Path, required=True)
    parse.add_argument("--model", type=Path, default=MODEL)
    parse.add_argument("--count", type=int, default=300, help="held-back questions of each kind")
    options = parse.parse_args()
    write_calibration(options.model, **UNCALIBRATED)
    reader = Reader(options.model)
    held = [(case, features(reader, case)) for case in cases(options.data, options.news, options.count)]
    ratio = 0.0  # counting relevance in, by any weight up to 6, moved no AUC by more than 0.005
    best = [f.best(ratio) for _, f in held]
    slope, shift = logistic(np.array([[b] for b, _ in best]), np.array([r for _, r in best]))
    news = [(case, features(reader, case)) for case in rgb(options.data / "rgb_zh_fact.jsonl")]
    mixed = [(case, f) for case, f in held + news if len(case.passages) > 1]
    answerable = [f.best(ratio)[0] for case, f in mixed if case.answers]
    line = float(np.quantile(answerable, REFUSED))
    facts = {
        "slope": round(float(slope), 4),
        "shift": round(float(shift), 4),
        "relevance": round(ratio, 4),
        "threshold": round(1 / (1 + float(np.exp(-(slope * line + shift)))), 3),
    }
    write_calibration(options.model, **facts)
    print(facts)


if __name__ == "__main__":
    main()
