"""Numbers as they are said: Arabic, Chinese and English, with their units."""

import re
from collections.abc import Iterable
from functools import lru_cache
from math import isclose
from typing import NamedTuple

from index.fold import fold
from qa.texts.value import quantity

_ENGLISH = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MONTHS = "january february march april may june july august september october november december".split()
_SPELLED = re.compile(
    rf"\b(?:{'|'.join(map(str.title, _MONTHS))}|(?i:{'|'.join(list(_ENGLISH)[2:])}))\b"
)  # not "one", which counts nothing, nor "may"
_HAN = "零〇一二两三四五六七八九十百千"
_UNIT = (
    "平方公里|平方米|立方米|公里|千米|厘米|毫米|海里|公斤|千克|公顷|美元|欧元|日元|英镑|人民币|百分点|小时|分钟|个月|千瓦时|千瓦|元|米|吨|克|升|亩|秒|岁|倍|成|级|度"
    "|年|月|日|号|时|点|天|周|人次|[%％‰]|[个名位家座条项种次所处届场部件篇只辆支架艘台套户层张步班棵册期集村省市县区国幢道枚批份对类大起组人]"
)
# Digits with what says their size; Chinese numerals only where a unit or a scale says that they are some.
_FIGURE = re.compile(
    rf"(?P<latin>[A-Za-z][A-Za-z-]*\d[\dA-Za-z-]*)"
    rf"|(?P<percent>百分之)(?:[{_HAN}]+(?:点[{_HAN}]+)?|\d+(?:\.\d+)?)"
    rf"|(?P<plain>\d+(?:[,，]\d{{3}})*(?:\.\d+)?)\s?(?P<scale>[多余几]?[万亿千百]{{1,2}})?[多余几]?\s?(?P<unit>{_UNIT})?"
    rf"|第(?P<ordinal>[{_HAN}]+|\d+)"
    rf"|(?P<han>[{_HAN}]+(?:点[{_HAN}]+)?)(?:[多余几]?[万亿]{{1,2}}(?P<much>))?[多余几]?(?P<counted>{_UNIT})?",
)
_COUNTERS = frozenset(
    "个名位家座条项种次所处届场部件篇只辆支架艘台套户层张步班棵册期集村省市县区国幢道枚批份对类大起组人"
)
_EMPTY = re.compile(
    r"一[^年月日号时点亿万%％]?|十分|千万(?![元人吨])|百分点?|[一两]?[点些起种]|[千百]|第[一二三四五六七八九十]?"
)


class Figure(NamedTuple):
    """A number said: its amount and unit; or a name with digits in it, such as A320."""

    amount: float
    unit: str
    word: str
    start: int


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """The numbers of `text`, Arabic and Chinese, English ones up to twelve; every digit is in one of them."""
    folded = fold(text)
    found = [figure for match in _FIGURE.finditer(folded) if (figure := _figure(match))]
    for match in _SPELLED.finditer(text):
        word = match.group()
        month = _MONTHS.index(word.lower()) + 1.0 if word.lower() in _MONTHS else 0.0
        amount = month or float(_ENGLISH[word.lower()])
        found.append(Figure(amount, "月" if month else "", word, match.start()))
    return tuple(found)


def _figure(match: re.Match[str]) -> Figure | None:
    word, start = match.group(), match.start()
    if match["latin"]:
        return Figure(0.0, "", word, start)
    if match["ordinal"]:
        return Figure((quantity(match["ordinal"]) or (0.0,))[0], "第", word, start)
    if match["han"] and not match["percent"]:
        sized = match["counted"] or match["much"] is not None
        if not sized or _EMPTY.fullmatch(word):
            return None
    said = quantity(word)
    if said is None:
        return None
    amount, unit, _ = said
    scale = re.match(r"\s*(hundred|thousand|million|billion|trillion)\b", match.string[match.end() :])
    if scale:
        amount, unit = amount * _SCALES[scale.group(1)], ""
    elif re.match(r"\s*per ?cent\b", match.string[match.end() :]):
        unit = "%"
    return Figure(amount, _unit(unit), word, start)


def _unit(unit: str) -> str:
    """Units that are one to a reader: what counts things, and none for what follows in English."""
    if unit in _COUNTERS:
        return "人" if unit in "人名位" else "个"
    return "" if unit.isascii() and unit != "%" else unit


def missing_figure(text: str, evidence: Iterable[Figure]) -> str:
    """The first number of `text` that is not among those of the evidence; "" for none."""
    known = list(evidence)
    for figure in figures(text):
        if not any(_same(figure, other) for other in known):
            return figure.word
    return ""


def _same(one: Figure, other: Figure) -> bool:
    if one.word[:1].isalpha() and one.word.isascii() and not one.amount:
        return one.word == other.word
    return (
        isclose(one.amount, other.amount)
        and (one.unit == other.unit or not one.unit or not other.unit or _countless(one, other))
        and bool(other.amount or other.word[:1].isdigit() or not other.word.isascii())
    )


def _countless(one: Figure, other: Figure) -> bool:
    """People that one of two counts, where the other doesn't say what it counts: 5人, 5个; but not 74处."""
    pair = {one.unit, other.unit} == {"人", "个"}
    return pair and any(figure.unit == "个" and figure.word[-1:] in ("个", "") for figure in (one, other))
