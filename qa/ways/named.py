"""Everybody or everything of a kind that an archive names (哪些人物, 哪些城市), no text read for it."""

import re
from datetime import date

from index import Archive, Filter
from index.naming import Tally
from qa.finding import Finding, Named
from qa.question import Question
from qa.texts.cities import CITY, is_city
from qa.texts.names import Span
from qa.texts.organisations import organisations
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
    if question.category == CITY:
        things = {core: said for core, said in things.items() if any(map(is_city, said))}
    elif kind == "organisation" and not ending:
        most_named = sorted(things, key=lambda core: -sum(things[core].values()))
        known = organisations(most_named)
        things = {core: said for core, said in things.items() if core in known}
    merged = merges({core: sum(wordings.values()) for core, wordings in things.items()})
    for core in sorted(merged, key=len, reverse=True):
        things[merged[core]] |= things.pop(core)
    most = sorted(things.values(), key=lambda wordings: -sum(wordings.values()))[:SHOWN]
    tallies = archive.tallies(kind, [name for wordings in most for name in wordings], where)
    told = {tally.name: tally for tally in tallies}
    shown = [max(wordings, key=lambda name: wordings[name]) for wordings in most]
    firsts = archive.firsts(kind, [told[name] for name in shown], where)
    findings = [Finding(article, Span(mention.start, mention.end)) for article, mention in firsts]
    named = [_named(one, [told[n] for n in names]) for one, names in zip(findings, most, strict=True)]
    return named, len(things)


def _named(finding: Finding, tallies: list[Tally]) -> Named:
    """A thing shown where it is first named in its most frequent wording, counted in all of them."""
    return Named(
        finding,
        sum(tally.mentions for tally in tallies),
        min((date.fromisoformat(tally.first) for tally in tallies if tally.first), default=None),
        max((date.fromisoformat(tally.latest) for tally in tallies if tally.latest), default=None),
    )
