"""The scripts behind the reader: CMRC's measures, where answers stand, which windows are drawn."""

import random
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from index import backbone
from qa.models import data, score
from qa.models.network import Network
from qa.models.windows import Windows, batches, padded

TEXT = "久隆水库和三坝水库正在建设。" * 20 + "总库容为1.2亿立方米。" + "工程将持续三年。" * 20


@pytest.mark.parametrize(
    ("answer", "golds", "exact", "f1"),
    [
        ("1963年", ["1963年"], True, 1.0),
        ("《红楼梦》", ["红楼梦"], True, 1.0),  # punctuation doesn't count
        ("iPhone 14", ["iphone14", "iphone 14"], True, 1.0),
        ("三坝水库", ["三坝"], False, 2 * 2 / (4 + 2)),
        ("北京", ["南京市"], False, 2 * 1 / (2 + 3)),
        ("", ["水库"], False, 0.0),
        ("甲乙丙丁", ["甲丙"], False, 2 * 1 / (4 + 2)),  # the longest run, not the words shared
    ],
)
def test_scores_are_those_of_the_official_script(answer: str, golds: list[str], exact: bool, f1: float):
    assert score.exact(answer, golds) is exact
    assert score.f1(answer, golds) == pytest.approx(f1)


@given(st.text("甲乙a1 。"), st.text("甲乙a1 。"))
def test_f1_is_symmetric_and_one_for_the_same(first: str, second: str):
    assert score.f1(first, [second]) == pytest.approx(score.f1(second, [first]))
    assert 0 <= score.f1(first, [second]) <= 1
    if score.pieces(first):
        assert score.f1(first, [first]) == 1


def test_a_misplaced_answer_is_found_nearest_to_its_place():
    paragraph = {
        "context": "水库在东，水库在西。",
        "qas": [
            {"question": "什么在西？", "answers": [{"text": "水库", "answer_start": 6}]},
            {"question": "什么？", "answers": [{"text": "大坝", "answer_start": 6}]},
            {"question": "谁？", "answers": []},
        ],
    }
    moved, absent = data._examples(paragraph, "cmrc")
    assert (moved.start, moved.end, moved.answer) == (5, 7, "水库")
    assert (absent.start, absent.answer) == (-1, "")


def test_the_same_tenth_is_always_held_back():
    names = [f"TRAIN_{i}" for i in range(2000)]
    assert 150 < sum(map(data.held_back, names)) < 250
    assert [data.held_back(n) for n in ("TRAIN_186", "TRAIN_186")] == [data.held_back("TRAIN_186")] * 2


@given(st.integers(40, 200), st.integers(0, 10_000))
def test_windows_hold_the_answer_or_say_that_they_dont(size: int, seed: int):
    rng, windows = random.Random(seed), Windows(backbone.tokenizer())
    start = TEXT.index("1.2亿")
    example = data.Example("总库容是多少？", TEXT, start, start + 7, "cmrc", ("1.2亿立方米",))
    ids = windows.tokens(TEXT)[0]
    first, last = windows.answer(example)
    drawn = windows.draw(example, size, rng)
    assert drawn.relevance == 1
    assert list(drawn.ids[drawn.start : drawn.end + 1]) == ids[first : last + 1]
    assert drawn.passage[0] <= drawn.start <= drawn.end < drawn.passage[1]
    other = windows.elsewhere(example, size, rng)
    assert other is not None
    assert (other.start, other.end, other.relevance) == (0, 0, 0)


def test_unanswerable_questions_teach_absence_but_not_ranking():
    example = data.Example("谁？", TEXT, -1, -1, "squad")
    window = Windows(backbone.tokenizer()).draw(example, 100, random.Random(0))
    assert (window.start, window.end, window.relevance) == (0, 0, -1)


def test_batches_hold_every_window_once_and_stay_within_their_tokens():
    windows, rng = Windows(backbone.tokenizer()), random.Random(1)
    drawn = [windows.stranger("谁？", TEXT, rng.randint(5, 200), rng) for _ in range(50)]
    made = list(batches(drawn, 600, rng))
    assert sorted(w.ids for b in made for w in b) == sorted(w.ids for w in drawn)
    for batch in made:
        ids, allowed = padded(batch)
        assert ids.size <= 600
        assert allowed[:, 0].all()
        assert allowed.sum() == sum(w.passage[1] - w.passage[0] + 1 for w in batch)


def test_hard_negatives_resemble_the_question_but_lack_the_answer():
    asked = data.Example(
        "三坝水库的库容是多少？", "三坝水库库容1.2亿立方米。", 7, 13, "cmrc", ("1.2亿立方米",)
    )
    texts = [
        asked.text,
        "三坝水库库容达1.2亿立方米",
        "三坝水库位于山区。",
        *(f"第{i}条新闻：天气晴好。" for i in range(60)),
    ]
    near = data.hard_negatives([asked], texts, k=1)[asked]
    assert near[0] == "三坝水库位于山区。"


def needing_onnx(name: str) -> ModuleType:
    """A script of qa.models; skips where the build extra is not installed."""
    pytest.importorskip("onnx")
    return import_module(f"qa.models.{name}")


def test_calibration_recovers_the_odds_that_made_the_points():
    calibrate = needing_onnx("calibrate")
    rng = np.random.default_rng(0)
    x = rng.normal(0, 3, (20_000, 2))
    chance = 1 / (1 + np.exp(-(0.5 * x[:, 0] + 1.5 * x[:, 1] - 1)))
    weights = calibrate.logistic(x, rng.random(len(x)) < chance)
    assert weights == pytest.approx([0.5, 1.5, -1], abs=0.1)


def test_exported_networks_agree_with_torch(tmp_path: Path):
    export = needing_onnx("export")
    torch.manual_seed(1)
    network = Network().eval()
    export.export(network.state_dict(), tmp_path)
    words = torch.randn(1, 20, 384)
    hidden, relevance = backbone.session(tmp_path / "lower.onnx").run(None, {"inputs_embeds": words.numpy()})
    (spans,) = backbone.session(tmp_path / "upper.onnx").run(None, {"hidden": hidden})
    with torch.no_grad():
        expected_spans, expected_relevance = network(words, torch.ones(1, 20))
    assert relevance == pytest.approx(expected_relevance.numpy(), abs=0.05)
    assert spans == pytest.approx(expected_spans.numpy(), abs=0.3)
    assert np.corrcoef(spans.ravel(), expected_spans.numpy().ravel())[0, 1] > 0.98
