"""Clauses that a text announces as the members of a class: 推出三种模式：甲，乙，丙; 两项任务，即甲；乙."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.texts.members import CERTAIN, COUNT, COUNTER, LIKELY, Asked, Group, amount
from qa.texts.names import Span

_ANNOUNCES = re.compile(
    rf"(?P<count>{COUNT}){COUNTER}(?P<noun>[一-鿿]{{1,8}})[”’」』]?"
    r"(?:，?(?:即|分别[是为]|包括|是指)[：:，]?|[：:])[“‘]?"
)
_NUMBERED = re.compile("(?:其|第)?一[是、，要]|[（(]?[1一][、.．）)]|①|首先")
_CLOSES = " 。！？!?”’"
_OPEN, _CLOSE = "“‘（(《「『", "”’）)》」』"


class Announced(NamedTuple):
    """Where the clauses stand, how many there should be (0: not said), and the group they are, if one."""

    body: Span
    number: int
    group: Group | None


def announced(text: str, asked: Asked, start: int, end: int) -> Announced | None:
    """What the sentence `text[start:end]` announces of the class asked for; None where nothing.

    Clauses that begin alike are of one member: 集餐饮，集住宿于一体的院落. Where they can't be made as many
    as announced, they are one member, whole.
    """
    phrases = (
        bool(asked.head) and not asked.kind
    )  # 3部影片：甲的《乙》，丙的《丁》: names are sought in clauses
    for match in _ANNOUNCES.finditer(text, start, end) if phrases else ():
        stop = end
        while stop > match.end() and text[stop - 1] in _CLOSES:
            stop -= 1
        body, count = Span(match.end(), stop), amount(match["count"])
        if asked.head not in match["noun"] or count == 1 or body.end - body.start < 2:
            continue  # 一周的活动
        clauses = _clauses(text, body, "；;") or (_clauses(text, body, "，,") if count else [])
        if count and len(clauses) > count:
            clauses = _together(text, clauses)
        pauses = text.count("、", body.start, clauses[0].end) if clauses else 0
        row = not clauses or (len(clauses) != count and pauses == count - 1 > 0)
        if row or _NUMBERED.match(text, body.start):
            return Announced(body, count, None)  # A、B、C, which is a row of its own, or 一是A，二是B
        if len(clauses) == count or not count:
            return Announced(body, count, Group(tuple(clauses), CERTAIN + 0.15 * bool(count)))
        return Announced(body, count, Group((body,), LIKELY))
    return None


def within(told: Announced, members: Sequence[Span]) -> bool:
    """Whether `members` stand in what is announced and are not as many: a row in one of the clauses."""
    inside = told.group is not None and members[0].start >= told.body.start
    return inside and told.number not in (0, len(members))


def _clauses(text: str, body: Span, marks: str) -> list[Span]:
    """`body` cut at `marks` outside brackets and quotes; [] where none stands there."""
    found, begin, depth = [], body.start, 0
    for at in range(*body):
        depth = max(0, depth + (text[at] in _OPEN) - (text[at] in _CLOSE))
        if text[at] in marks and not depth:
            found.append(Span(begin, at))
            begin = at + 1
    return (
        [clause for clause in (*found, Span(begin, body.end)) if clause.end > clause.start] if found else []
    )


def _together(text: str, clauses: list[Span]) -> list[Span]:
    """Clauses in a row that begin with the same character as one."""
    found = clauses[:1]
    for clause in clauses[1:]:
        if text[clause.start] == text[found[-1].start]:
            found[-1] = Span(found[-1].start, clause.end)
        else:
            found.append(clause)
    return found
