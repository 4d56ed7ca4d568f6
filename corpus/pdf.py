"""PDF → pages of articles: one page in memory at a time; pages without a text layer go to OCR."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import MOST_LATE, Article, InputError, Skipped, TookTooLong
from corpus.ocr import DPI, LONGEST, MEND, Image, is_installed
from corpus.page import Page
from corpus.pdfium import count_pages, picture_of, sheet_of
from corpus.placed import split_sheet
from corpus.sheet import Box, Sheet

MOST_PAGES = 2_000  # of one file
STAMP = 80  # characters that a scan may bear beside its picture: a stamp, a web address, a page number
PICTURE = 0.6  # of the page's area: a picture of the whole page
UNKNOWN = 0.3  # of the characters: fonts that don't tell theirs, so that the text can only be seen


def articles(
    path: Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    password: str | None = None,
) -> Iterator[Article | Skipped]:
    """The articles of a PDF, page by page; see `pages`."""
    for found in pages(path, newspaper=newspaper, published=published, page=page, password=password):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from found.articles


def pages(
    path: Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    password: str | None = None,
    name: Path | None = None,
) -> Iterator[Page | Skipped]:
    """Each page of a PDF split into its articles, or the reason why it can't be.

    Args:
        path: the file; it is read as needed, never as a whole.
        newspaper: used in place of what the page says; so are `published` and `page`.
        published: see above.
        page: see above; only for a file of one page.
        password: of an encrypted file.
        name: what the file is called, where `path` is a temporary copy.

    Raises:
        InputError: the file as a whole is no PDF that can be read.
    """
    name = name or path
    given = {"newspaper": newspaper, "published": published}
    count, late = count_pages(path, password), 0
    for index in range(min(count, MOST_PAGES)):
        try:
            yield _page(path, index, password, name, {**given, "page": page if count == 1 else None})
        except InputError as error:
            yield Skipped(str(name), f"page {index + 1}", str(error))
            late += isinstance(error, TookTooLong)
        if late == MOST_LATE and index + 1 < count:
            rest = f"pages {index + 2} to {count}"
            yield Skipped(str(name), rest, f"{late} pages before them took too long; they weren't tried")
            return
    if count > MOST_PAGES:
        yield Skipped(str(name), f"page {MOST_PAGES + 1}", f"more than {MOST_PAGES} pages; split the file")


def _page(
    path: Path, index: int, password: str | None, name: Path, given: Mapping[str, Any]
) -> Page | Skipped:
    sheet, number = sheet_of(path, index, password), index + 1
    if is_scan(sheet):
        if not is_installed():
            raise InputError(MEND)
        from corpus.scan import split_scan

        return split_scan(*drawn(path, index, password), name, number=number, **given)
    split = split_sheet(sheet, name, number=number, **given)
    if split.articles:
        return split
    return Skipped(str(name), f"page {number}", "no article on it: only masthead and page furniture")


def is_scan(sheet: Sheet) -> bool:
    """Its text must be seen: there is none, or a stamp's on a picture, or its characters aren't told."""
    text = "".join(p.text for p in [*sheet.prints, *sheet.turned]).replace(" ", "")
    if not sheet.prints or text.count("\ufffd") > UNKNOWN * len(text):
        return True
    return len(text) <= STAMP and any(_covers(box, sheet) for box in sheet.pictures)


def _covers(box: Box, sheet: Sheet) -> bool:
    return (box[2] - box[0]) * (box[3] - box[1]) > PICTURE * sheet.width * sheet.height


def drawn(
    path: Path, index: int, password: str | None = None, *, dpi: float = DPI, longest: int = LONGEST
) -> tuple[Image, float]:
    """Page `index`, counted from 0, as a picture, and its pixels a point; `longest`: of its longer side."""
    data, width, height, scale = picture_of(path, index, dpi=dpi, longest=longest, password=password)
    return np.frombuffer(data, np.uint8).reshape(height, width, 3), scale
