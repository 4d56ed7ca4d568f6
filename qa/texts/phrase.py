"""The noun phrase that ends with a head noun: how far back it reaches, and whether a name is in it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.tagger import Token
from qa.texts.words import GENERIC, INDEFINITE, LINKING

# What a name can be built of, in LAC's tags, and what LAC takes for a name by itself.
_PART = frozenset(["n", "nz", "nw", "nr", "ns", "nt", "PER", "LOC", "ORG", "vn", "a", "an", "f", "s", "m"])
NAMING = frozenset(["nz", "nw", "PER", "LOC", "ORG"])
_EMPTY = GENERIC | INDEFINITE
_COUNTERS = "大座个家位名条种项所处支场部件艘架辆篇次起类批些多几两"
_WIDE = re.compile("[省国]$")
ADMINISTRATIVE = re.compile("[省市区县州国镇乡盟旗]$")
# Before a name and no part of it: 第80届, 2023年, 第5号.
ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]+[届次个批期号]?|(?:19|20)\d\d年?度?)+")
_WITHIN = re.compile(
    r".*(?:流域|[河水]系|境内|辖区|沿线|[上中下]游|旗下|所属)(?=..)", re.DOTALL
)  # 永定河系官厅水库
_SESSION = re.compile(r".*第[一二三四五六七八九十百零〇\d]+[届次期号]", re.DOTALL)  # 演员第62届戛纳电影节
SOME = re.compile(
    r"[一二三四五六七八九十两数几多\d]+[大家座所个条处名款]$|(?:[该各某]|(?<![八统唯第])一)$"
)  # 美国三大航空公司
_COMPASS = re.compile("[东西]?[南北]|[东西]方")


class Span(NamedTuple):
    """`text[start:end]`, in code points."""

    start: int
    end: int


def phrase_of(
    text: str, tokens: Sequence[Token], last: int, place: Span, head: str
) -> tuple[Span | None, bool]:
    """The noun phrase that ends with the head noun, from its first name on; is it surely a name?"""
    first = last
    while tokens[first].start > place.start:  # the head noun itself may be several words
        first -= 1
    low = extend_left(text, tokens, first)
    run = list(range(low, first + 1))
    own = tokens[first].start < place.start  # LAC has taken modifier and noun for one word
    naming = [i for i in run if tokens[i].tag in NAMING and (i < first or own)]
    naming = [
        i for i in naming if not empty(text[tokens[i].start : min(tokens[i].end, place.start)], tokens[i])
    ]
    between = [text[tokens[i].start : tokens[i].end] for i in run if naming and naming[-1] < i < first]
    if naming and not any(word in INDEFINITE or word[-1] in _COUNTERS for word in between):
        begin = _with_prefix(text, tokens, naming[0], low)
        begin = _without_lead(text, begin, place.start, head)
        name = tokens[naming[-1]]
        # 河北省水库 and 中国国家公园 are some of that place, 中国银行 (an ORG to LAC) is one of its name.
        modifier = text[name.start : min(name.end, place.start)]
        district = name.tag == "LOC" and (_WIDE if own else ADMINISTRATIVE).search(modifier) is not None
        lone = len(naming) == 1 and not between
        cut = all(tokens[i].end - tokens[i].start == 1 for i in naming)  # 盗 of 盗猎: LAC's slip
        return Span(begin, place.end), not (district and lone) and not cut
    if naming:  # 美国大型航空公司
        return None, False
    while low < first and _generic(text[tokens[low].start : tokens[low].end], tokens[low]):
        low += 1
    begin = tokens[low].start
    return (Span(begin, place.end) if begin < place.start else None), False


def _with_prefix(text: str, tokens: Sequence[Token], first: int, low: int) -> int:
    """Where the name begins: 新 and the like in front belong to it, 新首钢大桥."""
    before = tokens[first - 1] if first > low else None
    if before and text[before.start : before.end] in ("新", "老", "东", "西", "南", "北"):
        return before.start
    return tokens[first].start


def _without_lead(text: str, begin: int, stop: int, head: str) -> int:
    """Where the name begins behind its ordinal, or behind another name of the class: 南浦大桥到卢浦大桥."""
    another = text.rfind(head, begin, stop - 1)
    if another >= 0:
        begin = another + len(head)
        begin += text[begin : begin + 1] in ("到", "至", "和", "与", "及", "、")
    match = (
        _WITHIN.match(text, begin, stop)
        or _SESSION.match(text, begin, stop)
        or ORDINAL.match(text, begin, stop)
    )
    return match.end() if match and match.end() < stop else begin


def extend_left(text: str, tokens: Sequence[Token], first: int) -> int:
    """The index of the first token of the noun phrase that holds `tokens[first]`."""
    while first > 0:
        before = tokens[first - 1]
        word = text[before.start : before.end]
        # LAC cuts unknown names into single letters and calls some of them verbs.
        fragment = before.tag == "v" and len(word) == 1 and first > 1 and tokens[first - 2].tag in _PART
        fragment = fragment and word not in LINKING
        if not (before.tag in _PART or fragment) or (before.tag == "m" and word[-1] in _COUNTERS):
            break
        if before.tag == "vn" and first > 1 and tokens[first - 2].tag in ("v", "d", "p"):
            break  # 推动筹建学会: after a verb it is one more verb
        first -= 1
    return first


def empty(word: str, token: Token) -> bool:
    """Whether a modifier names nothing, though `token` holds it: 国际 of 国际机场, not 东南 of 东南大学."""
    return _generic(word) and not (token.tag == "ORG" and _COMPASS.match(word))


def _generic(word: str, token: Token | None = None) -> bool:
    """Whether `word` only sizes, counts, points or places: 大型, 国际, 新."""
    if token and (token.tag in ("TIME", "t", "r") or (token.tag == "m" and word[-1] in _COUNTERS)):
        return True
    if word in _EMPTY or SOME.match(word):
        return True
    half = next((i for i in range(1, len(word)) if word[:i] in _EMPTY), 0)
    return bool(half) and _generic(word[half:])
