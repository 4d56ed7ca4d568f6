"""From names as they stand in sentences to things: what is a name at all, and which names mean one thing.

One sentence seldom settles either. 官厅水库 is tagged as a name here and not there, 台风 are named behind
their noun and 水库 before it, 理工大学 ends many names and is none: so all sentences are asked.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from corpus import Article
from index import Mention
from index.fold import fold
from qa.texts.cities import CITY, is_city
from qa.texts.names import Name, Span
from qa.texts.places import is_ranked
from qa.texts.short import shortened

PROPER = 0.2  # share of a class's names that must be sure before those that aren't count for nothing
QUOTED = 2  # quotes behind a noun (台风“杜苏芮”) leave less doubt than what stands before it (厦门台风)
SHARED = 2  # names of other things that a shorter one must end before it can be their common end
BOUND = 1.5  # passages with a word, to those where the head noun follows it, for it to be a name
_RANK = re.compile("(?<=..)(?:自治)?[省市县州旗](?=..)")
_DISTRICT = re.compile("[省市区县州]$")
_DAY = re.compile("[日号]$|[周星期礼拜][一二三四五六日天末]$|[今昨明前后当]天$|节$")
_LEGAL = re.compile("(?<=..)(?:[（(]集团[）)]?)?(?:股份|集团|控股)*(?:有限)?(?:责任)?公司$")
_SHORT = re.compile('[（(](?:以下|下称|下文)?(?:简称|称)?[：:为]?[“"‘](?P<name>[^”"’）)\n]{2,12})[”"’][）)]')


class Mentioned(NamedTuple):
    """A name in an article."""

    article: Article
    name: Name


def believed(found: Sequence[Mentioned], frequencies: Callable[..., list[int]], head: str) -> list[Mentioned]:
    """Those that are names, in the order given.

    A class is named before its noun or behind it, whichever is surer; a name that one sentence leaves open
    is one if another shows it, or if the archive uses its word for little else (官厅, as against 高原机场).
    Where hardly any is sure (产业链, 队伍), descriptions are all there is.
    `frequencies` says how many passages hold each of some words.
    """
    behind = sum(one.name.behind and one.name.sureness == "sure" for one in found)
    before = sum(not one.name.behind and one.name.sureness == "sure" for one in found)
    follows = QUOTED * behind > before
    sure = {one.name.core for one in found if one.name.sureness == "sure" and one.name.behind == follows}
    open_ = sum(one.name.sureness == "weak" and one.name.behind == follows for one in found)
    if not follows and before < PROPER * (before + open_):
        return [one for one in found if one.name.sureness != "implied" and not one.name.behind]
    if not follows:
        sure |= _bound(
            {one.name.core for one in found if one.name.sureness == "weak"} - sure, head, frequencies
        )
    own = {(one.article.id, one.name.core) for one in found if one.name.sureness == "sure"}
    return [
        one
        for one in found
        if one.name.core in sure
        and (one.name.sureness != "implied" or (one.article.id, one.name.core) in own)
        and (follows or not one.name.behind)
    ]


def _bound(cores: Iterable[str], head: str, frequencies: Callable[..., list[int]]) -> set[str]:
    """The short words among `cores` that stand before `head` most of the times that they stand anywhere."""
    short = [core for core in cores if len(core) in (2, 3)]
    alone, together = frequencies(*short), frequencies(*(core + head for core in short))
    return {core for core, n, m in zip(short, alone, together, strict=True) if n <= BOUND * m}


def known_as(
    category: str, kind: str, ending: str, mentions: Iterable[tuple[Article, Mention]]
) -> list[Mentioned]:
    """Mentions of one kind that are of a category, with what tells them apart as their core.

    `ending` is a pattern that the names end in. 成都市 is 成都, 中信证券股份有限公司 is 中信证券. An
    organisation is known by the short name that the text gives it (以下简称…).
    """
    ends = re.compile(f"(?:{ending})$") if ending else None
    found, short = [], {}
    cores: dict[str, str] = {}  # of each wording; "" where it is none of the category
    for article, mention in mentions:
        wording = article.text[mention.start : mention.end]
        if wording not in cores:
            cores[wording] = core_in(wording, category, kind, ends)
        if core := cores[wording]:
            if kind == "organisation" and (given := _SHORT.match(article.text, mention.end)):
                short[fold(given["name"])] = core
            found.append(Mentioned(article, Name(Span(mention.start, mention.end), core, "sure")))
    if category == CITY:
        cities = {core for wording, core in cores.items() if is_city(wording)}
        found = [one for one in found if one.name.core in cities]
    if not short:
        return found
    return [
        one._replace(name=one.name._replace(core=short.get(one.name.core, one.name.core))) for one in found
    ]


def core_in(name: str, category: str, kind: str, ends: re.Pattern[str] | None) -> str:
    """What tells a mention of `kind` from others; "" if it is none of the category."""
    if len(name) == 1 or (ends and not ends.search(name)):  # a name of one character is LAC's slip
        return ""
    core = fold("".join(name.split()))
    if kind == "time" and category != "时间" and not _DAY.search(core):
        return ""
    if kind == "place":
        return (_DISTRICT.sub("", core) if len(core) > 2 else core) if is_ranked(name, category) else ""
    return _LEGAL.sub("", core) if kind == "organisation" else core


def grouped(found: Iterable[Mentioned]) -> list[list[Mentioned]]:
    """One group a thing, most mentioned first, then by first mention; each in the order given.

    紫坪铺水库 and 都江堰紫坪铺水库 are one where both stand, unless the shorter is what several names end in
    (华南理工大学, 成都理工大学) and they outnumber it.
    """
    groups: dict[str, list[Mentioned]] = {}
    for one in found:
        groups.setdefault(one.name.core, []).append(one)
    merged = merges({core: len(group) for core, group in groups.items()})
    for core in sorted(merged, key=len, reverse=True):  # longest first: a chain of ends folds into its last
        groups[merged[core]] += groups.pop(core)
    return sorted(groups.values(), key=lambda group: -len(group))


def merges(sizes: Mapping[str, int]) -> dict[str, str]:
    """Core → the shorter core of the same thing, for those that have one; `sizes` are their mentions."""
    ends = _ends(sizes)
    longer: dict[str, list[str]] = {}
    for core, end in ends.items():
        longer.setdefault(end, []).append(core)
    common = {
        end
        for end, cores in longer.items()
        if len(cores) >= SHARED and sum(sizes[core] for core in cores) > sizes[end]
    }
    found = {core: end for core, end in ends.items() if end not in common}
    return found | shortened(set(sizes) - set(found))


def _ends(groups: Iterable[str]) -> dict[str, str]:
    """Core → the longest other core that it ends in."""
    cores = set(groups)
    found = {}
    for core in cores:
        for at in range(1, len(core) - 1):  # an end of one character is chance
            if core[at:] in cores:
                found[core] = core[at:]
                break
        else:
            if short := _without_district(core, cores):
                found[core] = short
    return found


def _without_district(core: str, cores: set[str]) -> str:
    """湘西边城 of 湘西土家族苗族自治州边城: what only leaves out a rank (and peoples) is the same."""
    for rank in _RANK.finditer(core):
        for at in range(2, rank.end()):
            short = core[:at] + core[rank.end() :]
            if short in cores and short != core:
                return short
    return ""


def shown(group: Sequence[Mentioned]) -> Mentioned:
    """The mention to show for a thing: the first in its most frequent wording."""
    if len(group) == 1:
        return group[0]
    [(wording, _)] = Counter(_wording(one) for one in group).most_common(1)
    return next(one for one in group if _wording(one) == wording)


def _wording(one: Mentioned) -> str:
    return one.article.text[one.name.span.start : one.name.span.end]
