"""The answer record that the UI, the command line, the API and the evaluation share."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from qa.cite import Citation

Kind = Literal["fact", "list", "count", "summary", "refusal"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list answer."""

    name: str
    mentions: int
    citations: tuple[int, ...]  # citation numbers
    first: date | None = None  # of the dated articles that mention it, the earliest and
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline."""

    day: date
    text: str  # in the article's words
    citation: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """How much of the archive was searched for this answer."""

    articles: int
    passages: int
    exhaustive: bool  # every passage that can match was looked at, not only the top k


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its evidence. No citation, no claim."""

    question: str
    kind: Kind
    text: str  # with [n] marks that name `citations`
    citations: tuple[Citation, ...] = ()
    items: tuple[Item, ...] = ()
    refused: bool = False
    nearest: tuple[Citation, ...] = ()  # the closest excerpts, of a refusal
    scanned: Scanned = Scanned(0, 0, False)
    confidence: float = 0.0  # that the text answers the question, 0 to 1; of a refusal, that nothing does
    engine: str = "extract"
    seconds: dict[str, float] = field(default_factory=dict)  # per stage, and "total"
    understood: tuple[tuple[str, str], ...] = ()  # (label, value): how the question was read
    resolved: str = ""  # the question as it reads without the conversation before it; "" when the same
    versions: tuple[Item, ...] = ()  # where articles differ: each value, the latest first
    events: tuple[Event, ...] = ()  # of a timeline, in order of their days
    note: str = ""  # in one line, why a chat model's words don't stand, or what of them was left out

    def to_dict(self) -> dict[str, object]:
        """The answer as plain JSON values; the layout is part of the public interface."""
        return {
            "question": self.question,
            "kind": self.kind,
            "text": self.text,
            "refused": self.refused,
            "citations": [c.to_dict() for c in self.citations],
            "items": [_item_dict(item) for item in self.items],
            "nearest": [c.to_dict() for c in self.nearest],
            "scanned": {
                "articles": self.scanned.articles,
                "passages": self.scanned.passages,
                "exhaustive": self.scanned.exhaustive,
            },
            "confidence": round(self.confidence, 4),
            "engine": self.engine,
            "seconds": {stage: round(spent, 4) for stage, spent in self.seconds.items()},
            "understood": [list(pair) for pair in self.understood],
            "resolved": self.resolved,
            "versions": [_item_dict(version) for version in self.versions],
            "events": [{"day": str(e.day), "text": e.text, "citation": e.citation} for e in self.events],
            "note": self.note,
        }


def _item_dict(item: Item) -> dict[str, object]:
    return {
        "name": item.name,
        "mentions": item.mentions,
        "citations": list(item.citations),
        "first": str(item.first) if item.first else None,
        "latest": str(item.latest) if item.latest else None,
    }
