"""Questions with one answer: a span that the reader finds, a stated number, an office, or a sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index import Archive, Filter, Hit, sentences
from index.fold import fold
from index.tagger import tag
from qa.answer import Answer
from qa.compose import fact_answer, versions_answer
from qa.finding import Finding
from qa.question import COUNTED, Question
from qa.read import Reader
from qa.texts.names import Span
from qa.texts.words import VAGUE
from qa.ways import office
from qa.ways.conflict import near, updates, versions
from qa.ways.cover import coverage
from qa.ways.reading import Candidate, candidates, explains, unknown_names, weighed
from qa.ways.refusal import threshold

SENTENCE = 2 / 3  # share of a question's bigrams that a sentence must hold to stand as the answer
SAID = 0.5  # share of a question's bigrams that the sentence of a stated number must hold
# Roles that a text need not put before a name, as it does an office: 由文牧野执导, 球队请来了李明执教.
ROLES = frozenset("导演 设计师 创始人 主持人 演员 教练 主教练 经理".split())  # those of `words.TITLES`
# Of the line that refusals are drawn at, for the articles that a conversation is about: of 29 follow-ups over
# news refused at that line, 11 have their answer above this part of it, 8 another, and none that has none.
SPOKEN_OF = 0.25
UNREAD = 0.3  # probability of a stated number that the reader passed over, for its evidence to be weighed


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """The answer to a fact question, or to how many a text says there are; None when none says."""
    if (question.office[1] and not unknown_names(question)) or question.person:
        held = office.answer(question, hits, archive, where, reader)
        read_on = question.office[1] in ROLES or (reader and office.QUALIFIED.search(question.office[0]))
        if held or (question.office[1] and not read_on):
            return held
    if not (question.terms or question.names or question.category or question.modifiers):
        return None  # nothing is asked about, or nothing of it is understood: anything would answer it
    if reader is None or question.kind not in ("fact", "count"):
        found = stated_count(question, hits) if question.kind == "count" else by_sentence(question, hits)
        return fact_answer(question, found) if found else None
    return read(counting(question), hits, archive, reader)


def counting(question: Question) -> Question:
    """A question for how many there are is one for a number."""
    return replace(question, expects="number") if question.kind == "count" else question


def read(question: Question, hits: Sequence[Hit], archive: Archive, reader: Reader) -> Answer | None:
    """The surest of what the reader finds; every version where articles differ, None where none is sure."""
    sure = surest(question, hits, archive, reader)
    if not sure:
        return None
    differing = versions(question, sure)
    if differing:
        return versions_answer(question, differing, updates(differing))
    best = [c for c in sure if c.finding.confidence >= near(question) * sure[0].finding.confidence]
    newest = max(best, key=lambda c: c.finding.article.published or date.min) if question.latest else sure[0]
    return fact_answer(question, [newest.finding])


def likely(question: Question, hits: Sequence[Hit], archive: Archive, reader: Reader | None) -> Answer | None:
    """The likeliest answer in `hits`, the articles that a follow-up goes on about, where none is sure.

    That they tell of its matter is known from the turns before: less of what it says need stand beside it.
    """
    if reader is None or not (question.leans and hits) or question.kind not in ("fact", "count"):
        return None
    if question.office[1] or question.person or explains(question):
        return None  # who holds an office stands there by its title; a reason is no value
    found = candidates(counting(question), hits, reader, archive.words)
    fits = found and (question.expects != "person" or found[0].evidence.agrees)
    if not fits or found[0].finding.confidence < SPOKEN_OF * threshold():
        return None
    return fact_answer(question, [found[0].finding])


def surest(question: Question, hits: Sequence[Hit], archive: Archive, reader: Reader) -> list[Candidate]:
    """What is sure enough of what the reader finds, best first; none where the best of all is not."""
    found = candidates(question, hits, reader, archive.words)
    if question.kind == "count":
        found = _with_stated(question, hits, found)
    found = _by_its_surest_place(found)
    sure = [c for c in found if c.finding.confidence >= threshold()]
    if not sure and question.english and found and borne_out(question, found[0]):
        sure = found[:1]
    # The best answer there is decides; what is less of one is not given in its place.
    return sure if sure and sure[0] is found[0] else []


def _by_its_surest_place(found: list[Candidate]) -> list[Candidate]:
    """`found` with the best answer cited from where it is surest: a story says it in more than one place."""
    if not found:
        return found
    value = found[0].finding.text
    surest_place = max(
        (c for c in found if fold(c.finding.text) == fold(value)), key=lambda c: c.finding.confidence
    )
    return [surest_place, *(c for c in found if c is not surest_place)]


def borne_out(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence of an unsure reading says all that an English question is known to say.

    The reader learned on Chinese questions; on English ones it finds more than it is sure of.
    """
    start, end = candidate.finding.sentence
    said = coverage(question.terms, candidate.finding.article.text[start:end])
    return bool(question.names) and said == 1.0 and candidate.finding.confidence >= threshold() / 3


