"""List and count questions: everything that can match, or what a text states."""

from collections.abc import Sequence

from index import Archive, Filter, Hit
from qa.answer import Answer
from qa.compose import list_answer
from qa.listing import find_items
from qa.question import Question
from qa.read import Reader
from qa.ways import fact


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """The items asked for; where the archive names none, the sentence that says it all, of one matter."""
    groups = find_items(archive, question, [hit.passage for hit in hits], where)
    if groups:
        return list_answer(question, groups)
    return None if question.whole_archive else fact.answer(question, hits, archive, where, reader)


def count(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """How many there are: counted over the whole archive, or the number that a text states."""
    if question.whole_archive or question.among:
        return answer(question, hits, archive, where, reader)
    return fact.answer(question, hits, archive, where, reader)
