"""Headlines read out before or behind all text, brought to their stories."""

import pytest

from corpus.page import split_page

BRIDGE = """本报讯（记者 李平）江城大桥将
迎来首次大修，市住建局昨日公布了
加固方案。
大桥加固工程总投资四亿元，工
期十个月，吊杆全部更换。
专家检测发现，大桥的吊杆和桥
面铺装老化明显，这次大修一并换
新。"""
LIBRARY = """市图书馆新馆昨日试开放，首日
迎来读者九千多人，新馆设有阅览室，
藏书一百二十万册。
馆长陈静说，图书馆试开放期间
限流一万人，读者可以预约座位，少
儿阅览区在周末两天都延长开放两
小时。"""
TEA = """明前茶昨日开采，茶农周六一早
就上了山，合作社的炒茶机连夜开动，
茶香飘满山谷。
今年明前茶的收购价比去年高，
外地茶商已经早早来订走了三成新
茶。"""
TEXTS = (BRIDGE, LIBRARY, TEA)
HEADS = ("江城大桥将首次大修\n吊杆全部更换", "图书馆新馆试开放\n首日迎来读者九千人", "明前茶昨日开采")


def bare(text: str) -> str:
    return "".join(text.split())


TITLES = {"江城大桥将首次大修", "图书馆新馆试开放", "明前茶昨日开采"}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
@pytest.mark.parametrize("first", [True, False])
def test_each_headline_goes_to_its_story(order: tuple[int, ...], first: bool) -> None:
    heads, texts = "\n".join(HEADS[i] for i in order), "\n".join(TEXTS[i] for i in order)
    page = split_page(f"{heads}\n{texts}" if first else f"{texts}\n{heads}")
    assert {a.title.split(" ")[0] for a in page.articles} == TITLES
    for article in page.articles:
        number = next(i for i, head in enumerate(HEADS) if article.title.startswith(head.split("\n")[0]))
        assert bare(article.text).endswith(bare(TEXTS[number]))
        assert all(line in article.title + article.text for line in HEADS[number].split("\n"))


def test_headlines_read_as_one_line_are_told_apart() -> None:
    heads = "江城大桥将首次大修 明前茶昨日开采\n茶农一早上山\n图书馆新馆试开放\n读者九千\n阅览区延长开放"
    page = split_page(f"{heads}\n{BRIDGE}\n{TEA}\n{LIBRARY}")
    assert {a.title.split(" ")[0] for a in page.articles} == TITLES


def test_no_character_is_lost() -> None:
    raw = "\n".join([*HEADS, "清仓大酬宾", *TEXTS])
    page = split_page(raw)
    kept = "".join(sorted(c for part in page.parts for c in part.text if not c.isspace()))
    assert kept == "".join(sorted(c for c in raw if not c.isspace()))


def test_a_story_ends_where_it_says_where_it_goes_on() -> None:
    page = split_page(f"江城大桥将首次大修\n{BRIDGE}\n（下转第4版）\n明前茶昨日开采\n{TEA}\n{TEA}")
    first = next(a for a in page.articles if "大桥" in a.title)
    assert first.text.endswith("（下转第4版）")
    assert "明前茶" not in first.text
