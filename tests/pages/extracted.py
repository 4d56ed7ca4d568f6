"""The text that other programs take out of a PDF, page by page."""

import io
import subprocess
from pathlib import Path


def pdftotext(data: bytes, order: str, folder: Path) -> list[str]:
    """Poppler's text, `order` "raw" (as written) or "layout" (as it looks)."""
    path = folder / "page.pdf"
    path.write_bytes(data)
    text = subprocess.run(["pdftotext", f"-{order}", str(path), "-"], capture_output=True, check=True).stdout
    return [page for page in text.decode("utf-8").split("\f") if page.strip()]


def pdfium(data: bytes) -> list[str]:
    """pypdfium2's plain text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def pdfplumber(data: bytes) -> list[str]:
    """pdfplumber's plain text."""
    import pdfplumber as plumber

    with plumber.open(io.BytesIO(data)) as document:
        return [page.extract_text() for page in document.pages]
