"""The evaluation tab as HTML: the runs, and of one run its metrics and the questions that went wrong."""

import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from qa.evaluation.report_questions import question
from qa.evaluation.score import metric
from qa.web import runs
from qa.web.html import safe, still, text
from qa.web.jobs import Job
from qa.web.running import progress
from qa.web.runs import Run
from qa.web.uploads import QUESTIONS
from qa.web.words import Language, say
from qa.web.words.reasons import in_words_of

COUNT = 20  # questions shown at a time
FIRST = (
    "correct",
    "citation_recall",
    "citation_precision",
    "verbatim",
    "refused",
    "answered",
)  # as in the report
_UP = "M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3"
_TOLD = ("sending", "broken", "error")


def evaluation_html(inside: str, language: Language) -> str:
    """The tab around the list of runs or one of them, which is renewed while its field for files stays."""
    data = "".join(f' data-{key}="{_said(key, language)}"' for key in _TOLD)
    cancel = f'<button type="button" data-act="no">{_said("no", language)}</button>'
    kinds = ",".join(QUESTIONS)
    return (
        f'<div class="desk" data-kinds="{kinds}"{data}><div class="inside">{inside}</div>'
        f'<input type="file" hidden accept="{kinds}" aria-label="{_said("choose", language)}">'
        f'<dialog class="ask delete" aria-label="{_said("delete", language)}"><form method="dialog">'
        f"<p>{_said('sure', language)}</p><blockquote></blockquote>"
        f'<p class="acts">{cancel}<button class="main">{_said("yes", language)}</button></p></form></dialog>'
        '<p class="told" role="status"></p></div>'
    )


def list_html(
    found: Sequence[Run],
    work: Callable[[str], Job | None],
    why: Callable[[str], str],
    filled: bool,
    language: Language,
) -> str:
    """Where to drop a question set, and the runs; `work` tells who works on one, `why` why it failed."""
    rows = "".join(_row_html(run, work(run.key), why(run.key), language) for run in found)
    below = f'<ul class="runs">{rows}</ul>' if rows else f'<p class="none">{_said("none", language)}</p>'
    box = _drop_html(language) if filled else f'<p class="empty">{_said("empty", language)}</p>'
    return (
        f'<h2>{_said("title", language)}</h2><p class="lead">{_said("promise", language)}</p>{box}'
        f"<section><h3>{_said('runs', language)}</h3>{below}</section>"
    )


def _drop_html(language: Language) -> str:
    choose = _said("choose", language)
    return (
        f'<div class="dropbox"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_UP}"/></svg>'
        f'<p class="lead">{_said("drop", language)}</p>'
        f'<p class="acts"><button type="button" data-act="choose">{choose}</button></p>'
        f'<p class="kinds">{_said("kinds", language)}</p>'
        '<p class="sending report" role="status"></p></div>'
    )


def _row_html(run: Run, job: Job | None, why: str, language: Language) -> str:
    head = f'<div class="of"><b>{text(run.name)}</b>{_about_html(run, language)}'
    buttons = _button("delete", language)
    if run.metrics is not None:
        right = run.metrics["summary"].get("correct") or next(iter(run.metrics["summary"].values()), None)
        score = f'<span class="score">{right["mean"]:.1%}</span>' if right else ""
        return _run(run, f"{head}</div>{score}", _button("open", language) + buttons)
    key, values = progress(run, job)
    at_work = bool(job) or run.busy
    said = (
        _said("failed", language, why=in_words_of(why, language))
        if why and not at_work
        else _said(key, language, **values)
    )
    part = run.answered / max(1, run.questions)
    bar = f'<progress max="1" value="{part:.3f}"></progress>' if at_work else ""
    look = "busy" if at_work else "bad" if why else ""
    head += f'<p class="report {look}" role="status">{said}</p>{bar}</div>'
    act = _button("stop", language) if job else "" if run.busy else _button("go_on", language)
    return _run(run, head, act + buttons)


def _run(run: Run, inside: str, buttons: str) -> str:
    return (
        f'<li data-run="{escape(run.key)}" data-name="{safe(run.name)}">{inside}'
        f'<p class="acts">{buttons}</p></li>'
    )


