"""The answers of a run in the columns that RAGAS reads; nothing of RAGAS is needed here."""

import json
from pathlib import Path
from typing import Any

from index import Archive
from qa.evaluation.run_folder import ANSWERS, rows
from qa.metrics import without_marks


def write_ragas(folder: str | Path, archive: Archive, out: str | Path) -> int:
    """Write question, contexts, answer and ground_truth of every answered question as JSONL; return how many.

    `contexts` are the texts of the retrieved passages, `ground_truth` the first gold answer, the
    list's items joined by 、, or the count; it is empty where a refusal is right. A dialog gives one
    line a turn, with the contexts of its citations.
    """
    written = 0
    with Path(out).open("w", encoding="utf-8") as handle:
        for row in rows(Path(folder) / ANSWERS):
            found = [archive.article(h["article"]).text[h["start"] : h["end"]] for h in row["retrieved"]]
            for n, turn in enumerate(row["turns"]):
                cited = [c["quote"] for c in turn["answer"]["citations"]]
                line = {
                    "question": turn["question"],
                    "contexts": cited if n else found,
                    "answer": without_marks(turn["answer"]["text"]),
                    "ground_truth": _truth(turn["gold"]),
                }
                handle.write(json.dumps(line, ensure_ascii=False) + "\n")
                written += 1
    return written


def _truth(gold: dict[str, Any]) -> str:
    match gold["type"]:
        case "fact":
            return str(gold["answers"][0])
        case "list":
            return "、".join(aliases[0] for aliases in gold["items"])
        case "count":
            return str(gold["count"])
    return ""
