"""What only a place has: 全市…, 失业率 and 市长 follow on a place, of that rank, and on nothing else."""

import re

from qa.followups.levels import ADMIN, level
from qa.followups.relations import MARKET, OF_PLACES, relation
from qa.followups.slots import slots
from qa.question import Question
from qa.texts.places import is_ranked

_WHOLE = re.compile(f"我国|(?:全|本|我|整个)(?P<rank>[国球{ADMIN}])(?!场|域)|全世界|世界上|国内|境内")
_HEAD = re.compile(f"(?P<rank>[{ADMIN}])(?:委|政府|长(?=是|叫|有))")
_RANKS = {"": "国", "自治区": "区", "特别行政区": "区"}
CITY = 4  # characters of the longest name that is taken for a city's without saying so


def of_place(text: str, noun: str) -> bool:
    """Whether a question begins with a scope (全国) or asks for a place's head (市长) or figure (失业率).

    So does 油价, of a market: no subject has it.
    """
    whole = bool(_WHOLE.match(text) or _HEAD.match(text))
    return whole or noun in OF_PLACES or bool(MARKET.fullmatch(noun))


def in_place(text: str, found: str, previous: Question) -> str:
    """`text` put to the place that the conversation is about: the subject `found` or the last office's.

    "" where that is no place or one of another rank: 全市 after a reservoir or a province.
    """
    place = _place(found) or _place(previous.office[0])
    match = _WHOLE.match(text) or _HEAD.match(text)
    if not place or MARKET.match(text) or (match and not _fits(place, match["rank"])):
        return ""
    if not match:
        return f"{place}的{text}？"
    return f"{place.removesuffix(text[0]) if len(place) > 2 else place}{text}？"  # 四川省委书记, not 省省


def _place(phrase: str) -> str:
    """昆山 of 昆山上半年GDP, 双流区 of 双流区委: the place that a phrase names alone or with its figure."""
    first = next(iter(slots(phrase)), None)
    if first is None or first.start:
        return ""
    name, rest = re.sub("委$|政府$", "", phrase[: first.end]), phrase[first.end :]
    if first.kind != "place" and (first.kind != "organisation" or name == phrase[: first.end]):
        return ""
    return name if (not rest or relation(rest)) and _rank(name) is not None else ""


def _rank(name: str) -> str | None:
    """What a place is by name: 国, 省, 市 …; "" of what may be a city, None of what is none of them."""
    known = level(name)
    if known is not None:
        return _RANKS.get(known, known)
    if name[-1:] in ADMIN and len(name) > 2:
        return name[-1]
    return "" if 1 < len(name) <= CITY and is_ranked(name, "城市") else None


def _fits(place: str, rank: str | None) -> bool:
    own = _rank(place)
    return own == rank or (own == "" and rank is not None and rank not in "国球省")
