"""What a file is, and which function reads it.

A reader takes the open file, the path that names it (of a member of a ZIP: the ZIP's, then its own) and the
fields that the user gives in place of the file's own. It yields articles, pages, and what it had to skip;
`source`, `file` and `sha256` are filled in by `reading`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from corpus.article import Article, InputError, Skipped
from corpus.decode import decode
from corpus.page import Page, split_page
from corpus.records import read_csv, read_jsonl
from corpus.walk import shown

Item = Article | Skipped | Page
Overrides = Mapping[str, Any]  # any of newspaper, published (a date), page, section, password
Reader = Callable[[IO[bytes], Path, Overrides], Iterator[Item]]

# A newspaper page is some 10 to 60 kB of text. What is far above that is not a page.
PAGE_LIMIT = 2 << 20  # bytes
ISSUE_LIMIT = 32 << 20  # bytes; the pages of one file, with form feeds between them
HTML_LIMIT = 8 << 20  # bytes; with pictures written into it
_ADVICE = "give one newspaper page a file, or JSONL records"

KINDS = {
    ".txt": "text",
    ".md": "markdown",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".zip": "zip",
    ".png": "picture",
    ".jpg": "picture",
    ".tif": "picture",
    ".webp": "picture",
    # Other names of the same.
    ".jpeg": "picture",
    ".tiff": "picture",
    ".markdown": "markdown",
    ".ndjson": "jsonl",
    ".tsv": "csv",
    ".shtml": "html",
    ".xhtml": "html",
}
_INSTEAD = {
    ".doc": "save it as .docx",
    ".wps": "save it as .docx",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".xls": "save it as .csv",
    ".xlsx": "save it as .csv",
    ".json": "write one record a line, as .jsonl",
    ".rar": "unpack it and give the folder",
    ".7z": "unpack it and give the folder",
    ".gz": "unpack it and give the file",
    ".xz": "unpack it and give the file",
}
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)


def kind_of(file: IO[bytes], path: Path) -> str:
    """The key in READERS, or "zip", for a file; by its content where that shows, else by its name.

    Raises:
        InputError: nothing here reads it.
    """
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        advice = _INSTEAD.get(suffix, f"give {', '.join(list(KINDS)[:13])}")
        raise InputError(f"{path.suffix or 'no extension'} is not supported; {advice}")
    head = file.read(1024)
    file.seek(0)
    if b"%PDF-" in (head if suffix == ".pdf" else head[:5]):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if suffix == ".docx" else "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("an old Office file, or one with a password; save it as .docx without a password")
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "picture"
    if KINDS[suffix] in ("pdf", "docx", "zip", "picture"):
        problem = (
            "the file is empty" if not head else f"its content is not that of a {suffix[1:].upper()} file"
        )
        raise InputError(f"{problem}; it is damaged or misnamed")
    return "html" if KINDS[suffix] in ("text", "markdown") and _HTML.match(head) else KINDS[suffix]


def read_text(file: IO[bytes], path: Path, facts: Overrides) -> Iterator[Item]:
    """Newspaper pages as bare text, with a form feed between them."""
    data = read_whole(file, ISSUE_LIMIT, _ADVICE)
    if len(data) > PAGE_LIMIT and b"\f" not in data:
        raise InputError(f"more than {PAGE_LIMIT >> 20} MiB; {_ADVICE}")
    yield from split_issue(decode(data), path, facts)


def split_issue(text: str, path: Path, facts: Overrides) -> Iterator[Page | Skipped]:
    """The pages of a text; a page number that the user gives is that of a text of one page only.

    Raises:
        InputError: there is no article on its only page.
    """
    texts = [(number, part) for number, part in enumerate(text.split("\f"), 1) if part.strip()]
    if len(texts) < 2:
        yield _page(text, path, facts)
        return
    shared = {name: value for name, value in facts.items() if name != "page"}
    for number, part in texts:
        try:
            if len(part) > PAGE_LIMIT:
                raise InputError(f"more than {PAGE_LIMIT >> 20} million characters: no newspaper page")
            yield replace(_page(part, path, shared), number=number)
        except InputError as error:
            yield Skipped(shown(path), f"page {number}", str(error))


def _markdown(file: IO[bytes], path: Path, facts: Overrides) -> Iterator[Item]:
    from corpus.markdown import is_markdown, read_markdown

    text = decode(read_whole(file, PAGE_LIMIT, _ADVICE))
    if is_markdown(text):
        yield from read_markdown(text, path, facts)
    else:
        yield _page(text, path, facts)


def _page(text: str, path: Path, facts: Overrides) -> Page:
    given = {name: facts[name] for name in ("newspaper", "published", "page") if name in facts}
    page = split_page(text, path, **given)
    if not page.articles:
        raise InputError("no article on it: only masthead and page furniture")
    return page


def _html(file: IO[bytes], path: Path, facts: Overrides) -> Iterator[Item]:
    from corpus.html import read_html

    yield from read_html(
        read_whole(file, HTML_LIMIT, "an article with its page takes some 100 kB"), path, facts
    )


def _docx(file: IO[bytes], path: Path, facts: Overrides) -> Iterator[Item]:
    from corpus.docx import read_docx

    return read_docx(file, path, facts)


def _pdf(file: IO[bytes], path: Path, facts: Overrides) -> Iterator[Item]:
    from corpus.pdf import pages

    given = {name: facts[name] for name in ("newspaper", "published", "page", "password") if name in facts}
    yield from pages(Path(file.name), name=path, **given)


def _picture(file: IO[bytes], path: Path, facts: Overrides) -> Iterator[Item]:
    from corpus.picture import read_pictures

    return read_pictures(file, path, facts)


def read_whole(file: IO[bytes], limit: int, advice: str) -> bytes:
    """All of a file, if that is at most `limit` bytes.

    Raises:
        InputError: it is more, with `advice`.
    """
    data = file.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"more than {limit >> 20} MiB; {advice}")
    return data


READERS: Mapping[str, Reader] = {
    "text": read_text,
    "markdown": _markdown,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "picture": _picture,
}
