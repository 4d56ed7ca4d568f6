import errno
import hashlib
import json
import os
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Article, Skipped, load, sample
from corpus.load import page_of


def articles(*paths: Path, **overrides: object) -> list[Article]:
    found = list(load(paths, **overrides))  # type: ignore[arg-type]
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def skipped(*paths: Path) -> list[Skipped]:
    return [item for item in load(paths) if isinstance(item, Skipped)]


def written(path: Path, *records: object) -> Path:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_jsonl_fields(tmp_path: Path) -> None:
    full = {
        "id": 7,
        "title": "水库\u3000开工",
        "text": "第一段。\r\n\r\n　　第二段。",
        "newspaper": "江城晚报",
        "published": "2024/5/6 08:00",
        "page": "07",
        "section": "要闻",
        "byline": "王芳",
        "source": "x",
    }
    path = written(tmp_path / "a.jsonl", full, {"text": "没有标题的一条。第二句。", "published": None})
    first, second = articles(path)
    assert first == Article(
        "7",
        "水库 开工",
        "第一段。\n第二段。",
        "江城晚报",
        date(2024, 5, 6),
        "07",
        "要闻",
        "王芳",
        "x",
        hashlib.sha256(path.read_bytes()).hexdigest(),
        file=str(path),
    )
    assert first.file == second.file == str(path)
    assert (second.title, second.published, second.source) == ("没有标题的一条", None, str(path))
    assert len(second.id) == 16
    assert articles(path)[1].id == second.id


@pytest.mark.parametrize(
    "value", ["2023-03-20", "2023年3月20日", "2023/3/20", "2023-03-20T08:00:00Z", "20230320", 20230320]
)
def test_dates(tmp_path: Path, value: object) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", {"text": "文。", "published": value}))
    assert article.published == date(2023, 3, 20)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"title": "x"}', "no text; the fields found are: title"),
        ('{"text": 3}', "text is a int"),
        ('{"text": " \\n"}', "blank"),
        ('{"text": NaN}', "NaN"),
        ('{"text": "x", "published": "soon"}', "published is 'soon'"),
        ('{"text": "x", "published": "2023-02-30"}', "2023-02-30"),
        ('{"text": "x", "title": ["y"]}', "title is a list"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": "' + "长" * 2_000_000 + '"}', "more than 4 MiB"),
    ],
)
def test_a_bad_line_is_skipped_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    path = written(tmp_path / "a.jsonl", {"text": "前。"}, line, {"text": "后。"})
    before, bad, after = load([path])
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(bad, Skipped)
    assert (bad.path, bad.where) == (str(path), "line 2")
    assert reason in bad.reason
    assert "\n" not in bad.reason


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", '{"text": "a\\ud800b", "id": "\\udfff\\u0007z"}'))
    assert (article.text, article.id) == ("a\ufffdb", "\ufffdz")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    rows = 'id,title,text,published\r\n1,水库开工,"市水务局局长说，\n水库工程已经开工。",2023-03-20\r\n'
    path.write_bytes(rows.encode(encoding))
    (article,) = articles(path)
    assert (article.id, article.title) == ("1", "水库开工")
    assert article.text == "市水务局局长说，\n水库工程已经开工。"


