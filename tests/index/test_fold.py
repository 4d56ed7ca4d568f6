"""Folding makes spellings equal without moving a character."""

from hypothesis import given
from hypothesis import strategies as st

from index.fold import finder, fold


@given(st.text())
def test_length_stays_and_folding_twice_changes_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_case_width_and_traditional_characters() -> None:
    assert fold("三壩水庫ＮＢＡ４４％") == "三坝水库nba44%"
    assert fold("ß㎞é") == "ß㎞é"
    assert fold("\ud800") == "\ufffd"


@given(st.text("三坝壩水库庫库NnＮ. ·[^]", min_size=1, max_size=3), st.text("三坝壩水库庫NnＮ. ·[^]"))
def test_a_finder_finds_what_the_folded_text_holds(phrase: str, text: str) -> None:
    found = finder(phrase).search(text)
    assert (found.start() if found else -1) == fold(text).find(fold(phrase))
