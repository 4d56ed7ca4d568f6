"""The lines of a page put together into blocks: paragraphs, headings, bylines, masthead and furniture.

A text page has lost its layout, but not all of it: lines of one column are equally wide, so a line that
is neither full nor finished heads something; the last line of a paragraph is short; and blank lines
stand between paragraphs, headings and columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from corpus.gapless import is_gapless, judged, paragraphs, uprights_joined
from corpus.lines import Line, column_of, fills, finished, indent_of, joined, read_lines, width
from corpus.masthead import is_byline, is_contact, is_furniture, is_rule, read_masthead

Kind = Literal["body", "heading", "byline", "masthead", "furniture", "rule"]

LONG = 64  # characters; a wider line is not a column's but a paragraph that was never wrapped

HEADLINES = 4  # lines of one story's kicker, headline and deck together; more are several stories'

_SENTENCE = re.compile(r"[。；]|[a-z]{2}[.;] ")
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")


@dataclass(slots=True, eq=False)
class Block:
    """One or more lines of one kind that belong together."""

    kind: Kind
    lines: list[Line]
    column: float = 0.0  # width of the column that it is set in; 0 where unknown
    places: list[int] = field(default_factory=list)  # where on the page its parts stood
    level: int = 0  # of a Markdown heading; 0 of any other
    parts: list[str] = field(default_factory=list)  # of a heading: its lines, those cut in mid-word rejoined

    @property
    def text(self) -> str:
        """The lines as running text, or the parts of a heading with a space between."""
        return " ".join(self.parts) if self.parts else joined([line.text for line in self.lines])


def read_blocks(raw: str) -> list[Block]:
    """The blocks of a page's text, in the order in which they stand there."""
    lines = list(read_lines(raw))
    if is_gapless(lines):
        return list(_numbered(_gapless(uprights_joined(lines))))
    groups = _groups(lines)
    wrapped = _is_wrapped(groups)
    columns = _columns(groups) if wrapped else []
    indents = 0 < sum(line.indented for line in lines) < 0.7 * len(lines)
    units: list[Block] = []
    for group in groups:
        units += _units(group, columns, wrapped, indents)
    for unit, following in zip(units, [*units[1:], None], strict=False):
        if unit.kind == "body" and not _is_body(unit, following, columns):
            unit.kind = "heading"
            _unmark(unit)
    return list(_numbered(_merged_headings(units)))


