"""Lists and counts asked of one matter, over small archives of made-up articles."""

from collections.abc import Callable

import pytest

from index import Archive
from qa import Chatbot

TEXTS = (
    (
        "2023-05-02",
        "云岭高铁今日开通。线路全长90公里，全线共设青川、白水、云岭、松坪4座车站，其中青川、云岭为新建车站。"
        "通车仪式上，县长何平致辞。",
    ),
    (
        "2023-05-03",
        "山火烧毁两家民宿，分别是位于溪口村的“望山民宿”和岭下村的“听泉民宿”。消防支队出动钩机、铲车等设备。",
    ),
    (
        "2023-05-04",
        "据《影视周报》4日报道，今年有3部纪录片入围东海电影节：陈默的《雪线》入围短片单元，林溪的《渡口》和"
        "周野的《长路》入围主竞赛单元。",
    ),
    (
        "2023-06-01",
        "少年宫推出“暑期六艺”课程，即书法、围棋、陶艺、合唱、剪纸、击剑。报名者须年满七岁。"
        "少年宫主任李青、教师王岚到场。",
    ),
    (
        "2023-06-02",
        "接力赛中，欧阳明、覃海、张小雨、李冰为青川队夺得冠军。市水务局此前约谈了南山县、北原县、东亭区政府负责人。",
    ),
    ("2023-06-04", "青禾公司和白杨公司公布产量。白杨公司5月交付客车310辆，创下纪录。"),
    ("2023-06-06", "青川国21个省中，目前有17个省为鼠疫风险区。"),
    ("2023-06-07", "这篇综述收录的494篇论文详述了532项关于茶叶的研究。"),
    ("2023-06-08", "其中，理想汽车5月共计交付新车34134辆。"),
    ("2023-06-03", "江城市新建社区食堂19座、口袋公园7处。食堂设有取餐区、用餐区、洗手区等功能区。"),
)


@pytest.fixture(scope="module")
def bot(archive_of: Callable[..., Archive]) -> Chatbot:
    return Chatbot(archive_of(*TEXTS), reader=None)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("云岭高铁全线设有哪些车站？", {"青川", "白水", "云岭", "松坪"}),
        ("山火烧毁的两家民宿叫什么名字？", {"望山民宿", "听泉民宿"}),
        ("今年有哪几部纪录片入围东海电影节？", {"雪线", "渡口", "长路"}),
        ("少年宫“暑期六艺”包括哪些课程？", {"书法", "围棋", "陶艺", "合唱", "剪纸", "击剑"}),
        ("接力赛中青川队由哪些人组成？", {"欧阳明", "覃海", "张小雨", "李冰"}),
        ("市水务局约谈了哪些县区的政府负责人？", {"南山县", "北原县", "东亭区"}),
        ("江城市社区食堂设有哪些功能区？", {"取餐区", "用餐区", "洗手区"}),
    ],
)
def test_the_members_stand_where_the_matter_is_told(bot: Chatbot, question: str, items: set[str]) -> None:
    answer = bot.ask(question)
    assert answer.kind == "list"
    assert {item.name for item in answer.items} == items
    assert all(item.name in answer.citations[item.citations[0] - 1].quote for item in answer.items)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("云岭高铁全线共设几座车站？", "4"),
        ("江城市新建了多少座社区食堂？", "19座"),
        ("今年有几部纪录片入围东海电影节？", "3"),
        ("青川国有多少个省是鼠疫风险区？", "17个"),
        ("关于茶叶的综述收录了多少篇论文？", "494篇"),
        ("关于茶叶的综述详述了多少项研究？", "532项"),
    ],
)
def test_the_number_that_is_stated_of_the_matter(bot: Chatbot, question: str, number: str) -> None:
    answer = bot.ask(question)
    assert answer.kind == "count"
    assert answer.text.startswith(number)


def test_a_count_comes_with_its_list_where_both_agree(bot: Chatbot) -> None:
    assert len(bot.ask("云岭高铁全线共设几座车站？").items) == 4


def test_what_another_of_its_kind_did_is_not_counted(bot: Chatbot) -> None:
    assert "34134" not in bot.ask("蔚来汽车5月交付了多少辆新车？").text


@pytest.mark.parametrize("question", ["红河高铁全线设有哪些车站？", "北湖电影节入围了哪些影片？"])
def test_another_matter_is_not_answered(bot: Chatbot, question: str) -> None:
    assert not bot.ask(question).items


def test_of_the_items_given_those_that_fit_best(bot: Chatbot) -> None:
    stations = bot.ask("云岭高铁全线设有哪些车站？")
    new = bot.ask("其中哪些是新建车站？", [stations])
    assert {item.name for item in new.items} == {"青川", "云岭"}


