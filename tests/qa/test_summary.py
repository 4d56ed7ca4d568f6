"""Summaries: what articles say first, or of the matter asked about."""

from collections.abc import Callable

from index import Archive
from qa import Chatbot, cite

TEXTS = (
    ("2023-03-01", "白鹭市昨日召开水务会议。会议讨论了三件事。青石水库将于五月开工。市民关心水价。"),
    ("2023-03-02", "青石大桥昨日合龙。大桥全长3.2公里。"),
)


def said(archive: Archive, question: str) -> str:
    answer = Chatbot(archive, reader=None).ask(question)
    assert cite.check(answer) == []
    return "" if answer.refused else answer.text


def test_the_matter_is_what_is_told_of(archive_of: Callable[..., Archive]) -> None:
    archive = archive_of(*TEXTS)
    assert said(archive, "介绍一下青石大桥").startswith("青石大桥昨日合龙")
    assert said(archive, "介绍一下青石水库").startswith("青石水库将于五月开工")
    assert said(archive, "青石水库").startswith("青石水库将于五月开工")
    assert said(archive, "介绍一下火星基地") == ""


def test_without_a_matter_every_article_is_told_by_its_lead(archive_of: Callable[..., Archive]) -> None:
    text = said(archive_of(*TEXTS), "文章讲了什么？")
    assert "召开水务会议" in text
    assert "合龙" in text
    assert "五月" not in text
