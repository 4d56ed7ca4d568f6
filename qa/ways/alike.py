"""Members of a class told one by one, in the same words: 对甲作出逮捕决定 here, 对乙作出逮捕决定 there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from corpus import Article
from index import Archive, Words
from index.fold import fold
from qa.finding import Finding
from qa.texts.members import TAGS, Asked
from qa.texts.names import Span

BEHIND = 40  # characters behind a name that are compared
LEAST = 5  # of them that are the same behind two names, figures left out
SAID = 0.3  # share of what the question says that they say
_FIGURE = re.compile(r"\d+|\s+")


def beside(
    archive: Archive,
    asked: Asked,
    weights: dict[str, float],
    articles: Iterable[Article],
    found: Sequence[Sequence[Finding]],
) -> list[list[Finding]]:
    """The names of the kind of those `found` that `articles` tell the same of, in reading order.

    `weights` are what each pair of the question's characters counts.
    """
    tags = TAGS.get(asked.kind, ())
    known = {fold(group[0].text) for group in found}
    named = [one for article in articles for one in _named(archive.words(article), article, tags)]
    told = [_behind(one) for one in named if fold(one.text) in known]
    told = [words for words in told if _says(words, weights)]
    more: dict[str, list[Finding]] = {}
    for one in named if told else ():
        behind = "" if fold(one.text) in known else _behind(one)
        same = (_shared(behind, words) for words in told)
        if any(len(s) >= LEAST and _says(s, weights) for s in same):
            more.setdefault(fold(one.text), []).append(one)
    return list(more.values())


def _named(words: Words, article: Article, tags: Sequence[str]) -> Iterator[Finding]:
    for token in words.between(0, len(words.text)):
        if token.tag in tags and token.end - token.start > 1:
            yield Finding(article, Span(token.start, token.end))


def _behind(one: Finding) -> str:
    """What the sentence says right behind a name, without figures."""
    stop = min(one.span.end + BEHIND, one.sentence[1])
    return fold(_FIGURE.sub("", one.article.text[one.span.end : stop]))


def _shared(one: str, other: str) -> str:
    """What two texts both begin with."""
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _says(text: str, weights: dict[str, float]) -> bool:
    said = sum(weight for gram, weight in weights.items() if gram in text)
    return said >= SAID * sum(weights.values())
