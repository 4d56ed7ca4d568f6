"""Names in text: the real tagger, since there is little else to test."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.mentions import KINDS, Mention, find
from index.tagger import Token, tag_texts

pytestmark = pytest.mark.models


def named(text: str) -> list[tuple[str, str]]:
    mentions = find(text, tag_texts([text])[0])
    return [(text[mention.start : mention.end], mention.kind) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("位于东部新区的久隆水库工程已经开工。", ("久隆水库", "place")),
        ("作为“第三水源”的三坝水库即将通过评审。", ("三坝水库", "place")),
        ("市水务局局长廖暾昨日表示。", ("廖暾", "person")),
        ("他毕业于北京大学。", ("北京大学", "organisation")),
        ("代表团昨天抵达上海。", ("上海", "place")),
        ("电影《你好，李焕英》上映。", ("你好，李焕英", "work")),
        ("2023年3月20日，会议召开。", ("2023年3月20日", "time")),
        ("第一句。\n第二句在成都召开，🙂杨帆参加。", ("成都", "place")),
    ],
)
def test_names_are_found_where_they_stand(text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中美双方发表声明。", [("中", "place"), ("美", "place")]),
        ("亚太地区经济增长。", [("亚太", "place")]),
        ("江主席会见了张先生。", [("江", "person"), ("张", "person")]),
        ("台风“杜苏芮”北上。", []),
        ("两国都是大城市。", []),
        ("墨西哥参议院通过了议案。", [("墨西哥参议院", "organisation")]),
    ],
)
def test_what_is_mended_of_the_taggers_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_a_blank_between_characters_ends_what_is_no_part_of_a_name() -> None:
    text = "讯 国家金融监督管理总局"
    assert find(text, [Token(0, len(text), "ORG")]) == [Mention(2, len(text), "organisation")]
    assert find("John Smith", [Token(0, 10, "PER")]) == [Mention(0, 10, "person")]


def test_a_name_inside_a_work_is_not_a_mention_of_its_own() -> None:
    assert named("《李焕英在成都》") == [("李焕英在成都", "work")]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("北京大学张三ＡＢ１２《》。 \n🙂水库ab", max_size=60), max_size=3))
def test_mentions_lie_inside_in_order_and_do_not_end_in_blanks(texts: list[str]) -> None:
    found = [find(text, tokens) for text, tokens in zip(texts, tag_texts(texts), strict=True)]
    assert len(found) == len(texts)
    for text, mentions in zip(texts, found, strict=True):
        assert mentions == sorted(mentions, key=lambda mention: mention.start)
        for mention in mentions:
            word = text[mention.start : mention.end]
            assert word.strip() == word != ""
            assert mention.kind in KINDS
