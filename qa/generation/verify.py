"""Whether the excerpts bear a sentence out, and which of their words do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from index.fold import fold
from index.tagger import tag
from qa.asked.english import chinese_names, known_names, pinyin_names, translate
from qa.finding import Finding
from qa.generation.claims import (
    OPPOSITES,
    contradicts,
    holds_name,
    invented_quote,
    missing_title,
    names,
    turned_round,
    undone,
)
from qa.generation.excerpts import Excerpt, instructs
from qa.generation.figures import Figure, figures, missing_figure
from qa.generation.sentences import bare, numbers_marked
from qa.question import Question
from qa.texts.names import Span
from qa.texts.words import SAYING
from qa.ways.cover import coverage
from qa.ways.evidence import held, things, words

# Set on tests/data/support_pairs.jsonl and tests/data/generated_pairs.jsonl.
SENTENCE = 0.6  # share of a sentence's content, in pairs of characters, that its evidence must hold
CLAUSE = 0.45  # … of each clause's: one clause made up behind a true one must not pass with it
TRANSLATED = 0.5  # … of an English sentence's, of the words that the glossary knows
NEAR = 0.34  # … from which a clause of the evidence is what one of the sentence's is about
WINDOW = 3  # sentences in a row that may bear out one
PIECES = 3  # places that may bear out one sentence together

Reason = Literal[
    "", "number", "quotation", "name", "contradiction", "wording", "off the question", "instruction"
]
PHRASE = 20  # characters of an answer without a verb, which says something only together with its question
HELD = 0.75  # of a name in such a question, `evidence.held`, that the evidence of the answer must hold
_EMPTY_TAGS = frozenset("u p c r xc w d q m".split())
_FILLER = re.compile(
    r"^(?:(?:根据|据|按照|从)(?:以上|上述|所给|提供的|这些|该)?(?:文章|摘录|报道|资料|介绍|新闻)[^，,：:]{0,6}[，,：:]?"
    r"|综上(?:所述)?[，,]|总(?:之|的来说)[，,]|(?:因此|所以|此外|另外|同时|其中|首先|其次|最后)[，,]?|答案?[:：]"
    r"|according to the (?:excerpts?|articles?|newspaper)[^,]{0,20},\s*)",
    re.I,
)
_CLAUSE = re.compile(r"[^，,；;：:]+")
_BREAK = re.compile(r"[^，,；;：:。！？!?\n]*[，,；;：:。！？!?\n]*[”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a model, with the places that bear it out; none where `reason` says what is wrong."""

    text: str  # without marks
    findings: tuple[Finding, ...] = ()
    reason: Reason = ""
    marked: tuple[int, ...] = ()  # the numbers that the model put behind it
    wrong: tuple[int, ...] = field(
        default=()
    )  # those of them that name no excerpt, or one that says nothing of it


@dataclass(frozen=True, slots=True)
class _Place:
    """Sentences in a row of one excerpt."""

    excerpt: Excerpt
    span: Span

    @property
    def text(self) -> str:
        return self.excerpt.article.text[self.span.start : self.span.end]


def check(sentence: str, excerpts: Sequence[Excerpt], question: Question, counted: int = 0) -> Checked:
    """`sentence` with the smallest places of `excerpts` that bear it out.

    Where the excerpts it marks don't, any other may; `counted` is a number that needs no excerpt, that of
    the items of a list which are all cited.
    """
    text, marked = bare(sentence), numbers_marked(sentence)
    said = _FILLER.sub("", text)
    by_number = {excerpt.number: excerpt for excerpt in excerpts}
    ours = [by_number[n] for n in marked if n in by_number]
    others = [e for e in excerpts if e not in ours]
    if instructs(text):
        return Checked(text, (), "instruction", tuple(marked), tuple(marked))
    places, reason = _places(said, [*ours, *others], question, counted)
    cited = {place.excerpt.number for place in places}
    wrong = tuple(n for n in marked if n not in cited)
    if places and not _about(question, said, places):
        places, reason = [], "off the question"
    return Checked(
        text, tuple(_finding(p, said, question, counted) for p in places), reason, tuple(marked), wrong
    )


