"""tests/data/news_questions.jsonl is well formed (`make bench-answers` asks it)."""

import json
from collections import Counter

import pytest

from qa.evaluation.question_sets import read_questions
from tests.benchmarks.answers_news import NEWS, QUESTIONS, numbers

ROWS = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


def test_a_hundred_questions_of_all_types() -> None:
    found = read_questions(QUESTIONS).questions
    kinds = Counter(q.type for q in found)
    assert kinds == {"fact": 45, "list": 15, "count": 8, "refuse": 20, "dialog": 12}
    assert len({q.id for q in found}) == 100
    assert len({tuple(t.question for t in q.turns) for q in found if not (q.since or q.until)}) >= 97


@pytest.mark.parametrize("name", NEWS)
def test_every_source_is_among_the_chosen_articles(name: str) -> None:
    questions, articles = NEWS[name]
    chosen = articles.read_text("utf-8").split()
    assert len(chosen) == len(set(chosen)) >= 300
    for row in map(json.loads, questions.read_text("utf-8").splitlines()):
        assert set(row.get("articles", ())) <= set(chosen), row["id"]
        places = [*row.get("evidence", ()), *row.get("earlier", ())]
        assert {article for article, _, _ in places} <= set(chosen), row["id"]
        assert all(0 <= start < end for _, start, end in places), row["id"]
        assert bool(row.get("evidence")) == (row["type"] != "refuse"), row["id"]


def test_the_blind_set_shares_no_article_and_no_question() -> None:
    (questions, articles), (blind, others) = NEWS.values()
    assert not set(articles.read_text("utf-8").split()) & set(others.read_text("utf-8").split())
    asked = [
        {t.question for q in read_questions(file).questions for t in q.turns} for file in (questions, blind)
    ]
    assert len(asked[1]) >= 79
    assert not asked[0] & asked[1]


def test_no_text_of_an_article_is_kept() -> None:
    known = {"id", "type", "about", "question", "answers", "items", "optional", "count", "turns"}
    known |= {"articles", "evidence", "since", "until", "versions", "earlier", "note"}
    assert set().union(*ROWS) <= known
    said = [one for row in ROWS for turn in row.get("turns", [row]) for one in turn.get("answers", ())]
    assert max(map(len, said)) <= 40


def test_the_latest_version_is_the_gold() -> None:
    for row in ROWS:
        if "versions" in row:
            assert row["versions"][0] in row["answers"], row["id"]
            assert len(row["versions"]) >= 2, row["id"]
        assert "earlier" not in row or "versions" in row, row["id"]


def test_a_version_is_borne_out_where_earlier_figures_stand() -> None:
    def recall(gold: dict[str, object]) -> float:
        quote = {"quote": "", "article": {"id": "a", "title": ""}}
        cited = [{**quote, "number": 1, "start": 5, "end": 9}, {**quote, "number": 2, "start": 20, "end": 30}]
        answer = {"text": "21人[1]；10人[2]。各篇报道的说法不一致。", "refused": False, "citations": cited}
        turn = {"question": "？", "gold": {"type": "fact"}, "answer": answer, "scores": {"correct": 1}}
        row = {"id": "1", "type": "fact", "turns": [turn], "scores": {"contains": 1, "answered": 1}}
        found = numbers([row], [0.1], {"1": {"versions": ["21", "10"], **gold}})
        return found["citation recall, by hand"]

    assert recall({"evidence": [["a", 8, 12]]}) == 0.5
    assert recall({"evidence": [["a", 8, 12]], "earlier": [["a", 25, 27]]}) == 1.0
    assert recall({"evidence": [["a", 8, 12]], "earlier": [["b", 25, 27]]}) == 0.5


def test_the_numbers_of_a_run() -> None:
    def turn(text: str, kind: str = "fact", **scores: float) -> dict[str, object]:
        quote = {"number": 1, "quote": text, "article": {"id": "a", "title": ""}, "start": 5, "end": 9}
        answer = {"text": text, "refused": not text, "citations": [quote] if text else []}
        return {"question": "？", "gold": {"type": kind}, "answer": answer, "scores": scores}

    told = turn("21人[1]；10人[2]", correct=1)
    dialog = [turn("甲", correct=1), turn("", correct=0)]
    answers = [
        {"id": "1", "type": "fact", "turns": [told], "scores": {"contains": 1, "answered": 1}},
        {"id": "2", "type": "fact", "turns": [turn("", correct=0)], "scores": {"contains": 0, "answered": 0}},
        {"id": "3", "type": "dialog", "turns": dialog, "scores": {"correct": 0.5}},
    ]
    gold = {
        "1": {"evidence": [["a", 8, 12]], "versions": ["21", "10"]},
        "2": {"evidence": [["b", 1, 2]]},
        "3": {},
    }
    found = numbers(answers, [0.1, 0.2, 0.3], gold)
    assert found["fact accuracy"] == 0.5
    assert found["dialog turns right"] == 0.5
    assert found["whole dialogs right"] == 0
    assert found["cites the gold evidence"] == 1
    assert found["conflicts shown"] == 1
    assert found["seconds, median"] == 0.2
    assert "list F1" not in found
    # 21 is right and cited where the gold stands; 10 cites a number that isn't there; 甲 has no mark.
    assert found["citation recall, by hand"] == (0.5 + 0) / 2
    assert found["citation precision, by hand"] == (0.5 + 0) / 2
