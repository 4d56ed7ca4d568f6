"""Lines of text found in a picture, by RapidOCR and the models in its package (PP-OCRv6).

RapidOCR enters and leaves here; it is the extra `baowen[ocr]`. Nothing is ever downloaded.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import InputError, TookTooLong

MEND = "a scan, whose text must be seen: install OCR with pip install 'baowen[ocr]' and add it again"
DPI = 200  # at which pages are drawn and picture files are taken to be: type of 8 points is 22 pixels high
LONGEST = 5_000  # pixels of a page's longer side; larger ones are scaled down: a broadsheet has 4,300
LOOKED_AT = 2048  # pixels of the longer side in which lines are looked for: body type is 10 of them high
MOST_LINES = 4_000  # of one page: a broadsheet of small advertisements has some 2,000
SURE = 0.5  # probability, 0 to 1, below which what was recognised is no text but a picture's pattern
UPRIGHT = 1.8  # times as high as wide: characters one below the other
BLANK = 0.305  # of the ink's height: a wider gap between characters is a blank; without one it is up to 0.27
AT_ONCE = 256  # lines cut out at a time: some 50 MB
SECONDS = 1200.0  # for one page; a page takes half a minute, on a busy machine four, a broadsheet more

Image = np.ndarray[Any, np.dtype[np.uint8]]  # (height, width, 3), RGB


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of text in a picture; places in pixels from its top left corner."""

    text: str
    score: float  # mean probability of its characters, 0 to 1
    corners: tuple[tuple[float, float], ...]  # top left, top right, bottom right, bottom left
    places: tuple[float, ...]  # of each character's middle along the line, 0 to 1
    ink: tuple[float, float]  # where, across the line, its ink begins and ends, 0 to 1
    blanks: tuple[tuple[float, float], ...] = ()  # from where to where along the line there is none, 0 to 1
    upright: bool = False


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None


def read_lines(image: Image) -> list[Seen]:
    """The lines of text in `image`, roughly from top to bottom.

    Raises:
        InputError: OCR is not installed, or the picture has more lines than any page.
        TookTooLong: it takes more than SECONDS, looked at after every `AT_ONCE` lines; what one step takes is
            bounded by `LOOKED_AT` and `LONGEST`.
    """
    if not is_installed():
        raise InputError(MEND)
    engine, lock = _engine()
    with lock:
        began = time.monotonic()  # not what others' pages took
        found = engine(image, use_det=True, use_cls=False, use_rec=False)
        quads = [] if found.boxes is None else [np.asarray(quad, np.float32) for quad in found.boxes]
        if len(quads) >= MOST_LINES:
            raise InputError(f"more than {MOST_LINES} lines on it: no newspaper page")
        lines: list[Seen] = []
        for start in range(0, len(quads), AT_ONCE):
            if time.monotonic() - began > SECONDS:
                raise TookTooLong(f"OCR took more than {SECONDS:.0f} s on it; scan its parts one by one")
            lines += _recognised(engine, image, quads[start : start + AT_ONCE])
        return lines


@cache
def _engine() -> tuple[Any, threading.Lock]:
    from rapidocr import RapidOCR

    spec = find_spec("rapidocr")
    models = Path(str(spec.origin)).parent / "models" if spec else Path()
    chosen = {task: next(models.glob(f"*_{task.lower()}_*.onnx"), None) for task in ("Det", "Rec")}
    if None in chosen.values():  # else RapidOCR would try to download them
        raise InputError("the package rapidocr came without its models; install it anew")
    paths = {f"{task}.model_path": str(path) for task, path in chosen.items()}
    limits = {"Global.max_side_len": LOOKED_AT, "Det.max_candidates": MOST_LINES}
    engine = RapidOCR(params={**paths, **limits, "Global.log_level": "critical"})
    engine.return_word_box = True  # for the places of the characters
    return engine, threading.Lock()


