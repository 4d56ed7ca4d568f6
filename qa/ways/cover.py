"""How much of what a question says stands in a text: character bigrams, as in the lexical index."""

from collections.abc import Iterable, Sequence

from index import Hit
from index.fold import fold

REPEATED = 0.8  # share of the pairs of characters, of both passages, from which one repeats the other


def bigrams(text: str) -> set[str]:
    """Adjacent pairs of characters; of a single character, that character."""
    text = fold(text)
    return {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())


def coverage(terms: Iterable[str], text: str) -> float:
    """The share of the terms' bigrams that `text` holds, 0 to 1; 1 when there are no terms.

    A term of more bigrams weighs more: long words carry more of a question.
    """
    folded = fold(text)
    wanted = [gram for term in terms for gram in bigrams(term)]
    if not wanted:
        return 1.0
    return sum(gram in folded for gram in wanted) / len(wanted)


def distinct(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that repeat an earlier one, as reprints do."""
    kept: list[tuple[Hit, set[str]]] = []
    for hit in hits:
        grams = bigrams(hit.passage.text)
        if not any(len(grams & other) >= REPEATED * len(grams | other) for _, other in kept):
            kept.append((hit, grams))
    return [hit for hit, _ in kept]
