"""Names, coordinations and offices read off running text."""

import pytest

from qa.texts.enumerations import enumerations
from qa.texts.names import names_of, occurrences
from qa.texts.people import asked_office, holds, offices


@pytest.mark.parametrize(
    ("text", "head", "names"),
    [
        ("位于东部新区的久隆水库工程已经开工", "水库", ["久隆水库"]),
        ("作为“第三水源”的三坝水库即将评审", "水库", ["三坝水库"]),
        ("这座水库建成后，全市大型水库达到五座", "水库", []),
        ("我省新建了两座水库", "水库", []),
        ("他毕业于北京大学，大学生活很充实", "大学", ["北京大学"]),
        ("港珠澳大桥和南京长江大桥都是名桥", "大桥", ["港珠澳大桥", "南京长江大桥"]),
        ("石門水庫已經蓄水", "水库", ["石門水庫"]),
    ],
)
def test_names_are_taken_whole_and_generic_uses_dropped(text: str, head: str, names: list[str]) -> None:
    assert [text[s.start : s.end] for s in names_of(text, head)] == names


def test_occurrences_fold_case_and_script() -> None:
    assert occurrences("水庫、水库、ＮＢＡ", "水库") == [(0, 2), (3, 5)]
    assert occurrences("ＮＢＡ nba", "Nba") == [(0, 3), (4, 7)]
    assert occurrences("无", "") == []


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("打造大遗产、大熊猫、大冰雪“五大IP”线路", ["大遗产", "大熊猫", "大冰雪"]),
        ("要推动筹建工程师学会、技术经理人学会等社团", ["工程师学会", "技术经理人学会"]),
        ("讲好成都文化、成都音乐、成都美食等故事", ["成都文化", "成都音乐", "成都美食"]),
        ("与北京、上海和深圳等城市存有差距", ["北京", "上海", "深圳"]),
        ("出版了《家》、《春》和《秋》", ["《家》", "《春》", "《秋》"]),
        (
            "暴露出隐患排查不到位、安全监管不到位、责任落实不到位",
            ["隐患排查不到位", "安全监管不到位", "责任落实不到位"],
        ),
        (
            "审计发现账目登记不规范、合同管理不规范、重大项目资金拨付不规范等问题。",
            ["账目登记不规范", "合同管理不规范", "重大项目资金拨付不规范"],
        ),
        ("开设“书法”“围棋”“陶艺”三门课", ["书法", "围棋", "陶艺"]),
        (
            "登记小型客车、大型客车、轻便摩托车等共计507辆快看看有没有你的",
            ["小型客车", "大型客车", "轻便摩托车"],
        ),
        ("其中东岭站、西岭站、南岭站超警", ["东岭站", "西岭站", "南岭站"]),
        ("东陵、西陵、南陵3市和北陵市南部、中陵市有大雨", ["东陵", "西陵", "南陵"]),
        ("接口有USB-C、HDMI 2.1和SD卡槽", ["USB-C", "HDMI 2.1", "SD卡槽"]),
    ],
)
def test_members_of_a_coordination(text: str, members: list[str]) -> None:
    assert [text[m.start : m.end] for m in enumerations(text)[0].members] == members


def test_a_sentence_without_coordination_has_none() -> None:
    assert enumerations("天气晴朗，适合出行。") == []


@pytest.mark.parametrize(
    ("text", "person", "phrase"),
    [
        ("市水务局党组书记、局长廖暾带来好消息", "廖暾", "市水务局党组书记、局长"),
        ("杭州市市长姚高员出席了会议", "姚高员", "杭州市市长"),
        ("清华大学教授李明说，", "李明", "清华大学教授"),
        ("省纪委监委对省政协原副主席李明立案审查", "李明", "省政协原副主席"),
        ("宣布了决定：李明同志任青川市委委员、书记，王岚离任。", "李明", "青川市委委员、书记"),
        ("会议选举李明为主席，李明当选青川市市长后讲话", "李明", "青川市市长"),
    ],
)
def test_offices(text: str, person: str, phrase: str) -> None:
    office = next(offices(text))
    assert text[office.person.start : office.person.end] == person
    assert text[office.phrase.start : office.phrase.end] == phrase


def test_a_deputy_does_not_hold_the_office() -> None:
    assert holds("青羊区委副书记、区长", "区长")
    assert not holds("青羊区委副书记、区长", "书记")
    assert not holds("深圳市原副市长", "市长")
    assert holds("深圳市原副市长", "副市长")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("谁是成都市水务局的局长？", ("成都市水务局", "局长")),
        ("市科协副主席是谁？", ("市科协", "副主席")),
        ("双流区委书记叫什么名字", ("双流区委", "书记")),
        ("水库什么时候建成？", ("", "")),
    ],
)
def test_the_office_asked_for(text: str, asked: tuple[str, str]) -> None:
    assert asked_office(text) == asked
