"""English date words: yesterday, last week, March 20, last March, in 2023, the past three days."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from qa.asked.periods import Calendar, Period, month_before, resolve, rolling, week

Said = Calendar | Period

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d.:%])"
_YEAR = r"(?:19|20)\d\d(?![\d.%]|\s*[一-鿿])"
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_COUNT = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS[1:])}|a|an|few|couple of)"
_UNIT = r"(?P<unit>day|week|month|year)s?\b"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
TO = re.compile(r"\s*(?:\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|[-–—])\s*(?:the\s+)?", re.I)
FEW = 3  # the last few days: three


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}", re.I)


_DAY_MONTH = _i(rf"(?:the\s+)?(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?")
_DAY_TO = _i(rf"(?P<day>{_DAY})(?=\s*(?:-|–|to)\s*{_DAY}\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?)")
_MONTH_DAY = _i(rf"(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>{_DAY})(?:,?\s+(?P<year>{_YEAR}))?")
_MONTH_ONLY = _i(
    rf"(?:(?P<part>early|mid|middle of|late|last|this"
    rf"|next)[\s-]+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
)
_PART = _i(
    rf"(?:the\s+)?(?:(?P<ordinal>first|second|third|fourth|last|1st|2nd|3rd"
    rf"|4th)\s+(?P<what>half|quarter)|Q(?P<q>[1-4]))"
    rf"(?:(?:\s+of|\s+in)?\s+(?P<year>{_YEAR}|(?:last|this)\s+year))?"
)
_YEAR_ONLY = _i(rf"(?:(?P<part>early|mid|late)[\s-]+)?(?P<year>{_YEAR})(?!-\d)")
_NEAR = _i(r"(?P<which>the day before yesterday|yesterday|today|tomorrow|last night|this morning|tonight)\b")
_WHICH = _i(r"(?:the\s+)?(?P<which>last|this|next|past|previous)\s+(?P<unit>weekend|week|month|year)\b")
_WEEKDAY = _i(rf"(?:(?P<which>last|this|next)\s+)?(?P<day>{'|'.join(_WEEKDAYS)})\b")
_LAST = _i(rf"(?:the\s+)?(?:last|past|previous)\s+{_COUNT}\s+{_UNIT}")
_AGO = _i(rf"{_COUNT}\s+{_UNIT}\s+ago\b")
_END_DAY = _i(
    rf"(?P<day>{_DAY})(?:,?\s+(?P<year>{_YEAR}))?(?!\s+\w+\s+ago|\s+(?:people|percent|days"
    rf"|years|yuan|million|billion))"
)
_NEAR_DAYS = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}
_SMALL_WORDS = frozenset(["may", "march", "mar", "dec", "sep", "oct", "jan", "sept"])


def atom(text: str, position: int, today: date) -> tuple[int, Said, bool] | None:
    """The date words that begin at `position`: their end, what they say, and whether they point.

    Words that point (yesterday, last week) mean another day in another issue.
    """
    for pattern, read in _READERS:
        match = pattern.match(text, position)
        if match:
            said = read(match, today)
            if said is not None:
                return match.end(), said, pattern in _POINTING
    return None


def day_alone(text: str, position: int) -> tuple[int, Said] | None:
    """The 25 of March 20 to 25: a day whose month was said before it."""
    match = _END_DAY.match(text, position)
    return (
        (match.end(), Calendar(int(match.group("year") or 0), day=_day(match.group("day"))))
        if match
        else None
    )


def _day(words: str | None) -> int:
    return (int(re.sub(r"\D", "", words)) or 32) if words else 0  # 32: no such day, as 0 would read as unsaid


def _day_and_month(match: re.Match[str], _today: date) -> Said | None:
    group = match.groupdict()
    month = _MONTHS.index(group["month"][:3].lower()) + 1
    return Calendar(int(group["year"] or 0), month, _day(group["day"]))


def _month_only(match: re.Match[str], today: date) -> Said | None:
    group = match.groupdict()
    if group["month"] in _SMALL_WORDS and not group["part"]:
        return None  # may and march are words of their own
    if re.match(r"\s+[A-Z][a-z]", match.string[match.end() :]):
        return None  # May Town
    said = Calendar(int(group["year"] or 0), _MONTHS.index(group["month"][:3].lower()) + 1)
    which = (group["part"] or "").lower()
    if which in ("early", "mid", "middle of", "late"):
        return said._replace(part={"early": "early", "late": "late"}.get(which, "middle"))
    if which == "last" and said.month == today.month:
        return said._replace(year=today.year - 1)
    if which == "this":
        return said._replace(year=today.year)
    if which == "next":
        return said._replace(year=today.year + (said.month <= today.month))
    return said


def _part(match: re.Match[str], today: date) -> Said | None:
    group = match.groupdict()
    number = int(group["q"]) if group["q"] else _ORDINALS[group["ordinal"].lower()]
    if group["what"] and group["what"].lower() == "half":
        return Calendar(_year(group["year"], today), part=f"h{min(number, 2)}") if number != 3 else None
    return Calendar(_year(group["year"], today), part=f"q{number}")


def _year(words: str | None, today: date) -> int:
    if not words:
        return 0
    return int(words) if words.isdigit() else today.year - words.lower().startswith("last")


def _year_only(match: re.Match[str], _today: date) -> Said | None:
    part = {"early": "early", "mid": "middle", "late": "late"}.get((match.group("part") or "").lower(), "")
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    after = match.string[match.end() : match.end() + 2]
    said = re.search(
        r"(?:\b(?:in|since|during|of|from|before|after|until|by|year|to|and|between|for|the)|-)\s*$", before
    )
    if not (said or part or after in ("'s", "’s") or (not before.strip() and not after.strip(",? "))):
        return None  # 2000 people: a number
    return Calendar(int(match.group("year")), part=part)


def _near(match: re.Match[str], today: date) -> Said | None:
    day = today + timedelta(days=_NEAR_DAYS.get(match.group("which").lower(), 0))
    return Period(day, day)


def _which(match: re.Match[str], today: date) -> Said | None:
    which, unit = match.group("which").lower(), match.group("unit").lower()
    back = {"this": 0, "next": -1}.get(which, 1)
    if which == "past" and unit != "weekend":
        return rolling(today, 1, unit)
    if unit == "month":
        return month_before(today, back)
    if unit == "year":
        return Calendar(today.year - back)
    period = week(today, back)
    if unit == "weekend" and period.since:
        return Period(period.since + timedelta(days=5), period.until)
    return period


def _weekday(match: re.Match[str], today: date) -> Said | None:
    which = (match.group("which") or "").lower()
    ahead = _WEEKDAYS.index(match.group("day").lower()) - today.weekday()
    if which == "next":
        ahead += 7 if ahead <= 0 else 0
    elif ahead > 0 or (ahead == 0 and which == "last"):
        ahead -= 7
    day = today + timedelta(days=ahead)
    return Period(day, day)


def _number(words: str) -> int:
    words = words.lower()
    if words.isdigit():
        return max(1, int(words))
    return _NUMBERS.index(words) if words in _NUMBERS else {"few": FEW, "couple of": 2}.get(words, 1)


def _last(match: re.Match[str], today: date) -> Said | None:
    return rolling(today, _number(match.group("number")), match.group("unit").lower())


def _ago(match: re.Match[str], today: date) -> Said | None:
    since = rolling(today, _number(match.group("number")), match.group("unit").lower()).since
    day = since - timedelta(days=1) if since else None
    if match.group("unit").lower() == "year" and day:
        return resolve(Calendar(day.year), today)
    return Period(day, day)


_Reader = Callable[[re.Match[str], date], Said | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_DAY_TO, _day_and_month),
    (_DAY_MONTH, _day_and_month),
    (_MONTH_DAY, _day_and_month),
    (_LAST, _last),
    (_AGO, _ago),
    (_MONTH_ONLY, _month_only),
    (_PART, _part),
    (_WHICH, _which),
    (_WEEKDAY, _weekday),
    (_NEAR, _near),
    (_YEAR_ONLY, _year_only),
)
_POINTING = (_LAST, _AGO, _WHICH, _WEEKDAY, _NEAR)
