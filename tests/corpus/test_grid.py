"""Text that kept its layout with blanks: columns side by side on one line."""

from collections import Counter
from itertools import pairwise

import pytest

from corpus import Article
from corpus.grid import is_grid, read_grid
from corpus.lines import width
from corpus.normalise import normalise
from corpus.page import split_page

BRIDGE = """　　建成四十二年的江城大桥将
迎来首次大修，市住建局昨日公
布了大桥加固工程的方案。
　　大桥加固工程总投资四亿元，
工期十个月，吊杆全部更换，施
工期间两侧各留一条车道，夜间
十点以后封闭，提醒市民绕行。
　　专家检测发现，大桥的吊杆
和桥面铺装老化明显，这次大修
把它们一并换新。""".split("\n")
LIBRARY = """　　本报讯（记者 马丽）市图书
馆新馆昨日试开放，首日迎来读
者九千多人，新馆藏书一百二十
万册，设有盲文阅览室。
　　馆长陈静说，试开放期间每
天限流一万人，读者可以在线预
约借阅座位，少儿阅览区周末延
长开放两小时。""".split("\n")
TEA = """　　明前茶昨日开采，茶农周六
一早就上了山，合作社的炒茶机
连夜开动，收购价比去年高一成，
外地茶商已经订走了三成新茶。""".split("\n")


def line(*pieces: tuple[int, str], cells: int = 1) -> str:
    """One line with these pieces at these places; a Chinese character takes as many `cells`."""
    text = ""
    for place, piece in pieces:
        used = len(text) if cells == 1 else int(2 * width(text))
        text += " " * (place * cells - used) + piece
    return text


def page(cells: int = 1) -> str:
    """A headline over two columns; the second column's story has its own; another one stands below."""
    rows = [
        line((0, "江城晚报"), (20, "2024年5月6日 星期一"), (44, "第7版"), cells=cells),
        "",
        "",
        line((6, "江城大桥将首次大修"), (42, "市图书馆新馆试开放"), cells=cells),
        "",
    ]
    left, middle, right = BRIDGE[:5], BRIDGE[5:], LIBRARY
    for i, text in enumerate(right):
        pieces = [(place, column[i]) for place, column in ((0, left), (20, middle)) if i < len(column)]
        rows.append(line(*pieces, (40, text), cells=cells))
    rows += ["", "", "", line((2, "明前茶昨日开采"), cells=cells), ""]
    rows += [line((0, text), cells=cells) for text in TEA]
    return "\n".join(rows)


def by_title(text: str) -> dict[str, Article]:
    return {article.title: article for article in split_page(text).articles}


@pytest.mark.parametrize("cells", [1, 2])
def test_columns_side_by_side(cells: int) -> None:
    text = page(cells)
    assert is_grid(text)
    found = by_title(text)
    assert set(found) == {"江城大桥将首次大修", "市图书馆新馆试开放", "明前茶昨日开采"}
    bridge = found["江城大桥将首次大修"].text
    assert "工期十个月，吊杆全部更换，施工期间两侧各留一条车道" in bridge
    assert bridge.endswith("一并换新。")
    assert found["市图书馆新馆试开放"].text.split("\n")[1].startswith("馆长陈静说")
    assert {(a.newspaper, a.page) for a in found.values()} == {("江城晚报", "07")}


def test_lines_of_columns_that_are_not_level_are_a_line_apart() -> None:
    rows = []
    for i, text in enumerate(BRIDGE):
        rows.append(line((0, text)))
        if i < len(LIBRARY):
            rows.append(line((20, LIBRARY[i])))
    prints = [p for p in read_grid("\n".join(rows)).prints if p.left >= 18]
    steps = Counter(round(b.base - a.base, 1) for a, b in pairwise(prints))
    assert steps[1.5] >= len(prints) - 2  # ems, and not the two rows that they are apart


def test_every_character_is_accounted_for() -> None:
    text = page()
    split = split_page(text)
    kept = Counter(c for part in split.parts for c in part.text if not c.isspace())
    assert Counter(c for c in normalise(text) if not c.isspace()) == kept


def test_running_text_is_no_grid() -> None:
    assert not is_grid("\n".join(BRIDGE + LIBRARY + TEA))
