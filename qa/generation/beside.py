"""Whether a chat model's checked words are another answer than the one found, and which of the two stands."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from index import sentences
from index.fold import fold
from qa.answer import Answer
from qa.finding import Finding
from qa.generation.figures import figures, missing_figure
from qa.generation.sentences import bare
from qa.generation.support import content, is_phrase
from qa.generation.verify import Checked
from qa.question import Question
from qa.ways.cover import coverage
from qa.ways.expected import agrees

LEAST = 0.5  # share of a list's items that must be worded, and of the shorter of two phrases that they share


def beside(question: Question, extracted: Answer, kept: Sequence[Checked]) -> bool:
    """Whether the model words something else than was found, which it can't be taken at its word for.

    Few of a list's items and not their number; or a mere name or value other than the one found. A sentence
    says what it claims and was checked for it; of a name it was only found that it stands there. It is taken
    where its sentence says as much of what is asked as the one that the found answer stands in, as a chat
    model reads a sentence better than the bundled reader; but never for who holds an office, which is read
    off by rules.
    """
    text = "".join(fold(checked.text) for checked in kept)
    if extracted.items:
        named = sum(fold(item.name) in text for item in extracted.items)
        counted = any(f.amount == len(extracted.items) for f in figures(text)) and extracted.kind == "count"
        return named < LEAST * len(extracted.items) and not counted
    if not all(is_phrase(checked.text) for checked in kept):
        return False
    if question.kind == "yes_no":
        return not _letters(bare(extracted.text)).startswith(_letters(text))
    if _alike(bare(extracted.text), text):
        return False
    return not _better(question, extracted, kept)


def _alike(one: str, other: str) -> bool:
    """Whether two phrases share most of the shorter one, and don't differ in a number."""
    if missing_figure(one, figures(other)) and missing_figure(other, figures(one)):
        return False
    one, other = _letters(one), _letters(other)
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size > LEAST * min(len(one), len(other))


def _better(question: Question, extracted: Answer, kept: Sequence[Checked]) -> bool:
    """Whether the model's phrase is of the kind that is asked for, and stands where that is told."""
    asked = content(question.text)
    if question.office[1] or question.person or not extracted.citations:
        return False
    if any(agrees(question, c.text) is False or fold(c.text) in fold(question.text) for c in kept):
        return False
    found = max(coverage(asked, _sentence(c.article.text, c.start)) for c in extracted.citations)
    return all(max(coverage(asked, _said_in(f)) for f in checked.findings) >= found for checked in kept)


def _said_in(finding: Finding) -> str:
    return _sentence(finding.article.text, finding.span.start)


def _sentence(text: str, place: int) -> str:
    """The sentence at `place`."""
    begin = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", place)
    spans = sentences(text, begin, len(text) if stop < 0 else stop)
    return next((text[start:end] for start, end in spans if start <= place < end), "")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))