def test_csv_problems(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\rtext\nx\n")
    assert "the first line is no row of CSV" in skipped(path)[0].reason
    path.write_text("标题,摘要\n甲,乙\n", encoding="utf-8")
    (wrong,) = skipped(path)
    assert wrong.reason == "no column named text; the columns found are: 标题, 摘要"
    path.write_text("title,text\n甲,乙\n丙,丁,戊\n己,\n庚,辛\n", encoding="utf-8")
    items = list(load([path]))
    assert [type(item) for item in items] == [Article, Skipped, Skipped, Article]
    assert [item.where for item in items if isinstance(item, Skipped)] == ["line 3", "line 4"]


def test_bad_files_are_skipped_with_the_reason(tmp_path: Path) -> None:
    cases = {
        "empty.txt": (b"", "empty"),
        "noise.txt": (bytes(range(256)) * 8, "binary"),
        "film.mp4": (b"x", ".mp4 is not supported; give .txt, .md, .jsonl, .csv"),
        "photo.jpg": (b"x", "its content is not that of a JPG file"),
        "README": (b"x", "no extension"),
        "only.txt": ("责编：王一".encode(), "no article"),
    }
    for name, (data, reason) in cases.items():
        (tmp_path / name).write_bytes(data)
        (item,) = load([tmp_path / name])
        assert isinstance(item, Skipped)
        assert reason in item.reason
        assert item.path == str(tmp_path / name)
    assert "no such file" in skipped(tmp_path / "missing.txt")[0].reason
    assert "no such file" in skipped(Path("a\0b"))[0].reason


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv"])
def test_a_50_mb_line_is_refused_in_bounded_memory(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"big{suffix}"
    path.write_bytes(b"text\n" if suffix == ".csv" else b"")
    with path.open("ab") as file:
        for _ in range(50):
            file.write("水".encode() * 350_000)
    tracemalloc.start()
    (item,) = load([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(item, Skipped)
    assert "more than" in item.reason
    assert peak < 40 << 20


def test_folders_are_walked_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"标题\n\n这是{name}的正文。\n", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    items = list(load([tmp_path, tmp_path / "c.txt"]))
    found = [Path(item.source).name for item in items if isinstance(item, Article)]
    assert found == ["1.txt", "2.txt", "c.txt"]
    reasons = {Path(item.path).name: item.reason for item in items if isinstance(item, Skipped)}
    assert list(reasons) == ["loop", "broken.txt", "self.txt"]
    assert "a link to a folder" in reasons["loop"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    assert "can't be read" in skipped(path)[0].reason


def test_an_unreadable_folder_and_file_are_skipped_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for anybody who isn't root, which reads everything."""
    for name in ("closed/1.txt", "open/2.txt", "open/3.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"标题\n\n这是{name}的正文。\n", encoding="utf-8")
    scandir, opened = os.scandir, Path.open

    def denied(path: Any, *args: Any, **options: Any) -> Any:
        if Path(path).name in ("closed", "2.txt"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return (scandir if Path(path).is_dir() else opened)(path, *args, **options)

    monkeypatch.setattr(os, "scandir", denied)
    monkeypatch.setattr(Path, "open", denied)
    items = list(load([tmp_path]))
    assert [Path(item.source).name for item in items if isinstance(item, Article)] == ["3.txt"]
    reasons = {Path(item.path).name: item.reason for item in items if isinstance(item, Skipped)}
    assert set(reasons) == {"closed", "2.txt"}
    assert all("can't be read: Permission denied" in reason for reason in reasons.values())


def test_ids_never_collide(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.jsonl",
        {"id": "1", "text": "甲。"},
        {"id": "1", "text": "乙。"},
        {"id": "1", "text": "甲。"},
    )
    first, other, repeated = load([path])
    assert isinstance(first, Article)
    assert isinstance(other, Article)
    assert first.id == "1"
    assert other.id.startswith("1-")
    assert isinstance(repeated, Skipped)
    assert "read before" in repeated.reason


def test_the_file_name_fills_in_what_the_page_lacks(tmp_path: Path) -> None:
    path = tmp_path / "江城晚报" / "2024-05" / "06" / "07.txt"
    path.parent.mkdir(parents=True)
    path.write_text("标题在此\n\n正文在此。\n", encoding="utf-8")
    (article,) = articles(path)
    assert article.id == "江城晚报-2024-05-06-07-1"
    (article,) = articles(path, newspaper="海州日报", published=date(2020, 1, 2), page="1")
    assert (article.newspaper, article.published, article.page) == ("海州日报", date(2020, 1, 2), "1")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_sample_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / sample().name
    path.write_bytes(sample().read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    assert [(a.id, a.title, a.text) for a in articles(path)] == [
        (a.id, a.title, a.text) for a in articles(sample())
    ]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl", ".csv"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: ("text,id\n" + text).encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_read_or_skipped(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    for item in load([path]):
        assert isinstance(item, Article | Skipped)
        if isinstance(item, Article):
            assert item.id
            assert item.text
            (item.id + item.title + item.text + item.byline).encode("utf-8")


def test_importing_corpus_is_cheap() -> None:
    heavy = "numpy torch onnxruntime gradio charset_normalizer opencc"
    code = f"import sys, corpus; print([name for name in '{heavy}'.split() if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_a_file_kept_under_another_name_is_read_by_its_own(tmp_path: Path) -> None:
    kept, lost = tmp_path / "0a1b.txt", tmp_path / "0c2d.txt"
    kept.write_text("小河大桥昨日正式通车，市交通局局长李强出席通车仪式并讲话。\n", encoding="utf-8")
    names = {kept: "江城日报/2024-05-06/03.txt", lost: "../../etc/passwd"}
    article, skipped = load([kept, lost], names=names)
    assert isinstance(article, Article)
    assert (article.newspaper, article.published, article.page) == ("江城日报", date(2024, 5, 6), "03")
    assert article.source == names[kept]
    assert article.file == str(kept)
    assert skipped == Skipped(names[lost], "", "no such file or folder; check the path")
    assert page_of(article).articles[0].text == article.text
