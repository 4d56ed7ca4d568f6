"""How often the right paragraph comes first: BM25, dense and fused, on CMRC 2018 trial."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus import Article
from index import Archive, Hit
from index.tagger import Token
from qa.evaluation.ranking import hit_at
from qa.retrieve import retrieve

Search = Callable[[Archive, str], list[Hit]]
SEARCHES: dict[str, Search] = {
    "bigram BM25": lambda archive, question: archive.search(question, 20, method="lexical"),
    "dense": lambda archive, question: archive.search(question, 20),
    "fused": lambda archive, question: retrieve(archive, question, 20),
}


def main(datasets_dir: str | Path) -> dict[str, tuple[float, float]]:
    """Print and return (hit@1, hit@5) of each search; a hit is a passage of the question's own paragraph.

    Each of the 256 paragraphs, without its title, is an article; the 1,002 questions are asked of all.
    """
    file = Path(datasets_dir) / "cmrc2018_trial.json"
    paragraphs = [one for entry in json.loads(file.read_bytes())["data"] for one in entry["paragraphs"]]
    questions = [(qa["question"], one["id"]) for one in paragraphs for qa in one["qas"]]
    found = {}
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, tagger=no_mentions) as archive:
        archive.add(articles(paragraphs), progress=True)
        print(f"CMRC 2018 trial: {len(questions)} questions, {archive.counts()[1]} passages")
        print(f"{'':12} {'hit@1':>7} {'hit@5':>7}")
        for name, search in SEARCHES.items():
            ranked = [
                ([hit.passage.article.id for hit in search(archive, question)], {gold: 1.0})
                for question, gold in questions
            ]
            found[name] = tuple(sum(hit_at(k, *one) for one in ranked) / len(ranked) for k in (1, 5))
            print(f"{name:12} {found[name][0]:7.4f} {found[name][1]:7.4f}", flush=True)
    return found


def articles(paragraphs: list[dict]) -> Iterator[Article]:
    for one in paragraphs:
        yield Article(one["id"], "", one["context"])


def no_mentions(texts: list[str]) -> list[list[Token]]:
    return [[] for _ in texts]


if __name__ == "__main__":
    main(sys.argv[1])
