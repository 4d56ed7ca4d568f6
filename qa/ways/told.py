"""Where a matter is told: the sentences that say what a question says, rare words weighing more."""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus import Article
from index import Archive, sentences
from index.fold import fold
from qa.question import Question
from qa.texts.words import FRAME
from qa.ways.cover import bigrams, coverage

NEEDED = 0.5  # share of what the question says that must be told, and of a name that an article must hold
LEAD = 120  # characters before a sentence that say what it is about
LONGEST = 600  # characters; what is longer is no sentence but a table
PREVIOUS, ELSEWHERE = 0.85, 0.6  # what words count that stand in the sentence before, or in the article only
# What a question about parts or members asks with; a text may say it otherwise.
ASKING = frozenset(
    """
    有 设 设有 共设 共有 分为 分成 组成 构成 包括 包含 涵盖 囊括 涉及 分别 名列 主要 哪些 叫 指 是 为 属于
    名字 一共 总共 成员 进行 其中 方面
    """.split()
)


def names_all(article: Article, names: Iterable[str]) -> bool:
    """Whether an article speaks of everybody and everything named."""
    whole = fold(f"{article.title}\n{article.text}\n{article.newspaper}")
    return all(coverage([name], whole) >= NEEDED for name in names)


def weights_for(archive: Archive, question: Question) -> dict[str, float]:
    """What each pair of the question's characters counts: the rarer, the more."""
    words = [w for w in (*question.terms, *question.modifiers) if w not in ASKING and w not in FRAME]
    grams = {gram for word in words for gram in bigrams(word)}
    return weights_of(archive, grams)


def weights_of(archive: Archive, grams: Iterable[str]) -> dict[str, float]:
    """What each pair of characters counts."""
    grams = sorted(grams)
    if not grams:
        return {}
    total = archive.counts()[1] + 1
    weight = {
        g: math.log(total / (n + 1)) for g, n in zip(grams, archive.frequencies(*grams), strict=True) if n
    }
    rarest = max(weight.values(), default=1.0)
    return {gram: max(0.1, weight.get(gram, rarest / 2)) for gram in grams}


class Sentence(NamedTuple):
    """A sentence of an article, and what of the question is told there (0 to 1 each)."""

    start: int
    end: int
    held: float  # by it, the sentence before it and, less, the article
    direct: float  # by itself


def sentences_on(article: Article, weights: dict[str, float]) -> Iterator[Sentence]:
    """The sentences of an article that may tell of the matter."""
    text = article.text
    whole, previous = fold(f"{article.title}\n{text}\n{article.newspaper}"), ""
    everything = sum(weights.values())
    inside = {gram for gram in weights if gram in whole}
    if sum(weights[gram] for gram in inside) < NEEDED * everything:
        return
    for start, end in sentences(text):
        here = fold(text[start:end])
        direct = sum(weights[g] for g in inside if g in here)
        held = sum(
            weights[g] * (1 if g in here else PREVIOUS if g in previous else ELSEWHERE) for g in inside
        )
        previous = fold(text[max(0, start - LEAD) : end])
        if held >= NEEDED * everything and end - start <= LONGEST:
            yield Sentence(start, end, held / everything, direct / everything)
