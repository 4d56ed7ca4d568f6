"""What several things are called, where a question reads as if there were one: 受灾的农家乐叫什么名字."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Archive, Filter, Hit
from qa.answer import Answer
from qa.asked import chinese
from qa.followups.slots import slots
from qa.question import Question, understand
from qa.read import Reader
from qa.ways import lists

_CALLED = re.compile(
    "(.{4,}?)(?:都|分别|各)?(?:叫|是)什么(?:名字|名称)|(.{4,}?)(?:的名字|的名称)(?:都|分别|各)?(?:叫|是)什么"
)


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """The names as a list, of two at least; None for a question that asks for no names."""
    match = _CALLED.fullmatch(chinese.core(question.text))
    asked = understand(f"{match[1] or match[2]}有哪些？") if match else None
    if question.office[1] or asked is None or asked.kind != "list" or not (asked.category and asked.terms):
        return None
    found = lists.answer(replace(asked, near=question.near), hits, archive, where, reader)
    if not found or len(found.items) < 2:
        return None
    return found if all(_is_name(item.name, found) for item in found.items) else None


def _is_name(name: str, answer: Answer) -> bool:
    """Whether a name is written as one, in quotation marks, or is somebody's: no 办案警察 for 受伤的警察."""
    if any(s.kind == "person" and s.end - s.start == len(name) for s in slots(name)):
        return True
    return any(
        mark in citation.article.text
        for citation in answer.citations
        for mark in (f"“{name}”", f"《{name.strip('《》')}》")
    )
