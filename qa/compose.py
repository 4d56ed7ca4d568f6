"""From findings to an `Answer`: citations numbered, marks set, nothing said that is not cited."""

from collections.abc import Iterable, Sequence

from corpus import Article
from qa import wording
from qa.answer import Answer, Item
from qa.cite import Citation
from qa.finding import Finding
from qa.names import Span
from qa.question import Question


class _Numbering:
    """Hands out citation numbers, one a sentence, in the order of first use."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, Span], tuple[int, Article, list[Span]]] = {}

    def cite(self, finding: Finding) -> int:
        key = (finding.article.id, finding.sentence)
        number, _, highlights = self._places.setdefault(key, (len(self._places) + 1, finding.article, []))
        if finding.span not in highlights:
            highlights.append(finding.span)
        return number

    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            Citation(number, article, place.start, place.end, tuple(sorted(highlights)))
            for (_, place), (number, article, highlights) in self._places.items()
        )


def fact_answer(question: Question, findings: Sequence[Finding]) -> Answer:
    """The findings, each with its mark: 廖暾[1]."""
    numbering = _Numbering()
    said = [f"{_plain(f.text)}[{numbering.cite(f)}]" for f in findings]
    return Answer(
        question.text,
        "count" if question.kind == "count" else "summary" if question.kind == "summary" else "fact",
        wording.joined(said, question.english),
        citations=numbering.citations(),
        confidence=findings[0].confidence,
    )


def list_answer(question: Question, groups: Sequence[Sequence[Finding]]) -> Answer:
    """One item a group, each with the citation of its first mention."""
    numbering = _Numbering()
    items = [Item(_plain(group[0].text), len(group), (numbering.cite(group[0]),)) for group in groups]
    names = [f"{item.name}[{item.citations[0]}]" for item in items]
    return Answer(
        question.text,
        "count" if question.kind == "count" else "list",
        wording.listed(names, question.kind == "count", question.english),
        citations=numbering.citations(),
        items=tuple(items),
        confidence=1.0,
    )


def refuse(question: str, text: str, nearest: Iterable[Finding] = ()) -> Answer:
    """A refusal, with the closest excerpts as numbered citations outside the text.

    It is as sure as the best of them is far from answering.
    """
    numbering = _Numbering()
    best = 0.0
    for finding in nearest:
        numbering.cite(finding)
        best = max(best, finding.confidence)
    return Answer(question, "refusal", text, refused=True, nearest=numbering.citations(), confidence=1 - best)


def _plain(text: str) -> str:
    """On one line, so that a mark never starts a line."""
    return " ".join(text.split())
