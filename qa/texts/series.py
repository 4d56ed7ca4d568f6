"""Coordinations that may be the members of a class, by the words around them: A、B等X, X包括A、B."""

import re
from collections.abc import Iterator, Sequence

from index.words import Words
from qa.texts.classes import AUTHORITY, kind_of
from qa.texts.enumerations import LABEL, OPENING, Enumeration
from qa.texts.members import (
    CERTAIN,
    COUNT,
    COUNTER,
    LIKELY,
    POSSIBLE,
    TAGS,
    Asked,
    Group,
    agreed,
    amount,
    of_more,
)
from qa.texts.names import Span
from qa.texts.places import place_end

_CLASS_BEHIND = re.compile(
    rf"(?:等|之?类|以及其[他它])?(?P<count>{COUNT}{COUNTER})?[^，。；：、（）“”的\n]{{0,10}}?"
)
_COUNTED = re.compile(rf"(?:等|这)?(?P<count>{COUNT}{COUNTER})(?P<noun>(?!不)[\u4e00-\u9fff]{{1,2}})")
_ENDS = re.compile("(?:医院|大学|学院|协会|俱乐部|银行)$")  # what is of the class is called so
_AUTHORITY = re.compile(f"(?:{AUTHORITY})$")
_COMMON = frozenset("业品目物事项")  # last characters that nouns of all sorts share: 企业 and 产业
_OPENS = re.compile(rf"(?:{OPENING}|为|是|有|：|:|如|设|[（(]|，)\s*[“《]?$")
_SERVES = rf"(?:{OPENING}|为|是|有|：)"
_OTHERS = re.compile(  # “三支队伍”，即: the series is what was counted right before it
    rf"{COUNT}{COUNTER}(?:(?P<noun>[一-鿿]{{1,8}}?)(?:[”’」』][，：]?{_SERVES}?|[，：]?{_SERVES})"
    r"|(?P<near>[一-鿿]{1,4}))\s*[“《]?$"  # without such a word, no 多个村庄因地制宜栽种
)
_APPOSED = re.compile(r"[”’」』》]?(?:[—–-]+|：|，?(?:即|是|指|为|包括|分别[是为]))[“《]?$")
_SUMMED = re.compile(
    rf"等(?:{COUNT}{COUNTER})?(?P<noun>方面|领域|环节|行业|产业|地区|国家|地|国|活动|形式|方式|部门|单位)"
)
_WAY = re.compile("[至到]|飞往|往返")
_BRACKETS = re.compile(r"\s*[（(](?:[\dA-Z.:：%‰]+(?:[人名个元万亿]+)?|(?:下|以下)?简?称[^（）()]*)[）)]$")
_COUNT_BEFORE = re.compile(r"(?:[一两二三四五六七八九十]|\d+)[个位名家所座只台部辆艘架](?!性|人)")
_DISTRICT = re.compile(r"(?:[^，。；、]{1,6}?[省市县区旗]|[^，。；、]{2,6}?州)(?=.{2,})")


def in_series(words: Words, asked: Asked, series: Enumeration, start: int, end: int) -> Iterator[Group]:
    """The members of a coordination, if the words around it may be those of the class."""
    text = words.text
    members = _of_one_kind(words, asked, series.members)
    whole = asked.kind in TAGS and len(members) < len(series.members) > 2 and _opened(text, series, start)
    first = series.members[0].start
    if whole and agreed(text, asked, series.members, max(start, first - LABEL), first):
        members = series.members  # 共有八人，分别是…: names that LAC does not know are names too
    if (
        asked.head
        and not members
        and _unnamed(words, asked, series)
        and (
            _names_class(_label(text, series, end), asked.head)
            or text.find(asked.head, series.members[-1].start, series.members[-1].end)
            > series.members[-1].start
        )
    ):
        members = series.members  # 女单、女双以及混双三个冠军, 孤寡、留守老人: no names of people
    if asked.kind == "work" and not any(mark in text[slice(*m)] for m in members for mark in "《》"):
        members = members if _names_class(_label(text, series, end), asked.head) else ()
    if asked.head:
        members = _headless(text, asked.head, members)
    stated = of_more(text, members) if members else None  # 甲、乙等八人, asked for 八人
    all_of = asked.number and stated and amount(text[slice(*stated)]) == asked.number
    if not members or (len(members) < asked.number and not all_of):
        return
    fit = _fit(words, asked._replace(number=len(members)) if all_of else asked, series, members, start, end)
    if fit:
        yield Group(members, fit)


def _opened(text: str, series: Enumeration, start: int) -> bool:
    return _OPENS.search(text, start, series.members[0].start) is not None


def _unnamed(words: Words, asked: Asked, series: Enumeration) -> bool:
    tags = TAGS.get(asked.kind, ())
    return not any(t.tag in tags for m in series.members for t in words.between(*m))


