"""How well the right articles are ranked: pure functions of a ranking and its judgements.

`ranked` holds article ids, best first, each once; `relevant` maps article ids to grades, above 0
for the relevant ones. Every score lies in [0, 1] and is 0 where nothing is relevant. They equal
ranx's recall@k, hit_rate@k, mrr@k and ndcg@k (a test compares them).
"""

from collections.abc import Mapping, Sequence
from math import log2


def recall_at(k: int, ranked: Sequence[str], relevant: Mapping[str, float]) -> float:
    """The share of the relevant articles among the first `k`."""
    wanted = {article for article, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else 0.0


def hit_at(k: int, ranked: Sequence[str], relevant: Mapping[str, float]) -> float:
    """1 where a relevant article is among the first `k`."""
    return float(any(relevant.get(article, 0) > 0 for article in ranked[:k]))


def reciprocal_rank(k: int, ranked: Sequence[str], relevant: Mapping[str, float]) -> float:
    """One over the rank of the first relevant article, 0 beyond `k` (Voorhees 1999; its mean is MRR)."""
    for rank, article in enumerate(ranked[:k], 1):
        if relevant.get(article, 0) > 0:
            return 1 / rank
    return 0.0


def ndcg_at(k: int, ranked: Sequence[str], relevant: Mapping[str, float]) -> float:
    """Discounted gain over the best possible, gain = grade, discount = log2(rank + 1).

    Source: Järvelin and Kekäläinen 2002, in trec_eval's and ranx's form.
    """
    gains = [max(0.0, relevant.get(article, 0)) for article in ranked[:k]]
    ideal = sorted((grade for grade in relevant.values() if grade > 0), reverse=True)[:k]
    best = sum(gain / log2(rank + 1) for rank, gain in enumerate(ideal, 1))
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1)) / best if best else 0.0
