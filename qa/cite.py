"""Citations: a place in an article, whose quote cannot differ from its source."""

from dataclasses import dataclass

from corpus import Article


@dataclass(frozen=True, slots=True)
class Citation:
    """The `number`-th citation of an answer: `article.text[start:end]`."""

    number: int  # 1-based; the [n] of the answer's text
    article: Article
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...] = ()  # spans of `article.text` that hold the answer itself

    @property
    def quote(self) -> str:
        """The cited text, sliced from the article."""
        return self.article.text[self.start : self.end]

    def to_dict(self) -> dict[str, object]:
        """The citation as design JSON; `highlights` are article offsets."""
        article = self.article
        return {
            "number": self.number,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "highlights": [list(span) for span in self.highlights],
            "article": {
                "id": article.id,
                "title": article.title,
                "newspaper": article.newspaper,
                "published": article.published.isoformat() if article.published else None,
                "page": article.page,
            },
        }
