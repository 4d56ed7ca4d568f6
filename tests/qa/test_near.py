"""Of several values in a sentence, the one that the question's words speak of; and of which time it tells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from qa.finding import Finding
from qa.texts.names import Span
from qa.texts.value import dates, numbers
from qa.ways.near import nearness, of_both
from qa.ways.sides import of_kin, told_of_other_side
from qa.ways.times import told_of_another


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("甲厂产值3亿元，乙厂产值5亿元。", ["乙厂", "产值"], "5亿元"),
        ("甲厂产值3亿元，乙厂产值5亿元。", ["甲厂", "产值"], "3亿元"),
        ("今年镇里共投放虾苗15斤、鱼苗12斤、鳝苗6斤。", ["镇里", "投放", "鳝苗"], "6斤"),
        ("全国21个省中，目前有17个省为风险区。", ["全国", "风险区"], "17个"),
        ("店址分别是江城路7号的“青石书店”和江城路8号的“白鹭书店”。", ["青石书店", "江城路"], "7号"),
        ("展出了重15公斤的铜鼎和26公斤的铜钟。", ["铜鼎"], "15公斤"),
        ("展出了重15公斤的铜鼎和26公斤的铜钟。", ["铜钟"], "26公斤"),
        ("镇上有21人受伤（甲村20人，乙村1人）。", ["镇上", "受伤"], "21人"),
        ("事故造成2人遇难3人受伤。", ["受伤"], "3人"),
        ("事故造成遇难2人，受伤3人。", ["遇难"], "2人"),
        ("股权回报率近14%，债券回报率为2.3%。", ["债券", "回报率"], "2.3%"),
    ],
)
def test_the_value_that_the_words_speak_of_is_nearest(text: str, words: list[str], right: str) -> None:
    sentence, values = Span(0, len(text)), numbers(text)
    near = {text[v.start : v.end]: nearness(words, text, sentence, v, values) for v in values}
    assert max(near, key=lambda value: near[value]) == right
    assert list(near.values()).count(near[right]) == 1


def test_of_two_dates_the_one_beside_the_name() -> None:
    text = "雄猫“阿福”2008年8月8日出生，雌猫“阿圆”2009年7月13日出生于雅安。"
    first, second = dates(text)
    words = ["阿圆", "出生"]
    assert nearness(words, text, Span(0, len(text)), second, [first, second]) == 1.0
    assert nearness(words, text, Span(0, len(text)), first, [first, second]) < 1.0


@given(st.text("甲乙35，。亿元产"), st.lists(st.text("甲乙产", min_size=1, max_size=2)))
def test_it_is_a_share(text: str, words: list[str]) -> None:
    values = numbers(text)
    for value in values:
        assert 0.0 <= nearness(words, text, Span(0, len(text)), value, values) <= 1.0
        assert nearness(words, text, Span(0, len(text)), value, [value]) == 1.0


@pytest.mark.parametrize(
    ("asked", "sentence", "another"),
    [
        ("镇里去年投放了多少虾苗？", "今年镇里投放虾苗15斤。", True),
        ("镇里今年投放了多少虾苗？", "今年镇里投放虾苗15斤。", False),
        ("2021年产值多少？", "2022年产值5亿元。", True),
        ("2022年产值多少？", "去年产值5亿元。", False),
        ("2021年产值多少？", "2021年产值3亿元，2022年5亿元。", False),
        ("产值多少？", "2022年产值5亿元。", False),
        ("2021年产值多少？", "产值5亿元。", False),
    ],
)
def test_another_time_than_the_one_asked_about(asked: str, sentence: str, another: bool) -> None:
    finding = Finding(Article("a", "", sentence, published=date(2023, 8, 1)), Span(0, 2))
    assert told_of_another(asked, finding) is another
    undated = Finding(Article("a", "", sentence), Span(0, 2))
    in_figures = "2021" in asked and "2022" in sentence[:4]
    assert told_of_another(asked, undated) is in_figures


@pytest.mark.parametrize(
    ("asked", "sentence", "value", "another"),
    [
        ("厂长2022年的薪酬多少？", "厂长李青薪酬为12万元，在2021年这一数字是25万元。", "12万元", False),
        ("厂长2022年的薪酬多少？", "厂长李青薪酬为12万元，在2021年这一数字是25万元。", "25万元", True),
        ("今年上半年增长多少？", "2月3日，统计局公布，2022年产值5亿元，按不变价格计算，增长8%。", "8%", True),
        ("今年增长多少？", "今年产值5亿元，比去年增长8%。", "8%", False),
        ("今年产值多少？", "今年第一季度3亿元，比2021年同期多1亿元。", "1亿元", False),
    ],
)
def test_the_time_of_a_clause_is_its_own_or_that_of_one_before(
    asked: str, sentence: str, value: str, another: bool
) -> None:
    finding = Finding(Article("a", "", sentence, published=date(2023, 8, 1)), place(sentence, value))
    assert told_of_another(asked, finding) is another


@pytest.mark.parametrize(
    ("asked", "sentence", "value", "other"),
    [
        ("谁是女子跳远冠军？", "男子跳远冠军是李川。", "李川", True),
        ("谁是女子跳远冠军？", "男子跳远冠军是李川，女子跳远冠军是王岚。", "王岚", False),
        ("谁是女子跳远冠军？", "男子跳远冠军是李川，女子跳远冠军是王岚。", "李川", True),
        ("山火造成多少人受伤？", "山火已致3人遇难，另有7人受伤。", "3人", True),
        ("山火造成多少人受伤？", "山火已致3人遇难，另有7人受伤。", "7人", False),
        ("青川队在决赛中输给了谁？", "青川队在半决赛中输给了白水队。", "白水队", True),
        ("青川队在半决赛中输给了谁？", "青川队在半决赛中输给了白水队。", "白水队", False),
        ("公司营业收入多少？", "公司实现收益5亿元。", "5亿元", False),
        ("他有几个子女？", "他有3个子女。", "3个", False),
    ],
)
def test_the_other_of_a_pair(asked: str, sentence: str, value: str, other: bool) -> None:
    finding = Finding(Article("a", "", sentence), place(sentence, value))
    assert told_of_other_side(asked, finding) is other


@pytest.mark.parametrize(
    ("text", "words", "value", "both"),
    [
        ("山洪共造成死亡、失联人员27名。", {"死亡"}, "27名", True),
        ("死亡和失踪人数增至27人。", {"死亡"}, "27人", True),
        ("山洪共造成死亡、失联人员27名。", {"死亡", "失联"}, "27名", False),
        ("山洪造成24人死亡、3人失联。", {"死亡"}, "24人", False),
        ("投放鲢鱼、鳙鱼共计12万尾。", {"鳙鱼"}, "12万", True),
        ("青川县和白水县投放鲢鱼12万尾。", {"鲢鱼"}, "12万", False),
    ],
)
def test_a_number_of_two_things_together(text: str, words: set[str], value: str, both: bool) -> None:
    assert of_both(words, text, Span(0, len(text)), place(text, value)) is both


def place(text: str, value: str) -> Span:
    return Span(text.index(value), text.index(value) + len(value))


def test_kin_of_whoever_was_named_last() -> None:
    text = "白鹭国选出了新首相。李青的父亲李森出身军旅。夫人何丽任会长。"
    start = text.index("何丽")
    found = Finding(Article("a", "", text), Span(start, start + 2))
    assert of_kin("李青的夫人叫什么名字？", found)
    assert not of_kin("李青的职务是什么？", found)
    assert not of_kin("李青的夫人叫什么名字？", Finding(found.article, Span(0, 2)))


@pytest.mark.parametrize(
    ("asked", "text", "another"),
    [
        ("2023年一季度产值多少？", "近5日资金流向如下：2023一季报显示，产值5亿元。", False),
        ("2022年一季度产值多少？", "2023一季报显示，产值5亿元。", True),
        ("2023年下半年产值多少？", "2023年半年报显示，产值5亿元。", True),
        ("2023年上半年产值多少？", "2023年中报显示，产值5亿元。", False),
    ],
)
def test_a_report_is_of_its_time(asked: str, text: str, another: bool) -> None:
    start = text.index("5亿元")
    found = Finding(Article("a", "", text, published=date(2023, 8, 9)), Span(start, start + 3))
    assert told_of_another(asked, found) is another
