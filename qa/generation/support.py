"""What a place in the articles lacks to bear a sentence out: a number, a name, its wording, its direction."""

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import or_
from typing import Literal

from index import sentences
from index.fold import fold
from index.tagger import tag
from qa.asked.english import translate
from qa.asked.english_names import known_names, spelled, written
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
from qa.generation.figures import Figure, figures, missing_figure
from qa.generation.others import another
from qa.question import Question
from qa.texts.words import SAYING
from qa.ways.cover import coverage
from qa.ways.evidence import things, words
from qa.ways.expected import agrees
from qa.ways.held import held

# Set on tests/data/support_pairs.jsonl and tests/data/generated_pairs.jsonl.
SENTENCE = 0.6  # share of a sentence's content, in pairs of characters, that its evidence must hold
CLAUSE = 0.45  # … of each clause's: one clause made up behind a true one must not pass with it
TRANSLATED = 0.5  # … of an English sentence's, of the words that the glossary knows
NEAR = 0.34  # … from which a clause of the evidence is what one of the sentence's is about
PHRASE = 20  # characters of an answer without a verb, which says something only together with its question
HELD = 0.75  # of a name in such a question, `evidence.held`, that the evidence of the answer must hold

Reason = Literal[
    "", "number", "quotation", "name", "contradiction", "wording", "off the question", "instruction"
]
_EMPTY_TAGS = frozenset("u p c r xc w d q m".split())
_JOINED = re.compile(r"、|以及|[和及与]")
_CLAUSE = re.compile(r"[^，,；;：:]+")
_PART = re.compile(r"[^，,；;：:。！？!?\n]+")


def pieces(said: str) -> list[str]:
    """The clauses of a sentence, those of few words joined to the one before."""
    pieces: list[str] = []
    for match in _CLAUSE.finditer(said):
        clause = match.group().strip(" 。.！!？?")
        if pieces and len(clause) < 4:
            pieces[-1] += "，" + clause
        elif clause:
            pieces.append(clause)
    return pieces


def lacks(
    said: str, text: str, around: str, titles: str, question: Question, items: Sequence[str]
) -> tuple[float, Reason]:
    """(how near `text` comes to bearing `said` out, what it lacks of it, "" for nothing).

    `around` is more of the same articles and `titles` are theirs: what they name may be meant. `items` are
    a list's, which were found to belong to it: their number needs no evidence, nor what merely names them.
    """
    evidence, named = fold(text), fold(f"{text}\n{titles}")
    stated = [*figures(text), *([Figure(float(len(items)), "个", "", 0)] if items else [])]
    if question.english and not re.search("[一-鿿]{4}", said):
        return _lacks_english(said, text, f"{text}\n{titles}", stated, question)
    share = coverage(content(said), evidence)
    if missing_figure(said, stated):
        return share, "number"
    if invented_quote(said, evidence):
        return share, "quotation"
    if missing_title(said, named) or not all(holds_name(name, named) for name in names(said)):
        return share, "name"
    if listed(said, items):
        return share, ""
    if share < SENTENCE or not _answers(said, fold(f"{around}\n{titles}"), question):
        return share, "wording"
    if undone(said, text):
        return share, "contradiction"
    subject: tuple[str, ...] = ()
    for clause in pieces(said):
        subject = names(clause) or subject
        told = [word for word in content(clause) if not any(word in fold(name) for name in names(clause))]
        if coverage(told or content(clause), evidence) < CLAUSE:
            return share, "wording"  # 青石大桥已经倒塌: the name alone says nothing
        if turned_round(clause, text) or _against(clause, subject, told, text):
            return share, "contradiction"
    return share, ""


def _answers(said: str, evidence: str, question: Question) -> bool:
    """Whether the excerpts of a mere phrase (三坝水库) say what was asked too, as sentences do."""
    if question.english or not is_phrase(said):
        return True
    if question.expects == "number" and agrees(question, said) is False:
        return False  # 11458.4亿元 where a percentage is asked for
    if any(held(name, evidence) < HELD for name in things(question)):
        return False
    if not all(holds_name(name, evidence) for name in question.names):
        return False
    return coverage((*words(question), *filter(None, (question.category,))), evidence) >= CLAUSE


def listed(said: str, items: Sequence[str]) -> bool:
    """Whether `said` does nothing but name `items`."""
    named = [part.strip(" 。.，,") for part in _JOINED.split(fold(said))]
    known = {fold(item) for item in items}
    return bool(items) and (fold(said.strip(" 。.")) in known or all(n in known for n in named if n))


