"""Fit when to refuse: `python -m qa.models.decide --data DIR --news FILE [--write]`.

Logistic regression over the signals of `qa.ways.evidence` on readings right and wrong:
of CMRC questions held back from the reader's training, asked of their own paragraph, of the same paragraph
without the sentences that answer, and of others like it; and of questions written over news articles
(`tests/data/refusals.jsonl`, half of which no article answers). The threshold is the sureness that best
tells the news questions apart, where refusing one wrongly costs `COST` times answering one wrongly. RGB is
only reported: many of its unrelated passages answer.

Run it again whenever the reader is exported anew; without --write it prints the rates and changes nothing.
"""

import argparse
import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus import Article
from index import Archive, Hit, sentences
from qa.models import data, score
from qa.models.calibrate import RIGHT, Case, logistic, passages_of, rgb
from qa.question import understand
from qa.read import MODEL, Reader
from qa.retrieve import retrieve
from qa.ways.evidence import Evidence
from qa.ways.reading import candidates
from qa.ways.refusal import FITTED

COST = 2.0  # of refusing what could be answered, where answering what could not costs 1
# Whether the type is known to agree is left out: it made readings of the right type but another matter pass.
SIGNALS = ("reader", "names", "words", "close", "mismatch")
QUESTIONS = Path(__file__).parents[2] / "tests/data/refusals.jsonl"
FITTED_ON = ("news", "cmrc", "cut")


@dataclass(frozen=True, slots=True)
class Judged:
    """A case of one of the sources, and of each reading its evidence and whether it is right."""

    source: str
    answerable: bool
    readings: tuple[tuple[Evidence, bool], ...]


def cmrc(folder: Path, count: int, seed: int = 3) -> Iterator[tuple[str, Case]]:
    """Held-back questions: with their paragraph among others, and with what answers cut out of it."""
    rng = random.Random(seed)
    asked = rng.sample(data.cmrc(folder, held=True), count)
    texts = sorted({e.text for e in data.cmrc(folder, held=True)})
    near = data.hard_negatives(asked, texts, seed, k=3)
    for example in asked:
        others = [p for text in near[example] for p in passages_of(text)[:2]][:2]
        yield "cmrc", Case(example.question, passages_of(example.text) + others, example.answers)
        kept = [
            example.text[start:end]
            for start, end in sentences(example.text)
            if not any(answer in example.text[start:end] for answer in example.answers)
        ]
        if kept:
            yield "cut", Case(example.question, passages_of("".join(kept)) + others, ())


def news(corpus: Path, questions: Path) -> Iterator[tuple[str, Case]]:
    """The written questions, over an archive of the articles whose ids stand in the file's first line."""
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    wanted = set(lines[0]["articles"])
    with TemporaryDirectory() as folder, Archive.open(folder) as archive, lzma.open(corpus, "rt") as records:
        found = (json.loads(line) for line in records)
        archive.add(Article(r["id"], "", r["text"].strip()) for r in found if r["id"] in wanted)
        for asked in lines[1:]:
            hits = retrieve(archive, asked["question"], 10)
            yield "news", Case(asked["question"], [h.passage for h in hits], tuple(asked.get("answers", ())))


def judged(reader: Reader, source: str, case: Case) -> Judged:
    """The readings of a case as the chatbot would weigh them."""
    question = understand(case.question)
    question = replace(question, expects="number") if question.kind == "count" else question
    found = []
    for candidate in candidates(question, [Hit(p, 0.0) for p in case.passages], reader):
        text = candidate.finding.text
        right = score.f1(text, case.answers) >= RIGHT or any(answer in text for answer in case.answers)
        found.append((candidate.evidence, bool(case.answers) and right))
    return Judged(source, bool(case.answers), tuple(found))


def rates(
    cases: Sequence[Judged], weights: dict[str, float], constant: float, line: float
) -> dict[str, float]:
    """Shares refused: of questions without an answer and of those with one; and share right."""
    best = [
        max(((_sure(e, weights, constant), r) for e, r in c.readings), default=(0.0, False)) for c in cases
    ]
    lost = [sure < line for (sure, _), case in zip(best, cases, strict=True) if case.answerable]
    kept = [sure < line for (sure, _), case in zip(best, cases, strict=True) if not case.answerable]
    right = [r for (sure, r), case in zip(best, cases, strict=True) if case.answerable and sure >= line]
    return {
        "refused": float(np.mean(kept)) if kept else float("nan"),
        "false_refusal": float(np.mean(lost)) if lost else float("nan"),
        "right_of_answered": float(np.mean(right)) if right else float("nan"),
        "n": len(cases),
    }


def _sure(evidence: Evidence, weights: dict[str, float], constant: float) -> float:
    score = constant + sum(weight * getattr(evidence, name) for name, weight in weights.items())
    return float(1 / (1 + np.exp(-score)))


def fitted(cases: Sequence[Judged]) -> tuple[dict[str, float], float, float]:
    """Weights, constant and threshold from the cases of `FITTED_ON`."""
    rows = [pair for case in cases if case.source in FITTED_ON for pair in case.readings[:3]]
    signals = np.array([[getattr(evidence, name) for name in SIGNALS] for evidence, _ in rows])
    found = logistic(signals, np.array([right for _, right in rows], dtype=np.bool_))
    weights = {name: round(float(w), 3) for name, w in zip(SIGNALS, found, strict=False)}
    constant = round(float(found[-1]), 3)
    asked = [case for case in cases if case.source == "news"]
    best = [
        (max((_sure(e, weights, constant) for e, _ in c.readings), default=0.0), c.answerable) for c in asked
    ]

    def worth(line: float) -> float:
        answered = np.mean([sure >= line for sure, answerable in best if answerable])
        refused = np.mean([sure < line for sure, answerable in best if not answerable])
        return float(refused + COST * answered)

    _, line = max((worth(sure), sure) for sure, _ in best)
    return weights, constant, round(line, 3)


def main() -> None:
    """Print the rates of what is in use and of a new fit; with --write, use the new one."""
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--data", type=Path, required=True)
    parse.add_argument("--news", type=Path, required=True)
    parse.add_argument("--questions", type=Path, default=QUESTIONS)
    parse.add_argument("--model", type=Path, default=MODEL)
    parse.add_argument("--count", type=int, default=120, help="held-back CMRC questions")
    parse.add_argument("--write", action="store_true", help="put the new fit to use")
    options = parse.parse_args()
    reader = Reader(options.model)
    asked = [*news(options.news, options.questions), *cmrc(options.data, options.count)]
    asked += [("rgb", case) for case in rgb(options.data / "rgb_zh_fact.jsonl")]
    cases = [judged(reader, source, case) for source, case in asked]
    used = json.loads(FITTED.read_text(encoding="utf-8"))
    found = fitted(cases)
    for name, (weights, constant, line) in {
        "in use": (used["weights"], used["constant"], used["threshold"]),
        "fitted anew": found,
    }.items():
        print(f"{name}: weights {weights}, constant {constant}, threshold {line}")
        for source in ("news", "cmrc", "cut", "rgb"):
            print(f"  {source:5}", rates([c for c in cases if c.source == source], weights, constant, line))
        asked_of_news = [case for case in cases if case.source == "news"]
        for other in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
            print(f"    news at {other}", rates(asked_of_news, weights, constant, other))
    if options.write:
        facts = {"weights": found[0], "constant": found[1], "threshold": found[2]}
        FITTED.write_text(json.dumps(facts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
