"""Question sets: what is asked, what is right, and where it stands in which file.

`read_questions` tells the format by the content. Our own is JSONL (`id, type, question, …`); the
others are read in `question_files.py` and `question_tables.py`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from corpus import Article
from corpus.normalise import flat
from qa.evaluation.question_text import EvaluationError, decoded, lines, whole_json

Type = Literal["fact", "list", "count", "refuse", "search"]
TYPES = ("fact", "list", "count", "refuse", "dialog")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its gold; `type` says which field holds the gold."""

    question: str
    type: Type  # search: only retrieval is judged, nothing is asked
    answers: tuple[str, ...] = ()  # fact: any of these
    items: tuple[tuple[str, ...], ...] = ()  # list: aliases of each item
    optional: tuple[tuple[str, ...], ...] = ()  # list: what may be given or left out, aliases of each
    count: int | None = None

    @property
    def golds(self) -> tuple[str, ...]:
        """Every gold string, aliases included; empty for counts and refusals."""
        return self.answers or tuple(alias for aliases in self.items for alias in aliases)


@dataclass(frozen=True, slots=True)
class Question:
    """One entry of a question set: a question, or the turns of a dialog."""

    id: str
    turns: tuple[Turn, ...]
    relevant: Mapping[str, float] = field(default_factory=dict)  # article id → grade; of the first turn
    since: date | None = None
    until: date | None = None
    newspaper: str | None = None
    section: str | None = None
    draft: bool = False  # made by a program, not yet corrected by a person
    where: str = ""  # "questions.jsonl, line 3"

    @property
    def type(self) -> str:
        """What is asked for; a dialog is what has several turns."""
        return "dialog" if len(self.turns) > 1 else self.turns[0].type


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A whole set; `articles` are its own texts, for formats that bring them."""

    questions: tuple[Question, ...]
    format: str
    articles: Callable[[], Iterator[Article]] = lambda: iter(())
    own_articles: bool = False  # the format brings its texts
    needs_articles: bool = False  # and makes no sense without them
    skipped: tuple[str, ...] = ()  # entries left out, each "place: reason"


def read_questions(path: str | Path, *, noise: float = 0.4) -> QuestionSet:
    """Read a question set of any known format.

    `noise` is for RGB only: the share of passages, of five a question, that are beside the point.
    Raises EvaluationError with file, line and mend: unknown layout, missing fields, empty gold, an
    id used twice, mixed encodings.
    """
    from qa.evaluation import question_files as files

    path = Path(path)
    if path.is_dir():
        found = files.beir(path)
    elif not path.is_file():
        raise EvaluationError(f"{path}: no such file or folder; give a question set (JSONL, JSON, CSV, BEIR)")
    else:
        found = _read_file(path, noise)
    if not found.questions:
        raise EvaluationError(f"{path}: no questions in it; add at least one")
    unique(found.questions)
    return found


def _read_file(path: Path, noise: float) -> QuestionSet:
    from qa.evaluation import question_files as files
    from qa.evaluation.question_tables import table

    text = decoded(path)
    start = text.lstrip()
    if not start:
        raise EvaluationError(f"{path}: empty; add at least one question")
    if start[0] not in "{[":
        return table(path, text)
    try:
        first = json.loads(start.split("\n", 1)[0])
    except json.JSONDecodeError:
        first = None  # one JSON value over several lines, or a broken first line
    if not isinstance(first, dict) or "data" in first:
        return files.squad(path, whole_json(path, text))
    if "query" in first and "positive" in first:
        return files.rgb(lines(path, text), noise)
    return QuestionSet(tuple(question(row, where) for where, row in lines(path, text)), "jsonl")


def unique(questions: Iterable[Question]) -> None:
    """Raise EvaluationError where two questions share an id."""
    seen: dict[str, str] = {}
    for q in questions:
        if q.id in seen:
            raise EvaluationError(f"{q.where}: id {q.id!r} is used before, at {seen[q.id]}; make ids unique")
        seen[q.id] = q.where


def question(row: Mapping[str, object], where: str) -> Question:
    """A Question from one object of our format; raises EvaluationError."""
    known = row.get("id")
    if not isinstance(known, str | int) or not str(known).strip():
        raise EvaluationError(f'{where}: no id; add "id": "…", different on every line')
    asked = row.get("turns")
    if row.get("type") == "dialog" or asked is not None:
        if not isinstance(asked, list) or not asked or not all(isinstance(t, dict) for t in asked):
            raise EvaluationError(f'{where}: a dialog needs "turns": [{{"question": …, "answers": […]}}, …]')
        turns = tuple(turn(t, f"{where}, turn {n}") for n, t in enumerate(asked, 1))
    else:
        turns = (turn(row, where),)
    return Question(
        id=str(known),
        turns=turns,
        relevant=dict.fromkeys(_strings(row.get("articles", []), f"{where}: articles"), 1.0),
        since=_day(row.get("since"), f"{where}: since"),
        until=_day(row.get("until"), f"{where}: until"),
        newspaper=_string(row.get("newspaper"), f"{where}: newspaper"),
        section=_string(row.get("section"), f"{where}: section"),
        draft=row.get("draft") is True,
        where=where,
    )


def turn(row: Mapping[str, object], where: str) -> Turn:
    """One question with the gold that its type asks for; the type may be left out where the gold tells it."""
    asked = row.get("question")
    if not isinstance(asked, str) or not asked.strip():
        raise EvaluationError(f'{where}: no question; add "question": "…"')
    gold = {"answers": "fact", "items": "list", "count": "count"}
    kind = row.get("type") or next((k for name, k in gold.items() if name in row), None)
    match kind:
        case "fact":
            answers = tuple(_strings(row.get("answers"), f"{where}: answers", some=True))
            return Turn(asked, "fact", answers=answers)
        case "list":
            items = _groups(row.get("items"), f"{where}: items")
            if not items:
                raise EvaluationError(f'{where}: items: empty gold; write "items": [["name", "alias"], …]')
            return Turn(
                asked, "list", items=items, optional=_groups(row.get("optional"), f"{where}: optional")
            )
        case "count":
            count = row.get("count")
            if not isinstance(count, int) or isinstance(count, bool) or count < 0:
                raise EvaluationError(f'{where}: count: {count!r} is no whole number; write "count": 2')
            return Turn(asked, "count", count=count)
        case "refuse":
            return Turn(asked, "refuse")
    raise EvaluationError(f"{where}: type {kind!r}; use one of {', '.join(TYPES)}")


def _groups(value: object, what: str) -> tuple[tuple[str, ...], ...]:
    """The aliases of each thing listed; a string alone is a thing without aliases."""
    if not isinstance(value, list | None):
        raise EvaluationError(f'{what}: not a list; write [["name", "alias"], …]')
    rows = [[g] if isinstance(g, str) else g for g in value or ()]
    return tuple(tuple(_strings(row, what, some=True)) for row in rows)


def _strings(value: object, what: str, *, some: bool = False) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise EvaluationError(f'{what}: not a list of strings; write ["…"]')
    kept = [flat(v) for v in value]  # as the articles were, so that they can be compared
    if "" in kept or (some and not kept):
        raise EvaluationError(f"{what}: empty gold; fill it in, or make the type refuse")
    return kept


def _string(value: object, what: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise EvaluationError(f"{what}: {value!r} is no string; put it in quotes")


def _day(value: object, what: str) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        raise EvaluationError(f"{what}: {value!r} is no date; write it as 2023-03-20") from None
