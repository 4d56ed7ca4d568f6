"""Lists of a class that no article tells of: what stands in a row nearby is no answer."""

from collections.abc import Callable

import pytest

from index import Archive
from qa import Chatbot
from qa.read import Reader

TEXTS = (
    ("2023-05-06", "盆栽工具主要包括小铲、剪刀、喷壶，园艺课上都有。自驾的观众可停在展馆的P1、P2停车场。"),
    ("2023-05-07", "哪吒队的比赛项目有短跑、跳远，几内亚队的比赛项目有铅球、标枪。"),
    (
        "2023-05-02",
        "云岭市科技局局长何平说，云岭市将在新型材料、光电仪器、智能农机3条产业链上重点发力。"
        "云岭市推动企业“上规、上市、上云”，还要讲好云岭文化、云岭音乐、云岭美食等故事。",
    ),
    (
        "2023-05-03",
        "青川县将针对东亭、北原等2个乡的响应调整为二级，各乡要做好转移、安置工作。白水河水势平稳。",
    ),
    (
        "2023-05-05",
        "白河区将做好西岭科技枢纽、东岭商贸枢纽、南湾快运枢纽这三大枢纽，孵化影视旅游的新产业和文化产业。",
    ),
    (
        "2023-05-04",
        "论坛上，云岭大学教授林溪与学员周野、陈默、何平讲述了经验，以翔实的数据和可行的案例，对于读书班的学员有借鉴意义。"
        "工商联主席陈默说，要引导企业家积极参与公益事业。",
    ),
)
ASKED = [
    "云岭市有哪些火车站？",
    "云岭市的酒店有哪些？",
    "新能源产业有哪些企业？",  # 3条产业链 are no firms
    "白水河上有哪些大桥？",
    "林溪写过哪些书？",
    "林溪有哪些徒弟？",  # whoever is named with her is none
    "哪些记者参与了报道？",
    "青川县有几个机场？",
    "有哪些新产业？",
]


@pytest.mark.parametrize("question", ASKED)
def test_another_class_is_refused(archive_of: Callable[..., Archive], question: str) -> None:
    assert Chatbot(archive_of(*TEXTS), reader=None).ask(question).refused


@pytest.mark.models
@pytest.mark.parametrize("question", ASKED)
def test_another_class_is_refused_with_the_reader(archive_of: Callable[..., Archive], question: str) -> None:
    assert Chatbot(archive_of(*TEXTS), reader=Reader()).ask(question).refused


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("云岭市将在哪些产业链上重点发力？", {"新型材料", "光电仪器", "智能农机"}),
        ("盆栽工具主要包括哪些？", {"小铲", "剪刀", "喷壶"}),
        ("自驾的观众可以停在哪些停车场？", {"P1", "P2"}),
        ("哪吒队有哪些比赛项目？", {"短跑", "跳远"}),
        ("文章提到了哪些枢纽？", {"西岭科技枢纽", "东岭商贸枢纽", "南湾快运枢纽"}),
        ("文章提到了哪些产业链？", {"新型材料", "光电仪器", "智能农机"}),
        ("响应调整为二级的是哪两个乡？", {"东亭", "北原"}),
    ],
)
def test_the_class_itself_is_listed(
    archive_of: Callable[..., Archive], question: str, items: set[str]
) -> None:
    answer = Chatbot(archive_of(*TEXTS), reader=None).ask(question)
    assert {item.name for item in answer.items} == items
