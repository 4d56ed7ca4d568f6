"""Generated pages read back: floors; `tests/benchmarks/pages.py` has the whole measurement."""

import shutil
from pathlib import Path

import pytest

from corpus import Article
from corpus.continuation import joined
from corpus.page import split_page
from corpus.pdf import articles
from tests.pages.extracted import pdftotext
from tests.pages.layout import document
from tests.pages.pdf import drawn
from tests.pages.score import distance, scored

SEEDS = range(40, 50)


def test_pages_from_pdf(tmp_path: Path) -> None:
    total = None
    for seed in SEEDS:
        path = tmp_path / "page.pdf"
        path.write_bytes(drawn(document(seed)))
        found = [item for item in joined(articles(path)) if isinstance(item, Article)]
        score = scored(document(seed), found)
        total = total + score if total else score
    assert total
    assert total.f1 >= 0.95
    assert total.order_error <= 0.02
    assert total.masthead == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize(("order", "count", "floor"), [("raw", 5, 0.85), ("layout", 10, 0.75)])
def test_pages_from_bare_text(order: str, count: int, floor: float, tmp_path: Path) -> None:
    total = None
    for seed in SEEDS[:count]:
        texts = pdftotext(drawn(document(seed)), order, tmp_path)
        found = [a for text in texts for a in split_page(text).articles]
        score = scored(document(seed), [item for item in joined(found) if isinstance(item, Article)])
        total = total + score if total else score
    assert total
    assert total.f1 >= floor
    assert total.masthead == 1


def test_the_scorer_sees_what_is_wrong() -> None:
    page = document(1)
    whole = [Article(str(i), s.title, s.text, byline=s.byline) for i, s in enumerate(page.stories)]
    assert scored(page, whole).f1 == 1
    assert scored(page, whole).order_error == 0
    assert scored(page, whole[1:]).f1 < 1
    first, second, *rest = whole
    glued = Article("x", first.title, first.text + second.text)
    assert scored(page, [glued, *rest]).f1 < 1
    swapped = Article("y", first.title, first.text[100:] + first.text[:100], byline=first.byline)
    assert scored(page, [swapped, second, *rest]).order_error > 0.01


@pytest.mark.parametrize(
    ("first", "second", "edits"), [("", "", 0), ("abc", "abc", 0), ("kitten", "sitting", 3), ("", "ab", 2)]
)
def test_distance(first: str, second: str, edits: int) -> None:
    assert distance(first, second) == edits
