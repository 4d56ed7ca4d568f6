"""Tantivy against BM25 and phrase search written out in plain Python."""

import math
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Filter
from index.fold import fold
from index.lexical import CHARACTER_WEIGHT, COMMON, Entry, Lexical, terms

EVERYTHING = Filter()


def entry(key: int, text: str, day: int | None = 1, newspaper: str = "日报", section: str = "") -> Entry:
    return Entry(key, "", text, newspaper, section, date(2023, 3, day) if day else None)


def fieldnorm(length: int) -> int:
    """Tantivy keeps lengths exactly up to 40 and then in steps of an eighth of a power of two."""
    if length < 40:
        return length
    excess = length - 24
    step = 1 << (excess.bit_length() - 4)
    return 24 + excess // step * step


def bm25(texts: dict[int, list[str]], wanted: set[str]) -> dict[int, float]:
    """Robertson's formula, k1 = 1.2 and b = 0.75, over key → its terms."""
    counted = {key: Counter(found) for key, found in texts.items()}
    average = sum(counts.total() for counts in counted.values()) / len(counted)
    scores: dict[int, float] = {}
    for term in wanted:
        holding = [key for key, counts in counted.items() if term in counts]
        idf = math.log(1 + (len(counted) - len(holding) + 0.5) / (len(holding) + 0.5))
        for key in holding:
            frequency, length = counted[key][term], fieldnorm(counted[key].total())
            norm = 1.2 * (1 - 0.75 + 0.75 * length / average)
            scores[key] = scores.get(key, 0) + idf * 2.2 * frequency / (frequency + norm)
    return scores


def expected(texts: list[str], query: str) -> dict[int, float]:
    """BM25 over `terms`, plus that over characters with its weight; common characters count only alone."""
    characters = {key: [c for c in fold(text) if not c.isspace()] for key, text in enumerate(texts, start=1)}
    shared = Counter(c for found in characters.values() for c in set(found))
    wanted = {
        c
        for c in query
        if c > "\u3400" and c != "，" and (shared[c] <= COMMON * len(texts) or c in terms(query))
    }
    scores = bm25({key: terms(text) for key, text in enumerate(texts, start=1)}, set(terms(query)))
    for key, score in bm25(characters, wanted).items():
        scores[key] = scores.get(key, 0) + CHARACTER_WEIGHT * score
    return scores


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text("水库城市大桥开工 a1%，", min_size=1, max_size=120), min_size=1, max_size=30),
    st.text("水库城市大桥开工 a1%，", min_size=1, max_size=20),
)
def test_scores_equal_bm25(tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str) -> None:
    index = Lexical(tmp_path_factory.mktemp("lexical") / "index", "me")
    index.update([], [entry(key, text) for key, text in enumerate(texts, start=1)], 1)
    assert dict(index.search(query, 100, EVERYTHING)) == pytest.approx(expected(texts, query), rel=1e-4)


def test_best_first_and_ties_by_key(tmp_path: Path) -> None:
    index = Lexical(tmp_path / "index", "me")
    index.update([], [entry(1, "水库"), entry(2, "水库大桥，大桥"), entry(3, "水库"), entry(4, "无关")], 1)
    assert [key for key, _ in index.search("水库大桥", 10, EVERYTHING)] == [2, 1, 3]
    assert [key for key, _ in index.search("水库", 1, EVERYTHING)] == [1]