def test_a_number_of_somebody_else_is_not_given(bot: Chatbot) -> None:
    assert "310" not in bot.ask("青禾公司5月交付了多少辆客车？").text
    assert "310" in bot.ask("白杨公司5月交付了多少辆客车？").text


def test_shares_of_a_total_are_told_by_name(archive_of: Callable[..., Archive]) -> None:
    text = "3日，青河县各公司恢复了断网村33个，其中石桥镇13个，柳林镇20个。另有修路队5支、专家3名到场。"
    bot = Chatbot(archive_of(("2023-05-03", text)), reader=None)
    assert bot.ask("石桥镇恢复了多少个断网村？").text.startswith("13个")
    assert bot.ask("青河县恢复了多少个断网村？").text.startswith("33个")
    assert not bot.ask("青河县恢复的断网村分布在几个镇？").text.startswith("13")


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("新书系包括几本书？", "3本"),
        ("老城保存了几座古代塔楼？", "4座"),
        ("第一批转移了多少名受困乘客？", "28名"),
    ],
)
def test_what_is_counted_has_its_counter_and_its_verb(
    archive_of: Callable[..., Archive], question: str, number: str
) -> None:
    text = (
        "新书系包括3本书，共两千页。老城保存了4座古代塔楼和9口井。"
        "清晨，第一批28名受困乘客有序转移，40名队员到达车站。"
    )
    assert Chatbot(archive_of(("2023-05-03", text)), reader=None).ask(question).text.startswith(number)


def test_everybody_is_counted_and_those_named_most_come_first(bot: Chatbot) -> None:
    answer = bot.ask("文章里提到了哪些人物？")
    assert {"何平", "李青", "王岚"} <= {item.name for item in answer.items}
    assert [item.mentions for item in answer.items] == sorted(
        (i.mentions for i in answer.items), reverse=True
    )
    june = bot.ask("6月的报道里提到了哪些人物？")
    assert "何平" not in {item.name for item in june.items}


CASES = (
    ("2023-07-01", "检察机关日前依法对王海峰作出逮捕决定。王海峰出生于青川县，由检察员李桥讯问。"),
    ("2023-07-02", "检察机关日前依法对郑国安作出逮捕决定。郑国安曾在白水县任职，司机赵明作证。"),
    (
        "2023-07-03",
        "青川市原市长林强被查后，又有多人被查：王海峰2006年1月任青川市长，2020年7月被查；"
        "林强2013年7月任青川市长，2014年9月被查；郑国安2017年1月任青川市长，2023年6月被查；李桥2018年在家。",
    ),
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("检察机关对哪几名官员作出了逮捕决定？", {"王海峰", "郑国安"}),
        ("被查的青川市长是哪些人？", {"王海峰", "林强", "郑国安"}),
    ],
)
def test_people_of_whom_the_same_is_told_one_by_one(
    archive_of: Callable[..., Archive], question: str, names: set[str]
) -> None:
    answer = Chatbot(archive_of(*CASES), reader=None).ask(question)
    assert {item.name for item in answer.items} == names


def test_whom_the_question_names_is_not_one_of_two(archive_of: Callable[..., Archive]) -> None:
    text = (
        "赵明出访时，李青在采访中批评赵明此次出访。"
        "据报道，赵明出访有两个人陪同：一位是秘书长王海峰，一位是副秘书长郑国安。"
    )
    answer = Chatbot(archive_of(("2023-07-01", text)), reader=None).ask("赵明出访时，哪两个人陪同？")
    assert {item.name for item in answer.items} == {"王海峰", "郑国安"}


def test_parts_are_no_places_and_the_class_is_none_of_its_members(archive_of: Callable[..., Archive]) -> None:
    bot = Chatbot(
        archive_of(
            (
                "2023-07-01",
                "青川馆亮相书展，来自成都、重庆的读者到场。青川馆以书为媒，分古籍精品、年画成果、新书3个展示区。",
            ),
            (
                "2023-07-02",
                "会议由青川市通力律师事务所见证，文件由律师事务所盖章，律师事务所留存，律师事务所负责。",
            ),
            (
                "2023-07-03",
                "会议由江海市植德律师事务所见证，文件由律师事务所盖章，律师事务所留存，律师事务所负责。",
            ),
        ),
        reader=None,
    )
    assert {i.name for i in bot.ask("青川馆有哪几个展示区？").items} == {"古籍精品", "年画成果", "新书"}
    firms = {i.name for i in bot.ask("报道里提到哪些律师事务所？").items}
    assert firms == {"青川市通力律师事务所", "江海市植德律师事务所"}
