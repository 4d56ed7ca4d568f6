"""Whether a sentence tells of another time than the one asked about: 今年 for 去年, 2021年 for 2022年."""

import re
from datetime import date
from functools import lru_cache

from qa.asked import dates
from qa.finding import Finding
from qa.ways.sides import clauses

# Reports are of a time: 2023一季报, 2022年年报.
_REPORTS = (
    (re.compile(r"(\d{4})\s?年?一季[度报]报?"), r"\1年一季度"),
    (re.compile(r"(\d{4})\s?年?(?:中报|半年报|半年度报告)"), r"\1年上半年"),
    (re.compile(r"(\d{4})\s?年?三季报"), r"\1年前三季度"),
)
Days = tuple[date, date]  # both inclusive
_YEAR = re.compile(r"\d{4}\s?[年-]")
# What a value is compared with is no time that it is told of: 比上年增长, 较去年同期.
_COMPARED = re.compile(r"[比较](?:去年|前年|上年|\d{4}年|[上去]月|上季度)(?:同期|同月|年?[底末])?")


def told_of_another(asked: str, finding: Finding) -> bool:
    """Whether the times that a finding is told of share no day with one that is asked about.

    They are those of its clause, else of the last clause of its sentence before it that names any: a later
    one tells of what stands beside it (薪酬为12万元，2021年为25万元). 今年 of a question is the year of the
    issue read, as that of its sentences is; without an issue's date only years in figures count.
    """
    today = finding.article.published
    wanted = _named(asked, today)
    told = _told(finding, today) if wanted else ()
    return bool(told) and not any(
        since <= until_asked and since_asked <= until
        for since, until in told
        for since_asked, until_asked in wanted
    )


def _told(finding: Finding, today: date | None) -> tuple[Days, ...]:
    """The times of the finding's clause, or of the nearest one before it in the sentence that names any."""
    plain = (_plain(clause) for clause in clauses(finding))
    return next((times for clause in plain if (times := _named(clause, today))), ())


def _plain(clause: str) -> str:
    """A clause without what it compares with, and with the times of reports in words."""
    clause = _COMPARED.sub("", clause)
    for report, time in _REPORTS:
        clause = report.sub(time, clause)
    return clause


@lru_cache(maxsize=512)
def _named(text: str, today: date | None) -> tuple[Days, ...]:
    """The times that a text of `today` names, open ones left out; undated, those with a year in figures."""
    return tuple(
        (words.since, words.until)
        for words in dates.find(text, today or date.max)
        if words.since and words.until and (today or _YEAR.search(text, words.start, words.end))
    )