def _gapless(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of a text without blank lines; captions behind the paragraph before which they stand."""
    captions: list[Block] = []
    kinds = judged(lines)
    runs = [
        (kind, [line for _, line in run]) for kind, run in groupby(zip(kinds, lines, strict=True), _first)
    ]
    for (kind, held), (_, following) in zip(runs, [*runs[1:], ("", [])], strict=True):
        if kind == "caption":
            captions.append(Block("body", held))
        elif kind == "heading" and following and is_contact(following[0].text):
            yield Block("furniture", held)  # an advertisement
        elif kind == "heading" and len(held) <= HEADLINES:
            yield Block("heading", held)
        elif kind == "heading":  # large type read out first or last: each line may be another story's
            yield from (Block("heading", [line]) for line in held)
        elif kind:
            yield from _alone(held)
        else:
            for paragraph, column in paragraphs(held):
                yield Block("body", paragraph, column)
                yield from captions
                captions = []
    yield from captions


def _first(pair: tuple[str, Line]) -> str:
    return pair[0]


def _alone(lines: Sequence[Line]) -> Iterator[Block]:
    """Bylines, masthead and furniture, a line each unless a byline takes more."""
    held: list[Line] = []
    for line in lines:
        held.append(line)
        kind = special(joined([line.text for line in held]))
        if kind or len(held) == 3:
            yield Block(kind or "furniture", held)
            held = []
    if held:
        yield Block("furniture", held)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines with no blank line between them; those of bylines, masthead and furniture stand alone."""
    groups: list[list[Line]] = []
    for line in lines:
        previous = groups[-1][-1] if groups and not line.gap else None
        alone = (previous is None or _stops(previous, line)) and special(line.text) is not None
        if previous is None or alone or (special(previous.text) and len(groups[-1]) == 1):
            groups.append([])
        groups[-1].append(line)
    return groups


def _stops(previous: Line, line: Line) -> bool:
    """No sentence runs on from `previous`: it is finished, or too short to be a line of running text."""
    return (
        finished(previous.text)
        or (previous.width < 20 and previous.width < 0.75 * line.width)
        or is_byline(line.text)
    )


def special(text: str) -> Kind | None:
    """The kind of a line that is neither running text nor a heading, by its form alone."""
    if is_rule(text):
        return "rule"
    if is_furniture(text):
        return "furniture"
    if is_byline(text):
        return "byline"
    return "masthead" if read_masthead(text) else None


def _is_wrapped(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether lines end where the column ends: many full lines that others follow aren't finished."""
    ends: list[bool] = []
    for group in groups:
        widest = max(line.width for line in group)
        ends += [finished(line.text) for line in group[:-1] if 0.8 * widest <= line.width <= LONG]
    return ends.count(False) > len(ends) / 3


def _columns(groups: Sequence[Sequence[Line]]) -> list[float]:
    """The widths of the page's columns, commonest first, from the groups that are surely running text."""
    counts: Counter[float] = Counter()
    for group in groups:
        if len(group) >= 3 and _runs(group):
            counts[column_of(_sure(group))] += len(group)
    columns: list[float] = []
    for found, _ in counts.most_common():
        if not any(abs(found - other) <= 1.5 for other in columns):
            columns.append(found)
    return columns


def _sure(group: Sequence[Line]) -> Sequence[Line]:
    """The lines that must be full: all but the last of a paragraph."""
    return group[:-1] if len(group) > 1 and finished(group[-1].text) else group


def _fitting(group: Sequence[Line], columns: Sequence[float]) -> float:
    """The column of the page that most of the group's lines fill, or 0.0 where fewer than half do."""
    sure = _sure(group)
    filled = {c: sum(fills(line, c, indent_of(line.text)) for line in sure) for c in columns}
    best = max(columns, key=lambda column: filled[column], default=0.0)
    return best if best and filled[best] * 2 > len(sure) else 0.0


def _runs(group: Sequence[Line]) -> bool:
    return _SENTENCE.search("".join(line.text for line in group)) is not None


def _units(group: Sequence[Line], columns: Sequence[float], wrapped: bool, indents: bool) -> Iterator[Block]:
    """The group cut where a paragraph ends and around the headings that touch it."""
    if kind := special(group[0].text) if len(group) == 1 else None:
        yield Block(kind, list(group), group[0].width)
        return
    if not _runs(group) and max(line.width for line in group) <= LONG:
        yield Block("body", list(group), 0.0)
        return
    column = _fitting(group, columns) or (column_of(_sure(group)) if wrapped else 0.0)
    unit: list[Line] = []
    for line, following in zip(group, [*group[1:], None], strict=True):
        if unit and _parts(unit[-1], line, following, column, wrapped, indents):
            yield Block("body", unit, column)
            unit = []
        unit.append(line)
    yield Block("body", unit, column)


def _heads(line: Line, column: float) -> bool:
    """In running text of this column, the line is neither full nor finished: a heading's."""
    return bool(column) and not finished(line.text) and not fills(line, column, indent_of(line.text))


def _parts(
    previous: Line, line: Line, following: Line | None, column: float, wrapped: bool, indents: bool
) -> bool:
    """Whether a block ends between two lines of one group of running text."""
    if (indents and line.indented) or max(previous.width, line.width) > LONG or _MARKDOWN.match(line.text):
        return True
    if not wrapped:
        return finished(previous.text) or finished(line.text)
    if finished(previous.text):
        return previous.width < column - indent_of(previous.text) or _heads(line, column)
    if _heads(line, column) and following and not _heads(previous, column):
        return True
    return _heads(previous, column) and not _heads(line, column)


def _is_body(unit: Block, following: Block | None, columns: Sequence[float]) -> bool:
    """Running text, not a heading. A heading has no full stop, and its lines don't fill a column."""
    text = unit.text
    if _MARKDOWN.match(text):
        return False
    if _SENTENCE.search(text) or text[-1] in "，、：,:。.":
        return True
    if text[0] in '“「"' and finished(text) and text[-1] in '”」"':
        return True
    indent = indent_of(text)
    first, *rest = unit.lines
    for column in columns:
        if fills(first, column, indent) and all(fills(line, column) for line in rest[:-1]):
            break
    else:
        return first.width > LONG or width(text) > 100
    unit.column = column
    if rest and finished(text):
        return True
    # Full to its last line yet unfinished: cut by the column's end, if what follows isn't indented.
    goes_on = following is not None and following.kind == "body" and fills(following.lines[0], column)
    if not rest:
        return goes_on and not finished(text)
    return fills(rest[-1], column) and (len(rest) > 1 or goes_on)


def _unmark(heading: Block) -> None:
    first = heading.lines[0]
    if match := _MARKDOWN.match(first.text):
        heading.level = len(match[1])
        heading.lines[0] = Line(first.text[match.end() :], first.indented, first.gap)


def _merged_headings(units: Sequence[Block]) -> Iterator[Block]:
    """Lines of one heading that were cut apart because one of them ends in a question mark."""
    merged: Block | None = None
    for unit in units:
        if merged and unit.kind == merged.kind == "heading" and not unit.lines[0].gap:
            merged.lines += unit.lines
            continue
        if merged:
            yield merged
        merged = unit
    if merged:
        yield merged


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    for place, block in enumerate(blocks):
        block.places = [place]
        yield block
