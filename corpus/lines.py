"""The printed lines of a page: how wide they are, whether they are full, how they run on.

Widths are counted in Chinese characters, Latin letters and digits as half.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.normalise import HAN, normalise

INDENT = 3.0  # characters by which a paragraph's first line may fall short: its indent, and one carried over
RAGGED = 7.0  # the same for every line of Latin text, which isn't broken within words
MOST_LINES = 200  # enough to judge a column by

_END = re.compile(r"[。！？…；!?;][”’」』）)》】\"']*$|[.:：][\"”')]?$|[。！？][（(][^（）()]{1,40}[）)]$")
_HAN = re.compile(f"[{HAN}]")
# 5 月 2 7 日: characters spread to fill a line; a date or number is among them, names are left alone.
_SPREAD = re.compile(r"(?<!\S)(?:\S ){4,}\S(?!\S)")
_SQUEEZABLE = re.compile(r"[，。、；：？！“”‘’（）《》〈〉【】「」『』]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    indented: bool  # it began with at least two blanks or an ideographic one
    gap: int  # blank lines before it

    @property
    def width(self) -> float:
        """The printed width in Chinese characters."""
        return width(self.text)

    @property
    def narrow(self) -> float:
        """The width with every mark of punctuation squeezed to half, as typesetters do to fill a line."""
        return self.width - len(_SQUEEZABLE.findall(self.text)) / 2


def width(text: str) -> float:
    """The printed width in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def finished(text: str) -> bool:
    """Whether it ends as a sentence or paragraph does."""
    return bool(_END.search(text))


def joined(lines: Sequence[str]) -> str:
    """Printed lines as running text: Latin words get their space back, everything else touches."""
    ends = (running_on(first, second) for first, second in pairwise(lines))
    return "".join([*ends, *lines[-1:]])


def running_on(first: str, second: str) -> str:
    """`first` as it goes on to `second` across a line end: with a space, without its hyphen, or as it is."""
    a, b = first[-1:], second[:1]
    if a == "-" and first[-2:-1].islower() and b.islower():
        return first[:-1]
    if not (a.isalpha() and b.isalpha()) and _HAN.search(first[-20:] + second[:20]):
        return first  # 21 | 00万, 39. | 5%, G | 318
    before = a.isdigit() or a in ".,;:!?)]\"'%" or (a.isalpha() and a < "\u2e80")
    after = b not in ",.;:!?)]%" and b < "\u2e80"
    return f"{first} " if before and after else first


def read_lines(raw: str) -> Iterator[Line]:
    """The page's lines that aren't blank, each normalised."""
    gap = 0
    for printed in re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", raw):
        text = normalise(_SPREAD.sub(_gathered, printed))
        if not text:
            gap += 1
            continue
        yield Line(text, bool(re.match("\u3000|[ \t\xa0]{2}", printed)), gap)
        gap = 0


def _gathered(spread: re.Match[str]) -> str:
    has_both = _HAN.search(spread[0]) and any(c.isdigit() for c in spread[0])
    return spread[0].replace(" ", "") if has_both else spread[0]


def indent_of(text: str) -> float:
    """By how much a line of such text may fall short of its column, see INDENT and RAGGED."""
    return INDENT if len(_HAN.findall(text)) * 3 > len(text) else RAGGED


def fills(line: Line, column: float, short: float = 0.6) -> bool:
    """Whether it is a full line of a column this wide, or shorter by at most `short`."""
    return line.narrow <= column + 0.6 and line.width >= column - short


def column_of(lines: Sequence[Line]) -> float:
    """The width that most of these lines fill; of equally good ones the widest."""
    lines = lines[:MOST_LINES]
    short = RAGGED if indent_of("".join(line.text for line in lines)) == RAGGED else 0.6
    widths = {line.width for line in lines}
    return max(widths, key=lambda w: (sum(fills(line, w, short) for line in lines), w))
