"""Groups in a sentence that may be the members of a class, by the words around them."""

import pytest

from qa.texts.classes import kind_of
from qa.texts.groups import Asked, Group, groups
from qa.texts.places import place_end
from qa.texts.stated import stated
from tests.qa.tagged import tagged

LISTED = [
    # the class behind the series: 等…, counted, with its modifiers
    (
        "停靠站",
        0,
        "全线/n 设/v 青川/LOC 、/w 白水/LOC 、/w 云岭/LOC 三座/m 停靠站/n",
        "青川 白水 云岭",
    ),
    ("社团", 0, "组建/v 合唱/vn 、/w 剪纸/n 等/u 文艺/n 社团/n", "合唱 剪纸"),
    # in front of it
    ("材质", 0, "材质/n 包括/v 竹/n 、/w 木/n 、/w 陶/n", "竹 木 陶"),
    ("环节", 0, "“/w 诵读/v ”/w “/w 讲述/v ”/w “/w 展演/v ”/w 三个/m 环节/n", "诵读 讲述 展演"),
    # only the last has the noun
    ("功能", 0, "集/v 停车/vn 、/w 充电/vn 、/w 休憩/vn 功能/n 于/p 一体/n", "停车 充电 休憩"),
    # and so with sorts of people, who are no names
    ("老人", 0, "看望/v 孤寡/n 、/w 失能/vn 、/w 留守/vn 老人/n 家庭/n", "孤寡 失能 留守"),
    # counted in front of each
    ("设备", 0, "添置/v 两台/m 烤箱/n 、/w 三台/m 冰柜/n 等/u 设备/n", "烤箱 冰柜"),
    # two, joined by 和 alone
    ("方面", 2, "要/v 从/p 选种/n 和/c 育苗/n 两个/m 方面/n 发力/v", "选种 育苗"),
    (
        "方式",
        2,
        "方式/n 包括/v 自主/d 培育/vn 或者/c 与/p 院校/n 联合/vd 培育/vn 两种/m",
        "自主培育 与院校联合培育",
    ),
    # who acts, and in the same breath another series
    (
        "部门",
        3,
        "东亭县水利局/ORG 、/w 气象局/ORG 、/w 应急局/ORG 8月4日/TIME 发布/v 红色/n 、/w 橙色/n 预警/n",
        "东亭县水利局 气象局 应急局",
    ),
    # what 等 sums up is called much alike
    ("抗旱树种", 0, "多个/m 村庄/n 因地制宜/d 栽种/v 杨树/n 、/w 柳树/n 等/u 抗旱/vn 品种/n", "杨树 柳树"),
    # numbered
    (
        "措施",
        3,
        "三条/m 措施/n ：/w 一是/c 减税/v ；/w 二是/c 降费/v ；/w 三是/c 补贴/v 。/w",
        "减税 降费 补贴",
    ),
    # in quotes, apart, counted
    (
        "客栈",
        2,
        "两家/m 客栈/n ，/w 分别/d 是/v 村口/n 的/u “/w 望山/nz ”/w 和/c 村尾/n 的/u “/w 听泉/nz ”/w",
        "望山 听泉",
    ),
]


def best(sentence: str, asked: Asked) -> tuple[list[str], Group]:
    words = tagged(sentence)
    group = max(groups(words, asked, 0, len(words.text)), key=lambda one: one.fit)
    return [words.text[m.start : m.end] for m in group.members], group


@pytest.mark.parametrize(("head", "number", "sentence", "members"), LISTED)
def test_the_members_of_a_class(head: str, number: int, sentence: str, members: str) -> None:
    assert best(sentence, Asked(head, kind_of(head), number))[0] == members.split()


@pytest.mark.parametrize(
    ("head", "sentence", "members"),
    [
        (
            "公职人员",
            "失联/v 的/u 县委/ORG 常委/n 、/w 副县长/n 李明/PER 和/c 武装部/ORG 政委/n 王军/PER 已/d 获救/v",
            ["李明", "王军"],
        ),
        (
            "队员",
            "导演/n 张伟/PER 、/w 王谷开来/PER 和/c 李·约翰/PER 到场/v",
            ["张伟", "王谷开来", "李·约翰"],
        ),
        ("局长", "水务局/ORG 局长/n 赵刚/PER 和/c 工人/n 钱进/PER 在场/v", ["赵刚"]),
        ("人", "本报/r 记者/n 孙立/PER 摄/v ，/w 周涛/PER 获奖/v", ["周涛"]),
        ("冠军", "拿下/v 女单/n 、/w 女双/n 以及/c 混双/n 三个/m 冠军/n", ["女单", "女双", "混双"]),
    ],
)
def test_people_without_their_posts_and_bylines(head: str, sentence: str, members: list[str]) -> None:
    assert best(sentence, Asked(head, kind_of(head)))[0] == members