def _label(text: str, series: Enumeration, end: int) -> str:
    """What stands behind a series, its closing quote left out."""
    return text[series.label.start : end][: LABEL + 8].lstrip("”’」』》）) ")


def _headless(text: str, head: str, members: tuple[Span, ...]) -> tuple[Span, ...]:
    """碳履约、碳中和、碳普惠功能于一体 → 碳普惠: a noun that only the last has is said of all.

    Where others have it too, the last ends with it: 风车公园、星空公园落地 → 星空公园.
    """
    at = text.find(head, members[-1].start, members[-1].end) if members else -1
    if at >= 0 and _titled(text[members[-1].start : at]):
        return members
    if at <= (members[-1].start if members else 0):
        return members
    others = any(text[m.start : m.end].endswith(head) for m in members[:-1])
    longest = max((m.end - m.start for m in members[:-1]), default=0)
    if not others and members[-1].end - members[-1].start <= longest + 1:
        return members  # 人员结构优化、管理方式改善: it is a part of one
    whole = others and text[: members[-1].end].endswith(head)
    return members if whole else (*members[:-1], Span(members[-1].start, at + len(head) if others else at))


def _titled(before: str) -> bool:
    """Whether what follows stands in a title: 法院 of 《人民法院规定》."""
    return before.count("《") > before.count("》")


def _fit(
    words: Words, asked: Asked, series: Enumeration, members: Sequence[Span], start: int, end: int
) -> float:
    """How surely a series is of the class: named behind it, in front, elsewhere, or not at all."""
    text, head = words.text, asked.head
    label, lead = _label(text, series, end), text[max(start, series.lead.start - 14) : series.lead.end]
    if "：" in lead[lead.rfind("、") + 1 :]:
        lead = lead[lead.rfind("、") + 1 :]  # 副攻（3人）：甲、乙接应（2人）：丙、丁
    opened = _OPENS.search(lead) is not None
    fit = 0.0
    alike = sum(text[m.start : m.end].endswith(head) for m in members) * 2 > len(members) if head else False
    last = text[series.members[-1].start : series.label.start]
    longest = max(m.end - m.start for m in series.members[:-1])
    sorts = asked.kind != "person" or _unnamed(words, asked, series)
    before = last[: max(0, last.find(head))]
    tail = sorts and before and len(last) > longest + 1 and "的" not in before and not _titled(before)
    if alike or (head and (_names_class(label, head) or _called(label, head) or tail)):
        fit = CERTAIN
    elif asked.kind not in TAGS and _apposed(asked, lead):
        fit = 0.95
    elif head and _of_others(lead, head):
        fit = 0.3
    elif head and head in lead:
        fit = 0.95 if opened or lead.endswith(head) else 0.6
    elif head and head in text[start : series.lead.start]:
        fit = 0.85 if opened else 0.5
    elif asked.before and asked.before in lead[-8:]:
        fit = LIKELY
    elif counted := _COUNTED.match(label):
        fit = (
            LIKELY
            if _alike(counted["noun"], asked) and amount(counted["count"]) in (0, len(members))
            else POSSIBLE
        )
    elif label.startswith("等") and any(len(term) > 1 and term in label[:8] for term in asked.terms):
        fit = 0.6
    elif label.startswith("等") and len(head) > 2 and head[:2] in label[1:5] and head[-1] in label[3:8]:
        fit = 0.85  # 等抗旱品种, asked for 抗旱树种
    elif opened and re.search(OPENING, lead):
        fit = 0.5
    else:
        fit = 0.3
    if head and fit < CERTAIN and _of_another_class(label, asked):
        fit = min(fit, POSSIBLE)
    parts = [text[m.start : m.end].find(head) for m in members] if head else []
    if sum(at > 0 for at in parts) * 2 >= len(parts) > 0 and not alike:
        fit = POSSIBLE  # 甲医院院长张三、乙医院书记李四: no hospitals
    if alike and all(text[m.start : m.end].endswith(head) for m in members):
        fit += 0.03  # 建设项目、发展与储备项目: rather than with its 与 taken for a joint
    bodies = head == "部门" and all(_AUTHORITY.search(text, *m) for m in members)
    if bodies or (asked.kind in TAGS and not _ENDS.search(head) and _pure(words, asked, series.members)):
        fit = max(fit, 0.75)
    clause = re.split("[，；。]", label)[0]
    said = any(f"{term}{head}" in clause for term in asked.terms) if head else False  # 几座新建车站
    if said or any(m in label for m in asked.modifiers):
        fit += 0.25
    if asked.number and asked.number != len(members):
        fit -= 0.3
    return fit + 0.15 * agreed(text, asked, members, start, end)


def _alike(noun: str, asked: Asked) -> bool:
    """Whether two nouns may name one class: 站 and 车站, 产业 and 行业; no 产业 is an 企业."""
    same = set(noun) & set(asked.head)
    return bool(same - _COMMON) or (bool(same) and kind_of(noun) == asked.kind)


