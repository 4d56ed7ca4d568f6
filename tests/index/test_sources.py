"""Articles whose records name a source of their own still belong to the file that they were read from."""

import json
from pathlib import Path

from corpus import load
from index import Archive


def written(path: Path, *numbers: int) -> Path:
    records = [
        {"id": f"r{n}", "text": f"第{n}条新闻的正文。", "source": f"https://example.org/{n}"} for n in numbers
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_records_that_vanish_from_their_file_are_removed(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    assert archive.add(load(written(path, 1, 2, 3))).added == 3
    report = archive.add(load(written(path, 1, 3)))
    assert (report.unchanged, report.removed) == (2, 1)
    left = list(archive.articles())
    assert [article.id for article in left] == ["r1", "r3"]
    assert [article.source for article in left] == ["https://example.org/1", "https://example.org/3"]
    assert {article.file for article in left} == {str(path)}


def test_repair_keeps_the_file(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    archive.add(load(written(path, 1, 2)))
    with archive._writing() as db:
        db.execute("UPDATE passage SET embedding = x'00'")
    assert archive.verify(repair=True) == []
    assert archive.add(load(written(path, 2))).removed == 1


def test_a_file_added_again_as_another_newspaper_leaves_no_old_articles(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "03.txt"
    text = "江城日报 2024年5月6日 第03版\n\n小河大桥通车\n\n本报讯 小河大桥昨日正式通车，全长三公里。\n"
    path.write_text(text, encoding="utf-8")
    assert archive.add(load([path])).added == 1
    report = archive.add(load([path], newspaper="小河晚报"))
    assert (report.added, report.removed) == (1, 1)
    assert [article.newspaper for article in archive.articles()] == ["小河晚报"]


def test_a_part_of_a_file_added_by_itself_leaves_the_rest(archive: Archive, tmp_path: Path) -> None:
    items = list(load(written(tmp_path / "records.jsonl", 1, 2, 3)))
    archive.add(items[:2])
    assert archive.add(items[2:]).removed == 0
    assert archive.counts()[0] == 3
