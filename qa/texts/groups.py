"""Groups of names or phrases in a sentence that may be the members of a class: what a list question asks for.

A text seldom says of each that it is one of the class. It says so once: 等四国, 分别为, 由…组成, 两家企业：…
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.token import Token
from index.words import Words
from qa.texts.classes import Kind
from qa.texts.enumerations import LABEL, OPENING, Enumeration, enumerations
from qa.texts.names import Span, names_in
from qa.texts.people import TITLE, holds, offices
from qa.texts.value import quantity

_COUNT = r"(?:共计?|[上前]述|合计|这)?(?:[\d０-９]+|[一二两三四五六七八九十百]+|多|几)"
_COUNTER = "[多余]?[大个项种座家条位类名所部处支场款只人门艘架辆篇次起届者本首幅台件册张枚级块方]?"
_CLASS_BEHIND = re.compile(
    rf"(?:等|之?类|以及其[他它])?(?P<count>{_COUNT}{_COUNTER})?[^，。；：、（）“”\n]{{0,10}}?"
)
_COUNTED = re.compile(rf"(?:等|这)?(?P<count>{_COUNT}{_COUNTER})(?P<noun>[\u4e00-\u9fff]{{1,2}})")
_OPENS = re.compile(rf"(?:{OPENING}|为|是|有|：|:|如|设|[（(]|，)\s*[“《]?$")
_BYLINE = re.compile(r"(?:记者|通讯员|编辑|摄影|作者|供图|摄|责编|校对|编审|来源|[文图]/)[^，。；]{0,12}$")
_OTHERS = re.compile(  # “三支队伍”，即: the series is what was counted right before it
    rf"{_COUNT}{_COUNTER}(?P<noun>[\u4e00-\u9fff]{{1,8}})[”’」』]?[，：]?(?:{OPENING}|为|是|有|：)?\s*[“《]?$"
)
_JOINED = re.compile("、|和|与|及|以及|还有")
_WORK = re.compile(r"《([^《》\n]{1,40})》")
_REPORTS = re.compile(r"(?:\d+日)?(?:报道|网站|杂志|援引|记者|文章|称)")
_REPORTED = re.compile(r"(?:据|援引|接受|刊登于|发表在)[^，。；]{0,12}$")
_QUOTED = re.compile(r"“([^“”\n]{1,20})”")
_COUNT_BEFORE = re.compile(r"(?:[一两二三四五六七八九十]|\d+)[个位名家所座只台部辆艘架](?!性|人)")
_DISTRICT = re.compile(r"[^，。；、]{1,6}?[省市县区州旗](?=.{2,})")
_ITEM = r"(?P<item>[^，。；\n]{2,30})"
_NUMBERED = (
    (
        re.compile(rf"(?:^|[：；。，\s）])(?:其|第)?(?P<n>[一二三四五六七八九])(?:是(?:要)?|、|，){_ITEM}"),
        "一二三四五六七八九",
    ),
    (re.compile(rf"(?:^|[：；。，\s”])(?P<n>[1-9])[、.．)）]\s?{_ITEM}"), "123456789"),
    (re.compile(rf"(?P<n>[①-⑨])\s?{_ITEM}"), "①②③④⑤⑥⑦⑧⑨"),
)
REACH = 400  # characters behind a sentence in which its numbered points may go on
CERTAIN, LIKELY, POSSIBLE = 1.0, 0.7, 0.4


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


def groups(words: Words, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """Every group in the sentence `text[start:end]`, best first only within its sort."""
    text = words.text
    if asked.kind == "work":
        yield from _works(text, asked, start, end)
    if asked.kind in ("person", "place") or (asked.kind == "organisation" and not asked.head):
        yield from _of_kind(words, asked, start, end)
    if asked.head:
        yield from _headed(words, asked, start, end)
        yield from _quoted(text, asked, start, end)
    yield from _numbered(text, asked, start, end)
    alike: dict[float, list[Group]] = {}
    for series in enumerations(text, start, end, words):
        for group in _series(words, asked, series, start, end):
            alike.setdefault(round(group.fit, 1), []).append(group)
            yield group
    for fit, several in alike.items():
        pairs = zip(several[1:], several, strict=False)
        apart = [group for group, before in pairs if group.members[0] > before.members[-1]]
        if fit >= LIKELY and apart:  # 有柴达木、嘉峪关等地的光伏电能，以及哈密、巴楚等地的风力电能
            yield Group((*several[0].members, *(m for g in apart for m in g.members)), several[0].fit)


def _works(text: str, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """What stands in 《》, but for the papers that report it: 据《综艺》报道."""
    found = tuple(
        Span(*match.span(1))
        for match in _WORK.finditer(text, start, end)
        if not _REPORTS.match(text, match.end(), end) and not _REPORTED.search(text, start, match.start())
    )
    if found:
        said = asked.head in text[start:end] or _agreed(text, asked, found, start, end)
        yield Group(found, CERTAIN if said else LIKELY, True)


def _quoted(text: str, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """Things in “”, with the noun of the class or counted as of it: 两家农家乐，分别是“甲”和村口的“乙”."""
    found = tuple(Span(*match.span(1)) for match in _QUOTED.finditer(text, start, end))
    headed = tuple(span for span in found if text[span.start : span.end].endswith(asked.head))
    if headed and all(span.end - span.start > len(asked.head) for span in headed):
        yield Group(headed, CERTAIN, True)
    elif len(found) > 1 and asked.head in text[start:end] and _agreed(text, asked, found, start, end):
        yield Group(found, LIKELY)


def _numbered(text: str, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """一是…；二是…, 1、…；2、…: what stands behind each number, as far as the first pause."""
    for pattern, digits in _NUMBERED:
        found: list[Span] = []
        for match in pattern.finditer(text, start, min(len(text), end + REACH)):
            if match["n"] == digits[len(found) : len(found) + 1]:
                found.append(Span(*match.span("item")))
        if len(found) > 1 and found[0].start < end:
            lead = text[max(0, found[0].start - 40) : found[0].start]
            fit = 0.85 if asked.head and asked.head in lead else LIKELY if asked.number else POSSIBLE
            yield Group(tuple(found), fit + 0.15 * (asked.number == len(found)))


_TAGS = {"person": ("PER", "nr"), "place": ("LOC", "ns"), "organisation": ("ORG", "nt")}


def _of_kind(words: Words, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """All the people, places or organisations that the sentence names, bylines left out."""
    text, tags = words.text, _TAGS[asked.kind]
    if asked.kind == "person" and TITLE.search(asked.head):
        held = offices(text, start, end, words)
        found = [office.person for office in held if holds(text[slice(*office.phrase)], asked.head)]
        sure = CERTAIN
    else:
        tokens = words.between(start, end)
        found = [
            Span(token.start, token.end)
            for place, token in enumerate(tokens)
            if token.tag in tags
            and token.end - token.start > 1
            and not _BYLINE.search(text, max(start, token.start - 16), token.start)
            and not (asked.kind == "place" and _part(tokens[place + 1 : place + 2]))
        ]
        sure = LIKELY if asked.kind == "person" else POSSIBLE
    unique = {text[s.start : s.end]: s for s in reversed(found)}
    members = tuple(sorted(unique.values()))
    if members:
        yield Group(members, sure + 0.2 * _agreed(text, asked, members, start, end), True)
    if governed := _governed(text, asked, members, start, end):
        yield Group(governed, LIKELY)


def _governed(text: str, asked: Asked, members: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Of the names in a sentence those that the question's verb governs: 可保障|甲镇和乙镇|用水，作为丙县的….

    `members` stand in order; the run begins right behind the verb and goes on as long as names are joined.
    """
    for verb in re.finditer(re.escape(asked.before), text[start:end]) if asked.before else ():
        run: list[Span] = []
        at = start + verb.end()
        for span in (m for m in members if m.start >= at):
            gap = text[run[-1].end if run else at : span.start]
            if not (_JOINED.fullmatch(gap) if run else len(gap) <= 2 and not re.search(r"[，。；]", gap)):
                break
            run.append(span)
        if len(run) > 1:
            return tuple(run)
    return ()


