"""Folding makes spellings equal without moving a character."""

from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold


@given(st.text())
def test_length_stays_and_folding_twice_changes_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_case_width_and_traditional_characters() -> None:
    assert fold("三壩水庫ＮＢＡ４４％") == "三坝水库nba44%"
    assert fold("ß㎞é") == "ß㎞é"
    assert fold("\ud800") == "\ufffd"
