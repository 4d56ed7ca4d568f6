"""Who holds an office, and which offices somebody holds: read off every text that names them."""

import re
from collections.abc import Iterator, Sequence

from index import Archive, Filter, Hit, sentences
from index.fold import fold
from qa.answer import Answer
from qa.compose import fact_answer, versions_answer
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader
from qa.texts.names import Span
from qa.texts.people import Office, holds, offices
from qa.texts.value import same
from qa.ways.conflict import differing_holders, updates
from qa.ways.cover import coverage

QUALIFIED = re.compile("临时|代理|候任|名誉|前任|首任|[前原]$")  # an office that is another one so
SAID = 0.5  # share of an organisation's bigrams that an office's phrase must hold: 成都市水务局, 市水务局


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """The holder of the office asked for, or the offices of the person; None when no article says."""
    del hits, reader  # an office is read off everything that names it
    if question.person:
        held = _offices_held(archive, question.person, where)
        return fact_answer(question, held) if held else None
    found = holders(archive, question.office, where)
    if question.latest:
        newest = max((f.article.published for f in found if f.article.published), default=None)
        found = [f for f in found if f.article.published == newest]
    changed = differing_holders(question, found)
    if changed:
        return versions_answer(question, changed, updates(changed))
    return fact_answer(question, _each_once(found)) if found else None


def holders(archive: Archive, asked: tuple[str, str], where: Filter) -> list[Finding]:
    """Whose office phrase fits (organisation, title) best: a finding for each mention."""
    organisation, title = asked
    qualified = QUALIFIED.search(organisation)
    found: list[Finding] = []
    for named, finding in _named(archive, title, where):
        phrase = finding.article.text[named.phrase.start : named.phrase.end]
        said = coverage([organisation], phrase) if organisation else 1.0
        if holds(phrase, title) and said >= SAID and (not qualified or qualified.group() in phrase):
            found.append(Finding(finding.article, finding.span, said))
    top = max((f.confidence for f in found), default=0.0)
    return [f for f in found if f.confidence == top]


def titled(text: str, person: Span, start: int = 0) -> Span:
    """A person with the office named in front, no further back than `start`: 青羊区委副书记、区长冯胜."""
    for office in offices(text, start, person.end):
        if office.person.start <= person.start < office.person.end:
            return Span(min(office.phrase.start, person.start), person.end)
    return person


def _offices_held(archive: Archive, person: str, where: Filter) -> list[Finding]:
    """The offices that the texts give `person`, each wording once."""
    held: dict[str, Finding] = {}
    for office, finding in _named(archive, person, where):
        if fold(finding.text) == fold(person):
            phrase = Finding(finding.article, office.phrase, 1.0)
            held.setdefault(phrase.text, phrase)
    return list(held.values())


def _named(archive: Archive, phrase: str, where: Filter) -> Iterator[tuple[Office, Finding]]:
    """Everybody named with an office in the sentences that hold `phrase`."""
    for passage, words in archive.tagged(phrase, where):
        text = passage.article.text
        for start, end in sentences(text, passage.start, passage.end):
            if fold(phrase) in fold(text[start:end]):
                for office in offices(text, start, end, words):
                    yield office, Finding(passage.article, office.person, 1.0)


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for each person, by the longest name, in order."""
    people: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: -len(finding.text)):
        if not any(same(one.text, finding.text) for one in people):
            people.append(finding)
    return [finding for finding in findings if any(finding is one for one in people)]
