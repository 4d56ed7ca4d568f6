"""Whether encoder or reader tell supported sentences from others: `python -m tests.benchmarks.judges`.

The hand-labelled pairs of tests/data: for each judge the chance that a supported sentence scores above one
that isn't (AUC, 0.5 is guessing), and the accuracy at the threshold that suits these very pairs best.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus import Article
from index import sentences, split
from index.encoder import load_encoder
from index.fold import fold
from qa.generation.excerpts import Excerpt
from qa.generation.support import content
from qa.generation.verify import check
from qa.question import understand
from qa.read import Reader
from qa.texts.names import Span
from qa.ways.cover import coverage

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    """Print a line for each file and judge."""
    judges = {"rules": by_rules, "words": by_words, "encoder": encoder(), "reader": reader()}
    for name in ("generated_pairs.jsonl", "support_pairs.jsonl"):
        rows = [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]
        print(f"{name}: {len(rows)} pairs, {sum(row['supported'] for row in rows)} supported")
        for judge, score in judges.items():
            yes = [score(row) for row in rows if row["supported"]]
            no = [score(row) for row in rows if not row["supported"]]
            above = sum((one > other) + (one == other) / 2 for one in yes for other in no)
            right = max(sum(s >= t for s in yes) + sum(s < t for s in no) for t in {*yes, *no})
            print(f"  {judge:8} AUC {above / len(yes) / len(no):.2f}  best accuracy {right / len(rows):.2f}")


def by_rules(row: dict[str, Any]) -> float:
    """What verification says."""
    text = row["evidence"]
    excerpt = Excerpt(1, Article("x", "", text), 0, len(text), tuple(Span(*s) for s in sentences(text)))
    return float(bool(check(f"{row['claim']}[1]", [excerpt], understand(row["question"])).findings))


def by_words(row: dict[str, Any]) -> float:
    """The share of the sentence's words that the evidence holds."""
    return coverage(content(row["claim"]), fold(row["evidence"]))


def encoder() -> Any:
    """The cosine of the sentence and the nearest one or two sentences of the evidence."""
    model = load_encoder()

    def score(row: dict[str, Any]) -> float:
        text = row["evidence"]
        parts = [text[start:end] for start, end in sentences(text)] or [text]
        parts += [one + other for one, other in pairwise(parts)]
        claim, *others = model.encode_document([row["claim"], *parts], normalize_embeddings=True)
        return float(max(other @ claim for other in others))

    return score


def reader() -> Any:
    """The reader's probability of its answer to the question, less than 0 where the sentence lacks it."""
    model = Reader()

    def score(row: dict[str, Any]) -> float:
        article = Article("x", "", row["evidence"])
        found = max(model.read(row["question"], split(article)), key=lambda r: r.probability, default=None)
        if found is None:
            return 0.0
        held = fold(article.text[found.start : found.end]) in fold(row["claim"])
        return found.probability if held else -found.probability

    return score


if __name__ == "__main__":
    main()
