"""The text of question files, decoded and cut into JSON with the place of every fault."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.article import InputError
from corpus.decode import decode


class EvaluationError(InputError):
    """A question set, run folder or option that can't be used: one line, what, where and the mend."""


def decoded(path: Path) -> str:
    """The file's text in any encoding that `corpus` reads; where two are mixed, EvaluationError."""
    raw = path.read_bytes()
    rows = raw.split(b"\n")
    if b"\0" not in raw and any(map(_chinese_utf8, rows)):
        for n, row in enumerate(rows, 1):
            try:
                row.decode("utf-8")
            except UnicodeDecodeError:
                mend = "save the whole file as UTF-8"
                raise EvaluationError(f"{path}, line {n}: not UTF-8 while other lines are; {mend}") from None
    try:
        return decode(raw).replace("\r\n", "\n").replace("\r", "\n")
    except InputError as error:
        raise EvaluationError(f"{path}: {error}") from None


def _chinese_utf8(row: bytes) -> bool:
    """Valid UTF-8 with three Chinese characters or more: GB18030 text looks so only by rare chance."""
    try:
        return sum("\u4e00" <= c <= "\u9fff" for c in row.decode("utf-8")) >= 3
    except UnicodeDecodeError:
        return False


def whole_json(path: Path, text: str) -> Any:
    """The file as one JSON value; raises EvaluationError with the line where it breaks."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise EvaluationError(
            f"{path}, line {error.lineno}: not JSON ({error.msg}); write one JSON value, or one object a line"
        ) from None


def lines(path: Path, text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Each JSON object of a JSONL text with its place, "FILE, line N"."""
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {n}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise EvaluationError(f"{where}: not JSON ({error.msg}); write one object a line") from None
        if not isinstance(row, dict):
            raise EvaluationError(f"{where}: not a JSON object; write one object a line")
        yield where, row
