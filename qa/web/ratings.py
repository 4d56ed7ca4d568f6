"""What readers think of answers, as JSONL beside the archive; `baowen eval --ratings` reads it."""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from corpus import InputError
from qa.answer import Answer

FILE = "ratings.jsonl"  # in the archive's folder
LONGEST = 2000  # characters of what a reader writes: a paragraph
# Why an answer is no good: key → Chinese, English.
REASONS: dict[str, tuple[str, str]] = {
    "wrong": ("答错了", "Wrong"),
    "incomplete": ("不完整", "Incomplete"),
    "source": ("引文不支持回答", "The quote doesn’t support it"),
    "refused": ("文章里有，却说没有", "It is in the articles"),
    "misread": ("没有理解问题", "Misunderstood the question"),
    "other": ("其他", "Other"),
}


def rate(
    file: Path,
    answer: Answer,
    good: bool,
    reason: str = "",
    *,
    right: str = "",
    note: str = "",
    chosen: Mapping[str, str] | None = None,
    turn: str = "",
) -> None:
    """Append one rating.

    Args:
        file: the JSONL file, created where absent.
        answer: what was rated.
        good: thumbs up or down.
        reason: a key of REASONS, or "".
        right: the right answer in the reader's words; items of a list are separated by 、 or |.
        note: anything else.
        chosen: the filters that held.
        turn: which turn was rated; a later rating of the same turn replaces this one when read.

    Raises:
        InputError: an unknown reason, too long a note, a file that can't be written.
    """
    if reason and reason not in REASONS:
        raise InputError(f"no reason {reason[:30]!r}: choose from {', '.join(REASONS)}")
    if len(right) > LONGEST or len(note) > LONGEST:
        raise InputError(f"a note has at most {LONGEST} characters; shorten it")
    row = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "turn": turn,
        "good": good,
        "reason": reason,
        "right": right.strip(),
        "note": note.strip(),
        "chosen": dict(chosen or {}),
        "answer": answer.to_dict(),
    }
    line = (json.dumps(row, ensure_ascii=False) + "\n").encode(errors="replace")
    try:
        where = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(where, "ab", buffering=0) as handle:
            handle.write(line)  # one write at the end of the file: two threads don't mix their lines
    except OSError as error:
        raise InputError(f"{file}: the rating can't be kept ({error.strerror})") from error
