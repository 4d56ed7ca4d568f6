"""`baowen eval` as a command: exit codes, one line for what is wrong, one JSON value."""

import json
import sys
from pathlib import Path

import pytest

from qa import cli

SEED = Path(__file__).parents[1] / "data/seed_questions.jsonl"
SAMPLE = Path(__file__).parents[2] / "corpus/samples/chengdu-daily-2023-03-20-p03.txt"


@pytest.fixture
def baowen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["baowen", *map(str, arguments)])
        with pytest.raises(SystemExit) as done:
            cli.main()
        out, err = capsys.readouterr()
        return int(done.value.code or 0), out, err

    return run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no questions given; name a question set, or use --compare, --make or --ratings"),
        (["absent.jsonl"], "absent.jsonl: no such file or folder"),
        ([SEED], "no archive at archive; make one with: baowen add"),
        ([SEED, "--fail-under", "accuracy=1"], "no score 'accuracy'; use one of correct"),
        ([SEED, "--own-articles"], "a jsonl set brings no texts; leave out --own-articles"),
        ([SEED, "--engine", "magic"], "--engine magic"),
        (["--compare", "a", "b"], "can't be read; give the metrics.json of a finished run"),
        (["--make", "3"], "no archive at archive"),
        ([SEED, "--k", "0"], "--k"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(baowen, arguments: list[object], said: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = baowen("eval", *arguments)
    assert code == 2
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_drafts_never_replace_a_file(baowen, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "archive").mkdir()
    (tmp_path / "mine.jsonl").write_text("corrected")
    code, _, err = baowen("eval", "mine.jsonl", "--make", "3")
    assert (code, (tmp_path / "mine.jsonl").read_text()) == (2, "corrected")
    assert "mine.jsonl: exists; give a new file" in err


@pytest.mark.models
def test_from_a_csv_to_a_report(baowen, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    baowen("add", SAMPLE)
    (tmp_path / "questions.csv").write_text(
        "问题,答案,类型\n谁是成都市水务局的局长？,廖暾,\n文章里提到了哪些水库？,久隆水库|三坝水库,list\n"
        "长江有多长？,,拒答\n",
        encoding="gb18030",
    )
    code, out, _ = baowen(
        "eval", "questions.csv", "--report", "report", "--fail-under", "verbatim=1", "--json"
    )
    assert code == 0
    found = json.loads(out)
    assert found["questions"] == 3
    assert found["summary"]["list_f1"]["mean"] == 1
    assert found["summary"]["refused"]["mean"] == 1
    assert (tmp_path / "report/report.html").exists()
    code, out, err = baowen(
        "eval", "questions.csv", "--report", "report", "--fail-under", "citation_length=1"
    )
    assert code == 2  # lower is better there
    code, out, err = baowen("eval", "questions.csv", "--report", "report", "--fail-under", "correct=1.1")
    assert code == 1
    assert "3 questions, 3 of them from the run before" in out
    assert "is below 1.1" in err
    code, out, _ = baowen("eval", "--compare", "report", "report")
    assert "0 answers changed" in out
    code, _, _ = baowen("eval", "draft.jsonl", "--make", "5")
    assert code == 0
    drafts = [json.loads(line) for line in (tmp_path / "draft.jsonl").read_text().splitlines()]
    assert len(drafts) == 5
    assert all(row["draft"] for row in drafts)


@pytest.mark.models
def test_a_set_that_brings_its_own_texts(baowen, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    qas = [{"id": "q", "question": "久隆水库在哪里？", "answers": [{"text": "东部新区", "answer_start": 7}]}]
    squad = {
        "data": [{"paragraphs": [{"id": "p", "context": "久隆水库工程位于东部新区，已经开工。", "qas": qas}]}]
    }
    (tmp_path / "squad.json").write_text(json.dumps(squad))
    (tmp_path / "archive").mkdir()
    code, _, err = baowen("eval", "squad.json")
    assert code == 2
    assert "the archive has no article 'p'" in err
    code, out, _ = baowen("eval", "squad.json", "--own-articles", "--ragas", "ragas.jsonl", "--json")
    assert code == 0
    assert json.loads(out)["summary"]["hit@1"]["mean"] == 1
    (row,) = [json.loads(line) for line in (tmp_path / "ragas.jsonl").read_text().splitlines()]
    assert row["contexts"] == ["久隆水库工程位于东部新区，已经开工。"]
    assert row["ground_truth"] == "东部新区"
