"""The report of a run: one HTML file that needs nothing else, made from the files of its folder.

Everything but the last section (timings) is the same for the same answers and seed.
"""

import json
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from html import escape
from pathlib import Path
from typing import Any

from qa.evaluation import charts
from qa.evaluation.report_questions import question
from qa.evaluation.report_style import STYLE
from qa.evaluation.report_tables import cards, section, slices, table, types
from qa.evaluation.run_folder import ANSWERS, TIMINGS, rows

# Nothing is loaded and no script runs, whatever an article's text holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_WORST = 30  # questions shown in full: an afternoon's reading


def write_report(folder: str | Path) -> Path:
    """Write report.html from the metrics.json, timings.json, answers.jsonl and timings.jsonl of a folder."""
    folder = Path(folder)
    metrics = json.loads((folder / "metrics.json").read_text("utf-8"))
    seconds = json.loads((folder / "timings.json").read_text("utf-8"))
    found, reach = _worst(folder), _reach(folder, metrics["run"]["k"])
    sections = [
        _head(metrics),
        cards(metrics["summary"]),
        table(metrics),
        types(metrics),
        _curves(metrics, reach),
        slices(metrics["slices"]),
        _questions(found),
        _timings(seconds, folder),
    ]
    page = folder / "report.html"
    page.write_text(
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>报问评测报告</title><style>{STYLE}</style></head><body><main>\n"
        + "\n".join(s for s in sections if s)
        + "\n</main></body></html>\n",
        encoding="utf-8",
    )
    return page


def _worst(folder: Path) -> list[dict[str, Any]]:
    """The questions that went wrong, the surest mistakes first; only these are held in memory."""

    def rank(numbered: tuple[int, dict[str, Any]]) -> tuple[float, float, float, int]:
        place, row = numbered
        scores, turns = row["scores"], row["turns"]
        sure = max((turn["answer"]["confidence"] for turn in turns), default=0.0)
        return _right(scores), scores.get("citation_recall", 1.0), -sure, place

    wrong = (numbered for numbered in enumerate(rows(folder / ANSWERS)) if rank(numbered)[:2] < (1.0, 1.0))
    return [row for _, row in nsmallest(_WORST, wrong, key=rank)]


def _right(scores: Mapping[str, float]) -> float:
    mrr = next((value for name, value in scores.items() if name.startswith("mrr@")), 1.0)
    return scores.get("correct", mrr)


def _reach(folder: Path, k: int) -> list[tuple[float, float]]:
    """(n, share of judged questions with a gold article among the first n passages), n = 1 … k."""
    found, judged = [0] * k, 0
    for row in rows(folder / ANSWERS):
        gold = set(row["relevant"])
        judged += bool(gold)
        first = next((n for n, hit in enumerate(row["retrieved"]) if hit["article"] in gold), k)
        for n in range(first, k):
            found[n] += 1
    return [(n + 1.0, count / judged) for n, count in enumerate(found)] if judged else []


def _head(metrics: Mapping[str, Any]) -> str:
    run = metrics["run"]
    facts = [f"{metrics['questions']} 题", f"引擎 {run['engine']}", f"k = {run['k']}", f"判定 {run['judge']}"]
    facts += [f"题集 {run['questions']}", f"档案 {run['archive']}", f"程序 {run['code']}"]
    text = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    notes = []
    if drafts := metrics["drafts"]:
        notes.append(f"{drafts} 题是未经人工校对的草稿。{drafts} questions are uncorrected drafts.")
    if skipped := metrics["skipped"]:
        notes.append(
            f"跳过 {len(skipped)} 条 entries skipped: {skipped[0]}{' …' if len(skipped) > 1 else ''}"
        )
    if judge := metrics.get("judge"):
        notes.append(
            f"引用判定与人工标注一致 {judge['agreed']} / {judge['pairs']}。"
            f"The judge agrees with {judge['agreed']} of {judge['pairs']} hand labels."
        )
    shown = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    title = "<h1>报问评测报告 <small>Evaluation report</small></h1>"
    return f'<header>{title}<ul class="run">{text}</ul>{shown}</header>'


def _curves(metrics: Mapping[str, Any], reach: Iterable[tuple[float, float]]) -> str:
    risk = metrics["risk_coverage"]
    points = [(coverage, wrong) for coverage, wrong, _ in risk["points"]]
    figures = ""
    if points:
        drawn = charts.curve(points, x="覆盖率 coverage", y="错误率 risk", steps=True)
        caption = f"只答把握最大的若干题时的错误率；曲线下面积 {risk['area']:.3f}"
        figures += f"<figure>{drawn}<figcaption>{caption}</figcaption></figure>"
    if reached := list(reach):
        drawn = charts.curve(
            reached, x="前 n 个段落 passages", y="命中率 hit rate", x_max=max(1.0, reached[-1][0])
        )
        figures += f"<figure>{drawn}<figcaption>前 n 个段落中出现出处文章的题目比例</figcaption></figure>"
    return section("曲线", "Curves", f'<div class="figures">{figures}</div>') if figures else ""


def _questions(found: list[dict[str, Any]]) -> str:
    if not found:
        return section("最差的题", "Worst questions", "<p>没有答错的题。Every question is fully right.</p>")
    return section("最差的题", f"The {len(found)} worst questions", "".join(map(question, found)))


def _timings(seconds: Mapping[str, Any], folder: Path) -> str:
    body = "".join(
        f"<tr><th>{escape(stage)}</th><td>{row['median']:.3f}</td><td>{row['p95']:.3f}</td>"
        f"<td>{row['sum']:.1f}</td><td>{row['n']}</td></tr>"
        for stage, row in seconds.items()
        if "median" in row
    )
    totals = [t["total"] for row in rows(folder / TIMINGS) for t in row["turns"] if "total" in t]
    head = "<tr><th>阶段</th><th>中位数 s</th><th>p95 s</th><th>合计 s</th><th>n</th></tr>"
    drawn = charts.histogram(totals, x="每问用时 seconds an answer", y="回答数 answers")
    inside = f'<div class="figures"><table>{head}{body}</table><figure>{drawn}</figure></div>'
    return section("用时", "Timings, which differ from run to run", inside, "timings")
