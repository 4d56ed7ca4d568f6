"""A question with a subject of its own takes nothing from the conversation before it."""

import json
from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from qa.answer import Answer
from qa.evaluation.question_sets import read_questions
from qa.followups.resolve import resolve
from qa.question import understand
from tests.benchmarks.answers_news import QUESTIONS
from tests.qa.test_followup import ask, history

LAKE = ("云溪水库建成后能灌溉多少亩农田？", "3万亩")
TOWN = ("临川市上半年GDP是多少？", "800亿元")
PROVINCE = ("浙江省省长是谁？", "王浩")
DISTRICT = ("谁是双流区委书记？", "欧昭")
COUNTRY = ("中国一季度GDP是多少？", "28万亿元")
COMPANY = ("青河公司上半年营收是多少？", "3亿元")
LAKES = ("文章里提到了哪些水库？", "云溪水库、三坝水库", "云溪水库、三坝水库")
GAMES = ("成都大运会什么时候开幕？", "7月28日")
DISTRICTS = ("东川区要在哪些产业上发力？", "芯片、农业", "芯片、农业")


@pytest.mark.parametrize("before", [LAKE, COMPANY, LAKES, GAMES], ids=lambda turn: turn[0])
@pytest.mark.parametrize(
    "text",
    [
        "全市要建设多少个重大项目？",
        "全国高铁里程是多少？",
        "全省GDP是多少？",
        "我国人均寿命是多少？",
        "本市最低工资是多少？",
        "全球最大的水电站是哪个？",
        "失业率是多少？",
        "市长是谁？",
        "省委书记是谁？",
        "油价什么时候下调？",
        "有几家法院发布了公告？",
        "那个给孩子喂饭的阿姨姓什么？",
        "这次《青年画报》裁了多少名编辑？",
        "杜苏芮这个名字是哪个国家提供的？",
        "明星高铁行程信息案赔偿金共多少元？",
        "星河农机第三次临时股东大会是哪天召开的？",
        "哪家运动品牌捐赠了2500万元物资？",
        "How long did it take from the planning to the opening of Beijing Airport?",
        "What is it like to live in space?",
    ],
)
def test_what_names_its_own_subject_stands_alone(text: str, before: tuple[str, ...]) -> None:
    assert ask(text, before).text == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "text", "resolved"),
    [
        (TOWN, "全市有多少家医院？", "临川市全市有多少家医院？"),
        (TOWN, "失业率是多少？", "临川市的失业率是多少？"),
        (TOWN, "市长是谁？", "临川市长是谁？"),
        (("昆山上半年GDP是多少？", "2400亿元"), "全市有多少人口？", "昆山全市有多少人口？"),
        (PROVINCE, "全省GDP是多少？", "浙江省全省GDP是多少？"),
        (PROVINCE, "省委书记是谁？", "浙江省委书记是谁？"),
        (DISTRICT, "全区有多少个社区？", "双流区全区有多少个社区？"),
        (COUNTRY, "全国高铁里程是多少？", "中国全国高铁里程是多少？"),
        (COUNTRY, "失业率是多少？", "中国的失业率是多少？"),
    ],
)
def test_a_place_has_its_whole_its_head_and_its_figures(
    before: tuple[str, str], text: str, resolved: str
) -> None:
    assert ask(text, before).text == resolved


@pytest.mark.parametrize(
    ("before", "text"),
    [(PROVINCE, "全市有多少家医院？"), (PROVINCE, "市长是谁？"), (TOWN, "全国高铁里程是多少？")],
)
def test_a_place_of_another_rank_does_not(before: tuple[str, str], text: str) -> None:
    assert ask(text, before).text == text


@pytest.mark.parametrize(
    ("before", "text", "resolved"),
    [
        (LAKE, "这座水库的造价是多少？", "云溪水库的造价是多少？"),
        (LAKE, "还有哪些投资？", "云溪水库还有哪些投资？"),
        (LAKES, "第二座什么时候开工？", "三坝水库什么时候开工？"),
        (LAKES, "哪座在成都？", "云溪水库、三坝水库中，哪座在成都？"),
        (GAMES, "一共有多少个比赛场馆？", "成都大运会一共有多少个比赛场馆？"),
        (
            ("星河农机今年开了几次股东大会？", "两次", "四月大会、五月大会"),
            "第二次在哪里开？",
            "五月大会在哪里开？",
        ),
        (LAKES, "它们分别在哪里？", "云溪水库、三坝水库分别在哪里？"),
        (LAKES, "这些水库各自的库容是多少？", "云溪水库、三坝水库各自的库容是多少？"),
        (LAKE, "它的库容呢？", "云溪水库的库容是多少？"),
        (DISTRICTS, "西岭区呢？", "西岭区要在哪些产业上发力？"),
        (("王明怎么看智慧城市？", "好"), "东川区委书记呢？", "东川区委书记怎么看智慧城市？"),
        (("王明怎么看李伟？", "好"), "张强呢？", "王明怎么看张强？"),
    ],
)
def test_what_leans_still_does(before: tuple[str, ...], text: str, resolved: str) -> None:
    assert ask(text, before).text == resolved  # type: ignore[arg-type]


def _conversations() -> Iterator[list[Answer]]:
    """The dialogs of the news questions as right answers would have made them, at every length."""
    for row in map(json.loads, QUESTIONS.read_text("utf-8").splitlines()):
        if row["type"] == "dialog":
            turns = [
                (t["question"], (t.get("answers") or [""])[0])
                if not t.get("items")
                else (t["question"], *["、".join(names[0] for names in t["items"])] * 2)
                for t in row["turns"]
            ]
            yield from (history(*turns[:count]) for count in range(1, len(turns) + 1))


def test_no_question_that_stands_alone_is_rewritten_after_any_dialog() -> None:
    found = read_questions(QUESTIONS).questions
    before = list(_conversations())
    assert len(before) >= 24
    others = cycle(before)
    rewritten = []
    for question in found:
        text = question.turns[0].question
        for turns in islice(others, 7):  # no multiple of the dialogs: other ones for each question
            if question.type == "dialog" and turns[0].question == text:
                continue
            told = resolve(understand(text), turns)
            if told.text != text:
                rewritten.append((turns[-1].question, text, told.text))
    assert rewritten == []
