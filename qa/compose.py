"""From findings to an `Answer`: citations numbered, marks set, nothing said that is not cited."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from qa import wording
from qa.answer import Answer, Event, Item, Kind
from qa.cite import Citation, supporting
from qa.finding import Finding, Named
from qa.question import Question
from qa.texts.names import Span

_MARK = re.compile(r"(\[\d+\])")


class _Numbering:
    """Hands out citation numbers in the order of first use; what overlaps is cited once.

    `asked` are the question's words, which a quote should hold; they decide how much is quoted.
    """

    def __init__(self, findings: Iterable[Finding], asked: Sequence[str] = ()) -> None:
        self._places: dict[str, list[Span]] = {}  # article → what may be cited of it, apart from each other
        self._cited: dict[tuple[str, Span], tuple[int, Finding, list[Span]]] = {}
        for finding in findings:
            place = supporting(finding.article, finding.sentence, finding.span, asked)
            if finding.support:
                place = Span(min(place.start, finding.support.start), max(place.end, finding.support.end))
            self._places[finding.article.id] = _merged([*self._places.get(finding.article.id, []), place])

    def cite(self, finding: Finding) -> int:
        """The number of the citation that holds `finding`."""
        spans = self._places[finding.article.id]
        place = next(
            span for span in spans if span.start <= finding.span.start and finding.span.end <= span.end
        )
        number, _, highlights = self._cited.setdefault(
            (finding.article.id, place), (len(self._cited) + 1, finding, [])
        )
        if finding.span not in highlights:
            highlights.append(finding.span)
        return number

    def citations(self) -> tuple[Citation, ...]:
        """Those that were used, by number."""
        return tuple(
            Citation(number, finding.article, place.start, place.end, tuple(sorted(highlights)))
            for (_, place), (number, finding, highlights) in self._cited.items()
        )


def _merged(spans: list[Span]) -> list[Span]:
    """Overlapping spans as one."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _asked(question: Question) -> list[str]:
    return [*question.names, *(term for term in question.terms if term not in question.names)]


def fact_answer(question: Question, findings: Sequence[Finding]) -> Answer:
    """The findings, each with its mark: 廖暾[1]."""
    numbering = _Numbering(findings, _asked(question))
    said = [f"{plain(f.text)}[{numbering.cite(f)}]" for f in findings]
    kind: Kind = question.kind if question.kind in ("count", "summary") else "fact"
    return _answer(question, kind, wording.joined(said, question.english), numbering, findings[0].confidence)


def versions_answer(question: Question, versions: Sequence[Sequence[Finding]], updated: bool) -> Answer:
    """Values that differ, latest first, each with its date and source: 12座[1]（2023-03-20 成都日报）；…"""
    numbering = _Numbering([f for version in versions for f in version], _asked(question))
    values = tuple(_item(version, *dict.fromkeys(numbering.cite(f) for f in version)) for version in versions)
    said = [
        value.name
        + "".join(f"[{n}]" for n in value.citations)
        + wording.source(version[0].article, question.english)
        for value, version in zip(values, versions, strict=True)
    ]
    kind: Kind = "count" if question.kind == "count" else "fact"
    text = wording.versions(said, updated, question.english)
    return replace(_answer(question, kind, text, numbering, versions[0][0].confidence), versions=values)


def verdict_answer(question: Question, yes: bool, finding: Finding) -> Answer:
    """是：已经开工[1]. The words that decide are those of `finding`."""
    numbering = _Numbering([finding], _asked(question))
    text = wording.verdict(yes, f"[{numbering.cite(finding)}]", plain(finding.text), question.english)
    return _answer(question, "fact", text, numbering, finding.confidence)


def lines_answer(question: Question, kind: Kind, lines: Sequence[tuple[str, Finding]]) -> Answer:
    """A line each, with a label in front: statements with their speakers, events with their dates."""
    numbering = _Numbering([finding for _, finding in lines])
    said = [f"{label}{plain(finding.text)}[{numbering.cite(finding)}]" for label, finding in lines]
    items = tuple(
        Item(plain(finding.text), 1, (numbering.cite(finding),)) for _, finding in lines if kind == "list"
    )
    return _answer(question, kind, "\n".join(said), numbering, lines[0][1].confidence, items)


