"""Everybody or everything of a kind that an archive names (哪些人物, 哪些城市), no text read for it."""

import re
from dataclasses import replace
from datetime import date

from index import Archive, Filter
from qa.finding import Finding, Named
from qa.question import Question
from qa.texts.names import Span
from qa.texts.things import core_in, merges

SHOWN = 200  # of those named most, by name; an answer of thousands helps nobody, their number is said


def everything(
    archive: Archive, question: Question, kind: str, ending: str, where: Filter
) -> tuple[list[Named], int]:
    """Those named most, most first, and how many there are in all.

    `ending` is a pattern that the names of the category end in.
    """
    ends = re.compile(f"(?:{ending})$") if ending else None
    things: dict[str, dict[str, int]] = {}  # core → its wordings with their mentions
    for name, mentions in archive.named(kind, where).items():
        if core := core_in(name, question.category, kind, ends):
            things.setdefault(core, {})[name] = mentions
    merged = merges({core: sum(wordings.values()) for core, wordings in things.items()})
    for core in sorted(merged, key=len, reverse=True):
        things[merged[core]] |= things.pop(core)
    most = sorted(things.values(), key=lambda wordings: -sum(wordings.values()))[:SHOWN]
    return [_named(archive, kind, wordings, where) for wordings in most], len(things)


def _named(archive: Archive, kind: str, wordings: dict[str, int], where: Filter) -> Named:
    """A thing in its most frequent wording, where that stands first."""
    shown = max(wordings, key=lambda name: wordings[name])
    tallies = {name: archive.tally(kind, name, where) for name in wordings}
    begun = tallies[shown].first
    day = date.fromisoformat(begun) if begun else None
    found = archive.first(kind, shown, replace(where, since=day, until=day) if day else where)
    assert found  # it was counted
    article, mention = found
    return Named(
        Finding(article, Span(mention.start, mention.end)),
        sum(wordings.values()),
        min((date.fromisoformat(t.first) for t in tallies.values() if t.first), default=None),
        max((date.fromisoformat(t.latest) for t in tallies.values() if t.latest), default=None),
    )