def _with_stated(question: Question, hits: Sequence[Hit], found: list[Candidate]) -> list[Candidate]:
    """A number stated of the thing counted joins the readings, as sure as the reader is of that place."""
    for finding in stated_count(question, hits):
        if not any(
            c.finding.article.id == finding.article.id
            and c.finding.span.start < finding.span.end
            and finding.span.start < c.finding.span.end
            for c in found
        ):
            found = [*found, weighed(question, finding, UNREAD, UNREAD)]
    return sorted(found, key=lambda c: -c.finding.confidence)


def by_sentence(question: Question, hits: Sequence[Hit]) -> list[Finding]:
    """The sentence that says most of what a question says, if that is enough to stand as its answer."""
    sentence = best_sentence(question, hits) if question.terms else None
    if sentence is None or sentence.confidence < SENTENCE or not speaks_of(question, sentence.text):
        return []
    return [sentence]


def speaks_of(question: Question, sentence: str) -> bool:
    """Whether `sentence` has a character of the attribute asked for that the rest of the question has not.

    全长3.2公里 speaks of a length; a sentence on 久隆水库 alone does not speak of its 库容.
    """
    attribute = question.attribute
    if not attribute or attribute in VAGUE:
        return True
    own = set(fold(attribute)) - set(fold(question.text.replace(attribute, "")))
    return not own or any(character in own for character in fold(sentence))


_NUMERAL = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)[万亿]?(?:余|多)?"


def stated_count(question: Question, hits: Sequence[Hit]) -> list[Finding]:
    """The number that a text states of the thing counted: 五大IP, 3条产业链, 两项改革."""
    if not question.category:
        return []
    head = question.category[tag(question.category)[-1].start :]  # 三种模式 for 几种养老模式
    stated = re.compile(
        rf"{_NUMERAL}[大化点{COUNTED}]?[^，。、；！？\n]{{0,6}}?(?:{re.escape(question.category)}|{re.escape(head)})"
    )
    best: Finding | None = None
    for hit in hits:
        article = hit.passage.article
        for start, end in sentences(article.text, hit.passage.start, hit.passage.end):
            said = coverage((*question.terms, *question.modifiers), article.text[start:end])
            for match in stated.finditer(article.text, start, end):
                if said >= SAID and (best is None or said > best.confidence):
                    best = Finding(article, Span(*match.span()), said)
    return [best] if best else []


def best_sentence(question: Question, hits: Sequence[Hit]) -> Finding | None:
    """The sentence of `hits` that holds most of the question's words; earlier hits win ties.

    One that speaks of the attribute asked for goes before any that doesn't.
    """
    best: Finding | None = None
    rank = (False, -1.0)
    for hit in hits:
        article = hit.passage.article
        for start, end in sentences(article.text, hit.passage.start, hit.passage.end):
            sentence = article.text[start:end]
            said = (speaks_of(question, sentence), coverage(question.terms, sentence))
            if said > rank:
                best, rank = Finding(article, Span(start, end), said[1]), said
    return best
