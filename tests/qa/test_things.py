"""Names in tagged sentences, and what all sentences together make of them."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import Archive, Mention
from qa import Chatbot
from qa.texts.cities import is_city
from qa.texts.names import Name, Span, core_of, names_in
from qa.texts.places import is_ranked
from qa.texts.things import Mentioned, believed, core_in, grouped, known_as, merges, shown
from tests.qa.tagged import tagged


def nowhere(*phrases: str) -> list[int]:
    """Every word stands 100 times in the archive, never before the head noun."""
    return [0 if "水库" in phrase else 100 for phrase in phrases]


def found(head: str, *sentences: str) -> list[Mentioned]:
    mentioned = []
    for number, sentence in enumerate(sentences):
        words = tagged(sentence)
        article = Article(
            id=f"a{number}", title="", text=words.text, newspaper="", published=date(2023, 1, 1)
        )
        mentioned += [Mentioned(article, name) for name in names_in(words, head, 0, len(words.text))]
    return mentioned


def texts(mentioned: list[Mentioned]) -> list[str]:
    return [one.article.text[one.name.span.start : one.name.span.end] for one in mentioned]


@pytest.mark.parametrize(
    ("head", "sentence", "names"),
    [
        ("水库", "久隆/PER 水库/n 工程/n", ["久隆水库"]),
        ("水库", "密云水库/LOC 蓄水/v", ["密云水库"]),
        ("水库", "这座/r 水库/n", []),
        ("水库", "大型/a 水库/n 和/c 病险/n 水库/n", []),
        ("水库", "河北省/LOC 水库/n 安全/n", []),
        ("航空公司", "美国/LOC 大型/a 航空公司/n", []),
        ("航空公司", "美国三大航空公司/ORG", []),
        ("国家公园", "活动/n 是/v 武夷山/LOC 国家公园/n", ["武夷山国家公园"]),
        ("国家公园", "国家林草局/ORG 国家公园/n 管理/vn 办公室/n", []),
        ("电影节", "演员/n 第62届戛纳电影节/nz", ["戛纳电影节"]),
        ("电影节", "2023/m 巴塞罗那/LOC 国际/n 电影节/n", ["巴塞罗那国际电影节"]),
        ("大桥", "南浦大桥到卢浦大桥/LOC", ["南浦大桥", "卢浦大桥"]),
        ("大桥", "新/a 首钢/ORG 大桥/n", ["新首钢大桥"]),
        ("大桥", "标志/n 黄茅海/LOC 大桥/n", ["黄茅海大桥"]),
        ("机场", "宁波市公安局机场分局/ORG", []),
        ("大学", "大学生/n 走进/v 南京林业大学校友会/ORG", ["南京林业大学"]),
        ("大学", "中国大学出版社协会/ORG", []),
        ("大学", "西南交通大学/ORG 和/c 东南大学/ORG", ["西南交通大学", "东南大学"]),
        ("大学", "台湾/LOC 年轻人/n 上大学/v", []),
        ("水库", "八一水库/LOC", ["八一水库"]),
        ("高铁站", "山东一高铁站/LOC", []),
        ("水库", "永定河系/LOC 官厅水库/n", ["官厅水库"]),
        ("国家公园", "没有/v 听到/v 盗/LOC 猎枪声/n 国家公园/LOC 的/u 保护/vn", []),
    ],
)
def test_what_a_sentence_shows_to_be_a_name(head: str, sentence: str, names: list[str]) -> None:
    sure = [one for one in found(head, sentence) if one.name.sureness == "sure"]
    assert texts(sure) == names


@pytest.mark.parametrize(
    ("head", "sentence", "name"),
    [
        ("台风", "第5号/m 台风/n “/w 杜苏芮/PER ”/w 登陆/v", "杜苏芮"),
        ("台风", "“/w 卡努/PER ”/w 台风/n 防御/vn", "卡努"),
        ("电影", "电影/n 《/w 封神/n 》/w 上映/v", "封神"),
        ("台风", "第4/m 号/q 台风/n “/w 泰利/v ”/w 生成/v", "泰利"),
    ],
)
def test_a_name_may_stand_behind_its_noun_or_in_quotes(head: str, sentence: str, name: str) -> None:
    [one] = [one for one in found(head, sentence) if one.name.sureness == "sure"]
    assert (texts([one]), one.name.behind) == ([name], True)


def test_one_noun_may_have_several_names_behind_it() -> None:
    mentioned = found(
        "台风", "台风/n “/w 泰利/PER ”/w “/w 杜苏芮/PER ”/w 、/w “/w 卡努/PER ”/w 接连/d 登陆/v"
    )
    assert texts(mentioned) == ["泰利", "杜苏芮", "卡努"]


def test_a_class_is_named_behind_its_noun_where_that_is_shown() -> None:
    mentioned = found(
        "台风",
        "台风/n “/w 杜苏芮/PER ”/w 登陆/v",
        "“/w 卡努/PER ”/w 台风/n",
        "台风/n 杜苏芮/PER 北上/v",
        "台风/n 警戒线/nz",
        "卡努/PER 台风/n",
        "中国/LOC 防/v 台风/n",
        "厦门/LOC 台风/n 季/n",
    )
    groups = grouped(believed(mentioned, nowhere, "台风"))
    assert [(one[0].name.core, len(one)) for one in groups] == [("杜苏芮", 2), ("卡努", 2)]


def test_one_sentence_shows_what_another_leaves_open() -> None:
    mentioned = found(
        "水库", "官厅水库/LOC", "官厅/n 水库/n", "堤防/n 水库/n", "密云水库/LOC", "怀柔水库/LOC"
    )
    assert texts(believed(mentioned, nowhere, "水库")) == ["官厅水库", "官厅水库", "密云水库", "怀柔水库"]


def test_a_word_that_the_archive_uses_for_little_else_is_a_name() -> None:
    mentioned = found("水库", "久隆/a 水库/n", "堤防/n 水库/n", "密云水库/LOC", "怀柔水库/LOC")

    def counted(*phrases: str) -> list[int]:
        return [{"久隆": 3, "久隆水库": 3, "堤防": 90, "堤防水库": 1}.get(phrase, 0) for phrase in phrases]

    assert texts(believed(mentioned, counted, "水库")) == ["久隆水库", "密云水库", "怀柔水库"]


def test_where_hardly_any_is_surely_named_descriptions_are_kept() -> None:
    mentioned = found("队伍", "专兼职/n 干部/n 队伍/n", "第三方/n 专业/n 队伍/n")
    assert texts(believed(mentioned, nowhere, "队伍")) == ["专兼职干部队伍", "第三方专业队伍"]


def test_names_joined_to_one_with_the_noun_are_meant_where_the_article_names_them_so() -> None:
    both = "岗南水库/LOC 放水/v ，/w 岗南/LOC 和/c 黄壁庄水库/LOC 水位/n 下降/v"
    other = "天津/LOC 和/c 密云水库/LOC"
    mentioned = believed(found("水库", both, other), nowhere, "水库")
    assert [(one[0].name.core, len(one)) for one in grouped(mentioned)] == [
        ("岗南", 2),
        ("黄壁庄", 1),
        ("密云", 1),
    ]


def test_longer_and_shorter_names_of_one_thing_are_one() -> None:
    mentioned = found("机场", "大兴机场/LOC", "北京大兴国际机场/LOC", "大兴国际机场/LOC", "首都机场/LOC")
    groups = grouped(mentioned)
    assert [sorted(texts(group)) for group in groups] == [
        ["北京大兴国际机场", "大兴国际机场", "大兴机场"],
        ["首都机场"],
    ]


def test_what_several_names_end_in_makes_them_no_single_thing() -> None:
    mentioned = found("大学", "理工大学/ORG", "华南理工大学/ORG", "成都理工大学/ORG")
    assert len(grouped(mentioned)) == 3


def test_the_wording_shown_is_the_most_frequent() -> None:
    [group] = grouped(found("水库", "四川三岔水库/LOC", "三岔水库/LOC", "三岔水库/LOC"))
    assert texts([shown(group)]) == ["三岔水库"]


def test_what_tells_names_of_a_class_apart() -> None:
    assert core_of("北京大兴国际机场", "机场") == "北京大兴"
    assert core_of("第80届威尼斯国际电影节", "电影节") == "威尼斯"
    assert core_of("渭河特大桥", "大桥") == "渭河"
    assert core_of("石門水庫", "水库") == "石门"


@given(st.lists(st.text("东西南北山水大", min_size=1, max_size=5), max_size=30))
def test_every_mention_is_in_exactly_one_group(cores: list[str]) -> None:
    article = Article(id="a", title="", text="字" * 40)
    mentioned = [Mentioned(article, Name(Span(n, n + 1), core, "sure")) for n, core in enumerate(cores)]
    groups = grouped(mentioned)
    assert sorted(one.name.span for group in groups for one in group) == [m.name.span for m in mentioned]
    assert [len(group) for group in groups] == sorted((len(group) for group in groups), reverse=True)


def mentions(text: str, kind: str, *names: str) -> list[tuple[Article, Mention]]:
    article = Article(id="a", title="", text=text)
    places = [(text.index(name), name) for name in names]
    return [(article, Mention(at, at + len(name), kind)) for at, name in places]  # type: ignore[arg-type]


def test_organisations_under_several_names_are_one() -> None:
    text = "国家发展和改革委员会（以下简称“发改委”）回应。发改委说，中信证券股份有限公司和中信证券是一家。"
    names = ("国家发展和改革委员会", "中信证券股份有限公司", "发改委")
    made = known_as("机构", "organisation", "", mentions(text, "organisation", *names))
    assert [one.name.core for one in made] == ["国家发展和改革委员会", "中信证券", "国家发展和改革委员会"]


def test_places_by_rank() -> None:
    text = "成都市、中国、长江和四川省"
    made = known_as("城市", "place", "", mentions(text, "place", "成都市", "中国", "长江", "四川省"))
    assert [one.name.core for one in made] == ["成都"]
    assert is_ranked("四川", "省份")
    assert is_ranked("湛江", "城市")
    assert not is_ranked("四川", "国家")
    assert is_ranked("长江", "地方")


@pytest.mark.parametrize(
    ("sentence", "sureness"),
    [
        ("王庄水库/LOC 、/w 东菅/ORG 等/u 水库/n 溢洪/v", ["sure", "sure"]),
        ("东菅/ORG 等/u 三座/m 水库/n 溢洪/v", ["implied"]),
        ("石桥水库/LOC 等/u 水库/n 溢洪/v", ["sure"]),
    ],
)
def test_what_is_summed_up_by_the_noun(sentence: str, sureness: list[str]) -> None:
    assert [one.name.sureness for one in found("水库", sentence)] == sureness


def test_a_name_without_the_rank_of_its_place_is_the_same() -> None:
    assert (
        merges({"青川云岭": 2, "青川彝族自治州云岭": 1, "青川新城云岭": 1})["青川彝族自治州云岭"]
        == "青川云岭"
    )
    assert "青川新城云岭" not in merges({"青川云岭": 2, "青川新城云岭": 1})


@pytest.mark.parametrize(
    ("name", "category", "core"),
    [("周四", "日子", "周四"), ("17时55分", "日子", ""), ("三年", "日期", ""), ("三年", "时间", "三年")],
)
def test_a_day_is_no_time_of_day_or_span(name: str, category: str, core: str) -> None:
    assert core_in(name, category, "time", None) == core


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("成都", True),
        ("昆山市", True),
        ("石泉市", True),  # by what it is called
        ("基辅", True),
        ("基希讷乌", True),  # by its characters
        ("新都", False),
        ("中国西部", False),
        ("成渝", False),
        ("成都陆港", False),
        ("三城三都", False),
        ("西伯利亚", False),
        ("北京西南部", False),
    ],
)
def test_a_city_is_called_as_one(name: str, city: bool) -> None:
    assert is_city(name) is city


def test_a_name_that_some_text_calls_a_city_is_one(archive_of: Callable[..., Archive]) -> None:
    texts = ("石泉市今年新建公园。石泉还要修路。", "古陵和石泉都在山区。", "白水昨日降雨。")
    archive = archive_of(*((f"2023-03-0{i + 1}", text) for i, text in enumerate(texts)))
    answer = Chatbot(archive, reader=None).ask("文章里提到了哪些城市？")
    assert [item.name for item in answer.items] in (["石泉市"], ["石泉"])
