"""Pages of other newspapers, written for these tests: each a case that the seed page doesn't have."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, sample
from corpus.normalise import normalise
from corpus.page import Page, split_page

PARKS = """老城区新增三座口袋公园

本报记者 王芳 报道

昨日，记者从市园林局获悉，老城区新建的
三座口袋公园已对市民开放，总面积约八千平方
米。

市园林局局长周敏介绍，公园分别位于南门
街、柳荫巷和钟楼路，每座公园都设有儿童活动
区和健身步道。"""

METRO = """地铁四号线下月试运行

本报讯（记者 刘洋）地铁四号线全长28公里，
设车站21座，下月起开始不载客试运行。

市轨道集团总工程师赵磊说，试运行为期三
个月，其间将完成信号系统的全部调试。"""

MARATHON = """国际马拉松报名启动

新华社江城5月5日电（记者 陈静）江城国际马
拉松5日启动报名，今年设全程和半程两个项目，
规模为两万人。

比赛将于10月20日鸣枪，起点设在滨江广场。"""

MASTHEAD = "江城晚报\n2024年5月6日 星期一 第7版 综合新闻"
EDITORS = "责编：王一 美编：李二 校对：孙三"

BRIDGE_TAIL = """施工期间，大桥两侧各保留一条车道，夜间
十点以后封闭施工。市住建局总工程师吴桐提醒
市民提前绕行。

据测算，大桥加固后可再使用三十年，日均
通行能力提高到六万辆。
江城晚报记者 孙浩然"""

LIBRARY = """市图书馆新馆昨日试开放，首
日迎来读者九千多人。新馆藏书
一百二十万册，设有盲文阅览室和
少儿阅览区。

馆长陈静说，试开放期间每天
限流一万人，读者可在线预约借阅
座位。
江城晚报记者 马丽"""

BRIDGE_HEAD = """建成四十二年的江城大桥将迎来首次大修，
市住建局昨日公布了大桥加固工程的方案。大桥
加固工程总投资四亿元，工期十个月。

