"""How a file's pages are split, for those who want to look."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus import pdf
from corpus.article import InputError, Skipped
from corpus.decode import decode
from corpus.page import Page, split_page


def split(
    path: str | Path,
    *,
    newspaper: str | None = None,
    published: date | None = None,
    page: str | None = None,
    password: str | None = None,
) -> Iterator[Page | Skipped]:
    """The pages of a PDF or of a text file, each with its parts and confidence; arguments as for `load`."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            head = file.read(1024)
            data = b"" if b"%PDF-" in head else head + file.read()
        if b"%PDF-" in head:
            yield from pdf.pages(path, newspaper=newspaper, published=published, page=page, password=password)
        else:
            yield split_page(decode(data), path, newspaper=newspaper, published=published, page=page)
    except InputError as error:
        yield Skipped(str(path), "", str(error))
    except OSError as error:
        yield Skipped(str(path), "", f"can't be read: {error.strerror or error}")
