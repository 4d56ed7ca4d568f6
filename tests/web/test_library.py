"""The archive tab as HTML: leafing, searching, the chart, what is told of files; everything stays text."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus import Article
from index import Archive, Filter
from qa.web import arrivals, uploads
from qa.web.arrivals import heard, job_html
from qa.web.chart import YEARLY, chart_html
from qa.web.jobs import Job
from qa.web.leaves import COUNT, Query, leaf, leaf_html, query_of
from qa.web.library import remove
from qa.web.library_html import check_html, head_html, library_html
from tests.index.conftest import FakeEncoder, fake_tagger, make_article
from tests.web.test_export import HOSTILE, Tags


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", FakeEncoder(), tagger=fake_tagger) as opened:
        yield opened


def test_pages_hold_every_article_once(archive: Archive) -> None:
    archive.add([make_article(n) for n in range(2 * COUNT + 3)])
    pages = [leaf(archive, Query(start=start)) for start in (0, COUNT, 2 * COUNT)]
    assert len({article.id for page in pages for article in page.articles}) == 2 * COUNT + 3
    assert leaf(archive, Query(start=10**9)).start == 2 * COUNT  # beyond the end: the last page
    html = leaf_html(pages[1], Query(start=COUNT), "zh")
    assert "第 2 页，共 3 页" in html
    assert re.findall(r'data-start="(\d+)"', html) == ["0", str(2 * COUNT)]
    assert "disabled" in leaf_html(pages[0], Query(), "en")


def test_words_are_found_marked_and_filtered(archive: Archive) -> None:
    archive.add([make_article(n) for n in range(6)])
    archive.add([make_article(9, text="紫坪铺电站发电。" * 30 + "鱼嘴分水。", newspaper="新报")])
    found = leaf(archive, Query("鱼嘴"))
    assert [article.id for article in found.articles] == ["a9"]
    html = leaf_html(found, Query("鱼嘴"), "zh")
    assert "<mark>鱼嘴</mark>" in html
    assert "找到 1 篇" in html
    assert leaf(archive, Query("鱼嘴", Filter(newspaper="别报"))).total == 0
    assert "没有符合条件" in leaf_html(leaf(archive, Query("完全没有的词语")), Query("x"), "zh")


@pytest.mark.parametrize(
    "sent", [None, [], "x", {"start": -1}, {"start": "1"}, {"since": "yesterday", "words": 3}]
)
def test_a_senseless_query_is_the_whole_list(sent: object) -> None:
    assert query_of(sent) == Query()


def test_a_query_takes_what_makes_sense() -> None:
    sent = {"words": " 水库 ", "since": "2023-01-01", "until": "", "newspaper": "成都日报", "start": 20}
    assert query_of(sent) == Query("水库", Filter(date(2023, 1, 1), None, "成都日报"), 20)
    assert len(query_of({"words": "长" * 9999}).words) == 200


def test_the_chart_shows_months_then_years() -> None:
    html = chart_html({"2023-01": 3, "2023-03": 6, "": 9}, "zh")
    assert re.findall(r'data-when="([^"]+)"', html) == ["2023-01", "2023-03"]
    assert 'viewBox="0 0 3 72"' in html  # February has its place
    assert "2023-03：6 篇" in html
    assert re.findall(r'height="([\d.]+)"/></g>', html) == ["36.00", "72.00"]
    many = {f"{2000 + n // 12}-{n % 12 + 1:02}": 1 for n in range(YEARLY + 12)}
    years = chart_html(many, "en")
    assert re.findall(r'data-when="([^"]+)"', years) == [str(year) for year in range(2000, 2007)]
    assert "2000: 12" in years
    assert chart_html({"": 3}, "zh") == chart_html({}, "zh") == ""


def job(*names: str) -> Job:
    about = {"names": list(names), "articles": [0] * len(names), "skipped": [[] for _ in names]}
    return Job("k", "me", "adding", "working", about | {"at": -1, "bytes": 0, "size": 100, "stored": None})


def test_each_file_shows_what_came_of_it() -> None:
    one = job("a.pdf", "b.txt", "c.jsonl")
    heard(one, {"reading": 0})
    assert [said for _, said in rows(one)] == ["正在读取", "等待处理", "等待处理"]
    heard(one, {"file": 0, "articles": 12})
    heard(one, {"reading": 1})
    heard(one, {"file": 1, "where": "page 2", "reason": "damaged"})
    heard(one, {"bytes": 50})
    assert [said for _, said in rows(one)] == ["12 篇", "没有读出文章", "等待处理"]
    assert 'value="0.500"' in job_html(one, "zh")
    assert "第 2 页：damaged" in job_html(one, "zh")
    heard(one, {"added": 12, "updated": 0, "unchanged": 1, "removed": 0})
    one.state = "done"
    assert "新增 12 篇，更新 0 篇，未变 1 篇" in job_html(one, "zh")
    one.state, one.message = "failed", "disk full"
    assert "disk full" in job_html(one, "en")
    for n in range(30):
        heard(one, {"file": 2, "where": f"line {n}", "reason": "x"})
    assert "还有 10 处" in job_html(one, "zh")


def rows(one: Job) -> list[tuple[str, str]]:
    found = re.findall(
        r'class="called"><bdi>(.*?)</bdi></span><span class="outcome">(.*?)</span>', job_html(one, "zh")
    )
    return [(name, said) for name, said in found]


@pytest.mark.parametrize("bad", [bad.replace("\n", " ") for bad in HOSTILE])
def test_hostile_words_stay_text_wherever_they_stand(bad: str, archive: Archive) -> None:
    def tags(words: str) -> list[object]:
        article = Article(words, words, f"{words}水库", words, date(2023, 1, 1), words, words, words)
        archive.add([article])
        leaves = leaf_html(leaf(archive, Query("水库")), Query("水库"), "zh")
        one = job(words)
        heard(one, {"file": 0, "where": words, "reason": words})
        check = Job("k", "me", "check", "done", {"problems": [words], "repair": False})
        html = library_html(archive, 1 << 20, "zh", leaves) + job_html(one, "zh") + check_html(check, "zh")
        archive.remove(words)
        assert words in Tags(html).text
        return [(tag, [name for name, _ in attributes]) for tag, attributes in Tags(html).tags]  # type: ignore[attr-defined]

    assert tags(bad) == tags("好")


def test_the_head_counts_and_an_empty_archive_says_how_to_begin(archive: Archive) -> None:
    assert "拖到下面的框里" in head_html(archive, "zh")
    archive.add([make_article(1)])
    assert "1 article<" in head_html(archive, "en")
    assert "2023-03-02" in head_html(archive, "zh")


def test_the_last_article_of_an_upload_takes_its_file_along(archive: Archive, tmp_path: Path) -> None:
    from qa.web.adding import add

    home = Path(archive.path) / "uploads"
    home.mkdir()
    file = home.absolute() / "0123.jsonl"
    file.write_text('{"id": "r1", "text": "甲水库"}\n{"id": "r2", "text": "乙水库"}\n', encoding="utf-8")
    add(archive, [(file, "a.jsonl")], lambda event: None)
    assert remove(archive, "r1") == 1
    assert file.exists()
    assert remove(archive, "r2") == 1
    assert not file.exists()
    assert remove(archive, "r2") == 0
    outside = tmp_path / "own.jsonl"
    outside.write_text('{"id": "r3", "text": "丙水库"}\n', encoding="utf-8")
    add(archive, [(outside, "own.jsonl")], lambda event: None)
    assert remove(archive, "r3") == 1
    assert outside.exists()  # a file of the reader's own is none of ours


def test_what_was_sent_is_settled_and_given_to_the_process(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}

    class FakeJobs:
        def start(self, kind: str, owner: str, command: object, **rest: object) -> Job:
            given.update(rest)
            return Job("k", owner, kind, about=dict(rest["about"]))  # type: ignore[call-overload]

    waiting = Path(archive.path) / "uploads" / "incoming"
    waiting.mkdir(parents=True)
    sent = []
    for n, name in enumerate(("成都日报/03.txt", "x.exe")):
        path = waiting / f"{n:022}"
        path.write_text(f"text {n}", encoding="utf-8")
        sent.append(uploads.Upload(path.name, path, name, 6))
    begun = arrivals.begin(FakeJobs(), Path(archive.path), "me", sent)  # type: ignore[arg-type]
    paths = [Path(path) for path, _ in given["sent"]["files"]]  # type: ignore[index]
    assert [path.suffix for path in paths] == [".txt", ""]
    assert all(path.is_file() and path.parent.name == "uploads" for path in paths)
    assert begun.about["size"] == 12
