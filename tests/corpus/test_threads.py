"""Pages whose type sizes are lost: large type told, and strips of text threaded into stories."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.affinity import Weights
from corpus.headlines import Headline
from corpus.largetype import large_and_captions
from corpus.links import Links
from corpus.sheet import Print, Sheet
from corpus.standing import standing
from corpus.strips import Strip
from corpus.territory import MOST_STRIPS
from corpus.threads import threaded, threads

LEAD = 1.5
FERRY = """　　柳河渡口的轮渡昨天恢复开行，
停航四个月的渡船换了新机器，早
晚各加一班，票价仍是两元。码头
上等船的人说，停航以后要绕二十
里山路，孩子上学天不亮就出门。
　　航运公司经理介绍，新机器省
油三成，渡船的甲板也重新铺过，
以后大风天才会停航。""".split("\n")
BEES = """　　青岩村的蜂农这几天忙着摇蜜，
今年槐花开得早，一箱蜂能摇出二
十斤蜜，收购的车停在村口，每斤
比去年贵一块钱。蜂农周大山养了
三百箱蜂，他说雨水少，蜜也浓。
　　合作社请来技术员教蜂农防螨，
蜂箱上贴了号码，蜜从哪一箱来，
一查就知道。""".split("\n")


def prints(column: list[str], left: float, top: float) -> list[Print]:
    """The lines of one column, an indented one two ems further right."""
    found = []
    for i, line in enumerate(column):
        place, base = left + 2 * line.startswith("　"), top + LEAD * i
        text = line.strip("　")
        found.append(Print(text, place, place + len(text), base, 1.0, base - 0.88, base + 0.12))
    return found


def stories(lines: list[Print]) -> dict[str, str]:
    """Headline → text."""
    found = threads(Sheet(100, 100, lines), LEAD, 0.04)
    return {
        "".join(p.text for p in t.headline.prints) if t.headline else "": "".join(
            p.text for s in t.strips for p in s.prints
        )
        for t in found
    }


def test_headlines_are_told_from_text() -> None:
    text = prints(FERRY, 0, 10)
    lines = [*prints(["柳河渡口恢复开行"], 3, 7), *text, *prints(["渡船昨天开过江心。李梅 摄"], 1, 40)]
    large, captions = large_and_captions(lines, LEAD)
    assert large == {id(lines[0])}
    assert captions == {id(lines[-1])}


def test_a_headline_over_two_columns_and_a_story_beside_it() -> None:
    whole = "".join(line.strip("　") for line in FERRY)
    found = stories(
        [
            *prints(["柳河渡口恢复开行"], 9, 6),
            *prints(FERRY[:4], 0, 10),
            *prints(FERRY[4:], 18, 10),
            *prints(["槐花蜜开摇"], 40, 6),
            *prints(BEES, 36, 10),
        ]
    )
    assert found["柳河渡口恢复开行"] == whole
    assert found["槐花蜜开摇"] == "".join(line.strip("　") for line in BEES)


def test_a_story_below_another_in_the_same_column() -> None:
    found = stories(
        [
            *prints(["柳河渡口恢复开行"], 2, 6),
            *prints(FERRY, 0, 9.5),
            *prints(["槐花蜜开摇"], 3, 26.5),
            *prints(BEES, 0, 30.5),
        ]
    )
    assert set(found) == {"柳河渡口恢复开行", "槐花蜜开摇"}


def test_large_type_above_an_address_is_no_story_s() -> None:
    found = stories(
        [
            *prints(["柳河渡口恢复开行"], 2, 6),
            *prints(FERRY, 0, 10),
            *prints(["青岩家具城", "全场七折"], 24, 8),
            *prints(["电话：010-5550199"], 22, 13),
            *prints(BEES, 40, 10),
        ]
    )
    assert "柳河渡口恢复开行" in found
    assert not any("家具" in text or "七折" in text for text in found.values())


LINES = st.text("河村船蜂蜜票路，。", min_size=1, max_size=12)
STRIPS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 60), st.lists(LINES, min_size=1, max_size=4)), max_size=9
)


@given(STRIPS)
def test_every_strip_is_in_one_thread(made: list[tuple[int, int, list[str]]]) -> None:
    strips = [Strip(prints(lines, 16.0 * column, float(top)), LEAD) for column, top, lines in made]
    heads = [Headline(prints(["轮渡恢复开行"], 2, -3))]
    page = standing(strips, heads, LEAD)
    assert sorted(j for thread in threaded(page) for j in thread) == list(range(len(strips)))


@given(st.lists(st.text("河村船蜂蜜票路", min_size=1, max_size=9), min_size=1, max_size=5))
def test_likeness_is_that_of_the_words(texts: list[str]) -> None:
    links = Links(
        standing([Strip(prints([text], 0, 9.0 * i), LEAD) for i, text in enumerate(texts)], [], LEAD)
    )
    weights = Weights(links.facts.texts)
    for i, first in enumerate(links.facts.texts):
        for j, second in enumerate(links.facts.texts):
            assert abs(links.likeness[i, j] - weights.similarity(first, second)) < 1e-6


def test_more_strips_than_a_page_has_stand_alone() -> None:
    strips = [Strip(prints(["渡船"], 6.0 * (i % 20), 9.0 * (i // 20)), LEAD) for i in range(MOST_STRIPS + 1)]
    assert threaded(standing(strips, [], LEAD)) == [[j] for j in range(len(strips))]
