"""From the scores of single questions to a run's numbers: means, intervals, slices, curves, timings."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qa.evaluation.intervals import area_under_risk, bootstrap, paired, quantile, risk_coverage
from qa.evaluation.question_sets import TYPES
from qa.evaluation.question_text import EvaluationError
from qa.evaluation.score import METRICS, metric, named

Scores = dict[str, dict[str, float]]  # question id → name of the score → value
_SLICED = ("correct", "citation_recall", "citation_precision")


def summarise(rows: Iterable[Mapping[str, Any]], *, seed: int = 0) -> dict[str, Any]:
    """A run's numbers from the lines of its answers.jsonl; the same lines and seed give the same numbers.

    `summary`, `types` and `slices` hold for each score its mean, the ends of its 95 % bootstrap
    interval and the number of questions; `scores` each question's own, for paired tests.
    """
    scores: Scores = {}
    groups: dict[str, dict[str, list[str]]] = {"type": {}}
    sure: list[tuple[float, float]] = []
    drafts = 0
    for row in rows:
        scores[row["id"]] = row["scores"]
        drafts += row.get("draft", False)
        for name, value in {"type": row["type"], **row["slices"]}.items():
            groups.setdefault(name, {}).setdefault(value, []).append(row["id"])
        sure += [(turn["answer"]["confidence"], turn["scores"]["correct"]) for turn in row["turns"]]
    points = risk_coverage([c for c, _ in sure], [right for _, right in sure]) if sure else []
    types = groups.pop("type")
    return {
        "questions": len(scores),
        "drafts": drafts,
        "summary": _table(scores, list(scores), seed),
        "types": {kind: _table(scores, types[kind], seed) for kind in (*TYPES, "search") if kind in types},
        "slices": {
            name: {value: _table(scores, ids, seed, _SLICED) for value, ids in sorted(slices.items())}
            for name, slices in groups.items()
        },
        "risk_coverage": {
            "area": round(area_under_risk(points), 4),
            "points": [[round(n, 4) for n in point] for point in points],
        },
        "scores": scores,
    }


def _table(scores: Scores, ids: Sequence[str], seed: int, only: Sequence[str] = ()) -> dict[str, Any]:
    table = {}
    for name in only or _names(scores):
        values = [scores[q][name] for q in ids if name in scores[q]]
        if values:
            low, high = bootstrap(values, seed=seed)
            mean = sum(values) / len(values)
            table[name] = {
                "mean": round(mean, 4),
                "low": round(low, 4),
                "high": round(high, 4),
                "n": len(values),
            }
    return table


def _names(scores: Scores) -> list[str]:
    """The names of all scores, in the order of METRICS."""
    order = [name.partition("@")[0] for name in METRICS]
    found = dict.fromkeys(name for row in scores.values() for name in row)
    return sorted(found, key=lambda name: (order.index(name.partition("@")[0]), len(name), name))


def timings(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Seconds of each stage over all turns: median, 95th percentile and sum."""
    spent: dict[str, list[float]] = {}
    for row in rows:
        for turn in row["turns"]:
            for stage, seconds in turn.items():
                spent.setdefault(stage, []).append(seconds)
    return {
        stage: {
            "median": round(quantile(values, 0.5), 4),
            "p95": round(quantile(values, 0.95), 4),
            "sum": round(sum(values), 2),
            "n": len(values),
        }
        for stage, values in spent.items()
    }


def against(before: Scores, after: Scores, *, seed: int = 0) -> dict[str, Any]:
    """Each score's change over the questions that both runs have, with interval and p (see `paired`)."""
    both = [q for q in after if q in before]
    changes = {}
    for name in _names({q: after[q] for q in both}):
        ids = [q for q in both if name in before[q] and name in after[q]]
        if ids:
            change = paired([before[q][name] for q in ids], [after[q][name] for q in ids], seed=seed)
            changes[name] = {key: round(value, 4) for key, value in change.items()}
    return changes


def read_metrics(path: str | Path) -> dict[str, Any]:
    """A run's metrics.json; raises EvaluationError."""
    file = Path(path) / "metrics.json" if Path(path).is_dir() else Path(path)
    try:
        found = json.loads(file.read_text("utf-8"))
        if isinstance(found["scores"], dict) and isinstance(found["summary"], dict):
            return dict(found)
    except OSError:
        raise EvaluationError(f"{file}: can't be read; give the metrics.json of a finished run") from None
    except (ValueError, KeyError, TypeError):
        pass
    raise EvaluationError(f"{file}: not the metrics.json of a run; give one that --report wrote")


def thresholds(limits: Iterable[str], k: int) -> dict[str, float]:
    """`name=value` pairs as numbers; raises EvaluationError for what is no score, or better when lower."""
    names = [
        name for name in named(dict.fromkeys(METRICS, 0.0), k) if (m := metric(name)) and m.better == "up"
    ]
    wanted = {}
    for limit in limits:
        name, _, value = limit.partition("=")
        if name not in names:
            mend = f"use one of {', '.join(names)}"
            raise EvaluationError(f"--fail-under {limit}: no score {name!r}; {mend}")
        try:
            wanted[name] = float(value)
        except ValueError:
            raise EvaluationError(f"--fail-under {limit}: {value!r} is no number; write {name}=0.8") from None
    return wanted


def below(limits: Mapping[str, float], summary: Mapping[str, Any]) -> list[str]:
    """A line for each score under its limit; raises EvaluationError where the run has no such score."""
    for name in limits:
        if name not in summary:
            raise EvaluationError(
                f"--fail-under {name}: no question of this set has that score; leave it out"
            )
    means = {name: summary[name]["mean"] for name in limits}
    return [f"{name} {means[name]:.4f} is below {low:g}" for name, low in limits.items() if means[name] < low]
