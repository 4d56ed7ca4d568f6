"""Lines of answers.jsonl made up for tests of the report."""

import json
from pathlib import Path
from typing import Any

from qa.evaluation.report import write_report
from qa.evaluation.tally import summarise, timings

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def made_row(n: int, correct: float, text: str = "久隆水库") -> dict[str, Any]:
    article = {"id": text, "title": text, "newspaper": text, "published": "2023-03-20", "page": text}
    cited = {"number": 1, "quote": f"甲{text}乙", "start": 7, "end": 9 + len(text), "article": article}
    cited |= {"highlights": [[8, 8 + len(text)]], "before": text, "after": text}
    answer = {"text": f"{text}[1]", "kind": "fact", "confidence": 1 - n / 100, "refused": False}
    turn = {"question": text, "gold": {"type": "fact", "answers": [text]}, "scores": {"correct": correct}}
    return {
        "id": f"{text}{n}",
        "type": "fact",
        "draft": True,
        "question": text,
        "turns": [{**turn, "answer": {**answer, "citations": [cited], "nearest": [cited]}}],
        "relevant": [text],
        "retrieved": [
            {"article": text, "title": text, "start": 0, "end": 3, "score": 0.5, "excerpt": text},
            {"article": "other", "title": "", "start": 0, "end": 3, "score": 0.4, "excerpt": text},
        ],
        "slices": {"language": "Chinese", "length": "10 or less", "newspaper": text, "year": ""},
        "scores": {"correct": correct, "citation_length": 31.0, "hit@1": 1.0},
    }


def made_page(folder: Path, rows: list[dict[str, Any]], **more: Any) -> str:
    (folder / "answers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    spent = [{"id": row["id"], "turns": [{"retrieve": 0.1, "total": 0.2}]} for row in rows]
    (folder / "timings.jsonl").write_text("".join(json.dumps(row) + "\n" for row in spent))
    run = {"questions": "q", "archive": "a", "engine": HOSTILE, "k": 10, "judge": "j", "code": "c"}
    metrics = {"run": run, "skipped": [HOSTILE], **summarise(rows), **more}
    (folder / "metrics.json").write_text(json.dumps(metrics))
    (folder / "timings.json").write_text(json.dumps(timings(spent)))
    return write_report(folder).read_text()
