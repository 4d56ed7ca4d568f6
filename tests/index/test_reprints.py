"""Reprints: found whatever was changed around them, and nothing else."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, schema
from index.reprints import SHORTEST, are_reprints, bands
from tests.index.conftest import make_article

STORY = (
    "市水务局昨日宣布，位于东部新区的青溪水库工程正式开工，计划总投资十八亿元，工期四年。"
    "项目负责人介绍，水库建成以后，可为下游三个乡镇的十二万居民提供稳定的饮用水，并灌溉农田六万亩。"
    "沿线的移民安置工作已于上月全部完成，安置点配套建设了学校、卫生院和文化站。"
    "专家认为，工程对改善当地水生态、防御洪涝灾害具有重要意义。"
)
OTHER = (
    "本市第三届读书节昨日在市图书馆开幕，来自各区县的五百余名读者代表参加了开幕式。"
    "读书节期间将举办作家讲座、旧书交换、亲子共读等四十余项活动，持续到下月底。"
    "市图书馆同时宣布，全市二十座街区书房即日起延长开放时间至晚上十点。"
)


def linked(archive: Archive, article_id: str) -> list[str]:
    return [article.id for article in archive.reprints(article_id)]


def test_reprints_are_linked_across_days_and_papers(archive: Archive) -> None:
    archive.add(
        [
            make_article(1, STORY, published=date(2023, 3, 9), newspaper="江城日报"),
            make_article(2, OTHER),
            make_article(
                3, "本报综合消息。" + STORY + "（完）", published=date(2023, 3, 10), newspaper="海州晚报"
            ),
            make_article(4, STORY[:120], published=date(2023, 3, 8)),  # abridged
        ]
    )
    assert linked(archive, "a1") == ["a4", "a3"]
    assert linked(archive, "a3") == ["a4", "a1"]
    assert linked(archive, "a2") == []
    archive.remove("a3")
    assert linked(archive, "a1") == ["a4"]
    archive.add([make_article(4, OTHER)])
    assert (linked(archive, "a1"), linked(archive, "a4")) == ([], ["a2"])
    assert archive.verify() == []


def test_traditional_characters_width_and_punctuation_do_not_count() -> None:
    printed = STORY.replace("，", ",").replace("。", " ").replace("开", "開").replace("库", "庫")
    assert are_reprints(STORY, printed)
    assert set(bands(STORY)) == set(bands(printed))


def test_a_form_filled_in_anew_is_no_reprint() -> None:
    form = (
        "{}月{}日双色球第2023{:03}期开奖结果：红球{}、{}、{}，蓝球{}。"
        "奖池累计资金滚存至下期，详情见本市福利彩票发行中心公告，兑奖期限为六十天。"
    )
    first, second = form.format(3, 5, 25, 11, 17, 29, 8), form.format(3, 8, 26, 13, 21, 33, 4)
    assert not are_reprints(first, second)
    assert are_reprints(first, first.replace("详情见", "详见"))


@pytest.mark.parametrize("text", ["", "短。", "天" * 39, "，。！" * 100])
def test_very_short_texts_are_not_compared(text: str) -> None:
    assert bands(text) == []
    assert not are_reprints(text, text)


@given(st.text(alphabet="水库工程开建设新区", min_size=SHORTEST, max_size=200), st.text(max_size=60))
def test_a_text_is_a_reprint_of_itself(text: str, noise: str) -> None:
    assert are_reprints(text, text)
    assert len(bands(text)) == 16
    assert all(-(2**63) <= band < 2**63 for band in bands(text + noise))
    assert are_reprints(text, noise) == are_reprints(noise, text)


def test_an_archive_of_an_earlier_release_is_completed(archive: Archive) -> None:
    archive.add([make_article(1, STORY), make_article(2, STORY + "（完）")])
    with sqlite3.connect(archive.path / "archive.sqlite") as db:
        db.execute("DROP TABLE reprint")
    db.close()
    with Archive.open(archive.path, tagger=archive._tagger) as opened:
        assert linked(opened, "a1") == ["a2"]


def test_the_share_of_reprints_found_is_as_stated() -> None:
    """Of texts with half of their runs in common, 16 bands of 3 find 88 of 100."""
    assert schema.SCHEMA_VERSION >= 2
    found = sum(not set(bands(first)).isdisjoint(bands(second)) for first, second in _halves(200))
    assert 0.78 <= found / 200 <= 0.97


def _halves(count: int) -> list[tuple[str, str]]:
    """Pairs of texts of random characters whose common part is two thirds of each: half of all their runs."""
    import random

    chance = random.Random(1)

    def made(length: int) -> str:
        return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(length))

    return [(common + made(100), common + made(100)) for common in (made(200) for _ in range(count))]
