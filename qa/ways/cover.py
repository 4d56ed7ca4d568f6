"""How much of what a question says stands in a text: character bigrams, as in the lexical index."""

from collections.abc import Iterable

from index.fold import fold


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
