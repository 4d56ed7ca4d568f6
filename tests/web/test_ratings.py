"""Ratings are kept as JSONL, and `baowen eval --ratings` makes questions of them."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import InputError
from qa.answer import Answer
from qa.evaluation.question_sets import question, read_questions
from qa.evaluation.question_text import EvaluationError
from qa.evaluation.rated import rated_questions
from qa.web.ratings import REASONS, rate
from tests.web.test_conversations import ANSWER, REFUSAL

FACT = Answer("局长是谁？", "fact", "廖暾[1]", ANSWER.citations[:1])


def test_good_answers_give_their_own_gold(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    rate(file, FACT, True, chosen={"newspaper": "成都日报", "engine": "extract"})
    rate(file, ANSWER, True)
    rate(file, REFUSAL, True)
    rate(file, replace(FACT, question="几座？", kind="count", text="2座[1]：甲、乙"), True)
    rows, left = rated_questions(file)
    assert left == []
    fact, several, refused, count = [question(row, "here") for row in rows]
    assert fact.turns[0].answers == ("廖暾",)
    assert fact.newspaper == "成都日报"
    assert several.turns[0].items == (("久隆水库",), ("三坝水库",))
    assert refused.type == "refuse"
    assert count.turns[0].count == 2
    assert all(q.draft for q in (fact, several, refused, count))


def test_a_bad_answer_takes_the_readers_or_waits_for_someone(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    rate(file, FACT, False, "wrong", right="王五")
    rate(file, ANSWER, False, "incomplete", right="久隆水库、三坝水库、紫坪铺水库")
    rate(file, replace(REFUSAL, question="库容多少？"), False, "refused", note="第三版有")
    (told, listed, waiting), _ = rated_questions(file)
    assert question(told, "").turns[0].answers == ("王五",)
    assert len(question(listed, "").turns[0].items) == 3
    assert waiting["answers"] == []
    assert (waiting["reason"], waiting["note"]) == ("refused", "第三版有")
    with pytest.raises(EvaluationError, match="empty gold; fill it in"):
        question(waiting, "draft.jsonl, line 3")


def test_the_later_rating_of_a_question_counts(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    rate(file, FACT, True)
    rate(file, FACT, False, "wrong")
    rows, _ = rated_questions(file)
    assert [row["rated"] for row in rows] == ["bad"]


def test_a_follow_up_is_asked_as_it_reads_alone(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    rate(file, replace(FACT, question="他呢？", resolved="副局长是谁？"), True)
    assert rated_questions(file)[0][0]["question"] == "副局长是谁？"


def test_what_is_no_rating_is_left_out_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    rate(file, FACT, True)
    with file.open("a") as handle:
        handle.write('{"good": true}\n')
    rows, left = rated_questions(file)
    assert len(rows) == 1
    assert "line 2" in left[0]
    file.write_text("no JSON\n")
    with pytest.raises(EvaluationError, match="line 1: not JSON"):
        rated_questions(file)


def test_bad_ratings_are_one_line(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    for reason, right in (("because", ""), ("wrong", "长" * 2001)):
        with pytest.raises(InputError):
            rate(file, FACT, False, reason, right=right)
    with pytest.raises(InputError, match="can't be kept"):
        rate(tmp_path / "nowhere" / "ratings.jsonl", FACT, True)
    assert not file.exists()


def test_many_readers_at_once_mix_no_lines(tmp_path: Path) -> None:
    file = tmp_path / "ratings.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: rate(file, replace(FACT, question=f"问{n}？" * 50), True), range(100)))
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(rows) == 100
    assert {row["reason"] for row in rows} == {""}
    assert all(all(words) for words in REASONS.values())


def test_the_file_is_a_question_set_once_filled_in(tmp_path: Path) -> None:
    ratings, draft = tmp_path / "ratings.jsonl", tmp_path / "draft.jsonl"
    rate(ratings, FACT, True)
    rows, _ = rated_questions(ratings)
    draft.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    assert read_questions(draft).questions[0].turns[0].answers == ("廖暾",)


def test_the_command_line_drafts_from_ratings(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from qa.cli import app

    ratings, out = tmp_path / "ratings.jsonl", tmp_path / "draft.jsonl"
    rate(ratings, FACT, True)
    done = CliRunner().invoke(app, ["eval", str(out), "--ratings", str(ratings)])
    assert done.exit_code == 0, done.output
    assert read_questions(out).questions[0].draft
    again = CliRunner().invoke(app, ["eval", str(out), "--ratings", str(ratings)])
    assert "exists; give a new file" in str(again.exception)
