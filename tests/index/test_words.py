"""Words as they are stored: every word comes back, whatever its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tagger import TAGS, Token
from index.words import Words, covered, pack

LENGTHS = st.lists(st.tuples(st.integers(1, 60), st.sampled_from(TAGS)), min_size=1, max_size=30)


def placed(labels: list[tuple[int, str]]) -> list[Token]:
    tokens, position = [], 0
    for length, tag in labels:
        tokens.append(Token(position, position + length, tag))
        position += length
    return tokens


@given(LENGTHS)
def test_words_come_back_as_they_were_packed(labels: list[tuple[int, str]]) -> None:
    tokens = placed(labels)
    packed = pack(tokens)
    assert covered(packed) == tokens[-1].end
    assert Words("字" * tokens[-1].end, packed).between(0, tokens[-1].end) == tokens


@given(LENGTHS, st.data())
def test_a_stretch_is_covered_by_its_words_cut_at_its_edges(
    labels: list[tuple[int, str]], data: st.DataObject
) -> None:
    tokens = placed(labels)
    end = data.draw(st.integers(1, tokens[-1].end))
    start = data.draw(st.integers(0, end - 1))
    expected = [
        Token(max(t.start, start), min(t.end, end), t.tag) for t in tokens if t.start < end and t.end > start
    ]
    assert Words("字" * tokens[-1].end, pack(tokens)).between(start, end) == expected


def test_nothing_is_between_equal_edges() -> None:
    assert Words("两字", pack([Token(0, 2, "n")])).between(1, 1) == []


@pytest.mark.models
def test_a_text_without_stored_words_is_tagged_when_asked() -> None:
    text = "廖暾昨日来到成都。"
    assert [text[t.start : t.end] for t in Words(text).between(4, 8)] == ["来到", "成都"]
