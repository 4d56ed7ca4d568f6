"""Fusion and the reader's judgement, as written-out arithmetic on made-up rankings."""

from math import log

import pytest

from corpus import Article
from index import Hit, Passage
from qa.retrieve import BM25, RELEVANCE, RRF_CONSTANT, fuse, judge, retrieve


def hit(name: str, score: float) -> Hit:
    return Hit(Passage(Article(name, "", "文" * 9), 0, 9), score)


def names(hits: list[Hit]) -> str:
    return "".join(h.passage.article.id for h in hits)


class FakeReader:
    """Thinks what it is told of each article."""

    def __init__(self, **chances: float) -> None:
        self.chances = chances
        self.asked: list[int] = []

    def relevance(self, question: str, passages: list[Passage]) -> list[float]:
        self.asked.append(len(passages))
        return [self.chances.get(p.article.id, 0.5) for p in passages]


class FakeArchive:
    def __init__(self, dense: list[Hit], lexical: list[Hit]) -> None:
        self.found = {"dense": dense, "lexical": lexical}
        self.texts: dict[str, str] = {}

    def search(self, text: str, k: int, *, method: str, where: object) -> list[Hit]:
        self.texts[method] = text
        return self.found[method][:k]


def test_fusion_adds_reciprocal_ranks():
    fused = fuse([[hit("a", 0.9), hit("b", 0.8)], [hit("b", 7.0), hit("c", 5.0)]])
    assert names(fused) == "bac"
    ranks = {"b": (2, 1), "a": (1,), "c": (2,)}
    for h in fused:
        assert h.score == pytest.approx(sum(1 / (RRF_CONSTANT + r) for r in ranks[h.passage.article.id]))


def test_ties_keep_the_order_of_the_first_ranking():
    assert names(fuse([[hit("a", 1), hit("b", 0.5)], [hit("b", 9), hit("a", 8)]])) == "ab"
    assert fuse([[], []]) == []


def test_a_judged_hit_is_worth_its_cosine_its_words_and_its_odds():
    dense, lexical = [hit("a", 0.90), hit("b", 0.80)], [hit("b", 10.0), hit("c", 5.0)]
    judged = judge(FakeReader(a=0.5, b=0.9, c=0.5), "问", fuse([dense, lexical]), dense, lexical)
    worth = {h.passage.article.id: h.score for h in judged}
    assert worth["a"] == pytest.approx(0.90)
    assert worth["b"] == pytest.approx(0.80 + BM25 + RELEVANCE * log(9))
    assert worth["c"] == pytest.approx(0.80 + BM25 / 2)  # not among the dense: their lowest cosine
    assert [h.score for h in judged] == sorted(worth.values(), reverse=True)


def test_the_reader_decides_between_equals_and_may_be_certain():
    dense = [hit("a", 0.8), hit("b", 0.8), hit("c", 0.8)]
    assert names(judge(FakeReader(a=0.0, b=0.7, c=1.0), "问", fuse([dense]), dense, [])) == "cba"
    assert judge(FakeReader(), "问", [], [], []) == []


def test_the_reader_is_optional_and_judges_a_bounded_number():
    dense = [hit(chr(0x4E00 + i), 1 - i / 100) for i in range(50)]
    archive, reader = FakeArchive(dense, dense[:3]), FakeReader()
    found = retrieve(archive, "问", 5, words="词", reader=reader)
    assert len(found) == 5
    assert archive.texts == {"dense": "问", "lexical": "词"}
    assert reader.asked[0] < 50
    assert names(retrieve(archive, "问", 5)) == names(fuse([dense, dense[:3]])[:5])
