"""Word, Markdown, ZIP and sidecar files; files that change; folders in order."""

import io
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus import Article, Skipped, load
from corpus.split import split
from tests.corpus.fuzzing import HTML, PAGE, RECORDS, packed, pdf

DAY = date(2024, 5, 6)


def read(*paths: Path, **options: object) -> tuple[list[Article], list[Skipped]]:
    items = list(load(paths, **options))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Skipped)]


def zipped(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


# --- Word ---


def word_file(path: Path, build: Callable[[object], None]) -> Path:
    import docx

    document = docx.Document()
    build(document)
    document.save(str(path))
    return path


def test_a_word_file_made_by_python_docx(tmp_path: Path) -> None:
    def build(document: object) -> None:
        document.add_heading("小河大桥通车", 0)  # type: ignore[attr-defined]
        document.add_paragraph("本报讯（记者 王芳）大桥昨日通车。")  # type: ignore[attr-defined]
        document.add_heading("工程", 1)  # type: ignore[attr-defined]
        document.add_paragraph("全长三公里。\n双向六车道。")  # type: ignore[attr-defined]
        document.add_table(1, 2).cell(0, 1).text = "表中一格"  # type: ignore[attr-defined]
        document.add_heading("水库开工", 0)  # type: ignore[attr-defined]
        document.add_paragraph("青溪水库昨日开工。")  # type: ignore[attr-defined]

    articles, skipped = read(word_file(tmp_path / "江城日报_20240506_A03.docx", build))
    assert skipped == []
    assert [article.title for article in articles] == ["小河大桥通车", "水库开工"]
    assert articles[0].text == "本报讯（记者 王芳）大桥昨日通车。\n工程\n全长三公里。\n双向六车道。\n表中一格"
    assert [articles[0].text[slice(*span)] for span in articles[0].headings] == ["工程"]
    assert articles[0].byline == "记者 王芳"
    assert {(a.newspaper, a.published, a.page) for a in articles} == {("江城日报", DAY, "A03")}


def test_a_word_file_without_styles(tmp_path: Path) -> None:
    def build(document: object) -> None:
        for text in (
            "江城日报 2024年5月6日 第3版",
            "小河大桥通车",
            "记者 王芳",
            "大桥昨日通车。",
            "责任编辑：张三",
        ):
            document.add_paragraph(text)  # type: ignore[attr-defined]

    ((article,), _) = read(word_file(tmp_path / "a.docx", build))
    assert (article.title, article.text, article.byline) == ("小河大桥通车", "大桥昨日通车。", "记者 王芳")
    assert (article.newspaper, article.published, article.page) == ("江城日报", DAY, "03")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"plain text", "not that of a DOCX"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old Office file, or one with a password"),
        (b"PK\x03\x04 cut off", "damaged"),
        (packed(xl__workbook_xml=b"<x/>"), "no word/document.xml"),
        (packed(word__document_xml=b"<w:document"), "damaged"),
        (packed(word__document_xml=b"<a/>"), "no text"),
        (packed(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 9 + b'">]><a>&b;</a>'), "no text"),
    ],
)
def test_bad_word_files(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    articles, (skipped,) = read(tmp_path / "a.docx")
    assert articles == []
    assert reason in skipped.reason


# --- Markdown, and content before names ---


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nnewspaper: 江城日报\ndate: 2024-05-06\ntags: [x, *y]\n---\n# 大桥通车\n\n昨日**正式**通车，\n"
        "见[图](x.png)。\n\n## 工程\n\n- 三公里。\n- 六车道。\n\n# 水库开工 #\n\n开工了。\n",
        encoding="utf-8",
    )
    (first, second), _ = read(path)
    assert (first.title, second.title) == ("大桥通车", "水库开工")
    assert first.text == "昨日正式通车，\n见图。\n工程\n三公里。\n六车道。"
    assert [first.text[slice(*span)] for span in first.headings] == ["工程"]
    assert (first.newspaper, first.published) == ("江城日报", DAY)


