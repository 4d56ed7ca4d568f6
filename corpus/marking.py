"""The printed lines that an article's text is made of, and the boxes of a passage of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from corpus.lines import width
from corpus.normalise import normalise
from corpus.sheet import Box, Print, Sheet

SURE = 6  # characters of a printed line that stand in an article by chance no more


class Placed(NamedTuple):
    """A printed line of an article."""

    start: int  # in the article's characters without its blanks
    words: str
    line: Print


def placed(text: str, prints: Sequence[Print]) -> list[Placed]:
    """The printed lines that the article is made of, in its order.

    Those that stand in it once are surely its; between them the next line is one with which its text goes on.
    """
    whole = bare(text)
    found: dict[int, Placed] = {}  # by where they end
    waiting: dict[str, list[Placed]] = defaultdict(list)
    taken = bytearray(len(whole))
    for line in prints:
        words = bare(normalise(line.text)).rstrip("-")  # a hyphen at its end isn't the word's
        at = whole.find(words) if len(words) >= SURE else -1
        if at >= 0 and whole.find(words, at + 1) < 0:
            found[at + len(words)] = Placed(at, words, line)
            taken[at : at + len(words)] = b"\1" * len(words)
        elif words:
            waiting[words[0]].append(Placed(0, words, line))
    for at in range(len(whole)):
        last = found.get(at)
        if taken[at] or (at and not last):
            continue
        following = [one for one in waiting[whole[at]] if whole.startswith(one.words, at)]
        if following:
            one = min(following, key=lambda one: (_away(last, one), -len(one.words)))
            waiting[whole[at]].remove(one)
            found[at + len(one.words)] = one._replace(start=at)
            taken[at : at + len(one.words)] = b"\1" * len(one.words)
    return sorted(found.values(), key=lambda one: one.start)


def _away(last: Placed | None, one: Placed) -> float:
    """How far a line is from where the one after `last` is expected: right below it."""
    return abs(one.line.left - last.line.left) + abs(one.line.top - last.line.bottom) if last else 0.0


def boxes(text: str, lines: Sequence[Placed], start: int, end: int | None, sheet: Sheet) -> Iterator[Box]:
    """The parts of the lines that stand for `start:end`, as shares of the page."""
    first = len(bare(text[:start]))
    last = first + len(bare(text[start:end]))
    for one in lines:
        a, b = max(first - one.start, 0), min(last - one.start, len(one.words))
        if a >= b:
            continue
        steps = [0.0, *accumulate(width(c) for c in one.words)]
        before, behind = steps[a] / steps[-1], steps[b] / steps[-1]
        left, top, right, bottom = one.line.box
        if one.line.upright:
            top, bottom = top + before * (bottom - top), top + behind * (bottom - top)
        else:
            left, right = left + before * (right - left), left + behind * (right - left)
        yield (
            _share(left, sheet.width),
            _share(top, sheet.height),
            _share(right, sheet.width),
            _share(bottom, sheet.height),
        )


def _share(place: float, whole: float) -> float:
    return min(max(place / whole, 0.0), 1.0)


def bare(text: str) -> str:
    """Without blanks: those of a printed line may not be those of its article."""
    return "".join(text.split())
