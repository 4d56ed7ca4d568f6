"""How each kind of answer looks: a fact, a list, a count, a timeline, versions that differ, a refusal."""

import csv
import io
import re
from collections.abc import Sequence
from urllib.parse import quote

from qa.answer import Answer, Event, Item
from qa.web.excerpts import (
    Place,
    card_html,
    cards_html,
    chips_html,
    cited_html,
    day_html,
    folded_html,
    source_html,
)
from qa.web.html import text
from qa.web.words import Language, say

SHOWN = 3  # excerpts before the rest are folded: what stands on a screen beside the answer
SHORT = 40  # characters of an answer that is read at a glance and set large
_MARKS = re.compile(r"(?:\[\d+\])+")
_HEAD = re.compile(r"^[^：:]{1,12}[：:]\s?")  # of a count: 2 个：久隆水库[1]、…
_LABEL = re.compile(r"([^：:\[\]]{1,40})[：:]\s?(.*)")  # of a line: 廖暾：三坝水库也即将通过评审[1]
_LAST = re.compile(r"[^。.；;]+[。.]\s*$")  # the sentence that says why versions differ
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet calculate a cell


def body_html(answer: Answer, place: Place, *, busy: bool = False) -> str:
    """What an answer says. While `busy` it may still grow, but nothing of it moves."""
    grown = len(_MARKS.findall(answer.text)) if busy else None  # of what is cited, so much is said
    if answer.versions:
        return _versions_html(answer, answer.versions[:grown], place)
    if answer.events:
        return _timeline_html(answer.events[:grown], place)
    if _labelled(answer):
        return _told_html(answer, place)
    if answer.items and answer.kind == "list":
        lead = f'<p class="lead">{place.words("list.count", count=len(answer.items))}</p>'
        return lead + _table_html(answer, answer.items[:grown], place)
    if answer.items and answer.kind == "count" and _HEAD.match(answer.text):
        return _count_html(answer, place, busy=busy)
    return _said_html(answer, place)


def evidence_html(answer: Answer, place: Place) -> str:
    """The excerpts: beneath a fact open, beneath a list folded, of a refusal the nearest, folded."""
    if answer.nearest:
        cards = [card_html(citation, place, cited=False) for citation in answer.nearest]
        return folded_html(place.words("turn.nearest", count=len(cards)), cards_html(cards), "nearest")
    cards = []
    for citation in answer.citations:
        names = [item.name for item in answer.items if citation.number in item.citations]
        cards.append(card_html(citation, place, names))
    if not cards or answer.versions:  # those stand in the columns
        return ""
    if (answer.items and not _labelled(answer)) or answer.events:
        return folded_html(place.words("turn.all", count=len(cards)), cards_html(cards))
    rest = cards[SHOWN:]
    more = folded_html(place.words("turn.more", count=len(rest)), cards_html(rest)) if rest else ""
    return cards_html(cards[:SHOWN]) + more


