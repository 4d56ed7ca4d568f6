"""Where articles give different values for one question: each version, the latest first."""

import re
from collections.abc import Sequence
from datetime import date

from index.fold import fold
from qa.finding import Finding
from qa.question import Question
from qa.texts.value import dates, numbers, quantity, same
from qa.ways.evidence import things, words
from qa.ways.held import held, neighbourhood
from qa.ways.reading import Candidate

COMPARED = (
    "number",
    "person",
    "date",
)  # types whose values can contradict; places and sentences only differ in grain
NEAR = 0.7  # sureness of another version, as a share of the best one's
NEWEST = 0.5  # the same where the newest is asked for: 目前造成多少人死亡
NAMED, COVERED = (
    0.7,
    0.65,
)  # of the question's names and of its other words, that a version's surroundings must hold
MOST = 3  # versions shown
APART = 10.0  # times as much: that is a figure of something else, no other version
_UPDATE = re.compile(
    r"累计|已经?(?:造成|导致|致)|共(?:造成|导致|致)|截至|截止|更新|升至|增至|增加到|上升[到至为]|降至|降到|减至|调整[为到]|上调|下调|改为|推迟|延期|提前至|最新|又|再次"
    r"|接替|接任|卸任|就任|履新|当选|任命|不再担任|出任|由[^，。]{2,12}(?:担任|任|接任)"
)


def versions(question: Question, candidates: Sequence[Candidate]) -> list[list[Finding]]:
    """The different values that several articles give, latest first; [] where none do.

    A value is a version only where it is of the best one's type and unit, stands in another article, and
    its surroundings speak of the question's subject and attribute as the best one's do.
    """
    if question.expects not in COMPARED or question.english or not candidates:
        return []
    best = candidates[0]
    groups: list[list[Finding]] = [[best.finding]]
    for candidate in candidates[1:]:
        if not _comparable(question, best, candidate):
            continue
        finding = candidate.finding
        group = next((g for g in groups if same(g[0].text, finding.text)), None)
        if group is not None:
            group.append(finding)
        elif not any(_holds(finding, g[0].text) or _holds(g[0], finding.text) for g in groups):
            groups.append([finding])
    if len(groups) < 2 or (len(groups) > 2 and len({_day(group[0]) for group in groups}) == 1):
        return []  # reports of one day may differ; three figures on one day are of three matters
    shown = [_without_repeats(group) for group in groups[:MOST]]
    return sorted(shown, key=lambda group: _when(group[0]), reverse=True)


def differing_holders(question: Question, holders: Sequence[Finding]) -> list[list[Finding]]:
    """The different people whom articles of different days name for one office, latest first; else [].

    `holders` name the office with the same words of its organisation; one article that names several
    of them speaks of several offices.
    """
    people: dict[str, Finding] = {}
    for finding in sorted(holders, key=_day):
        name = next((name for name in people if same(name, finding.text)), finding.text)  # 格林, 乔什·格林
        people[name] = finding  # the latest mention of each
    articles = {finding.article.id for finding in people.values()}
    days = {finding.article.published for finding in people.values()}
    if not question.office[0] or len(people) < 2 or min(len(articles), len(days)) < len(people):
        return []
    return [[finding] for finding in sorted(people.values(), key=_day, reverse=True)][:MOST]


def updates(shown: Sequence[Sequence[Finding]]) -> bool:
    """Whether the latest version says that it replaces an earlier one."""
    latest, earlier = shown[0][0], shown[1][0]
    return _when(latest) > _when(earlier) and _updated(latest)


def near(question: Question) -> float:
    """The sureness that another value must have, as a share of the best one's."""
    return NEWEST if question.latest else NEAR


def _updated(finding: Finding) -> bool:
    """Whether the sentence of `finding` says that its value follows on another."""
    return bool(_UPDATE.search(finding.article.text, *finding.sentence))


def _comparable(question: Question, best: Candidate, other: Candidate) -> bool:
    one, two = best.finding, other.finding
    if two.article.id == one.article.id or two.confidence < near(question) * one.confidence:
        return False
    if not (best.evidence.agrees and other.evidence.agrees) or other.evidence.rival > best.evidence.rival:
        return False  # of another type, or of another than the best one's subject
    if min(best.evidence.words, other.evidence.words) < COVERED:
        return False
    text = two.article.text
    if any(held(name, fold(two.article.title + text)) < NAMED for name in things(question)):
        return False
    if _says(question, one) and not _says(question, two) and not _updated(two):
        return False  # 8月17日，探测器观测了月球 is no other day of its launch
    around = neighbourhood(two.article, two.sentence)
    days = [question.text[start:end] for start, end in dates(question.text)]
    if any(
        re.search(r"\d", day) and not any(same(day, around[s:e]) for s, e in dates(around)) for day in days
    ):
        return False  # 自7月26日起 asks about that day's figure, not about an earlier one's
    if question.expects == "number":
        first, second = quantity(one.text), quantity(two.text)
        if not first or not second or first[1] != second[1]:
            return False
        less, more = sorted((first[0], second[0]))
        return more <= APART * less or _updated(max(one, two, key=_day))
    return True


def _says(question: Question, finding: Finding) -> bool:
    """Whether the sentence itself speaks of what is asked of the thing that the question names."""
    said = fold(finding.article.text[slice(*finding.sentence)])
    asked = [word for word in words(question) if not any(word in name for name in things(question))]
    return any(held(word, said) >= NAMED for word in asked)


def _holds(finding: Finding, value: str) -> bool:
    """Whether the sentence of `finding` states the other value too: then they are of different matters.

    Elsewhere in its article the other value may well be the earlier figure that this one replaces.
    """
    start, end = finding.sentence
    text = finding.article.text[start:end]
    if _UPDATE.search(text):
        return False
    stated = dates(text) if dates(value) else numbers(text)
    return value in text or any(same(text[first:last], value) for first, last in stated)


def _without_repeats(group: list[Finding]) -> list[Finding]:
    """The latest of those that say the same."""
    return [max(group, key=_day)]


def _when(finding: Finding) -> tuple[date, bool]:
    """The issue's day, then whether it is as of some hour: of one day's reports the later one says so."""
    return _day(finding), _updated(finding)


def _day(finding: Finding) -> date:
    return finding.article.published or date.min
