"""The archive as its callers see it: what is stored, found, filtered and refused."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus import Article, Skipped
from index import Archive, ArchiveError, Filter, Hit, Mention, split
from index.fold import fold
from tests.index.conftest import FakeEncoder, make_article

TEXTS = ["三坝水库通过评审。", "久隆水库已经开工。", "NBA总决赛昨日结束。", "成都增长44%。"]


def hits(archive: Archive) -> list[list[Hit]]:
    return [
        archive.search(text, 7, method=method, where=where)
        for text in ("久隆水库开工", "NBA", "44%")
        for method in ("dense", "lexical")
        for where in (Filter(), Filter(newspaper="成都日报"), Filter(since=date(2023, 3, 9)))
    ]


def test_what_is_added_is_there(archive: Archive) -> None:
    articles = [make_article(number) for number in range(20)]
    skipped = Skipped("b.txt", "line 3", "no text; add one")
    report = archive.add([*articles[:5], skipped, *articles[5:]])
    assert (report.added, report.updated, report.unchanged, report.skipped) == (20, 0, 0, (skipped,))
    assert [archive.article(article.id) for article in articles] == articles
    expected = sorted(articles, key=lambda a: (a.published, a.page, a.id))
    assert list(archive.articles()) == expected
    assert list(archive.passages()) == [passage for article in expected for passage in split(article)]
    assert archive.counts() == (20, 20)
    assert archive.verify() == []


def test_every_field_comes_back(archive: Archive) -> None:
    article = Article(
        "成都/日报:1'\"; DROP TABLE article",
        "标\0题",
        "小标题\n正文🙂\0。",
        "报",
        None,
        "A1",
        "要闻",
        "记者",
        "x.txt",
        "ab",
        ((0, 3),),
    )
    archive.add([article])
    assert archive.article(article.id) == article
    assert [passage.text for passage in archive.passages()] == [article.text]


def test_adding_again_changes_nothing(archive: Archive, encoder: FakeEncoder) -> None:
    articles = [make_article(number) for number in range(30)]
    archive.add(articles)
    before, encoded = hits(archive), encoder.encoded
    report = archive.add(articles)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 30)
    assert (encoder.encoded, hits(archive)) == (encoded, before)


def test_other_content_under_a_known_id_replaces(archive: Archive) -> None:
    archive.add([make_article(1, "旧水库。"), make_article(2, "新大桥。")])
    report = archive.add([make_article(1, "改建的机场。"), make_article(2, "新大桥。", section="体育")])
    assert (report.added, report.updated, report.unchanged) == (0, 2, 0)
    assert list(archive.containing("旧水库")) == []
    assert [passage.text for passage in archive.containing("机场")] == ["改建的机场。"]
    assert archive.search("机场", 1, method="lexical")[0].passage.article.id == "a1"
    assert [hit.passage.article.id for hit in archive.search("大桥", where=Filter(section="体育"))] == ["a2"]
    assert archive.verify() == []


def test_an_id_twice_in_one_go_keeps_the_later(archive: Archive) -> None:
    report = archive.add([make_article(1, "早。"), make_article(1, "晚。"), make_article(1, "晚。")])
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert archive.article("a1").text == "晚。"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (make_article(1, id=" "), "its id is empty"),
        (make_article(1, "\ud800"), "surrogate"),
        (make_article(1, "短", headings=((0, 5),)), "headings"),
        (make_article(1, "一二三四", headings=((2, 4), (0, 1))), "headings"),
    ],
)
def test_what_cannot_be_stored_is_skipped_with_its_reason(
    archive: Archive, wrong: Article, reason: str
) -> None:
    report = archive.add([wrong, make_article(2)])
    assert report.added == 1
    assert reason in report.skipped[0].reason


def test_hits_are_the_same_after_reopening(archive: Archive, encoder: FakeEncoder, tmp_path: Path) -> None:
    archive.add([make_article(n, text) for n, text in enumerate(TEXTS * 5)])
    archive.remove("a3", "a7")
    archive.add([make_article(50, "又一座水库。")])
    before = hits(archive)
    assert any(before)
    with Archive.open(tmp_path / "archive", encoder) as again:
        assert hits(again) == before
    for name in ("vectors.faiss", "vectors.json"):
        (tmp_path / "archive" / name).unlink()
    with Archive.open(tmp_path / "archive", encoder) as rebuilt:
        assert hits(rebuilt) == before


def test_dense_search_equals_numpy(archive: Archive, encoder: FakeEncoder) -> None:
    archive.add([make_article(n, f"{text}第{n}条。", title="") for n, text in enumerate(TEXTS * 10)])
    passages = list(archive.passages())
    stored = (
        encoder.encode_query([passage.text for passage in passages]).astype(np.float16).astype(np.float32)
    )
    scores = stored @ encoder.encode_query(["久隆水库开工了吗"])[0]
    found = archive.search("久隆水库开工了吗", 12)
    assert [hit.score for hit in found] == pytest.approx(sorted(scores, reverse=True)[:12], abs=1e-5)
    by_place = {
        (passage.article.id, passage.start): score for passage, score in zip(passages, scores, strict=True)
    }
    for hit in found:
        assert hit.score == pytest.approx(by_place[hit.passage.article.id, hit.passage.start], abs=1e-5)


@pytest.mark.parametrize(
    "where",
    [
        Filter(),
        Filter(since=date(2023, 3, 10)),
        Filter(until=date(2023, 3, 10)),
        Filter(since=date(2023, 3, 5), until=date(2023, 3, 5)),
        Filter(newspaper="成都日报", section="要闻"),
        Filter(newspaper="没有的报"),
        Filter(newspaper="' OR 1=1 --"),
        Filter(since=date(2024, 1, 1)),
        Filter(newspaper="", section=""),
    ],
)
def test_filters_hold_everywhere(archive: Archive, where: Filter) -> None:
    articles = [make_article(n, f"第{n}座水库，水库。") for n in range(40)]
    articles.append(make_article(99, "未注明日期的水库。", published=None))
    archive.add(articles)
    inside = {
        a.id
        for a in articles
        if (not where.since or (a.published and a.published >= where.since))
        and (not where.until or (a.published and a.published <= where.until))
        and where.newspaper in (None, "", a.newspaper)
        and where.section in (None, "", a.section)
    }
    assert {a.id for a in archive.articles(where)} == inside
    assert {p.article.id for p in archive.passages(where)} == inside
    assert {p.article.id for p in archive.containing("水库", where)} == inside
    assert {a.id for a, _ in archive.mentions("place", where)} == inside
    assert archive.counts(where) == (len(inside), len(inside))
    k = max(1, len(inside))
    assert {h.passage.article.id for h in archive.search("水库", k, where=where)} == inside
    assert {h.passage.article.id for h in archive.search("水库", k, method="lexical", where=where)} == inside


def test_containing_equals_a_scan(archive: Archive) -> None:
    texts = [
        "三壩水庫在成都。",
        "三坝，水库。",
        "水 库",
        "库水",
        "ＮＢＡ和nba。",
        "增长44%",
        "水库" * 300,
        "",
    ]
    archive.add([make_article(n, text) for n, text in enumerate(texts)])
    for phrase in (
        "水库",
        "水庫",
        "水",
        "库",
        "nba",
        "BA",
        "b",
        "4",
        "44%",
        "，",
        "。",
        "水 库",
        "三坝水库",
        " 成都 ",
        "水库" * 70,
    ):
        expected = [p for p in archive.passages() if fold(phrase.strip()) in fold(p.text)]
        assert list(archive.containing(phrase)) == expected
        assert expected
    assert (
        list(archive.containing("没有"))
        == list(archive.containing(" "))
        == list(archive.containing(""))
        == []
    )


def test_mentions_come_in_reading_order(archive: Archive) -> None:
    archive.add([make_article(2, "水库和水库。"), make_article(1, "一座水库。")])
    found = [(article.id, mention) for article, mention in archive.mentions("place")]
    assert found == [
        ("a1", Mention(2, 4, "place")),
        ("a2", Mention(0, 2, "place")),
        ("a2", Mention(3, 5, "place")),
    ]
    assert list(archive.mentions("person")) == []
    with pytest.raises(ArchiveError, match="no mentions of kind 'dog' are kept: choose from person"):
        next(archive.mentions("dog"))


def test_undated_articles_come_last_and_page_2_before_page_10(archive: Archive) -> None:
    pages = [("10", date(2023, 1, 1)), ("2", date(2023, 1, 1)), ("1", None), ("9", date(2022, 1, 1))]
    archive.add([make_article(n, published=day, page=page) for n, (page, day) in enumerate(pages)])
    assert [article.page for article in archive.articles()] == ["9", "2", "10", "1"]


def test_removal_removes_everything(archive: Archive) -> None:
    archive.add([make_article(n, text) for n, text in enumerate(TEXTS)])
    assert archive.remove("a0", "a1") == 2
    assert archive.counts() == (2, 2)
    assert list(archive.containing("水库")) == list(archive.mentions("place")) == []
    assert {hit.passage.article.id for hit in archive.search("水库")} == {"a2", "a3"}
    assert archive.search("水库", method="lexical") == []
    assert archive.verify() == []


def test_an_unknown_id_removes_nothing(archive: Archive) -> None:
    archive.add([make_article(1)])
    for unknown in ("没有", "", "\ud800", "../../etc/passwd"):
        with pytest.raises(ArchiveError, match="has no article"):
            archive.remove("a1", unknown)
        with pytest.raises(ArchiveError, match="has no article"):
            archive.article(unknown)
    assert archive.counts() == (1, 1)


@pytest.mark.parametrize(
    "text", ["", " \n", "\ud800", "\0", "🙂", "？", "a" * 5000, "水库" * 2500, "SELECT * FROM x"]
)
def test_any_question_is_answered(archive: Archive, text: str) -> None:
    archive.add([make_article(n) for n in range(3)])
    for method in ("dense", "lexical"):
        assert len(archive.search(text, 5, method=method)) <= 3
    assert len(list(archive.containing(text))) <= 3


def test_an_empty_archive_finds_nothing(archive: Archive) -> None:
    assert archive.search("水库") == archive.search("水库", method="lexical") == []
    assert list(archive.articles()) == list(archive.passages()) == list(archive.containing("水库")) == []
    assert archive.counts() == (0, 0)
    assert archive.verify() == archive.verify(repair=True) == []
    assert archive.stats().first is None
    assert archive.add([]).added == 0
    assert archive.add([make_article(1, " ")]).added == 1
    assert archive.search("水库") == []
    assert archive.verify() == []


def test_k_must_be_positive(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="k must be at least 1 passage, not 0"):
        archive.search("水库", 0)


def test_stats(archive: Archive) -> None:
    archive.add([make_article(n, "水库🙂。") for n in range(4)] + [make_article(5, "\0。", published=None)])
    stats = archive.stats().to_dict()
    assert stats["characters"] == 4 * 4 + 2
    assert (stats["articles"], stats["passages"], stats["mentions"], stats["undated"]) == (5, 5, 4, 1)
    assert (stats["first"], stats["last"]) == ("2023-03-01", "2023-03-04")
    assert stats["newspapers"] == {"人民日报": 3, "成都日报": 2}
    assert stats["encoder"] == "object FakeEncoder"
    assert isinstance(stats["bytes"], int)
    assert stats["bytes"] > 10_000
