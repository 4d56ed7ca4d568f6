"""What every way of answering returns: a place in an article."""

from dataclasses import dataclass
from datetime import date

from corpus import Article
from index import sentences
from qa.texts.names import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer where it stands, and how sure it is that it is one (0 to 1)."""

    article: Article
    span: Span
    confidence: float = 1.0
    support: Span | None = None  # what else a citation must take in: the speaker of a quotation

    @property
    def text(self) -> str:
        """The answer, as it stands in the article."""
        return self.article.text[self.span.start : self.span.end]

    @property
    def sentence(self) -> Span:
        """The sentence that holds it."""
        text = self.article.text
        begin = text.rfind("\n", 0, self.span.start) + 1
        stop = text.find("\n", self.span.end)
        for start, end in sentences(text, begin, len(text) if stop < 0 else stop):
            if start <= self.span.start < end:
                return Span(start, max(end, self.span.end))
        return self.span


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that an archive names: where it is shown, how often it is named, and between which dates."""

    finding: Finding
    mentions: int
    first: date | None
    latest: date | None
