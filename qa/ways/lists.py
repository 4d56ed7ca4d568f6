"""List and count questions: everything that can match, or what a text states."""

from collections.abc import Sequence

from index import Archive, Filter, Hit
from qa.answer import Answer
from qa.compose import fact_answer, list_answer, named_answer
from qa.listing import MENTIONED, by_place, find_items
from qa.question import Question
from qa.read import Reader
from qa.texts.value import quantity
from qa.ways import fact, matter, named, read_list, stated_number

SURE = 0.9  # of a class, for its members to be counted where no text states their number


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """The items asked for; where the archive names none, the sentence that says it all, of one matter."""
    if question.category in MENTIONED and not (question.terms or question.modifiers or question.among):
        things, total = named.everything(archive, question, *MENTIONED[question.category], where)
        return named_answer(question, things, total) if things else None
    groups = find_items(archive, question, [hit.passage for hit in hits], where)
    if reader and question.terms and not question.among and not (groups and by_place(question)):
        groups = read_list.items(question, hits, archive, reader, groups)
    if groups:
        return list_answer(question, groups)
    return None if question.whole_archive else fact.answer(question, hits, archive, where, reader)


def count(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """How many there are: counted over the whole archive, or the number that a text states."""
    if question.whole_archive or question.among:
        found = answer(question, hits, archive, where, reader)
        if found or not question.modifiers:  # 首批志愿者有几位: the class itself is the matter
            return found
    passages = [hit.passage for hit in hits]
    said = stated_number.number(archive, question, passages)
    if not said:
        listed = matter.members(archive, question, passages, SURE)
        if len(listed) > 1:
            return list_answer(question, listed)
        return fact.answer(question, hits, archive, where, reader)
    amount = quantity(said.text)
    listed = matter.members(archive, question, passages)
    if amount and len(listed) == amount[0]:
        return list_answer(question, listed)
    return fact_answer(question, [said])
