"""Chinese date words: 昨天, 上周三, 3月20日, 二〇二三年上半年, 最近三天, 本月初."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from qa.asked.periods import Calendar, Period, month_before, resolve, rolling, week

Said = Calendar | Period

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TO = r"\s*(?:至|到|[-—–~～]+)\s*"
TO = re.compile(_TO)
_YEAR = (
    rf"(?:(?<!\d)(?:19|20)\d\d(?:年|(?={_TO}(?:19|20)\d\d年))|[一二][〇零○一二三四五六七八九]{{3}}年"
    r"|(?<!\d)\d\d年(?=\d{1,2}月)|大前年|(?<![目之以年])前年|(?<!过)去年|今年|明年|(?<![之以然])后年"
    r"|(?<!日)本年度?|上一?年度)"
)
_MONTH = (
    rf"(?:(?<![\d一二三四五六七八九十每]){_N}(?:月份?|(?={_TO}{_N}月))|上上个?月|上个月"
    rf"|(?<![以之海江])上月(?!亮|球)"
    r"|这个?月|(?<!日)本月|下个?月)"
)
_DAY = rf"(?:{_N}(?:[日号](?!线|楼|院|文)|(?={_TO}{_N}[日号])|(?=的)))"
_ABOUT = (
    r"(?:[初底末](?!期|学|中|东|次|[一二三级])|中(?=的|，|到|至|$))"  # 年初, but not 2023年初中 or 2023年中国
)
_PART = "上半年|下半年|第?[一二三四1-4]季度|[Qq][1-4]|前[一二三1-3]个?季度"
_CALENDAR = re.compile(
    rf"(?P<year>{_YEAR})?的?(?:(?P<month>{_MONTH})的?(?:(?P<day>{_DAY})|(?P<third>[上中下]旬|{_ABOUT}))?"
    rf"|(?P<part>{_PART}))|(?P<only>{_YEAR})(?P<season>年?{_ABOUT})?"
)
_ISO = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d\d)(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|-(?P<only>\d{1,2}))(?![\d\-/]|\.\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_BARE_DAY = re.compile(r"(?<![\d月./-])(?P<day>\d{1,2})日(?!元|游|均|内|子)")
_NEAR_DAYS = {
    "大前": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "今天": 0, "今日": 0,
    "今晨": 0, "今晚": 0, "明天": 1, "明日": 1, "后天": 2, "大后": 3,
}  # fmt: skip
_NEAR_DAY = re.compile(
    "大前天|大后天|(?<![目之以先从日])前[天日]|[昨明][天日]|今[天日](?!头条|俄罗斯|说法)"
    "|(?<![之以然先])后天|昨[晚夜]|今[晨晚]"
)
_WEEKS = {"上上": 2, "上": 1, "这": 0, "本": 0, "下": -1}
_WEEK = re.compile(
    r"(?P<which>上上|(?<![以之])上|这|(?<!日)本|下)一?个?(?:周|星期"
    r"|礼拜)(?P<day>[一二三四五六日天末])?(?!年|期|刊|边)"
)
_WEEKDAY = re.compile(
    "(?:(?:星期|礼拜)(?P<day>[一二三四五六日天])"
    "|(?<![上下本这每一二两三四五六七八九十双\\d])周(?P<short>[一二三四五六日])(?=[的，,有报发刊上下晚早谁哪]|$))"
)
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year"}
_LAST = re.compile(
    r"(?:最近|近|过去|这)(?:的)?(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3}|几"
    r"|半)个?(?P<unit>天|日|周|星期|礼拜|月|年)(?![代级])"
)
_AGO = re.compile(
    r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?P<unit>天|周|星期|礼拜|月|年)(?:之|以)?前"
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
FEW = 3  # 最近几天: three days
_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年度": -1, "上一年度": -1, "明年": 1, "后年": 2}
_MONTHS = {"上上": 2, "上": 1, "下": -1}


def numeral(said: str) -> int:
    """三十一 → 31, 12 → 12; numbers below one hundred, as dates need them."""
    if said.isdigit():
        return int(said)
    tens, _, ones = said.rpartition("十")
    if "十" not in said:
        return int("".join(str(_DIGITS.get(c, 0)) for c in said) or 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def atom(text: str, position: int, today: date) -> tuple[int, Said, bool] | None:
    """The date words that begin at `position`: their end, what they say, and whether they point.

    Words that point (昨天, 上周, 最近三天) mean another day in another issue.
    """
    for pattern, read in _READERS:
        match = pattern.match(text, position)
        if match and match.end() > position:
            said = read(match, today)
            if said is not None:
                end = match.end() - match.group().endswith("的")
                return end, said, pattern in _POINTING or match.group()[:1] in "上这本下"
    return None


def _calendar(match: re.Match[str], today: date) -> Said:
    group = match.groupdict()
    part = group["part"] or ""
    season = group["season"] or group["third"] or ""
    said = Calendar(_year(group["year"] or group["only"] or "", today), part=_part_name(part, season))
    if group["month"]:
        month = _month(group["month"], said, today)
        said = month._replace(day=numeral(re.sub("[日号]", "", group["day"])) if group["day"] else 0)
    # A day or month numbered 0 would read as unsaid; 32 and 13 say as well that there is none.
    zero_day = bool(group["day"]) and not said.day
    return said._replace(day=32) if zero_day else said


def _month(words: str, said: Calendar, today: date) -> Calendar:
    number = re.match(_N, words)
    if number:
        return said._replace(month=numeral(number.group()) or 13)
    which = words.replace("个", "").replace("月", "")
    month = month_before(today, _MONTHS.get(which, 0))
    return month._replace(year=said.year or month.year, part=said.part)


def _year(words: str, today: date) -> int:
    if not words:
        return 0
    if words in _YEARS or words in ("今年", "本年", "本年度"):
        return today.year + _YEARS.get(words, 0)
    digits = "".join(str(_DIGITS.get(c, c)) for c in words.replace("年", ""))
    year = int(digits) if digits.isdigit() else today.year
    return year + 2000 if year < 100 else year


def _part_name(part: str, season: str) -> str:
    if part:
        number = next((str(numeral(c)) for c in part if c in "一二三四1234"), "")
        if part.startswith("前"):
            return f"m{int(number) * 3}"
        return ("h1" if part[0] in "上前" else "h2") if part.endswith("半年") else f"q{number}"
    for marks, name in (("初上", "early"), ("中", "middle"), ("底末下", "late")):
        if any(mark in season for mark in marks):
            return name
    return ""


def _numbers(match: re.Match[str], _today: date) -> Said:
    group = match.groupdict()
    day = int(group["day"]) if group["day"] else 0
    # A zero would read as unsaid; 13 and 32 say as well that there is no such month or day.
    month = int(group["month"] or group.get("only") or 0)
    return Calendar(int(group["year"]), month or 13, 32 if group["day"] and not day else day)


def _bare_day(match: re.Match[str], _today: date) -> Said:
    return Calendar(day=int(match.group("day")) or 32)


def _near_day(match: re.Match[str], today: date) -> Said:
    day = today + timedelta(days=_NEAR_DAYS[match.group()[:2]])
    return Period(day, day)


def _week(match: re.Match[str], today: date) -> Said:
    period = week(today, _WEEKS[match.group("which")])
    return _day_of(period, match.group("day") or "")


def _weekday(match: re.Match[str], today: date) -> Said:
    period = _day_of(week(today), match.group("day") or match.group("short"))
    return period if period.since and period.since <= today else _back(period)


def _day_of(period: Period, day: str) -> Period:
    if not day or period.since is None:
        return period
    if day == "末":
        return Period(period.since + timedelta(days=5), period.until)
    one = period.since + timedelta(days="一二三四五六日".find(day.replace("天", "日")))
    return Period(one, one)


def _back(period: Period) -> Period:
    assert period.since is not None
    return Period(period.since - timedelta(days=7), period.since - timedelta(days=7))


def _last(match: re.Match[str], today: date) -> Said:
    said, unit = match.group("number"), _UNITS[match.group("unit")]
    if said == "半":  # 近半年, 近半个月
        return rolling(today, {"year": 6, "month": 15}.get(unit, 1), "month" if unit == "year" else "day")
    return rolling(today, FEW if said == "几" else max(1, numeral(said)), unit)


def _ago(match: re.Match[str], today: date) -> Said | None:
    since = rolling(today, max(1, numeral(match.group("number"))), _UNITS[match.group("unit")]).since
    day = since - timedelta(days=1) if since else None
    if match.group("unit") == "年" and day:
        return resolve(Calendar(day.year), today)
    return Period(day, day)


_Reader = Callable[[re.Match[str], date], Said | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_ISO, _numbers),
    (_COMPACT, _numbers),
    (_LAST, _last),
    (_AGO, _ago),
    (_CALENDAR, _calendar),
    (_WEEK, _week),
    (_WEEKDAY, _weekday),
    (_NEAR_DAY, _near_day),
    (_BARE_DAY, _bare_day),
)
_POINTING = (_LAST, _AGO, _WEEK, _WEEKDAY, _NEAR_DAY)
