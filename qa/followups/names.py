"""The names of a kind in a text, Chinese or English: people, places, organisations, things."""

import re
from typing import Literal

from qa.asked.english import known
from qa.followups.slots import english_slots, slots

Wanted = Literal["person", "place", "organisation", "thing", "several"]

_HAN = re.compile("[一-鿿]")
_ENGLISH = re.compile(r"(?:wh\w+|how|is|are|was|were|d(?:o|oes|id)|ha[sd]|have|list|of|tell) ", re.I)
_THINGS = ("place", "organisation", "thing", "work")


def names_of(text: str, wanted: Wanted) -> list[str]:
    """The names of the kind in a text, in order."""
    found = [
        (text[s.start : s.end], s.kind) for s in (slots(text) if _HAN.search(text) else english_slots(text))
    ]
    kinds = {"person": ("person",), "place": ("place",), "organisation": ("organisation",)}.get(
        wanted, _THINGS
    )
    if not re.search("[一-鿿].*[一-鿿]", text) or english_like(text):
        return [text[s.start : s.end] for s in english_slots(text)] or (
            _noun(text) if wanted == "thing" else []
        )
    return [f"《{name}》" if kind == "work" else name for name, kind in found if kind in kinds]


def named(text: str) -> list[str]:
    """The works and things that a question names, no people and no places."""
    kinds = ("thing", "work")
    found = [(text[s.start : s.end], s.kind) for s in slots(text)]
    return [f"《{name}》" if kind == "work" else name for name, kind in found if kind in kinds]


def _noun(text: str) -> list[str]:
    """The reservoir project of an English question that names nothing: its first known noun."""
    inverted = re.search(r"\b(?:did|do|does|will|would|can)\b", text)
    match = re.search(r"\b[Tt]he ((?:[a-z-]+ ){0,2}[a-z-]+)", text)
    words = match.group(1).split() if match else []
    if match and inverted and re.fullmatch(r"\W*", text[match.end() :]):
        words = words[:-1]  # when did the project start: what ends it is the verb
    length = next((n for n in range(len(words), 0, -1) if known(words[n - 1 : n])), 0)
    return [" ".join(["the", *words[:length]])] if length else []


def english_like(text: str) -> bool:
    """Whether a text begins as an English question does, or most of it is Latin."""
    return bool(_ENGLISH.match(text)) or len(re.findall("[A-Za-z]", text)) > 2 * len(_HAN.findall(text))


def is_one(name: str, wanted: Wanted) -> bool:
    """Whether a name is one of what is wanted, a person or no person."""
    people = any(s.kind == "person" and s.start == 0 for s in slots(name))
    return people if wanted == "person" else not people
