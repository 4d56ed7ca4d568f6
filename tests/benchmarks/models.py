"""What the reader is worth: `make bench-models` (DATA: the folder that holds datasets/ and corpora/).

Reading and refusal on questions held back from training. EM and F1 are CMRC 2018's own (qa/models/score.py).
With `--weights FILE`, the float32 weights they were made from are measured beside the int8 networks.
"""

import argparse
import json
import tempfile
import time
from itertools import chain
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus import Article
from index import Archive, Passage
from qa.models import calibrate, data, score
from qa.models.export import load_weights
from qa.models.network import Network
from qa.read import Reader, _Model, available
from qa.retrieve import retrieve
from tests.benchmarks.retrieval import no_mentions

DATA = Path("../shared")


def main(
    folder: Path = DATA,
    *,
    weights: Path | None = None,
    limit: int | None = None,
    distractors: int = 20_000,
    pool: Path | None = None,
) -> None:
    """Print every measure: `limit` questions of each set at most, `distractors` news articles among them.

    The archive with the news is kept in `pool`, where that is given, for the next run.
    """
    if not available():
        print("the reader's weights are not there; build them as qa/models/reader/README.md says")
        return
    datasets, news = folder / "datasets", folder / "corpora" / "news-60k.jsonl.xz"
    reader = Reader()
    held, trial = data.cmrc(datasets, held=True)[:limit], data.trial(datasets)[:limit]
    print_reading("CMRC held-back paragraphs, int8", reader, held)
    print_reading("CMRC trial, int8", reader, trial)
    if weights:
        print_reading("CMRC held-back paragraphs, float32", float_reader(weights, reader), held)
    print_refusal(reader, datasets, news, limit or 400)
    print_times(reader, news)
    print_news_ranking(reader, datasets / "rgb_zh_fact.jsonl")
    with tempfile.TemporaryDirectory() as temporary:
        print_from_question(reader, trial, limit or 300, news, distractors, pool or Path(temporary))


def print_reading(name: str, reader: Reader, examples: list[data.Example]) -> None:
    """EM and F1 of the best span of the whole paragraph."""
    em = f = 0.0
    for example in examples:
        readings = reader.read(example.question, [whole_passage(example.text)])
        answer = readings[0].text if readings else ""
        em += score.exact(answer, example.answers)
        f += score.f1(answer, example.answers)
    n = len(examples)
    print(f"{name}: EM {100 * em / n:.1f}, F1 {100 * f / n:.1f} ({n} questions)", flush=True)


def float_reader(weights: Path, shipped: Reader) -> Reader:
    """The reader in torch, in float32, but for its calibration: what quantisation is measured against."""
    import torch

    network = Network().eval()
    network.load_state_dict(load_weights(weights))

    def lower(_: list[str], inputs: dict[str, Any]) -> list[Any]:
        words = torch.from_numpy(inputs["inputs_embeds"])
        with torch.no_grad():
            return list(network.lower(words, torch.ones(words.shape[:2])))

    def upper(_: list[str], inputs: dict[str, Any]) -> list[Any]:
        with torch.no_grad():
            hidden = inputs["hidden"]
            return [network.upper(hidden, torch.ones(hidden.shape[:2])).numpy()]

    model = _Model(
        SimpleNamespace(run=lower), SimpleNamespace(run=upper), 1.0, 0.0, shipped._model().relevance, 0.5
    )
    reader = Reader(threads=1)
    reader._model = lambda: model  # type: ignore[assignment]
    return reader


def print_refusal(reader: Reader, datasets: Path, news: Path, count: int) -> None:
    """AUC of answerable against not, and what shares a threshold refuses."""
    squad = [
        calibrate.Case(e.question, [whole_passage(e.text)], e.answers)
        for e in data.squad(datasets, held=True)[: 2 * count]
    ]
    mixed = [c for c in calibrate.cases(datasets, news, count) if len(c.passages) > 1]
    sets = {"squad2_zh held back": squad, "CMRC held back and others": mixed}
    sets["RGB news"] = list(calibrate.rgb(datasets / "rgb_zh_fact.jsonl"))
    for name, cases in sets.items():
        best = np.array(
            [max((r.probability for r in reader.read(c.question, c.passages)), default=0) for c in cases]
        )
        there = np.array([bool(c.answers) for c in cases])
        print(f"{name}: AUC {auc(best[there], best[~there]):.3f} ({len(cases)} cases)")
        for line in sorted({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, reader.threshold}):
            unrelated, answerable = (best[~there] < line).mean(), (best[there] < line).mean()
            mark = "  shipped" if line == reader.threshold else ""
            print(
                f"  below {line:.3f}: refuses {unrelated:.0%} without an answer, {answerable:.0%} with{mark}"
            )


