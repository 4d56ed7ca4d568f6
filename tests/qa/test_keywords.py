"""Key words put as the question that they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked.keywords import full
from qa.question import understand


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2022年青川县人口出生率", "2022年青川县人口出生率是多少"),
        ("《北岸》的导演", "《北岸》的导演是谁"),
        ("请问北岸大桥通车时间", "北岸大桥通车时间是什么时候"),
        ("青川杯主办国", "青川杯主办国是哪个国家"),
        ("青川县的县花？", "青川县的县花是什么"),
        ("热线的号码是？", "热线的号码是什么"),
        ("玉溪省的省会", "玉溪省的省会是哪里"),
        ("北岸大桥多长？", "北岸大桥多长？"),
        ("北岸大桥", "介绍北岸大桥"),
        ("第三水源", "介绍第三水源"),
        ("王小明", "王小明是谁"),
        ("北岸大桥是？", "北岸大桥是什么"),
        ("谁修了北岸大桥", "谁修了北岸大桥"),
        ("北岸大桥需不需要维修？", "北岸大桥需不需要维修？"),
        ("北岸大桥昨天垮塌了", "北岸大桥昨天垮塌了"),
        ("《谁的时间》的作者", "《谁的时间》的作者是谁"),
        ("", ""),
    ],
)
def test_key_words_are_put_as_a_question(typed: str, asked: str) -> None:
    assert full(typed) == asked


@pytest.mark.parametrize(
    ("typed", "expects"),
    [("青川县的人口", "number"), ("北岸大桥通车时间", "date"), ("《北岸》的导演", "person")],
)
def test_what_key_words_expect(typed: str, expects: str) -> None:
    question = understand(typed)
    assert question.kind == "fact"
    assert question.expects == expects
    assert question.text == typed


def test_a_name_alone_asks_for_what_there_is_of_it() -> None:
    assert understand("北岸大桥").kind == "summary"
    assert understand("王小明").person == "王小明"


@given(st.text(max_size=40))
def test_nothing_but_an_ending_is_added(text: str) -> None:
    put = full(text)
    assert put == text or full(put) == put or put.startswith("介绍")
