"""Large type and captions on a page whose type sizes are lost: told by what is running text, and what isn't.

A line fits below another when both are set to the measure of their column and the sentence may go on, or
a paragraph ends and another begins. What has a headline's form and fits nowhere is large type.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.lines import finished, width
from corpus.masthead import is_byline, is_caption, is_contact, is_furniture, read_masthead, starts_story
from corpus.normalise import normalise
from corpus.sheet import Print

LINE = 36  # ems of a headline's line at most
LEAST = 5.0  # ems that a line takes at least when one looks what stands above what
NEAR = 1.45  # lines from a line to the next of one text
AROUND = 16  # lines of a column by which its measure is told
FAR = 120  # lines that are looked back through for the one above
EVEN = 1.6  # ems by which lines begin apart that begin one below the other
INDENT = (1.3, 3.4)  # ems by which a paragraph's first line begins further right

_SURE, _LIKELY = 2, 1


@dataclass(slots=True)
class _Lines:
    """The lines of a page from top to bottom, with what is asked again and again."""

    prints: list[Print]
    texts: dict[int, str]  # by the identity of the line
    widths: dict[int, float]
    columns: dict[int, list[Print]]  # by the place where they begin, rounded
    measures: dict[tuple[int, int], float]
    usual: float  # width of the page's columns


def large_and_captions(prints: Sequence[Print], lead: float) -> tuple[set[int], set[int]]:
    """The identities of the lines of large type, and of those of captions."""
    level = sorted((p for p in prints if not p.upright), key=lambda p: p.base)
    texts = {id(p): normalise(p.text) for p in level}
    widths = {key: width(text) for key, text in texts.items()}
    usual = _full([wide for key, wide in widths.items() if not _done(texts[key])])
    lines = _Lines(level, texts, widths, defaultdict(list), {}, usual)
    for p in level:
        lines.columns[round(p.left)].append(p)
    above, below = _stacked(lines, lead)
    captions = _captions(lines, above, lead)
    large = {
        id(p)
        for p in level
        if id(p) not in captions
        and _like_headline(texts[id(p)])
        and not _in_text(lines, above.get(id(p)), p, below.get(id(p)), lead)
    }
    for p in reversed(level):  # the upper line of a headline that has a comma at its end
        under, over = below.get(id(p)), above.get(id(p))
        if not (under and id(under) in large and under.base - p.base < 2 * lead):
            continue
        runs = over and p.base - over.base < NEAR * lead and _fit(lines, over, p)
        text = texts[id(p)]
        if text[-1] == "，" and lines.widths[id(p)] < LINE and not re.search("[。；]", text) and not runs:
            large.add(id(p))
    return large, captions


def _stacked(lines: _Lines, lead: float) -> tuple[dict[int, Print], dict[int, Print]]:
    """By identity, the nearest line above each and below each."""
    above: dict[int, Print] = {}
    below: dict[int, Print] = {}

    def end(p: Print) -> float:
        return p.left + max(lines.widths[id(p)], LEAST)

    for i, p in enumerate(lines.prints):
        for other in reversed(lines.prints[max(0, i - FAR) : i]):
            if other.base < p.base - 0.35 * lead and min(end(p), end(other)) > max(p.left, other.left):
                above[id(p)] = other
                below.setdefault(id(other), p)
                break
    return above, below


def _captions(lines: _Lines, above: dict[int, Print], lead: float) -> set[int]:
    """Captions by their form, in one line or in two."""
    found: set[int] = set()
    for p in lines.prints:
        text, over = lines.texts[id(p)], above.get(id(p))
        if is_caption(text):
            found.add(id(p))
        elif over and p.base - over.base < NEAR * lead and abs(over.left - p.left) < 2:
            before = lines.texts[id(over)]
            if not finished(before[-1]) and is_caption(before + text):
                found |= {id(p), id(over)}
    return found


def _in_text(lines: _Lines, above: Print | None, p: Print, below: Print | None, lead: float) -> bool:
    """The line stands in running text: it fits below the one above it, or the one below it fits."""
    before = _fit(lines, above, p) if above else 0
    behind = _fit(lines, p, below) if below else 0
    if above and before and p.base - above.base < NEAR * lead:
        return True
    if before == behind == _SURE:
        return True
    if not below or not behind:
        return False
    opened = "，" in lines.texts[id(p)] or bool(above and starts_story(lines.texts[id(above)]))
    apart = below.base - p.base
    return apart < NEAR * lead or (behind == _SURE and apart < 3 * lead and opened)


def _fit(lines: _Lines, above: Print, p: Print) -> int:
    """How surely `p` is the line below `above` in running text: 0, _LIKELY or _SURE."""
    first, second = lines.texts[id(above)], lines.texts[id(p)]
    if starts_story(second) or not _plain(second) or not (_plain(first) or starts_story(first)):
        return 0
    edges = {above.left, above.left - 2} if p.left - above.left > -EVEN else {p.left}
    return max(_fit_at(lines, above, p, edge) for edge in edges)


def _fit_at(lines: _Lines, above: Print, p: Print, edge: float) -> int:
    """The same, if the column begins at `edge`."""
    measure = _measure(lines, edge, p)
    if not measure or not all(-EVEN < line.left - edge < INDENT[1] for line in (above, p)):
        return 0
    wide, indent = lines.widths[id(p)], p.left - edge

    def full(line: Print) -> bool:
        return measure - 2.4 < lines.widths[id(line)] + max(0.0, line.left - edge) < measure + 1.7

    if _done(lines.texts[id(above)]):
        first = INDENT[0] < indent < INDENT[1] and full(p)
        carried = (
            abs(indent) < EVEN and measure - 3.4 < wide < measure - 1.2 and not _done(lines.texts[id(p)])
        )
        return _LIKELY if first or carried else 0
    runs = full(above) and abs(indent) < EVEN
    return _SURE if runs and (full(p) or (_done(lines.texts[id(p)]) and wide < measure + 1.7)) else 0


def _measure(lines: _Lines, edge: float, p: Print) -> float:
    """The width of the column that begins at `edge`, by its lines near `p`, else as the page's columns."""
    key = (round(edge), id(p))
    if key not in lines.measures:
        column = [q for k in (-1, 0, 1) for q in lines.columns.get(key[0] + k, ())]
        near = sorted(column, key=lambda q: abs(q.base - p.base))[:AROUND]
        wide = [lines.widths[id(q)] for q in near if not _done(lines.texts[id(q)])]
        lines.measures[key] = _full(wide) if len(wide) > 3 else lines.usual
    return lines.measures[key]


def _full(widths: Sequence[float]) -> float:
    """Of lines most of which are full."""
    return sorted(widths)[int(0.75 * len(widths))] if widths else 0.0


def _done(text: str) -> bool:
    return finished(text) and text[-1] not in "：:"


@lru_cache(8192)
def _plain(text: str) -> bool:
    """No line that is told by its form: a byline, a caption, a dateline, a masthead."""
    told = is_byline(text) or is_caption(text) or is_furniture(text) or starts_story(text) or is_contact(text)
    return not told and read_masthead(text) is None


@lru_cache(8192)
def _like_headline(text: str) -> bool:
    if re.search("[。；]|[，、：）)]$", text) or width(text) > LINE:
        return False
    return _plain(text) and (not finished(text) or text[-1] in "？！?!”")