def _places(
    said: str, excerpts: Sequence[Excerpt], question: Question, counted: int
) -> tuple[list[_Place], Reason]:
    """The places that bear `said` out, the fewest words first; else what the best of them lacks."""
    best: tuple[float, Reason] = (-1.0, "wording")
    for place in _windows(excerpts):
        near, reason = _lacks(said, [place], question, counted)
        if not reason:
            return [place], ""
        best = max(best, (near, reason), key=lambda one: one[0])
    found: list[_Place] = []
    for piece in _pieces(said):
        one = next((p for p in _windows(excerpts) if not _lacks(piece, [p], question, counted)[1]), None)
        if one is None:
            return [], best[1]
        found += [one] if one not in found else []
    if not 1 < len(found) <= PIECES:
        return [], best[1]
    _, reason = _lacks(said, found, question, counted)
    return ([], reason) if reason else (found, "")


def _windows(excerpts: Sequence[Excerpt]) -> Iterator[_Place]:
    """Runs of neighbouring sentences, the shorter first, in the order of the excerpts."""
    for length in range(1, WINDOW + 1):
        for excerpt in excerpts:
            shown = excerpt.sentences
            for i in range(len(shown) - length + 1):
                run = Span(shown[i].start, shown[i + length - 1].end)
                if length == 1 or not instructs(excerpt.article.text[run.start : run.end]):
                    yield _Place(excerpt, run)


def _pieces(said: str) -> list[str]:
    """The clauses of a sentence, those of few words joined to the one before."""
    pieces: list[str] = []
    for match in _CLAUSE.finditer(said):
        clause = match.group().strip(" 。.！!？?")
        if pieces and len(clause) < 4:
            pieces[-1] += "，" + clause
        elif clause:
            pieces.append(clause)
    return pieces


def _lacks(said: str, places: Sequence[_Place], question: Question, counted: int) -> tuple[float, Reason]:
    """(how near the places come to bearing `said` out, what they lack of it, "" for nothing)."""
    text = "\n".join(place.text for place in places)
    evidence = fold(text)
    titles = fold("\n".join(f"{p.excerpt.article.title} {p.excerpt.article.newspaper}" for p in places))
    around = "\n".join(place.excerpt.text for place in places)
    stated = [*figures(text), *([Figure(float(counted), "", "", 0)] if counted else [])]
    if question.english and not re.search("[一-鿿]{4}", said):
        return _lacks_english(said, text, stated)
    share = coverage(content(said), evidence)
    if missing_figure(said, stated):
        return share, "number"
    if invented_quote(said, evidence):
        return share, "quotation"
    if not all(holds_name(name, f"{evidence}\n{titles}") for name in names(said)):
        return share, "name"
    if missing_title(said, f"{evidence}\n{titles}"):
        return share, "name"
    if share < SENTENCE or not _answers(said, f"{fold(around)}\n{titles}", question):
        return share, "wording"
    if undone(said, text):
        return share, "contradiction"
    for clause in _pieces(said):
        told = [word for word in content(clause) if not any(word in fold(name) for name in names(clause))]
        if coverage(told or content(clause), evidence) < CLAUSE:
            return share, "wording"  # 青石大桥已经倒塌: the name alone says nothing
        if turned_round(clause, text) or _against(clause, text):
            return share, "contradiction"
    return share, ""


def _answers(said: str, evidence: str, question: Question) -> bool:
    """Whether the excerpts of a mere phrase (三坝水库) say what was asked too, as sentences do."""
    if len(said) > PHRASE or question.english or any(t.tag.startswith("v") for t in tag(said)):
        return True
    if any(held(name, evidence) < HELD for name in things(question)):
        return False
    if not all(holds_name(name, evidence) for name in question.names):
        return False
    return coverage((*words(question), *filter(None, (question.category,))), evidence) >= CLAUSE


