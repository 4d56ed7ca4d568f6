"""The tables of the report: scores with intervals, by type, by slice."""

from collections.abc import Mapping
from html import escape
from typing import Any

from qa.evaluation import charts
from qa.evaluation.score import metric

_CARDS = ("correct", "citation_recall", "citation_precision", "verbatim", "refused", "answered")
_SLICED = ("correct", "citation_recall", "citation_precision")
_SLICES = {"language": "语言", "length": "问题长度（字）", "newspaper": "报纸", "year": "年份"}
_TYPES = {
    "fact": "事实",
    "list": "列表",
    "count": "计数",
    "refuse": "应拒答",
    "dialog": "对话",
    "search": "检索",
}


def cards(summary: Mapping[str, Any]) -> str:
    """The scores that matter most, large."""
    cards = ""
    for name in _CARDS:
        if row := summary.get(name):
            cards += (
                f'<div class="card"><span>{escape(_label(name))}</span><b>{_number(name, row["mean"])}</b>'
                f"<small>95% {_ends(name, row)}</small><small>n = {row['n']}</small></div>"
            )
    return f'<section class="cards">{cards}</section>'


def _label(name: str) -> str:
    found = metric(name)
    return found.chinese if found else name


def _number(name: str, value: float) -> str:
    return f"{value:.0f}" if name == "citation_length" else f"{value:.3f}"


def _ends(name: str, row: Mapping[str, Any]) -> str:
    return f"{_number(name, row['low'])}–{_number(name, row['high'])}"


def _name(name: str) -> str:
    return f"<th>{escape(_label(name))}<code>{escape(name)}</code></th>"


def table(metrics: Mapping[str, Any]) -> str:
    """Every score with its interval, its definition and, against a baseline, its change."""
    changes = metrics.get("baseline", {})
    body = ""
    for name, row in metrics["summary"].items():
        found = metric(name)
        bar = "" if name == "citation_length" else charts.interval(row["mean"], row["low"], row["high"])
        body += (
            f"<tr>{_name(name)}<td>{_number(name, row['mean'])}</td>"
            f"<td>{bar}</td><td>{_ends(name, row)}</td><td>{row['n']}</td>"
            + (_change(name, changes.get(name)) if changes else "")
            + f'<td class="meaning">{escape(found.meaning if found else "")}</td></tr>'
        )
    versus = "<th>与基线之差</th><th>p</th>" if changes else ""
    head = f"<tr><th>指标</th><th>均值</th><th></th><th>95% 区间</th><th>n</th>{versus}<th>定义</th></tr>"
    return section("指标", "Scores", f'<table class="scores">{head}{body}</table>')


def _change(name: str, change: Mapping[str, float] | None) -> str:
    if change is None:
        return "<td>–</td><td>–</td>"
    found = metric(name)
    good = (change["change"] > 0) == (found is None or found.better == "up")
    sure = change["p"] < 0.05 and change["change"] != 0
    look = ("better" if good else "worse") if sure else ""
    ends = f"{change['low']:+.3f} … {change['high']:+.3f}"
    return f'<td class="{look}" title="{ends}">{change["change"]:+.3f}</td><td>{change["p"]:.3f}</td>'


def types(metrics: Mapping[str, Any]) -> str:
    """Every score by type of question."""
    tables = metrics["types"]
    if len(tables) < 2:  # it would repeat the table above
        return ""
    names = [name for name in metrics["summary"] if any(name in table for table in tables.values())]
    head = "".join(f"<th>{escape(_TYPES.get(kind, kind))}<code>{escape(kind)}</code></th>" for kind in tables)
    body = ""
    for name in names:
        cells = "".join(_cell(name, table.get(name)) for table in tables.values())
        body += f"<tr>{_name(name)}{cells}</tr>"
    return section("按题型", "By type", f"<table><tr><th></th>{head}</tr>{body}</table>")


def _cell(name: str, row: Mapping[str, Any] | None) -> str:
    if not row:
        return '<td class="none">–</td>'
    return f"<td>{_number(name, row['mean'])}<small>{_ends(name, row)} · {row['n']}</small></td>"


def slices(found: Mapping[str, Any]) -> str:
    """Correctness and citations by language, length, newspaper and year."""
    tables = ""
    for name, values in found.items():
        body = ""
        for value, table in values.items():
            cells = "".join(_cell(column, table.get(column)) for column in _SLICED)
            body += f"<tr><th>{escape(value or '（未知）')}</th>{cells}</tr>"
        head = "".join(f"<th>{_label(c)}</th>" for c in _SLICED)
        tables += f"<table><tr><th>{escape(_SLICES.get(name, name))}</th>{head}</tr>{body}</table>"
    return section("切片", "Slices", f'<div class="slices">{tables}</div>')


def section(title: str, english: str, inside: str, key: str = "") -> str:
    """A part of the page; `inside` is HTML, the titles are text."""
    name = f' id="{key}"' if key else ""
    return f"<section{name}><h2>{escape(title)} <small>{escape(english)}</small></h2>{inside}</section>"
