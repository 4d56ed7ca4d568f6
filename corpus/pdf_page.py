"""One page of an open PDF → what is printed on it, with places: what pdfium gives, put together."""

import ctypes
import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

from corpus.article import InputError
from corpus.sheet import Box, Glyph, Sheet, lines_of

# A broadsheet has some 10,000 characters and some hundred objects; what is far beyond is no newspaper page.
MOST_CHARACTERS = 60_000  # of one page
MOST_OBJECTS = 20_000  # of one page: pieces of text, lines, pictures

# What fonts without a proper character map give for common signs: ligatures and private-use glyphs.
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_PRIVATE = {0xF0B7: "•", 0xF0A7: "▪", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF075: "◆", 0xF0D8: "▶"}


def read_sheet(document: Any, index: int) -> Sheet:
    """What is printed on page `index`, counted from 0.

    Raises:
        InputError: the page is damaged, or no newspaper page by its size.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        raise InputError("the page is damaged; get the file again") from None
    try:
        left, bottom, right, top = page.get_bbox()
        objects = raw.FPDFPage_CountObjects(page)
        if objects > MOST_OBJECTS:
            raise InputError(f"{objects} objects on it, more than {MOST_OBJECTS}: no newspaper page")
        text = page.get_textpage()
        try:
            if text.count_chars() > MOST_CHARACTERS:
                raise InputError(f"more than {MOST_CHARACTERS} characters on it: no newspaper page")
            glyphs = list(_glyphs(text, left, top))
        finally:
            text.close()
        sheet = Sheet(right - left, top - bottom)
        _put_text(sheet, glyphs)
        turn = _main_angle(glyphs)
        if not turn:
            _put_drawings(sheet, page, left, top)
        return sheet
    except pypdfium2.PdfiumError:
        raise InputError("the page is damaged; get the file again") from None
    finally:
        page.close()


def _glyphs(text: Any, left: float, top: float) -> Iterator[tuple[Glyph, int]]:
    """Each character that is printed, with the angle of its line: 0, 90, 180 or 270 degrees."""
    import pypdfium2.raw as raw

    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (10, 13) or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, rect):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
        size = raw.FPDFText_GetFontSize(text, index) * scale
        angle = round(math.degrees(raw.FPDFText_GetCharAngle(text, index)) / 90) * 90 % 360
        shown = _LIGATURES.get(code) or _PRIVATE.get(code) or _character(code)
        if size < 1 or not all(map(math.isfinite, (rect.left, rect.right, rect.top, y.value))):
            continue
        if angle % 180:
            yield Glyph(shown, rect.left - left, rect.right - left, top - rect.top, size), angle
        else:
            yield Glyph(shown, rect.left - left, rect.right - left, top - y.value, size), angle


def _character(code: int) -> str:
    """A glyph whose character the file doesn't tell is shown as U+FFFD: seen to be missing, not dropped."""
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code == 0 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return chr(code)


def _main_angle(glyphs: list[tuple[Glyph, int]]) -> int:
    angles = [angle for _, angle in glyphs]
    return max(set(angles), key=angles.count, default=0)


def _put_text(sheet: Sheet, glyphs: list[tuple[Glyph, int]]) -> None:
    """The lines at the page's main angle into `prints`, the others into `turned`."""
    main = _main_angle(glyphs)
    for angle in sorted({angle for _, angle in glyphs}):
        turned = [_upturned(glyph, angle, sheet) for glyph, other in glyphs if other == angle]
        if angle == main:
            sheet.prints = lines_of(turned)
        else:
            sheet.turned += lines_of(turned)
    if main % 180:
        sheet.width, sheet.height = sheet.height, sheet.width


def _upturned(glyph: Glyph, angle: int, sheet: Sheet) -> Glyph:
    """The glyph's place as if its line were level; of a turned one `base` is the top of its box."""
    if angle == 0:
        return glyph
    if angle == 180:
        return Glyph(
            glyph.text,
            sheet.width - glyph.right,
            sheet.width - glyph.left,
            sheet.height - glyph.base,
            glyph.size,
        )
    width = glyph.size if ord(glyph.text[0]) > 0x2E80 else glyph.size / 2
    if angle == 270:  # pdfium counts clockwise: the line goes up
        return Glyph(
            glyph.text, sheet.height - glyph.base - width, sheet.height - glyph.base, glyph.right, glyph.size
        )
    return Glyph(glyph.text, glyph.base, glyph.base + width, sheet.width - glyph.left, glyph.size)


def _put_drawings(sheet: Sheet, page: Any, left: float, top: float) -> None:
    """Thin lines, frames and pictures; what is drawn inside a form is passed over."""
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for item in islice(page.get_objects(filter=kinds, max_depth=1), MOST_OBJECTS):
        x0, y0, x1, y1 = item.get_bounds()
        box: Box = (x0 - left, top - y1, x1 - left, top - y0)
        width, height = x1 - x0, y1 - y0
        if not all(map(math.isfinite, box)) or (width < 12 and height < 12):
            continue
        if min(width, height) < 4:
            sheet.rules.append(box)
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            sheet.pictures.append(box)
        elif raw.FPDFPath_CountSegments(item) <= 8:
            raw.FPDFPath_GetDrawMode(item, fill, stroke)
            sheet.boxes.append(box)


def drawn(document: Any, index: int, dpi: float, longest: int) -> tuple[Any, float]:
    """Page `index` as (height, width, 3) bytes of RGB, and pixels a point; the longer side bounded.

    Raises:
        InputError: the page is damaged.
    """
    import pypdfium2

    try:
        page = document[index]
        try:
            scale = min(dpi / 72, longest / max(1.0, *page.get_size()))
            return page.render(scale=scale, rev_byteorder=True).to_numpy()[..., :3], scale
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        raise InputError("the page is damaged; get the file again") from None
