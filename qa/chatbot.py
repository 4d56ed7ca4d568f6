"""The one path from a question to an answer, for the UI, the command line, the API and the evaluation."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from index import Archive, Filter, Hit
from qa import wording
from qa.answer import Answer, Scanned
from qa.compose import refuse
from qa.followups.resolve import resolve
from qa.question import Question, understand, with_names
from qa.question import without as put_aside
from qa.read import Reader, available
from qa.retrieve import DEPTH, retrieve
from qa.ways import fact, lists, quotation, summary, timeline, yesno
from qa.ways.fact import best_sentence
from qa.ways.refusal import missing

K = 10  # passages read for a fact: what the fused ranking is measured at
NEAREST = 3  # excerpts shown with a refusal: what fits on a screen

Way = Callable[[Question, Sequence[Hit], Archive, Filter, Reader | None], Answer | None]
# How each kind of question is answered: the first way that finds something; none is a refusal.
WAYS: dict[str, tuple[Way, ...]] = {
    "fact": (fact.answer,),
    "list": (lists.answer,),
    "count": (lists.count,),
    "summary": (summary.answer,),
    "timeline": (timeline.answer,),
    "yes_no": (yesno.answer,),
    "speaker": (quotation.speaker,),
    "statements": (quotation.statements,),
}


class Chatbot:
    """Answers questions over an archive, every answer with its citations.

    `engine` "extract" answers in the articles' own words, the only one so far.
    `reader` finds short answers and is loaded on first use; None leaves facts
    answered by whole sentences.
    """

    def __init__(
        self,
        archive: Archive,
        *,
        engine: Literal["extract"] = "extract",
        reader: Reader | Literal["bundled"] | None = "bundled",
        k: int = K,
    ) -> None:
        if engine != "extract":
            raise ValueError(f"engine must be 'extract', not {engine!r}")
        self.archive = archive
        self.engine = engine
        if reader == "bundled":
            reader = Reader() if available() else None
        self.reader = reader
        self.k = k

    def ask(
        self,
        question: str,
        history: Sequence[Answer] = (),
        *,
        since: date | None = None,
        until: date | None = None,
        newspaper: str | None = None,
        section: str | None = None,
        without: Collection[str] = (),
    ) -> Answer:
        """The answer to `question`, given the `history` of answers before it, oldest first.

        Both dates are inclusive; dates that the question names narrow them further. `without` names what
        was understood of it and shall not count: "dates", "category", "latest". Never raises for what a
        question holds: what can't be answered is refused, with the nearest excerpts.
        """
        started = time.perf_counter()
        asked = Filter(since, until, newspaper, section)
        understood = put_aside(self._understand(question, history), without)
        where = _narrowed(asked, understood)
        answer = self._ask(understood, asked, where)
        articles, passages = (0, 0) if _empty(where) else self.archive.counts(where)
        scanned = Scanned(articles, passages, exhaustive=answer.kind in ("list", "count"))
        seconds = {**answer.seconds, "total": time.perf_counter() - started}
        return replace(
            answer,
            question=question,
            scanned=scanned,
            engine=self.engine,
            seconds=seconds,
            understood=understood.understood,
            resolved="" if understood.text == question.strip() else understood.text,
        )

    def stream(
        self,
        question: str,
        history: Sequence[Answer] = (),
        *,
        since: date | None = None,
        until: date | None = None,
        newspaper: str | None = None,
        section: str | None = None,
        without: Collection[str] = (),
    ) -> Iterator[Answer]:
        """Ever longer answers; the last one is complete and equals what `ask` returns."""
        answer = self.ask(
            question,
            history,
            since=since,
            until=until,
            newspaper=newspaper,
            section=section,
            without=without,
        )
        for text in wording.growing(answer.text):
            yield replace(answer, text=text)
        yield answer

    def _understand(self, text: str, history: Sequence[Answer]) -> Question:
        """The question as it reads without the conversation before it."""
        if not any(character.isalnum() for character in text):
            return Question(text, "fact")
        newest = self.archive.newest()
        return resolve(understand(text, newest), history, newest)

    def _ask(self, question: Question, asked: Filter, where: Filter) -> Answer:
        refused = self._at_once(question, asked, where)
        if refused:
            return refuse(question.text, refused)
        started = time.perf_counter()
        if question.english:
            question = with_names(question, self._texts(question, where))
        hits = retrieve(self.archive, question.text, self.k, where, words=question.words)
        retrieved = time.perf_counter()
        answer = self._answer(question, hits, where)
        return replace(
            answer, seconds={"retrieve": retrieved - started, "answer": time.perf_counter() - retrieved}
        )

    def _at_once(self, question: Question, asked: Filter, where: Filter) -> str:
        """Why there is nothing to search, in a sentence; "" when there is."""
        if not any(character.isalnum() for character in question.text):
            return wording.not_a_question(question.text)
        if question.bad_date:
            return wording.no_such_date(question.english, question.bad_date)
        if not self.archive.counts(asked)[0]:
            return wording.nothing_there(question.english, bool(asked))
        if _empty(where):
            return wording.contradicting(question.english)
        if where != asked and not self.archive.counts(where)[0]:
            return wording.nothing_then(question.english, question.when)
        return ""

    def _texts(self, question: Question, where: Filter) -> Iterator[str]:
        """Where the names of an English question are looked for: what dense retrieval finds without them."""
        for hit in self.archive.search(question.text, DEPTH, method="dense", where=where):
            yield hit.passage.text

    def _answer(self, question: Question, hits: Sequence[Hit], where: Filter) -> Answer:
        for way in WAYS[question.kind] if hits else ():
            answer = way(question, hits, self.archive, where, self.reader)
            if answer:
                return answer
        return _refuse(question, hits)


def _narrowed(where: Filter, question: Question) -> Filter:
    """`where` within the issue dates that the question itself names."""
    since = max((day for day in (where.since, question.since) if day), default=None)
    until = min((day for day in (where.until, question.until) if day), default=None)
    return replace(where, since=since, until=until)


def _empty(where: Filter) -> bool:
    """Whether no day is left."""
    return bool(where.since and where.until and where.since > where.until)


def _refuse(question: Question, hits: Sequence[Hit]) -> Answer:
    """A refusal that says what is missing, with the closest excerpts."""
    lacking = missing(question, hits)
    text = wording.not_said(question.english, lacking.thing, lacking.part, lacking.there)
    nearest = [best_sentence(question, [hit]) for hit in hits[:NEAREST]]
    return refuse(question.text, text, [found for found in nearest if found])
