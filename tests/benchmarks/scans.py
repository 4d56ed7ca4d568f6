"""How scanned pages are read: `python -m tests.benchmarks.scans [--count N] [--first SEED] [--worn]`.

Generated pages (tests/pages) are drawn at 200 dpi (`--dpi`), as pictures only, and read by OCR; `--worn`
makes them like scans of paper: turned by a degree, blurred, noisy, on grey, packed as JPEG of quality 40
(`--turn`, `--quality`). Printed are the character error rate of the lines (edits of what was seen where a
line was drawn), the articles' boundary F1 and reading-order error as for PDF, the pages' lowest confidence,
seconds a page, and the memory that all of it took.
"""

import argparse
import io
import math
import resource
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Article, Skipped, scan
from corpus.continuation import joined
from corpus.ocr import DPI, Seen
from corpus.page import Page
from corpus.pdf import drawn as picture
from tests.pages.layout import Document, document
from tests.pages.pdf import drawn
from tests.pages.score import Score, distance, scored
from tests.pages.setting import Ink, advance

Corners = tuple[tuple[float, float], ...]
FIRST, COUNT = 1000, 5  # seeds that nothing was developed on; a page takes half a minute


def main() -> None:
    """Print one line a document and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=FIRST)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--worn", action="store_true")
    parser.add_argument("--dpi", type=int, default=DPI)
    parser.add_argument("--turn", type=float, default=1.0, help="degrees, of --worn")
    parser.add_argument("--quality", type=int, default=40, help="of JPEG, 1 to 95, of --worn")
    chosen = parser.parse_args()
    wear = Wear(chosen.turn, chosen.quality) if chosen.worn else None
    total, edits, characters, seconds = Score(documents=0), 0, 0, 0.0
    for seed in range(chosen.first, chosen.first + chosen.count):
        page = document(seed)
        score, wrong, there, took, sure = measured(page, chosen.dpi, wear)
        total, edits, characters, seconds = total + score, edits + wrong, characters + there, seconds + took
        print(
            f"{seed}  character error rate {wrong / there:.4f}  {score}  confidence {sure:.2f}  {took:.0f} s",
            flush=True,
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{chosen.count} documents  character error rate {edits / characters:.4f}  {total}"
        f"  {seconds / chosen.count:.0f} s a document  {memory:.1f} GB"
    )


@dataclass(frozen=True)
class Wear:
    """What befalls a page between the press and the file."""

    turn: float  # degrees, against the clock
    quality: int  # of JPEG


def measured(page: Document, dpi: int, wear: Wear | None) -> tuple[Score, int, int, float, float]:
    """(score, wrong characters, characters, seconds, the lowest confidence of its pages) of one document."""
    edits = characters = 0
    items: list[Article] = []
    sure, start = 1.0, time.perf_counter()
    for index, (image, scale) in enumerate(pictures(page, dpi, wear)):
        found, seen = recorded(image, index)
        if isinstance(found, Page):
            items += found.articles
        sure = min(sure, found.confidence if isinstance(found, Page) else 0.0)
        middle = (image.shape[1] / 2, image.shape[0] / 2)
        level = [replace(line, corners=turned_back(line.corners, middle, wear)) for line in seen]
        wrong, there = errors(page.sheets[index].inks, level, scale)
        edits, characters = edits + wrong, characters + there
    seconds = time.perf_counter() - start
    articles = [item for item in joined(items) if isinstance(item, Article)]
    return scored(page, articles), edits, characters, seconds, sure


def pictures(page: Document, dpi: int, wear: Wear | None) -> list[tuple[Any, float]]:
    """Each sheet drawn, and its pixels a point."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(drawn(page))
        drawings = [picture(path, index, dpi=dpi) for index in range(len(page.sheets))]
    return [(aged(image, page.seed, wear) if wear else image, scale) for image, scale in drawings]


def aged(image: Any, seed: int, wear: Wear) -> Any:
    """The picture as if it had been printed, kept and scanned."""
    from PIL import Image, ImageFilter

    rng = np.random.default_rng(seed)
    paper = Image.fromarray(image).convert("L")
    paper = paper.rotate(wear.turn, fillcolor=255, resample=Image.Resampling.BICUBIC)
    grey = np.asarray(paper.filter(ImageFilter.GaussianBlur(0.8)), np.float32) * 0.75 + 45
    noisy = np.clip(grey + rng.normal(0, 8, grey.shape), 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(noisy).convert("RGB").save(file, "JPEG", quality=wear.quality)
    return np.asarray(Image.open(file))


def turned_back(corners: Corners, middle: tuple[float, float], wear: Wear | None) -> Corners:
    """Places of the turned picture where they were before."""
    if not wear:
        return corners
    cos, sin = math.cos(math.radians(wear.turn)), math.sin(math.radians(wear.turn))
    apart = [(x - middle[0], y - middle[1]) for x, y in corners]
    return tuple((middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos) for x, y in apart)


def recorded(image: Any, index: int) -> tuple[Page | Skipped, list[Seen]]:
    """What a picture file of this picture becomes, and the lines that OCR saw on the way."""
    lines: list[Seen] = []
    read = scan.read_lines

    def reading(picture: Any) -> list[Seen]:
        lines[:] = read(picture)
        return lines

    scan.read_lines = reading
    try:
        found = scan.split_scan(image, DPI / 72, Path("scan.png"), number=index + 1)
    finally:
        scan.read_lines = read
    return found, lines


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
    main()
