"""Sentences and passages carry spans that hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import Passage, sentences, split

# Marks that splitting looks at, more often than chance would bring them.
TEXT = st.text(
    st.one_of(
        st.sampled_from("。！？!?.;；，、“”\"'《》（）() \n\u3000a1城市"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(TEXT)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return Article("a", "题", text, headings=tuple(pairs))


@given(articles(), st.integers(1, 400))
def test_passages_cover_every_character_once_and_lie_inside(article: Article, size: int) -> None:
    passages = split(article, size)
    end = 0
    for passage in passages:
        assert end <= passage.start < passage.end <= len(article.text)
        assert article.text[end : passage.start].strip() == ""
        assert article.text[passage.start : passage.end] == passage.text == passage.text.strip()
        end = passage.end
    assert article.text[end:].strip() == ""


@given(TEXT, st.integers(1, 400))
def test_no_passage_is_longer_than_its_size(text: str, size: int) -> None:
    assert all(passage.end - passage.start <= size for passage in split(Article("a", "", text), size))


@given(TEXT, st.integers(1, 400))
def test_sentences_are_cut_only_if_too_long(text: str, size: int) -> None:
    edges = {edge for passage in split(Article("a", "", text), size) for edge in (passage.start, passage.end)}
    for start, end in sentences(text):
        if end - start <= size:
            assert not edges & set(range(start + 1, end))


@given(TEXT, st.data())
def test_sentences_of_a_stretch_cover_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = start
    for left, right in sentences(text, start, end):
        assert place <= left < right <= end
        assert text[place:left].strip() == ""
        assert "\n" not in text[left:right]
        place = right
    assert text[place:end].strip() == ""


@pytest.mark.parametrize(
    "parts",
    [
        ["第一句。", "第二句！", "第三句？", "最后一句"],
        ["他说：“真的吗？！”", "她笑了。"],
        ['他说："好。"', '她说："不好。"', "他走了。", '"再见"是他说的。'],
        ["（他没有来。）", "她来了。"],
        ["《你好！李焕英》上映了。", "票房很高。"],
        ["增长3.5%。", "达到1.2亿元。"],
        ["见 https://example.com/a?b=1.2 的说明。", "完。"],
        ["Dr. Smith paid $3.5 million.", "He left at 5 p.m. on Monday.", '"Why?"', "No one knows."],
        ["J. K. Rowling wrote it.", "It sold well!"],
        ["1. 第一项工作。", "2. 第二项工作。"],
        ["没有句号的标题", "正文第一句。"],
    ],
)
def test_sentences(parts: list[str]) -> None:
    for space in ("", " ") if parts[0][0] not in "DJ1没" else (" ",) if parts[0][0] in "DJ" else ("\n",):
        text = space.join(parts)
        assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_heading_opens_a_passage_and_stays_with_its_text() -> None:
    text = "导语一句。\n城市规模\n第一段正文。\n产业发展\n工业篇\n第二段正文。"
    headings = tuple((text.index(h), text.index(h) + len(h)) for h in ("城市规模", "产业发展", "工业篇"))
    article = Article("a", "", text, headings=headings)
    for size in (8, 20, 250):
        assert [p.text for p in split(article, size)] == [
            "导语一句。",
            "城市规模\n第一段正文。",
            "产业发展\n工业篇\n第二段正文。",
        ]


def test_a_long_sentence_is_cut_at_a_pause() -> None:
    text = "一二三四五六，七八九十一二，三四五六七八。"
    assert [p.text for p in split(Article("a", "", text), 15)] == [
        "一二三四五六，七八九十一二，",
        "三四五六七八。",
    ]


def test_short_sentences_share_a_passage() -> None:
    article = Article("a", "", "一。" * 300)
    assert {passage.end - passage.start for passage in split(article)} == {250, 100}


def test_splitting_is_linear() -> None:
    article = Article("a", "", 'a"。' * 200_000)
    assert len(split(article)) > 1000


def test_size_must_be_positive() -> None:
    with pytest.raises(ValueError, match="at least 1 character, not 0"):
        split(Article("a", "", "一"), 0)


def test_blank_text_has_no_passages() -> None:
    assert split(Article("a", "题", " \n\u3000")) == []
    assert Passage(Article("a", "", "一二三"), 1, 2).text == "二"
