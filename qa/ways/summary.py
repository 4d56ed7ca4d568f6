"""Summaries without a chat model: what the articles asked about say first or of the matter, verbatim."""

from collections.abc import Iterable, Sequence
from itertools import islice

from corpus import Article
from index import Archive, Filter, Hit, sentences
from index.fold import fold
from qa.answer import Answer
from qa.compose import fact_answer
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader
from qa.texts.names import Span
from qa.ways.held import held

MOST = 5  # articles that one summary names; more than fits a glance is a list question
SAID = 0.75  # mean of `evidence.held` over the words asked about, from which a text speaks of the matter
MENTIONS = 3  # sentences given of what no article is about


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """What the articles asked about say first, or say of the matter; None where they say nothing."""
    del reader  # a summary is no span
    articles = list({hit.passage.article.id: hit.passage.article for hit in hits}.values())
    found = told(question, articles) if question.terms else leads(islice(archive.articles(where), MOST))
    return fact_answer(question, found) if found else None


def leads(articles: Iterable[Article]) -> list[Finding]:
    """The leads of articles: a story says in its first sentence what it is about (the inverted pyramid)."""
    return [Finding(article, span) for article in articles for span in _lead(article)]


def told(question: Question, articles: Sequence[Article]) -> list[Finding]:
    """The lead of the first article that is about the matter, else the sentences that speak of it.

    Where only an article as a whole speaks of all of it, that one's lead.
    """
    speaking = [a for a in articles if _speaks(question, f"{a.title}\n{a.text}")]
    about = [f for f in leads(speaking) if _speaks(question, f"{f.article.title}\n{f.text}")]
    mentions = [
        Finding(article, Span(start, end))
        for article in speaking
        for start, end in sentences(article.text)
        if _speaks(question, article.text[start:end])
    ]
    return about[:1] or mentions[:MENTIONS] or leads(speaking[:1])


def _speaks(question: Question, text: str) -> bool:
    """Whether a text holds every name asked about, and of all the words enough."""
    folded = fold(text)
    shares = {term: held(term, folded) for term in question.terms}
    named = all(shares[name] == 1.0 for name in question.names if name in shares)
    return named and sum(shares.values()) >= SAID * len(shares)


def _lead(article: Article) -> list[Span]:
    """The first sentence outside the headings; none in an article without sentences."""
    headings = {start for start, _ in article.headings}
    for start, end in sentences(article.text):
        if start not in headings and article.text[end - 1] in "。！？.!?”":
            return [Span(start, end)]
    return []
