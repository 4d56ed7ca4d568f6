"""The articles that a conversation is about: a follow-up is read there first, then everywhere."""

from collections.abc import Sequence

from index import Archive, ArchiveError, Filter, Hit, split
from index.fold import fold
from qa.answer import Answer
from qa.question import Question
from qa.ways.cover import coverage

MOST = 3  # articles; an answer that cites more is about no one of them
HELD = 0.99  # share of a question's words, all but rounding, that they must hold where it stands alone


def spoken_of(question: Question, leans: bool, turns: Sequence[Answer]) -> tuple[str, ...]:
    """The ids of the articles that the last answer cites, where `question` goes on about them.

    One that `leans` on the turns before does; one that stands alone does where they hold all its words.
    Refused turns are passed over as long as they leaned themselves: nothing of an earlier topic comes back.
    """
    if question.among or question.whole_archive or question.kind in ("summary", "timeline"):
        return ()
    for turn in reversed(turns):
        if not turn.refused:
            cited = {c.article.id: c.article for c in turn.citations}
            text = "\n".join(fold(f"{a.title}\n{a.text}") for a in cited.values())
            words = (*question.terms, *question.modifiers, question.category)
            goes_on = leans or (any(words) and coverage(filter(None, words), text) >= HELD)
            return tuple(cited) if goes_on and len(cited) <= MOST else ()
        if not turn.resolved:
            return ()
    return ()


def passages(question: Question, archive: Archive, where: Filter) -> list[Hit]:
    """The passages of the articles that `question` is near, those that say most of it first."""
    found = []
    for article_id in question.near:
        try:
            article = archive.article(article_id)
        except ArchiveError:
            continue  # removed since
        if where.admits(article):
            found += [Hit(passage, coverage(question.terms, passage.text)) for passage in split(article)]
    return sorted(found, key=lambda hit: -hit.score)
