"""Names of things in running text, taken whole: back over a head noun's modifiers, or on to what follows.

久隆水库 is named before its head noun, 台风“杜苏芮” behind it. One sentence seldom settles
what is a name: each comes with how sure it is, and `qa.things` decides over all of them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from index.fold import fold
from index.tagger import Token
from index.words import Words
from qa.words import GENERIC, INDEFINITE, LINKING

# What a name can be built of, in LAC's tags, and what LAC takes for a name by itself.
_PART = frozenset(["n", "nz", "nw", "nr", "ns", "nt", "PER", "LOC", "ORG", "vn", "a", "an", "f", "s", "m"])
NAMING = frozenset(["nz", "nw", "PER", "LOC", "ORG"])
_COUNTERS = "大座个家位名条种项所处支场部件艘架辆篇次起类批些多几两"
_OPEN, _CLOSE = "“‘「『《", "”’」』》"
_WIDE = re.compile("[省国]$")
_ADMINISTRATIVE = re.compile("[省市区县州国镇乡盟旗]$")
# Before a name and no part of it: 第80届, 2023年, 第5号.
_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]+[届次个批期号]?|(?:19|20)\d\d年?度?)+")
_SESSION = re.compile(r".*第[一二三四五六七八九十百零〇\d]+[届次期号]", re.DOTALL)  # 演员第62届戛纳电影节
_SOME = re.compile(
    r"[一二三四五六七八九十两数几多\d]+[大家座所个条处名]$|(?:[该各某]|(?<![八统唯第])一)$"
)  # 美国三大航空公司
_FITTING = re.compile("(?:国际|特)$")  # 大兴国际机场 is 大兴机场, 渭河特大桥 is 渭河大桥
_WORKS = re.compile("工程|项目|建设|枢纽")  # 久隆水库工程 is 久隆水库 under construction
_BRANCH = re.compile("分局|派出所|公安")  # 宁波市公安局机场分局 names no 机场
_BODY = re.compile("[局厅委部处台署队社所]$|管理中心$")  # nor 国家林草局国家公园管理办公室 a 国家公园
_VERB = re.compile("[上读考念]$")  # 年轻人上大学
_COMPASS = re.compile("[东西]?[南北]|[东西]方")
_COUNT_BEFORE = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]+[届次个批期号]?|\d+年?号?)$"
)  # 第5号台风“泰利”
_NEVER_LAST = tuple(word for word in INDEFINITE if len(word) > 1)
WINDOW = 40  # characters before the head noun that can belong to a name; longer names are titles
BEHIND = 20  # characters of a name behind its head noun

Sureness = Literal["sure", "weak", "implied"]


class Span(NamedTuple):
    """`text[start:end]`, in code points."""

    start: int
    end: int


class Name(NamedTuple):
    """A name of the class that `head` stands for.

    `core` is what tells it from others of the class, folded: 大兴 of 大兴国际机场, 杜苏芮 of 台风“杜苏芮”.
    "sure": the sentence shows that it is a name; "weak": it may be one; "implied": A of A、B和C水库.
    """

    span: Span
    core: str
    sureness: Sureness
    behind: bool = False  # the name follows the head noun


def names_of(
    text: str, head: str, start: int = 0, end: int | None = None, words: Words | None = None
) -> list[Span]:
    """Every name in `text[start:end]` that surely is one and ends in `head`, in order.

    久隆水库 in 位于东部新区的久隆水库工程; nothing in 这座水库 or 大型水库.
    """
    end = len(text) if end is None else end
    found = names_in(words or Words(text), head, start, end)
    return [name.span for name in found if name.sureness == "sure" and not name.behind]


def names_in(words: Words, head: str, start: int, end: int) -> list[Name]:
    """Every name of the class `head` that the sentence `text[start:end]` holds or may hold, in order."""
    found: list[Name] = []
    for place in occurrences(words.text, head, start, end):
        before = _before(words, head, place, start, end)
        if before is None or before.sureness != "sure":
            found += _behind(words, place, end)
        if before is not None:
            found += [*_implied(words, head, before.span, start), before]
    return sorted(found, key=lambda name: name.span)


def occurrences(text: str, phrase: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where `phrase` stands in `text[start:end]`, left to right; case, width and script don't count."""
    folded, wanted = fold(text[start:end]), fold(phrase)
    spans: list[Span] = []
    position = folded.find(wanted) if wanted else -1
    while position >= 0:
        spans.append(Span(start + position, start + position + len(wanted)))
        position = folded.find(wanted, position + len(wanted))
    return spans


