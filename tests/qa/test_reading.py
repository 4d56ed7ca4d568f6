"""Candidate answers: places read in passages and in sentences by themselves, each once."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from index import Hit, Passage
from qa.finding import Finding
from qa.question import understand
from qa.read import Reading
from qa.texts.names import Span
from qa.ways import fact
from qa.ways.cover import distinct
from qa.ways.evidence import Evidence
from qa.ways.reading import Candidate, candidates

GIFTS = "甲牌运动宣布捐赠500万元物资。乙牌运动宣布捐赠1000万元物资。丙牌运动宣布捐赠2500万元物资。"


class Shortsighted:
    """A reader that finds the first brand of whatever it is shown."""

    threshold = 0.1

    def read(self, question: str, passages: Sequence[Passage], *, each: int = 1) -> list[Reading]:
        del question, each
        return [Reading(p, p.start, p.start + 4, 0.6) for p in passages if "牌运动" in p.text[:4]]


def hit(text: str) -> Hit:
    return Hit(Passage(Article(text[:9], "", text), 0, len(text)), 1.0)


def test_a_sentence_by_itself_is_read_where_the_passage_hides_it() -> None:
    question: Any = understand("哪家运动品牌捐赠了2500万元物资？")
    found = candidates(question, [hit(GIFTS)], Shortsighted())  # type: ignore[arg-type]
    assert {c.finding.text for c in found} == {"甲牌运动", "乙牌运动", "丙牌运动"}
    assert max(found, key=lambda c: c.finding.confidence).finding.text == "丙牌运动"


def test_the_best_answer_is_cited_from_where_it_is_surest(monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("a", "", "王岚夺冠。李青第二。王岚领奖。")
    places = [(0, 0.01), (5, 0.3), (10, 0.4)]
    found = [
        Candidate(Finding(article, Span(start, start + 2), sure), Evidence(0, 0, 1, 1, 0, 0, 1))
        for start, sure in places
    ]
    monkeypatch.setattr(fact, "candidates", lambda *_: found)
    archive: Any = SimpleNamespace(words=None)
    sure = fact.surest(understand("谁夺冠？"), [], archive, Shortsighted())  # type: ignore[arg-type]
    assert [(c.finding.text, c.finding.span.start) for c in sure] == [("王岚", 10), ("李青", 5)]
    found[2] = replace(found[2], finding=replace(found[2].finding, confidence=0.02))
    assert not fact.surest(understand("谁夺冠？"), [], archive, Shortsighted())  # type: ignore[arg-type]


def test_passages_that_repeat_another_are_not_read_again() -> None:
    hits = [hit(GIFTS), hit(GIFTS.replace("宣布", "")), hit("今天" + GIFTS), hit("白鹭大桥合龙，年内通车。")]
    assert [h.passage.text[:2] for h in distinct(hits)] == ["甲牌", "白鹭"]


@settings(deadline=None)  # the first example loads the tagger
@given(st.lists(st.text(alphabet="甲乙丙捐赠2500万元。", min_size=1, max_size=20), max_size=8))
def test_what_is_kept_is_in_order_and_only_repetitions_are_lost(texts: list[str]) -> None:
    hits = [hit(text) for text in texts]
    kept = distinct(hits)
    places = [next(i for i, h in enumerate(hits) if h is one) for one in kept]
    assert places == sorted(set(places))
    assert {h.passage.text for h in kept} <= set(texts)
    assert not texts or kept[0] is hits[0]
    for text in texts:
        assert text in {h.passage.text for h in kept} or len(distinct([*kept, hit(text)])) == len(kept)
