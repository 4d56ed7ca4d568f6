"""Scans: what OCR sees is set as type, pictures become pages; the real OCR where its extra is installed."""

import io
import math
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus import Article, Skipped, load, ocr, picture, scan
from corpus.article import TookTooLong
from corpus.ocr import Seen
from corpus.original import original
from corpus.page import Page
from corpus.pdf import drawn
from corpus.sheet import lines_of
from corpus.typed import glyphs
from tests.corpus.test_pdf import STORY, made

real = pytest.mark.skipif(not ocr.is_installed(), reason="the extra baowen[ocr] isn't installed")
SIZE = 20.0  # pixels


def seen(text: str, x: float = 0.0, y: float = 0.0, *, size: float = SIZE, **more: Any) -> Seen:
    """A line as OCR sees it, its characters an em wide each; blanks take their em and aren't told."""
    bare = text.replace(" ", "")
    wide = len(text) * size
    places = tuple((i + 0.5) / len(text) for i, c in enumerate(text) if c != " ")
    corners = ((x, y), (x + wide, y), (x + wide, y + size), (x, y + size))
    return Seen(bare, 0.9, corners, places, (0.04, 0.96), **more)


def set_text(line: Seen) -> str:
    return "".join(glyph.text for glyph in glyphs(line, SIZE, 0.0, 1.0))


def test_a_blank_is_where_there_is_no_ink() -> None:
    assert set_text(seen("新颜 老人", blanks=((0.4, 0.6),))) == "新颜 老人"
    assert set_text(seen("水。 电", blanks=((0.4, 0.75),))) == "水。电"  # a full stop has white beside it


def test_marks_of_punctuation_have_their_room() -> None:
    line = list(glyphs(seen("“水库”。"), SIZE, 0.0, 1.0))
    assert [round(glyph.left) for glyph in line] == [0, 20, 40, 60, 80]
    assert [glyph.text for glyph in line] == list("“水库”。")


def test_what_was_not_recognised_at_an_end_is_seen_to_be_missing() -> None:
    line = seen("水库开工")
    cut = Seen("库开工", 0.9, line.corners, line.places[1:], line.ink)
    assert set_text(cut) == "\ufffd库开工"
    cut = Seen("水库开", 0.9, line.corners, line.places[:3], line.ink)
    assert set_text(cut) == "水库开\ufffd"


def test_what_was_not_recognised_within_a_line_is_missing_unless_it_is_white() -> None:
    line = seen("东岭人爱说稻田")
    cut = Seen("东人爱说稻田", 0.9, line.corners, (line.places[0], *line.places[2:]), line.ink)
    assert set_text(cut) == "东\ufffd人爱说稻田"
    (printed,) = lines_of(list(glyphs(cut, SIZE, 0.0, 1.0)))
    assert printed.text == "东\ufffd人爱说稻田"
    white = Seen(cut.text, 0.9, cut.corners, cut.places, cut.ink, ((0.15, 0.28),))
    assert set_text(white) == "东 人爱说稻田"


def test_a_skewed_line_is_level() -> None:
    corners = ((0.0, 0.0), (100.0, 2.0), (99.6, 22.0), (-0.4, 20.0))
    places = tuple((i + 0.5) / 5 for i in range(5))
    line = Seen("水库已开工", 0.9, corners, places, (0.0, 1.0))
    first, *_, last = glyphs(line, SIZE, scan._skew([line] * 3) or 0.02, 1.0)
    assert first.base == pytest.approx(last.base, abs=0.01)


