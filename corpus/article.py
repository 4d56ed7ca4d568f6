"""The record every later stage works on: one newspaper article."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One article, its text normalised once so that offsets into it never move.

    Offsets are Unicode code points into `text`, end exclusive. Paragraphs are
    separated by one line break; a section heading is a paragraph of its own
    whose span stands in `headings`.
    """

    id: str  # newspaper, date, page and ordinal, or a digest of the content; never random
    title: str
    text: str
    newspaper: str = ""
    published: date | None = None
    page: str = ""
    section: str = ""
    byline: str = ""
    source: str = ""  # what its record says of its origin, else the file, with its place in a ZIP
    sha256: str = ""  # of the raw bytes of the file that it was read from, hexadecimal
    headings: tuple[tuple[int, int], ...] = ()  # (start, end) of section headings, in order
    file: str = field(default="", compare=False)  # the file that it was read from; "" if `source` names it


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be read: never an exception, so that the rest goes on."""

    path: str
    where: str  # "line 3", "page 2", or "" for the whole file
    reason: str  # what is wrong and what to do about it, one line


class InputError(ValueError):
    """Something the user gave cannot be read; the message says what is wrong and what to do, in one line."""


class TookTooLong(InputError):
    """A page that could not be read within its time."""


MOST_LATE = 3  # pages of one file that take too long; then the rest of it isn't tried
