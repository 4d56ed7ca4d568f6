"""Candidate answers: what the reader finds in the passages, each cut to a value, weighed and judged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Hit
from index.fold import fold
from qa.asked.english import pinyin_names, translate
from qa.asked.glossary import NAMES
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader
from qa.texts.names import Span
from qa.ways.evidence import Evidence, speaks_of_all, weigh
from qa.ways.expected import agrees, kind_asked, of_kind, whole
from qa.ways.refusal import sureness

MOST = 5  # readings weighed; later ones were right in no tuning question
# Asked for a way or a reason, which takes a sentence to say.
_EXPLAINS = re.compile(
    r"为什么|为何|怎么|怎样|如何|原因是|是什么意思|\bwhy\b|\bhow (?!many|much|long|tall|old|far|big|high)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer; the finding's confidence is the sureness that it is one, 0 to 1."""

    finding: Finding
    evidence: Evidence


def candidates(question: Question, hits: Sequence[Hit], reader: Reader) -> list[Candidate]:
    """What the reader takes for answers, at most one a passage, surest first."""
    readings = reader.read(asked(question), [hit.passage for hit in hits])[:MOST]
    found = []
    for reading in readings:
        if not speaks_of_all(question, reading.passage.article):
            continue
        article, span = reading.passage.article, Span(reading.start, reading.end)
        found_in = Finding(article, span).sentence
        span = found_in if explains(question) else whole(article.text, span, question)
        span = of_kind(article.text, span, found_in, kind_asked(question))
        value = article.text[span.start : span.end]
        another = question.expects == "number" and agrees(question, value) is False
        if not another and not _echoes(question, value):
            found.append(weighed(question, Finding(article, span), reading.probability))
    return sorted(found, key=lambda candidate: -candidate.finding.confidence)


def _echoes(question: Question, value: str) -> bool:
    """Whether a reading only repeats words of the question, which is no answer to it."""
    rest = fold(value)
    for word in sorted((*question.terms, *question.names, question.text), key=len, reverse=True):
        rest = rest.replace(fold(word), "") if word else rest
    return not any(character.isalnum() for character in rest) or fold(value) in fold(question.text)


def weighed(question: Question, finding: Finding, probability: float) -> Candidate:
    """`finding`, to which the reader gives `probability`, with its evidence and how sure that makes it."""
    evidence = weigh(question, finding, probability)
    if unknown_names(question):
        evidence = replace(evidence, names=0.0)
    return Candidate(Finding(finding.article, finding.span, sureness(evidence)), evidence)


def explains(question: Question) -> bool:
    """Whether a whole sentence is asked for: how and why."""
    return not question.expects and bool(_EXPLAINS.search(question.text))


def unknown_names(question: Question) -> bool:
    """Whether an English question names something that no article's writing of it was found for."""
    if not question.english:
        return False
    text = asked(question)
    return any(not translate(word.lower()) for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text))


def asked(question: Question) -> str:
    """The question as the reader is asked: an English one with its names as the articles write them."""
    text = question.text
    if not question.english:
        return text
    for spelled, name in zip(pinyin_names(text), question.names, strict=False):
        text = text.replace(spelled, name)
    for spelled in sorted(NAMES, key=len, reverse=True):
        if NAMES[spelled] in question.names:
            text = re.sub(rf"(?<!\w){re.escape(spelled)}(?!\w)", NAMES[spelled], text, flags=re.I)
    return text
