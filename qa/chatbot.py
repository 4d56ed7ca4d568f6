"""The one path from a question to an answer, for the UI, the command line, the API and the evaluation."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from corpus import Article
from index import Archive, Filter, Hit
from qa import wording
from qa.answer import Answer, Scanned
from qa.asked.dates import of_issues
from qa.cite import Citation, with_reprints
from qa.compose import refuse
from qa.followups.near import passages
from qa.followups.pointing import hanging
from qa.followups.resolve import resolve
from qa.generation.follow import rewritten
from qa.generation.write import Writer, write
from qa.question import Question, of_that_time, understand, with_names
from qa.question import without as put_aside
from qa.read import Reader, available
from qa.retrieve import DEPTH, retrieve
from qa.ways import apart, fact, lists, quotation, several, summary, timeline, yesno
from qa.ways.cover import distinct
from qa.ways.fact import best_sentence
from qa.ways.refusal import missing

if TYPE_CHECKING:
    from qa.generate import ChatModel

K = 10  # passages read for a fact: what the fused ranking is measured at
SEARCHED = 3  # times as many passages are searched: those that repeat another are not read again
REPRINTED = 20  # citations whose reprints are looked up, at up to 5 ms each: what a screen shows
NEAREST = 3  # excerpts shown with a refusal: what fits on a screen

Engine = Literal["extract", "generate"]
Way = Callable[[Question, Sequence[Hit], Archive, Filter, Reader | None], Answer | None]
# How each kind of question is answered: the first way that finds something; none is a refusal.
WAYS: dict[str, tuple[Way, ...]] = {
    "fact": (fact.answer, several.answer),
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

    `engine` "extract" answers in the articles' own words, "generate" in those of a chat model, each of
    whose sentences is checked against the articles; then `model` names it ("openai:…", "ollama:…",
    "file.gguf") or `chat_model` is one of LangChain's, or a `qa.generate.writer` with limits of its own, and
    `base_url` is its server's where it isn't the provider's. `reader` finds short answers and is loaded on
    first use; None leaves facts answered by whole sentences.

    Raises:
        qa.generation.errors.ModelError: a model that can't be had, in one line.
    """

    def __init__(
        self,
        archive: Archive,
        *,
        engine: Engine = "extract",
        reader: Reader | Literal["bundled"] | None = "bundled",
        k: int = K,
        model: str = "",
        chat_model: "ChatModel | Writer | None" = None,
        base_url: str = "",
    ) -> None:
        if engine not in ("extract", "generate"):
            raise ValueError(f"engine must be 'extract' or 'generate', not {engine!r}")
        self.archive = archive
        self.engine: Engine = engine
        self.writer: Writer | None = None
        if engine == "generate" or model or chat_model:
            from qa.generate import writer

            self.writer = writer(chat_model or model, base_url=base_url)
        if reader == "bundled":
            reader = Reader() if available() else None
        self.reader = reader
        self.k = k

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines that can be asked of this chatbot; `writer.name` is the chat model's name."""
        return ("extract", "generate") if self.writer else ("extract",)

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
        engine: Engine | None = None,
    ) -> Answer:
        """The answer to `question`, given the `history` of answers before it, oldest first.

        Both dates are inclusive; dates that the question names narrow them further. `without` names what
        was understood of it and shall not count: "dates", "category", "latest". `engine` overrules the
        chatbot's own; `Answer.engine` says which one's words stand. Never raises for what a question holds,
        or for a chat model that fails: what can't be answered is refused, with the nearest excerpts.
        """
        asked = Filter(since, until, newspaper, section)
        *_, answer = self._answers(question, history, asked, without, engine)
        return answer

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
        engine: Engine | None = None,
    ) -> Iterator[Answer]:
        """Ever longer answers; the last one is complete and equals what `ask` returns.

        A chat model's grow by the sentence, each checked before it is shown; where too little of them
        holds, the last answer is the extractive one.
        """
        asked = Filter(since, until, newspaper, section)
        answer = None
        for answer in self._answers(question, history, asked, without, engine):
            if answer.engine == "generate":
                yield answer
        if answer is not None and answer.engine == "extract":
            for text in wording.growing(answer.text):
                yield replace(answer, text=text)
            yield answer

    def _answers(
        self,
        text: str,
        history: Sequence[Answer],
        asked: Filter,
        without: Collection[str],
        engine: Engine | None,
    ) -> Iterator[Answer]:
        """The answer; before it, where a chat model words it, what of it is already checked."""
        started = time.perf_counter()
        writer = self.writer if (engine or self.engine) == "generate" else None
        understood = self._in_time(put_aside(self._understand(text, history, writer), without))
        where = _narrowed(asked, understood)
        answer, hits = self._ask(understood, asked, where)
        articles, passages = (0, 0) if _empty(where) else self.archive.counts(where)
        scanned = Scanned(articles, passages, exhaustive=answer.kind in ("list", "count"))
        reprints = cache(self.archive.reprints)  # the drafts of one answer cite the same articles
        for one in write(writer, understood, answer, hits) if writer else [answer]:
            yield replace(
                one,
                question=text,
                citations=_with_reprints(one, reprints),
                scanned=scanned,
                seconds={**one.seconds, "total": time.perf_counter() - started},
                understood=one.understood or understood.understood,
                resolved="" if understood.text == text.strip() else understood.text,
            )

    def _understand(self, text: str, history: Sequence[Answer], writer: Writer | None) -> Question:
        """The question as it reads without the conversation before it."""
        if not any(character.isalnum() for character in text):
            return Question(text, "fact")
        newest = self.archive.newest()
        alone = understand(text, newest)
        resolved = resolve(alone, history, newest)
        return rewritten(writer, alone, resolved, history, newest) if writer and history else resolved

    def _in_time(self, question: Question) -> Question:
        """Without dates that no article is of: 1982年发生了什么 then asks of what is told of that year."""
        if not question.when or of_issues(question.text, question.when):
            return question
        empty = self.archive.counts()[0] and not self.archive.counts(_narrowed(Filter(), question))[0]
        return of_that_time(question) if empty and not question.bad_date else question

    def _ask(self, question: Question, asked: Filter, where: Filter) -> tuple[Answer, Sequence[Hit]]:
        """The extractive answer and the passages it was sought in."""
        refused = self._at_once(question, asked, where)
        if refused:
            return refuse(question.text, refused), ()
        started = time.perf_counter()
        if question.english:
            question = with_names(question, self._texts(question, where), self.archive.frequencies)
        found = retrieve(self.archive, question.put, SEARCHED * self.k, where, words=question.words)
        hits = distinct(found)[: self.k]
        retrieved = time.perf_counter()
        each = apart.answer(question, lambda part: self._part(part, asked, where))
        answer = each or self._answer(question, hits, where)
        seconds = {"retrieve": retrieved - started, "answer": time.perf_counter() - retrieved}
        return replace(answer, seconds=seconds), hits

    def _part(self, text: str, asked: Filter, where: Filter) -> Answer:
        """The extractive answer to one of the questions in a question."""
        return self._ask(understand(text, self.archive.newest()), asked, where)[0]

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
        spoken_of = passages(question, self.archive, where)[: self.k]
        pointing = question.leans and hanging(question.text)  # to something unknown: not to anything at all
        for sought in (spoken_of, () if pointing else hits):
            for way in WAYS[question.kind] if sought else ():
                answer = way(question, sought, self.archive, where, self.reader)
                if answer:
                    return answer
        likely = fact.likely(question, spoken_of, self.archive, self.reader)
        return likely or _refuse(question, hits)


def _with_reprints(answer: Answer, reprints: Callable[[str], list[Article]]) -> tuple[Citation, ...]:
    """The citations with the reprints that hold them; of a long list the first ones' alone."""
    also = (with_reprints(c, reprints(c.article.id)) for c in answer.citations[:REPRINTED])
    return (*also, *answer.citations[REPRINTED:])


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