def test_places_end_where_their_number_is_said() -> None:
    sentence = "来自/v 东山/LOC 、/w 西海/LOC 和/c 南原/LOC 三/m 地/n 的/u 水产品/n"
    assert best(sentence, Asked("地方", "place"))[0] == ["东山", "西海", "南原"]


def test_the_last_of_places_ends_where_its_name_ends() -> None:
    sentence = "满足/v 东岭/LOC 、/w 西岭/LOC 和/c 南湾新城/LOC 用水/n 要求/n"
    assert best(sentence, Asked("地方", "place"))[0] == ["东岭", "西岭", "南湾新城"]
    assert place_end("南湾沿海地区", (0, 6), 2) == 6
    assert place_end("南湾农田灌溉", (0, 6), 2) == 2


def test_works_stand_in_their_marks_but_for_the_paper_that_reports() -> None:
    sentence = "据/p 《/w 晨报/n 》/w 报道/v ，/w 影片/n 《/w 雪山/n 》/w 和/c 《/w 河流/n 》/w 获奖/v"
    assert best(sentence, Asked("影片", "work"))[0] == ["雪山", "河流"]


def test_a_number_that_fits_is_surer_and_one_that_does_not_less_sure() -> None:
    sentence = "涉及/v 农业/n 、/w 渔业/n 、/w 林业/n 三个/m 领域/n"
    right, open_, wrong = (best(sentence, Asked("领域", "", number))[1].fit for number in (3, 0, 2))
    assert right >= open_ > wrong


def test_names_that_the_asked_verb_governs() -> None:
    told = "纳入/v 灌溉/vn 规划/n ，/w 可/v 灌溉/v 青川镇/LOC 和/c 白水镇/LOC 农田/n ，/w 云岭县/LOC 水源/n"
    assert best(told, Asked("地方", "place", before="灌溉"))[0] == ["青川镇", "白水镇"]
    assert best(told, Asked("地方", "place"))[0] == ["青川镇", "白水镇", "云岭县"]


def test_what_was_counted_right_before_a_series_is_its_class() -> None:
    told = (
        "老旧/a 学校/n 多/a ，/w 要/v 用好/v “/w 三支/m 队伍/n ”/w ，/w 即/v 教师/n 、/w 家长/n 、/w 校友/n"
    )
    assert best(told, Asked("学校", ""))[1].fit <= 0.5
    members, group = best(told, Asked("队伍", ""))
    assert members == ["教师", "家长", "校友"]
    assert group.fit > 0.8


def test_what_sums_a_series_up_is_its_class() -> None:
    told = "入围/v 项目/n 涉及/v 渔业/n 、/w 林业/n 、/w 牧业/n 等/u 多个/m 行业/n"
    assert best(told, Asked("项目", ""))[1].fit < best(told, Asked("行业", ""))[1].fit


def test_what_the_question_names_is_told_in_full_behind_a_dash() -> None:
    told = "全县/n 的/u “/w 老三宝/nz ”/w ——/w 竹编/n 、/w 剪纸/n 、/w 米酒/n ，/w 均/d 出自/v 手工/n"
    named = best(told, Asked("产品", "", terms=("老三宝",)))[1]
    assert named.fit > best(told, Asked("产品", "", terms=("手工",)))[1].fit + 0.3


def test_codes_and_ranks_are_no_part_of_a_name() -> None:
    told = "公司/n 包括/v 云岭股份/ORG （/w 300001.SZ/m ）/w 、/w 白水科技/ORG （/w 600002.SH/m ）/w"
    assert best(told, Asked("公司", "organisation"))[0] == ["云岭股份", "白水科技"]


def test_a_series_may_be_all_that_a_number_counted() -> None:
    told = "首批/m 志愿者/n 共有/v 三人/m ，/w 分别/d 是/v 山中客/n 、/w 老渡口/n 、/w 李青/PER"
    assert best(told, Asked("志愿者", "person"))[0] == ["山中客", "老渡口", "李青"]