专家检测发现，大桥的吊杆和桥面铺装老化
明显，这次大修将更换全部吊杆。"""


def shape(page: Page) -> list[tuple[str, str]]:
    return [(article.title, article.byline) for article in page.articles]


def titled(page: Page, title: str) -> Article:
    return next(article for article in page.articles if article.title == title)


def test_headlines_before_stories_that_begin_with_bylines_and_datelines() -> None:
    page = split_page("\n\n".join([MASTHEAD, PARKS, METRO, MARATHON, EDITORS]))
    assert shape(page) == [
        ("老城区新增三座口袋公园", "本报记者 王芳 报道"),
        ("地铁四号线下月试运行", "记者 刘洋"),
        ("国际马拉松报名启动", "记者 陈静"),
    ]
    assert {(a.newspaper, a.published, a.page, a.section) for a in page.articles} == {
        ("江城晚报", date(2024, 5, 6), "07", "综合新闻")
    }
    assert titled(page, "国际马拉松报名启动").text == (
        "新华社江城5月5日电（记者 陈静）江城国际马拉松5日启动报名，今年设全程和半程两个项目，规模为两万人。\n"
        "比赛将于10月20日鸣枪，起点设在滨江广场。"
    )
    assert page.furniture == (EDITORS,)


def test_page_read_from_the_middle_of_a_story_with_headlines_last() -> None:
    headlines = "江城大桥将首次大修\n\n市图书馆新馆试开放"
    page = split_page("\n\n".join([BRIDGE_TAIL + "\n" + LIBRARY, BRIDGE_HEAD, headlines, EDITORS, MASTHEAD]))
    assert shape(page) == [
        ("江城大桥将首次大修", "江城晚报记者 孙浩然"),
        ("市图书馆新馆试开放", "江城晚报记者 马丽"),
    ]
    bridge = page.articles[0].text
    assert bridge.startswith("建成四十二年的江城大桥")
    assert bridge.index("更换全部吊杆") < bridge.index("施工期间，大桥两侧")
    assert bridge.endswith("六万辆。")


def test_headlines_all_before_the_stories_in_another_order() -> None:
    bridge = BRIDGE_HEAD + "\n\n" + BRIDGE_TAIL
    page = split_page("\n\n".join(["市图书馆新馆试开放", "江城大桥将首次大修", bridge + "\n" + LIBRARY]))
    assert shape(page) == [
        ("江城大桥将首次大修", "江城晚报记者 孙浩然"),
        ("市图书馆新馆试开放", "江城晚报记者 马丽"),
    ]
    assert page.articles[0].newspaper == "江城晚报"  # from the bylines
    assert page.articles[0].published is None


def test_two_stories_without_headlines_are_not_glued() -> None:
    library = LIBRARY.rsplit("\n", 1)[0]
    page = split_page(BRIDGE_HEAD + "\n江城晚报记者 孙浩然\n\n" + library)
    assert [article.byline for article in page.articles] == ["江城晚报记者 孙浩然", ""]


SEED = sample().read_text(encoding="utf-8")
SEED_HEADLINES = SEED[SEED.index("如何让物质文明与精神文明相得益彰？") :].strip().split("\n\n")
SEED_BODY = SEED[: SEED.index("如何让物质文明与精神文明相得益彰？")].strip()


@settings(max_examples=15, deadline=None)
@given(st.permutations(SEED_HEADLINES), st.booleans())
def test_far_headlines_find_their_stories_in_any_order(headlines: list[str], first: bool) -> None:
    parts = [*headlines, SEED_BODY] if first else [SEED_BODY, *headlines]
    found, usual = split_page("\n\n".join(parts)), split_page(SEED)
    assert [by_story(article) for article in found.articles] == [
        by_story(article) for article in usual.articles
    ]


def by_story(article: Article) -> tuple[str, list[str]]:
    return article.byline, sorted([article.title, *article.text.split("\n")])


def test_heading_inside_a_cut_paragraph_leaves_the_sentence_whole() -> None:
    cut = BRIDGE_HEAD.replace("大桥\n加固工程总投资", "大桥\n\n总投资四亿元\n\n加固工程总投资")
    assert cut != BRIDGE_HEAD
    tail = BRIDGE_TAIL.rsplit("\n", 1)[0]
    page = split_page("\n\n".join(["江城大桥将首次大修", "本报记者 孙浩然", cut, tail]))
    (article,) = page.articles
    assert "方案。大桥加固工程总投资四亿元，工期十个月。" in article.text
    assert "总投资四亿元" in [article.text[start:end] for start, end in article.headings]


def test_paragraphs_without_blank_lines_and_a_headline_that_touches_them() -> None:
    compact = re.sub(r"\n\n", "\n", PARKS)
    (article,) = split_page(compact).articles
    assert (article.title, article.byline) == ("老城区新增三座口袋公园", "本报记者 王芳 报道")
    assert article.text.split("\n")[0].endswith("总面积约八千平方米。")
    assert len(article.text.split("\n")) == 2


def test_english_page() -> None:
    text = """COUNCIL APPROVES NEW RESERVOIR

By Jane Smith

The city council on Monday approved a plan to build a new
reservoir north of the river, ending four years of debate over
the project's cost.

"It is the largest invest-
ment in our history," Mayor Robert Hill said.

