"""Question sets of every format, and one clear line for every fault in them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.question_sets import Question, read_questions
from qa.evaluation.question_text import EvaluationError

DATA = Path(__file__).parents[1] / "data"


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _jsonl(folder: Path, *rows: dict[str, Any]) -> Path:
    return _file(folder, "q.jsonl", "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))


def test_our_own_format(tmp_path: Path) -> None:
    path = _jsonl(
        tmp_path,
        {
            "id": "a",
            "type": "fact",
            "question": "谁？",
            "answers": ["廖暾"],
            "articles": ["x"],
            "draft": True,
        },
        {"id": "b", "type": "list", "question": "哪些？", "items": [["甲", "甲某"], "乙"]},
        {"id": "c", "type": "count", "question": "几座？", "count": 2, "since": "2023-03-01"},
        {"id": "d", "type": "refuse", "question": "多长？"},
        {"id": "e", "turns": [{"question": "谁？", "answers": ["甲"]}, {"question": "几？", "count": 0}]},
    )
    found = read_questions(path)
    assert found.format == "jsonl"
    a, b, c, d, e = found.questions
    assert (a.type, a.turns[0].answers, dict(a.relevant), a.draft) == ("fact", ("廖暾",), {"x": 1.0}, True)
    assert b.turns[0].items == (("甲", "甲某"), ("乙",))
    assert b.turns[0].golds == ("甲", "甲某", "乙")
    assert c.turns[0].count == 2
    assert str(c.since) == "2023-03-01"
    assert (d.type, e.type) == ("refuse", "dialog")
    assert [t.type for t in e.turns] == ["fact", "count"]
    assert e.where.endswith("q.jsonl, line 5")


def test_gold_is_normalised_as_articles_are(tmp_path: Path) -> None:
    path = _jsonl(tmp_path, {"id": "a", "type": "fact", "question": "?", "answers": [" ９０％ "]})
    assert read_questions(path).questions[0].turns[0].answers == ("90%",)


def test_the_questions_about_the_sample_page() -> None:
    found = read_questions(DATA / "seed_questions.jsonl")
    types = [q.type for q in found.questions]
    assert len(types) >= 60
    assert {"fact", "list", "count", "refuse", "dialog"} == set(types)
    page = (Path(__file__).parents[2] / "corpus/samples/chengdu-daily-2023-03-20-p03.txt").read_text()
    page = page.replace("\n", "")
    for q in found.questions:
        for turn in q.turns:
            groups = turn.items or ((turn.answers,) if turn.answers else ())
            assert all(any(alias in page for alias in group) for group in groups), q.id


SQUAD: dict[str, Any] = {
    "version": "v1.0",
    "data": [
        {
            "title": "T",
            "paragraphs": [
                {
                    "id": "P1",
                    "context": "久隆水库\r\n在东部新区。",
                    "qas": [
                        {
                            "id": "Q1",
                            "question": "在哪？",
                            "answers": [{"text": "东部新区", "answer_start": 5}],
                        },
                        {"id": "Q2", "question": "多大？", "answers": [], "is_impossible": True},
                        {"id": "Q3", "question": "", "answers": [{"text": "x", "answer_start": 0}]},
                    ],
                }
            ],
        }
    ],
}


@pytest.mark.parametrize("indent", [None, 2])
def test_squad(tmp_path: Path, indent: int | None) -> None:
    found = read_questions(_file(tmp_path, "any.txt", json.dumps(SQUAD, indent=indent)))
    assert found.format == "squad"
    assert [(q.id, q.type, dict(q.relevant)) for q in found.questions] == [
        ("Q1", "fact", {"P1": 1.0}),
        ("Q2", "refuse", {}),
    ]
    (article,) = found.articles()
    assert (article.id, article.title, article.text) == ("P1", "T", "久隆水库\n在东部新区。")
    assert len(found.skipped) == 1
    assert "paragraph P1, question 3: no question" in found.skipped[0]


def test_cmrc_in_its_first_layout(tmp_path: Path) -> None:
    rows = [
        {
            "context_id": "C",
            "title": "T",
            "context_text": "文",
            "qas": [{"query_text": "问？", "query_id": "C_Q", "answers": ["文", "文"]}],
        }
    ]
    found = read_questions(_file(tmp_path, "c.json", json.dumps(rows)))
    assert [(q.id, q.turns[0].answers) for q in found.questions] == [("C_Q", ("文",))]


def _beir(folder: Path, qrels: str = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n") -> Path:
    (folder / "qrels").mkdir()
    _file(folder, "corpus.jsonl", '{"_id": "d1", "title": "T", "text": "水库"}\n{"_id": "d2", "text": "x"}\n')
    _file(folder, "queries.jsonl", '{"_id": "q1", "text": "水库？"}\n{"_id": "q2", "text": "unjudged"}\n')
    _file(folder / "qrels", "test.tsv", qrels)
    return folder


def test_beir(tmp_path: Path) -> None:
    found = read_questions(_beir(tmp_path))
    assert found.format == "beir"
    assert [(q.id, q.type, dict(q.relevant)) for q in found.questions] == [
        ("q1", "search", {"d1": 2, "d2": 0})
    ]
    assert [a.id for a in found.articles()] == ["d1", "d2"]


RGB = {
    "id": 3,
    "query": "几席？",
    "answer": "70",
    "positive": list("甲乙丙丁戊己"),
    "negative": list("abcdef"),
}


@pytest.mark.parametrize(("noise", "true"), [(0, 5), (0.4, 3), (0.5, 2), (0.8, 1)])
def test_rgb(tmp_path: Path, noise: float, true: int) -> None:
    found = read_questions(_jsonl(tmp_path, RGB), noise=noise)
    (q,) = found.questions
    assert (found.format, found.needs_articles, q.turns[0].answers) == ("rgb", True, ("70",))
    articles = list(found.articles())
    assert len(articles) == 5
    assert len(q.relevant) == true
    assert {a.section for a in articles} == {q.section}  # the search is confined to them
    assert "".join(a.text for a in articles if a.id in q.relevant) == "甲乙丙丁戊"[:true]


def test_rgb_without_a_true_passage_wants_a_refusal(tmp_path: Path) -> None:
    (q,) = read_questions(_jsonl(tmp_path, RGB), noise=1).questions
    assert (q.type, dict(q.relevant)) == ("refuse", {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("header", ["question,answer,type", "问题,答案,类型", "Question, Answer ,TYPE"])
def test_csv(tmp_path: Path, encoding: str, header: str) -> None:
    body = (
        "水务局的局长是谁？,廖暾|廖局长,\r\n有哪些水库？,久隆水库=久隆水库工程｜三坝水库,list\r\n"
        '"多,长？",,拒答\r\n共几座水库？,2,count\r\n'
    )
    path = _file(tmp_path, "q.csv", f"{header}\r\n{body}".encode(encoding))
    found = read_questions(path)
    assert [q.type for q in found.questions] == ["fact", "list", "refuse", "count"]
    assert found.questions[0].turns[0].answers == ("廖暾", "廖局长")
    assert found.questions[1].turns[0].items == (("久隆水库", "久隆水库工程"), ("三坝水库",))
    assert found.questions[2].turns[0].question == "多,长？"
    assert found.questions[3].turns[0].count == 2
    assert [q.id for q in found.questions] == ["2", "3", "4", "5"]  # the line, where there is no id


def test_tsv(tmp_path: Path) -> None:
    found = read_questions(_file(tmp_path, "q.tsv", "id\t问题\t答案\nk\t谁？\t甲\n"))
    assert [(q.id, q.turns[0].answers) for q in found.questions] == [("k", ("甲",))]


FACT = {"id": "a", "type": "fact", "question": "谁？", "answers": ["甲"]}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**FACT, "answers": []}, "line 2: answers: empty gold; fill it in, or make the type refuse"),
        ({**FACT, "answers": [" "]}, "line 2: answers: empty gold"),
        ({**FACT, "answers": "甲"}, "line 2: answers: not a list of strings"),
        ({**FACT, "question": ""}, "line 2: no question"),
        ({**FACT, "type": "facts"}, "line 2: type 'facts'; use one of fact, list, count, refuse, dialog"),
        ({**FACT, "id": ""}, "line 2: no id"),
        ({**FACT, "id": "first"}, "line 2: id 'first' is used before, at"),
        ({**FACT, "since": "März"}, "line 2: since: 'März' is no date; write it as 2023-03-20"),
        ({**FACT, "newspaper": 3}, "line 2: newspaper: 3 is no string"),
        ({"id": "a", "type": "list", "question": "?", "items": []}, "line 2: items: empty gold"),
        ({"id": "a", "type": "list", "question": "?", "items": "甲"}, "line 2: items: not a list"),
        (
            {"id": "a", "type": "list", "question": "?", "items": ["甲"], "optional": 1},
            "line 2: optional: not",
        ),
        (
            {"id": "a", "type": "count", "question": "?", "count": "2"},
            "line 2: count: '2' is no whole number",
        ),
        ({"id": "a", "type": "dialog"}, 'line 2: a dialog needs "turns"'),
        ({"id": "a", "turns": [{"question": "?", "answers": []}]}, "line 2, turn 1: answers: empty gold"),
    ],
)
def test_faults_in_our_format(tmp_path: Path, row: dict[str, Any], said: str) -> None:
    path = _jsonl(tmp_path, {**FACT, "id": "first"}, row)
    with pytest.raises(EvaluationError) as error:
        read_questions(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("q.csv", "题目,答案\n谁？,甲\n", "line 1: no question column among 题目, 答案; name one question"),
        ("q.csv", "question,gold\n谁？,甲\n", "line 1: no answer column"),
        ("q.csv", "问题,答案\n谁？,\n", "line 2: empty answer; fill it in"),
        ("q.csv", '问题,答案\n谁？,"甲"乙\n', "line 2:"),
        ("q.csv", "id,问题,答案\nk,谁？,甲\nk,谁？,甲\n", "line 3: id 'k' is used before"),
        ("q.csv", "问题,答案\n水务局的局长是谁？,甲\n".encode() + "水务局的局长是谁？,甲\n".encode("gbk"),
         "line 3: not UTF-8 while other lines are; save the whole file as UTF-8"),
        ("q.jsonl", '{"id": "a", "type": "refuse", "question": "?"}\n{"id"\n', "line 2: not JSON"),
        ("q.jsonl", '{"id": "a", "type": "refuse", "question": "?"}\n[1]\n', "line 2: not a JSON object"),
        ("q.json", '{"data": [\n{"paragraphs": }]}', "line 2: not JSON"),
        ("q.json", '{"data": [{"paragraphs": [{"text": "x"}]}]}', "not SQuAD's layout"),
        ("q.json", '{"data": 3}', "not SQuAD's layout"),
        ("q.json", '{"data": []}', "no questions in it"),
        ("q.csv", "问题,答案\n", "no questions in it"),
        ("q.csv", "", "empty"),
        ("q.csv", b"\x89PNG\r\n\x1a\n\0\0", "not text"),
    ],
)  # fmt: skip
def test_faults_in_other_formats(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    path = _file(tmp_path, name, content)
    with pytest.raises(EvaluationError) as error:
        read_questions(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_faults_in_folders(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no such file or folder"):
        read_questions(tmp_path / "absent.jsonl")
    with pytest.raises(EvaluationError, match=r"corpus.jsonl: missing; a BEIR folder has"):
        read_questions(tmp_path)
    with pytest.raises(EvaluationError, match=r"test.tsv, line 2: not query-id"):
        read_questions(_beir(tmp_path, "query-id\tcorpus-id\tscore\nq1 d1 1\n"))
    with pytest.raises(EvaluationError, match="noise"):
        read_questions(_jsonl(tmp_path, RGB), noise=1.5)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["question", "id"]), inner),
    max_leaves=6,
)
OUR_FIELDS = (
    "id",
    "type",
    "question",
    "answers",
    "items",
    "count",
    "turns",
    "articles",
    "since",
    "newspaper",
)
FIELDS = st.sampled_from((*OUR_FIELDS, "data", "query", "positive", "negative", "answer"))


@given(st.dictionaries(FIELDS, VALUES, max_size=6))
def test_any_object_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, row: dict[str, Any]
) -> None:
    path = _jsonl(tmp_path_factory.getbasetemp(), row)
    said = ""
    try:
        read = read_questions(path).questions
    except EvaluationError as error:
        read, said = (), str(error)
    assert all(isinstance(q, Question) for q in read)
    assert bool(read) == (not said)
    assert "\n" not in said
    assert said == "" or str(path) in said


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("70", "fact"),
        (70, "fact"),
        ([["拜登", "乔·拜登"]], "fact"),
        (["悉尼", "澳大利亚"], "list"),
        ([["甲"], "乙"], "list"),
    ],
)
def test_rgb_golds(tmp_path: Path, answer: Any, kind: str) -> None:
    (q,) = read_questions(_jsonl(tmp_path, {**RGB, "answer": answer})).questions
    assert q.type == kind


@pytest.mark.parametrize("answer", [None, "", [], [[]]])
def test_rgb_without_gold(tmp_path: Path, answer: Any) -> None:
    with pytest.raises(EvaluationError, match="line 1: answers: empty gold"):
        read_questions(_jsonl(tmp_path, {**RGB, "answer": answer}))


def test_a_header_with_a_stray_quote_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "q.csv"
    file.write_text('"问题"x,答案\n甲,乙\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r'line 1: .*write ""'):
        read_questions(file)
