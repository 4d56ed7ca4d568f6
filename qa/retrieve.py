"""Hybrid retrieval: what a question means and what it says, fused."""

from index import Archive, Filter, Hit, Passage

# Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet
# and individual Rank Learning Methods", SIGIR 2009; 60 is their constant.
RRF_CONSTANT = 60
DEPTH = 50  # passages taken from each index; deeper ranks hardly move the fused top 10


def retrieve(
    archive: Archive,
    question: str,
    k: int = 10,
    where: Filter | None = None,
    *,
    words: str | None = None,
) -> list[Hit]:
    """The `k` passages that fit `question` best, by dense vectors and bigram BM25 together.

    `words` is what the lexical index is asked, by default the question itself. Scores
    are RRF sums, at most 2/61; comparable within one call only.
    """
    where = where or Filter()
    depth = max(k, DEPTH)
    dense = archive.search(question, depth, method="dense", where=where)
    lexical = archive.search(words or question, depth, method="lexical", where=where)
    return fuse([dense, lexical])[:k]


def fuse(rankings: list[list[Hit]]) -> list[Hit]:
    """Reciprocal rank fusion; passages of equal score keep the order of the first ranking."""
    scores: dict[tuple[str, int], float] = {}
    passages: dict[tuple[str, int], Passage] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            key = (hit.passage.article.id, hit.passage.start)
            passages.setdefault(key, hit.passage)
            scores[key] = scores.get(key, 0.0) + 1 / (RRF_CONSTANT + rank)
    best = sorted(scores, key=lambda key: -scores[key])
    return [Hit(passages[key], scores[key]) for key in best]
