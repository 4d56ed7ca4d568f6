"""Question sets of other makers: SQuAD and CMRC JSON, BEIR folders, RGB JSONL."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import Any

from corpus import Article
from corpus.normalise import flat, normalise
from qa.evaluation.question_sets import Question, QuestionSet, Turn, question
from qa.evaluation.question_text import EvaluationError, decoded, lines

_PASSAGES = 5  # of each RGB question, as in its paper (Chen et al. 2024)


def squad(path: Path, value: Any) -> QuestionSet:
    """SQuAD 1 and 2 and CMRC 2018 (both its layouts); each paragraph is an article.

    `is_impossible` makes a refusal. Entries without question or answer, which public sets do hold,
    are skipped; a set of nothing else is an error.
    """
    articles: list[Article] = []
    questions: list[Question] = []
    skipped: list[str] = []
    for key, title, text, qas in _paragraphs(path, value):
        articles.append(Article(id=key, title=flat(title), text=normalise(text)))
        for n, qa in enumerate(qas, 1):
            where = f"{path}, paragraph {key}, question {n}"
            answers = [a["text"] if isinstance(a, dict) else a for a in qa.get("answers") or []]
            refuse = qa.get("is_impossible") is True
            row = {
                "id": qa.get("id", qa.get("query_id")),
                "type": "refuse" if refuse else "fact",
                "question": qa.get("question", qa.get("query_text")),
                "answers": list(dict.fromkeys(answers)),
                "articles": [] if refuse else [key],
            }
            try:
                questions.append(question(row, where))
            except EvaluationError as error:
                skipped.append(str(error))
    if skipped and not questions:
        raise EvaluationError(skipped[0])
    texts = tuple(articles)
    return QuestionSet(
        tuple(questions), "squad", lambda: iter(texts), own_articles=True, skipped=tuple(skipped)
    )


def _paragraphs(path: Path, value: Any) -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
    groups: Any = value.get("data") if isinstance(value, dict) else value
    try:
        for g, group in enumerate(groups):
            for n, p in enumerate(group.get("paragraphs", [group])):
                key = p.get("id") or p.get("context_id") or f"{path.stem}-{g}-{n}"
                title = str(group.get("title") or p.get("title") or "")
                yield str(key), title, p.get("context") or p["context_text"], p["qas"]
    except (TypeError, AttributeError, KeyError):
        raise EvaluationError(
            f"{path}: JSON, but not SQuAD's layout; it needs data → paragraphs → context and qas"
        ) from None


def beir(folder: Path) -> QuestionSet:
    """A BEIR folder: corpus.jsonl, queries.jsonl, qrels/*.tsv (test.tsv where there are several).

    Only retrieval is judged. Queries without a judgement are left out, as BEIR does.
    """
    tables = sorted((folder / "qrels").glob("*.tsv"))
    for needed in (folder / "corpus.jsonl", folder / "queries.jsonl"):
        if not needed.is_file():
            raise EvaluationError(
                f"{needed}: missing; a BEIR folder has corpus.jsonl, queries.jsonl and qrels/"
            )
    if not tables:
        raise EvaluationError(f"{folder / 'qrels'}: no .tsv file; put the judgements in qrels/test.tsv")
    judged = _qrels(next((t for t in tables if t.stem == "test"), tables[0]))
    questions = []
    for where, row in lines(folder / "queries.jsonl", decoded(folder / "queries.jsonl")):
        key, text = str(row.get("_id", "")), row.get("text")
        if not key or not isinstance(text, str) or not text.strip():
            raise EvaluationError(f"{where}: no _id or text; BEIR queries have both")
        if key in judged:
            questions.append(Question(key, (Turn(text, "search"),), relevant=judged[key], where=where))
    return QuestionSet(tuple(questions), "beir", lambda: _beir_corpus(folder), own_articles=True)


def _beir_corpus(folder: Path) -> Iterator[Article]:
    path = folder / "corpus.jsonl"
    for where, row in lines(path, decoded(path)):
        if not isinstance(row.get("_id"), str) or not isinstance(row.get("text"), str):
            raise EvaluationError(f"{where}: no _id or text; BEIR articles have both")
        yield Article(str(row["_id"]), flat(str(row.get("title") or "")), normalise(str(row["text"])))


def _qrels(path: Path) -> dict[str, dict[str, float]]:
    judged: dict[str, dict[str, float]] = {}
    for n, line in enumerate(decoded(path).split("\n"), 1):
        cells = line.split("\t")
        if not line.strip() or (n == 1 and not _is_number(cells[-1])):
            continue
        if len(cells) not in (3, 4) or not _is_number(cells[-1]):
            raise EvaluationError(f"{path}, line {n}: not query-id, corpus-id, score; separate them by tabs")
        judged.setdefault(cells[0], {})[cells[-2]] = float(cells[-1])
    return judged


def _is_number(text: str) -> bool:
    return text.strip().lstrip("-").isdecimal()


def rgb(rows: Iterable[tuple[str, Mapping[str, Any]]], noise: float) -> QuestionSet:
    """RGB: each question over five passages of its own, a share `noise` of them beside the point.

    At noise 1 nothing answers the question, and a refusal is right. A question's passages are
    articles of a section of their own, to which its search is confined (Chen et al. 2024).
    """
    if not 0 <= noise <= 1:
        raise EvaluationError(f"--noise {noise}: a share between 0 and 1")
    questions: list[Question] = []
    articles: list[Article] = []
    for where, row in rows:
        key, section = f"rgb-{row.get('id')}", f"RGB {row.get('id')}"
        true, false = _passages(row, where, noise)
        own = [Article(f"{key}-{n}", "", text, section=section) for n, text in enumerate(true + false)]
        articles += own
        gold = {"type": "refuse"} if noise == 1 else _rgb_gold(row.get("answer"))
        asked = {**gold, "id": str(row.get("id", "")), "question": row.get("query"), "section": section}
        relevant = {article.id: 1.0 for article in own[: len(true)]}
        questions.append(replace(question(asked, where), relevant=relevant))
    texts = tuple(articles)
    return QuestionSet(tuple(questions), "rgb", lambda: iter(texts), own_articles=True, needs_articles=True)


def _passages(row: Mapping[str, Any], where: str, noise: float) -> tuple[list[str], list[str]]:
    kept = []
    beside = ceil(_PASSAGES * noise)
    for name, most in (("positive", _PASSAGES - beside), ("negative", beside)):
        texts = row.get(name, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise EvaluationError(f'{where}: {name} must be a list of passages; write ["…"]')
        kept.append([normalise(text) for text in texts[:most] if text.strip()])
    return kept[0], kept[1]


def _rgb_gold(answer: Any) -> dict[str, Any]:
    """RGB wants every element of a list; an element that is a list itself holds aliases."""
    elements = answer if isinstance(answer, list) else [answer]
    groups = [e if isinstance(e, list) else [str(e)] if e is not None else [] for e in elements]
    if len(groups) > 1:
        return {"type": "list", "items": groups}
    return {"type": "fact", "answers": groups[0] if groups else []}
