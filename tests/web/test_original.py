"""The page as it was printed."""

import re
from pathlib import Path

from corpus import Article, load
from qa.web.original import page_html, pictured
from tests.corpus.test_pdf import STORY, made
from tests.web.reader import Reader, article


def test_the_cited_lines_lie_inside_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(made(STORY))
    (printed,) = (one for one in load([path]) if isinstance(one, Article))
    assert pictured(printed)
    start = printed.text.index("方案")
    reader = Reader(page_html(printed, [(start, start + 9, 1)], "zh"))
    (image,) = (held for tag, held in reader.tags if tag == "img")
    assert str(image["src"]).startswith("data:image/png;base64,")
    assert image["alt"] == "第 1 页的版面图"
    boxes = [str(held["style"]) for tag, held in reader.tags if tag == "i"]
    assert len(boxes) == 1
    left, top, width, height = map(float, re.findall(r"([\d.]+)%", boxes[0]))
    assert 0 < left < left + width < 100
    assert 0 < top < top + height < 100


def test_where_there_is_no_picture_a_sentence_says_so() -> None:
    bare = article(source="notes.txt")
    assert not pictured(bare)
    assert "没有可显示的原版面" in page_html(bare, [], "zh")
    assert "no original page" in page_html(article(source="gone.pdf"), [(0, 1, 1)], "en")
