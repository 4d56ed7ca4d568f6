"""The pages drawn as PDF with ReportLab and its built-in Chinese font: nothing to install."""

import io
from random import Random

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from tests.pages.layout import Document, Sheet
from tests.pages.setting import Ink

FONT = "STSong-Light"


def drawn(document: Document, encrypt: str | None = None) -> bytes:
    """The document as PDF. Stories come in any order; large type is sometimes drawn first or last."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    rng = Random(document.seed + 7)
    file = io.BytesIO()
    page = canvas.Canvas(file, encrypt=encrypt, invariant=1)
    blanks = rng.random() < 0.5  # the indent is two ideographic spaces, or a place further right
    for sheet in document.sheets:
        page.setPageSize((sheet.width, sheet.height))
        page.setLineWidth(0.5)
        for x0, y0, x1, y1 in sheet.boxes:
            page.rect(x0, sheet.height - y1, x1 - x0, y1 - y0)
        for x0, y0, x1, y1 in sheet.rules:
            page.line(x0, sheet.height - y0, x1, sheet.height - y1)
        page.setFillGray(0.8)
        for x0, y0, x1, y1 in sheet.pictures:
            page.rect(x0, sheet.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        page.setFillGray(0)
        for ink in _ordered(rng, sheet):
            _draw(page, ink, sheet.height, blanks)
        page.showPage()
    page.save()
    return file.getvalue()


def _ordered(rng: Random, sheet: Sheet) -> list[Ink]:
    groups = rng.sample(sheet.inks, len(sheet.inks)) if rng.random() < 0.6 else sheet.inks
    inks = [ink for group in groups for ink in group]
    way = rng.choice(["story", "story", "story", "first", "last"])
    if way == "story":
        return inks
    large = [ink for ink in inks if ink.tag in ("headline", "masthead")]
    rest = [ink for ink in inks if ink.tag not in ("headline", "masthead")]
    return large + rest if way == "first" else rest + large


def _draw(page: canvas.Canvas, ink: Ink, height: float, blanks: bool) -> None:
    page.setFont(FONT, ink.size)
    y = height - ink.y
    if ink.vertical:
        for index, character in enumerate(ink.text):
            page.drawString(ink.x, y - index * ink.size * 1.08, character)
        return
    if ink.angle:
        page.saveState()
        page.translate(ink.x, y)
        page.rotate(ink.angle)
        page.drawString(0, 0, ink.text)
        page.restoreState()
        return
    natural = pdfmetrics.stringWidth(ink.text, FONT, ink.size)
    spacing = (ink.width - natural) / max(1, len(ink.text) - 1) if ink.width else 0.0
    text = page.beginText(ink.x, y)
    text.setCharSpace(spacing)
    text.textOut(ink.text)
    page.drawText(text)