def print_times(reader: Reader, news: Path, rounds: int = 15) -> None:
    """Median milliseconds to rerank 50 passages of 250 characters and to read 5."""
    passages = [whole_passage(text) for text in data.news(news, size=250, limit=60)][:50]
    question = "去年成都国家高新技术企业数增长了多少？"
    ranking, reading = [], []
    for _ in range(rounds + 1):
        reader._lower.cache_clear()  # what a question before this one left
        started = time.perf_counter()
        reader.relevance(question, passages)
        ranked = time.perf_counter()
        reader.read(question, passages[:5])
        ranking.append(ranked - started)
        reading.append(time.perf_counter() - ranked)
    rank, read = (1000 * median(times[1:]) for times in (ranking, reading))
    print(f"rerank 50 passages: median {rank:.0f} ms; read 5: median {read:.0f} ms")


def print_from_question(
    reader: Reader, examples: list[data.Example], limit: int, news: Path, distractors: int, folder: Path
) -> None:
    """From the question alone: hit@1 of the paragraph, fused and reranked, EM and F1 of the best span.

    `limit` of the questions are asked, over all their paragraphs and the news.
    """
    fused = reranked = em = f = 0.0
    with Archive.open(folder, tagger=no_mentions) as archive:
        texts = {e.text: Article(f"paragraph {i}", "", e.text) for i, e in enumerate(examples)}
        others = (Article(f"news {i}", "", t) for i, t in enumerate(data.news(news, 250, distractors)))
        archive.add(chain(texts.values(), others), progress=True)
        asked = examples[:limit]
        for example in asked:
            gold = texts[example.text].id
            fused += retrieve(archive, example.question, 1)[0].passage.article.id == gold
            hits = retrieve(archive, example.question, 5, reader=reader)
            reranked += hits[0].passage.article.id == gold
            best = reader.read(example.question, [hit.passage for hit in hits])[0].text
            em += score.exact(best, example.answers)
            f += score.f1(best, example.answers)
        passages, n = archive.counts()[1], len(asked) / 100
    print(
        f"question alone, {len(asked)} questions over {passages} passages: hit@1 fused {fused / n:.1f}, "
        f"reranked {reranked / n:.1f}; EM {em / n:.1f}, F1 {f / n:.1f}",
        flush=True,
    )


def print_news_ranking(reader: Reader, path: Path) -> None:
    """RGB's news questions over the passages of all of them: hit@1 and hit@5, fused and reranked."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = {t for r in records for kind in ("positive", "negative") for t in r[kind]}
    named = {text: f"passage {i}" for i, text in enumerate(sorted(texts))}
    ranks: dict[str, list[int]] = {"fused": [], "reranked": []}
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, tagger=no_mentions) as archive:
        archive.add((Article(name, "", text) for text, name in named.items()), progress=True)
        for record in records:
            gold = {named[text] for text in record["positive"]}
            for name, used in (("fused", None), ("reranked", reader)):
                hits = retrieve(archive, record["query"], 5, reader=used)
                right = (i for i, hit in enumerate(hits) if hit.passage.article.id in gold)
                ranks[name].append(next(right, len(hits)))
    for name, found in ranks.items():
        first, five = np.mean([r < 1 for r in found]), np.mean([r < 5 for r in found])
        print(f"RGB news, {len(named)} passages, {name}: hit@1 {first:.2f}, hit@5 {five:.2f}", flush=True)


def whole_passage(text: str) -> Passage:
    """A text as one passage."""
    return Passage(Article("paragraph", "", text), 0, len(text))


def auc(there: npt.NDArray[np.float64], absent: npt.NDArray[np.float64]) -> float:
    """The chance that an answerable case scores above another; ties count half."""
    wins = (there[:, None] > absent[None, :]).mean() + 0.5 * (there[:, None] == absent[None, :]).mean()
    return float(wins)


if __name__ == "__main__":
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("folder", type=Path, nargs="?", default=DATA)
    parse.add_argument("--weights", type=Path, help="float32 weights of the same networks")
    parse.add_argument("--limit", type=int, help="questions of each set at most")
    parse.add_argument("--distractors", type=int, default=20_000, help="news articles to search among")
    parse.add_argument("--pool", type=Path, help="folder in which the archive with the news is kept")
    main(**vars(parse.parse_args()))
