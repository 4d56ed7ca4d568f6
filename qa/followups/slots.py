"""The names in a question, whole and by kind: what a follow-up points to or puts another in the place of."""

import re
from typing import Literal, NamedTuple

from index.mentions import find
from index.tagger import tag
from qa.followups.relations import RELATIONAL

SlotKind = Literal["person", "place", "organisation", "work", "thing"]

_PARTS = frozenset("n nz nw nr ns nt PER LOC ORG vn an".split())
_FRAME = re.compile("文章|报道|报纸|新闻|文中|本文|版面|今天|昨天")
_LATIN = re.compile(r"[一-鿿]{2,}|[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|\d+\b))*")
_OPENING = re.compile(
    r"(?:What|Who|Whose|Which|When|Where|How|Why|Is|Are|Was|Were|Did|Does|Do|Has|Have|Had|And"
    r"|The|In|On|List|Tell|Please|Summari[sz]e|Can|Could|Will|Would|Give|I)\b\s*"
)


_CALENDAR = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*\b"
)


class Slot(NamedTuple):
    """A name in a text: `text[start:end]`."""

    start: int
    end: int
    kind: SlotKind


def slots(text: str) -> list[Slot]:
    """The names in a Chinese text, by start; 杭州亚运会 is a thing where no list knows it. Dates are none."""
    tokens = tag(text)
    named = [Slot(m.start, m.end, m.kind) for m in find(text, tokens) if m.kind != "time"]
    for position, token in enumerate(tokens):
        word = text[token.start : token.end]
        if token.tag not in ("nz", "nw") or (word in RELATIONAL and not word.isascii()):
            continue  # 注册资本, to LAC a name
        if any(s.start < token.end and token.start < s.end for s in named):
            continue
        end = token.end
        for following in tokens[position + 1 :]:  # 杜苏芮 台风
            if following.tag != "n" or text[following.start : following.end] in RELATIONAL:
                break
            end = following.end
        named.append(Slot(token.start, end, "thing"))
    return sorted(named)


def english_slots(text: str) -> list[Slot]:
    """The capitalised names and the Chinese names in an English text."""
    found: list[Slot] = []
    for match in _LATIN.finditer(text):
        opening = _OPENING.match(match.group())
        start = match.start() + (opening.end() if opening else 0)
        dated = _CALENDAR.match(match.group()[opening.end() if opening else 0 :])
        if start < match.end() and not dated:
            found.append(Slot(start, match.end(), "thing"))
    return found


def whole(phrase: str) -> SlotKind | Literal["noun", ""]:
    """What a phrase as a whole is: a name of a kind, a noun, or "" when it is more than that."""
    for slot in slots(phrase):
        if slot.start == 0 and slot.end == len(phrase):
            return slot.kind
    tokens = tag(phrase)
    if any(t.tag in ("PER", "LOC", "ORG", "nz", "nw") for t in tokens) and all(
        t.tag in _PARTS for t in tokens
    ):
        return "thing"
    nominal = bool(tokens) and all(t.tag in _PARTS | {"a", "f", "m", "q", "b", "s"} for t in tokens)
    return "noun" if nominal and not _FRAME.search(phrase) else ""