def test_rules_of_a_skewed_page_are_level_between_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule under a headline, all turned by 1.5 degrees: it is found, level, between the two lines."""
    paper = Image.new("L", (1000, 1400), 255)
    ImageDraw.Draw(paper).line((100, 300, 900, 300), fill=0, width=3)
    turn = math.radians(1.5)
    cos, sin = math.cos(turn), math.sin(turn)
    skewed = paper.transform(paper.size, Image.Transform.AFFINE, (cos, sin, 0, -sin, cos, 0), fillcolor=255)
    lines = [seen("大桥昨日正式通车", 100, y) for y in (250, 340)]
    tilted = [
        replace(line, corners=tuple((x * cos - y * sin, x * sin + y * cos) for x, y in line.corners))
        for line in lines
    ]
    monkeypatch.setattr(scan, "read_lines", lambda _: tilted)
    sheet, _ = scan.read_scan(np.asarray(skewed.convert("RGB")), 1.0)
    (rule,) = sheet.rules
    assert rule[2] - rule[0] > 750
    assert rule[3] - rule[1] < 6
    first, second = sorted(sheet.prints, key=lambda line: line.base)
    assert first.bottom < rule[1] < second.top


def test_sizes_that_differ_by_noise_are_one() -> None:
    lines = [seen("市水务局昨日公布了河道整治方案", size=s) for s in (19.5, 20.0, 20.0, 20.6)]
    assert len(set(scan._sizes([*lines, seen("河道整治", size=30.0)]))) == 2


def test_a_page_seen_becomes_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        seen(text.strip("\u3000"), x * 2 + 40 * text.startswith("\u3000"), y * 2, size=size * 2)
        for x, y, size, text in STORY
    ]
    monkeypatch.setattr(scan, "read_lines", lambda _: lines)
    monkeypatch.setattr(scan, "drawings", lambda *_: ([], [], []))
    page = scan.split_scan(np.zeros((1600, 1200, 3), np.uint8), 2.0, Path("x.png"))
    assert isinstance(page, Page)
    (article,) = page.articles
    assert article.title == "河道整治下月开工"
    assert article.text.startswith("市水务局昨日公布了河道整治的方案，清淤工程下月开始")
    assert page.confidence == pytest.approx(0.9, abs=0.1)
    monkeypatch.setattr(scan, "read_lines", lambda _: [])
    assert isinstance(scan.split_scan(np.zeros((9, 9, 3), np.uint8), 2.0, Path("x.png")), Skipped)


@real
@pytest.mark.parametrize("grain", [0.0, 8.0], ids=["as drawn", "with the grain of a scan"])
def test_what_is_drawn_on_a_page(grain: float) -> None:
    from corpus.drawing import drawings

    page = np.full((2000, 1400, 3), 255, np.uint8)
    page[300:302, 100:1300] = page[1000:1002, 100:600] = page[1500:1502, 100:600] = 0
    page[1000:1502, 100:102] = page[1000:1502, 598:600] = 0
    page[500:900, 800:1200] = 150
    page[1700:1720, 100:400] = 0  # a line of text
    if grain:
        noise = np.random.default_rng(1).normal(0, grain, page.shape[:2])[..., None]
        page = np.clip(page * 0.75 + 45 + noise, 0, 255).astype(np.uint8)
    rules, frames, pictures = drawings(page, [(100, 1700, 400, 1720)])
    assert [tuple(round(edge, -1) for edge in box) for box in rules] == [(100, 300, 1300, 300)]
    assert [tuple(round(edge, -1) for edge in box) for box in frames] == [(100, 1000, 600, 1500)]
    assert [tuple(round(edge, -1) for edge in box) for box in pictures] == [(800, 500, 1200, 900)]


def photographed(tmp_path: Path, name: str, pages: int = 1, **options: Any) -> Path:
    """STORY as a picture file."""
    from PIL import Image

    (tmp_path / "x.pdf").write_bytes(made(STORY))
    pixels, _ = drawn(tmp_path / "x.pdf", 0, dpi=130)
    images = [Image.fromarray(pixels)] * pages
    more = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
    images[0].save(tmp_path / name, **more, **options)
    return tmp_path / name


@real
@pytest.mark.models
@pytest.mark.parametrize(
    ("name", "options"), [("a.png", {}), ("a.jpg", {"quality": 60}), ("a.pdf", {"resolution": 130})]
)
def test_a_scan_is_read(tmp_path: Path, name: str, options: dict[str, Any]) -> None:
    path = photographed(tmp_path, name, **options)
    (article,) = load([path])
    assert isinstance(article, Article)
    assert article.title == "河道整治下月开工"
    assert article.text.startswith("市水务局昨日公布了河道整治的方案，清淤工程下月开始")
    assert article.file == str(path)
    if name == "a.pdf":
        page = original(article, 0, 5)  # 市水务局昨, indented by two ems, in the first line of the text
        assert page
        (box,) = page.boxes
        assert box[0] == pytest.approx(70 / 600, abs=0.01)
        assert box[2] == pytest.approx(120 / 600, abs=0.01)
        assert box[1] < 237 / 800 < box[3]


@real
@pytest.mark.models
def test_a_tiff_of_two_pages_named_by_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "江城日报/2024-05-06"
    folder.mkdir(parents=True)
    found = list(load([photographed(tmp_path, "江城日报/2024-05-06/03.tif", 2)]))
    (article,) = (item for item in found if isinstance(item, Article))
    assert (article.newspaper, str(article.published), article.page) == ("江城日报", "2024-05-06", "03")


@real
class Engine:
    """Finds many lines at once and takes a second of `clock` to recognise each."""

    def __init__(self, clock: list[float], lines: int) -> None:
        self.clock, self.lines, self.recognised = clock, lines, 0

    def __call__(self, image: ocr.Image, **_: Any) -> Any:
        quad = [[10, 10], [200, 10], [200, 30], [10, 30]]
        return SimpleNamespace(boxes=np.array([quad] * self.lines, np.float32))

    def crop_text_regions(self, image: ocr.Image, quads: Any) -> Any:
        return [image[10:30, 10:200]]

    def recognize_txt(self, lines: Any) -> Any:
        self.clock[0] += len(lines)
        self.recognised += len(lines)
        words = SimpleNamespace(word_cols=[[0, 1]], line_txt_len=2)
        count = len(lines)
        return SimpleNamespace(txts=["文字"] * count, scores=[0.9] * count, word_results=[words] * count)


def test_ocr_that_takes_too_long_is_stopped_and_the_rest_is_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    engine = Engine(clock, lines=3900)
    monkeypatch.setattr(ocr, "_engine", lambda: (engine, Lock()))
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(picture, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    with pytest.raises(TookTooLong, match="OCR took more than 1200 s"):
        ocr.read_lines(np.full((400, 400, 3), 255, np.uint8))
    assert engine.recognised <= ocr.SECONDS + 2 * ocr.AT_ONCE
    file = tmp_path / "pages.tif"
    images = [Image.new("L", (400, 400), 255) for _ in range(5)]
    images[0].save(file, save_all=True, append_images=images[1:])
    items = list(load([file]))
    assert [item.where for item in items if isinstance(item, Skipped)] == [
        "page 1",
        "page 2",
        "page 3",
        "pages 4 to 5",
    ]
    engine.lines = 300  # in time
    assert len(ocr.read_lines(np.full((400, 400, 3), 255, np.uint8))) == 300


def test_pictures_that_are_no_pages(tmp_path: Path) -> None:
    def png(width: int, height: int) -> bytes:
        head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        chunks = ((13, head), (4, b"IDAT" + bytes(4)))
        body = (struct.pack(">I", n) + data + struct.pack(">I", zlib.crc32(data)) for n, data in chunks)
        return b"\x89PNG\r\n\x1a\n" + b"".join(body)

    cases = {
        "bomb.png": (png(60_000, 60_000), "pixels"),
        "icon.png": (png(64, 64), "too small"),
        "cut.png": (png(2_000, 2_000), "damaged"),
        "text.jpg": (b"hello", "not that of a JPG"),
    }
    for name, (data, reason) in cases.items():
        (tmp_path / name).write_bytes(data)
        (item,) = load([tmp_path / name])
        assert isinstance(item, Skipped)
        assert reason in item.reason


def test_without_ocr_a_picture_is_skipped_with_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "is_installed", lambda: False)
    (tmp_path / "03.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (item,) = load([tmp_path / "03.png"])
    assert isinstance(item, Skipped)
    assert "pip install 'baowen[ocr]'" in item.reason


def test_transparent_and_sixteen_bit_pictures_are_on_white(tmp_path: Path) -> None:
    from PIL import Image

    for image in (
        Image.new("RGBA", (300, 300), (0, 0, 0, 0)),
        Image.fromarray(np.full((300, 300), 65535, np.uint16)),
    ):
        file = io.BytesIO()
        image.save(file, "PNG")
        (pixels,) = picture.pictures(file)
        assert not isinstance(pixels, ValueError)
        assert pixels.shape == (300, 300, 3)
        assert pixels.min() == 255
