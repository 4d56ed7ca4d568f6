"""Questions with one answer: an office holder, a span that the reader finds, or the sentence that says it."""

import re
from collections.abc import Sequence

from index import Archive, Filter, Hit, sentences
from index.fold import fold
from qa.cover import coverage
from qa.finding import Finding
from qa.names import Span
from qa.people import holds, offices
from qa.question import COUNTED, Question
from qa.read import Reader
from qa.words import VAGUE

SURE = (
    0.2  # probability from which a reading stands alone; below it a sentence must bear it out (tuned on RGB)
)
SENTENCE = 2 / 3  # share of a question's bigrams that a sentence must hold to stand as the answer
SAID = 0.5  # share of an organisation's bigrams that an office's phrase must hold: 成都市水务局, 市水务局


def facts(
    archive: Archive, question: Question, hits: Sequence[Hit], where: Filter, reader: Reader | None
) -> list[Finding]:
    """The answers to a fact question, surest first; [] when the archive does not say."""
    if question.office[1]:
        return office_holders(archive, question, where)
    if question.person:
        return offices_held(archive, question, where)
    if question.kind == "count":
        return stated_count(question, hits)
    # The reader was trained on Chinese questions with one answer: not on lists, not on English.
    if reader is not None and question.kind == "fact" and not question.english:
        read = reader.read(question.text, [hit.passage for hit in hits])
        if not read or read[0].probability < reader.threshold:
            return []
        if read[0].probability >= SURE:
            best = read[0]
            return [Finding(best.passage.article, Span(best.start, best.end), best.probability)]
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


def office_holders(archive: Archive, question: Question, where: Filter) -> list[Finding]:
    """Who holds the office that `question` asks for, from every text that names it."""
    organisation, title = question.office
    best: dict[str, Finding] = {}
    for passage in archive.containing(title, where):
        text = passage.article.text
        for start, end in sentences(text, passage.start, passage.end):
            for office in offices(text, start, end):
                phrase = text[office.phrase.start : office.phrase.end]
                said = coverage([organisation], phrase) if organisation else 1.0
                if holds(phrase, title) and said >= SAID:
                    finding = Finding(passage.article, office.person, said)
                    if finding.text not in best or best[finding.text].confidence < said:
                        best[finding.text] = finding
    top = max((f.confidence for f in best.values()), default=0.0)
    return [f for f in best.values() if f.confidence == top]


def offices_held(archive: Archive, question: Question, where: Filter) -> list[Finding]:
    """The offices that the texts give the person asked about, each wording once."""
    held: dict[str, Finding] = {}
    for passage in archive.containing(question.person, where):
        text = passage.article.text
        for start, end in sentences(text, passage.start, passage.end):
            for office in offices(text, start, end):
                if text[office.person.start : office.person.end] == question.person:
                    finding = Finding(passage.article, office.phrase, 1.0)
                    held.setdefault(finding.text, finding)
    return list(held.values())


_NUMERAL = r"(?:\d[\d,.]*|[一二两三四五六七八九十百千]+)[万亿]?(?:余|多)?"


def stated_count(question: Question, hits: Sequence[Hit]) -> list[Finding]:
    """The number that a text states of the thing counted: 五大IP, 3条产业链, 两项改革."""
    if not question.category:
        return []
    stated = re.compile(
        rf"{_NUMERAL}[大化点{COUNTED}]?[^，。、；！？\n]{{0,6}}?{re.escape(question.category)}"
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