def beyond(said: str, items: Sequence[str]) -> bool:
    """Whether `said` names something in a row with `items` that is none of them: 甲、乙和丙 of 甲 and 乙."""
    known = [fold(item) for item in items]
    for row in re.findall(r"[^，,。；;：:！？]+", fold(said)):
        parts = [part for part in _JOINED.split(row) if part.strip()]
        fits = [any(item in part or part in item for item in known) for part in parts]
        if sum(fits) > 1 and not all(fits):
            return True
    return False


def is_phrase(said: str) -> bool:
    """Whether `said` is a mere name or value, which says something only together with its question."""
    return len(said) <= PHRASE and not any(token.tag.startswith("v") for token in tag(said))


def _lacks_english(
    said: str, text: str, named: str, stated: Sequence[Figure], question: Question
) -> tuple[float, Reason]:
    """The same for English words on a Chinese text: numbers, names, and what the glossary knows.

    A name that the question has is taken for understood; another must be `named` as it is known, in pinyin or
    by its sound.
    """
    wanted = [*translate(said), *known_names(said)]
    share = coverage(wanted, text) if wanted else 0.0
    if missing_figure(said, stated):
        return share, "number"
    mixed = re.findall("[A-Za-z]+[一-鿿]+", said)  # water庆霞: half a name translated
    if any(fold(word) not in fold(named) for word in mixed):
        return share, "name"
    new = [(name, chinese) for name, chinese in spelled(said) if name not in question.text]
    found = written([name for name, chinese in new if not chinese], [named])
    if not all((chinese in named) if chinese else (name in found) for name, chinese in new):
        return share, "name"
    return share, "" if share >= TRANSLATED else "wording"


@lru_cache(maxsize=512)
def content(text: str) -> tuple[str, ...]:
    """The words that say something."""
    folded = fold(text)
    said = [folded[t.start : t.end] for t in tag(text) if t.tag not in _EMPTY_TAGS]
    found = tuple(word for word in said if any(c.isalnum() for c in word) and word not in SAYING)
    return found or tuple(re.findall(r"\w+", folded))


def _against(clause: str, subject: Sequence[str], told: Sequence[str], text: str) -> bool:
    """Whether the places of the evidence that `clause` is about say something else, or of something else.

    Those are the clauses with its numbers, where it has some, each with the clause before it, which may name
    what the number is of; else the one that shares most of its words. `subject` are the names it is about.
    """
    parts = [match.group() for match in _PART.finditer(text)]
    for figure in figures(clause):
        at = [i for i, part in enumerate(parts) if not missing_figure(figure.word, figures(part))]
        pairs = [(parts[i], parts[i - 1] + "，" + parts[i] if i else parts[i]) for i in at]
        denied = [contradicts(clause, near, wide) for near, wide in pairs]
        other = [another(subject, clause, near) for near, _ in pairs]
        turned = [_reversed(clause, wide) for _, wide in pairs]
        if pairs and (all(map(or_, denied, other)) or all(map(or_, denied, turned))):
            return True
    whole = [_until(told, text[start:end]) for start, end in sentences(text)]

    def likeness(one: str) -> tuple[float, int]:
        return coverage(told, one), sum(holds_name(name, fold(one)) for name in subject)

    if told and another(subject, clause, max(whole, key=likeness, default="")):
        return True
    if figures(clause):
        return False
    said = content(clause)
    best = max(parts, key=lambda part: coverage(said, part), default="")
    return coverage(said, best) > NEAR and contradicts(clause, best, text)


def _until(told: Sequence[str], sentence: str) -> str:
    """A sentence up to the last of its clauses that says most of `told`: others tell of others."""
    parts = list(_PART.finditer(sentence))
    most = max((coverage(told, part.group()) for part in parts), default=0.0) if told else 0.0
    ends = [part.end() for part in parts if most and coverage(told, part.group()) >= most]
    return sentence[: ends[-1]] if ends else sentence


def _reversed(clause: str, wide: str) -> bool:
    """Whether a number is of the opposite thing there: 进口下降3.4% where it is 出口."""
    return any(
        re.search(ours, clause) and not re.search(ours, wide) and re.search(theirs, wide)
        for pair in OPPOSITES
        for ours, theirs in (pair, pair[::-1])
    )