def _recognised(engine: Any, image: Image, quads: Sequence[np.ndarray]) -> Iterator[Seen]:
    """What is written in these places, without what is no text."""
    tall = [_length(quad, 0, 3) > UPRIGHT * _length(quad, 0, 1) for quad in quads]
    cut = [_cut(engine, image, quad, is_tall) for quad, is_tall in zip(quads, tall, strict=True)]
    if not cut:
        return
    result = engine.recognize_txt([line for line, _ in cut])
    for quad, is_tall, (line, cells), text, score, words in zip(
        quads, tall, cut, result.txts, result.scores, result.word_results, strict=True
    ):
        if score < SURE or not text.strip():
            continue
        shown, places = _placed(text, words)
        if is_tall:
            shown = shown.replace(" ", "")
            places = cells if len(cells) == len(shown) else _evenly(len(shown))
        corners = tuple((float(x), float(y)) for x, y in quad)
        yield Seen(shown, float(score), corners, tuple(places), *_inked(line), is_tall)


def _placed(text: str, words: Any) -> tuple[str, list[float]]:
    """The characters, and where along the line each one's middle is; a blank between its neighbours."""
    text = " ".join(text.split())
    columns = [float(column) for word in words.word_cols for column in word]
    length = max(words.line_txt_len, 1.0)
    if len(columns) != len(text) - text.count(" "):  # never seen; spread evenly
        return text, _evenly(len(text))
    for index, character in enumerate(text):
        if character == " ":
            columns.insert(index, (columns[index - 1] + columns[index]) / 2)
    return text, [min((column + 0.5) / length, 1.0) for column in columns]


def _evenly(count: int) -> list[float]:
    return [(index + 0.5) / count for index in range(count)]


def _length(quad: np.ndarray, a: int, b: int) -> float:
    return float(np.linalg.norm(quad[a] - quad[b])) or 1.0


def _cut(engine: Any, image: Image, quad: np.ndarray, tall: bool) -> tuple[Image, list[float]]:
    """The line as a picture; of an upright one its characters side by side, with their places."""
    if not tall:
        (line,) = engine.crop_text_regions(image, [quad])
        return line, []
    left, top = np.maximum(quad.min(axis=0).astype(int), 0)
    right, bottom = quad.max(axis=0).astype(int) + 1
    column = image[top:bottom, left:right]
    cells = _cells(column)
    height = max(end - start for start, end in cells)
    padded = [np.full((height, column.shape[1], 3), 255, np.uint8) for _ in cells]
    for cell, (start, end) in zip(padded, cells, strict=True):
        above = (height - (end - start)) // 2
        cell[above : above + end - start] = column[start:end]
    return np.hstack(padded), [(start + end) / 2 / len(column) for start, end in cells]


def _cells(column: Image) -> list[tuple[int, int]]:
    """From where to where each character of an upright line goes: rows of ink, no higher than wide."""
    inked = np.concatenate([[False], _dark(column).any(axis=1), [False]])
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    cells: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if cells and end - cells[-1][0] <= 0.95 * column.shape[1]:
            cells[-1] = (cells[-1][0], end)
        else:
            cells.append((start, end))
    return cells or [(0, len(column))]


def _inked(line: Image) -> tuple[tuple[float, float], tuple[tuple[float, float], ...]]:
    """Where the ink of the line itself is, from top to bottom, and where along it there is none.

    Of the lines above and below a sliver may be seen.
    """
    dark = _dark(line)
    height, width = dark.shape
    rows = dark.sum(axis=1)
    inked = np.flatnonzero(rows > 0.06 * rows.max(initial=0))
    if not len(inked):
        return (0.0, 1.0), ()
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    inner = [run for run in runs if not (len(run) < 0.15 * height and (run[0] == 0 or run[-1] == height - 1))]
    top, bottom = (inner or runs)[0][0], (inner or runs)[-1][-1] + 1
    columns = np.flatnonzero(dark[top:bottom].any(axis=0))
    wide = np.flatnonzero(np.diff(columns) > BLANK * (bottom - top))
    blanks = [((columns[at] + 1) / width, columns[at + 1] / width) for at in wide]
    return (float(top) / height, float(bottom) / height), tuple((float(a), float(b)) for a, b in blanks)


def _dark(line: Image) -> np.ndarray:
    """Which pixels are ink: those of the rarer of the two brightnesses (Otsu, 1979)."""
    import cv2

    grey = cv2.cvtColor(np.ascontiguousarray(line), cv2.COLOR_RGB2GRAY)
    _, dark = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink: np.ndarray = dark if dark.mean() <= 0.5 else 1 - dark
    return ink
