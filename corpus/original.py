"""The page that an article was printed on, as a picture, with the places of a passage on it."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.article import Article, InputError
from corpus.formats import kind_of
from corpus.marking import bare, boxes, placed
from corpus.sheet import Box, Sheet

if TYPE_CHECKING:
    from corpus.ocr import Image

SHOWN = 2_400  # pixels of the picture's longer side: body type of a broadsheet is 14 of them high
ENOUGH = 0.5  # of an article's characters: then it is this page's
SOME = 0.1  # the same of a story that goes on on another page


@dataclass(frozen=True, slots=True)
class Original:
    """A page as it was printed."""

    image: bytes  # PNG
    width: int  # of the image, in pixels
    height: int
    number: int  # of the page in its file, from 1
    boxes: tuple[Box, ...]  # of each line: left, top, right, bottom as shares of the page, 0 to 1


class _File(NamedTuple):
    path: str
    kind: str  # pdf or picture
    sha256: str
    password: str | None


def original(
    article: Article, start: int = 0, end: int | None = None, *, password: str | None = None
) -> Original | None:
    """The page of `article`, of a story on several pages that of `start`, with the lines of `start:end`.

    Offsets are into `article.text`; without `end` all of it is marked that stands on the page. None if
    there is no picture of it: it was read from text, from a file in a ZIP, or the file is gone or changed.
    A scan is read anew, which takes some 30 s, and then kept in memory like every page of late.
    """
    try:
        file = _file(article, password)
        for index in _pages(file, article):
            sheet = _sheet(file, index)
            lines = placed(article.text, sheet.prints)
            share = sum(len(one.words) for one in lines) / max(1, len(bare(article.text)))
            marked = tuple(boxes(article.text, lines, start, end, sheet))
            if marked and share >= (ENOUGH if end is None else SOME):
                return Original(*_picture(file, index), index + 1, marked)
    except (InputError, OSError):
        return None
    return None


def _file(article: Article, password: str | None) -> _File:
    """The file that the article was read from.

    Raises:
        InputError: it can't be shown, or isn't what it was.
    """
    path = Path(article.file or article.source)
    if article.source.startswith(f"{path}/"):
        raise InputError("it is in a ZIP")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != article.sha256:
            raise InputError("it was changed")
        file.seek(0)
        kind = kind_of(file, path)
    if kind not in ("pdf", "picture"):
        raise InputError("it has no pages to look at")
    return _File(str(path), kind, article.sha256, password)


def _pages(file: _File, article: Article) -> Iterator[int]:
    """The file's pages, first the one that the article's page number tells."""
    from corpus.pdfium import count_pages
    from corpus.picture import count_pictures

    path = Path(file.path)
    count = count_pages(path, file.password) if file.kind == "pdf" else count_pictures(path)
    digits = "".join(filter(str.isdecimal, article.page))
    guess = int(digits) - 1 if digits else 0
    yield from sorted(range(count), key=lambda index: (index != guess, index))


@lru_cache(maxsize=64)  # pages: some 200 kB each
def _sheet(file: _File, index: int) -> Sheet:
    """The page with places; nothing is on one that can't be read."""
    from corpus.pdf import is_scan
    from corpus.pdfium import sheet_of
    from corpus.scan import read_scan

    try:
        if file.kind == "pdf":
            sheet = sheet_of(Path(file.path), index, file.password)
            if not is_scan(sheet):
                return sheet
        return read_scan(*_pixels(file, index))[0]
    except InputError:
        return Sheet(1.0, 1.0)


def _pixels(file: _File, index: int, longest: int | None = None) -> "tuple[Image, float]":
    """The page as OCR looks at it, or with its longer side of `longest` pixels; and its pixels a point."""
    from corpus.ocr import DPI, LONGEST
    from corpus.pdf import drawn
    from corpus.picture import picture

    if file.kind == "picture":
        return picture(Path(file.path), index, longest or LONGEST), DPI / 72
    dpi = DPI if longest is None else 2 * DPI
    return drawn(Path(file.path), index, file.password, dpi=dpi, longest=longest or LONGEST)


@lru_cache(maxsize=16)  # pages: some 2 MB each
def _picture(file: _File, index: int) -> tuple[bytes, int, int]:
    """(PNG, width, height)."""
    from PIL import Image as images

    pixels, _ = _pixels(file, index, SHOWN)
    image = images.fromarray(pixels)
    if int((pixels.max(axis=2) - pixels.min(axis=2)).max()) < 16:  # no colour in it
        image = image.convert("L")
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=4)
    return data.getvalue(), image.width, image.height
