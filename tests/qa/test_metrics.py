"""Every score as written-out arithmetic, with its zero and tie cases."""

import json
from math import log2
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import metrics
from qa.evaluation import intervals, ranking
from qa.evaluation.judge import agreement, by_wording, citation_scores, claims

TEXT = st.text("水库三坝abc 12，。（）-", max_size=12)


def test_mixed_segmentation() -> None:
    assert metrics.segment("GDP增长8.5%，共3,000人") == ["gdp", "增", "长", "8.5", "%", "共", "3,000", "人"]
    assert metrics.segment("《江-城》 ") == ["江", "城"]
    assert metrics.segment("(深圳)") == ["(", "深", "圳", ")"]  # half-width brackets are not in CMRC's list
    assert metrics.segment("，。") == []


@pytest.mark.parametrize(
    ("prediction", "gold", "expected"),
    [
        ("《久隆水库》。", "久隆水库", 1),  # punctuation out
        ("香港中文大学（深圳）", "香港中文大学深圳", 1),
        ("GDP", "gdp", 1),  # lower-cased
        ("久隆水库(东部)", "久隆水库东部", 0),  # a half-width bracket stays
        ("90％", "90%", 0),  # widths are the archive's matter, not the script's
        ("久隆", "久隆水库", 0),
        ("", "久隆", 0),
    ],
)
def test_exact_match_as_cmrc(prediction: str, gold: str, expected: float) -> None:
    assert metrics.exact_match(prediction, [gold]) == expected


def test_f1_is_over_the_longest_contiguous_run() -> None:
    # 甲乙丙丁 and 甲乙戊丁: the run 甲乙 is 2 long, though 3 characters agree: P = R = 2/4.
    assert metrics.f1("甲乙丙丁", ["甲乙戊丁"]) == pytest.approx(0.5)
    # run 3, precision 3/5, recall 3/3: 2 × 0.6 × 1 / 1.6
    assert metrics.f1("在深圳市吗", ["深圳市"]) == pytest.approx(2 * 0.6 / 1.6)
    assert metrics.f1("甲乙", ["丙丁"]) == 0
    assert metrics.f1("", ["丙丁"]) == 0
    assert metrics.f1("，", ["，"]) == 0  # nothing left of either: the script scores 0
    assert metrics.f1("甲", ["丙丁", "甲乙", "甲"]) == 1  # the best gold counts
    # A word is one unit: 1 of 2 words agrees.
    assert metrics.f1("new york", ["new jersey"]) == pytest.approx(0.5)


def test_rouge_l_is_over_the_subsequence() -> None:
    # 甲乙丁 is a subsequence of both, 3 long: 2 × 3 / (4 + 4).
    assert metrics.rouge_l("甲乙丙丁", ["甲乙戊丁"]) == pytest.approx(0.75)
    assert metrics.rouge_l("甲", ["乙"]) == 0
    assert metrics.rouge_l("", []) == 0


def test_contains_is_by_segment() -> None:
    assert metrics.contains("位于东部新区的久隆水库", ["久隆水库"]) == 1
    assert metrics.contains("2025年", ["5"]) == 0
    assert metrics.contains("共5座", ["5"]) == 1
    assert metrics.contains("久隆和水库", ["久隆水库"]) == 0
    assert metrics.contains("什么", ["，"]) == 0


@given(TEXT, TEXT)
def test_scores_agree_with_one_another(prediction: str, gold: str) -> None:
    f1, rouge = metrics.f1(prediction, [gold]), metrics.rouge_l(prediction, [gold])
    assert 0 <= f1 <= rouge <= 1
    assert f1 == pytest.approx(metrics.f1(gold, [prediction]))
    if metrics.exact_match(prediction, [gold]) and metrics.segment(gold):
        assert f1 == 1
        assert metrics.contains(prediction, [gold]) == 1


