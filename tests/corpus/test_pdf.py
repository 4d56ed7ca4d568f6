"""PDF in, articles out: what a page holds beyond plain columns, and files that are no pages."""

import io
import time
from collections import Counter
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from corpus import Article, InputError, Skipped, pdf, pdfium
from corpus.article import TookTooLong
from corpus.continuation import joined
from corpus.normalise import normalise
from corpus.pdf import articles, is_scan, pages
from corpus.sheet import Print, Sheet
from corpus.split import split
from tests.pages.layout import document
from tests.pages.pdf import FONT, drawn


def written(tmp_path: Path, data: bytes, name: str = "x.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def made(lines: list[tuple[float, float, float, str]], turn: int = 0) -> bytes:
    """A page 600 by 800 points with these (x, y from the top, size, text)."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(600, 800))
    if turn:
        page.setPageRotation(turn)
    for x, y, size, text in lines:
        page.setFont(FONT, size)
        page.drawString(x, 800 - y, text)
    page.showPage()
    page.save()
    return file.getvalue()


COLUMN = ["  市水务局昨日公布了河道整治的", "方案，清淤工程下月开始，由三家", "单位分段施工，工期五个月。"]
STORY = [(50.0, 200.0, 24.0, "河道整治下月开工")] + [
    (50.0, 240.0 + 15 * i, 10.0, line.replace("  ", "\u3000\u3000")) for i, line in enumerate(COLUMN)
]


def found(path: Path, **given: str) -> list[Article]:
    return [item for item in joined(articles(path, **given)) if isinstance(item, Article)]  # type: ignore[arg-type]


def test_columns_join_into_paragraphs(tmp_path: Path) -> None:
    (article,) = found(written(tmp_path, made(STORY)))
    assert article.title == "河道整治下月开工"
    assert (
        article.text == "市水务局昨日公布了河道整治的方案，清淤工程下月开始，由三家单位分段施工，工期五个月。"
    )


def test_ligatures_are_letters_and_private_glyphs_are_not_dropped(tmp_path: Path) -> None:
    extra = (50.0, 285.0, 10.0, "\u3000\u3000采用\ufb01ne标准\ue123验收。")
    (article,) = found(written(tmp_path, made([*STORY, extra])))
    assert "fine标准\ufffd验收" in article.text.replace(" ", "")  # its width may leave a gap in a ligature


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(tmp_path: Path, turn: int) -> None:
    (article,) = found(written(tmp_path, made(STORY, turn)))
    assert article.title == "河道整治下月开工"


def test_an_upright_headline(tmp_path: Path) -> None:
    upright = [(50.0, 200.0 + 26 * i, 24.0, c) for i, c in enumerate("河道整治开工")]
    body = [(100.0, 195.0 + 15 * i, 10.0, line) for i, line in enumerate([*COLUMN, *COLUMN])]
    (article,) = found(written(tmp_path, made([*upright, *body])))
    assert article.title == "河道整治开工"


def test_without_ocr_a_scan_is_skipped_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    (page,) = pages(written(tmp_path, made([])))
    assert isinstance(page, Skipped)
    assert page.where == "page 1"
    assert page.reason.startswith("a scan")
    assert "pip install 'baowen[ocr]'" in page.reason


def test_what_counts_as_a_scan() -> None:
    def printed(text: str) -> Print:
        return Print(text, 50, 200, 100, 10, 91, 101)

    whole = (0.0, 0.0, 600.0, 800.0)
    assert is_scan(Sheet(600, 800))
    assert is_scan(Sheet(600, 800, [printed("江城日报数字报")], pictures=[whole]))
    assert not is_scan(Sheet(600, 800, [printed("江城日报数字报")], pictures=[(0, 0, 200, 200)]))
    assert not is_scan(Sheet(600, 800, [printed("河道整治下月开工，" * 12)], pictures=[whole]))
    assert is_scan(Sheet(600, 800, [printed("\ufffd\ufffd工\ufffd")]))  # fonts that don't tell


def endless() -> bytes:
    """A page whose forms draw each other: a thousand million times in all."""
    levels, times = 9, 10
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/F Do\nendstream",
    ]
    for level in range(levels):
        body = b"/F Do " * times if level < levels - 1 else b"0 0 m 9 9 l S "
        below = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]%s/Length %d>>" % (below, len(body))
        objects.append(head + b"stream\n" + body + b"\nendstream")
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % item for item in enumerate(objects, 1))
    return data + b"trailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(objects) + 1)


def test_a_page_on_which_pdfium_hangs_costs_bounded_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfium, "SECONDS", 2.0)
    path, start = written(tmp_path, endless(), "endless.pdf"), time.monotonic()
    with pytest.raises(TookTooLong, match="more than 2 s"):
        pdfium.picture_of(path, 0, dpi=72, longest=1000)
    assert time.monotonic() - start < 10
    monkeypatch.setattr(pdfium, "SECONDS", 30.0)
    assert found(written(tmp_path, made(STORY)))  # by a fresh process


def test_a_crash_of_pdfium_costs_one_page(tmp_path: Path) -> None:
    good = written(tmp_path, made(STORY))
    assert found(good)
    pdfium._child[0].kill()
    pdfium._child[0].wait()
    assert found(good)


def test_the_rest_of_a_file_that_takes_too_long_is_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> Sheet:
        raise TookTooLong("late")

    monkeypatch.setattr(pdf, "count_pages", lambda *_: 50)
    monkeypatch.setattr(pdf, "sheet_of", late)
    items = list(split(written(tmp_path, made(STORY))))
    places = [item.where for item in items if isinstance(item, Skipped)]
    assert places == ["page 1", "page 2", "page 3", "pages 4 to 50"]


def test_an_encrypted_file_wants_its_password(tmp_path: Path) -> None:
    path = written(tmp_path, drawn(document(3), encrypt="geheim"))
    with pytest.raises(InputError, match="encrypted; give its password"):
        list(pages(path))
    with pytest.raises(InputError, match="the password is wrong"):
        list(pages(path, password="falsch"))
    assert found(path, password="geheim")


@pytest.mark.parametrize("keep", [0, 5, 200, 3000])
def test_a_file_cut_short(tmp_path: Path, keep: int) -> None:
    (item,) = split(written(tmp_path, drawn(document(1))[:keep], "cut.pdf"))
    assert isinstance(item, Skipped)
    assert "\n" not in item.reason


def test_a_hundred_thousand_objects_take_bounded_time(tmp_path: Path) -> None:
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(600, 800))
    for i in range(100_000):
        page.line(i % 600, 0, i % 600, 1)
    page.showPage()
    page.save()
    start = time.monotonic()
    (item,) = pages(written(tmp_path, file.getvalue()))
    assert isinstance(item, Skipped)
    assert "objects" in item.reason
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("seed", [2, 4, 9])
def test_every_character_of_a_page_is_in_one_of_its_parts(tmp_path: Path, seed: int) -> None:
    """The oracle is what was drawn, not what was read."""
    drawing = document(seed)
    there = Counter(
        c for sheet in drawing.sheets for group in sheet.inks for ink in group for c in normalise(ink.text)
    )
    parts = [
        part
        for page in pages(written(tmp_path, drawn(drawing)))
        if not isinstance(page, Skipped)
        for part in page.parts
    ]
    kept = Counter(c for part in parts for c in part.text)
    assert {c: n for c, n in (there - kept).items() if not c.isspace()} == {}
    assert {c: n for c, n in (kept - there).items() if not c.isspace()} == {}
    assert {part.kind for part in parts} >= {"headline", "body", "masthead", "furniture"}
    assert any(part.box for part in parts)


def test_pages_are_found_from_wherever_the_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, made(STORY))
    monkeypatch.chdir(tmp_path)
    assert found(Path("x.pdf"))
