"""How newspaper pages come apart into articles: `python -m tests.benchmarks pages` or this module by itself.

Generated pages (tests/pages) are read back by our PDF path, and as bare text through `pdftotext` in both
orders; beside them what pypdfium2 and pdfplumber give as plain text, taken as one article a page.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus import Article
from corpus.continuation import joined
from corpus.page import split_page
from corpus.pdf import articles
from tests.pages import extracted
from tests.pages.layout import document
from tests.pages.pdf import drawn
from tests.pages.score import Score, scored

FIRST, COUNT = 1000, 200  # seeds that nothing was developed on
SLOW = 40  # pages for pdfplumber, which takes a second for each


def main() -> None:
    """Print one line for each way to read the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=FIRST)
    parser.add_argument("--count", type=int, default=COUNT)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, read in ways(Path(folder)).items():
            count = min(chosen.count, SLOW) if "pdfplumber" in name else chosen.count
            print(f"{name:34} {count:4} documents  {measured(read, chosen.first, count)}", flush=True)


def ways(folder: Path) -> dict[str, Callable[[bytes], list[Article]]]:
    """By name, how a PDF's bytes become articles."""

    def ours(data: bytes) -> list[Article]:
        path = folder / "ours.pdf"
        path.write_bytes(data)
        return _articles(joined(articles(path)))

    found: dict[str, Callable[[bytes], list[Article]]] = {"ours, from PDF": ours}
    if shutil.which("pdftotext"):
        for order in ("raw", "layout"):
            found[f"ours, pdftotext -{order}"] = lambda data, order=order: _split(  # type: ignore[misc]
                extracted.pdftotext(data, order, folder)
            )
    found["ours, pypdfium2's text"] = lambda data: _split(extracted.pdfium(data))
    found["pypdfium2's text, an article a page"] = lambda data: _whole(extracted.pdfium(data))
    found["pdfplumber's text, an article a page"] = lambda data: _whole(extracted.pdfplumber(data))
    return found


def measured(read: Callable[[bytes], list[Article]], first: int, count: int) -> str:
    """The scores of one way, and the seconds that it took without drawing and scoring."""
    total, seconds = Score(0, 0, 0, 0, 0, 0, 0, 0), 0.0
    for seed in range(first, first + count):
        page = document(seed)
        data = drawn(page)
        start = time.perf_counter()
        found = read(data)
        seconds += time.perf_counter() - start
        total += scored(page, found)
    return f"{total}  {seconds / count:.3f} s a document"


def _articles(items: Iterable[object]) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def _split(texts: list[str]) -> list[Article]:
    return _articles(joined(article for text in texts for article in split_page(text).articles))


def _whole(texts: list[str]) -> list[Article]:
    return [Article(str(i), "", text) for i, text in enumerate(texts)]


if __name__ == "__main__":
    main()
