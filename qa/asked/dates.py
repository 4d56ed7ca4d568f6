"""Date words in a question: what days they mean, and whether they bound the issues asked about.

去年有哪些新闻 asks about last year's issues; 2019年建成的大桥有哪些 asks about bridges,
in whatever issue they are written of. Only the first kind narrows the search.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qa.asked import chinese_dates, english_dates
from qa.asked.periods import Calendar, Period, between, resolve

NEAR = 62  # days: a pointing period up to two months long (上周, 上个月) means what was news then


@dataclass(frozen=True, slots=True)
class DateWords:
    """`text[start:end]` and the days that it means, both inclusive; None is open.

    `points`: it means another day in another issue (昨天). `exists` is false of 2月30日.
    """

    start: int
    end: int
    since: date | None
    until: date | None
    points: bool = False
    exists: bool = True


def find(text: str, today: date) -> list[DateWords]:
    """The date words of `text`, Chinese and English, in order, resolved against `today`."""
    found: list[DateWords] = []
    position = 0
    while position < len(text):
        words = _at(text, position, today) if text[position] in _BEGINS else None
        if words:
            found.append(words)
        position = words.end if words else position + 1
    return found


_BEGINS = frozenset(
    "0123456789一二三四五六七八九十大前去今明后本上下这第最近过昨周星礼几abcdefjlmnopqstwyABCDEFJLMNOPQSTWY"
)


def _at(text: str, start: int, today: date) -> DateWords | None:
    """The date words that begin at `start`, a range whole, with 以来, before … taken in."""
    first = _atom(text, start, today)
    if first is None:
        return None
    end, said, points = first
    for last in _range_ends(text, end, today):
        period = between(said, last[1], today)
        since, until = period or (None, None)
        return DateWords(start, last[0], since, until, points, period is not None)
    try:
        whole = said if isinstance(said, Period) else resolve(said, today)
    except (OverflowError, ValueError):
        return None
    if whole is None:
        return DateWords(start, end, None, None, points, exists=False)
    past = whole.since is not None and whole.since <= today
    return _opened(text, DateWords(start, end, whole.since, whole.until, points and past))


def _atom(text: str, position: int, today: date) -> tuple[int, Calendar | Period, bool] | None:
    try:
        return chinese_dates.atom(text, position, today) or english_dates.atom(text, position, today)
    except (OverflowError, ValueError):  # tomorrow, of the last day there is
        return None


def _range_ends(text: str, end: int, today: date) -> Iterator[tuple[int, Calendar | Period]]:
    """Where 至25日, 到4月, and March 25 end, after the first part of a range; at most one."""
    for joint, needs in (
        (chinese_dates.TO, ""),
        (english_dates.TO, ""),
        (_AND, "之间"),
        (_AND_ENGLISH, "between"),
    ):
        match = joint.match(text, end)
        if not match:
            continue
        last = _atom(text, match.end(), today)
        if last is None and joint is not chinese_dates.TO:
            alone = english_dates.day_alone(text, match.end())
            last = (*alone, False) if alone else None
        if last is None:
            continue
        held = {
            "之间": text[last[0] :].startswith(("之间", "间")),
            "between": bool(_BETWEEN.search(text[:end])),
        }
        if held.get(needs, True):
            yield last[0], last[1]
            return


_AND = re.compile("[和与]")
_AND_ENGLISH = re.compile(r"\s+and\s+", re.I)
_BETWEEN = re.compile(r"\bbetween\b", re.I)
_SINCE_AFTER = re.compile("以来|至今|以后|起(?![来点草])|开始")
_AFTER = re.compile("之后|后(?![天来期])")
_BEFORE = re.compile(r"之前|以前|前(?![后往夕进景期来三两一二四五六七八九十\d])")
_UP_TO = re.compile("为止|止")
_EN_SINCE = re.compile(r"\b(?:since|starting(?: from| in| on)?|from)\s+(?:the\s+)?$", re.I)
_EN_AFTER = re.compile(r"\bafter\s+(?:the\s+)?$", re.I)
_EN_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", re.I)
_EN_UP_TO = re.compile(r"\b(?:until|till|up to|by)\s+(?:the\s+)?$", re.I)
_ZH_UP_TO = re.compile("(?:截至|截止到?|直到)$")


def _opened(text: str, words: DateWords) -> DateWords:
    """`words` with one side open, where 以来, 之前, since, before and the like say so."""
    assert words.since is not None
    assert words.until is not None
    before = text[max(0, words.start - 20) : words.start]
    since, until = words.since, words.until
    after = _AFTER.match(text, words.end)
    if match := _SINCE_AFTER.match(text, words.end):
        return DateWords(words.start, match.end(), since, None, words.points)
    if after or _EN_AFTER.search(before):
        return DateWords(words.start, after.end() if after else words.end, _day(until, 1), None, words.points)
    if _EN_SINCE.search(before):
        return DateWords(words.start, words.end, since, None, words.points)
    if match := _BEFORE.match(text, words.end):
        return DateWords(words.start, match.end(), None, _day(since, -1), words.points)
    if _EN_BEFORE.search(before):
        return DateWords(words.start, words.end, None, _day(since, -1), words.points)
    match = _UP_TO.match(text, words.end)
    if match or _EN_UP_TO.search(before) or _ZH_UP_TO.search(before):
        return DateWords(words.start, match.end() if match else words.end, None, until, words.points)
    return words


def _day(day: date, later: int) -> date:
    try:
        return day + timedelta(days=later)
    except OverflowError:
        return day


_MEDIUM = (
    "报纸|报道|新闻(?!奖|学|发言|发布|中心|办|工作|传播|出版|社|人)|文章|版面|头版"
    "|[一二三四]版|消息|[日晚晨早商快时]报(?!社)"
    "|都市报|这一?期|要闻|头条(?!号|新闻客)|时事|大事|稿件?"
)
_ABOUT_MEDIUM = re.compile(
    rf"(?:当天|当日|那天|那一天|这天|期间|之间|间|份|全年)?(?:所?(?:出版|发表|刊登|刊发|发布"
    rf"|见报|登载|印发|报道)"
    rf"|[，,]?的?[^的，。？?]{{0,10}}(?:关于[^，。？?]{{0,15}}的)?(?:{_MEDIUM})"
    r"|[，,]?[^，。？?的]{0,12}?(?:发生(?:了|过)?[^，。？?的]{0,3}|出(?:了|过)?)(?:什么|哪些|啥)"
    r"|[，,]?的?(?:(?:这些|所有|一共|总共|共|都|曾|还|有没有|是否|里|中|上|里面|内)*(?:提到"
    r"|提及|写到|讲到|说到|涉及|谈到|讲了|说了|写了))"
    r"|的(?:情况|事情?|内容)[？?。!！]*$)"
)
_ISSUES = re.compile(
    rf"(?:当天|当日|那天|这天|期间|之间|间|份|全年)?[，,]?的?[^，。？?]{{0,12}}(?:{_MEDIUM})"
)
_MEDIUM_BEFORE = re.compile(
    "(?:报纸|报道|文章|新闻|刊登|发表|见报|出版|刊发)(?:于|在|自|从)?$|(?:概括|总结|概述|梳理|回顾)(?:一下)?$"
)
_EN_MEDIUM = (
    r"(?:news(?:papers?)?|articles?|papers?|reports?|editions?|issues?|stor(?:y|ies)"
    r"|headlines?|coverage|pages?)"
)
_EN_BEFORE_WORDS = re.compile(
    rf"\b(?:{_EN_MEDIUM}|happened|happening|reported|mentioned|published|printed|covered"
    rf"|written)\b(?:\s+(?!built|opened|held|made)[\w-]+){{0,3}}?"
    r"(?:\s+(?:of|from|on|in|for|during|since|between|after|before|until|up to|by|over|within"
    r"|dated|the|this))*\s*$",
    re.I,
)
_EN_AFTER_WORDS = re.compile(rf"(?:'s|’s|s['’])?\s+(?:[\w-]+\s+){{0,2}}{_EN_MEDIUM}\b", re.I)
_EN_OPENING = re.compile(
    r"(?:and\s+)?(?:in|on|during|since|between|from|after|before|over|for)?\s*(?:the\s+)?$", re.I
)
_EN_ASKED_OF = re.compile(
    r"\b(?:happen\w*|reported|mentioned|published|covered|in the (?:news|papers?)|(?:is"
    r"|was) (?:the )?news)\b",
    re.I,
)


def bounds(text: str, words: DateWords) -> tuple[date | None, date | None]:
    """The first and last issue that `words` confine `text` to; (None, None) when they are content.

    Words that point (上周谁夺冠了) confine to the issues since then, as nothing is
    reported before it happened. What happened on one day stands in the next day's paper too.
    """
    before, after = text[: words.start], text[words.end :]
    medium = _ABOUT_MEDIUM.match(after)
    if medium or _MEDIUM_BEFORE.search(before) or _english_medium(before, after):
        happened = re.search("发生|happen", text)
        slack = 1 if happened and words.until and words.since == words.until else 0
        return words.since, _day(words.until, slack) if words.until else None
    length = (words.until - words.since).days if words.since and words.until else NEAR + 1
    if words.points and length < NEAR and not re.match("今[天日]|today", text[words.start : words.end], re.I):
        return words.since, None
    return None, None


def of_issues(text: str, when: str) -> bool:
    """Whether `when` is said of newspapers themselves (2019年的报纸), not of what happened then."""
    before, _, after = text.partition(when)
    said = _ISSUES.match(after) or _MEDIUM_BEFORE.search(before)
    return bool(said) or bool(_EN_BEFORE_WORDS.search(before) or _EN_AFTER_WORDS.match(after))


def _english_medium(before: str, after: str) -> bool:
    if _EN_BEFORE_WORDS.search(before) or _EN_AFTER_WORDS.match(after):
        return True
    return bool(_EN_OPENING.fullmatch(before) and _EN_ASKED_OF.search(after))
