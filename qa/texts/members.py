"""What a list question asks for, and what may answer it: members of a class where they stand together."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.texts.classes import Kind
from qa.texts.names import Span
from qa.texts.value import quantity

COUNT = r"(?:共计?|[上前]述|合计|这)?(?:[\d０-９]+|[一二两三四五六七八九十百]+|多|几)"
COUNTER = "[多余]?[大个项种座家条位类名所部处支场款只人门艘架辆篇次起届者本首幅台件册张枚级块方]?"
_MORE = re.compile(
    r"[”’」』》）)]*等(?:共计?|共有|约|近)?"
    r"(?P<n>(?:\d+|[二两三四五六七八九十百]+)[余多]?[个项种座家条位类名所部处支场款只人门艘架辆篇次起本首幅台件册张枚块])"
)
CERTAIN, LIKELY, POSSIBLE = 1.0, 0.7, 0.4
TAGS = {"person": ("PER", "nr"), "place": ("LOC", "ns"), "organisation": ("ORG", "nt")}


class Asked(NamedTuple):
    """The class that a question asks for."""

    head: str  # 水库
    kind: Kind
    number: int = 0  # how many, 0 where the question does not say
    before: str = ""  # the verb in front of 哪些, "" for none: 参观 of 参观了哪些水库
    modifiers: tuple[str, ...] = ()  # 沿海 of 哪些沿海城市
    terms: tuple[str, ...] = ()  # what else the question says


class Group(NamedTuple):
    """Members of what may be the class asked for, and how surely they are (0 to 1)."""

    members: tuple[Span, ...]
    fit: float
    names: bool = False  # each is a name of the class by itself: other sentences may name more


def agreed(text: str, asked: Asked, members: Sequence[Span], start: int, end: int) -> bool:
    """Whether the question or the sentence counts as many: 8座车站, 4部华语片, 十地."""
    if asked.number:
        return asked.number == len(members)
    noun = re.escape(asked.head[-1:])
    stated = re.findall(rf"({COUNT})(?:{COUNTER})[^，。；：、\d]{{0,8}}?{noun}", text[start:end])
    if asked.kind == "person":
        stated += re.findall(rf"({COUNT})[人名位]", text[start:end])
    return any(amount(count) == len(members) for count in stated) and len(members) > 1


def amount(said: str) -> int:
    """The number in 共8座, 这三大; 0 for none."""
    value = quantity(re.sub("^[共计上前述合这]+", "", said))
    return int(value[0]) if value else 0


def of_more(text: str, members: Sequence[Span]) -> Span | None:
    """Where a text says how many there are of which it names `members`: 5人 of 甲、乙等5人."""
    match = _MORE.match(text, max(member.end for member in members))
    span = Span(*match.span("n")) if match else None
    return span if span and amount(text[slice(*span)]) > len(members) else None
