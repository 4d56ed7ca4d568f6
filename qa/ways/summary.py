"""Summaries without a chat model: the opening sentence of each article asked about, verbatim."""

from collections.abc import Sequence
from itertools import islice

from corpus import Article
from index import Archive, Filter, Hit, sentences
from qa.answer import Answer
from qa.compose import fact_answer
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader
from qa.texts.names import Span

MOST = 5  # articles that one summary names; more than fits a glance is a list question


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """What the articles asked about say first; None for articles without a sentence."""
    del reader  # a summary is no span
    found = leads(archive, question, hits, where)
    return fact_answer(question, found) if found else None


def leads(archive: Archive, question: Question, hits: Sequence[Hit], where: Filter) -> list[Finding]:
    """The leads of the articles asked about, or of the archive's first when none is singled out.

    A newspaper story says in its first sentence what it is about (the inverted pyramid).
    """
    if question.terms:
        articles = list({hit.passage.article.id: hit.passage.article for hit in hits}.values())[:1]
    else:
        articles = list(islice(archive.articles(where), MOST))
    return [Finding(article, span) for article in articles for span in _lead(article)]


def _lead(article: Article) -> list[Span]:
    """The first sentence outside the headings; none in an article without sentences."""
    headings = {start for start, _ in article.headings}
    for start, end in sentences(article.text):
        if start not in headings and article.text[end - 1] in "。！？.!?”":
            return [Span(start, end)]
    return []
