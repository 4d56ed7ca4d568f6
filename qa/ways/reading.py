"""Candidate answers: what the reader finds in the passages, each cut to a value, weighed and judged."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp

from corpus import Article
from index import Hit, Passage, Words, sentences
from index.fold import fold
from index.tagger import tag_texts
from index.words import pack
from qa.asked.chinese import WHY
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader, Reading
from qa.texts.names import Span
from qa.texts.value import same
from qa.ways.cover import coverage
from qa.ways.evidence import Evidence, weigh
from qa.ways.expected import agrees, kind_asked, named, of_kind, of_rank
from qa.ways.former import of_the_two
from qa.ways.refusal import sureness
from qa.ways.rendered import rendered
from qa.ways.respectively import aligned
from qa.ways.verb import of_verb
from qa.ways.whole import closed, whole

EACH = 3  # readings of a passage: one that lists many brands or teams says the like of each
CLOSE = 6  # sentences read by themselves: those of the likeliest readings, and as many that say most
# Asked for a way or a reason, which takes a sentence to say.
_EXPLAINS = re.compile(
    rf"{WHY}|怎么|怎样|如何|原因是|是什么意思|\bwhy\b|\bhow (?!many|much|long|tall|old|far|big|high)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer; the finding's confidence is the sureness that it is one, 0 to 1."""

    finding: Finding
    evidence: Evidence


def tagged(article: Article) -> Words:
    """The words of an article that no archive holds."""
    return Words(article.text, pack(tag_texts([article.text])[0]))


def candidates(
    question: Question,
    hits: Sequence[Hit],
    reader: Reader,
    words_of: Callable[[Article], Words] = tagged,
) -> list[Candidate]:
    """What the reader takes for answers, best first: in the passages, and in their sentences by themselves.

    A passage shows what a sentence speaks of; a sentence by itself, whether it is the one that answers.
    """
    passages = [hit.passage for hit in hits]
    words = {
        article.id: words_of(article) for article in {p.article.id: p.article for p in passages}.values()
    }
    asked = rendered(question)
    wide = reader.read(asked, passages, each=EACH)
    apart = _sentences(question, passages, wide)
    close = reader.read(asked, list(apart), each=EACH)
    found: dict[tuple[str, Span], Candidate] = {}
    for article, span, chance, alone in _places(wide, close, apart):
        within = Finding(article, span).sentence
        span = (
            within if explains(question) else _value(article.text, span, within, question, words[article.id])
        )
        value = article.text[span.start : span.end]
        typed = question.expects in ("number", "date")
        another = agrees(question, value) is False if typed else bool(question.expects) and not named(value)
        if not another and not _echoes(question, value):
            one = weighed(question, Finding(article, span), chance, alone, words[article.id])
            held = found.get((article.id, span))
            if held is None or held.evidence.order < one.evidence.order:
                found[article.id, span] = one
    return sorted(_voted(list(found.values())), key=lambda candidate: -candidate.evidence.order)


def _value(text: str, span: Span, sentence: Span, question: Question, words: Words) -> Span:
    """What of a reading is the value asked for: whole, of its kind, and no more."""
    span = aligned(text, sentence, span, question)
    span = of_the_two(text, sentence, span, question)
    span = whole(text, span, question, words)
    span = of_kind(text, span, sentence, kind_asked(question), question.terms)
    span = of_rank(text, span, question)
    span = closed(text, of_verb(text, span, question))
    return Span(span.start, span.end - text[span.start + 1 : span.end].endswith("的"))


def _sentences(
    question: Question, passages: Sequence[Passage], readings: Sequence[Reading]
) -> dict[Passage, Passage]:
    """The sentences worth reading by themselves, each with its passage."""
    found = {}
    for reading in readings[:CLOSE]:
        start, end = Finding(reading.passage.article, Span(reading.start, reading.end)).sentence
        found[Passage(reading.passage.article, start, end)] = reading.passage
    saying = [
        (
            coverage(question.terms, passage.article.text[start:end]),
            -rank,
            Passage(passage.article, start, end),
        )
        for rank, passage in enumerate(passages)
        for start, end in sentences(passage.article.text, passage.start, passage.end)
    ]
    for _, rank, sentence in sorted(saying, key=lambda s: s[:2], reverse=True)[:CLOSE]:
        found.setdefault(sentence, passages[-rank])
    return found


def _places(
    wide: Sequence[Reading], close: Sequence[Reading], read: dict[Passage, Passage]
) -> Iterator[tuple[Article, Span, float, float]]:
    """Each place that was read as an answer, with its probability in its passage and in its sentence.

    What was found in one of them only is in the other at most as likely as the least of those found there.
    """
    for sentence, passage in read.items():
        inside = [r for r in wide if r.passage is passage]
        outer = [r for r in inside if sentence.start <= r.start < sentence.end]
        inner = [r for r in close if r.passage is sentence]
        least = min((r.probability for r in inside), default=0.0)
        for one in outer:
            alike = max((r.probability for r in inner if _overlap(r, one)), default=0.0)
            yield sentence.article, Span(one.start, one.end), one.probability, alike
        for one in inner:
            alike = max((r.probability for r in outer if _overlap(r, one)), default=-1.0)
            if alike < 0:
                yield sentence.article, Span(one.start, one.end), least, one.probability


def _overlap(one: Reading, other: Reading) -> bool:
    return one.start < other.end and other.start < one.end


def _voted(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each knowing how far others of other wording say the same."""
    voted = []
    for one in found:
        others = {
            _sentence(o): 1 / (1 + exp(-o.evidence.reader))
            for o in found
            if same(o.finding.text, one.finding.text) and _sentence(o) != _sentence(one)
        }
        voted.append(judged(one.finding, replace(one.evidence, votes=min(1.0, sum(others.values())))))
    return voted


def _sentence(candidate: Candidate) -> str:
    return candidate.finding.article.text[slice(*candidate.finding.sentence)]


def judged(finding: Finding, evidence: Evidence) -> Candidate:
    """`finding` with how sure its evidence makes it."""
    return Candidate(replace(finding, confidence=sureness(evidence)), evidence)


def _echoes(question: Question, value: str) -> bool:
    """Whether a reading only repeats words of the question, which is no answer to it."""
    rest = fold(value)
    for word in sorted((*question.terms, *question.names, question.text), key=len, reverse=True):
        rest = rest.replace(fold(word), "") if word else rest
    return not any(character.isalnum() for character in rest) or fold(value) in fold(question.text)


def weighed(
    question: Question, finding: Finding, chance: float, alone: float, words: Words | None = None
) -> Candidate:
    """`finding`, which the reader gives these probabilities, with its evidence and how sure that makes it."""
    evidence = weigh(question, finding, chance, alone, words)
    return judged(finding, replace(evidence, names=0.0) if unknown_names(question) else evidence)


def explains(question: Question) -> bool:
    """Whether a whole sentence is asked for: how and why."""
    return not question.expects and bool(_EXPLAINS.search(question.text))


def unknown_names(question: Question) -> bool:
    """Whether an English question names something that no article's writing of it was found for."""
    return bool(question.unknown)
