"""`make bench-answers`: our questions on news of 2023 and the seed page's sample, beside the goals.

The questions (tests/data/news_questions.jsonl) were written by hand from the articles' text alone, not
from what the system says. tests/data/news_articles.txt names the articles; their text comes from the
corpus in the data folder. These 100 are looked at while developing; blind_questions.jsonl, 79 on
other articles, were written by somebody else afterwards and show what holds beyond them: don't tune to them.

Fields beyond a question set's own: `about`, what the question tries;
`evidence`, (article, start, end) of where the gold stands; `versions`, the figures on which articles
differ, the latest first, and `earlier`, where the others of them stand; `note`.
"""

import json
import lzma
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus import load
from index import Archive
from qa import Chatbot
from qa.evaluate import evaluate
from qa.evaluation.intervals import quantile
from qa.evaluation.judge import Claim, by_wording, claims
from qa.evaluation.run_folder import ANSWERS, TIMINGS, rows
from qa.metrics import contains, matched, without_marks

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests/data/news_questions.jsonl"
ARTICLES = ROOT / "tests/data/news_articles.txt"
NEWS = {  # name → the questions, the ids of the articles that they are asked of
    "news": (QUESTIONS, ARTICLES),
    "blind": (ROOT / "tests/data/blind_questions.jsonl", ROOT / "tests/data/blind_articles.txt"),
}
SAMPLE = ROOT / "corpus/samples/chengdu-daily-2023-03-20-p03.txt"

Rows = list[dict[str, Any]]
GOALS: dict[str, tuple[str, float]] = {  # name → (that it must be at least or at most, the goal)
    "fact accuracy": ("≥", 0.90),
    "list precision": ("", 0),
    "list recall": ("", 0),
    "list F1": ("≥", 0.90),
    "count exactness": ("", 0),
    "refusals": ("≥", 0.95),
    "false refusals": ("<", 0.05),
    "dialog turns right": ("≥", 0.85),
    "whole dialogs right": ("", 0),
    "citation recall, by wording": ("≥", 0.95),
    "citation precision, by wording": ("≥", 0.95),
    "citation recall, by hand": ("≥", 0.95),
    "citation precision, by hand": ("≥", 0.95),
    "quotes verbatim": ("≥", 1),
    "cites the gold evidence": ("", 0),
    "conflicts shown": ("", 0),
    "characters of a fact": ("", 0),
    "seconds, median": ("", 0),
    "seconds, 95th percentile": ("", 0),
}


def main(data: str | Path, folder: str | Path | None = None) -> dict[str, dict[str, float]]:
    """Print and return every set's numbers; `folder` keeps the archives and answers from run to run."""
    data = Path(data)
    with TemporaryDirectory() as passing:
        place, found = Path(folder or passing), {}
        for name, (questions, articles) in NEWS.items():
            with Archive.open(place / name) as archive:
                if not archive.counts()[0]:
                    archive.add(load([extract(data, articles, place / f"{name}.jsonl")]), progress=True)
                found[name] = _measure(archive, questions, place / f"report-{name}")
        sample = data / "questions/seed_dev.jsonl"
        if sample.exists():
            with Archive.open(place / "seed") as archive:
                archive.add(load([SAMPLE]))
                found["seed page"] = _measure(archive, sample, place / "report-seed")
        else:
            print(f"{sample} is not there: the seed page's questions are left out")
    _print(found)
    return found


def extract(data: Path, articles: Path, out: Path) -> Path:
    """The records that the list `articles` names out of the corpus, as JSONL in `out`."""
    chosen = set(articles.read_text("utf-8").split())
    with lzma.open(data / "corpora/news-60k.jsonl.xz", "rt", encoding="utf-8") as lines:
        kept = [line for line in lines if json.loads(line)["id"] in chosen]
    if len(kept) != len(chosen):
        raise SystemExit(f"the corpus under {data} holds {len(kept)} of the {len(chosen)} chosen articles")
    out.write_text("".join(kept), encoding="utf-8")
    return out


def _measure(archive: Archive, questions: Path, report: Path) -> dict[str, float]:
    evaluate(Chatbot(archive), questions, report=report, fresh=True, progress=True)
    answers = list(rows(report / ANSWERS))
    spent = [turn["total"] for row in rows(report / TIMINGS) for turn in row["turns"]]
    gold = {row["id"]: row for row in rows(questions)}
    return numbers(answers, spent, gold)


