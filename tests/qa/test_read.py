"""The reader: spans that are always valid, whatever the network says; bad input; bad files."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from index import Passage, backbone
from index.backbone import WeightsError
from qa.read import MODEL, STRIDE, Reader, _Model, available
from qa.spans import EDGES, trim

TEXT = "四川省水利厅介绍，久隆水库、三坝水库正在建设。\n其中三坝水库被称为“第三水源”，总库容1.2亿立方米。"


def passage(text: str, start: int = 0, end: int | None = None) -> Passage:
    return Passage(Article("a", "题", text), start, len(text) if end is None else end)


class FakeHalf:
    """A network half that answers from a function of its input's shape."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def run(self, names: list[str], inputs: dict[str, Any]) -> list[Any]:
        return [self.answer(name, *inputs.values()) for name in names]


def fake_reader(spans: Any, relevance: Any = lambda words: 0.0, weight: float = 0.0) -> Reader:
    """A reader without a model: word vectors are token ids here, so that the fakes see them."""
    lower = FakeHalf(lambda name, words: words if name == "hidden" else [relevance(words)])
    model = _Model(lower, FakeHalf(lambda name, hidden: spans(hidden)), 1.0, 0.0, weight, 0.5)
    reader = Reader(Path("nowhere"))
    reader._model = lambda: model  # type: ignore[assignment]
    return reader


@pytest.fixture(autouse=True)
def ids_for_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backbone, "embed", lambda ids: np.asarray(ids)[..., None].astype(np.float32))


def pointing_at(first: int, last: int) -> Any:
    """Span logits that prefer the tokens from `first` to `last` of the passage, "not here" at 0."""

    def spans(hidden: Any) -> Any:
        logits = np.full((*hidden.shape[:2], 2), -5.0, dtype=np.float32)
        logits[:, 0] = 0
        for row, ids in enumerate(hidden[..., 0]):
            body = int(np.nonzero(ids == 2)[0][1]) + 1
            logits[row, body + first, 0] = logits[row, body + last, 1] = 4.0
        return logits

    return spans


def token_of(text: str, place: int) -> int:
    offsets = backbone.tokenizer().encode(text, add_special_tokens=False).offsets
    return next(i for i, (start, end) in enumerate(offsets) if start <= place < end)


def test_the_answer_is_the_span_the_network_points_at():
    at = TEXT.index("三坝水库")
    spans = pointing_at(token_of(TEXT, at), token_of(TEXT, at + 3))
    (reading,) = fake_reader(spans).read("第一座叫什么？", [passage(TEXT)])
    assert reading.text == "三坝水库"
    assert (reading.start, reading.end) == (at, at + 4)
    assert reading.probability == pytest.approx(1 / (1 + np.exp(-8)), abs=1e-4)


def test_offsets_are_the_articles_not_the_passages():
    whole = "前文。\n" + TEXT
    at = whole.index("久隆水库")
    inner = whole[4:]
    spans = pointing_at(token_of(inner, at - 4), token_of(inner, at - 4 + 3))
    (reading,) = fake_reader(spans).read("问", [passage(whole, 4)])
    assert whole[reading.start : reading.end] == "久隆水库"


def test_quotes_around_an_answer_go():
    at = TEXT.index("“")
    spans = pointing_at(token_of(TEXT, at), token_of(TEXT, TEXT.index("”")))
    (reading,) = fake_reader(spans).read("问", [passage(TEXT)])
    assert reading.text == "第三水源"


def test_no_answer_spans_a_paragraph_break():
    first, last = token_of(TEXT, TEXT.index("建设")), token_of(TEXT, TEXT.index("其中"))
    (reading,) = fake_reader(pointing_at(first, last)).read("问", [passage(TEXT)])
    assert "\n" not in reading.text


def test_a_long_passage_is_read_to_its_end():
    text = "一二三四五。" * 400 + "终点站"
    needle = backbone.tokenizer().encode("终点站", add_special_tokens=False).ids[-1]

    def spans(hidden: Any) -> Any:
        logits = np.where(hidden == needle, 9.0, -5.0).repeat(2, axis=-1)
        logits[:, 0] = 0
        return logits.astype(np.float32)

    readings = fake_reader(spans).read("哪里", [passage(text)])
    assert len(backbone.tokenizer().encode(text).ids) > 2 * STRIDE
    assert readings[0].end == len(text)


def test_the_likeliest_reading_comes_first_and_unlikely_ones_stay():
    def spans(hidden: Any) -> Any:
        scores = np.zeros((*hidden.shape[:2], 2), dtype=np.float32)
        scores[:, 0] = -3 if hidden.shape[1] > 12 else 3  # the longer passage answers
        return scores

    reader = fake_reader(spans)
    readings = reader.read("问", [passage("丁"), passage("甲乙丙丁戊己庚辛，子丑寅卯")])
    assert [len(r.passage.text) for r in readings] == [13, 1]
    assert readings[0].probability > 0.5 > readings[1].probability


def test_relevance_counts_towards_the_probability():
    def spans(hidden: Any) -> Any:
        return np.zeros((*hidden.shape[:2], 2), dtype=np.float32)

    (reading,) = fake_reader(spans, lambda words: 2.0, weight=0.5).read("问", [passage("水库")])
    assert reading.probability == pytest.approx(1 / (1 + np.exp(-1)), rel=1e-3)


