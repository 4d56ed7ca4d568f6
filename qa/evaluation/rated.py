"""From readers' ratings to a question set: drafts, to be corrected by a person before they count."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.normalise import flat
from qa.evaluation.question_text import decoded, lines

_FILTERS = ("since", "until", "newspaper", "section")
_MARK = re.compile(r"\[\d{1,6}\]")


def rated_questions(file: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """(the rows of a question set, what was left out and why) of a file of ratings.

    An answer that was found good gives its own gold. Of one that was not, the gold is what the reader wrote;
    without that it is left empty, and `baowen eval` will name the line until someone fills it in. Of two
    ratings of the same turn, or of the same question, the later counts. EvaluationError: no JSONL.
    """
    latest: dict[str, dict[str, Any]] = {}
    left = []
    for where, row in lines(file, decoded(file)):
        answer = row.get("answer")
        if not isinstance(answer, dict) or not str(answer.get("question", "")).strip():
            left.append(f"{where}: no rating; it has no answer with a question")
            continue
        asked = flat(str(answer.get("resolved") or answer["question"]))
        chosen = row.get("chosen")
        filters = {name: chosen[name] for name in _FILTERS if isinstance(chosen, dict) and chosen.get(name)}
        key = json.dumps([asked, filters], ensure_ascii=False, sort_keys=True)
        latest.pop(key, None)  # to stand where the later one stands
        latest[key] = {"question": asked, **filters, **_gold(row, answer), "draft": True}
        latest[key] |= {"rated": "good" if row.get("good") else "bad"}
        latest[key] |= {name: row[name] for name in ("reason", "note") if row.get(name)}
    return [{"id": f"rated-{n}", **row} for n, row in enumerate(latest.values(), 1)], left


def _gold(row: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """The type and gold of a question, as far as its rating tells them."""
    good, right = bool(row.get("good")), flat(str(row.get("right") or ""))
    kind = str(answer.get("kind"))
    if kind == "refusal":
        if good:
            return {"type": "refuse"}
        return {"type": "fact", "answers": [right] if right else []}
    if kind == "list":
        names = (
            [str(item["name"]) for item in answer.get("items", ())] if good else re.split(r"[、|｜\n]", right)
        )
        return {"type": "list", "items": [[name.strip()] for name in names if name.strip()]}
    if kind == "count":
        said = re.search(r"\d+", right if right or not good else _MARK.sub("", str(answer.get("text", ""))))
        return {"type": "count", "count": int(said[0]) if said else None}
    text = flat(_MARK.sub("", str(answer.get("text", "")))) if good else right
    return {"type": "fact", "answers": [text] if text else []}
