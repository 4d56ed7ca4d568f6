"""Two things named side by side, 久隆水库和三坝水库, or asked about in turn: what 前者 and 后者 point to."""

import re
from collections.abc import Sequence

from index.tagger import Token, tag
from qa.answer import Answer
from qa.followups.referents import about, articles, asked, said
from qa.followups.relations import relation

_JOINT = re.compile("以及|还是|[和与跟及、或]")
_NOUNS = frozenset("n nz nw nr ns nt PER LOC ORG vn m q".split())
_BARE = re.compile("(?:那么?)?(.+?)的?呢")
_IN_TURN = re.compile("呢[？?。 ]*$|呢[，,]")


def pair(turns: Sequence[Answer]) -> list[str]:
    """The names of the items of the last list, of two things last named side by side, or of those of two
    turns of which one was asked in the place of the other (国泰君安呢); whichever is nearer. [] for none.
    """
    for position in range(len(turns) - 1, -1, -1):
        turn = turns[position]
        if len(turn.items) > 1:
            return [item.name for item in turn.items]
        if two := joined(asked(turn)) or joined(said(turn)):
            return two
        if position and turn.resolved and _IN_TURN.search(turn.question):
            both = _exchanged(turns[position - 1], turn)
            if all(both) and both[0] != both[1]:
                return both
    return []


def _exchanged(earlier: Answer, later: Answer) -> list[str]:
    """昂山素季 and 温敏 of 给昂山素季减刑几年 and 温敏呢; else what both questions are about."""
    old, new = asked(earlier), asked(later)
    said_so = _BARE.match(later.question)
    begin = new.find(said_so[1]) if said_so else -1
    if said_so and begin >= 0:
        rest = new[begin + len(said_so[1]) :]
        if rest and old.startswith(new[:begin]) and old.endswith(rest):
            return [old[begin : len(old) - len(rest)], said_so[1]]
    return [about(text, articles([one])) for text, one in ((old, earlier), (new, later))]


def joined(text: str) -> list[str]:
    """The first two noun phrases of a text that stand on both sides of a 和, less the attribute asked for."""
    tokens = tag(text)
    for joint in _JOINT.finditer(text):
        before = _run([t for t in reversed(tokens) if t.end <= joint.start()], joint.start())
        behind = _run([t for t in tokens if t.start >= joint.end()], joint.end())
        if not before or not behind:
            continue
        while len(behind) > 1 and relation(_word(text, behind[-1])) and not _alike(text, before, behind):
            behind.pop()
        two = [text[before[-1].start : joint.start()], text[joint.end() : behind[-1].end]]
        if all(len(name) > 1 for name in two) and two[0] != two[1]:
            return two
    return []


def _run(tokens: Sequence[Token], edge: int) -> list[Token]:
    """The nouns that follow on each other from `edge` on, in whichever direction `tokens` go."""
    run: list[Token] = []
    for token in tokens:
        if token.tag not in _NOUNS or edge not in (token.start, token.end):
            break
        run.append(token)
        edge = token.end if edge == token.start else token.start
    return run if any(t.tag not in ("m", "q") for t in run) else []


def _alike(text: str, before: Sequence[Token], behind: Sequence[Token]) -> bool:
    return _word(text, before[0]) == _word(text, behind[-1])


def _word(text: str, token: Token) -> str:
    return text[token.start : token.end]
