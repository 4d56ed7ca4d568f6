"""Article records: JSONL and CSV, one article a line or row.

`text` is required; `id, title, newspaper, published, page, section, byline, source` are optional; other
fields are ignored. A record's own line breaks separate its paragraphs; blank lines go.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

from corpus.article import Article, InputError, Skipped
from corpus.columns import NAMES, renamed
from corpus.fields import digest, parse_date, title_of
from corpus.normalise import flat, normalise
from corpus.rawlines import LINE_LIMIT, decoded, lines_of, opened
from corpus.walk import shown

FIELDS = ("title", "newspaper", "page", "section", "byline", "source")

_ID_LENGTH = 200  # characters; longer ones would not fit a line of a list, and no catalogue has them


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")


_JSON = json.JSONDecoder(parse_constant=_refuse_constant)  # one for all lines: making one takes long


def read_jsonl(file: IO[bytes], path: Path, overrides: Mapping[str, Any]) -> Iterator[Article | Skipped]:
    """The records of a JSONL file; a line that isn't one is skipped, with its number and the reason.

    Raises:
        InputError: the whole file is empty or not text.
        OSError: it can't be read.
    """
    name = shown(path)
    stream, encoding = opened(file)
    for number, raw in enumerate(lines_of(stream), 1):
        if not raw.strip():
            continue
        try:
            yield _article(_parsed(decoded(raw, encoding)), overrides)
        except InputError as error:
            yield Skipped(name, f"line {number}", str(error))


def read_csv(file: IO[bytes], path: Path, overrides: Mapping[str, Any]) -> Iterator[Article | Skipped]:
    """The records of a CSV file: a header row, then commas, semicolons or tabs between values.

    Raises:
        InputError: the whole file is empty, not text, or has no `text` column.
        OSError: it can't be read.
    """
    shown_path = shown(path)
    csv.field_size_limit(LINE_LIMIT)
    stream, encoding = opened(file)
    taken: list[bytes] = []  # the raw lines of the row being read
    feed = _fed(stream, encoding, taken)
    header = next(feed, "")
    if header.lower().startswith("sep="):  # Excel's own line before the header
        header = next(feed, "")
    delimiter = max(",;\t", key=header.count)
    try:
        names = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(f"the first line is no row of CSV ({error}); name the columns") from None
    columns = [name.strip().lower() for name in names]
    if "text" not in {NAMES.get(column, column) for column in columns}:
        found = ", ".join(columns)[:200]
        raise InputError(f"no column named text; the columns found are: {found}")
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        taken.clear()
        number = reader.line_num + 2
        try:
            row = next(reader)
            if not any(row):
                continue
            yield _article(_row(columns, row, taken, encoding), overrides)
        except StopIteration:
            return
        except (InputError, csv.Error) as error:
            yield Skipped(shown_path, f"line {number}", str(error))


def _parsed(line: str) -> dict[str, Any]:
    try:
        record = _JSON.decode(line)
    except RecursionError:
        raise InputError("the JSON is nested too deeply; a record is one flat object") from None
    except ValueError as error:
        raise InputError(f"not JSON: {error}; write one object a line") from None
    if not isinstance(record, dict):
        raise InputError(f"a JSON {type(record).__name__}, not an object; write one object a line")
    return record


def _fed(stream: IO[bytes], encoding: str, taken: list[bytes]) -> Iterator[str]:
    """Decoded lines for the csv module, each remembered raw in `taken`."""
    for raw in lines_of(stream):
        taken.append(raw)
        yield raw.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "")


def _row(columns: list[str], row: list[str], taken: list[bytes], encoding: str) -> dict[str, Any]:
    for raw in taken:
        decoded(raw, encoding)
    if len(row) != len(columns):
        raise InputError(
            f"{len(row)} values under {len(columns)} columns; quote values that hold a separator"
        )
    return dict(zip(columns, row, strict=True))


def _article(record: Mapping[str, Any], overrides: Mapping[str, Any]) -> Article:
    record = renamed(record)
    text = record.get("text")
    if not isinstance(text, str):
        what = "no text" if text is None else f"text is a {type(text).__name__}, not a string"
        raise InputError(f"{what}; the fields found are: {flat(', '.join(map(str, record)))[:200]}")
    text = "\n".join(line for line in normalise(text).split("\n") if line)
    if not text:
        raise InputError("the text is blank")
    fields = {name: value for name in FIELDS if (value := _field(record, name))}
    fields |= {name: flat(overrides[name]) for name in ("newspaper", "page") if name in overrides}
    published = overrides.get("published") or parse_date(record.get("published"))
    title = fields.pop("title", "") or title_of(text)
    name = _field(record, "id")[:_ID_LENGTH]
    name = name or digest(fields.get("newspaper"), published, fields.get("page"), title, text)
    return Article(name, title, text, published=published, **fields)  # type: ignore[arg-type]


def _field(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return flat(str(value))
    raise InputError(f"{name} is a {type(value).__name__}, not a string")