def _of_others(lead: str, head: str) -> bool:
    """Whether a series is what was counted right before it as of another class."""
    counted = _OTHERS.search(lead)
    return counted is not None and head not in (counted["noun"] or counted["near"]) != "人"


def _apposed(asked: Asked, lead: str) -> bool:
    """“新三样”——甲、乙、丙: what the question itself names is told in full right behind it."""
    named = _APPOSED.sub("", lead)
    ends = ("".join(asked.terms[at:]) for at in range(max(0, len(asked.terms) - 2), len(asked.terms)))
    return named != lead and any(len(term) > 1 and named.endswith(term) for term in (*asked.terms, *ends))


def _of_another_class(label: str, asked: Asked) -> bool:
    """等领域的项目, asked for 项目: what 等 sums up is called otherwise."""
    match = _SUMMED.match(label)
    if not match or set(match["noun"]) & set(asked.head) or _SUMMED.match("等" + asked.head):
        return False  # 领域 and 方面 are one
    return not asked.kind or kind_of(match["noun"]) not in ("", asked.kind)


def _pure(words: Words, asked: Asked, members: Sequence[Span]) -> bool:
    """Whether all but the first, before which its class may stand, are names of the kind and nothing else."""
    tags = TAGS[asked.kind]
    whole = [len(t) == 1 and t[0].tag in tags for t in (words.between(*m) for m in members[1:])]
    return sum(whole) > 1 and sum(whole) * 4 >= len(whole) * 3


def _names_class(label: str, head: str) -> bool:
    """等新型科技社团, 8座车站, 这三大枢纽: what stands right behind a series names its class."""
    at = label.find(head)
    while at >= 0:
        match = _CLASS_BEHIND.fullmatch(label, 0, at)
        if match and (label.startswith(("等", "这", "之类", "以及其")) or match["count"]):
            return True
        at = label.find(head, at + 1)
    return False


def told_as(text: str, series: Enumeration, head: str) -> bool:
    """Whether a series is counted as of the class right behind it: 甲、乙、丙这三大|枢纽."""
    told = re.compile(rf"[”’」』》]?(?:等|这)?(?P<count>{COUNT}){COUNTER}{re.escape(head)}")
    match = told.match(text, series.label.start)
    return match is not None and amount(match["count"]) == len(series.members)


def _called(label: str, head: str) -> bool:
    """Whether it is said of a series that it is of the class: 甲、乙站|为新建车站."""
    named = rf"[^，。；：、]{{0,6}}{re.escape(head)}"
    said = rf"站?[均都全皆]?(?:为|是|属于?){named}|作为{named}(?![^，。；：、])"  # 作为风格指标: no 风格
    return re.match(said, label) is not None


def _of_one_kind(words: Words, asked: Asked, members: Sequence[Span]) -> tuple[Span, ...]:
    """Members cut to the names in them, where names are asked for: 知名导演伍迪·艾伦 → 伍迪·艾伦."""
    if asked.kind not in ("person", "place"):
        return tuple(_uncounted(words.text, _unmarked(words.text, member)) for member in members)
    text, tags = words.text, TAGS[asked.kind]
    found: list[Span | None] = []
    for place, member in enumerate(members):
        named = [t for t in words.between(*member) if t.tag in tags]
        last = place == len(members) - 1
        if not named:
            cut = _DISTRICT.match(text, *member) if last and asked.kind == "place" else None
            found.append(Span(member.start, cut.end()) if cut else None)
        elif asked.kind == "person":
            found.append(Span(named[-1].start, named[-1].end))
        else:
            begin = named[0].start if place == 0 else member.start
            stop = _place_end(words, begin, member.end)
            stop = place_end(words.text, Span(begin, stop), named[-1].end) if last else stop
            cut = _DISTRICT.match(text, begin, stop) if last else None
            found.append(Span(begin, cut.end() if cut else stop))
    kept = [span for span in found if span]
    if asked.kind == "person":
        posts = bool(kept) and len(kept) * 2 <= len(found)  # 市委常委、常务副市长骆旭东: one man's
        return tuple(kept) if kept and not posts and len(kept) > 1 else ()
    whole = tuple(span or member for span, member in zip(found, members, strict=True))
    return whole if len(kept) * 2 >= len(found) else ()


def _place_end(words: Words, begin: int, end: int) -> int:
    """哈尔滨至济州 → 哈尔滨: a place ends before the way from it."""
    way = _WAY.search(words.text, begin + 2, end)
    return way.start() if way else end


def _unmarked(text: str, member: Span) -> Span:
    """富邦股份（300387.SZ） → 富邦股份: a code or a number in brackets is no part of a name."""
    match = _BRACKETS.search(text, *member)
    return Span(member.start, match.start()) if match and match.start() > member.start else member


def _uncounted(text: str, member: Span) -> Span:
    """两个USB-C → USB-C."""
    match = _COUNT_BEFORE.match(text, *member)
    return Span(match.end(), member.end) if match and match.end() < member.end - 1 else member