def test_one_character_is_found_inside_words(tmp_path: Path) -> None:
    index = Lexical(tmp_path / "index", "me")
    index.update([], [entry(1, "三坝水库"), entry(2, "大桥"), entry(3, "水")], 1)
    assert {key for key, _ in index.search("水", 10, EVERYTHING)} == {1, 3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三坝水库", ["三坝", "坝水", "水库"]),
        ("三壩水庫", ["三坝", "坝水", "水库"]),
        ("库", ["库"]),
        ("NBA总决赛", ["nba", "总决", "决赛"]),
        ("增长44%，达1,300.5亿", ["增长", "44", "44%", "达", "1300.5", "亿"]),
        ("ＣＯＶＩＤ－１９", ["covid", "19"]),
        ("。！？ \n", []),
        ("“安全”", ["安全"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


TEXTS = st.lists(st.text("水库庫坝壩NBA的a1% \n，", max_size=30), max_size=25)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.lists(st.text("水库庫坝壩NBA的a1% ，", min_size=1, max_size=4), min_size=1, max_size=10))
def test_no_passage_with_the_phrase_is_missing(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], phrases: list[str]
) -> None:
    index = Lexical(tmp_path_factory.mktemp("lexical") / "index", "me")
    index.update([], [entry(key, text) for key, text in enumerate(texts, start=1)], 1)
    for phrase in (phrase.strip() for phrase in phrases):
        holding = {key for key, text in enumerate(texts, start=1) if phrase and fold(phrase) in fold(text)}
        assert holding <= set(index.candidates(phrase, EVERYTHING))


@pytest.mark.parametrize(
    "question",
    ["", " ", '"', "a AND b", "title:*", "(((", "NOT", "\0", "\ud800", "🙂", "水库 OR *:*", "+", "水" * 5000],
)
def test_hostile_questions_do_no_harm(tmp_path: Path, question: str) -> None:
    index = Lexical(tmp_path / "index", "me")
    index.update([], [entry(1, "三坝水库，NBA")], 1)
    assert {key for key, _ in index.search(question, 10, EVERYTHING)} <= {1}
    assert set(index.candidates(question, EVERYTHING)) <= {1}


def test_filters_apply_before_the_best_are_taken(tmp_path: Path) -> None:
    entries = [
        entry(key, "水库" * key, key % 28 + 1, "甲乙"[key % 2], "丙丁戊"[key % 3]) for key in range(1, 60)
    ]
    index = Lexical(tmp_path / "index", "me")
    index.update([], [*entries, entry(99, "水库" * 99, None, "甲", "丙")], 1)
    where = Filter(date(2023, 3, 5), date(2023, 3, 20), "甲", "丙")
    expected = {e.key for e in entries if e.key % 2 == 0 and e.key % 3 == 0 and 5 <= e.key % 28 + 1 <= 20}
    found = index.search("水库", len(expected), where)
    assert {key for key, _ in found} == expected == set(index.candidates("水库", where))
    assert 99 in {key for key, _ in index.search("水库", 100, Filter(newspaper="甲"))}
    scores = dict(index.search("水库", 100, EVERYTHING))
    assert all(score == pytest.approx(scores[key]) for key, score in found)


def test_updates_survive_reopening_and_repetition(tmp_path: Path) -> None:
    index = Lexical(tmp_path / "index", "me")
    index.update([], [entry(1, "水库"), entry(2, "大桥"), entry(3, "水库")], 1)
    index.update([1, 3], [entry(4, "水库")], 2)
    reopened = Lexical(tmp_path / "index", "me")
    assert (reopened.generation, reopened.last) == (2, 4)
    assert reopened.keys() == [2, 4]
    assert [key for key, _ in reopened.search("水库", 9, EVERYTHING)] == [4]
    reopened.last, reopened.generation = 3, 1  # as after a crash between Tantivy's commit and the stamp
    reopened.update([1, 3], [entry(4, "水库")], 2)
    assert reopened.keys() == [2, 4]


def test_anothers_or_damaged_index_is_not_used(tmp_path: Path) -> None:
    index = Lexical(tmp_path / "index", "me")
    index.update([], [entry(1, "水库")], 1)
    assert Lexical(tmp_path / "index", "you").generation == -1
    for name in ("stamp.json", "meta.json"):
        content = (tmp_path / "index" / name).read_bytes()
        (tmp_path / "index" / name).write_bytes(content[: len(content) // 2])
        damaged = Lexical(tmp_path / "index", "me")
        assert (damaged.generation, damaged.search("水库", 1, EVERYTHING)) == (-1, [])
        (tmp_path / "index" / name).write_bytes(content)
    assert Lexical(tmp_path / "index", "me").generation == 1
