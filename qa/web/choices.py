"""What a reader chose to search: held by the conversation, sent with questions, shown in answers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from qa.web.words import Language, say

ENGINES = ("extract", "generate")
LONGEST = 200  # characters of a newspaper's or section's name


@dataclass(frozen=True, slots=True)
class Choices:
    """Bounds of the search ("" leaves one open) and the engine that answers."""

    since: date | None = None
    until: date | None = None
    newspaper: str = ""
    section: str = ""
    engine: str = ""  # "" is the chatbot's own default

    @classmethod
    def of(cls, sent: Mapping[str, object]) -> "Choices":
        """What a browser sent or a conversation kept; whatever is none of ours is left out."""
        engine = sent.get("engine")
        return cls(
            _day(sent.get("since")),
            _day(sent.get("until")),
            _name(sent.get("newspaper")),
            _name(sent.get("section")),
            str(engine) if engine in ENGINES else "",
        )

    def to_dict(self) -> dict[str, str]:
        """As strings, without what is left open."""
        chosen = {field.name: str(getattr(self, field.name) or "") for field in fields(self)}
        return {name: value for name, value in chosen.items() if value}


def shown(chosen: Mapping[str, str], language: Language) -> list[tuple[str, str]]:
    """(label, value) of each bound chosen, for people to read."""
    names = [name for name in ("since", "until", "newspaper", "section") if chosen.get(name)]
    return [(say(f"filter.{name}", language), chosen[name]) for name in names]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _name(value: object) -> str:
    return value.strip()[:LONGEST] if isinstance(value, str) else ""
