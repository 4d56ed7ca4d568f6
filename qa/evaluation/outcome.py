"""What came of one question, as it is kept: answers, quotes in context, what was retrieved, scores."""

import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from corpus.normalise import HAN
from index import Archive, Filter, Hit
from qa.answer import Answer
from qa.cite import Citation
from qa.evaluation.judge import Judge
from qa.evaluation.question_sets import Question, Turn
from qa.evaluation.score import mean_scores, named, search_scores, turn_scores
from qa.retrieve import retrieve

if TYPE_CHECKING:
    from qa.chatbot import Chatbot

_CONTEXT = 60  # characters kept on either side of a quote: enough to see where it stands
_HAN = re.compile(f"[{HAN}]")


def outcome(bot: "Chatbot", q: Question, k: int, judge: Judge) -> tuple[dict[str, Any], dict[str, Any]]:
    """Ask one question, or a dialog turn by turn: its lines for answers.jsonl and timings.jsonl."""
    started = time.perf_counter()
    where = Filter(q.since, q.until, q.newspaper, q.section)
    hits = retrieve(bot.archive, q.turns[0].question, k, where)
    searched = time.perf_counter() - started
    history: list[Answer] = []
    turns, scores = [], []
    for turn in q.turns:
        if turn.type == "search":
            continue
        answer = bot.ask(
            turn.question,
            tuple(history),
            since=q.since,
            until=q.until,
            newspaper=q.newspaper,
            section=q.section,
        )
        history.append(answer)
        scores.append(turn_scores(turn, answer, bot.archive, judge))
        turns.append(
            {"question": turn.question, "gold": _gold(turn), "answer": _told(answer), "scores": scores[-1]}
        )
    whole = named({**mean_scores(scores), **search_scores(q, hits, k)}, k)
    line = {
        "id": q.id,
        "type": q.type,
        "draft": q.draft,
        "turns": turns,
        "question": q.turns[0].question,
        "relevant": sorted(article for article, grade in q.relevant.items() if grade > 0),
        "retrieved": [_place(hit) for hit in hits],
        "slices": _slices(q, history, bot.archive),
        "scores": {name: round(value, 6) for name, value in whole.items()},
    }
    spent = [dict(answer.seconds) for answer in history] or [{"search": searched}]
    return line, {"id": q.id, "turns": spent}


def _gold(turn: Turn) -> dict[str, Any]:
    gold: dict[str, Any] = {"type": turn.type}
    match turn.type:
        case "fact":
            gold["answers"] = list(turn.answers)
        case "list":
            gold["items"] = [list(aliases) for aliases in turn.items]
        case "count":
            gold["count"] = turn.count
    return gold


def _told(answer: Answer) -> dict[str, Any]:
    """The answer as JSON, without its timings and with the words around each quote."""
    told: dict[str, Any] = answer.to_dict()
    del told["seconds"]
    for name, cited in (("citations", answer.citations), ("nearest", answer.nearest)):
        told[name] = [{**c.to_dict(), **_around(c)} for c in cited]
    return told


def _around(citation: Citation) -> dict[str, str]:
    text = citation.article.text
    return {
        "before": text[max(0, citation.start - _CONTEXT) : citation.start],
        "after": text[citation.end : citation.end + _CONTEXT],
    }


def _place(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "article": passage.article.id,
        "title": passage.article.title,
        "start": passage.start,
        "end": passage.end,
        "score": round(hit.score, 6),
        "excerpt": passage.text[:_CONTEXT],
    }


def _slices(q: Question, answers: Sequence[Answer], archive: Archive) -> dict[str, str]:
    """What the report's slices go by; newspaper and year are of the gold, else of the first citation."""
    asked = q.turns[0].question
    gold = [archive.article(article) for article, grade in q.relevant.items() if grade > 0][:1]
    article = next(iter(gold or [c.article for answer in answers for c in answer.citations]), None)
    length = len(asked)
    return {
        "language": "Chinese" if _HAN.search(asked) else "other",
        "length": "10 or less" if length <= 10 else "11 to 20" if length <= 20 else "over 20",
        "newspaper": article.newspaper if article else "",
        "year": str(article.published.year) if article and article.published else "",
    }
