"""Date words: what days they mean, and when they bound the issues asked about; datetime is the oracle."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked.dates import bounds, find
from qa.question import understand

TODAY = date(2023, 3, 20)  # a Monday
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
ENGLISH_MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
HAN = "〇一二三四五六七八九"


def meant(text: str, today: date = TODAY) -> tuple[date | None, date | None]:
    """The days that the only date words of `text` mean."""
    (words,) = find(text, today)
    assert words.exists
    return words.since, words.until


def d(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("今天", "2023-03-20", "2023-03-20"),
        ("昨天", "2023-03-19", "2023-03-19"),
        ("前天", "2023-03-18", "2023-03-18"),
        ("大前天", "2023-03-17", "2023-03-17"),
        ("昨晚", "2023-03-19", "2023-03-19"),
        ("三天前", "2023-03-17", "2023-03-17"),
        ("本周", "2023-03-20", "2023-03-26"),
        ("上周", "2023-03-13", "2023-03-19"),
        ("上个星期", "2023-03-13", "2023-03-19"),
        ("上上周", "2023-03-06", "2023-03-12"),
        ("上周三", "2023-03-15", "2023-03-15"),
        ("上周末", "2023-03-18", "2023-03-19"),
        ("星期五", "2023-03-17", "2023-03-17"),
        ("本月", "2023-03-01", "2023-03-31"),
        ("这个月", "2023-03-01", "2023-03-31"),
        ("上个月", "2023-02-01", "2023-02-28"),
        ("本月初", "2023-03-01", "2023-03-10"),
        ("上个月底", "2023-02-21", "2023-02-28"),
        ("3月中旬", "2023-03-11", "2023-03-20"),
        ("今年", "2023-01-01", "2023-12-31"),
        ("去年", "2022-01-01", "2022-12-31"),
        ("前年", "2021-01-01", "2021-12-31"),
        ("去年3月", "2022-03-01", "2022-03-31"),
        ("去年底", "2022-10-01", "2022-12-31"),
        ("去年上半年", "2022-01-01", "2022-06-30"),
        ("2023年", "2023-01-01", "2023-12-31"),
        ("2023年上半年", "2023-01-01", "2023-06-30"),
        ("2022年第三季度", "2022-07-01", "2022-09-30"),
        ("第一季度", "2023-01-01", "2023-03-31"),
        ("第四季度", "2022-10-01", "2022-12-31"),
        ("2022年前三季度", "2022-01-01", "2022-09-30"),
        ("3月", "2023-03-01", "2023-03-31"),
        ("4月", "2022-04-01", "2022-04-30"),
        ("3月20日", "2023-03-20", "2023-03-20"),
        ("3月21日", "2022-03-21", "2022-03-21"),
        ("2月29日", "2020-02-29", "2020-02-29"),
        ("三月二十日", "2023-03-20", "2023-03-20"),
        ("二〇二三年三月", "2023-03-01", "2023-03-31"),
        ("23年3月", "2023-03-01", "2023-03-31"),
        ("2023-03", "2023-03-01", "2023-03-31"),
        ("2023/3/5", "2023-03-05", "2023-03-05"),
        ("20230305", "2023-03-05", "2023-03-05"),
        ("10日的报纸", "2023-03-10", "2023-03-10"),
        ("25日的报纸", "2023-02-25", "2023-02-25"),
        ("3月20日至25日", "2023-03-20", "2023-03-25"),
        ("3月18日到4月2日", "2023-03-18", "2023-04-02"),
        ("12月25日至1月3日", "2022-12-25", "2023-01-03"),
        ("12月25日至2023年1月3日", "2022-12-25", "2023-01-03"),
        ("2022年1月至3月", "2022-01-01", "2022-03-31"),
        ("3-5月", "2023-03-01", "2023-05-31"),
        ("2021-2022年", "2021-01-01", "2022-12-31"),
        ("3月1日和3月5日之间", "2023-03-01", "2023-03-05"),
        ("近一周", "2023-03-14", "2023-03-20"),
        ("最近三天", "2023-03-18", "2023-03-20"),
        ("过去两个月", "2023-01-21", "2023-03-20"),
        ("近半年", "2022-09-21", "2023-03-20"),
        ("最近几天", "2023-03-18", "2023-03-20"),
        ("今年以来", "2023-01-01", ""),
        ("2022年以前", "", "2021-12-31"),
        ("3月10日之后", "2023-03-11", ""),
        ("截至3月10日", "", "2023-03-10"),
        ("today", "2023-03-20", "2023-03-20"),
        ("yesterday", "2023-03-19", "2023-03-19"),
        ("the day before yesterday", "2023-03-18", "2023-03-18"),
        ("last week", "2023-03-13", "2023-03-19"),
        ("the past week", "2023-03-14", "2023-03-20"),
        ("last Friday", "2023-03-17", "2023-03-17"),
        ("last month", "2023-02-01", "2023-02-28"),
        ("this year", "2023-01-01", "2023-12-31"),
        ("last year", "2022-01-01", "2022-12-31"),
        ("March 20", "2023-03-20", "2023-03-20"),
        ("20 March", "2023-03-20", "2023-03-20"),
        ("the 20th of March 2022", "2022-03-20", "2022-03-20"),
        ("March 20th, 2022", "2022-03-20", "2022-03-20"),
        ("last March", "2022-03-01", "2022-03-31"),
        ("last February", "2023-02-01", "2023-02-28"),
        ("in 2022", "2022-01-01", "2022-12-31"),
        ("in early March", "2023-03-01", "2023-03-10"),
        ("since May", "2022-05-01", ""),
        ("before March 10", "", "2023-03-09"),
        ("after March 10", "2023-03-11", ""),
        ("until February 2023", "", "2023-02-28"),
        ("between March 3 and March 18", "2023-03-03", "2023-03-18"),
        ("from March 3 to 18", "2023-03-03", "2023-03-18"),
        ("3 to 18 March 2022", "2022-03-03", "2022-03-18"),
        ("from 2021 to 2022", "2021-01-01", "2022-12-31"),
        ("the first half of 2022", "2022-01-01", "2022-06-30"),
        ("the second quarter of 2022", "2022-04-01", "2022-06-30"),
        ("Q3 2022", "2022-07-01", "2022-09-30"),
        ("the past three days", "2023-03-18", "2023-03-20"),
        ("two weeks ago", "2023-03-06", "2023-03-06"),
    ],
)
def test_the_days_that_are_meant(text: str, since: str, until: str) -> None:
    assert meant(text) == (d(since), d(until))


@pytest.mark.parametrize(
    "text",
    [
        "目前天气如何",
        "日本周三发射火箭",
        "坐3号线去哪里",
        "每月20人",
        "三个月工期",
        "五年计划",
        "3天工期",
        "以前日本的首相",
        "2000多人",
        "海上月亮",
        "2023中国",
        "He may march on",
        "2000 people",
        "step 3 to 5",
        "mayor of May Town in 3 days",
        "版本 1.2023.3",
        "电话 13812345678",
        "今日头条",
        "十几年",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [text[w.start : w.end] for w in find(text, TODAY)] == []


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("2月30日发生了什么？", "2月30日"),
        ("2023-13-01的报纸", "2023-13-01"),
        ("2023年2月29日有什么新闻", "2023年2月29日"),
        ("13月5日的报道", "13月5日"),
        ("4月31日", "4月31日"),
        ("3月0日的新闻", "3月0日"),
        ("2023/02/30", "2023/02/30"),
        ("What happened on February 30?", "February 30"),
        ("news of 31 April 2022", "31 April 2022"),
        ("2月28日的新闻", ""),
        ("Who won on February 28?", ""),
    ],
)
def test_days_that_do_not_exist(text: str, bad: str) -> None:
    question = understand(text, TODAY)
    assert question.bad_date == bad
    assert not bad or (question.since, question.until) == (None, None)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("3月18日的报纸提到了哪些水库？", "2023-03-18", "2023-03-18"),
        ("2023年3月的成都日报有哪些报道", "2023-03-01", "2023-03-31"),
        ("去年有哪些新闻？", "2022-01-01", "2022-12-31"),
        ("去年成都有什么大事", "2022-01-01", "2022-12-31"),
        ("上周发生了什么？", "2023-03-13", "2023-03-19"),
        ("昨天北京发生了什么", "2023-03-19", "2023-03-20"),  # the next day's paper tells it too
        ("概括3月20日的新闻", "2023-03-20", "2023-03-20"),
        ("2022年发表的关于水库的报道有哪些", "2022-01-01", "2022-12-31"),
        ("3月提到了哪些大桥", "2023-03-01", "2023-03-31"),
        ("最近三天的消息", "2023-03-18", "2023-03-20"),
        ("今年以来的报道提到了谁", "2023-01-01", ""),
        ("2019年建成的大桥有哪些？", "", ""),
        ("2022年上海GDP是多少", "", ""),
        ("他1998年获得了什么奖", "", ""),
        ("去年企业数增长了多少", "", ""),
        ("2022年获得新闻奖的记者有哪些", "", ""),
        ("今天的年轻人喜欢什么", "", ""),
        ("昨天谁夺冠了", "2023-03-19", ""),
        ("上周三的暴雨造成多少人受灾", "2023-03-15", ""),
        ("明天有雨吗", "", ""),
        ("What happened last week?", "2023-03-13", "2023-03-19"),
        ("Which reservoirs were mentioned in March 2023?", "2023-03-01", "2023-03-31"),
        ("Which bridges were built in 2019?", "", ""),
        ("yesterday's paper", "2023-03-19", "2023-03-19"),
        ("Summarize the news of March 18", "2023-03-18", "2023-03-18"),
        ("What was reported since February?", "2023-02-01", ""),
        ("When did he graduate, in 1998?", "", ""),
        ("Who won last Friday?", "2023-03-17", ""),
        ("In 2022, which lakes were mentioned?", "2022-01-01", "2022-12-31"),
        ("谁说了“去年的新闻很多”？", "", ""),
    ],
)
def test_what_bounds_the_issues(text: str, since: str, until: str) -> None:
    question = understand(text, TODAY)
    assert (question.since, question.until) == (d(since), d(until))
    assert bool(question.when) == bool(since or until)
    assert not (question.when and any(term in question.when for term in question.terms))


@given(DAYS, DAYS)
def test_a_written_day_is_that_day(day: date, today: date) -> None:
    year = "".join(HAN[int(digit)] for digit in str(day.year))
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{year}年{day.month}月{day.day}日" if day.year < 2100 else "",
        f"{ENGLISH_MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}",
    ):
        assert meant(text, today) == (day, day), text


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_last_one(day: date, today: date) -> None:
    since, until = meant(f"{day.month}月{day.day}日的报纸", today)
    assert since is not None
    assert since == until
    assert (since.month, since.day) == (day.month, day.day)
    assert since <= today
    following = [since.year + years for years in range(1, 9)]
    later = [date(y, day.month, day.day) for y in following if day.day <= monthrange(y, day.month)[1]]
    assert later[0] > today


@given(DAYS, st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2099))
def test_a_day_exists_when_datetime_says_so(today: date, day: int, month: int, year: int) -> None:
    (words,) = find(f"{year}年{month}月{day}日", today)
    assert words.exists == (day <= monthrange(year, month)[1])


@given(DAYS)
def test_relative_days_and_weeks(today: date) -> None:
    one = timedelta(days=1)
    assert meant("昨天", today) == meant("yesterday", today) == (today - one, today - one)
    monday = date.fromisocalendar(*today.isocalendar()[:2], 1)
    assert meant("本周", today) == meant("this week", today) == (monday, monday + 6 * one)
    assert meant("上周", today) == meant("last week", today) == (monday - 7 * one, monday - one)
    first = today.replace(day=1)
    assert meant("上个月", today) == meant("last month", today) == ((first - one).replace(day=1), first - one)


@given(DAYS, DAYS, DAYS)
def test_a_range_holds_both_its_ends(first: date, last: date, today: date) -> None:
    begin, end = min(first, last), max(first, last)
    for text in (
        f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日",
        f"from {first.isoformat()} to {last.isoformat()}",
        f"between {ENGLISH_MONTHS[first.month - 1]} {first.day}, {first.year} and {last.isoformat()}",
    ):
        assert meant(text, today) == (begin, end), text


@given(
    st.text(
        alphabet="0123456789年月日号周至到前后去今昨上下半第一二十季度初末以来near lastMarchof-/. ",
        max_size=40,
    ),
    DAYS,
)
def test_any_text_is_read(text: str, today: date) -> None:
    end = 0
    for words in find(text, today):
        assert end <= words.start < words.end <= len(text)
        assert not (words.since and words.until) or words.since <= words.until
        bounds(text, words)
        end = words.end


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar(today: date) -> None:
    for text in (
        "昨天",
        "明天",
        "上周",
        "下周",
        "最近三年的新闻",
        "上个月",
        "3月20日",
        "last year",
        "去年",
        "tomorrow",
    ):
        assert isinstance(find(text, today), list)
