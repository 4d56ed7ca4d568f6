"""Citations: how much is quoted, and the proof that an answer's evidence holds."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import sentences
from qa import Chatbot
from qa.answer import Answer, Item
from qa.cite import LONG, Citation, check, supporting
from qa.texts.names import Span

TEXT = "青石大桥昨天通车。这座大桥全长3.2公里，由省路桥集团承建。\n白鹭大桥仍在建设。"
ARTICLE = Article("a1", "大桥通车", TEXT, newspaper="江城日报")


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def sentence_of(span: Span, text: str = TEXT) -> Span:
    return next(Span(s, e) for s, e in sentences(text) if s <= span.start < e)


def cited(words: str, number: int = 1) -> Citation:
    span = at(words)
    return Citation(number, ARTICLE, *sentence_of(span), (span,))


def test_a_sentence_that_names_what_is_asked_about_stands_alone() -> None:
    span = at("昨天")
    assert supporting(ARTICLE, sentence_of(span), span, ["青石大桥", "通车"]) == sentence_of(span)


def test_a_sentence_on_a_thing_named_before_takes_that_in() -> None:
    span = at("3.2公里")
    found = supporting(ARTICLE, sentence_of(span), span, ["青石"])
    assert TEXT[found.start : found.end].startswith("青石大桥昨天通车。这座")


def test_a_long_sentence_is_cut_to_the_clauses_that_matter() -> None:
    filler = "，".join("各部门分工协作做好保障" for _ in range(12))
    text = f"{filler}，青石大桥全长3.2公里，{filler}。"
    span = at("3.2公里", text)
    found = supporting(Article("x", "", text), Span(0, len(text)), span, ["青石大桥"])
    assert text[found.start : found.end] == "青石大桥全长3.2公里"


@given(st.text(alphabet="甲乙，。；：！\n“”3.", min_size=1, max_size=LONG * 2), st.data())
def test_what_is_quoted_holds_the_answer_and_stays_in_its_paragraph(text: str, data: st.DataObject) -> None:
    spans = sentences(text)
    if not spans:
        return
    sentence = Span(*data.draw(st.sampled_from(spans)))
    start = data.draw(st.integers(sentence.start, sentence.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, sentence.end)))
    found = supporting(Article("x", "", text), sentence, span, ["甲乙", "乙"])
    assert 0 <= found.start <= span.start < span.end <= found.end <= len(text)
    assert "\n" not in text[found.start : sentence.start]


def test_a_sound_answer_has_no_problems() -> None:
    answer = Answer("全长多少？", "fact", "3.2公里[1]", citations=(cited("3.2公里"),))
    assert check(answer) == []
    assert check(replace(answer, text="3.2公里[1]（江城日报）")) == []


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Answer("q", "fact", "3.2公里", citations=(cited("3.2公里"),)), "marks"),
        (Answer("q", "fact", "3.2公里[2]", citations=(cited("3.2公里"),)), "marks"),
        (Answer("q", "fact", "3.2公里[2]", citations=(cited("3.2公里", 2),)), "numbered"),
        (Answer("q", "fact", "5公里[1]", citations=(cited("3.2公里"),)), "'5' stands in no quote"),
        (Answer("q", "fact", "北京[1]", citations=(cited("3.2公里"),)), "'北京' stands in no quote"),
        (Answer("q", "fact", "3[1]、3[2]", citations=(cited("3.2公里"), cited("全长", 2))), "overlap"),
        (Answer("q", "fact", "3[1]", citations=(Citation(1, ARTICLE, 0, 999),)), "lies outside"),
        (Answer("q", "fact", "3[1]", citations=(Citation(1, ARTICLE, 0, 5, ((3, 9),)),)), "highlight"),
        (
            Answer("q", "list", "白鹭[1]", citations=(cited("全长"),), items=(Item("白鹭", 1, (1,)),)),
            "item '白鹭'",
        ),
        (Answer("q", "refusal", "没有", citations=(cited("全长"),), refused=True), "a refusal with"),
    ],
)
def test_every_fault_is_found(answer: Answer, problem: str) -> None:
    assert any(problem in line for line in check(answer))


STORY = (
    "青石大桥昨天正式通车，市交通局局长周明宇出席仪式并讲话。大桥全长3.2公里，双向六车道，设计时速80公里，"
    "由省路桥集团承建，历时四年建成。通车以后，江北新区到主城区的车程将由四十分钟缩短到十分钟。"
    "沿线居民早早来到桥头，拍照留念。周明宇表示，年内还将有两座大桥通车，过江难的问题将得到根本改善。"
)


def test_a_citation_names_the_reprints_that_hold_its_quote(archive_of: Any, finds: Any) -> None:
    archive = archive_of(
        ("2023-05-01", STORY), ("2023-05-02", STORY), ("2023-05-03", STORY.replace("大桥全长3.2公里，", ""))
    )
    answer = Chatbot(archive, reader=finds(r"3\.2公里")).ask("青石大桥全长多少公里？")
    (citation,) = answer.citations
    also = {article.id for article in citation.also}
    assert len(also) == 1
    assert not also & {citation.article.id, "3"}
    assert check(answer) == []
    dumped: Any = answer.to_dict()["citations"]
    assert [source["id"] for source in dumped[0]["also"]] == sorted(also)
