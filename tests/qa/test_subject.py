"""The name that a question is about, taken whole where LAC reads its characters as words."""

import pytest

from index.tagger import tag
from qa.asked import subject
from qa.question import understand


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("奥兰多在哪里？", "奥兰多"),  # 多 is no "many"
        ("奥兰多有哪些报道？", "奥兰多"),
        ("杜兆才在哪里？", "杜兆才"),
        ("陈以真是谁？", "陈以真"),  # 真是 is no word
        ("长宗我部是谁？", "长宗我部"),
        ("关于长宗我部有哪些报道？", "长宗我部"),
        ("西部新城在哪里？", "西部新城"),
        ("西部新城的图书馆有多大？", "西部新城"),
        ("西部新城", "西部新城"),
    ],
)
def test_a_name_is_taken_whole(text: str, name: str) -> None:
    assert name in understand(text).names


@pytest.mark.parametrize(
    "text",
    [
        "蔡敏参与了什么活动？",
        "市长他是谁？",
        "他们是谁？",
        "东北方向是哪里？",
        "东南西北有哪些国家？",
        "昌昌内的十个城堡的用途是什么？",
        "大桥全长多少公里？",
        "久隆水库是谁建的？",
        "最大的水库在哪里？",
    ],
)
def test_words_that_are_cut_right_stay(text: str) -> None:
    assert subject.whole(text, tag(text)) == tag(text)


def test_what_behind_a_name_is_left_of_a_word_is_a_word_of_its_own() -> None:
    text = "周以真是哪个大学的教授"
    words = [text[t.start : t.end] for t in subject.whole(text, tag(text))]
    assert words[:2] == ["周以真", "是"]


def test_every_character_stays_in_one_word() -> None:
    for text in ("奥兰多在哪里", "周以真是谁", "关于长宗我部有哪些报道", "，的是", ""):
        words = subject.whole(text, tag(text))
        assert "".join(text[t.start : t.end] for t in words) == text
