"""Evaluation runs as the server keeps them: a folder each beside the archive, found again after a restart."""

import json
import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus import InputError
from qa.evaluation import run_folder

FOLDER = "evaluations"  # in the archive's folder
FILES = ("report.html", "metrics.json", "answers.jsonl", "timings.json", "timings.jsonl")  # to be had
MOST = 50  # runs kept; the oldest go
_NAME = re.compile(r"\d{8}T\d{6}-[\w-]{8}")


@dataclass(frozen=True, slots=True)
class Run:
    """One run in the list of runs."""

    key: str
    name: str  # what its question set was called
    started: datetime  # in UTC
    questions: int  # in all
    answered: int  # so far
    metrics: dict[str, Any] | None  # as metrics.json; None for a run that hasn't ended
    busy: bool = False  # a process works on it, perhaps one that an earlier server started


def begin(folder: Path, name: str, questions: int) -> tuple[str, Path]:
    """A new run over so many questions: its key and its folder."""
    now = datetime.now(UTC)
    key = f"{now:%Y%m%dT%H%M%S}-{secrets.token_urlsafe(6)}"
    home = folder / FOLDER / key
    home.mkdir(parents=True)
    about = {"name": name, "started": now.isoformat(timespec="seconds"), "questions": questions}
    (home / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    for old in _keys(folder)[MOST:]:
        shutil.rmtree(folder / FOLDER / old, ignore_errors=True)
    return key, home


def runs(folder: Path) -> list[Run]:
    """The runs kept, the latest first."""
    return [found for key in _keys(folder) if (found := _read(folder / FOLDER / key))]


def run_of(folder: Path, key: str) -> Run:
    """One run. InputError: there is none of that key."""
    found = _read(folder / FOLDER / key) if _NAME.fullmatch(key) else None
    if found is None:
        raise InputError(f"no evaluation run {key[:30]!r}: it was removed")
    return found


def remove(folder: Path, key: str) -> None:
    """Remove a run with its report. InputError: there is none of that key."""
    run_of(folder, key)
    shutil.rmtree(folder / FOLDER / key)


def file_of(folder: Path, key: str, name: str) -> Path | None:
    """A file of a run, if both are among those that may be had."""
    if not _NAME.fullmatch(key) or name not in FILES:
        return None
    path = folder / FOLDER / key / name
    return path if path.is_file() else None


def wrong(folder: Path, key: str, start: int = 0, count: int = 20) -> tuple[list[dict[str, Any]], int]:
    """(`count` lines of answers.jsonl from place `start` on that aren't fully right, how many there are).

    The worst come first. Whoever reads a page of them holds no more than that page.
    """
    path = file_of(folder, key, "answers.jsonl")
    places: list[tuple[float, int, int]] = []
    if path is None:
        return [], 0
    with path.open("rb") as file:
        at = 0
        for number, line in enumerate(file):
            score = _score(json.loads(line)["scores"]) if line.endswith(b"\n") else 1.0
            places += [(score, number, at)] if score < 1 else []
            at += len(line)
        chosen = []
        for _, _, at in sorted(places)[start : start + count]:
            file.seek(at)
            chosen.append(json.loads(file.readline()))
    return chosen, len(places)


def _score(scores: dict[str, float]) -> float:
    """How right a question went: the answer, or, where only retrieval is judged, the first hit."""
    ranked = next((value for name, value in scores.items() if name.startswith("mrr@")), 1.0)
    return float(scores.get("correct", ranked))


def _keys(folder: Path) -> list[str]:
    home = folder / FOLDER
    names = [path.name for path in home.iterdir()] if home.is_dir() else []
    return sorted(filter(_NAME.fullmatch, names), reverse=True)


def _read(home: Path) -> Run | None:
    try:
        about = json.loads((home / "about.json").read_text("utf-8"))
        done = home / "metrics.json"
        metrics = json.loads(done.read_text("utf-8")) if done.is_file() else None
        answers = home / "answers.jsonl"
        answered = 0
        if answers.is_file():
            with answers.open("rb") as lines:
                answered = sum(line.endswith(b"\n") for line in lines)
        started = datetime.fromisoformat(about["started"])
        busy = metrics is None and run_folder.busy(home)
        return Run(home.name, about["name"], started, about["questions"], answered, metrics, busy)
    except (OSError, ValueError, KeyError):
        return None  # removed meanwhile, or cut off before it began
