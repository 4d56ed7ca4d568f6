"""How much of a question's word a text holds."""

from dataclasses import replace
from datetime import date

import pytest

from corpus import Article
from qa.finding import Finding
from qa.question import understand
from qa.texts.names import Span
from qa.ways.evidence import weigh
from qa.ways.held import held
from tests.qa.tagged import tagged


@pytest.mark.parametrize(
    ("word", "text", "share"),
    [
        ("MIX2", "小米mix 2搭载新芯片", 1.0),
        ("MIX2", "小米mix2s搭载新芯片", 0.0),
        ("F35", "f-35战机", 1.0),
        ("GPT-3", "gpt3发布", 1.0),
        ("GPT-3", "gpt-35发布", 0.0),
        ("Facebook公司", "facebook的总裁", 0.5),
        ("2016欧洲杯", "2016年的欧洲杯", 1.0),
        ("5G", "重15g", 0.0),
        ("8月9日", "8月2日和9月9日", 0.0),
        ("20号", "1月20日", 1.0),
        ("1,200", "共1,200人", 1.0),
        ("水库", "水库", 1.0),
        ("水库", "河流", 0.0),
        ("", "", 1.0),
    ],
)
def test_held(word: str, text: str, share: float) -> None:
    assert held(word, text) == share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("李青执导了《北岸》。", 1.0),
        ("李青执导了《北岸2》。", 0.0),
        ("李青执导了《北岸：归来》。", 0.0),
        ("李青执导了《北岸2》，是《北岸》的续集。", 1.0),
        ("李青执导了北岸一片。", 1.0),
    ],
)
def test_a_sequel_is_another_work(text: str, share: float) -> None:
    found = Finding(Article("a", "", text), Span(0, 2))
    assert weigh(understand("《北岸》是谁执导的？"), found, 0.5, 0.5).names == share


def names(question: str, text: str, answer: str, published: date | None = None) -> float:
    start = text.index(answer)
    found = Finding(Article("a", "", text, published=published), Span(start, start + len(answer)))
    return weigh(understand(question), found, 0.5, 0.5).names


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("8月10日下午白鹭河的流量是多少？", "白鹭河8月10日15时流量已达822立方米。", 1.0),
        ("8月10日下午白鹭河的流量是多少？", "白鹭河08月10日流量已达822立方米。", 1.0),
        ("8月10日下午白鹭河的流量是多少？", "8月的白鹭河水大。10日下午流量已达822立方米。", 1.0),
        ("8月10日下午白鹭河的流量是多少？", "9月的白鹭河水大。10日下午流量已达822立方米。", 0.0),
        ("8月10日下午白鹭河的流量是多少？", "白鹭河8月11日流量已达822立方米。", 0.0),
        ("8月8日到10日白鹭河涨了多少立方米？", "白鹭河8月8日20时至10日15时涨了822立方米。", 1.0),
        ("8月8日到10日白鹭河涨了多少立方米？", "白鹭河8月8日至11日涨了822立方米。", 0.0),
    ],
)
def test_a_day_is_one_whatever_the_hour(question: str, text: str, share: float) -> None:
    assert names(question, text, "822立方米") == share


def test_the_day_of_the_issue_is_named() -> None:
    question, text = "8月10日白鹭河的流量是多少？", "白鹭河流量已达822立方米。"
    assert names(question, text, "822立方米", date(2023, 8, 10)) == 1.0
    assert names(question, text, "822立方米", date(2023, 8, 12)) == 0.0


def test_another_meeting_of_the_row_is_another_thing() -> None:
    text = "青石股份第二次临时股东大会于5月6日召开。"
    assert names("青石股份第二次临时股东大会是哪天召开的？", text, "5月6日") == 1.0
    assert names("青石股份第三次临时股东大会是哪天召开的？", text, "5月6日") == 0.0


def test_a_story_is_about_what_its_opening_or_much_of_it_names() -> None:
    question, rest = "白鹭市的大火烧毁了几栋房屋？", "火势很大。消防员赶到。记者在现场。共烧毁12栋房屋。"
    shares = [
        names(question, text + rest, "12栋")
        for text in (
            "大火烧了一夜。白鹭市居民撤离。白鹭市派出了医生。",  # in the opening, and again
            "大火烧了一夜。居民撤离。医生赶到。白鹭市很小。",  # once, on the way
            "大火烧了一夜。居民撤离。医生赶到。白鹭市很小。白鹭市很老。白鹭市很美。",
        )
    ]
    assert shares == [1.0, 0.5, 0.75]


@pytest.mark.parametrize(
    ("question", "text", "answer", "share"),
    [
        ("白鹭市第一次和哪个国家合作？", "白鹭市首次同泰国合作。", "泰国", 1.0),
        ("白鹭市第2次和哪个国家合作？", "白鹭市第二次同泰国合作。", "泰国", 1.0),
        ("白鹭市第2次和哪个国家合作？", "白鹭市首次同泰国合作。", "泰国", 0.0),
        ("李青23岁时在哪里工作？", "李青二十三岁在白鹭市工作。", "白鹭市", 1.0),
        ("李青23岁时在哪里工作？", "李青三十二岁在白鹭市工作。", "白鹭市", 0.0),
        ("92号汽油涨了多少钱？", "92#汽油涨0.18元。", "0.18元", 1.0),
        (
            "ABOYS的演唱会由谁售票？",
            "乐队成立十年。粉丝来了。ABOYS开唱。ABOYS很红。甲网为此次演唱会售票。",
            "甲网",
            1.0,
        ),
    ],
)
def test_numbers_and_rows_in_other_figures(question: str, text: str, answer: str, share: float) -> None:
    assert names(question, text, answer) == share


def test_what_is_asked_about_is_no_value() -> None:
    words = tagged("甲国/LOC 的/u 首都/n 是/v 青城/LOC ，/w 位于/v 该国/r 西部/f 。/w")
    start = words.text.index("青城")
    found = Finding(Article("a", "", words.text), Span(start, start + 2))
    question = replace(understand("甲国的首都在哪里？"), expects="place")
    assert weigh(question, found, 0.5, 0.5, words).near == 1.0