def test_list_scores() -> None:
    gold = [["久隆水库", "久隆水库工程"], ["三坝水库"], ["张家岩水库"]]
    # 2 of 3 given are right, 2 of 3 gold found: P = R = F1 = 2/3; recall-5 = 2/3.
    scores = metrics.list_scores(["久隆水库工程", "三坝水库。", "都江堰"], gold)
    assert scores == pytest.approx(dict.fromkeys(scores, 2 / 3))
    # Two aliases of one item are one match; the second costs precision.
    scores = metrics.list_scores(["久隆水库", "久隆水库工程"], gold)
    assert scores["list_precision"] == 0.5
    assert scores["list_recall"] == pytest.approx(1 / 3)
    # The same name twice counts once.
    assert metrics.list_scores(["三坝水库", "三坝水库"], gold)["list_precision"] == 1
    assert metrics.list_scores([], gold) == dict.fromkeys(scores, 0)
    assert metrics.list_scores(["香港中文大学(深圳)"], [["香港中文大学（深圳）"]])["list_f1"] == 1


def test_items_that_share_an_alias_are_matched_as_well_as_can_be() -> None:
    # First come, first served would give 李 to the first item and leave the second without a name.
    assert metrics.matched(["李", "李某"], [["李", "李某"], ["李"]]) == 2
    assert metrics.matched(["李"], [["李"], ["李"]]) == 1


def test_recall_5_is_full_with_five_of_many() -> None:
    gold = [[str(n)] for n in range(20)]
    scores = metrics.list_scores([str(n) for n in range(5)], gold)
    assert scores["list_recall_5"] == 1
    assert scores["list_recall"] == 0.25
    assert metrics.list_scores(["0", "1"], gold)["list_recall_5"] == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 个：久隆水库[1]、三坝水库[2]", 2),
        ("三坝水库、久隆水库，共两座", 2),  # the 三 of a name is not a count
        ("共有十二位", 12),
        ("1,204人", 1204),
        ("二十一", 21),
        ("一百零五家", 105),
        ("三万二千", 32000),
        ("二〇二三", 2023),
        ("[3]没有说", None),
        ("", None),
    ],
)
def test_number(text: str, expected: int | None) -> None:
    assert metrics.number(text) == expected


def test_count_exact() -> None:
    assert metrics.count_exact("2 个：甲、乙", 2, 2) == 1
    assert metrics.count_exact("甲、乙", 2, 2) == 1  # no number said: the items are counted
    assert metrics.count_exact("甲、乙", 2, 3) == 0
    assert metrics.count_exact("", 0, 0) == 1


def test_ranking_by_hand() -> None:
    ranked, relevant = ["a", "b", "c", "d"], {"b": 2.0, "d": 1.0, "x": 1.0, "c": 0.0}
    assert ranking.recall_at(3, ranked, relevant) == pytest.approx(1 / 3)
    assert ranking.hit_at(1, ranked, relevant) == 0
    assert ranking.hit_at(2, ranked, relevant) == 1
    assert ranking.reciprocal_rank(4, ranked, relevant) == 1 / 2
    best = 2 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert ranking.ndcg_at(4, ranked, relevant) == pytest.approx((2 / log2(3) + 1 / log2(5)) / best)
    for score in (ranking.recall_at, ranking.hit_at, ranking.reciprocal_rank, ranking.ndcg_at):
        assert score(5, [], relevant) == 0
        assert score(5, ranked, {}) == 0
        assert score(5, ranked, {"a": 0.0}) == 0


JUDGED = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3).map(float), min_size=1)
RANKED = st.permutations("abcdefghij").flatmap(lambda p: st.integers(1, 10).map(lambda n: list(p[:n])))


def test_ranking_equals_ranx(monkeypatch: pytest.MonkeyPatch) -> None:
    import numba

    monkeypatch.setattr(numba.config, "DISABLE_JIT", True)  # compiling it takes longer than this whole file
    from ranx import Qrels, Run, evaluate

    cases = list(_cases(60))
    qrels = Qrels({str(n): {d: int(g) for d, g in rel.items()} for n, (_, rel) in enumerate(cases)})
    run = Run({str(n): {d: 1.0 / (i + 1) for i, d in enumerate(r)} for n, (r, _) in enumerate(cases)})
    for k in (1, 3, 5, 10):
        ours = {
            f"recall@{k}": ranking.recall_at,
            f"hit_rate@{k}": ranking.hit_at,
            f"mrr@{k}": ranking.reciprocal_rank,
            f"ndcg@{k}": ranking.ndcg_at,
        }
        theirs = evaluate(qrels, run, list(ours))
        for name, score in ours.items():
            mean = np.mean([score(k, ranked, relevant) for ranked, relevant in cases])
            assert mean == pytest.approx(theirs[name], abs=1e-9), name


