"""Numbers, dates and their sameness; what a question expects; a reading cut to its value."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Words
from index.token import Token
from index.words import pack
from qa.question import Question
from qa.texts.names import Span
from qa.texts.value import dates, numbers, quantity, same
from qa.ways.expected import agrees, kind_asked, measures, named, of_kind, of_rank
from qa.ways.whole import closed, whole


def texts(text: str, spans: list[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


def asked(text: str, expects: str = "") -> Question:
    return replace(Question(text, "fact"), expects=expects)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("总投资14.89亿元，采用三层结构", ["14.89亿元", "三层"]),
        ("离开幕还有100多天", ["100多天"]),
        ("票价从20元至1000元不等", ["20元至1000元"]),
        ("跑出12秒76的成绩", ["12秒76"]),
        ("航班MU9197共125班次，超1.5万人次", ["125班次", "超1.5万人次"]),
        ("电池4505mAh，百分之十的用户", ["4505mAh", "百分之十"]),
        ("打造全国第四极，三坝水库", ["第四极"]),
        ("占地1,200平方米", ["1,200平方米"]),
        ("募集不超过97亿元，不低于3家", ["不超过97亿元", "不低于3家"]),
        ("最多可坐500人，至多3次", ["500人", "至多3次"]),
        ("超过一半，不到一带", []),
    ],
)
def test_numbers_are_whole(text: str, found: list[str]) -> None:
    assert texts(text, numbers(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年3月20日上午10时许开工", ["2023年3月20日上午10时许"]),
        ("2022年12月9日至10日举行", ["2022年12月9日至10日"]),
        ("IT之家 8 月 1 日消息，去年底", ["8 月 1 日", "去年底"]),
        ("今年第5号台风，昨天登陆", ["今年", "昨天"]),
        ("没有日子", []),
    ],
)
def test_dates_are_whole(text: str, found: list[str]) -> None:
    assert texts(text, dates(text)) == found


@pytest.mark.parametrize(
    ("said", "amount", "unit"),
    [
        ("1.2万", 12000, ""),
        ("一百二十万元", 1_200_000, "元"),
        ("百分之十", 10, "%"),
        ("１０％", 10, "%"),
        ("三座", 3, "座"),
        ("二〇二三年", 2023, "年"),
        ("十五天", 15, "天"),
        ("两千三百人", 2300, "人"),
        ("三点五公里", 3.5, "公里"),
    ],
)
def test_quantities(said: str, amount: float, unit: str) -> None:
    found = quantity(said)
    assert found is not None
    assert found[:2] == (amount, unit)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("1.2万人", "12000名", True),
        ("百分之十", "10%", True),
        ("超54万人", "54.05万人", True),  # rounded
        ("12座", "10座", False),
        ("70个", "170个", False),  # the one inside the other is another number
        ("3公里", "3公斤", False),
        ("李川", "局长李川", True),
        ("李川", "李江", False),
        ("3月20日", "2023年3月20日", True),
        ("3月20日", "3月21日", False),
        ("10月17日07时30分", "10月17日早晨7点30分", True),
    ],
)
def test_the_same_value_in_other_words(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


@given(st.text(alphabet="0123456789一二三十百千万亿点年月日号第多余约近元米个人%,.，。 ", max_size=30))
def test_values_lie_in_order_inside_the_text(text: str) -> None:
    for spans in (numbers(text), dates(text)):
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    quantity(text)
    assert same(text, text)


@given(st.integers(0, 99_999_999))
def test_a_number_and_itself_in_wan_are_the_same(amount: int) -> None:
    assert same(f"{amount}人", f"{amount / 10000:.4f}万人")


@pytest.mark.parametrize(
    ("question", "unit", "other"),
    [
        ("大桥造价是多少？", "2亿元", "3公里"),
        ("水库的总库容有多大？", "4000万立方米", "12万人"),
        ("飞机的总重量是多少？", "20吨", "90厘米"),
        ("印尼采购了多少架无人机？", "12架", "3亿美元"),
        ("他今年多大年纪？", "52岁", "3名"),
        ("工期有多久？", "18个月", "18元"),
        ("显示器的尺寸多大？", "13.3英寸", "12岁"),
        ("上半年成交额是多少？", "9.19万亿元", "2.13万吨"),
        ("中国队获得多少枚金牌？", "103金", "40银"),
        ("这只基金近一年下跌了多少？", "27.7%", "6个月"),
        ("股价下跌了多少？", "5.6%", "3天"),
        ("股价下跌了多少？", "5.6元", "3天"),
        ("贸易额在世界上排第几？", "第一", "11610.9亿美元"),
        ("他跑了第几名？", "第5名", "5公里"),
    ],
)
def test_a_number_must_be_of_the_measure_asked_for(question: str, unit: str, other: str) -> None:
    assert agrees(asked(question, "number"), unit) is True
    assert agrees(asked(question, "number"), other) is False


@pytest.mark.parametrize(
    ("value", "name"), [("汲明", True), ("是枝裕和", True), ("他于1月落马", False), ("是一家企业", False)]
)
def test_a_statement_about_somebody_is_no_name(value: str, name: bool) -> None:
    assert named(value) is name


def test_a_name_of_the_kind_asked_for_stands_in_for_its_description() -> None:
    text = "作为“第三水源”的三坝水库即将开工，久隆水库已经开工。"
    read = Span(3, 7)
    question = asked("“第三水源”是哪座水库？")
    found = of_kind(text, read, Span(0, len(text)), kind_asked(question))
    assert text[found.start : found.end] == "三坝水库"
    assert of_kind(text, read, Span(0, len(text)), "机场") == read
    english = replace(asked("Which reservoir is the third water source?"), english=True)
    assert kind_asked(english) == "水库"


def test_nothing_is_known_without_an_expected_type() -> None:
    assert agrees(asked("为什么停航？"), "台风") is None
    assert measures("为什么停航？") == frozenset()


@pytest.mark.parametrize(
    ("text", "read", "question", "expects", "value"),
    [
        ("货站总投资14.89亿元，三层。", "总投资14.89亿元", "货站的总投资是多少？", "number", "14.89亿元"),
        ("亚运会设40个大项、483个小项。", "40个", "设多少个小项？", "number", "483个"),
        ("全长3.25公里。", "3.2", "全长多少公里？", "number", "3.25公里"),
        ("设14大项、52小项。", "14大项、52小项", "共设多少小项？", "number", "52小项"),
        ("据市科技局局长丁小斌介绍。", "市科技局局长丁小斌", "谁介绍的？", "person", "丁小斌"),
        ("于2023年5月28日首飞。", "5月28日", "什么时候首飞？", "date", "2023年5月28日"),
        ("造成2人遇难16人失联。", "2人遇难16人", "造成多少人死亡？", "number", "2人"),
        ("被处以行政拘留九日。", "拘留九日", "被拘留多少天？", "number", "九日"),
        ("零售卖4万批发才2千多。", "卖4万批", "零售卖多少钱？", "number", "4万"),
        ("中国队拿到103金40银35铜。", "103金40银", "拿到多少枚金牌？", "number", "103金"),
        ("门票20元至1000元。", "门票20元", "票价多少元？", "number", "20元至1000元"),
        ("时速可达70-80公里。", "70-80", "时速多少公里？", "number", "70-80公里"),
        ("2006年2月14日发行。", "2006年", "哪一年发行？", "date", "2006年"),
        ("2006年2月14日发行。", "2月14日", "哪年发行？", "date", "2006年"),
        ("2006年2月14日发行。", "2月14日", "什么时候发行？", "date", "2006年2月14日"),
        ("演员是王岚、李青等人。", "演员是王岚、李青", "谁是演员？", "person", "王岚、李青"),
        (
            "产于云南、贵州及四川的山。",
            "产于云南、贵州及四川的山",
            "产于哪里？",
            "place",
            "产于云南、贵州及四川的山",
        ),
    ],
)
def test_a_reading_becomes_a_whole_value(
    text: str, read: str, question: str, expects: str, value: str
) -> None:
    start = text.index(read)
    span = whole(text, Span(start, start + len(read)), asked(question, expects))
    assert text[span.start : span.end] == value


@pytest.mark.parametrize(
    ("text", "value", "amount"),
    [
        ("培养了近万名学员", "近万名", (10_000, "人")),
        ("捐出数百辆车", "数百辆", (100, "辆")),
        ("投放虾苗1540斤、鱼苗1210斤", "1540斤", (1540, "斤")),
        ("峰值扭矩243牛米，", "243牛米", (243, "牛米")),
        ("资本5000万加元。", "5000万加元", (50_000_000, "加元")),
        ("分为三类。", "三类", (3, "类")),
        ("搭载835处理器", "835", (835, "")),
    ],
)
def test_round_numbers_and_rarer_units(text: str, value: str, amount: tuple[float, str]) -> None:
    start, end = numbers(text)[0]
    assert text[start:end] == value
    assert (quantity(value) or ())[:2] == amount


@pytest.mark.parametrize("text", ["超过一半的人", "近一带", "数字化", "几个人"])
def test_what_only_looks_like_a_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("value", "dated"),
    [
        ("二十世纪", True),
        ("夏季", True),
        ("明末时期", True),
        ("唐代", True),
        ("宋", True),
        ("万历年间", True),
        ("时代广场", False),
    ],
)
def test_a_time_may_be_no_date(value: str, dated: bool) -> None:
    assert agrees(asked("什么时候写成？", "date"), value) is dated


def test_places_that_are_listed_stay_together() -> None:
    for text in ("主要产于云南、贵州及四川的高山草地", "它产于离云南很远的一座很高的大山"):
        cut = whole(text, Span(0, len(text)), asked("产于哪里？", "place"))
        assert (cut == Span(0, len(text))) is ("、" in text)


def test_of_several_values_the_one_that_is_spoken_of() -> None:
    text = "甲果13.5元、乙果19.9元。"
    question = replace(asked("乙果多少钱？", "number"), terms=("乙果",))
    assert texts(text, [whole(text, Span(0, 15), question)]) == ["19.9元"]


def test_a_name_that_the_tagger_cut_stays_whole() -> None:
    text = "漫画家松本零士画的。"
    words = Words(text, pack([Token(0, 3, "n"), Token(3, 5, "PER"), Token(5, 7, "n"), Token(7, 10, "v")]))
    assert whole(text, Span(0, 7), asked("谁画的？", "person"), words) == Span(3, 7)
    text = "局长丁小斌先生"
    words = Words(text, pack([Token(0, 2, "n"), Token(2, 5, "PER"), Token(5, 7, "n")]))
    assert whole(text, Span(0, 7), asked("谁去了？", "person"), words) == Span(2, 5)


@pytest.mark.parametrize(
    ("question", "value", "fits"),
    [
        ("全市要建设多少个重大项目？", "100多天", False),
        ("新建了几个公园？", "3公里", False),
        ("新建了几个公园？", "3个", True),
        ("新建了几个公园？", "12座", True),
        ("工期要几个月？", "8个月", True),
        ("上调了几个百分点？", "2个百分点", True),
    ],
)
def test_a_number_of_things_is_no_length_and_no_time(question: str, value: str, fits: bool) -> None:
    assert agrees(asked(question, "number"), value) is fits


@pytest.mark.parametrize(
    ("question", "read", "value"),
    [
        ("芯片是哪个区的产业？", "青云区党工委", "青云区"),
        ("他在哪个市任职？", "临川市委", "临川市"),
        ("他在哪个市任职？", "临川市水务局", "临川市"),
        ("哪个区获奖？", "青云区", "青云区"),
        ("哪个部门获奖？", "青云区党工委", "青云区党工委"),
    ],
)
def test_a_place_is_asked_for_not_its_body(question: str, read: str, value: str) -> None:
    text = f"昨日，{read}表示祝贺。"
    span = of_rank(text, Span(3, 3 + len(read)), asked(question))
    assert text[span.start : span.end] == value


def test_the_one_name_of_the_kind_asked_for_is_cut_out_of_a_row() -> None:
    text = "临川市原副市长、青河大学（南岸）理事唐明教授和东山大学、西山大学的学者"
    row = of_kind(text, Span(0, 12), Span(0, len(text)), "大学")
    assert text[row.start : row.end] == "青河大学（南岸）"
    both = Span(text.index("东山"), text.index("的学者"))
    assert of_kind(text, both, Span(0, len(text)), "大学") == both
    office = "青河第一医院原副院长"
    cut = of_kind(office, Span(0, 7), Span(0, len(office)), "医院")
    assert office[: cut.end] == "青河第一医院"


@pytest.mark.parametrize(
    ("text", "read", "value"),
    [
        ("作为临川“第三水源”的水库", "临川“第三水源", "临川“第三水源”"),
        ("读书班以“科技创新”为主题", "科技创新”", "“科技创新”"),
        ("青河大学（南岸）理事", "青河大学（南岸", "青河大学（南岸）"),
        ("一号工程’，制定", "一号工程’", "一号工程"),
        ("他说“好极了", "“好极了", "好极了"),
        ("看《远山》时", "《远山》", "《远山》"),
        ("远山与近水", "远山", "远山"),
    ],
)
def test_marks_of_a_pair_stay_together(text: str, read: str, value: str) -> None:
    start = text.index(read)
    span = closed(text, Span(start, start + len(read)))
    assert text[span.start : span.end] == value


@given(st.text("“”（）《》甲乙\n", min_size=1, max_size=30), st.data())
def test_a_closed_reading_lies_in_the_text_and_is_not_empty(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = closed(text, Span(start, end))
    assert 0 <= span.start < span.end <= len(text)


def test_of_a_clause_the_name_that_is_asked_about_is_cut_out() -> None:
    text = "东岭水库工程已经开工并将在明年建成，作为全市“第三水源”的西岭水库即将通过评审。"
    clause = Span(0, text.index("即将"))
    found = of_kind(text, clause, Span(0, len(text)), "水库", ("第三水源",))
    assert text[found.start : found.end] == "西岭水库"
