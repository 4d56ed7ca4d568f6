"""Yes or no by a number: 超过2000亩了吗, 同比下降了吗. What is measured is read as a fact, then compared."""

import re
from collections.abc import Sequence
from datetime import date
from math import isclose

from index import Archive, Hit
from qa.finding import Finding
from qa.question import Question, understand
from qa.read import Reader
from qa.texts.names import Span
from qa.texts.value import numbers, quantity
from qa.ways import fact

_MORE = r"超过|超出|高于|多于|大于|长于|突破|不止|超|逾|(?:达到|至少|不少于|不低于|达)"
_LESS = r"不到|不足|低于|少于|小于|短于|(?:至多|最多|不超过|不多于|不高于)"
_COMPARED = re.compile(rf"(?P<not>没有?|未)?(?:(?P<less>{_LESS})|(?P<more>{_MORE}))了?")
_REACHED = re.compile("达到|至少|不少于|不低于|达|至多|最多|不超过|不多于|不高于")  # the bound itself counts
_UP = re.compile("增长|上升|提高|增加|上涨|提升|回升|扩大|上调|涨|增")
_DOWN = re.compile("下降|下跌|减少|降低|下滑|回落|缩小|下调|萎缩|跌|降|减")
_TURNED = re.compile("扭亏|转")  # 同比增长转为下降 says neither plainly
# What one of a unit is in another of the same measure.
_SCALE = {
    unit: (base, scale)
    for base, scales in {
        "平方米": {"亩": 2000 / 3, "公顷": 1e4, "平方公里": 1e6, "平方千米": 1e6},
        "立方米": {"立方公里": 1e9, "升": 0.001},
        "米": {"公里": 1e3, "厘米": 0.01, "毫米": 0.001},
        "公斤": {"吨": 1e3, "斤": 0.5, "克": 0.001},
        "秒": {"分钟": 60.0, "小时": 3600.0, "天": 86400.0, "日": 86400.0, "周": 604800.0},
        "%": {"成": 10.0, "倍": 100.0},
        "百分点": {"个百分点": 1.0},
        "瓦": {"兆瓦": 1e6, "吉瓦": 1e9},
    }.items()
    for unit, scale in scales.items()
}
_BASE = frozenset(base for base, _ in _SCALE.values())


def compares(claim: str) -> bool:
    """Whether a claim sets what it measures against a number: equality then proves nothing."""
    return _bound(claim) is not None


def verdict(
    question: Question, hits: Sequence[Hit], archive: Archive, reader: Reader
) -> tuple[bool, Finding] | None:
    """Whether what is measured is as the claim says, and the number that decides; None without one."""
    return _bounded(question, hits, archive, reader) or _moved(question, hits, archive, reader)


def _bounded(
    question: Question, hits: Sequence[Hit], archive: Archive, reader: Reader
) -> tuple[bool, Finding] | None:
    claim = question.claim
    found = _bound(claim)
    if not found:
        return None
    compared, place, bound = found
    unit = "" if bound[1] in _SCALE or _scaled(bound)[1] in _BASE else bound[1]  # others say the same
    asked = f"{claim[: compared.start()]}多少{unit}{claim[place.end :].removeprefix('了')}？"
    finding = _found(asked, hits, archive, reader)
    value = quantity(finding.text) if finding else None
    if not finding or not value or _scaled(value)[1] != _scaled(bound)[1]:
        return None
    have, want = _scaled(value)[0], _scaled(bound)[0]
    if finding.article.text[: finding.span.start].endswith("不"):  # 不超过35名: at most
        whole = Finding(finding.article, Span(finding.span.start - 1, finding.span.end), finding.confidence)
        return (bool(compared["less"]) != bool(compared["not"]), whole) if want >= have else None
    if isclose(have, want):
        more = bool(re.match("超|逾|多于", finding.text)) or "余" in finding.text or "多" in finding.text
        holds = bool(_REACHED.fullmatch(compared["less"] or compared["more"])) or (
            more and bool(compared["more"])
        )
    else:
        holds = (have > want) == bool(compared["more"])
    return holds != bool(compared["not"]), finding


def _bound(claim: str) -> tuple[re.Match[str], Span, tuple[float, str, bool]] | None:
    """超过2000亩: the words that compare, the number behind them and what it is."""
    for compared in _COMPARED.finditer(claim):
        place = next((n for n in numbers(claim, compared.end()) if n.start == compared.end()), None)
        value = quantity(claim[place.start : place.end]) if place else None
        if place and value and value[1]:
            return compared, place, value
    return None


def _scaled(value: tuple[float, str, bool]) -> tuple[float, str]:
    unit, scale = _SCALE.get(value[1], (value[1], 1.0))
    return value[0] * scale, unit


def _moved(
    question: Question, hits: Sequence[Hit], archive: Archive, reader: Reader
) -> tuple[bool, Finding] | None:
    """同比下降了吗: the way that the number found has gone."""
    said = [m for pattern in (_UP, _DOWN) for m in pattern.finditer(question.claim)]
    if len(said) != 1 or not re.search("同比|环比|比|较", question.claim[: said[0].start()]):
        return None
    word = said[0]
    found = _found(f"{question.claim[: word.start()]}变化多少？", hits, archive, reader)
    if not found:
        return None
    start = found.sentence.start
    before = re.split("[，。；：、！？]", found.article.text[start : found.span.start])[-1]
    up, down = bool(_UP.search(before)), bool(_DOWN.search(before))
    if up == down or _TURNED.search(before):
        return None
    place = Span(found.span.start - len(before), found.span.end)
    return up == bool(_UP.fullmatch(word.group())), Finding(found.article, place, found.confidence)


def _found(text: str, hits: Sequence[Hit], archive: Archive, reader: Reader) -> Finding | None:
    asked = fact.counting(understand(text, archive.newest() or date.today()))
    sure = fact.surest(asked, hits, archive, reader) if asked.expects == "number" else []
    return sure[0].finding if sure else None