def test_an_answer_less_likely_than_its_absence_says_so():
    def spans(hidden: Any) -> Any:
        scores = np.full((*hidden.shape[:2], 2), -3.0, dtype=np.float32)
        scores[:, 0] = 3
        return scores

    (reading,) = fake_reader(spans).read("问", [passage("水库")])
    assert reading.probability == pytest.approx(1 / (1 + np.exp(12)), rel=1e-3)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("甲乙丙 ab1，。“”《》（）\n😀—　"), max_size=60),
    st.integers(0, 2**32 - 1),
    st.integers(1, 4),
)
def test_whatever_the_network_says_spans_are_valid(text: str, seed: int, each: int):
    rng = np.random.default_rng(seed)
    reader = fake_reader(lambda h: rng.normal(0, 5, (*h.shape[:2], 2)).astype(np.float32))
    inner = passage("首" + text + "尾", 1, 1 + len(text))
    readings = reader.read("谁？", [inner], each=each)
    assert len(readings) <= each
    taken: set[int] = set()
    for r in readings:
        assert inner.start <= r.start < r.end <= inner.end
        assert r.text == r.text.strip(EDGES)
        assert "\n" not in r.text
        assert 0 <= r.probability <= 1
        assert not taken & set(range(r.start, r.end))
        taken |= set(range(r.start, r.end))


@given(st.text(st.sampled_from("甲乙 ，。“”「」《》（）\"'%.\n"), max_size=12))
def test_trimming_is_idempotent_and_stays_inside(text: str):
    start, end = trim(text, 0, len(text))
    assert 0 <= start <= end <= len(text)
    assert trim(text, start, end) == (start, end)
    assert {c for c in text if c in "甲乙%"} == {c for c in text[start:end] if c in "甲乙%"}


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("，增长44%。", "增长44%"),
        ("“第三水源”", "第三水源"),
        ("《红楼梦》", "《红楼梦》"),
        ("《红楼梦》和《西游记》", "《红楼梦》和《西游记》"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("三坝水库（", "三坝水库"),
        ("水库》", "水库"),
        ("1.5", "1.5"),
        ("。” ", ""),
    ],
)
def test_trimming(text: str, bare: str):
    assert text[slice(*trim(text, 0, len(text)))] == bare


@pytest.mark.parametrize("question", ["", " \n", "😀", "?", "问" * 5000, "who是 WHO？ Что"])
@pytest.mark.parametrize("text", ["", "\n", "。", "水", "😀", "a水б", "\u200b"])
def test_odd_input_gives_readings_or_none(question: str, text: str):
    reader = fake_reader(lambda h: np.zeros((*h.shape[:2], 2), dtype=np.float32))
    readings = reader.read(question, [passage(text), passage("水库")])
    assert all(r.text.strip() for r in readings)
    if not question.strip():
        assert readings == []
    assert len(reader.relevance(question, [passage(text)])) == 1


def test_what_was_judged_is_read_at_half_the_cost():
    runs: list[int] = []

    def relevance(words: np.ndarray) -> float:
        runs.append(words.shape[1])
        return 0.0

    reader = fake_reader(lambda h: np.zeros((*h.shape[:2], 2), dtype=np.float32), relevance)
    passages = [passage("水库建成。"), passage("大桥通车了。")]
    reader.relevance("问", passages)
    assert len(runs) == 2
    reader.read("问", passages)
    assert len(runs) == 2
    reader.read("另一问", passages)
    assert len(runs) == 4


def test_no_passages_load_nothing(tmp_path: Path):
    assert Reader(tmp_path).read("问", []) == []
    assert Reader(tmp_path).read("", [passage(TEXT)]) == []


def test_missing_files_are_named_with_the_mend(tmp_path: Path):
    assert not available(tmp_path)
    with pytest.raises(WeightsError, match=r"reader\.json.*restore it with `git checkout") as caught:
        Reader(tmp_path).read("问", [passage(TEXT)])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"cut short"])
def test_a_missing_or_damaged_network_is_named(tmp_path: Path, content: bytes | None):
    facts = json.dumps({"slope": 1, "shift": 0, "relevance": 0, "threshold": 0.5}).encode()
    (tmp_path / "reader.json").write_bytes(facts)
    sums = f"{sha256(facts).hexdigest()}  reader.json\n{'0' * 64}  lower.onnx\n"
    (tmp_path / "SHA256SUMS").write_text(sums)
    if content is not None:
        (tmp_path / "lower.onnx").write_bytes(content)
    with pytest.raises(WeightsError, match=r"lower\.onnx: .*restore") as caught:
        Reader(tmp_path).read("问", [passage(TEXT)])
    assert "\n" not in str(caught.value)


def test_a_calibration_that_says_nothing_is_named(tmp_path: Path):
    write_calibration_only(tmp_path, b"{}")
    with pytest.raises(WeightsError, match=r"reader\.json: no slope"):
        Reader(tmp_path).read("问", [passage(TEXT)])


def write_calibration_only(folder: Path, content: bytes) -> None:
    (folder / "reader.json").write_bytes(content)
    (folder / "SHA256SUMS").write_text(f"{sha256(content).hexdigest()}  reader.json\n")


@pytest.mark.models
@pytest.mark.skipif(not available(), reason="the reader's weights are not there")
def test_the_bundled_reader_finds_short_answers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    reader = Reader(MODEL)
    passages = [passage(TEXT), passage("昨日，市民在公园里赏花，天气晴好。")]
    best = reader.read("三坝水库的总库容是多少？", passages)[0]
    assert best.passage is passages[0]
    assert "1.2亿立方米" in best.text
    assert len(best.text) < 12
    relevant, unrelated = reader.relevance("三坝水库的总库容是多少？", passages)
    assert relevant > unrelated
