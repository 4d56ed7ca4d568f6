"""Article records: JSONL and CSV, one article a line or row.

`text` is required; `id, title, newspaper, published, page, section, byline, source` are optional; other
fields are ignored. A record's own line breaks separate its paragraphs; blank lines go.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

from corpus.article import Article, InputError, Skipped
from corpus.columns import NAMES, renamed
from corpus.decode import encoding_of
from corpus.fields import digest, parse_date, title_of
from corpus.normalise import flat, normalise
from corpus.walk import shown

FIELDS = ("title", "newspaper", "page", "section", "byline", "source")

# The longest newspaper articles are some 30,000 characters. A line far above that is not an article; it
# is passed over in pieces, without holding it in memory.
LINE_LIMIT = 4 << 20  # bytes
PROBE = 1 << 16  # bytes on which a file's encoding is judged
WIDE_LIMIT = 64 << 20  # bytes of a UTF-16 file, which must be transcoded whole

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
    stream, encoding = _opened(file)
    for number, raw in enumerate(_lines(stream), 1):
        if not raw.strip():
            continue
        try:
            yield _article(_parsed(_decoded(raw, encoding)), overrides)
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
    stream, encoding = _opened(file)
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


def _opened(file: IO[bytes]) -> tuple[IO[bytes], str]:
    """The stream to split at LF bytes, and its encoding (always one in which LF is a single byte)."""
    file.seek(0)
    probe = file.read(PROBE)
    file.seek(0)
    if b"\r" in probe and b"\n" not in probe and b"\0" not in probe:  # lines as on old Macs
        file = io.BytesIO(_whole(file).replace(b"\r", b"\n"))
        probe = probe.replace(b"\r", b"\n")
    whole_lines = probe[: probe.rfind(b"\n") + 1] or probe
    lines = [line for line in whole_lines.split(b"\n") if not line.isascii()]
    utf8 = sum(_is_utf8(line) for line in lines)
    if b"\0" not in probe and utf8 * 2 > len(lines):
        return file, "utf-8"  # a bad line among good ones must not turn the whole file into another encoding
    encoding = _encoding(whole_lines)
    if encoding.startswith(("utf-16", "utf-32")):
        return io.BytesIO(_whole(file).decode(encoding, "replace").encode("utf-8", "replace")), "utf-8"
    return file, "utf-8" if encoding == "utf-8-sig" else encoding


def _whole(file: IO[bytes]) -> bytes:
    data = file.read(WIDE_LIMIT + 1)
    if len(data) > WIDE_LIMIT:
        raise InputError(f"a UTF-16 file of more than {WIDE_LIMIT >> 20} MiB; save it as UTF-8")
    return data


def _encoding(probe: bytes) -> str:
    """`encoding_of`, allowing for a character cut at the end of the probe."""
    for cut in range(4):
        try:
            return encoding_of(probe[: len(probe) - cut])
        except InputError as error:
            problem = error
    raise problem


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines with their ends; of one that is too long, its first LINE_LIMIT + 1 bytes."""
    while raw := stream.readline(LINE_LIMIT + 1):
        yield raw
        while len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
            raw = stream.readline(LINE_LIMIT + 1) or b"\n"


def _decoded(raw: bytes, encoding: str) -> str:
    if len(raw) > LINE_LIMIT:
        raise InputError(f"a line of more than {LINE_LIMIT >> 20} MiB; give one article a line")
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputError(f"not valid {encoding} at byte {error.start}; save the file as UTF-8") from None


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
    for raw in _lines(stream):
        taken.append(raw)
        yield raw.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "")


def _row(columns: list[str], row: list[str], taken: list[bytes], encoding: str) -> dict[str, Any]:
    for raw in taken:
        _decoded(raw, encoding)
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
