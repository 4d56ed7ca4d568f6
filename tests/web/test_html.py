"""Escaping: nothing from outside becomes a tag, no character is added or lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.html import marked, safe, text
from tests.web.reader import HOSTILE, TURNING, Reader


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_text_stays_text(bad: str) -> None:
    reader = Reader(text(bad) + f'<i title="{safe(bad)}"></i>')
    assert [tag for tag, _ in reader.tags] == ["bdi", "i"]
    assert reader.text == bad
    assert reader.tags[1][1] == {"title": bad}


def test_characters_that_turn_the_writing_direction_become_visible() -> None:
    shown = Reader(text(TURNING)).text
    assert len(shown) == len(TURNING)
    assert shown == "\ufffd反向\ufffd隔离\ufffd"


@given(st.text(max_size=60), st.data())
def test_marked_loses_and_adds_no_character(words: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(words))
    start, end = sorted((data.draw(offsets), data.draw(offsets)))
    spans = data.draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    inside = {i for a, b in spans for i in range(max(a, start), min(b, end))}
    shown = re.sub("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "\ufffd", words)
    # Read the HTML back, character by character, with whether each was marked.
    seen = [(c, on) for piece, on in pieces(marked(words, start, end, spans)) for c in piece]
    assert seen == [(shown[i], i in inside) for i in range(start, end)]


def pieces(html: str) -> list[tuple[str, bool]]:
    """(text, marked) in order, by our own reading: entities undone, `<mark>` tags as switches."""
    body = html.removeprefix("<bdi>").removesuffix("</bdi>")
    found, on = [], False
    for part in re.split(r"(</?mark>)", body):
        if part in ("<mark>", "</mark>"):
            assert on == (part == "</mark>"), "marks must not nest"
            on = not on
        elif part:
            assert "<" not in part
            assert ">" not in part
            undone = part.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
            found.append((undone.replace("&#x27;", "'").replace("&amp;", "&"), on))
    return found


def test_overlapping_and_outlying_spans_are_merged_and_clipped() -> None:
    assert marked("甲乙丙丁戊", 1, 4, [(0, 2), (1, 3), (3, 9)]) == "<bdi><mark>乙丙丁</mark></bdi>"
    assert marked("甲乙丙丁戊", 1, 4, [(0, 1), (4, 5), (2, 2)]) == "<bdi>乙丙丁</bdi>"
    assert marked("甲乙丙丁戊", 0, 5, [(4, 5), (0, 1)]) == "<bdi><mark>甲</mark>乙丙丁<mark>戊</mark></bdi>"
