"""Lists that the reader finds: the items of a phrase, and when they stand for those of a class."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import Archive
from index.words import Words
from qa import Chatbot
from qa.texts.items import items_of
from qa.texts.names import Span


@pytest.mark.parametrize(
    ("phrase", "items"),
    [
        ("英语、法语和意大利语", "英语 法语 意大利语"),
        ("东北蛇尾与西南竹荪", "东北蛇尾 西南竹荪"),
        ("《世界、哲学和宗教》、《导言》等", "世界、哲学和宗教 导言"),
        ("《甲城记》《乙乡行》", "甲城记 乙乡行"),
        ("包括北门、南塔、回廊等多个景点", "北门 南塔 回廊"),
        (
            "亚洲、大洋洲的热带和亚热带地区、非洲以及广西、云南等地",
            "亚洲 大洋洲的热带和亚热带地区 非洲 广西 云南",
        ),
        ("国家一级演员，艺术家、全国劳模", "国家一级演员 艺术家 全国劳模"),
        ("去年，他被控告，涉嫌滥用职权、诈骗津贴，意图得利", "涉嫌滥用职权 诈骗津贴"),
        ("启蒙团、基础团、进阶团3个团，吸纳标准不限于歌唱水平，具备舞蹈、戏剧素养", "启蒙团 基础团 进阶团"),
        ("「导游（陆上及海上）课程」及「酒店课程」", "导游（陆上及海上）课程 酒店课程"),
        ("甲系统2.0版和乙系统3.0版", "甲系统2.0版 乙系统3.0版"),
        ("热带美洲", "热带美洲"),
        ("全国知名的糖果制造商如青山糖业和白河食品公司", "青山糖业 白河食品公司"),
        ("上篇《山起》、中篇《水来》和下篇《云归》", "山起 水来 云归"),
        ("其中东岭站、西岭站", "东岭站 西岭站"),
        ("东岭书店、西岭书店等本市30家书店", "东岭书店 西岭书店"),
    ],
)
def test_the_items_of_a_phrase(phrase: str, items: str) -> None:
    found = items_of(Words(phrase), Span(0, len(phrase)))
    assert " ".join(phrase[start:end] for start, end in found) == items


def test_a_phrase_that_breaks_off_in_a_list_goes_on() -> None:
    text = "它分布在“甲州”、“乙州”、丙州和丁州，喜阴。"
    found = items_of(Words(text), Span(text.index("甲州"), text.index("”、“乙")))
    assert [text[start:end] for start, end in found] == ["甲州", "乙州", "丙州", "丁州"]


@given(st.text(alphabet="甲乙、，和等“”《》（）一三个地有：以及", min_size=1, max_size=30))
@example("以及")
def test_items_are_in_order_and_apart(text: str) -> None:
    found = items_of(Words(text), Span(0, len(text)))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


PLANT = (
    "2023-05-01",
    "山茅草是菊科山茅草属的植物。分布在亚洲、大洋洲的热带和亚热带地区、非洲以及云南、广西等地，"
    "生长于海拔800米的地区。",
)
FOUND = "亚洲、大洋洲的热带和亚热带地区、非洲以及云南、广西等地"
REGIONS = ["亚洲", "大洋洲的热带和亚热带地区", "非洲", "云南", "广西"]


def named(archive: Archive, question: str, reader: Any) -> list[str]:
    return [item.name for item in Chatbot(archive, reader=reader).ask(question).items]


def test_what_the_reader_finds_stands_for_a_single_name_of_the_class(
    archive_of: Callable[..., Archive], finds: Any
) -> None:
    archive = archive_of(PLANT)
    assert named(archive, "山茅草分布在哪些地区？", finds(FOUND)) == REGIONS
    assert named(archive, "山茅草分布在哪些地区？", finds(FOUND, 0.3)) != REGIONS


def test_several_of_the_class_for_sure_stand(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "双河镇去年建成了东风大桥、红旗大桥和前进大桥，还开了工厂、商店。"))
    said = named(archive, "双河镇去年建成了哪些大桥？", finds("工厂、商店"))
    assert said == ["东风大桥", "红旗大桥", "前进大桥"]


def test_a_number_is_no_list(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "石城医院设有5个科室，今年接诊病人两万名。"))
    assert "5个" not in named(archive, "石城医院设有哪些科室？", finds("5个"))


def test_unsure_members_are_none_where_nothing_is_read(
    archive_of: Callable[..., Archive], finds: Any
) -> None:
    archive = archive_of(("2023-05-01", "红茅草分布在湿润地区。红茅草可供观赏，喜阳。"))
    asked = "红茅草分布在哪些地区？"
    assert named(archive, asked, finds("湿润地区", 0.3)) == ["湿润地区"]
    assert named(archive, asked, finds("可供观赏", 0.05)) == []


def test_how_many_there_are_is_none_of_them(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "双河镇抗洪中牺牲的四名公职人员被追授奖章。"))
    assert named(archive, "双河镇抗洪中牺牲的公职人员有哪些？", finds("四名公职人员")) == []


def test_a_series_begins_where_the_reader_begins(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "青山厂已全面掌握船对船、站对船、罐对船等多种加注技术。"))
    asked = "青山厂掌握了哪些加注技术？"
    assert named(archive, asked, finds("船对船、站对船、罐对船")) == ["船对船", "站对船", "罐对船"]
    cut = named(archive, asked, finds("掌握船对船、站对船、罐对船"))  # a word of the question is none of it
    assert cut[1:] == ["站对船", "罐对船"]
    assert "掌握" not in cut[0]


def test_a_reading_that_begins_within_a_series_has_what_stands_before_it(
    archive_of: Callable[..., Archive], finds: Any
) -> None:
    told = "会上，水军山城学院、水军河城大学、水军海防学院等交流了破解难题的办法。"
    archive = archive_of(("2023-05-01", told))
    said = named(archive, "水军哪些院校交流了破解难题的办法？", finds("水军河城大学、水军海防学院"))
    assert said == ["水军山城学院", "水军河城大学", "水军海防学院"]


def test_of_people_the_names_are_given(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "青山县办公室主任李建国在会后陪同来宾出行。"))
    said = named(archive, "会后，哪两个人陪同来宾出行？", finds("青山县办公室主任李建国"))
    assert said == ["李建国"]


MORE = (
    "2023-05-01",
    "青山队告知王海涛、李建国等4人，他们不在新赛季的计划中。这4人分别是王海涛、李建国、张志强和刘文斌。",
)


def test_all_are_named_where_the_article_names_them_elsewhere(
    archive_of: Callable[..., Archive], finds: Any
) -> None:
    asked = "青山队告知哪些球员不在新赛季的计划中？"
    everybody = ["王海涛", "李建国", "张志强", "刘文斌"]
    assert named(archive_of(MORE), asked, finds("不在任何地方", 0.2)) == everybody


def test_of_more_than_are_named_their_number_is_told(archive_of: Callable[..., Archive], finds: Any) -> None:
    archive = archive_of(("2023-05-01", "青山队告知王海涛、李建国等4人，他们不在新赛季的计划中。"))
    bot = Chatbot(archive, reader=finds("王海涛、李建国", 0.5))
    answer = bot.ask("青山队告知哪些球员不在新赛季的计划中？")
    assert answer.text == "王海涛[1]、李建国[1]（共4人[1]，文中只列出这些）"
    assert "4人" in answer.citations[0].quote
    english = bot.ask("Which players did 青山队 tell that they are not in the plans for the new season?")
    assert english.refused or "(of 4人[1], the text names these)" in english.text


LINE = (
    "2023-05-01",
    "青白高铁全线共设青川、白水、云岭、石桥4座车站，其中青川、石桥站为换乘车站，白水、云岭站为新建车站。",
)


def test_what_a_series_is_said_to_be_tells_it_from_another(archive_of: Callable[..., Archive]) -> None:
    bot = Chatbot(archive_of(LINE), reader=None)
    assert bot.ask("青白高铁有几座新建车站？").text == "2 个：白水[1]、云岭站[1]"
    assert len(bot.ask("青白高铁全线设有哪些车站？").items) == 4