def test_content_decides_before_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HTML, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(pdf())
    (tmp_path / "c.pdf").write_text(PAGE, encoding="utf-8")
    (tmp_path / "d.xlsx").write_bytes(packed(a_txt=PAGE.encode()))
    articles, skipped = read(tmp_path)
    assert [Path(a.file).name for a in articles] == ["a.txt", "b.txt"]
    assert [a.title for a in articles] == ["小河大桥通车", "Bridge Opened"]
    assert "not that of a PDF" in skipped[0].reason
    assert "save it as .csv" in skipped[1].reason


# --- ZIP ---


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    members = {"江城晚报/2024-05-07/10.txt": PAGE, "r.jsonl": RECORDS, "江城晚报/x.pdf": pdf()}
    path = zipped(tmp_path / "a.zip", members)
    articles, skipped = read(path)
    assert skipped == []
    assert len(articles) == 6
    assert {a.file for a in articles} == {str(path)}
    page = next(a for a in articles if a.title == "小河大桥昨日通车")
    assert page.source == f"{path}/江城晚报/2024-05-07/10.txt"
    assert (page.newspaper, page.published, page.page) == (
        "江城日报",
        DAY,
        "03",
    )  # its masthead, not its path


def test_names_in_gbk_and_sidecars_in_a_zip(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("XXXX/2024-05-06/03.txt")
        archive.writestr(info, "大桥通车\n\n大桥昨日通车了。\n")
        archive.writestr("XXXX/_meta.yaml", "section: 城事\n")
    path = tmp_path / "a.zip"
    path.write_bytes(buffer.getvalue().replace(b"XXXX", "江报".encode("gb18030")))
    ((article,), _) = read(path)
    assert (article.source, article.newspaper) == (f"{path}/江报/2024-05-06/03.txt", "江报")
    assert (article.published, article.page, article.section) == (DAY, "03", "城事")


def test_what_must_not_be_unpacked(tmp_path: Path) -> None:
    inner = packed(a_txt=PAGE.encode())
    bad = {
        "../up.txt": PAGE,
        "/root.txt": PAGE,
        "C:/x.txt": PAGE,
        "bomb.txt": b"0" * (5 << 20),
        "in.zip": inner,
    }
    path = zipped(tmp_path / "a.zip", {**bad, "__MACOSX/x.txt": "x", ".hidden.txt": "x", "ok.txt": PAGE})
    articles, skipped = read(path)
    assert [a.source for a in articles] == [f"{path}/ok.txt"]
    reasons = {entry.where: entry.reason for entry in skipped}
    assert set(reasons) == set(bad)
    assert all("out of the ZIP" in reasons[name] for name in ("../up.txt", "/root.txt", "C:/x.txt"))
    assert "bomb" in reasons["bomb.txt"]
    assert "unpack it first" in reasons["in.zip"]


def test_a_zip_that_lies_about_its_sizes(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", {"a.txt": b"0" * 3_000_000}).read_bytes()
    (tmp_path / "a.zip").write_bytes(
        data.replace((3_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    )
    articles, (skipped,) = read(tmp_path / "a.zip")
    assert articles == []
    assert "can't be unpacked" in skipped.reason


def test_a_zip_with_an_endless_directory_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed(a_txt=PAGE.encode()))
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = (1 << 30).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    _, (skipped,) = read(tmp_path / "a.zip")
    assert "80,000" in skipped.reason


def test_an_encrypted_member_is_skipped(tmp_path: Path) -> None:
    data = bytearray(packed(a_txt=PAGE.encode(), b_txt=PAGE.encode()))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    articles, (skipped,) = read(tmp_path / "a.zip")
    assert len(articles) == 1
    assert (skipped.where, skipped.reason) == ("a.txt", "it is encrypted; give the password")
    _, (wrong,) = read(tmp_path / "a.zip", password="x")
    assert "can't be unpacked" in wrong.reason


# --- sidecars ---


def test_sidecars_count_before_the_page_and_arguments_before_them(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "1.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "_meta.yaml").write_text("newspaper: 海州日报\nsection: 城事\n", encoding="utf-8")
    (tmp_path / "x" / "1.yaml").write_text("date: 2020-01-02\npage: A9\n", encoding="utf-8")
    ((article,), skipped) = read(tmp_path)
    assert skipped == []
    assert (article.newspaper, article.section, article.page) == ("海州日报", "城事", "A9")
    assert article.published == date(2020, 1, 2)
    ((article,), _) = read(tmp_path, newspaper="江城晚报", published=DAY)
    assert (article.newspaper, article.published, article.page) == ("江城晚报", DAY, "A9")


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        ("- a\n", "no YAML mapping"),
        ("newspaper: [a]\n", "not a string"),
        ("paper: x\n", "unknown field 'paper'"),
        ("date: soon\n", "write it like 2023-03-20"),
        ("a: &a [x]\nb: [*a, *a]\n", "have no use here"),
        ("newspaper: !!python/object:os.system {}\n", "not YAML"),
        ("x: {\n", "not YAML"),
        ("newspaper: " + "x" * 20_000, "more than 16 KiB"),
    ],
)
def test_a_broken_sidecar_keeps_its_files_from_being_read_wrongly(
    tmp_path: Path, yaml: str, reason: str
) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(yaml, encoding="utf-8")
    articles, (skipped,) = read(tmp_path)
    assert [Path(a.file).name for a in articles] == ["b.txt"]
    assert reason in skipped.reason
    (tmp_path / "a.yaml").rename(tmp_path / "_meta.yaml")
    articles, (skipped,) = read(tmp_path)
    assert articles == []
    assert (Path(skipped.path).name, reason in skipped.reason) == ("_meta.yaml", True)


# --- folders and files ---


def test_folders_are_walked_in_natural_order(tmp_path: Path) -> None:
    for name in ("10.txt", "2.txt", "1.txt", "A10.txt", "A9.txt"):
        (tmp_path / name).write_text(f"标题\n\n这是{name}的正文。\n", encoding="utf-8")
    assert [Path(a.file).stem for a in read(tmp_path)[0]] == ["1", "2", "10", "A9", "A10"]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(RECORDS if name.endswith("jsonl") else PAGE, encoding="utf-8")

    def grow(size: int) -> None:
        with path.open("ab") as file:
            file.write(b"\n{}")
        os.utime(path, (1, 1))

    _, skipped = read(path, on_bytes=grow)
    assert "changed while it was read" in skipped[-1].reason


def test_progress_sums_up_to_the_size_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORDS * 200, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    zipped(tmp_path / "c.zip", {"a.txt": PAGE, "r.jsonl": RECORDS})
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "e.jpg").write_bytes(b"no article")
    told: list[int] = []
    read(tmp_path, on_bytes=told.append)
    assert min(told) >= 0
    assert sum(told) == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_every_page_is_shown_to_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PAGE, encoding="utf-8")
    seen: list[tuple[str, int]] = []
    (article,), _ = read(path, on_page=lambda file, page: seen.append((file, len(page.articles))))
    assert seen == [(str(path), 1)]
    assert (article.file, len(article.sha256)) == (str(path), 64)


def test_form_feeds_separate_the_pages_of_a_text(tmp_path: Path) -> None:
    def page(number: int, story: str) -> str:
        return f"江城日报  2024年5月6日  星期一  第0{number}版 要闻\n\n{story}\n"

    stories = [
        "小河大桥昨日通车\n\n本报讯（记者 王芳）小河大桥昨日正式通车，全长三公里。\n",
        "责任编辑：张三\n",
        "久隆水库开工\n\n本报讯（记者 李强）久隆水库工程昨日开工，工期三年。\n",
    ]
    path = tmp_path / "issue.txt"
    path.write_text("\f".join(page(n, s) for n, s in enumerate(stories, 1)) + "\f", encoding="utf-8")
    first, second, third = load([path])
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert (first.title, first.page) == ("小河大桥昨日通车", "01")
    assert (third.title, third.page) == ("久隆水库开工", "03")
    assert second == Skipped(str(path), "page 2", "no article on it: only masthead and page furniture")
    numbers = [page.number for page in split(path) if not isinstance(page, Skipped)]
    assert numbers == [1, 3]
    assert [a.page for a in load([path], page="A1") if isinstance(a, Article)] == ["01", "03"]