def _lacks_english(said: str, text: str, stated: Sequence[Figure]) -> tuple[float, Reason]:
    """The same for English words on a Chinese text: numbers, names, and what the glossary knows."""
    wanted = [*translate(said), *known_names(said)]
    share = coverage(wanted, text) if wanted else 0.0
    if missing_figure(said, stated):
        return share, "number"
    spelled = pinyin_names(f"x {said}")  # a name may stand first
    if not all(chinese_names(name, [text]) for name in spelled):
        return share, "name"
    if not all(name in text for name in known_names(said)):
        return share, "name"
    return share, "" if share >= TRANSLATED else "wording"


@lru_cache(maxsize=512)
def content(text: str) -> tuple[str, ...]:
    """The words that say something."""
    folded = fold(text)
    said = [folded[t.start : t.end] for t in tag(text) if t.tag not in _EMPTY_TAGS]
    found = tuple(word for word in said if any(c.isalnum() for c in word) and word not in SAYING)
    return found or tuple(re.findall(r"\w+", folded))


def _against(clause: str, text: str) -> bool:
    """Whether the clauses of the evidence that `clause` is about say something else.

    Those are the ones with its numbers, where it has some, each with the clause before it, which may
    name what the number is of; else the one that shares most of its words.
    """
    parts = [match.group() for match in re.finditer(r"[^，,；;：:。！？!?\n]+", text)]
    for figure in figures(clause):
        at = [i for i, part in enumerate(parts) if not missing_figure(figure.word, figures(part))]
        pairs = [(parts[i], parts[i - 1] + "，" + parts[i] if i else parts[i]) for i in at]
        if pairs and all(contradicts(clause, near, wide) or _another(clause, near) for near, wide in pairs):
            return True
        if pairs and all(contradicts(clause, near, wide) or _reversed(clause, wide) for near, wide in pairs):
            return True
    if figures(clause):
        return False
    said = content(clause)
    best = max(parts, key=lambda part: coverage(said, part), default="")
    return coverage(said, best) > NEAR and contradicts(clause, best, text)


def _reversed(clause: str, wide: str) -> bool:
    """Whether a number is of the opposite thing there: 进口下降3.4% where it is 出口."""
    return any(
        re.search(ours, clause) and not re.search(ours, wide) and re.search(theirs, wide)
        for pair in OPPOSITES
        for ours, theirs in (pair, pair[::-1])
    )


def _another(clause: str, match: str) -> bool:
    """Whether a number of `clause` is said of somebody else there: 甲5人 where the text has 乙5人."""
    ours, theirs = names(clause), names(match)
    if not ours or not theirs:
        return False
    folded = fold(match)
    return not any(
        holds_name(name, folded) or any(holds_name(t, fold(name)) for t in theirs) for name in ours
    )


def _about(question: Question, said: str, places: Sequence[_Place]) -> bool:
    """Whether a sentence and its evidence have anything of what the question speaks of."""
    wanted = {c for term in (*question.terms, *question.modifiers, question.category) for c in fold(term)}
    text = fold("\n".join([said, *(f"{p.excerpt.article.title}\n{p.excerpt.text}" for p in places)]))
    return not wanted or any(character in text for character in wanted)


def _finding(place: _Place, said: str, question: Question, counted: int) -> Finding:
    """The clauses of a place, as few in a row as bear the sentence out."""
    article, span = place.excerpt.article, place.span
    clauses = [m.span() for m in _BREAK.finditer(article.text, *span) if m.group().strip()]
    first, last = 0, len(clauses) - 1

    def enough(low: int, high: int) -> bool:
        part = Span(clauses[low][0], clauses[high][1])
        return not _lacks(said, [_Place(place.excerpt, part)], question, counted)[1]

    while first < last and enough(first + 1, last):
        first += 1
    while first < last and enough(first, last - 1):
        last -= 1
    start, end = (clauses[first][0], clauses[last][1]) if clauses else span
    kept = article.text[start:end].rstrip("，,；;：: \n")
    return Finding(article, Span(start, start + len(kept)))
