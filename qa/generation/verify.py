"""Whether the excerpts bear a sentence out, and which of their words do.

By rules alone. On the pairs of tests/data (`python -m tests.benchmarks.judges`) these tell supported
sentences from others with AUC 1.00 and 0.92; the encoder's cosine with 0.73 and 0.48, the reader with 0.66
and 0.79, and neither mends what the rules get wrong: a changed number or name leaves a sentence as near.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.fold import fold
from qa.finding import Finding
from qa.generation.claims import holds_name, names
from qa.generation.excerpts import Excerpt, instructs
from qa.generation.sentences import bare, numbers_marked, split_at_marks
from qa.generation.support import Reason, beyond, lacks, pieces
from qa.question import Question
from qa.texts.names import Span

WINDOW = 3  # sentences in a row that may bear out one
PIECES = 3  # places that may bear out one sentence together

_FILLER = re.compile(
    r"^(?:(?:根据|据|按照|从)(?:以上|上述|所给|提供的|这些|该)?(?:文章|摘录|报道|资料|介绍|新闻)[^，,：:]{0,6}[，,：:]?"
    r"|综上(?:所述)?[，,]|总(?:之|的来说)[，,]|(?:因此|所以|此外|另外|同时|其中|首先|其次|最后)[，,]?|答案?[:：]"
    r"|according to the (?:excerpts?|articles?|newspaper)[^,]{0,20},\s*)",
    re.I,
)
_BREAK = re.compile(r"[^，,；;：:。！？!?\n]*[，,；;：:。！？!?\n]*[”’」』）)]*")


Part = tuple[str, tuple[Finding, ...]]  # words of a sentence, and the places that bear them out


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a model, with the places that bear it out; none where `reason` says what is wrong."""

    text: str  # without marks
    parts: tuple[Part, ...] = ()  # the text in order, cut where the model set marks inside it
    reason: Reason = ""
    marked: tuple[int, ...] = ()  # the numbers that the model set
    wrong: tuple[int, ...] = ()  # those of them that name no excerpt, or one that isn't needed

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All the places."""
        return tuple(finding for _, found in self.parts for finding in found)


@dataclass(frozen=True, slots=True)
class _Place:
    """Sentences in a row of one excerpt."""

    excerpt: Excerpt
    span: Span

    @property
    def text(self) -> str:
        return self.excerpt.article.text[self.span.start : self.span.end]


def check(
    sentence: str, excerpts: Sequence[Excerpt], question: Question, items: Sequence[str] = ()
) -> Checked:
    """`sentence` with the smallest places of `excerpts` that bear it out.

    Where the excerpts it marks don't, any other may; `items` are those of a list, which belong to it.
    """
    text, marked = bare(sentence), numbers_marked(sentence)
    said = _FILLER.sub("", text)
    by_number = {excerpt.number: excerpt for excerpt in excerpts}
    ours = [by_number[n] for n in marked if n in by_number]
    others = [e for e in excerpts if e not in ours]
    if instructs(text):
        return Checked(text, (), "instruction", tuple(marked), tuple(marked))
    if beyond(said, items):
        return Checked(text, (), "name", tuple(marked), tuple(marked))
    found, reason = _parts(sentence, said, [*ours, *others], question, items)
    places = [place for _, part in found for place in part]
    cited = {place.excerpt.number for place in places}
    wrong = tuple(n for n in marked if n not in cited)
    if places and not _about(question, said, places):
        found, reason = [], "off the question"
    if len(found) == 1:
        found = [(text, found[0][1])]  # with what leads up to it
    parts = tuple(
        (
            words,
            tuple(
                _finding(place, _FILLER.sub("", words.strip(" ，,、；;和及")), question, items)
                for place in part
            ),
        )
        for words, part in found
    )
    return Checked(text, parts, reason, tuple(marked), wrong)


def _parts(
    sentence: str, said: str, excerpts: Sequence[Excerpt], question: Question, items: Sequence[str]
) -> tuple[list[tuple[str, list[_Place]]], Reason]:
    """The sentence with the places that bear it out, the fewest words first; else what the best lacks.

    One place, else one for each part that has marks of its own, else one for each clause.
    """
    best: tuple[float, Reason] = (-1.0, "wording")
    for place in _windows(excerpts):
        near, reason = _lacks(said, [place], question, items)
        if not reason:
            return [(said, [place])], ""
        best = max(best, (near, reason), key=lambda one: one[0])
    marked = split_at_marks(sentence)
    each = _each(marked, excerpts, question, items) if len(marked) > 1 else []
    if each:
        return [(words, [place]) for words, place in zip(marked, each, strict=True)], ""
    found = list(dict.fromkeys(_each(pieces(said), excerpts, question, items)))
    if not 1 < len(found) <= PIECES:
        return [], best[1]
    _, reason = _lacks(said, found, question, items)
    return ([], reason) if reason else ([(said, found)], "")


def _each(
    parts: Sequence[str], excerpts: Sequence[Excerpt], question: Question, items: Sequence[str]
) -> list[_Place]:
    """A place for each part of a sentence; none where one part has none."""
    found: list[_Place] = []
    subject: tuple[str, ...] = ()
    for part in parts:
        said = _FILLER.sub("", part.strip(" ，,、；;和及"))
        own = names(said)
        subject = own or subject  # 全长3.2公里 is said of what the part before it names
        fits = (
            place
            for place in _windows(excerpts)
            if not _lacks(said, [place], question, items)[1]
            and (own or all(holds_name(name, fold(place.excerpt.text)) for name in subject))
        )
        one = next(fits, None)
        if one is None:
            return []
        found.append(one)
    return found


def _windows(excerpts: Sequence[Excerpt]) -> Iterator[_Place]:
    """Runs of neighbouring sentences, the shorter first, in the order of the excerpts."""
    for length in range(1, WINDOW + 1):
        for excerpt in excerpts:
            shown = excerpt.sentences
            for i in range(len(shown) - length + 1):
                run = Span(shown[i].start, shown[i + length - 1].end)
                if length == 1 or not instructs(excerpt.article.text[run.start : run.end]):
                    yield _Place(excerpt, run)


def _lacks(
    said: str, places: Sequence[_Place], question: Question, items: Sequence[str]
) -> tuple[float, Reason]:
    """`lacks` of several places together."""
    articles = [place.excerpt.article for place in places]
    return lacks(
        said,
        "\n".join(place.text for place in places),
        "\n".join(place.excerpt.text for place in places),
        "\n".join(f"{article.title} {article.newspaper}" for article in articles),
        question,
        items,
    )


def _about(question: Question, said: str, places: Sequence[_Place]) -> bool:
    """Whether a sentence and its evidence have anything of what the question speaks of."""
    wanted = {c for term in (*question.terms, *question.modifiers, question.category) for c in fold(term)}
    text = fold("\n".join([said, *(f"{p.excerpt.article.title}\n{p.excerpt.text}" for p in places)]))
    return not wanted or any(character in text for character in wanted)


def _finding(place: _Place, said: str, question: Question, items: Sequence[str]) -> Finding:
    """The clauses of a place, as few in a row as bear the sentence out."""
    article, span = place.excerpt.article, place.span
    clauses = [m.span() for m in _BREAK.finditer(article.text, *span) if m.group().strip()]
    first, last = 0, len(clauses) - 1

    def enough(low: int, high: int) -> bool:
        part = Span(clauses[low][0], clauses[high][1])
        return not _lacks(said, [_Place(place.excerpt, part)], question, items)[1]

    while first < last and enough(first + 1, last):
        first += 1
    while first < last and enough(first, last - 1):
        last -= 1
    start, end = (clauses[first][0], clauses[last][1]) if clauses else span
    kept = article.text[start:end].rstrip("，,；;：: \n")
    return Finding(article, Span(start, start + len(kept)))
