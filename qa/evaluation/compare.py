"""Two runs of the same questions side by side: which scores moved, and which answers changed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qa.evaluation.question_text import EvaluationError
from qa.evaluation.run_folder import ANSWERS, rows
from qa.evaluation.tally import against, read_metrics


def compare(before: str | Path, after: str | Path, *, seed: int = 0) -> dict[str, Any]:
    """What changed from one run's folder to another's.

    `scores` holds the paired change of each score (see `tally.against`), `questions` every question
    whose answer or correctness differs, worst fall first, and `only_before`, `only_after` the ids that
    one run alone has. Raises EvaluationError where a folder is no finished run or no question is shared.
    """
    old, new = Path(before), Path(after)
    first, second = read_metrics(old), read_metrics(new)
    shared = first["scores"].keys() & second["scores"].keys()
    if not shared:
        raise EvaluationError(f"{old} and {new}: no question in common; compare runs of one question set")
    kept = {row["id"]: _brief(row) for row in rows(old / ANSWERS) if row["id"] in shared}
    changed = []
    for row in rows(new / ANSWERS):
        now = _brief(row)
        was = kept.get(row["id"])
        if was and (was["answers"], was["correct"]) != (now["answers"], now["correct"]):
            changed.append({"id": row["id"], "question": now["question"], "before": was, "after": now})
    changed.sort(key=lambda change: (_moved(change), change["id"]))
    return {
        "shared": len(shared),
        "scores": against(first["scores"], second["scores"], seed=seed),
        "questions": changed,
        "only_before": sorted(first["scores"].keys() - shared),
        "only_after": sorted(second["scores"].keys() - shared),
    }


def _brief(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "question": row["question"],
        "answers": [turn["answer"]["text"] for turn in row["turns"]],
        "correct": row["scores"].get("correct"),
    }


def _moved(change: Mapping[str, Any]) -> float:
    return float((change["after"]["correct"] or 0) - (change["before"]["correct"] or 0))


def told(found: Mapping[str, Any]) -> str:
    """A comparison as text for a terminal."""
    lines = [f"{found['shared']} questions in both runs", ""]
    for name, change in found["scores"].items():
        sure = " *" if change["p"] < 0.05 and change["change"] else ""
        ends = f"[{change['low']:+.3f}, {change['high']:+.3f}]"
        lines.append(f"{name:20} {change['change']:+.3f} {ends} p = {change['p']:.3f}{sure}")
    better = sum(_moved(c) > 0 for c in found["questions"])
    worse = sum(_moved(c) < 0 for c in found["questions"])
    lines += ["", f"{len(found['questions'])} answers changed: {better} better, {worse} worse"]
    for change in found["questions"]:
        was, now = change["before"], change["after"]
        lines.append(f"{change['id']}  {change['question']}")
        lines += [f"  {mark} {_side(side)}" for mark, side in (("-", was), ("+", now))]
    for name, key in (("the first run", "only_before"), ("the second run", "only_after")):
        if ids := found[key]:
            lines.append(f"only in {name}: {', '.join(ids[:10])}{' …' if len(ids) > 10 else ''}")
    return "\n".join(lines)


def _side(side: Mapping[str, Any]) -> str:
    right = "" if side["correct"] is None else f"{side['correct']:.2f} "
    return right + " | ".join(side["answers"])
