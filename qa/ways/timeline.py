"""How something went: dated sentences about it, in the order of the events."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from corpus import Article
from index import Archive, Filter, Hit, sentences
from index.fold import fold
from qa.answer import Answer
from qa.compose import timeline_answer
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader
from qa.retrieve import retrieve
from qa.texts.names import Span
from qa.texts.value import dates
from qa.ways.cover import coverage
from qa.ways.evidence import things
from qa.ways.held import held, neighbourhood

DEPTH = 30  # passages looked through: a matter with a course is told in several articles
MOST = 8  # events of one answer: what a screen shows
LONGEST = 200  # characters of an event; longer sentences are lists and notices
UNDATED = 0.3  # what a sentence without a date of its own counts less
OWN = 0.5  # of the names, that the sentence itself must hold; all the more if it names no day
SAID = 0.7  # of the matter's names, that a sentence and its neighbours must hold
LIKE = 0.6  # share of a sentence's bigrams that makes another of the same day a repetition
# Words of the question that ask for a course and name nothing.
ASKING = frozenset(
    "经过 进展 过程 历程 时间线 始末 来龙去脉 发展 最新 情况 事件 前后 怎么 如何 梳理 回顾 timeline".split()
)


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """The events of a matter, a dated line each; None where nothing dated speaks of it."""
    del reader  # events are sentences
    words = [w for w in things(question) or question.terms if w not in ASKING]
    if not words:
        return None
    more = retrieve(archive, question.text, DEPTH, where, words=question.words)
    events: list[tuple[date, Finding]] = []
    for hit in {id(h.passage): h for h in [*hits, *more]}.values():
        article = hit.passage.article
        for start, end in sentences(article.text, hit.passage.start, hit.passage.end):
            event = _event(article, Span(start, end), words)
            if event:
                events.append(event)
    chosen = _best(events)
    return timeline_answer(question, chosen) if chosen else None


def _event(article: Article, sentence: Span, words: Sequence[str]) -> tuple[date, Finding] | None:
    """The day of what a sentence tells of the matter, and where; None for one that tells nothing of it.

    Without a day of its own it is of the issue's, and must itself name the matter.
    """
    text = article.text[sentence.start : sentence.end]
    named = day_of(text, article.published)
    day = named or article.published
    said = min(held(word, fold(neighbourhood(article, sentence))) for word in words)
    own = sum(held(word, fold(text)) for word in words) / len(words)
    told = len(text) <= LONGEST and text[-1] not in "？?"
    if day is None or not told or said < SAID or own < (OWN if named else SAID):
        return None
    return day, Finding(article, sentence, (said + own) / 2 - (0.0 if named else UNDATED))


def _best(events: Sequence[tuple[date, Finding]]) -> list[tuple[date, Finding]]:
    """The surest of the events, none twice, in order of their days."""
    chosen: list[tuple[date, Finding]] = []
    for day, finding in sorted(events, key=lambda e: (-e[1].confidence, len(e[1].text))):
        if len(chosen) < MOST and not any(
            coverage([finding.text], other.text) >= LIKE or (day == other_day and other_day != date.min)
            for other_day, other in chosen
        ):
            chosen.append((day, finding))
    return sorted(chosen, key=lambda event: event[0])


_FULL = re.compile(r"(?:(\d{4})\s?年)?\s?(?:(\d{1,2})\s?月)?\s?(?:(\d{1,2})\s?[日号])?")
_DATELINE = re.compile(r"\s?(?:电|讯|消息)")  # 新华社北京7月26日电: when it was written, not when it happened
_AGO = {"今": 0, "昨": 1, "前": 2, "明": -1, "后": -2}


def day_of(text: str, published: date | None) -> date | None:
    """The first day that `text` names, in full or as the issue of `published` would mean it; else None.

    7月28日 is of the issue's year (of the one before, were it over a month ahead), 28日 of its month.
    """
    for start, end in dates(text):
        said = text[start:end]
        if _DATELINE.match(text, end):
            continue
        if published and said[0] in _AGO and said[1:2] in tuple("天日晚晨早"):
            return published - timedelta(days=_AGO[said[0]])
        match = _FULL.match(said)
        year, month, day = (int(g) if g else 0 for g in match.groups()) if match else (0, 0, 0)
        if (year and not month) or not (year or published) or not (month or day):
            continue
        found = _made(year, month, day, published)
        if found:
            return found
    return None


def _made(year: int, month: int, day: int, published: date | None) -> date | None:
    try:
        made = date(
            year or (published.year if published else 1),
            month or (published.month if published else 1),
            day or 1,
        )
    except ValueError:
        return None
    if published and not year and made > published + timedelta(days=31):
        return made.replace(year=made.year - 1) if (made.month, made.day) != (2, 29) else None
    return made
