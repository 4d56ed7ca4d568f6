"""The small fields of an article, read the same way from pages and records: dates, titles, ids."""

import hashlib
import re
from datetime import date

from corpus.article import InputError
from corpus.normalise import flat

TITLE_LENGTH = 40  # characters of a title made from the text: one line of a list of articles

_DATE = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_SENTENCE = re.compile(r".*?(?:[。！？!?][”’」』）)]*|\.(?=\s)|$)")


def find_date(text: str) -> date | None:
    """The first date in `text`: 2023-03-20, 2023/3/20, 2023.3.20, 2023年3月20日 or 20230320."""
    for pattern in (_DATE, _COMPACT_DATE):
        for match in pattern.finditer(text):
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def parse_date(value: object) -> date | None:
    """A record's `published`; None where it is null or blank.

    Raises:
        InputError: it is there and no date begins it.
    """
    text = flat(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else value
    if text is None or text == "":
        return None
    if isinstance(text, str) and (match := _DATE.match(text) or _COMPACT_DATE.match(text)):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            pass
    raise InputError(f"published is {_shown(value)}; write it like 2023-03-20")


def title_of(text: str) -> str:
    """A title for an article that has none: the first sentence of its first line, at most 40 characters."""
    line = text.lstrip("\n ").split("\n", 1)[0]
    match = _SENTENCE.match(line)
    sentence = (match[0] if match else line).strip()
    sentence = sentence.rstrip("。.") or sentence
    return sentence if len(sentence) <= TITLE_LENGTH else sentence[: TITLE_LENGTH - 1] + "…"


def digest(*parts: object) -> str:
    """16 hexadecimal digits that stand for this content."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:16]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
