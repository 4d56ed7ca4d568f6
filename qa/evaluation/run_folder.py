"""The folder of an evaluation run: answers kept as they come, so that a run can be taken up again.

run.json       what was run: a run goes on only with the same questions, archive, engine, k and code
answers.jsonl  a line for each question: answers, what was retrieved, scores
timings.jsonl  a line for each question: seconds; apart, since they differ from run to run
run.lock       held by the process that works on the run; the system frees it, however that ends
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from index import Archive
from qa.evaluation.question_sets import Question
from qa.evaluation.question_text import EvaluationError

ANSWERS = "answers.jsonl"
TIMINGS = "timings.jsonl"
LOCK = "run.lock"
WAIT = 2.0  # seconds for the lock: `busy` holds it while it looks
_RUN = "run.json"


@contextmanager
def alone(folder: Path) -> Iterator[Path]:
    """Make the folder where it is absent and keep other processes from working on its run meanwhile.

    Raises:
        EvaluationError: another works on it, or it can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EvaluationError(f"{folder}: can't be made ({error.strerror}); give another --report") from None
    with closing(_lock(folder, WAIT)) as held:
        if not _taken(held):
            raise EvaluationError(f"{folder}: another process works on this run; wait until it is done")
        yield folder


def busy(folder: Path) -> bool:
    """Whether a process, of this server or of one before it, works on the run in `folder`."""
    if not (folder / LOCK).exists():
        return False
    with closing(_lock(folder, 0)) as looked:
        return not _taken(looked)


def _lock(folder: Path, wait: float) -> sqlite3.Connection:
    """SQLite's lock of a file, which works on every system and has no process id to outlive."""
    return sqlite3.connect(folder / LOCK, timeout=wait, isolation_level=None, check_same_thread=False)


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise EvaluationError(f"{LOCK}: {error}; is the report's folder writable?") from None
    return True


def run_key(
    questions: Sequence[Question], archive: Archive, engine: str, k: int, judge: str
) -> dict[str, Any]:
    """What decides a run's answers, as digests and plain values."""
    asked = sha256()
    for q in questions:
        asked.update(repr((q.id, q.turns, sorted(q.relevant.items()), q.since, q.until)).encode())
        asked.update(repr((q.newspaper, q.section, q.draft)).encode())
    held = sha256(repr(archive.stats().encoder).encode())
    for article in archive.articles():
        held.update(repr((article.id, article.title, article.newspaper, article.published)).encode())
        held.update(article.text.encode("utf-8", "surrogatepass"))
    return {
        "questions": asked.hexdigest()[:16],
        "archive": held.hexdigest()[:16],
        "engine": engine,
        "k": k,
        "judge": judge,
        "code": _code(),
    }


@cache
def _code() -> str:
    """A digest of our own code and bundled models: another version may answer otherwise."""
    digest = sha256()
    root = Path(__file__).parents[2]
    for package in ("corpus", "index", "qa"):
        for file in sorted((root / package).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.name.encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def take_up(folder: Path, key: Mapping[str, Any], *, fresh: bool = False) -> set[str]:
    """Prepare the folder, held `alone`, for a run; the ids of the questions that it has answered already.

    A line cut off by a kill is dropped. Raises EvaluationError where the folder holds another run,
    with what differs; `fresh` starts over instead.
    """
    before = folder / _RUN
    if fresh or not before.exists():
        for name in (ANSWERS, TIMINGS):
            (folder / name).write_text("")
        _write(before, json.dumps(dict(key), ensure_ascii=False, indent=1) + "\n")
        return set()
    try:
        old = json.loads(before.read_text("utf-8"))
        changed = [name for name in key if old.get(name) != key[name]]
    except (ValueError, AttributeError):
        raise EvaluationError(f"{before}: damaged; give another --report, or --fresh to start over") from None
    if changed:
        raise EvaluationError(
            f"{folder}: holds a run with another {', '.join(changed)};"
            " give another --report, or --fresh to start over"
        )
    for name in (ANSWERS, TIMINGS):
        _drop_cut_line(folder / name)
    # The timing is written first, so a question with an answer has both.
    return {str(row["id"]) for row in rows(folder / ANSWERS)}


def _drop_cut_line(file: Path) -> None:
    with file.open("a+b") as handle:
        handle.seek(0)
        whole = sum(len(line) for line in handle if line.endswith(b"\n"))
        handle.truncate(whole)


def append(folder: Path, answer: Mapping[str, Any], timing: Mapping[str, Any]) -> None:
    """Keep one question's outcome; after this returns a kill can't lose it."""
    for name, row in ((TIMINGS, timing), (ANSWERS, answer)):
        with (folder / name).open("a", encoding="utf-8") as handle:
            handle.write(_line(row))


def put_in_order(folder: Path, questions: Sequence[Question]) -> None:
    """Sort both files as the question set is, so that they don't depend on which thread was faster."""
    for name in (ANSWERS, TIMINGS):
        file = folder / name
        places: dict[str, tuple[int, int]] = {}
        with file.open("rb") as handle:
            start = 0
            for line in handle:
                places[str(json.loads(line)["id"])] = (start, len(line))
                start += len(line)
            part = file.with_suffix(".part")
            with part.open("wb") as out:
                for q in questions:
                    handle.seek(places[q.id][0])
                    out.write(handle.read(places[q.id][1]))
        part.replace(file)


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a run's file, one at a time; raises EvaluationError where it is damaged."""
    try:
        with file.open(encoding="utf-8") as handle:
            for n, line in enumerate(handle, 1):
                try:
                    yield json.loads(line)
                except ValueError:
                    raise EvaluationError(f"{file}, line {n}: damaged; run again with --fresh") from None
    except FileNotFoundError:
        raise EvaluationError(f"{file}: missing; give the folder of a finished run (--report)") from None


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _write(file: Path, text: str) -> None:
    part = file.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)


def write_json(file: Path, value: object) -> None:
    """Write a JSON file whole or not at all."""
    _write(file, json.dumps(value, ensure_ascii=False, indent=1) + "\n")