def _part(following: Sequence[Token]) -> bool:
    """成都 of 成都市水务局: a place right before a name is a part of it."""
    return bool(following) and following[0].tag in ("ORG", "LOC", "PER")


def _headed(words: Words, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """Names that end in the noun of the class."""
    names = [n for n in names_in(words, asked.head, start, end) if n.sureness != "implied" and not n.behind]
    if not names or asked.kind == "person":
        return
    sure = [n for n in names if n.sureness == "sure"]
    yield Group(tuple(n.span for n in sure or names), 0.9 if sure else POSSIBLE, True)


def _series(words: Words, asked: Asked, series: Enumeration, start: int, end: int) -> Iterator[Group]:
    """The members of a coordination, if the words around it may be those of the class."""
    text = words.text
    members = _of_one_kind(words, asked, series.members)
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
    if asked.head:
        members = _headless(text, asked.head, members)
    if not members or len(members) < asked.number:
        return
    fit = _fit(words, asked, series, members, start, end)
    if fit:
        yield Group(members, fit)


def _unnamed(words: Words, asked: Asked, series: Enumeration) -> bool:
    tags = _TAGS.get(asked.kind, ())
    return not any(t.tag in tags for m in series.members for t in words.between(*m))


def _label(text: str, series: Enumeration, end: int) -> str:
    """What stands behind a series, its closing quote left out."""
    return text[series.label.start : end][: LABEL + 8].lstrip("”’」』》）) ")


def _headless(text: str, head: str, members: tuple[Span, ...]) -> tuple[Span, ...]:
    """碳履约、碳中和、碳普惠功能于一体 → 碳普惠: a noun that only the last has is said of all.

    Where others have it too, the last ends with it: 风车公园、星空公园落地 → 星空公园.
    """
    at = text.find(head, members[-1].start, members[-1].end) if members else -1
    if at <= (members[-1].start if members else 0):
        return members
    others = any(text[m.start : m.end].endswith(head) for m in members[:-1])
    longest = max((m.end - m.start for m in members[:-1]), default=0)
    if not others and members[-1].end - members[-1].start <= longest + 1:
        return members  # 人员结构优化、管理方式改善: it is a part of one
    whole = others and text[: members[-1].end].endswith(head)
    return members if whole else (*members[:-1], Span(members[-1].start, at + len(head) if others else at))


def _fit(
    words: Words, asked: Asked, series: Enumeration, members: Sequence[Span], start: int, end: int
) -> float:
    """How surely a series is of the class: named behind it, in front, elsewhere, or not at all."""
    text, head = words.text, asked.head
    label, lead = _label(text, series, end), text[max(start, series.lead.start - 14) : series.lead.end]
    opened = _OPENS.search(lead) is not None
    fit = 0.0
    alike = sum(text[m.start : m.end].endswith(head) for m in members) * 2 > len(members) if head else False
    last = text[series.members[-1].start : series.label.start]
    longest = max(m.end - m.start for m in series.members[:-1])
    sorts = asked.kind != "person" or _unnamed(words, asked, series)
    tail = sorts and last.find(head) > 0 and len(last) > longest + 1
    if alike or (head and (_names_class(label, head) or tail)):
        fit = CERTAIN
    elif head and (counted := _OTHERS.search(lead)) and head not in counted["noun"]:
        fit = 0.3
    elif head and head in lead:
        fit = 0.95 if opened or lead.endswith(head) else 0.6
    elif head and head in text[start : series.lead.start]:
        fit = 0.85 if opened else 0.5
    elif asked.before and asked.before in lead[-8:]:
        fit = LIKELY
    elif counted := _COUNTED.match(label):
        same = set(counted["noun"]) & set(head)
        fit = LIKELY if same and _amount(counted["count"]) in (0, len(members)) else POSSIBLE
    elif label.startswith("等") and any(len(term) > 1 and term in label[:8] for term in asked.terms):
        fit = 0.6
    elif opened and re.search(OPENING, lead):
        fit = 0.5
    else:
        fit = 0.3
    if asked.kind in _TAGS and _pure(words, asked, series.members):
        fit = max(fit, 0.75)
    if asked.modifiers and any(m in label for m in asked.modifiers):
        fit += 0.1
    if asked.number and asked.number != len(members):
        fit -= 0.3
    return fit + 0.15 * _agreed(text, asked, members, start, end)


def _pure(words: Words, asked: Asked, members: Sequence[Span]) -> bool:
    """Whether all but the first, before which its class may stand, are names of the kind and nothing else."""
    tags = _TAGS[asked.kind]
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


def _agreed(text: str, asked: Asked, members: Sequence[Span], start: int, end: int) -> bool:
    """Whether the question or the sentence counts as many: 8座车站, 4部华语片, 十地."""
    if asked.number:
        return asked.number == len(members)
    noun = re.escape(asked.head[-1:])
    stated = re.findall(rf"({_COUNT})(?:{_COUNTER})[^，。；：、\d]{{0,8}}?{noun}", text[start:end])
    return any(_amount(count) == len(members) for count in stated) and len(members) > 1


def _amount(said: str) -> int:
    value = quantity(re.sub("^[共计上前述合这]+", "", said))
    return int(value[0]) if value else 0


def _of_one_kind(words: Words, asked: Asked, members: Sequence[Span]) -> tuple[Span, ...]:
    """Members cut to the names in them, where names are asked for: 知名导演伍迪·艾伦 → 伍迪·艾伦."""
    if asked.kind not in ("person", "place"):
        return tuple(_uncounted(words.text, member) for member in members)
    text, tags = words.text, _TAGS[asked.kind]
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
            cut = _DISTRICT.match(text, begin, member.end) if last else None
            found.append(Span(begin, cut.end() if cut else member.end))
    kept = [span for span in found if span]
    if asked.kind == "person":
        posts = bool(kept) and len(kept) * 2 <= len(found)  # 市委常委、常务副市长骆旭东: one man's
        return tuple(kept) if kept and not posts and len(kept) > 1 else ()
    whole = tuple(span or member for span, member in zip(found, members, strict=True))
    return whole if len(kept) * 2 >= len(found) else ()


def _uncounted(text: str, member: Span) -> Span:
    """两个USB-C → USB-C."""
    match = _COUNT_BEFORE.match(text, *member)
    return Span(match.end(), member.end) if match and match.end() < member.end - 1 else member
