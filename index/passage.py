"""A passage: the stretch of an article that is embedded, searched and cited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Article

Span = tuple[int, int]  # (start, end) in code points, end exclusive

# Read left to right, so that what stands inside a title or an address ends no sentence: 《你好！李焕英》.
_MARKS = re.compile(
    r"《[^《》\n]{1,60}》"
    r"|(?:https?://|www\.)[!-~]+"
    r"|(?P<end>[。！？!?]+|(?<=[\w)\]%”’\"'])\.(?=[”’\"')\]]*(?:\s(?!\s*[a-z])|$)))(?P<close>[”’」』）)\]】\"']*)"
    r"|(?P<line>[\r\n\u2028\u2029]+)"
)
# A full stop after one of these, or after a single capital letter, ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|Nos|vs|cf|Fig|Gen|Col|Sen|Rep|Gov|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|e\.g|i\.e)|\b[A-Z]|(?:^|\n)\s*\d{1,3})$"
)
LONGEST_QUOTE = 1000  # characters looked back over for the straight quote that another closes
_PAUSE = re.compile(r".*[；;，,、：:\s]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """`article.text[start:end]`; the text is derived, never stored twice."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text itself."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search; lists of hits are best first."""

    passage: Passage
    score: float  # higher is better; comparable only within one search


def split(article: Article, size: int = 250) -> list[Passage]:
    """`article` as passages of whole sentences, in order, none overlapping another.

    Every non-blank character lies in exactly one passage, and no passage begins or
    ends with a blank. A passage has at most `size` characters; a sentence
    longer than that is cut, at a pause if there is one. A section heading opens a
    passage and stays with the sentence below it, even where the two together exceed `size`.
    250 characters are what the encoder reads without loss and a reader takes in at a glance.
    """
    if size < 1:
        raise ValueError(f"size must be at least 1 character, not {size}")
    passages = []
    for start, body, end in _sections(article):
        pieces = [
            piece for span in sentences(article.text, start, end) for piece in _cut(article.text, span, size)
        ]
        passages += [Passage(article, *span) for span in _pack(pieces, size, body)]
    return passages


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]` as spans of `text`, without surrounding blanks.

    A sentence ends with 。！？!? or an English full stop, together with the closing
    quotes and brackets behind it, or with its line. Decimals, addresses, initials,
    common abbreviations and whatever stands in 《》 end none.
    """
    end = len(text) if end is None else end
    stops = [*_stops(text, start, end), end]
    spans = (_strip(text, begin, stop) for begin, stop in zip([start, *stops], stops, strict=False))
    return [span for span in spans if span]


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end in `text[start:end]`."""
    for mark in _MARKS.finditer(text, start, end):
        if mark["line"]:
            yield mark.start()
        elif mark["end"] and not (
            mark["end"] == "." and _ABBREVIATION.search(text[max(start, mark.start() - 12) : mark.start()])
        ):
            yield mark.end("end") + len(_closing(text, mark.end("end"), mark["close"]))


def _closing(text: str, place: int, close: str) -> str:
    """`close` without a straight quote that opens what follows: it closes only if its line has one open."""
    line = max(text.rfind("\n", 0, place) + 1, place - LONGEST_QUOTE) if close[-1:] in ('"', "'") else place
    if close[-1:] in ('"', "'") and text.count(close[-1], line, place) % 2 == 0:
        return close[:-1]
    return close


def _sections(article: Article) -> Iterator[tuple[int, int, int]]:
    """(start, end of its headings, end) of each stretch under a heading, and of the one before the first."""
    text = article.text
    start = body = 0
    for heading, heading_end in article.headings:
        if text[body:heading].strip():
            yield start, body, heading
            start = heading
        body = heading_end
    yield start, body, len(text)


def _cut(text: str, span: Span, size: int) -> Iterator[Span]:
    """`span` in pieces of at most `size` characters, cut at the last pause in their second half, if any."""
    start, end = span
    while end - start > size:
        pause = _PAUSE.match(text, start + size // 2, start + size)
        stop = pause.end() if pause else start + size
        if piece := _strip(text, start, stop):
            yield piece
        start = stop
    if piece := _strip(text, start, end):
        yield piece


def _pack(pieces: list[Span], size: int, body: int) -> list[Span]:
    """Neighbouring pieces joined while at most `size` long; a heading (before `body`) joins what follows."""
    packed: list[Span] = []
    for start, end in pieces:
        if packed and (
            end - packed[-1][0] <= size or (size >= packed[-1][1] - packed[-1][0] and packed[-1][1] <= body)
        ):
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed


def _strip(text: str, start: int, end: int) -> Span | None:
    """The span without the blanks at its ends, None if nothing is left."""
    stretch = text[start:end]
    body = stretch.strip()
    left = len(stretch) - len(stretch.lstrip())
    return (start + left, start + left + len(body)) if body else None