def _cases(n: int) -> list[tuple[list[str], dict[str, float]]]:
    draw = np.random.default_rng(7)
    made = []
    for _ in range(n):
        ranked = list(draw.permutation(list("abcdefghij"))[: draw.integers(1, 11)])
        judged = draw.permutation(list("abcdefghijklmn"))[: draw.integers(1, 8)]
        made.append(([str(r) for r in ranked], {str(j): float(draw.integers(1, 4)) for j in judged}))
    return made


@given(RANKED, JUDGED, st.integers(1, 10))
def test_ranking_bounds(ranked: list[str], relevant: dict[str, float], k: int) -> None:
    hit = ranking.hit_at(k, ranked, relevant)
    for score in (ranking.recall_at, ranking.reciprocal_rank, ranking.ndcg_at):
        assert 0 <= score(k, ranked, relevant) <= 1
        assert (score(k, ranked, relevant) > 0) == bool(hit)


def test_bootstrap() -> None:
    assert intervals.bootstrap([1.0] * 9) == (1, 1)
    assert intervals.bootstrap([0.25]) == (0.25, 0.25)
    values = [0.0, 1.0] * 50
    assert intervals.bootstrap(values, seed=3) == intervals.bootstrap(values, seed=3)
    low, high = intervals.bootstrap(values)
    assert (low, high) == pytest.approx((0.5 - 1.96 * 0.05, 0.5 + 1.96 * 0.05), abs=0.015)  # normal theory
    spread = [n / 100 for n in range(101)]
    error = float(np.std(spread)) / np.sqrt(101)
    assert intervals.bootstrap(spread) == pytest.approx((0.5 - 1.96 * error, 0.5 + 1.96 * error), abs=0.01)
    with pytest.raises(ValueError, match="at least one"):
        intervals.bootstrap([])


def test_paired() -> None:
    same = intervals.paired([0.3, 0.7], [0.3, 0.7])
    assert (same["change"], same["low"], same["high"], same["p"]) == (0, 0, 0, 1)
    # Ten questions, all won: only all-plus and all-minus of 2^10 sign patterns are as far.
    won = intervals.paired([0.0] * 10, [1.0] * 10)
    assert won["change"] == 1
    assert won["p"] == pytest.approx(2 / 1024, abs=0.003)
    # 6 won, 2 lost is McNemar's exact binomial: 2 × (C(8,0) + C(8,1) + C(8,2)) / 2^8 = 74/256.
    mixed = intervals.paired([0.0] * 6 + [1.0] * 2 + [1.0] * 5, [1.0] * 6 + [0.0] * 2 + [1.0] * 5)
    assert mixed["p"] == pytest.approx(74 / 256, abs=0.04)
    with pytest.raises(ValueError, match="one length"):
        intervals.paired([1.0], [])


def test_risk_coverage() -> None:
    points = intervals.risk_coverage([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0])
    # After 0.9: 1 of 4 answered, none wrong. After both 0.5: 3 of 4, 1 wrong. All: 2 wrong.
    assert points == [(0.25, 0, 0.9), (0.75, 1 / 3, 0.5), (1, 0.5, 0.1)]
    assert intervals.area_under_risk(points) == pytest.approx(0.25 * 0 + 0.5 / 3 + 0.25 * 0.5)
    assert intervals.risk_coverage([], []) == []
    assert intervals.area_under_risk([]) == 0


def test_quantile() -> None:
    assert intervals.quantile([1, 2, 3, 4], 0.5) == 2.5
    assert intervals.quantile([], 0.95) == 0


