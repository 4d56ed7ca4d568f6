"""Fit when to refuse: `python -m qa.models.decide --data DIR --news FILE [--write]`.

Logistic regression over the signals of `qa.ways.evidence` on the best reading of each question, right or not:
of CMRC questions held back from the reader's training, asked of their own paragraph, of the same paragraph
without the sentences that answer, and with another name of the paragraph put for the one asked about; and of
questions written over news articles (`tests/data/refusals.jsonl`, many of which no article answers). The
threshold is the sureness that best tells the news questions apart, where refusing one wrongly costs `COST`
times answering one wrongly. RGB and the written questions marked "held" are only reported: many of RGB's
unrelated passages answer.

Run it again whenever the reader is exported anew; without --write it prints the rates and changes nothing.
"""

import argparse
import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus import Article
from index import Archive, Hit, sentences
from index.tagger import tag
from qa.chatbot import SEARCHED, K
from qa.models import data, score
from qa.models.calibrate import RIGHT, Case, logistic, passages_of, rgb
from qa.question import understand
from qa.read import MODEL, Reader
from qa.retrieve import retrieve
from qa.ways.cover import distinct
from qa.ways.evidence import Evidence
from qa.ways.reading import candidates
from qa.ways.refusal import FITTED

NAMES = frozenset(("PER", "LOC", "ORG"))
COST = 2.0  # of refusing what could be answered, where answering what could not costs 1
# What others say and whether the type agrees are left out: readings of another matter passed by them.
SIGNALS = ("reader", "alone", "words", "names", "rival", "back", "near", "other_time")
QUESTIONS = Path(__file__).parents[2] / "tests/data/refusals.jsonl"
FITTED_ON = ("news", "cmrc", "cut", "swapped")
LINES = (0.08, 0.1, 0.12, 0.15, 0.175, 0.2, 0.25, 0.3)  # thresholds of the curve that is printed


@dataclass(frozen=True, slots=True)
class Judged:
    """A case of one of the sources; the evidence of the best reading, none where nothing was read."""

    source: str
    answerable: bool
    evidence: Evidence | None
    right: bool


def cmrc(folder: Path, count: int, seed: int = 3) -> Iterator[tuple[str, Case]]:
    """Held-back questions: with their paragraph among others; without what answers; with another name."""
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
        other = swapped(rng, example.question, example.text, example.answers)
        if other:
            yield "swapped", Case(other, passages_of(example.text) + others, ())


def swapped(rng: random.Random, question: str, text: str, answers: Sequence[str]) -> str:
    """The question asked about another person, place or organisation of its text; "" for no other."""
    inside = [(text[t.start : t.end], t.tag) for t in tag(text)]
    for token in tag(question):
        name = question[token.start : token.end]
        others = sorted(
            {
                word
                for word, kind in inside
                if kind == token.tag and len(word) > 1 and word not in question and word not in name
                if name not in word and not any(word in a or a in word for a in answers)
            }
        )
        if token.tag in NAMES and len(name) > 1 and name in text and others:
            return question.replace(name, rng.choice(others))
    return ""


def news(corpus: Path, questions: Path) -> Iterator[tuple[str, Case]]:
    """The written questions, over an archive of the articles whose ids stand in the file's first line."""
    rng = random.Random(7)
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    wanted = set(lines[0]["articles"])
    with TemporaryDirectory() as folder, Archive.open(folder) as archive, lzma.open(corpus, "rt") as records:
        found = (json.loads(line) for line in records)
        archive.add(_article(record) for record in found if record["id"] in wanted)
        for asked in lines[1:]:
            hits = distinct(retrieve(archive, asked["question"], SEARCHED * K))[:K]
            passages, answers = [h.passage for h in hits], tuple(asked.get("answers", ()))
            yield "held" if asked.get("held") else "news", Case(asked["question"], passages, answers)
            answering = [p.text for p in passages if any(answer in p.text for answer in answers)]
            other = swapped(rng, asked["question"], "".join(answering[:1]), answers)
            if other and not asked.get("held"):
                yield "swapped", Case(other, passages, ())


def _article(record: dict[str, str]) -> Article:
    day = record.get("published")
    return Article(
        record["id"], "", record["text"].strip(), published=date.fromisoformat(day) if day else None
    )


def judged(reader: Reader, source: str, case: Case) -> Judged:
    """The best reading of a case as the chatbot would weigh it."""
    question = understand(case.question)
    question = replace(question, expects="number") if question.kind == "count" else question
    found = candidates(question, [Hit(p, 0.0) for p in case.passages], reader)
    if not found:
        return Judged(source, bool(case.answers), None, False)
    text = found[0].finding.text
    right = score.f1(text, case.answers) >= RIGHT or any(answer in text for answer in case.answers)
    return Judged(source, bool(case.answers), found[0].evidence, bool(case.answers) and right)


def rates(
    cases: Sequence[Judged], weights: dict[str, float], constant: float, line: float
) -> dict[str, float]:
    """Shares refused: of questions without an answer and of those with one; and share right of the latter."""
    sure = [_sure(case, weights, constant) for case in cases]
    lost = [one < line for one, case in zip(sure, cases, strict=True) if case.answerable]
    kept = [one < line for one, case in zip(sure, cases, strict=True) if not case.answerable]
    right = [one >= line and c.right for one, c in zip(sure, cases, strict=True) if c.answerable]
    return {
        "refused": round(float(np.mean(kept)), 3) if kept else float("nan"),
        "false_refusal": round(float(np.mean(lost)), 3) if lost else float("nan"),
        "right": round(float(np.mean(right)), 3) if right else float("nan"),
        "n": len(cases),
    }


def _sure(case: Judged, weights: dict[str, float], constant: float) -> float:
    if case.evidence is None:
        return 0.0
    score = constant + sum(weight * getattr(case.evidence, name) for name, weight in weights.items())
    return float(1 / (1 + np.exp(-score)))


def fitted(cases: Sequence[Judged]) -> tuple[dict[str, float], float, float]:
    """Weights, constant and threshold from the cases of `FITTED_ON`."""
    rows = [case for case in cases if case.source in FITTED_ON and case.evidence]
    signals = np.array([[getattr(case.evidence, name) for name in SIGNALS] for case in rows])
    found = logistic(signals, np.array([case.right for case in rows], dtype=np.bool_))
    weights = {name: round(float(w), 3) for name, w in zip(SIGNALS, found, strict=False)}
    constant = round(float(found[-1]), 3)
    asked = [case for case in cases if case.source == "news"]

    def worth(line: float) -> float:
        found = rates(asked, weights, constant, line)
        return found["refused"] - COST * found["false_refusal"]

    line = max((_sure(case, weights, constant) for case in asked), key=worth)
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
        for source in ("news", "held", "cmrc", "cut", "swapped", "rgb"):
            of = [case for case in cases if case.source == source]
            print(f"  {source:8}", rates(of, weights, constant, line))
    print("the curve of the new fit:")
    for line in LINES:
        rows = (
            rates([c for c in cases if c.source == s], found[0], found[1], line) for s in ("news", "held")
        )
        print(f"  {line:5}", *rows)
    if options.write:
        facts = {"weights": found[0], "constant": found[1], "threshold": found[2]}
        FITTED.write_text(json.dumps(facts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
