"""The one path from a question to an answer, for the UI, the command line, the API and the evaluation."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from index import Archive, Filter, Hit
from qa import wording
from qa.answer import Answer, Scanned
from qa.compose import fact_answer, list_answer, refuse
from qa.fact import best_sentence, facts
from qa.followup import resolve
from qa.listing import find_items
from qa.question import Question, understand, with_names
from qa.read import Reader, available
from qa.retrieve import DEPTH, retrieve
from qa.summary import leads

K = 10  # passages read for a fact: what the fused ranking is measured at
NEAREST = 3  # excerpts shown with a refusal: what fits on a screen


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
    ) -> Answer:
        """The answer to `question`, given the `history` of answers before it, oldest first.

        Both dates are inclusive. Never raises for what a question holds: what can't
        be answered is refused, with the nearest excerpts.
        """
        started = time.perf_counter()
        where = Filter(since, until, newspaper, section)
        answer = self._ask(question, history, where)
        articles, passages = self.archive.counts(where)
        scanned = Scanned(articles, passages, exhaustive=answer.kind in ("list", "count"))
        seconds = {**answer.seconds, "total": time.perf_counter() - started}
        return replace(answer, question=question, scanned=scanned, engine=self.engine, seconds=seconds)

    def stream(
        self,
        question: str,
        history: Sequence[Answer] = (),
        *,
        since: date | None = None,
        until: date | None = None,
        newspaper: str | None = None,
        section: str | None = None,
    ) -> Iterator[Answer]:
        """Ever longer answers; the last one is complete and equals what `ask` returns."""
        answer = self.ask(question, history, since=since, until=until, newspaper=newspaper, section=section)
        for text in wording.growing(answer.text):
            yield replace(answer, text=text)
        yield answer

    def _ask(self, text: str, history: Sequence[Answer], where: Filter) -> Answer:
        if not any(c.isalnum() for c in text):
            return refuse(text, wording.not_a_question(text))
        question = resolve(understand(text), history)
        started = time.perf_counter()
        if question.english:
            question = with_names(question, self._texts(question, where))
        hits = retrieve(self.archive, question.text, self.k, where, words=question.words)
        retrieved = time.perf_counter()
        answer = self._answer(question, hits, where)
        return replace(
            answer, seconds={"retrieve": retrieved - started, "answer": time.perf_counter() - retrieved}
        )

    def _texts(self, question: Question, where: Filter) -> Iterator[str]:
        """Where the names of an English question are looked for: what dense retrieval finds without them."""
        for hit in self.archive.search(question.text, DEPTH, method="dense", where=where):
            yield hit.passage.text

    def _answer(self, question: Question, hits: Sequence[Hit], where: Filter) -> Answer:
        if not hits:
            return refuse(question.text, wording.nothing_there(question.english, bool(where)))
        if question.kind == "list" or (question.kind == "count" and question.whole_archive):
            groups = find_items(self.archive, question, [hit.passage for hit in hits], where)
            if groups:
                return list_answer(question, groups)
            if question.whole_archive:
                return self._refuse(question, hits)
        if question.kind == "summary":
            findings = leads(self.archive, question, hits, where)
        else:
            findings = facts(self.archive, question, hits, where, self.reader)
        if findings:
            return fact_answer(question, findings)
        return self._refuse(question, hits)

    def _refuse(self, question: Question, hits: Sequence[Hit]) -> Answer:
        nearest = [best_sentence(question, [hit]) for hit in hits[:NEAREST]]
        return refuse(question.text, wording.not_said(question.english), [f for f in nearest if f])
