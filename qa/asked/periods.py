"""Calendar arithmetic for date words: a year, month, day or part of one becomes a period of days."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """Days from `since` to `until`, both inclusive; None leaves that side open."""

    since: date | None
    until: date | None


class Calendar(NamedTuple):
    """What date words say, as far as they say it; 0 and "" where they don't.

    `part` is one of h1 h2 (half years), q1 to q4 (quarters), m1 to m12 (the first
    months of a year) and early, middle, late (of a month, else of a year).
    """

    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""


_THIRDS = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}  # 上旬, 中旬, 下旬 of a month
_SEASONS = {"early": (1, 3), "middle": (6, 7), "late": (10, 12)}  # 年初, 年中, 年底: months
LEAP = 8  # years from one 29 February to the next, at most (1896 to 1904)


def days(first: date, last: date) -> Period:
    """Both days and all between, in either order."""
    return Period(min(first, last), max(first, last))


def months(year: int, first: int, last: int) -> Period:
    """From the first day of month `first` to the last day of month `last`."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def week(today: date, back: int = 0) -> Period:
    """The Monday to Sunday that holds `today`, `back` weeks earlier."""
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Period(monday, monday + timedelta(days=6))


def month_before(today: date, back: int) -> Calendar:
    """The month `back` months before that of `today`; later for a negative number."""
    count = today.year * 12 + today.month - 1 - back
    return Calendar(count // 12, count % 12 + 1)


def rolling(today: date, number: int, unit: str) -> Period:
    """The last `number` days, weeks, months or years up to and with `today`."""
    if unit in ("day", "week"):
        return Period(today - timedelta(days=number * (7 if unit == "week" else 1) - 1), today)
    month = month_before(today, number * (12 if unit == "year" else 1))
    day = min(today.day, monthrange(month.year, month.month)[1])
    return Period(date(month.year, month.month, day) + timedelta(days=1), today)


def resolve(said: Calendar, latest: date) -> Period | None:
    """The period that `said` names; without a year the last one that has begun by `latest`.

    None where the calendar has no such day, month or year.
    """
    if said.year:
        return _in_year(said, said.year)
    if said.day and not said.month:
        return _last_day(said.day, latest)
    for year in range(latest.year, max(latest.year - LEAP - 1, date.min.year - 1), -1):
        period = _in_year(said, year)
        if period and period.since and period.since <= latest:
            return period
    return None


def _in_year(said: Calendar, year: int) -> Period | None:
    try:
        if said.day:
            day = date(year, said.month, said.day)
            return Period(day, day)
        if said.month and said.part:
            first, last = _THIRDS[said.part]
            last = min(last, monthrange(year, said.month)[1])
            return Period(date(year, said.month, first), date(year, said.month, last))
        first, last = (said.month, said.month) if said.month else _part(said.part)
        return months(year, first, last)
    except ValueError:
        return None


def _part(part: str) -> tuple[int, int]:
    """The first and the last month of a part of a year; all months for none."""
    if part in _SEASONS:
        return _SEASONS[part]
    number = int(part[1:] or 0) if part else 0
    if part.startswith("h"):
        return number * 6 - 5, number * 6
    if part.startswith("q"):
        return number * 3 - 2, number * 3
    return 1, number or 12


def _last_day(day: int, latest: date) -> Period | None:
    for back in range(3):  # of three months in a row, two have 31 days or one is this one
        month = month_before(latest, back)
        period = _in_year(month._replace(day=day), month.year)
        if period and period.since and period.since <= latest:
            return period
    return None


def between(first: Calendar | Period, last: Calendar | Period, today: date) -> Period | None:
    """From the beginning of `first` to the end of `last`; what one leaves out it takes from the other."""
    if isinstance(first, Calendar) and isinstance(last, Calendar) and last.day and not last.month:
        last = last._replace(month=first.month)
    anchor = today
    if isinstance(last, Calendar) and last.year and isinstance(first, Calendar) and not first.year:
        end = resolve(last, today)  # 12月25日至2023年1月3日: the year is said of the end
        anchor = end.until if end and end.until else today
    begin = first if isinstance(first, Period) else resolve(first, anchor)
    if begin is None or begin.since is None:
        return None
    if isinstance(last, Calendar) and last.month and not last.year:
        wraps = (last.month, last.day or 31) < (begin.since.month, begin.since.day)
        # 3月25日至20日 is the wrong way round, 12月25日至1月3日 crosses the year
        same_month = last.month == begin.since.month
        last = last._replace(year=begin.since.year + (wraps and not same_month))
    end = last if isinstance(last, Period) else resolve(last, today)
    return days(begin.since, end.until) if end and end.until else None
