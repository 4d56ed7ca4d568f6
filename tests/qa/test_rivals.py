"""Whose answer it is: another of the kind asked about that stands nearer speaks against a place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from qa import Chatbot
from qa.finding import Finding
from qa.texts.names import Span
from qa.ways.rivals import rivalry


def told(asked: str, text: str, answer: str) -> tuple[float, float]:
    start = text.index(answer)
    return rivalry(asked, Finding(Article("a", "", text), Span(start, start + len(answer))))


@pytest.mark.parametrize(
    ("asked", "text", "answer"),
    [
        ("三坝水库开工了吗？", "久隆水库工程已经开工，三坝水库也即将通过评审。", "已经开工"),
        ("小鹏汽车7月交付了多少辆？", "其中，理想汽车7月共计交付新车34134辆。", "34134辆"),
        ("李明的薪酬是多少？", "其中，总裁王强的薪酬为2452万元。", "2452万元"),
        ("工商银行的净利润是多少？", "建设银行的净利润为1600亿元，工商银行的为1700亿元。", "1600亿元"),
        ("2022年卖出多少辆？", "2021年卖出300辆，2022年卖出500辆。", "300辆"),
        ("W7800显卡卖多少钱？", "W7900显卡卖3999美元，W7800显卡卖2499美元。", "3999美元"),
        ("52克的草莓干多少钱？", "28克的芒果干13.5元、52克的草莓干19.9元。", "13.5元"),
        ("青石县有多少人受伤？", "白鹭县有12人受伤。", "12人"),
    ],
)
def test_another_of_the_kind_is_seen(asked: str, text: str, answer: str) -> None:
    assert told(asked, text, answer)[0] > 0


@pytest.mark.parametrize(
    ("asked", "text", "answer"),
    [
        ("久隆水库开工了吗？", "久隆水库工程已经开工，三坝水库也即将通过评审。", "已经开工"),
        ("工商银行的净利润是多少？", "建设银行的净利润为1600亿元，工商银行的为1700亿元。", "1700亿元"),
        ("2022年卖出多少辆？", "2021年卖出300辆，2022年卖出500辆。", "500辆"),
        ("W7800显卡卖多少钱？", "W7900显卡卖3999美元，W7800显卡卖2499美元。", "2499美元"),
        (
            "平原县的地震造成多少人受伤？",
            "山东省德州市平原县发生地震，21人受伤。",
            "21人",
        ),  # one place in another
        ("市水务局的电话是多少？", "市水务局的电话是12345。", "12345"),
    ],
)
def test_the_one_asked_about_is_no_rival(asked: str, text: str, answer: str) -> None:
    assert told(asked, text, answer) == (0.0, 0.0)


def test_a_sentence_without_a_name_is_about_the_last_one_named() -> None:
    text = "王强1990年当选市长。夫人陈雨任红十字会会长。"
    assert told("李明的夫人是谁？", text, "陈雨")[1] == 1.0
    assert told("王强的夫人是谁？", text, "陈雨") == (0.0, 0.0)
    quake = "山东发生5.5级地震，此后又发生3.0级余震。震区有21人受伤。"
    assert told("5.5级地震造成多少人受伤？", quake, "21人") == (0.0, 0.0)


@settings(deadline=None)  # the first example loads the tagger
@given(
    st.text(alphabet="三坝久隆水库2021年W78的多少、，？ ", max_size=30), st.integers(0, 20), st.integers(1, 9)
)
def test_shares_for_any_question_and_place(asked: str, start: int, length: int) -> None:
    article = Article("a", "", "久隆水库2021年开工。三坝水库W7800号机组2022年投产，耗资三亿元。")
    within, before = rivalry(asked, Finding(article, Span(start, start + length)))
    assert within in (0.0, 0.5, 1.0)
    assert before in (0.0, 1.0)


def test_yes_or_no_is_answered_of_the_one_asked_about(archive_of: Any) -> None:
    archive = archive_of(("2023-05-01", "位于东部的久隆水库工程已经开工，三坝水库也即将通过评审。"))
    bot = Chatbot(archive, reader=None)
    assert bot.ask("久隆水库开工了吗？").text.startswith("是")
    assert not bot.ask("三坝水库开工了吗？").text.startswith("是")
    lost = archive_of(
        ("2023-05-01", "江城队在小组赛最后一轮1比6不敌白鹭队，以1胜2负结束比赛，无缘小组出线。")
    )
    assert Chatbot(lost, reader=None).ask("江城队小组出线了吗？").text.startswith("不是")


@pytest.mark.parametrize(("lead", "before"), [("青石股份公告。", 0.0), ("公告一则。青石股份开会。", 1.0)])
def test_the_company_is_that_of_the_lead(lead: str, before: float) -> None:
    text = lead + "它与白鹭银行合作。公司拟募集资金97亿元。"
    assert told("青石股份打算募集多少钱？", text, "97亿元")[1] == before


def test_a_country_is_another_than_a_country() -> None:
    text = "据预测，科特迪瓦的产量将下降20%，加纳的产量也将减少。"
    assert told("加纳的产量将下降多少？", text, "20%")[0] > 0