def numbers(answers: Rows, spent: list[float], gold: dict[str, dict[str, Any]]) -> dict[str, float]:
    """The numbers of GOALS, without those that no question has."""
    of = {
        kind: [row for row in answers if row["type"] == kind] for kind in ("fact", "list", "count", "dialog")
    }
    turns = [turn for row in answers for turn in row["turns"]]
    asked = [turn for row in of["dialog"] for turn in row["turns"]]
    said = [turn for row in of["fact"] for turn in row["turns"] if not turn["answer"]["refused"]]
    known = [row for row in of["fact"] if "evidence" in gold[row["id"]] and row["scores"]["answered"]]
    differing = [row for row in of["fact"] if "versions" in gold[row["id"]]]
    hand = [_by_hand(turn, gold[row["id"]]) for row in answers for turn in row["turns"] if _claims(turn)]
    means = {
        "fact accuracy": _mean(of["fact"], "contains"),
        "list precision": _mean(of["list"], "list_precision"),
        "list recall": _mean(of["list"], "list_recall"),
        "list F1": _mean(of["list"], "list_f1"),
        "count exactness": _mean(of["count"], "count_exact"),
        "refusals": _mean(turns, "refused"),
        "false refusals": _mean(turns, "false_refusal"),
        "dialog turns right": _mean(asked, "correct"),
        "whole dialogs right": _share(of["dialog"], lambda row: row["scores"]["correct"] == 1),
        "citation recall, by wording": _mean(turns, "citation_recall"),
        "citation precision, by wording": _mean(turns, "citation_precision"),
        "citation recall, by hand": _average(recall for recall, _ in hand),
        "citation precision, by hand": _average(precision for _, precision in hand),
        "quotes verbatim": _mean(turns, "verbatim"),
        "cites the gold evidence": _share(known, lambda row: _cites_gold(row, gold)),
        "conflicts shown": _share(differing, lambda row: _differs(row["turns"][0], gold[row["id"]])),
        "characters of a fact": sum(len(t["answer"]["text"]) for t in said) / len(said) if said else None,
        "seconds, median": quantile(spent, 0.5),
        "seconds, 95th percentile": quantile(spent, 0.95),
    }
    return {name: value for name, value in means.items() if value is not None}


def _meets(citation: dict[str, Any], gold: dict[str, Any], *fields: str) -> bool:
    """Whether a citation overlaps a place that one of the fields names: where the gold stands."""
    article, start, end = citation["article"]["id"], citation["start"], citation["end"]
    places = [place for field in fields for place in gold.get(field, ())]
    return any(article == a and start < e and s < end for a, s, e in places)


def _cites_gold(row: dict[str, Any], gold: dict[str, dict[str, Any]]) -> bool:
    cited = row["turns"][0]["answer"]["citations"]
    return any(_meets(citation, gold[row["id"]], "evidence") for citation in cited)


def _claims(turn: dict[str, Any]) -> list[Claim]:
    return [] if turn["answer"]["refused"] else claims(turn["answer"]["text"])


def _by_hand(turn: dict[str, Any], gold: dict[str, Any]) -> tuple[float, float]:
    """Citation recall and precision of one answer, the hand labels before the judge of wording.

    A right claim is borne out by a citation that meets the gold evidence, whether or not the sentence
    repeats the question's words; any other claim by what `by_wording` accepts.
    """
    cited = {c["number"]: c for c in turn["answer"]["citations"]}

    def bears(claim: str, numbers: Iterable[int]) -> bool:
        found = [cited[n] for n in dict.fromkeys(numbers) if n in cited]
        if _right(claim, turn) and any(_meets(c, gold, "evidence", "earlier") for c in found):
            return True
        quotes = "\n".join(f"{c['article']['title']}\n{c['quote']}" for c in found)
        return bool(found) and by_wording(turn["question"], claim, quotes)

    made = _claims(turn)
    marks = [bears(claim, [n]) for claim, numbers in made for n in set(numbers)]
    return sum(bears(*one) for one in made) / len(made), sum(marks) / len(marks) if marks else 0.0


def _right(claim: str, turn: dict[str, Any]) -> bool:
    if turn["gold"]["type"] == "list":
        return matched([claim], turn["gold"]["items"]) == 1
    return bool(turn["scores"]["correct"] == 1)


def _differs(turn: dict[str, Any], gold: dict[str, Any]) -> bool:
    """Whether the answer gives at least two of the figures on which the articles differ."""
    # Apart, as the score joins digits over punctuation: （2023-08-07）；6人.
    said = without_marks(turn["answer"]["text"]).split("；")
    given = [version for version in gold["versions"] if any(contains(part, [version]) for part in said)]
    return len(given) >= 2


def _mean(found: Rows, score: str) -> float | None:
    return _average(row["scores"][score] for row in found if score in row["scores"])


def _average(values: Iterable[float]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None


def _share(found: Rows, holds: Callable[[dict[str, Any]], bool]) -> float | None:
    return sum(map(holds, found)) / len(found) if found else None


def _print(found: dict[str, dict[str, float]]) -> None:
    print(f"\n{'':32}" + "".join(f"{name:>12}" for name in found) + f"{'goal':>10}")
    for name, (sign, goal) in GOALS.items():
        cells = "".join(f"{one[name]:12.3f}" if name in one else f"{'–':>12}" for one in found.values())
        print(f"{name:32}{cells}" + (f"{sign:>5} {goal:.2f}" if sign else ""))


if __name__ == "__main__":
    main(*sys.argv[1:3])