def csv_text(answer: Answer, language: Language) -> str:
    """A list answer as CSV, which no spreadsheet takes for a formula."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(say(f"list.{c}", language) for c in ("item", "mentions", "first", "latest", "citations"))
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for item in answer.items:
        said = " | ".join(quotes[number] for number in item.citations if number in quotes)
        row = (item.name, str(item.mentions), str(item.first or ""), str(item.latest or ""), said)
        lines.writerow(f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell for cell in row)
    return out.getvalue()


def _said_html(answer: Answer, place: Place) -> str:
    numbers = {citation.number for citation in answer.citations}
    short = not answer.refused and len(_MARKS.sub("", answer.text)) <= SHORT
    name = "answer short" if short else "answer"
    return f'<p class="{name}">{cited_html(answer.text, numbers, place)}</p>'


def _count_html(answer: Answer, place: Place, *, busy: bool) -> str:
    head = _HEAD.match(answer.text)
    said = _MARKS.sub("", head.group()).rstrip("：: ") if head else ""
    count = f'<p class="answer short">{text(said)}{_evidence_chips(answer, place)}</p>'
    if busy:
        return count
    summary = place.words("list.show", count=len(answer.items))
    return count + folded_html(summary, _table_html(answer, answer.items, place), "counted")


def _labelled(answer: Answer) -> bool:
    """Whether an answer says, a line each, of whom its items are told: 廖暾：…, 李川：市文广旅局党组书记."""
    name = answer.items[0].name if answer.items else ""
    begun = min(len(name), len(answer.text))
    return answer.kind in ("list", "fact") and name[:begun] != answer.text[:begun]


def _told_html(answer: Answer, place: Place) -> str:
    """A line each, whom it is told of in front, once where several lines are."""
    numbers = {citation.number for citation in answer.citations}
    lines, last = [], ""
    for line in answer.text.split("\n"):
        match = _LABEL.match(line)
        label, said = match.groups() if match else ("", line)
        lines.append(
            f"<li><b>{text(label) if label != last else ''}</b><p>{cited_html(said, numbers, place)}</p></li>"
        )
        last = label
    return f'<ul class="told">{"".join(lines)}</ul>'


def _evidence_chips(answer: Answer, place: Place) -> str:
    return chips_html([citation.number for citation in answer.citations[:SHOWN]], place)


def _table_html(answer: Answer, items: Sequence[Item], place: Place) -> str:
    dated = any(item.first for item in answer.items)
    columns = ["item", "mentions", *(("first", "latest") if dated else ()), "citations"]
    head = "".join(_column_html(name, place) for name in columns)
    rows = "".join(_row_html(item, dated, place) for item in items)
    address = "data:text/csv;charset=utf-8," + quote("\ufeff" + csv_text(answer, place.language))
    load = f'<a class="csv" download="baowen.csv" href="{address}">{place.words("list.csv")}</a>'
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="list"><div class="scroll" tabindex="0" role="region">{table}</div>{load}</div>'


def _column_html(name: str, place: Place) -> str:
    words = place.words(f"list.{name}")
    if name == "citations":
        return f'<th scope="col" class="{name}">{words}</th>'
    title = place.words("list.sort", column=say(f"list.{name}", place.language))
    return (
        f'<th scope="col" class="{name}">'
        f'<button type="button" class="sort" title="{title}">{words}</button></th>'
    )


def _row_html(item: Item, dated: bool, place: Place) -> str:
    times = place.words("list.times", count=item.mentions)
    days = "".join(
        f'<td class="{name}" data-value="{day or ""}">{day or ""}</td>'
        for name, day in (("first", item.first), ("latest", item.latest))
    )
    return (
        f'<tr><th scope="row">{text(item.name)}</th><td data-value="{item.mentions}">{times}</td>'
        f"{days if dated else ''}<td>{chips_html(item.citations, place)}</td></tr>"
    )


def _timeline_html(events: Sequence[Event], place: Place) -> str:
    entries = "".join(
        f"<li>{day_html(event.day, place.language)}"
        f"<p>{text(event.text)}{chips_html([event.citation], place)}</p></li>"
        for event in events
    )
    return f'<ol class="timeline" aria-label="{place.words("timeline.title")}">{entries}</ol>'


def _versions_html(answer: Answer, versions: Sequence[Item], place: Place) -> str:
    """Each version in a column of its own: the value, where and when it stood, the words around it."""
    by_number = {citation.number: citation for citation in answer.citations}
    columns = []
    for version in versions:
        cited = [by_number[number] for number in version.citations if number in by_number]
        cards = [card_html(citation, place) for citation in cited]
        where = source_html(cited[0].article, place.language) if cited else ""
        value = f'<p class="answer short">{text(version.name)}{chips_html(version.citations, place)}</p>'
        columns.append(f'<li>{value}<p class="meta">{where}</p>{cards_html(cards)}</li>')
    why = _LAST.search(_MARKS.sub("", answer.text)) if len(versions) == len(answer.versions) else None
    note = f'<p class="why">{text(why.group().strip())}</p>' if why else ""
    name = place.words("versions.title")
    return f'{note}<ul class="versions" aria-label="{name}">{"".join(columns)}</ul>'
