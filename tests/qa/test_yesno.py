"""Yes and no: borne out, denied, planned only, or not said."""

from collections.abc import Callable

import pytest

from index import Archive
from qa import Chatbot, cite

TEXTS = (
    ("2023-03-01", "久安水库工程已经开工，预计明年建成。青石大桥即将合龙，白鹭大桥没有停工。"),
    ("2023-03-02", "参保率达到90%。市交通局局长周明宇否认涨价。要把江城港建成枢纽港。"),
    ("2023-03-03", "梅山隧道尚未贯通。"),
    ("2023-03-09", "梅山隧道昨天正式贯通。"),
)


@pytest.fixture(scope="module")
def bot(archive_of: Callable[..., Archive]) -> Chatbot:
    return Chatbot(archive_of(*TEXTS), reader=None)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("久安水库开工了吗？", "是", "已经开工"),
        ("久安水库建成了吗？", "不是", "预计明年建成"),  # planned is not done
        ("青石大桥合龙了吗？", "不是", "即将合龙"),
        ("青石大桥即将合龙吗？", "是", "即将合龙"),
        ("白鹭大桥停工了吗？", "不是", "没有停工"),
        ("参保率是80%吗？", "不是", "90%"),
        ("参保率达到90%了吗？", "是", "90%"),
        ("江城港建成枢纽港了吗？", "不是", "要把江城港"),
        ("梅山隧道贯通了吗？", "是", "昨天正式贯通"),  # the later article has it
        ("周明宇是市交通局局长吗？", "是", "周明宇"),
        ("何丽是市交通局局长吗？", "不是", "周明宇"),
    ],
)
def test_what_the_articles_decide(bot: Chatbot, question: str, verdict: str, words: str) -> None:
    answer = bot.ask(question)
    assert cite.check(answer) == []
    assert answer.kind == "fact"
    assert answer.text.split("：")[0] == verdict
    assert words in answer.text


@pytest.mark.parametrize("question", ["久安水库养鱼了吗？", "红叶水库开工了吗？", "周明宇辞职了吗？"])
def test_what_they_leave_open_is_refused(bot: Chatbot, question: str) -> None:
    assert bot.ask(question).refused


SAID = (
    ("2023-04-02", "鹿鸣浏览器5.0版昨日推送，它目前不支持打开加了密码的文档。"),
    ("2023-04-03", "松湖股份召开股东大会。公司在任监事5人，出席5人；在任董事9人，出席7人。"),
    ("2023-04-04", "青石镇两名矿工获救。医院方面说，两人有望康复。一名矿工因伤势过重不治。"),
    ("2023-04-05", "白鹭岛轮渡因大风停航。东海市机场航班没有取消。云岭景区将成为省级地质公园。"),
    ("2023-04-06", "目前，滞留在柳河站的列车旅客没有危险。受台风影响的7个乡镇中，3个已恢复供电。"),
    ("2023-04-07", "长宁法院多平台发布了三起典型案例。对赤焰手机的需求也随之下降。"),
    ("2023-04-07", "在洛川附近设立专仓，开放超5000平的场地。"),
    ("2023-04-08", "兰溪商船昨日驶入望海港时，被云国导弹击中。竹溪县的6起山火全部扑灭。红枫银行股价跌超7%。"),
    ("2023-04-09", "云杉社区的转送服务并不是免费的。赵启明将油画《秋水》捐赠给县图书馆。"),
    ("2023-04-09", "旅客孙某被怀疑有双重国籍。摩托车明年起将不能在石桥市上路行驶。"),
    ("2023-04-09", "柏川铁路首条导线在岭南区间成功架设，为全线开通打下坚实基础。"),
    ("2023-04-09", "飞鸟游戏的试玩会为现场体验，而非提供下载。"),
    ("2023-04-09", "本次定增由金穗农机发起，发行对象不超过35名。"),
)  # fmt: skip


@pytest.fixture(scope="module")
def told(archive_of: Callable[..., Archive]) -> Chatbot:
    return Chatbot(archive_of(*SAID), reader=None)


@pytest.mark.parametrize(
    ("question", "verdict", "words"),
    [
        ("鹿鸣浏览器能打开带密码的文档吗？", "不是", "不支持"),  # it: what the sentence before is about
        ("松湖股份的监事都出席了吗？", "是", "监事5人，出席5人"),  # as many as there are
        ("松湖股份的董事都出席了吗？", "不是", "董事9人，出席7人"),
        ("青石镇的两名矿工有望康复吗？", "是", "有望康复"),
        ("东海市机场的航班取消了吗？", "不是", "没有取消"),  # a deed of its own, no denial
        ("云岭景区会成为省级地质公园吗？", "是", "将成为"),  # asked of what is to come
        ("滞留在柳河站的列车旅客有危险吗？", "不是", "没有危险"),
        ("驶入望海港的兰溪商船被导弹击中了吗？", "是", "被云国导弹击中"),  # who did it is no other subject
        ("竹溪县的山火都扑灭了吗？", "是", "全部扑灭"),
        ("红枫银行的股价上涨了吗？", "不是", "跌超7%"),  # the opposite
        ("摩托车能在石桥市上路行驶吗？", "不是", "将不能"),
        ("柏川铁路的首条导线架设成功了吗？", "是", "成功架设"),
        ("云杉社区的转送服务免费吗？", "不是", "并不是免费的"),
        ("飞鸟游戏的试玩会提供下载吗？", "不是", "而非提供下载"),
    ],
)
def test_denials_modals_and_opposites(told: Chatbot, question: str, verdict: str, words: str) -> None:
    answer = told.ask(question)
    assert cite.check(answer) == []
    assert answer.text.split("：")[0] == verdict
    assert words in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "长宁法院上市了吗？",  # 发布 is 上市 of a product, no word for it of a court
        "赤焰手机下降了吗？",  # the demand for it did
        "洛川开放了吗？",  # something there was opened by another
        "金穗农机都到了吗？",
        "长宁法院取消了吗？",  # a verb that denies others says nothing by itself
        "受台风影响的乡镇都恢复供电了吗？",  # three of seven
        "截至4月7日，竹溪县的山火都扑灭了吗？",  # told later only
        "柏川铁路全线开通了吗？",  # what paves the way is not it
        "旅客孙某有双重国籍吗？",  # suspected only
        "4月3日红枫银行的股价上涨了吗？",  # of another day
    ],
)
def test_what_is_told_of_something_else_or_is_unsure_decides_nothing(told: Chatbot, question: str) -> None:
    assert told.ask(question).refused


def test_a_gift_is_not_yet_to_come(told: Chatbot) -> None:
    answer = told.ask("赵启明捐赠了油画《秋水》吗？")  # 将 moves the object, it tells of nothing planned
    assert answer.refused or answer.text.startswith("是：")