def core_of(name: str, head: str) -> str:
    """What tells a name ending in `head` from others of its class: 大兴 of 第2届大兴国际机场, folded."""
    core = fold("".join(name.split())).removesuffix(fold(head))
    core = _ORDINAL.sub("", core, count=1) if _ORDINAL.match(core) else core
    return _FITTING.sub("", core).strip(_OPEN + _CLOSE + "·")


def _before(words: Words, head: str, place: Span, start: int, end: int) -> Name | None:
    """The name that ends with the head noun at `place`."""
    text = words.text
    if text[place.start - 1 : place.start] in tuple(_CLOSE) and place.start - 1 > start:
        return _quoted_before(words, place, start)
    tokens = words.between(max(start, place.start - WINDOW), min(end, place.end + 6))
    last = next(i for i, t in enumerate(tokens) if t.start < place.end <= t.end)
    inside = tokens[last].end != place.end  # in a longer word
    if inside and (tokens[last].tag not in NAMING or tokens[last].start >= place.start):
        return None  # 大学 inside 大学生 is another word
    if place.end - place.start == 1 and tokens[last].tag not in NAMING:
        return None  # one character ends too many words: 强区 and 依法治区 are no districts
    span, sure = _whole(text, tokens, last, place, head)
    if span is None:
        return None
    core = core_of(text[span.start : span.end], head)
    if not core or _empty(core, tokens[last]):
        return None
    if _SOME.search(core) or _VERB.search(core) or core.endswith(_NEVER_LAST):
        return None
    rest = text[place.end : tokens[last].end]
    body = _BODY.search(core) and any(t.tag == "ORG" for t in tokens if span.start <= t.start < place.end)
    part = inside and not _WORKS.match(rest) and _ADMINISTRATIVE.search(core)  # 中国大学出版社协会
    if part or _BRANCH.match(text, place.end) or body or len(core) == 1:
        sure = False  # of one character: LAC has cut a name in two
    return Name(span, core, "sure" if sure else "weak")


def _whole(text: str, tokens: Sequence[Token], last: int, place: Span, head: str) -> tuple[Span | None, bool]:
    """The noun phrase that ends with the head noun, from its first name on; is it surely a name?"""
    first = last
    while tokens[first].start > place.start:  # the head noun itself may be several words
        first -= 1
    low = extend_left(text, tokens, first)
    run = list(range(low, first + 1))
    own = tokens[first].start < place.start  # LAC has taken modifier and noun for one word
    naming = [i for i in run if tokens[i].tag in NAMING and (i < first or own)]
    naming = [
        i for i in naming if not _empty(text[tokens[i].start : min(tokens[i].end, place.start)], tokens[i])
    ]
    between = [text[tokens[i].start : tokens[i].end] for i in run if naming and naming[-1] < i < first]
    if naming and not any(word in INDEFINITE or word[-1] in _COUNTERS for word in between):
        begin = _with_prefix(text, tokens, naming[0], low)
        begin = _without_lead(text, begin, place.start, head)
        name = tokens[naming[-1]]
        # 河北省水库 and 中国国家公园 are some of that place, 中国银行 (an ORG to LAC) is one of its name.
        modifier = text[name.start : min(name.end, place.start)]
        district = name.tag == "LOC" and (_WIDE if own else _ADMINISTRATIVE).search(modifier) is not None
        lone = len(naming) == 1 and not between
        return Span(begin, place.end), not (district and lone)
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
    match = _SESSION.match(text, begin, stop) or _ORDINAL.match(text, begin, stop)
    return match.end() if match and match.end() < stop else begin


