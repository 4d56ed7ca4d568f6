"""Bare text that kept its layout with blanks, as `pdftotext -layout` gives it: a page with places again.

Columns stand side by side on one line, parted by two blanks and more. A character is as wide as any
other there and a line is one high; type sizes are lost, so large type is told by its form.
"""

import re
from collections.abc import Sequence

from corpus.lines import finished
from corpus.masthead import is_byline, is_caption, is_furniture, read_masthead
from corpus.normalise import normalise
from corpus.sheet import Print, Sheet
from corpus.strips import Strip, strips_of

LEAD = 1.8  # rows from line to line: columns whose lines fall between each other's take two
HEAD_LINES = 4  # of one headline at most
LARGER = 1.7  # the size given to large type, text being 1

_CELL = re.compile(r"[^ \u3000\t\f\n\r](?:[ \u3000]?[^ \u3000\t\f\n\r])*")


def is_grid(raw: str) -> bool:
    """At least a fifth of its lines hold several pieces of text, parted by two blanks and more."""
    lines = [line for line in raw.splitlines() if line.strip()]
    return len(lines) > 8 and 5 * sum(len(_CELL.findall(line)) > 1 for line in lines) > len(lines)


def read_grid(raw: str) -> Sheet:
    """The pieces of text at their places, a character being one unit wide and a line one high."""
    rows = raw.expandtabs(8).replace("\f", "\n").splitlines()
    prints = [
        Print(cell[0], cell.start(), cell.end(), row + 0.88, 1.0, row + 0.0, row + 1.0)
        for row, line in enumerate(rows)
        for cell in _CELL.finditer(line)
        if normalise(cell[0])
    ]
    sheet = Sheet(max((p.right for p in prints), default=1.0), float(len(rows)), prints)
    for strip in strips_of(prints, [], LEAD):
        for p in _large(strip):
            p.size = LARGER
    return sheet


def _large(strip: Strip) -> Sequence[Print]:
    """The lines of a strip that are a headline's: all of a short one's, or those before its text."""
    texts = [normalise(p.text) for p in strip.prints]
    count = 0
    while count < len(texts) and count < HEAD_LINES and _heads(strip, count, texts):
        count += 1
    if count == len(texts):
        return strip.prints
    apart = count and strip.prints[count].base - strip.prints[count - 1].base > 1.5
    return strip.prints[:count] if apart else []


def _heads(strip: Strip, i: int, texts: Sequence[str]) -> bool:
    text, p = texts[i], strip.prints[i]
    if is_byline(text) or is_caption(text) or is_furniture(text) or read_masthead(text):
        return False
    if (finished(text) and text[-1] not in "？！?!”") or re.search("[。；]|[，、：]$", text):
        return False
    return len(strip.prints) <= HEAD_LINES or strip.right - p.right > 1.5 or p.left - strip.left > 1.5
