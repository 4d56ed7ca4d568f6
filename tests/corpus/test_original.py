"""The page behind an article: the oracle of its places is what was drawn."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from corpus import Article, load
from corpus.original import Original, original
from tests.corpus.test_pdf import STORY, made
from tests.pages.layout import document
from tests.pages.pdf import drawn


def articles(path: Path) -> list[Article]:
    return [item for item in load([path]) if isinstance(item, Article)]


def test_a_page_as_a_picture_and_the_lines_of_a_passage_on_it(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(made(STORY))
    (article,) = articles(path)
    start = article.text.index("方案")
    page = original(article, start, start + 9)  # 方案，清淤工程下月: the beginning of the second line
    assert page
    assert (page.number, page.height) == (1, 2400)
    assert Image.open(io.BytesIO(page.image)).size == (page.width, page.height)
    (box,) = page.boxes
    left, top, right, bottom = box[0] * 600, box[1] * 800, box[2] * 600, box[3] * 800
    assert left == pytest.approx(50, abs=2)
    assert right == pytest.approx(50 + 9 * 10, abs=3)
    assert top < 255 - 5 < bottom
    whole = original(article)
    assert whole
    assert len(whole.boxes) == 3


@pytest.mark.parametrize("seed", [2, 4, 9, 11])
def test_boxes_hold_the_ink_of_their_text(tmp_path: Path, seed: int) -> None:
    path, drawing = tmp_path / "page.pdf", document(seed)
    path.write_bytes(drawn(drawing))
    near = hits = 0
    for article in articles(path):
        middle = len(article.text) // 2
        page = original(article, middle, middle + 40)
        if page is None:
            continue
        sheet = drawing.sheets[page.number - 1]
        inks = [ink for group in sheet.inks for ink in group if not ink.vertical and not ink.angle]
        for box in page.boxes:
            at = [
                ink
                for ink in inks
                if abs(ink.y / sheet.height - box[3]) < 0.004 and abs(ink.x / sheet.width - box[0]) < 0.15
            ]
            quote = "".join(article.text[middle - 30 : middle + 70].split())
            near += 1
            hits += any("".join(ink.text.split())[:4] in quote or ink.text[-4:] in quote for ink in at)
    assert near
    assert hits / near > 0.9


def test_no_page_of_what_was_changed_packed_or_never_printed(tmp_path: Path) -> None:
    path, text, packed = tmp_path / "page.pdf", tmp_path / "page.txt", tmp_path / "page.zip"
    path.write_bytes(made(STORY))
    text.write_text("小河大桥昨日正式通车，市交通局局长李强出席通车仪式并讲话。\n", encoding="utf-8")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "page.pdf")
    (article,) = articles(path)
    assert isinstance(original(article), Original)
    assert original(replace(article, sha256="0" * 64)) is None
    assert original(articles(text)[0]) is None
    assert original(articles(packed)[0]) is None
    assert original(Article("a", "b", "c")) is None
    path.write_bytes(made(STORY[:3]))
    assert original(article) is None
    path.unlink()
    assert original(article) is None


def test_a_story_on_two_pages(tmp_path: Path) -> None:
    for seed in range(60):
        if len(document(seed).sheets) < 2:
            continue
        path = tmp_path / "page.pdf"
        path.write_bytes(drawn(document(seed)))
        found = {
            page.number
            for article in articles(path)
            for at in (0, len(article.text) - 40)
            if (page := original(article, at, at + 30))
        }
        assert len(found) > 1
        return
    raise AssertionError("no document of several pages")
