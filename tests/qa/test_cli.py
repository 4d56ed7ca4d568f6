"""The command line: what it prints, JSON, exit codes, one-line errors."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_PAGE

pytestmark = pytest.mark.models
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    from corpus import load
    from index import Archive

    path = tmp_path_factory.mktemp("cli") / "archive"
    with Archive.open(path) as archive:
        archive.add(load([SAMPLE_PAGE]))
    return str(path)


def test_ask_prints_the_answer_and_its_excerpts(run: Run, folder: str) -> None:
    status, out, err = run("ask", "文章里提到了哪些水库？", "--archive", folder)
    assert status == 0
    assert out.startswith("久隆水库[1]、三坝水库[1]\n\n[1] 市水务局党组书记、局长廖暾带来好消息")
    assert err == ""


def test_ask_json_is_one_value_whose_quotes_are_the_articles_own(run: Run, folder: str) -> None:
    answer = json.loads(run("ask", "文章里提到了哪些水库？", "--archive", folder, "--json")[1])
    assert {item["name"] for item in answer["items"]} == {"久隆水库", "三坝水库"}
    assert answer["kind"] == "list"
    assert answer["scanned"]["exhaustive"] is True
    for citation in answer["citations"]:
        article = json.loads(run("show", citation["article"]["id"], "--archive", folder, "--json")[1])
        assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    refusal = json.loads(run("ask", "三峡水库的库容是多少？", "--archive", folder, "--json")[1])
    assert refusal["refused"] is True
    assert refusal["kind"] == "refusal"
    assert refusal["nearest"]


def test_articles_show_stats_verify(run: Run, folder: str) -> None:
    status, out, _ = run("articles", "--archive", folder)
    assert status == 0
    assert out.count("\n") == 2
    article_id = out.split("\t")[0]
    assert "久隆水库" in run("show", article_id, "--archive", folder)[1]
    assert json.loads(run("stats", "--archive", folder, "--json")[1])["articles"] == 2
    assert run("verify", "--archive", folder) == (0, "sound\n", "")
    assert json.loads(run("articles", "--since", "2024-01-01", "--archive", folder, "--json")[1]) == []


def test_show_tells_how_the_page_was_split(run: Run, folder: str, tmp_path: Path) -> None:
    article_id = run("articles", "--archive", folder)[1].split("\t")[0]
    status, out, _ = run("show", article_id, "--page", "--archive", folder)
    assert status == 0
    assert article_id in out
    value = json.loads(run("show", article_id, "--page", "--json", "--archive", folder)[1])
    assert article_id in [article["id"] for article in value["articles"]]
    assert {part["kind"] for part in value["parts"]} >= {"body", "masthead"}
    records = tmp_path / "records.jsonl"
    records.write_text('{"id": "r1", "text": "小河大桥今天通车。"}\n', encoding="utf-8")
    archive = str(tmp_path / "archive")
    run("add", str(records), "--archive", archive)
    assert "not from a page" in run("show", "r1", "--page", "--archive", archive)[2]
    records.unlink()
    assert "no such file" in run("show", "r1", "--page", "--archive", archive)[2]


def test_add_reports_and_remove_removes(run: Run, tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    records = tmp_path / "records.jsonl"
    records.write_text('{"id": "r1", "text": "小河大桥今天通车。"}\nnot json\n', encoding="utf-8")
    status, out, _ = run("add", str(records), "--archive", archive)
    assert status == 0
    assert out.startswith("1 added, 0 updated, 0 unchanged, 0 removed, 1 skipped\n")
    assert "line 2" in out
    assert run("add", str(records), "--archive", archive)[1].startswith("0 added, 0 updated, 1 unchanged")
    assert run("remove", "r1", "--archive", archive)[1] == "1 removed\n"
    assert run("ask", "小河大桥通车了吗？", "--archive", archive)[1].startswith("档案中还没有文章。")


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "问题", "--since", "2023-02-30"),
        ("ask", "问题", "--archive", "no/such/folder"),
        ("add", "no/such/file"),
        ("nonsense",),
        ("ask", "问题", "--nonsense"),
        ("ask", "问题", "--engine", "magic"),
        ("show", "no-such-id"),
        ("remove", "no-such-id"),
        ("serve", "--port", "99999999"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(run: Run, folder: str, arguments: tuple[str, ...]) -> None:
    where = () if "--archive" in arguments or arguments[0] in ("add", "nonsense") else ("--archive", folder)
    status, out, err = run(*arguments, *where)
    assert status == 2
    assert out == ""
    assert err.startswith("baowen: ")
    assert err.count("\n") == 1