def _quoted_before(words: Words, place: Span, start: int) -> Name | None:
    """“卡努”台风: what stands in the quotes is the name, if LAC takes it for one."""
    text, close = words.text, place.start - 1
    opened = text.rfind(_OPEN[_CLOSE.index(text[close])], max(start, close - BEHIND), close)
    if opened < 0 or opened + 1 == close:
        return None
    span = Span(opened + 1, close)
    return Name(span, _core_quoted(text, span), "sure" if _names_something(words, span) else "weak", True)


def _behind(words: Words, place: Span, end: int) -> Iterator[Name]:
    """The name that follows the head noun: 台风“杜苏芮”, 电影《封神》; a weak one without quotes."""
    text = words.text
    tokens = words.between(place.start, min(end, place.end + BEHIND))
    if not any(token.end == place.end for token in tokens):
        return
    if text[place.end : place.end + 1] in tuple(_OPEN):
        numbered = _COUNT_BEFORE.search(text, max(0, place.start - 8), place.start) is not None
        yield from _quoted_behind(words, place.end, end, numbered)
        return
    following = next((token for token in tokens if token.start == place.end), None)
    if following and following.tag in NAMING:
        span = Span(following.start, following.end)
        yield Name(span, _core_quoted(text, span), "weak", True)


def _quoted_behind(words: Words, at: int, end: int, sure: bool) -> Iterator[Name]:
    """What stands in quotes from `at` on, one after the other: 台风“泰利”“杜苏芮”."""
    text = words.text
    while at < end and text[at] in _OPEN:
        close = text.find(_CLOSE[_OPEN.index(text[at])], at, min(end, at + BEHIND + 2))
        if close <= at + 1:
            return
        span = Span(at + 1, close)
        named = sure or text[at] == "《" or _names_something(words, span)
        yield Name(span, _core_quoted(text, span), "sure" if named else "weak", True)
        at = close + 1 + (text[close + 1 : close + 2] in ("、", "和", "与"))


def _names_something(words: Words, span: Span) -> bool:
    return any(token.tag in NAMING for token in words.between(span.start, span.end))


def _core_quoted(text: str, span: Span) -> str:
    return fold("".join(text[span.start : span.end].split()))


def _implied(words: Words, head: str, name: Span, start: int) -> Iterator[Name]:
    """A and B of A、B和C水库: single names joined to the one that has the head noun."""
    text, stop = words.text, name.start
    while stop > start + 1 and text[stop - 1] in "、和与及":
        tokens = words.between(max(start, stop - BEHIND), stop - 1)
        if not tokens or tokens[-1].tag not in NAMING:
            return
        span = Span(tokens[-1].start, tokens[-1].end)
        if tokens[-1].tag != "ORG" and not text[span.start : span.end].endswith(head):  # else found by itself
            yield Name(span, _core_quoted(text, span), "implied")
        stop = span.start


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


def _empty(word: str, token: Token) -> bool:
    """Whether a modifier names nothing, though `token` holds it: 国际 of 国际机场, not 东南 of 东南大学."""
    return _generic(word) and not (token.tag == "ORG" and _COMPASS.match(word))


def _generic(word: str, token: Token | None = None) -> bool:
    """Whether `word` only sizes, counts, points or places: 大型, 国际, 新."""
    if token and (token.tag in ("TIME", "t", "r") or (token.tag == "m" and word[-1] in _COUNTERS)):
        return True
    if word in GENERIC or word in INDEFINITE or _SOME.match(word):
        return True
    half = next((i for i in range(1, len(word)) if word[:i] in GENERIC | INDEFINITE), 0)
    return bool(half) and _generic(word[half:])
