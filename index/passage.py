"""A passage: the stretch of an article that is embedded, searched and cited."""

from dataclasses import dataclass

from corpus import Article


@dataclass(frozen=True, slots=True)
class Passage:
    """`article.text[start:end]`; the text is derived, never stored twice."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search; lists of hits are best first."""

    passage: Passage
    score: float  # higher is better; comparable only within one search