def run_html(folder: Path, run: Run, language: Language) -> str:
    """One run that has ended: its metrics, its files, and the questions that went wrong."""
    assert run.metrics is not None
    summary = run.metrics["summary"]
    cards = "".join(_card_html(name, summary[name], language) for name in FIRST if name in summary)
    link = f"baowen/evaluation/{escape(run.key)}"
    saved = (("download", "report.html"), ("answers", "answers.jsonl"), ("metrics", "metrics.json"))
    files = (
        f'<a class="button" href="{link}/report.html?view" target="_blank" rel="noopener">'
        f"{_said('report', language)}</a>"
    ) + "".join(
        f'<a class="button" href="{link}/{file}" download>{_said(key, language)}</a>' for key, file in saved
    )
    return (
        f'<p><button type="button" class="back" data-act="back">← {_said("back", language)}</button></p>'
        f"<h2>{text(run.name)}</h2>{_about_html(run, language)}{_notes_html(run, language)}"
        f'<ul class="cards">{cards}</ul><p class="acts">{files}</p>{_table_html(summary, language)}'
        f'<section class="wrong">{wrong_html(folder, run.key, 0, language)}</section>'
    )


def wrong_html(folder: Path, key: str, start: int, language: Language) -> str:
    """The questions that went wrong from place `start` on: gold, answer, citations, passages found."""
    rows, total = runs.wrong(folder, key, start, COUNT)
    if not total:
        return f'<p class="report good">{_said("right", language)}</p>'
    head = "" if start else f"<h3>{_said('wrong', language, count=f'{total:,}')}</h3>"
    rest = total - start - len(rows)
    more = (
        f'<button type="button" data-act="more" data-run="{escape(key)}" data-start="{start + COUNT}">'
        f"{_said('next', language, count=min(COUNT, rest))}</button>"
    )
    shown = "".join(_question_html(row, language) for row in rows)
    return head + shown + (more if rest > 0 else "")


def _question_html(row: dict[str, Any], language: Language) -> str:
    """The report's own view of a question, with characters that turn the writing made visible."""
    calm: dict[str, Any] = json.loads(still(json.dumps(row, ensure_ascii=False)))
    return question(calm, language)


def _notes_html(run: Run, language: Language) -> str:
    metrics = run.metrics or {}
    notes = [_said("drafts", language, count=metrics["drafts"])] if metrics.get("drafts") else []
    if skipped := metrics.get("skipped"):
        notes.append(_said("skipped", language, count=len(skipped), first=in_words_of(skipped[0], language)))
    return "".join(f'<p class="note">{note}</p>' for note in notes)


def _card_html(name: str, row: dict[str, float], language: Language) -> str:
    ends = _said("range", language, low=f"{row['low']:.3f}", high=f"{row['high']:.3f}", n=f"{row['n']:,}")
    return (
        f"<li><span>{escape(_named(name, language))}</span><b>{row['mean']:.3f}</b><small>{ends}</small></li>"
    )


def _table_html(summary: dict[str, dict[str, float]], language: Language) -> str:
    heads = "".join(
        f"<th scope=col>{_said(key, language)}</th>" for key in ("metric", "value", "interval", "asked")
    )
    rows = "".join(
        f"<tr><th scope=row>{escape(_named(name, language))}</th><td>{row['mean']:.3f}</td>"
        f"<td>{row['low']:.3f}–{row['high']:.3f}</td><td>{row['n']:,}</td></tr>"
        for name, row in summary.items()
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details class="table"><summary>{_said("more", language)}</summary>{table}</details>'


def _named(name: str, language: Language) -> str:
    found = metric(name)
    return found.chinese if found and language == "zh" else name.replace("_", " ")


def _about_html(run: Run, language: Language) -> str:
    """When it began, which the page's script puts into local time, and how many questions it has."""
    when = f'<time datetime="{run.started.isoformat()}">{run.started:%Y-%m-%d %H:%M} UTC</time>'
    asked = _said("questions", language, count=f"{run.questions:,}")
    return f'<p class="meta"><span>{when}</span><span>{asked}</span></p>'


def _button(act: str, language: Language) -> str:
    return f'<button type="button" data-act="{act}">{_said(act, language)}</button>'


def _said(key: str, language: Language, **values: object) -> str:
    return escape(say(f"evaluation.{key}", language, **values))
