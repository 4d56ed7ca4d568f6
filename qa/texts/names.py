"""Names of things in running text, taken whole: back over a head noun's modifiers, or on to what follows.

久隆水库 is named before its head noun, 台风“杜苏芮” behind it. One sentence seldom settles
what is a name: each comes with how sure it is, and `qa.texts.things` decides over all of them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from index.fold import finder, fold
from index.token import Token
from index.words import Words
from qa.texts.phrase import ADMINISTRATIVE, NAMING, ORDINAL, SOME, empty, phrase_of
from qa.texts.phrase import Span as Span  # others take it from here
from qa.texts.words import INDEFINITE

_OPEN, _CLOSE = "“‘「『《", "”’」』》"
_FITTING = re.compile("(?:国际|特)$")  # 大兴国际机场 is 大兴机场, 渭河特大桥 is 渭河大桥
_WORKS = re.compile("工程|项目|建设|枢纽")  # 久隆水库工程 is 久隆水库 under construction
_BRANCH = re.compile("分局|派出所|公安")  # 宁波市公安局机场分局 names no 机场
_BODY = re.compile("[局厅委部处台署队社所]$|管理中心$")  # nor 国家林草局国家公园管理办公室 a 国家公园
_VERB = re.compile("[上读考念]$")  # 年轻人上大学
_COUNT_BEFORE = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]+[届次个批期号]?|\d+年?号?)$"
)  # 第5号台风“泰利”
_NEVER_LAST = tuple(word for word in INDEFINITE if len(word) > 1)
_SUMMED = re.compile(
    r"等(?:[一二三四五六七八九十两几多\d]*[座个家所处条])?(?:大型|中型|小型|大中型|中小型|骨干|重点)*$"
)
WINDOW = 40  # characters before the head noun that can belong to a name; longer names are titles
BEHIND = 20  # characters of a name behind its head noun

Sureness = Literal["sure", "weak", "implied"]


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
        summed = list(_summed_up(words, head, place, start))
        found += summed
        around = words.between(max(start, place.start - WINDOW), min(end, place.end + BEHIND))
        before = None if summed else _before(words, head, place, around, start)
        if before is None or before.sureness != "sure":
            found += _behind(words, place, around, end)
        if before is not None:
            found += [*_implied(words, head, before.span, start), before]
    return sorted(found, key=lambda name: name.span)


def occurrences(text: str, phrase: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where `phrase` stands in `text[start:end]`, left to right; case, width and script don't count."""
    end = len(text) if end is None else end
    return [Span(*match.span()) for match in finder(phrase).finditer(text, start, end)] if phrase else []


def core_of(name: str, head: str) -> str:
    """What tells a name ending in `head` from others of its class: 大兴 of 第2届大兴国际机场, folded."""
    core = fold("".join(name.split())).removesuffix(fold(head))
    core = ORDINAL.sub("", core, count=1) if ORDINAL.match(core) else core
    return _FITTING.sub("", core).strip(_OPEN + _CLOSE + "·")


def _summed_up(words: Words, head: str, place: Span, start: int) -> Iterator[Name]:
    """王庄水库、东菅等水库: what 等 sums up is of the class; surely, where another before it is called so."""
    text = words.text
    closing = _SUMMED.search(text, start, place.start)
    if not closing:
        return
    begin = max(start, closing.start() - BEHIND)
    tokens = words.between(begin, closing.start())
    if not tokens or tokens[-1].tag not in NAMING or text[tokens[-1].start : closing.start()].endswith(head):
        return
    span = Span(tokens[-1].start, closing.start())
    another = text[begin : span.start].endswith((head + "、", head + "和"))
    yield Name(span, _core_quoted(text, span), "sure" if another else "implied")


def _before(words: Words, head: str, place: Span, tokens: Sequence[Token], start: int) -> Name | None:
    """The name that ends with the head noun at `place`."""
    text = words.text
    if text[place.start - 1 : place.start] in tuple(_CLOSE) and place.start - 1 > start:
        return _quoted_before(words, place, start)
    last = next(i for i, t in enumerate(tokens) if t.start < place.end <= t.end)
    inside = tokens[last].end != place.end  # in a longer word
    if inside and (tokens[last].tag not in NAMING or tokens[last].start >= place.start):
        return None  # 大学 inside 大学生 is another word
    if place.end - place.start == 1 and tokens[last].tag not in NAMING:
        return None  # one character ends too many words: 强区 and 依法治区 are no districts
    span, sure = phrase_of(text, tokens, last, place, head)
    if span is None:
        return None
    core = core_of(text[span.start : span.end], head)
    if not core or empty(core, tokens[last]):
        return None
    if SOME.search(core) or _VERB.search(core) or core.endswith(_NEVER_LAST):
        return None
    rest = text[place.end : tokens[last].end]
    body = _BODY.search(core) and any(t.tag == "ORG" for t in tokens if span.start <= t.start < place.end)
    part = inside and not _WORKS.match(rest) and ADMINISTRATIVE.search(core)  # 中国大学出版社协会
    if part or _BRANCH.match(text, place.end) or body or len(core) == 1:
        sure = False  # of one character: LAC has cut a name in two
    return Name(span, core, "sure" if sure else "weak")


def _quoted_before(words: Words, place: Span, start: int) -> Name | None:
    """“卡努”台风: what stands in the quotes is the name, if LAC takes it for one."""
    text, close = words.text, place.start - 1
    opened = text.rfind(_OPEN[_CLOSE.index(text[close])], max(start, close - BEHIND), close)
    if opened < 0 or opened + 1 == close:
        return None
    span = Span(opened + 1, close)
    return Name(span, _core_quoted(text, span), "sure" if _names_something(words, span) else "weak", True)


def _behind(words: Words, place: Span, tokens: Sequence[Token], end: int) -> Iterator[Name]:
    """The name that follows the head noun: 台风“杜苏芮”, 电影《封神》; a weak one without quotes."""
    text = words.text
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
