"""How scanned pages are read: `python -m tests.benchmarks.scans [--count N] [--first SEED] [--worn]`.

Generated pages (tests/pages) are drawn at 200 dpi, as pictures only, and read by OCR; `--worn` makes them
like scans of paper: turned by half a degree, blurred, noisy, on grey, packed as JPEG. Printed are the
character error rate of the lines (edits of what was seen where a line was drawn), the articles' boundary F1
and reading-order error as for PDF, seconds a page, and the memory that all of it took.
"""

import argparse
import io
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Article, scan
from corpus.continuation import joined
from corpus.ocr import DPI, Seen
from corpus.page import Page
from corpus.pdf import drawn as picture
from tests.pages.layout import Document, document
from tests.pages.pdf import drawn
from tests.pages.score import Score, distance, scored
from tests.pages.setting import Ink, advance

FIRST, COUNT = 1000, 5  # seeds that nothing was developed on; a page takes half a minute


def main() -> None:
    """Print one line a document and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=FIRST)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--worn", action="store_true")
    chosen = parser.parse_args()
    total, edits, characters, seconds = Score(documents=0), 0, 0, 0.0
    for seed in range(chosen.first, chosen.first + chosen.count):
        page = document(seed)
        score, wrong, there, took = measured(page, chosen.worn)
        total, edits, characters, seconds = total + score, edits + wrong, characters + there, seconds + took
        print(f"{seed}  character error rate {wrong / there:.4f}  {score}  {took:.0f} s", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{chosen.count} documents  character error rate {edits / characters:.4f}  {total}"
        f"  {seconds / chosen.count:.0f} s a document  {memory:.1f} GB"
    )


def measured(page: Document, worn: bool) -> tuple[Score, int, int, float]:
    """(score, wrong characters, characters, seconds) of one document."""
    edits = characters = 0
    items: list[Article] = []
    start = time.perf_counter()
    for index, (image, scale) in enumerate(pictures(page, worn)):
        seen: list[Seen] = []
        found, seen[:] = recorded(image, scale, index)
        items += found
        wrong, there = errors(page.sheets[index].inks, seen, scale)
        edits, characters = edits + wrong, characters + there
    seconds = time.perf_counter() - start
    articles = [item for item in joined(items) if isinstance(item, Article)]
    return scored(page, articles), edits, characters, seconds


def pictures(page: Document, worn: bool) -> list[tuple[Any, float]]:
    """Each sheet drawn, and its pixels a point."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(drawn(page))
        drawings = [picture(path, index) for index in range(len(page.sheets))]
    return [(aged(image, page.seed) if worn else image, scale) for image, scale in drawings]


def aged(image: Any, seed: int) -> Any:
    """The picture as if it had been printed, kept and scanned."""
    from PIL import Image, ImageFilter

    rng = np.random.default_rng(seed)
    paper = Image.fromarray(image).convert("L").rotate(0.5, fillcolor=255, resample=Image.Resampling.BICUBIC)
    grey = np.asarray(paper.filter(ImageFilter.GaussianBlur(0.8)), np.float32) * 0.75 + 45
    noisy = np.clip(grey + rng.normal(0, 8, grey.shape), 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(noisy).convert("RGB").save(file, "JPEG", quality=60)
    return np.asarray(Image.open(file))


def recorded(image: Any, scale: float, index: int) -> tuple[list[Article], list[Seen]]:
    """The articles of a picture, and the lines that OCR saw on the way."""
    lines: list[Seen] = []
    read = scan.read_lines

    def reading(picture: Any) -> list[Seen]:
        lines[:] = read(picture)
        return lines

    scan.read_lines = reading
    try:
        found = scan.split_scan(image, scale, Path("scan.png"), number=index + 1)
    finally:
        scan.read_lines = read
    return (list(found.articles) if isinstance(found, Page) else []), lines


def errors(inks: list[list[Ink]], seen: list[Seen], scale: float) -> tuple[int, int]:
    """(edits, characters) of the lines drawn, level ones, against what was seen in their places."""
    edits = characters = 0
    for ink in (ink for group in inks for ink in group if not (ink.vertical or ink.angle)):
        wide = ink.width or advance(ink.text) * ink.size
        at = [line for line in seen if _is_at(line, ink, wide, scale)]
        read = "".join(line.text for line in sorted(at, key=lambda line: line.corners[0][0]))
        drawn_text = "".join(ink.text.split())
        edits += distance("".join(read.split()), drawn_text) if read else len(drawn_text)
        characters += len(drawn_text)
    return edits, characters


def _is_at(line: Seen, ink: Ink, wide: float, scale: float) -> bool:
    xs, ys = zip(*((x / scale, y / scale) for x, y in line.corners), strict=True)
    level = abs(sum(ys) / 4 - (ink.y - 0.38 * ink.size)) < 0.55 * ink.size
    both = min(max(xs), ink.x + wide) - max(min(xs), ink.x)
    return level and both > 0.5 * (max(xs) - min(xs))


if __name__ == "__main__":
    print(f"pages drawn at {DPI} dpi")
    main()
