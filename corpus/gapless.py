"""Text without blank lines, as `pdftotext -raw` and copying from a viewer give it: the gaps put back.

Lines of one column are equally wide. Where a sentence has ended, a line that is neither as wide as the
lines that follow, nor as wide less an indent, heads something; so does one before a byline or dateline.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.lines import INDENT, Line, column_of, fills, finished, indent_of, joined
from corpus.masthead import (
    goes_elsewhere,
    is_byline,
    is_caption,
    is_furniture,
    is_rule,
    read_masthead,
    starts_story,
)

UPRIGHT = 4  # single characters one below the other at least, to be a headline
AROUND = 9  # lines by which a line's column is judged
_CREDITED = re.compile(r"[摄攝]$")
_SENTENCE = re.compile(r"[。；]")


def is_gapless(lines: Sequence[Line]) -> bool:
    """Blank lines part fewer than one in twelve of its lines: they don't part its paragraphs or stories."""
    return len(lines) > 12 and sum(line.gap > 0 for line in lines) * 12 < len(lines)


def uprights_joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, single characters below one another (a headline set from top to bottom) as one line."""
    joined_lines: list[Line] = []
    for single, run in groupby(lines, lambda line: len(line.text) == 1):
        held = list(run)
        if single and len(held) >= UPRIGHT:
            joined_lines.append(Line("".join(line.text for line in held), False, held[0].gap))
        else:
            joined_lines += held
    return joined_lines


def judged(lines: Sequence[Line]) -> list[str]:
    """For each line "heading", "caption", "alone" for bylines and page furniture, "" for running text."""
    kinds: list[str] = []
    while len(kinds) < len(lines):
        i = len(kinds)
        before = kinds[-1] if kinds else "alone"
        kinds += _several(lines, i, before) or [_kind(lines, i, before)]
    for i in reversed(range(len(lines))):
        if kinds[i] == "perhaps":
            heads = i + 1 < len(lines) and (
                kinds[i + 1] in ("heading", "alone", "caption")
                or starts_story(lines[i + 1].text)
                or _begins_paragraph(lines, i + 1)
            )
            kinds[i] = "heading" if heads else ""
        elif kinds[i] == "heading" and _runs_into(lines, kinds, i):
            kinds[i] = ""
    return kinds


def _begins_paragraph(lines: Sequence[Line], i: int) -> bool:
    """The line is short by an indent and the sentence goes on: no line of running text is before it.

    A paragraph's second line is full, or ends it; so the line before this one heads it.
    """
    following = [line for line in lines[i + 1 : i + 1 + AROUND] if line.width >= 6]
    if not following or finished(lines[i].text) or finished(lines[i - 1].text):
        return False
    column = _column(following)
    return column - 3.1 < lines[i].width < column - 1.6 and fills(following[0], column)


def _column(lines: Sequence[Line]) -> float:
    """The width that most of the lines fill, an indented one half as surely; no line of text is wider."""

    def fit(width: float) -> float:
        full = sum(fills(line, width) for line in lines)
        indented = sum(fills(line, width - 2) for line in lines)
        return full + indented / 2 - sum(line.narrow > width + 0.6 for line in lines)

    if indent_of("".join(line.text for line in lines)) > INDENT:
        return column_of(lines)
    return max({line.width for line in lines}, key=lambda width: (fit(width), width))


def _runs_into(lines: Sequence[Line], kinds: Sequence[str], i: int) -> bool:
    """It is a paragraph's first line: what follows is text, and ends the sentence with a shorter line."""
    if i + 1 >= len(lines) or kinds[i + 1] != "" or starts_story(lines[i + 1].text):
        return False
    after = lines[i + 1]
    if finished(after.text) and after.width <= lines[i].width + 2.5:
        return lines[i].width > 8
    third = i + 2 < len(lines) and kinds[i + 2] == "" and finished(lines[i + 2].text)
    return bool(third and lines[i + 2].width < after.width - 1 and abs(after.width - 2 - lines[i].width) < 1)


def _several(lines: Sequence[Line], i: int, before: str) -> list[str]:
    """The kinds of two or three lines that only together are a byline or a caption."""
    if before == "" and not finished(lines[i - 1].text):
        return []
    for count in (2, 3):
        held = [line.text for line in lines[i : i + count]]
        text = joined(held)
        if len(held) < count or len(text) > 90 or any(map(finished, held[:-1])):
            return []
        if any(map(starts_story, held)) or _CREDITED.search(held[0]):
            return []
        rest = joined(held[1:])
        if is_caption(text) and not (is_caption(rest) and len(rest) > 14):
            return ["caption"] * count
        if is_byline(text) and lines[i].width < 20 and not is_byline(rest):
            return ["alone"] * count
    return []


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], float]]:
    """Running text cut where a sentence ends with a short line, each with its column's width."""
    run: list[Line] = []
    for i, line in enumerate(lines):
        column = column_of(lines[max(0, i - AROUND) : i + AROUND])
        if run and finished(run[-1].text) and (_ends(run[-1], line, column) or starts_story(line.text)):
            yield run, column
            run = []
        run.append(line)
    if run:
        yield run, column_of(lines[-2 * AROUND :])


def _ends(last: Line, line: Line, column: float) -> bool:
    """A paragraph ends with `last`: it is short, or `line` is, as the first one is that lost its indent."""
    if last.width < column - 1.5:
        return True
    return column - 2.7 < line.width < column - 1.3 and not finished(line.text)


def _headline_goes_on(lines: Sequence[Line], i: int) -> bool:
    """Behind the line stands one as short as a headline's, and no sentence ends within the next ones."""
    following = lines[i + 1 : i + 3]
    behind = [line for line in lines[i + 2 : i + 2 + AROUND] if line.width >= 6]
    if behind and not finished(following[0].text) and following[0].width < _column(behind) - 3.5:
        return True
    return bool(following) and not any(_SENTENCE.search(f.text) or finished(f.text) for f in following)


def _kind(lines: Sequence[Line], i: int, before: str) -> str:
    """One of the kinds of `judged`, or "perhaps" for what is either a heading or text."""
    line = lines[i]
    text = line.text
    ended = before in ("alone", "heading", "caption") or i == 0 or finished(lines[i - 1].text)
    if is_rule(text) or is_furniture(text) or ((ended or before == "perhaps") and read_masthead(text)):
        return "alone"
    ended = ended or goes_elsewhere(lines[i - 1].text)
    if starts_story(text) or goes_elsewhere(text):
        return ""
    if (ended or line.width < 20) and is_byline(text):
        return "alone"
    if (ended or line.width < 20) and is_caption(text):
        return "caption"
    # A heading of several lines needs no sentence's end between them.
    if not (ended or before == "perhaps") or _SENTENCE.search(text):
        return ""
    goes_on = before == "heading" and text[-1] == "，" and _headline_goes_on(lines, i)
    if text[-1] in "，、：" and not goes_on:
        return ""
    following = [other for other in lines[i + 1 : i + 1 + AROUND] if other.width >= 6]
    if not following:
        return "heading" if not finished(text) else ""
    column = _column(following)
    if finished(text) and text[-1] not in "？！?!”":
        return ""
    if fills(line, column, indent_of(text)):
        return "perhaps"
    behind = [other for other in lines[max(0, i - AROUND) : i] if other.width >= 6]
    if behind and fills(line, _column(behind), indent_of(text)) and before in ("", "perhaps"):
        return "perhaps"
    return "heading"
