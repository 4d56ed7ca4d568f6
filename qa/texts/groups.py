"""Groups of names or phrases in a sentence that may be the members of a class: what a list question asks for.

A text seldom says of each that it is one of the class. It says so once: 等四国, 分别为, 由…组成, 两家企业：…
"""

import re
from collections.abc import Iterator, Sequence

from index.token import Token
from index.words import Words
from qa.texts.announced import announced, within
from qa.texts.classes import heads_of
from qa.texts.enumerations import enumerations
from qa.texts.members import CERTAIN, LIKELY, POSSIBLE, TAGS, agreed
from qa.texts.members import Asked as Asked  # others take them from here
from qa.texts.members import Group as Group
from qa.texts.names import Span, names_in
from qa.texts.people import TITLE, holds, offices
from qa.texts.series import in_series

_BYLINE = re.compile(r"(?:记者|通讯员|编辑|摄影|作者|供图|摄|责编|校对|编审|来源|[文图]/)[^，。；]{0,12}$")
_ANYBODY = re.compile("(?:专家|学者|代表|老师|教师)$")  # of whom a text rather says what offices they hold
_JOINED = re.compile("、|和|与|及|以及|还有")
_WORK = re.compile(r"《([^《》\n]{1,40})》")
_REPORTS = re.compile(r"(?:\d+日)?(?:报道|网站|杂志|援引|记者|文章|称)")
_REPORTED = re.compile(r"(?:据|援引|接受|刊登于|发表在)[^，。；]{0,12}$")
_QUOTED = re.compile(r"“([^“”\n]{1,20})”")
_CALLED = re.compile(r"[“《]([^“”《》\n]{1,40})[”》]")  # “甲”项目, 《乙》课题
_ITEM = r"(?P<item>[^，。；\n]{2,30})"
_NUMBERED = (
    (
        re.compile(rf"(?:^|[：；。，\s）])(?:其|第)?(?P<n>[一二三四五六七八九])(?:是(?:要)?|、|，){_ITEM}"),
        "一二三四五六七八九",
    ),
    (re.compile(rf"(?:^|[：；。，\s”])(?P<n>[1-9])[、.．)）]\s?{_ITEM}"), "123456789"),
    (re.compile(rf"(?P<n>[①-⑨])\s?{_ITEM}"), "①②③④⑤⑥⑦⑧⑨"),
)
WIDER = 0.06  # of certainty, by which a clause that says all that the sentence says comes before it
REACH = 400  # characters behind a sentence in which its numbered points may go on


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
    yield from _numbered(words, asked, start, end)
    told = announced(text, asked, start, end)
    if told and told.group:
        yield told.group
    alike: dict[float, list[Group]] = {}
    for series in enumerations(text, start, end, words):
        if told and within(told, series.members):
            continue
        for group in in_series(words, asked, series, start, end):
            alike.setdefault(round(group.fit, 1), []).append(group)
            yield group
    for fit, several in alike.items():
        pairs = zip(several[1:], several, strict=False)
        apart = [group for group, before in pairs if group.members[0] > before.members[-1]]
        if fit >= LIKELY and apart:  # 有柴达木、嘉峪关等地的光伏电能，以及哈密、巴楚等地的风力电能
            yield Group((*several[0].members, *(m for g in apart for m in g.members)), several[0].fit - WIDER)


def _works(text: str, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """What stands in 《》, but for the papers that report it: 据《综艺》报道."""
    found = tuple(
        Span(*match.span(1))
        for match in _WORK.finditer(text, start, end)
        if not _REPORTS.match(text, match.end(), end) and not _REPORTED.search(text, start, match.start())
    )
    clauses: dict[int, list[Span]] = {}
    for span in found:
        clauses.setdefault(text.rfind("；", start, span.start), []).append(span)
    several = [tuple(spans) for spans in clauses.values()] if len(clauses) > 1 else []
    for members in [found, *several] if found else []:
        said = asked.head in text[start:end] or agreed(text, asked, members, start, end)
        wider = WIDER * (members is found and bool(several))
        yield Group(members, (CERTAIN if said else LIKELY) - wider, True)


def _quoted(text: str, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """Things in “”, with the noun of the class or counted as of it: 两家农家乐，分别是“甲”和村口的“乙”."""
    called = tuple(
        Span(*match.span(1))
        for match in _CALLED.finditer(text, start, end)
        if text.startswith(asked.head, match.end())
    )
    if called:
        yield Group(called, CERTAIN + 0.15 * agreed(text, asked, called, start, end), True)
    found = tuple(Span(*match.span(1)) for match in _QUOTED.finditer(text, start, end))
    headed = tuple(span for span in found if text[span.start : span.end].endswith(asked.head))
    if headed and all(span.end - span.start > len(asked.head) for span in headed):
        yield Group(headed, CERTAIN, True)
    elif len(found) > 1 and asked.head in text[start:end] and agreed(text, asked, found, start, end):
        yield Group(found, LIKELY)


def _numbered(words: Words, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """一是…；二是…, 1、…；2、…: what stands behind each number, as far as the first pause.

    Of people, who are named there.
    """
    text = words.text
    for pattern, digits in _NUMBERED:
        found: list[Span] = []
        for match in pattern.finditer(text, start, min(len(text), end + REACH)):
            if match["n"] == digits[len(found) : len(found) + 1]:
                found.append(Span(*match.span("item")))
        named = asked.kind != "person" or all(_names(words, item, TAGS["person"]) for item in found)
        if len(found) > 1 and found[0].start < end and named:
            lead = text[max(0, found[0].start - 40) : found[0].start]
            fit = 0.85 if asked.head and asked.head in lead else LIKELY if asked.number else POSSIBLE
            yield Group(tuple(found), fit + 0.15 * (asked.number == len(found)))


def _names(words: Words, item: Span, tags: Sequence[str]) -> bool:
    return any(token.tag in tags for token in words.between(*item))


def _of_kind(words: Words, asked: Asked, start: int, end: int) -> Iterator[Group]:
    """All the people, places or organisations that the sentence names, bylines left out."""
    text, tags = words.text, TAGS[asked.kind]
    if asked.kind == "person" and TITLE.search(asked.head) and not _ANYBODY.search(asked.head):
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
        yield Group(members, sure + 0.2 * agreed(text, asked, members, start, end), True)
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
    if asked.kind == "person":
        return
    found = (name for head in heads_of(asked.head) for name in names_in(words, head, start, end))
    names = [n for n in found if n.sureness != "implied" and not n.behind]
    if not names:
        return
    sure = [n for n in names if n.sureness == "sure"]
    yield Group(tuple(n.span for n in sure or names), 0.9 if sure else POSSIBLE, True)