The Riverside Daily
Monday, May 6, 2024
Page 3
"""
    (article,) = split_page(text).articles
    assert (article.title, article.byline) == ("COUNCIL APPROVES NEW RESERVOIR", "By Jane Smith")
    assert (article.newspaper, article.published, article.page) == (
        "The Riverside Daily",
        date(2024, 5, 6),
        "03",
    )
    assert "to build a new reservoir north" in article.text
    assert '"It is the largest investment in our history," Mayor Robert Hill said.' in article.text


def test_plain_text_is_one_article_titled_by_its_first_line() -> None:
    paragraphs = ["清晨六点，菜市场已经热闹起来。卖菜的老李摆上荠菜。", "“今年的春笋来得早。”他说。"]
    (article,) = split_page("\n\n".join(["春天的菜市场", *paragraphs])).articles
    assert article.title == "春天的菜市场"
    assert article.text == "\n".join(paragraphs)
    assert (article.newspaper, article.published, article.page, article.byline) == ("", None, "", "")
    assert article.id == split_page("\n\n\n".join(["春天的菜市场", *paragraphs])).articles[0].id


def test_text_without_a_headline_is_titled_by_its_first_sentence() -> None:
    text = "会议指出，防汛工作要压实责任。\n全市已备足沙袋五十万条。"
    (article,) = split_page(text + "\n本报记者 李强\n").articles
    assert (article.title, article.byline) == ("会议指出，防汛工作要压实责任", "本报记者 李强")
    assert article.text == text


def test_markdown_headings() -> None:
    (article,) = split_page("# 河道治理\n\n全市整治河道。\n\n## 水质\n\n水质达到三类。\n").articles
    assert article.title == "河道治理"
    assert [article.text[start:end] for start, end in article.headings] == ["水质"]


def test_arguments_win_over_the_masthead() -> None:
    page = split_page(MASTHEAD + "\n\n" + PARKS, newspaper="海州日报", published=date(2020, 1, 2), page="A1")
    assert page.articles[0].id == "海州日报-2020-01-02-A1-1"
    assert page.articles[0].section == "综合新闻"


@pytest.mark.parametrize("blank", ["", " \n\n", "责编：王一\n\n03"])
def test_nothing_to_read(blank: str) -> None:
    assert split_page(blank).articles == ()


RAW = """明前茶昨日开采
本报讯（记者 周敏）明前茶昨日开采，茶
农周六一早就上了山，合作社的炒茶机连夜
开动，收购价比去年高一成，外地茶商已经
订走了三成新茶，村里的晾青架都用上了。
本报记者 王芳
昨日，记者从市园林局获悉，老城区新建的
三座口袋公园已对市民开放，总面积约八千
平方米，分别位于南门街、柳荫巷和钟楼路，
每座公园都设有儿童活动区和健身步道。
国
际
马
拉
松
报名启动
新华社江城5月5日电（记者 陈静）江城国
际马拉松5日启动报名，今年设全程和半程
两个项目，规模为两万人，起点滨江广场。"""


def test_a_byline_behind_a_report_with_a_dateline_opens_the_next() -> None:
    found = {a.text[:8]: a.byline for a in split_page(RAW).articles}
    assert found["本报讯（记者 周"] == "记者 周敏"
    assert found["昨日，记者从市园"] == "本报记者 王芳"


def test_single_characters_below_one_another_are_one_headline() -> None:
    page = split_page(RAW)
    assert any("国际马拉松" in part.text for part in page.parts if part.kind != "body")


def test_a_headline_that_fits_nothing_before_it_parts_two_stories() -> None:
    """Nothing but its words tells: no byline, no dateline, no blank line."""
    bridge, park = BRIDGE_HEAD.replace("\n\n", "\n"), PARKS.split("\n\n", 2)[2].replace("\n\n", "\n")
    text = f"江城大桥将首次大修\n{bridge}\n老城区新增三座口袋公园\n{park}"
    assert [a.title for a in split_page(text).articles] == ["江城大桥将首次大修", "老城区新增三座口袋公园"]


def characters(text: str) -> Counter[str]:
    return Counter(c for c in normalise(text) if not c.isspace())


def assert_accounted(text: str) -> None:
    page = split_page(text)
    kept = [*page.masthead, *page.furniture]
    for article in page.articles:
        kept += [article.title, article.text, article.byline]
        edges = [edge for span in article.headings for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(article.text) for edge in edges)
        assert all("\n" not in article.text[start:end] and start < end for start, end in article.headings)
        assert article.text == article.text.strip()
        assert "\n\n" not in article.text
    missing = characters(text) - characters("\n".join(kept))
    assert not (set(missing) - set("-#"))  # hyphens at line ends, Markdown's marks


@pytest.mark.parametrize("part", [sample().read_text(encoding="utf-8"), PARKS, METRO, MARATHON, LIBRARY])
def test_every_character_is_accounted_for(part: str) -> None:
    assert_accounted(part)


LINES = st.sampled_from(
    [
        *PARKS.split("\n"),
        *LIBRARY.split("\n"),
        *BRIDGE_TAIL.split("\n"),
        *METRO.split("\n"),
        *MASTHEAD.split("\n"),
        EDITORS,
        "",
        "",
        "　　下面是缩进的一行，",
        "-----",
        "03",
        "# 标题",
        "问题在哪里？",
        "The end of the line",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(LINES, max_size=40).map("\n".join), st.text(max_size=200)))
def test_every_character_of_any_page_is_accounted_for(text: str) -> None:
    assert_accounted(text)


@settings(max_examples=20, deadline=None)
@given(st.permutations([PARKS, METRO, MARATHON]), st.booleans())
def test_the_order_of_whole_stories_changes_no_story(order: list[str], masthead_first: bool) -> None:
    blocks = [MASTHEAD, *order, EDITORS] if masthead_first else [*order, EDITORS, MASTHEAD]
    usual = {a.title: a.text for a in split_page("\n\n".join([PARKS, METRO, MARATHON])).articles}
    assert {a.title: a.text for a in split_page("\n\n".join(blocks)).articles} == usual
