"""The page as it was printed, beside the chat, with what is cited marked on it."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from corpus import load
from tests.browser.conftest import Own, ask
from tests.corpus.test_pdf import made

pytestmark = [pytest.mark.browser, pytest.mark.models]
PRINTED = (
    "河道整治下月开工",
    ["市水务局昨日公布了河道整治的", "方案，清淤工程下月开始，由三家", "单位分段施工，工期五个月。"],
)
SCANNED = (
    "老旧小区改造启动",
    ["市住建局昨日公布了小区改造的", "方案，外墙翻新本周开始，由四家", "单位分头施工，工期三个月。"],
)


def drawn(headline: str, lines: list[str]) -> bytes:
    """A page of 600 by 800 points, its body between 230 and 290 from the top."""
    body = [(50.0, 240.0 + 20 * n, 14.0, "\u3000\u3000" * (n == 0) + line) for n, line in enumerate(lines)]
    return made([(50.0, 200.0, 24.0, headline), *body])


def scanned(pdf: bytes) -> bytes:
    import io

    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0]
    file = io.BytesIO()
    page.render(scale=2.5).to_pil().save(file, "PNG")
    return file.getvalue()


def share(box: Locator, picture: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box as shares of the picture."""
    inner, outer = box.bounding_box(), picture.bounding_box()
    assert inner is not None
    assert outer is not None
    left, top = (inner["x"] - outer["x"]) / outer["width"], (inner["y"] - outer["y"]) / outer["height"]
    return left, top, left + inner["width"] / outer["width"], top + inner["height"] / outer["height"]


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_cited_passage_is_marked_on_its_page(desk: Page, own: Own, tmp_path: Path, kind: str) -> None:
    if kind == "png" and find_spec("rapidocr") is None:
        pytest.skip("no OCR installed")
    file = tmp_path / f"江城日报-2023-05-0{1 + (kind == 'png')}-02.{kind}"
    file.write_bytes(drawn(*PRINTED) if kind == "pdf" else scanned(drawn(*SCANNED)))
    assert own.archive.add(load([file])).added == 1
    ask(desk, "清淤工程什么时候开始？" if kind == "pdf" else "外墙翻新什么时候开始？")
    desk.locator("#now .card").first.click()
    desk.click("[data-act=original]")
    picture, boxes = desk.locator("#source figure img"), desk.locator("#source figure i")
    expect(picture).to_be_visible(timeout=120_000)
    expect(desk.locator("#source .text")).to_be_hidden()
    assert 1 <= boxes.count() <= 3
    for box in boxes.all():
        left, top, right, bottom = share(box, picture)
        assert 0.06 < left < right < 0.5  # the lines begin at 50 of 600 points and are some 200 long
        assert 220 / 800 < top < bottom < 295 / 800
    narrow = desk.locator("#source figure button").bounding_box()
    desk.locator("#source figure button").click()
    wide = desk.locator("#source figure button").bounding_box()
    assert narrow is not None
    assert wide is not None
    assert wide["width"] > 2 * narrow["width"]
    expect(boxes.first).to_be_in_viewport()
    desk.click("[data-act=original]")
    expect(desk.locator("#source .text")).to_be_visible()
    for article in list(own.archive.articles()):
        if article.newspaper == "江城日报":
            own.archive.remove(article.id)