def test_places_on_a_line_and_ways_from_places() -> None:
    line = "拓展带/n 包括/v 青川/LOC —/w 白水/LOC —/w 云岭/LOC —/w 松坪/LOC"
    assert best(line, Asked("地方", "place"))[0] == ["青川", "白水", "云岭", "松坪"]
    ways = "恢复/v 青川/LOC 、/w 白水/LOC 、/w 云岭/LOC 至/v 东海/LOC 航线/n"
    assert best(ways, Asked("城市", "place", before="恢复"))[0] == ["青川", "白水", "云岭"]


def test_quotes_right_before_the_noun_are_names() -> None:
    told = "甲校/n 的/u 《/w 海水淡化/n 》/w 项目/n 和/c 乙校/n 的/u 《/w 光伏组件/n 》/w 项目/n 获奖/v"
    assert best(told, Asked("项目", ""))[0] == ["海水淡化", "光伏组件"]


def test_verbs_and_praise_are_left_off_members() -> None:
    told = "由/p 总工会/ORG 、/w 教育局/ORG 、/w 云岭县政府/ORG 主办/v"
    assert best(told, Asked("单位", "organisation", before="由"))[0] == ["总工会", "教育局", "云岭县政府"]
    praised = "推出/v 甲型/nz 、/w 乙型/nz 和/c 更/d 高端/a 的/u 丙型/nz 三款/m 机型/n"
    assert best(praised, Asked("机型", ""))[0] == ["甲型", "乙型", "丙型"]


def test_an_airline_need_not_be_called_a_company() -> None:
    assert best("青川航空/ORG 复航/v", Asked("航空公司", "organisation"))[0] == ["青川航空"]


def test_numbered_points_that_name_nobody_are_no_people() -> None:
    told = "一是/c 主持/v 严格/ad ；/w 二是/c 违反/v 规定/n"
    words = tagged(told)
    assert list(groups(words, Asked("主持人", "person"), 0, len(words.text))) == []
    assert best("一是/c 李明/PER ；/w 二是/c 王军/PER", Asked("主持人", "person"))[0] == ["李明", "王军"]


def test_the_number_of_a_paragraph_is_no_member() -> None:
    told = "四/m 、/w 备查/v 文件/n 一/m 、/w 青禾股份公司/ORG 决议/n"
    assert best(told, Asked("公司", "organisation"))[0] == ["青禾股份公司"]


def test_a_noun_in_a_title_names_no_class() -> None:
    told = "依照/p 第五条/m 、/w 《/w 最高法院关于财产的规定/n 》/w 第二条/m 公告/v"
    assert best(told, Asked("法院", ""))[1].fit <= 0.5


def test_what_a_series_serves_as_is_its_class() -> None:
    told = "青禾/nz 公路车/n 、/w 海豚/n 公交/n 作为/v 赛事/n 专用/n 车辆/n"
    assert best(told, Asked("车辆", ""))[1].fit >= 1.0
    assert best(told + " 样板/n", Asked("车辆", ""))[1].fit < 1.0


def test_nothing_is_no_group() -> None:
    words = tagged("天气/n 晴朗/a")
    assert list(groups(words, Asked("水库", ""), 0, len(words.text))) == []


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("队员", "person"), ("园长", "person"), ("书法家", "person"), ("国家", "place"), ("城市", "place"),
        ("功能区", ""), ("小区", ""), ("公司", "organisation"), ("华语片", "work"), ("水库", ""),
    ],
)  # fmt: skip
def test_what_names_a_class_has(category: str, kind: str) -> None:
    assert kind_of(category) == kind


@pytest.mark.parametrize(
    ("text", "head", "numbers"),
    [
        ("全县现有小型水库23座，另建水窖百口", "水库", [23]),
        ("共设12个大项、60个小项", "大项", [12]),
        ("成立5支水生态保护队伍", "队伍", [5]),
        ("封停40,477个账号", "账号", [40477]),
        ("第三座水库和一座水库", "水库", []),
        ("投资3.5亿元建设水库", "水库", []),
        ("全国已有近170名医院院长", "院长", [170]),
        ("该站共有9条线路", "公交线路", [9]),
        ("涵盖216项支持协调发展的税费优惠政策", "优惠政策", [216]),
    ],
)
def test_numbers_that_a_text_states(text: str, head: str, numbers: list[int]) -> None:
    assert [one.amount for one in stated(text, head, 0, len(text))] == numbers


def test_a_counter_of_two_characters_is_whole() -> None:
    text = "机场计划执行867架次航班。"
    assert [text[slice(*one.span)] for one in stated(text, "航班", 0, len(text))] == ["867架次"]
