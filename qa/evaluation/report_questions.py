"""One question in the report: what was asked, what is right, what was answered from where."""

from collections.abc import Mapping
from html import escape
from typing import Any, Literal

from qa.evaluation.score import metric

Language = Literal["zh", "en", "both"]  # both: a report is a file that anyone may open
_WORDS = {
    "gold": ("标准答案", "Gold"),
    "answer": ("回答", "Answer"),
    "confidence": ("把握", "confidence"),
    "nearest": ("最接近的摘录", "Nearest"),
    "retrieved": ("检索结果", "Retrieved"),
    "refuse": ("应拒答", "should be refused"),
    "fact": ("事实", "fact"),
    "list": ("列表", "list"),
    "count": ("计数", "count"),
    "summary": ("概括", "summary"),
    "refusal": ("拒答", "refusal"),
}


def question(row: Mapping[str, Any], language: Language = "both") -> str:
    """The HTML of one line of answers.jsonl; everything in it is escaped."""
    scores = " · ".join(f"{_score(name, language)} {value:.2f}" for name, value in row["scores"].items())
    turns = "".join(_turn(turn, language) for turn in row["turns"]) or f"<h4>{escape(row['question'])}</h4>"
    asked = row["turns"][0]["question"] if row["turns"] else row["question"]
    right = row["scores"].get("correct")
    badge = "" if right is None else f'<span class="badge {_look(right)}">{right:.2f}</span>'
    return (
        f"<details><summary>{badge}<code>{escape(row['id'])}</code> {escape(asked)}</summary>"
        f"{turns}{_retrieved(row, language)}<p class='all'>{scores}</p></details>"
    )


def _said(key: str, language: Language) -> str:
    """Our own words; what is no key of ours stays as it is."""
    chinese, english = _WORDS.get(key, (key, key))
    both = chinese if chinese == english else f"{chinese} {english}"
    return escape({"zh": chinese, "en": english}.get(language, both))


def _score(name: str, language: Language) -> str:
    found = metric(name)
    return escape(found.chinese if found and language == "zh" else name)


def _look(right: float) -> str:
    return "good" if right >= 1 else "bad" if right <= 0 else "half"


def _turn(turn: Mapping[str, Any], language: Language) -> str:
    answer = turn["answer"]
    cited = "".join(map(_citation, answer["citations"]))
    nearest = "".join(map(_citation, answer["nearest"]))
    near = f"<h5>{_said('nearest', language)}</h5><ol>{nearest}</ol>" if nearest else ""
    return (
        f"<h4>{escape(turn['question'])}</h4><dl>"
        f"<dt>{_said('gold', language)}</dt><dd>{_gold(turn['gold'], language)}</dd>"
        f"<dt>{_said('answer', language)}</dt><dd>{escape(answer['text'])} <small>"
        f"{_said(answer['kind'], language)}, {_said('confidence', language)} {answer['confidence']:.2f}"
        "</small></dd></dl>" + (f"<ol>{cited}</ol>" if cited else "") + near
    )


def _gold(gold: Mapping[str, Any], language: Language) -> str:
    match gold["type"]:
        case "fact":
            return escape(" / ".join(gold["answers"]))
        case "list":
            return escape("、".join(" / ".join(aliases) for aliases in gold["items"]))
        case "count":
            return escape(str(gold["count"]))
    return _said("refuse", language)


def _citation(citation: Mapping[str, Any]) -> str:
    article = citation["article"]
    place = " · ".join(
        filter(None, (article["title"], article["newspaper"], article["published"], article["page"]))
    )
    return (
        f'<li value="{int(citation["number"])}"><span class="context">{escape(citation["before"])}</span>'
        f'<mark>{_quote(citation)}</mark><span class="context">{escape(citation["after"])}</span>'
        f"<small>{escape(place)} [{citation['start']}–{citation['end']}]</small></li>"
    )


def _quote(citation: Mapping[str, Any]) -> str:
    """The quote with the answer's own words set off; highlights are article offsets."""
    quote, start = citation["quote"], citation["start"]
    parts, at = "", 0
    for left, right in sorted(citation["highlights"]):
        left, right = max(at, left - start), min(len(quote), right - start)
        if left < right:
            parts += escape(quote[at:left]) + f"<b>{escape(quote[left:right])}</b>"
            at = right
    return parts + escape(quote[at:])


def _retrieved(row: Mapping[str, Any], language: Language) -> str:
    gold = set(row["relevant"])
    items = "".join(
        f"<li{' class=hit' if hit['article'] in gold else ''}>{escape(hit['title'] or hit['article'])}"
        f" <small>[{hit['start']}–{hit['end']}] {hit['score']:.4f}</small> {escape(hit['excerpt'])}…</li>"
        for hit in row["retrieved"]
    )
    return f"<h5>{_said('retrieved', language)}</h5><ol class='retrieved'>{items}</ol>" if items else ""
