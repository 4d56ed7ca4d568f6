"""English questions as the reader of Chinese is asked them."""

from dataclasses import replace

import pytest

from qa.question import Question, understand
from qa.ways.rendered import rendered


def english(text: str, names: tuple[str, ...], terms: tuple[str, ...], expects: str) -> Question:
    question = Question(text, "fact", names=names, terms=(*names, *terms), english=True)
    return replace(question, expects=expects)


@pytest.mark.parametrize(
    ("text", "names", "terms", "expects", "put"),
    [
        ("How long is the Qing bridge?", ("青桥",), ("大桥",), "number", "青桥大桥有多长？"),
        ("How far is Qing from the sea?", ("青川",), ("海",), "number", "青川海有多远？"),
        ("How deep is the Qing lake?", ("青湖",), (), "number", "青湖深度是多少？"),
        ("How much rain fell?", (), ("雨",), "number", "雨是多少？"),
        ("How many people were there in Qing?", ("青川",), ("人",), "number", "青川多少人？"),
        ("How long did the repair take?", (), ("维修",), "number", "维修多长时间？"),
        ("How many people died in Qing?", ("青川",), ("死亡",), "number", "青川死亡多少人？"),
        ("How much taller is it?", (), ("高",), "number", "高是多少？"),
        ("Who won the race?", (), ("夺冠", "比赛"), "person", "夺冠比赛是谁？"),
        ("When did Qing open?", ("青川",), ("开放",), "date", "青川开放是什么时候？"),
        ("What was shown?", (), ("展示",), "", "展示是什么？"),
    ],
)
def test_what_is_asked_in_chinese(
    text: str, names: tuple[str, ...], terms: tuple[str, ...], expects: str, put: str
) -> None:
    assert rendered(english(text, names, terms, expects)) == put


def test_chinese_and_what_is_not_understood_stay() -> None:
    assert rendered(understand("大桥多长？")) == "大桥多长？"
    assert rendered(english("What is a zyzzyva?", (), (), "")) == "What is a zyzzyva?"
    unknown = replace(english("Where is Zyx bridge?", (), ("大桥",), "place"), spelled=(("Zyx", ""),))
    assert rendered(unknown) == "Where is Zyx bridge?"


def test_lists_and_counts_are_asked_for_with_their_noun() -> None:
    asked = replace(english("Which bridges cross the Qing?", ("青江",), ("横跨",), ""), kind="list")
    asked = replace(asked, category="大桥", modifiers=("公路",))
    assert rendered(asked) == "青江横跨有哪些公路大桥？"
    assert rendered(replace(asked, kind="count")) == "青江横跨有多少公路大桥？"


def test_a_name_goes_with_what_it_is() -> None:
    question = understand("Who is the dean of Hangzhou University?")
    assert rendered(question).startswith("杭州大学")


def test_who_did_something_is_asked_for_first() -> None:
    question = english("Who will serve as dean?", ("青大",), ("担任", "院长"), "person")
    assert rendered(question) == "谁担任青大院长？"
    assert rendered(replace(question, text="Who is the dean?")) == "青大担任院长是谁？"