def test_claims() -> None:
    assert claims("久隆水库[1]、三坝水库[1][2]") == [("久隆水库", (1,)), ("三坝水库", (1, 2))]
    assert claims("2 个：久隆水库[1]、三坝水库[2]") == [("久隆水库", (1,)), ("三坝水库", (2,))]
    assert claims("局长是廖暾[1]。他说好。") == [("局长是廖暾", (1,)), ("他说好。", ())]
    assert claims("他[1]去了北京。[2]") == [("他", (1,)), ("去了北京", (2,))]
    assert claims("。[1]") == []
    versions = "14人[1]（2023-08-07）；6人[2]（2023-08-06）。较新的报道更新了较早的说法。"
    assert [numbers for _, numbers in claims(versions)] == [(1,), (2,)]
    assert claims("12[1]; 6[2]. The articles differ.") == [("12", (1,)), ("6", (2,))]
    assert claims("各篇报道的说法不一致。") == []


def test_citation_scores_as_alce() -> None:
    def holds(question: str, claim: str, evidence: str) -> bool:
        return set(claim) <= set(evidence)  # a claim is a set of letters

    quotes = {1: "ab", 2: "c", 3: "abc", 4: "z"}
    # ab[1] is borne out; c without a mark is not: recall 1/2; the one citation is needed.
    assert citation_scores("?", "ab[1]。c。", quotes, holds) == {
        "citation_recall": 0.5,
        "citation_precision": 1,
    }
    # abc needs 1 and 2 together; 4 adds nothing: 2 of 3 citations are needed.
    assert citation_scores("?", "abc[1][2][4]", quotes, holds)["citation_precision"] == pytest.approx(2 / 3)
    # 3 alone bears abc out, so 1, which doesn't alone, is not needed.
    assert citation_scores("?", "abc[3][1]", quotes, holds) == {
        "citation_recall": 1,
        "citation_precision": 0.5,
    }
    # Not borne out: neither recall nor precision, and a mark without a citation counts against us.
    assert citation_scores("?", "q[1]", quotes, holds) == {"citation_recall": 0, "citation_precision": 0}
    assert citation_scores("?", "q[9]", quotes, holds) == {"citation_recall": 0, "citation_precision": 0}
    assert citation_scores("?", "ab", quotes, holds) == {"citation_recall": 0, "citation_precision": 0}
    assert citation_scores("?", "", quotes, holds) == {}


def test_the_default_judge_agrees_with_the_hand_labels(capsys: pytest.CaptureFixture[str]) -> None:
    agreed, pairs = agreement(by_wording, Path(__file__).parents[1] / "data/support_pairs.jsonl")
    with capsys.disabled():
        print(f"\ncitation judge by_wording agrees with {agreed} of {pairs} hand labels", end=" ")
    assert pairs >= 60
    assert agreed / pairs >= 0.85


def test_local_papers_shorten_names() -> None:
    said = "市水务局党组书记、局长廖暾带来好消息。"
    assert by_wording("谁是成都市水务局的局长？", "廖暾", said)
    assert not by_wording("谁是成都市财政局的局长？", "廖暾", said)


def test_agreement_counts(tmp_path: Path) -> None:
    rows = [{"question": "?", "claim": "a", "evidence": "a", "supported": s} for s in (True, False, True)]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert agreement(lambda q, c, e: True, tmp_path / "pairs.jsonl") == (2, 3)


@pytest.mark.parametrize(
    ("said", "gold", "right"),
    [
        ("不是，没有返回器[1]", ["否", "不是", "没有"], 1),
        ("没有返回器", ["否"], 1),
        ("不是", ["是", "是的"], 0),
        ("是，已全部转移", ["是"], 1),
        ("是", ["否", "没有"], 0),
        ("No, it has not.", ["否"], 1),
        ("490立方米每秒", ["是", "是的"], 0),
        ("490立方米每秒", ["否"], 0),
        ("不是第四极，是第三极", ["第三极"], 1),  # no bare yes or no: an answer like others
    ],
)
def test_yes_and_no_are_told_apart(said: str, gold: list[str], right: float) -> None:
    assert metrics.contains(said, gold) == right


def test_optional_names_count_neither_way() -> None:
    assert metrics.other_than(["甲", "乙", "《丙》"], [["丙"], ["丁", "乙"]]) == ["甲"]