def together(question: Question, answers: Sequence[tuple[str, Answer]], rest: str) -> Answer:
    """Answers to parts of one question, a line each with its label in front; `rest` stands behind them.

    Each is a fact by itself: the archive was not searched for all there are.
    """
    cited = {
        (i, c.number): Finding(c.article, Span(*c.highlights[0]), answer.confidence, Span(c.start, c.end))
        for i, (_, answer) in enumerate(answers)
        for c in answer.citations
    }
    numbering = _Numbering(cited.values())
    lines, items = [], []
    for i, (label, answer) in enumerate(answers):
        marks = {f"[{c.number}]": f"[{numbering.cite(cited[i, c.number])}]" for c in answer.citations}
        lines.append(label + "".join(marks.get(piece, piece) for piece in _MARK.split(answer.text)))
        told = tuple(Item(plain(cited[i, c.number].text), 1, (c.number,)) for c in answer.citations)
        items += [
            replace(item, citations=tuple(numbering.cite(cited[i, n]) for n in item.citations))
            for item in answer.items or answer.versions or told
        ]
    sure = min(answer.confidence for _, answer in answers)
    return _answer(question, "fact", "\n".join(lines) + rest, numbering, sure, tuple(items))


def timeline_answer(question: Question, events: Sequence[tuple[date, Finding]]) -> Answer:
    """A line each, its day in front."""
    numbering = _Numbering([finding for _, finding in events])
    told = tuple(Event(day, plain(finding.text), numbering.cite(finding)) for day, finding in events)
    text = "\n".join(f"{event.day}　{event.text}[{event.citation}]" for event in told)
    answer = _answer(question, "summary", text, numbering, events[0][1].confidence)
    return replace(answer, events=told)


def list_answer(
    question: Question,
    groups: Sequence[Sequence[Finding]],
    of: Finding | None = None,
    stated: Finding | None = None,
) -> Answer:
    """One item a group, each with the citation of its first mention.

    `of` is how many a text says there are where it names only these; `stated` is their number in its words.
    """
    numbering = _Numbering([*(group[0] for group in groups), *(f for f in (of, stated) if f)])
    number = f"{plain(stated.text)}[{numbering.cite(stated)}]" if stated else ""
    items = [_item(group, numbering.cite(group[0])) for group in groups]
    names = [f"{item.name}[{item.citations[0]}]" for item in items]
    text = wording.listed(names, question.kind == "count", question.english, number=number)
    text += wording.only_these(f"{plain(of.text)}[{numbering.cite(of)}]", question.english) if of else ""
    return _answer(
        question, "count" if question.kind == "count" else "list", text, numbering, 1.0, tuple(items)
    )


def named_answer(question: Question, things: Sequence[Named], total: int) -> Answer:
    """Of `total` things the given ones, an item each, and how many there are in all where more are left."""
    numbering = _Numbering(one.finding for one in things)
    items = [
        Item(plain(one.finding.text), one.mentions, (numbering.cite(one.finding),), one.first, one.latest)
        for one in things
    ]
    names = [f"{item.name}[{item.citations[0]}]" for item in items]
    text = wording.listed(names, question.kind == "count", question.english, total)
    kind: Kind = "count" if question.kind == "count" else "list"
    return _answer(question, kind, text, numbering, 1.0, tuple(items))


def _item(group: Sequence[Finding], *citations: int) -> Item:
    """What the findings of a group say, named as the first of them does."""
    days = [finding.article.published for finding in group if finding.article.published]
    return Item(plain(group[0].text), len(group), citations, min(days, default=None), max(days, default=None))


def _answer(
    question: Question,
    kind: Kind,
    text: str,
    numbering: _Numbering,
    sure: float,
    items: tuple[Item, ...] = (),
) -> Answer:
    return Answer(question.text, kind, text, citations=numbering.citations(), items=items, confidence=sure)


def refuse(question: str, text: str, nearest: Iterable[Finding] = ()) -> Answer:
    """A refusal, with the closest excerpts as numbered citations outside the text.

    It is as sure as the best of them is far from answering.
    """
    closest = list(nearest)
    numbering = _Numbering(closest)
    for finding in closest:
        numbering.cite(finding)
    best = max((finding.confidence for finding in closest), default=0.0)
    return Answer(question, "refusal", text, refused=True, nearest=numbering.citations(), confidence=1 - best)


def plain(text: str) -> str:
    """On one line, so that a mark never starts a line."""
    return " ".join(text.split())


Piece = tuple[str, Sequence[Finding], str]  # words, what bears them out, and what stands behind the marks


def told_answer(
    question: Question, extracted: Answer, pieces: Sequence[Piece], items: Sequence[Finding]
) -> Answer:
    """A chat model's sentences with the marks of what bears them out, as sure as the extractive answer.

    `items` are where the items of that answer stand, one each.
    """
    numbering = _Numbering([*(f for _, findings, _ in pieces for f in findings), *items], _asked(question))
    text = "".join(
        words + "".join(f"[{n}]" for n in dict.fromkeys(numbering.cite(f) for f in findings)) + behind
        for words, findings, behind in pieces
    )
    named = tuple(
        replace(item, citations=(numbering.cite(finding),))
        for item, finding in zip(extracted.items, items, strict=bool(items))
    )
    told = _answer(question, extracted.kind, text.strip(), numbering, extracted.confidence, named)
    return replace(told, engine="generate", seconds=extracted.seconds)
