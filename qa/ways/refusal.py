"""Whether what was found answers the question, decided in one place; and what is missing where it doesn't.

One logistic regression over the signals of `qa.ways.evidence`. Its numbers stand in `qa/models/refusal.json`;
how they were fitted, and the command that fits them again, is in `qa/models/decide.py`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from index import Hit
from index.fold import fold
from index.mentions import find
from index.tagger import tag
from qa.finding import Finding
from qa.question import Question
from qa.texts.names import Span
from qa.ways.evidence import TYPE_WORDS, Evidence, things
from qa.ways.held import held, neighbourhood

FITTED = Path(__file__).parents[1] / "models" / "refusal.json"
PRESENT = 0.75  # of a name or word, `evidence.held`, from which a text is said to speak of it
_HAN = re.compile("[一-鿿·]{2,}")


@dataclass(frozen=True, slots=True)
class Fit:
    """The regression: a weight for each signal of `Evidence`, a constant; and the line drawn."""

    weights: dict[str, float]
    constant: float
    threshold: float  # probability from which an answer is given


@cache
def fit() -> Fit:
    """The numbers in use."""
    facts = json.loads(FITTED.read_text(encoding="utf-8"))
    return Fit(facts["weights"], float(facts["constant"]), float(facts["threshold"]))


def sureness(evidence: Evidence) -> float:
    """The probability, 0 to 1, that a place with this evidence answers its question."""
    numbers = fit()
    score = numbers.constant + sum(w * getattr(evidence, name) for name, w in numbers.weights.items())
    return 1 / (1 + exp(-max(min(score, 50.0), -50.0)))


def threshold() -> float:
    """The sureness from which an answer is given."""
    return fit().threshold


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a question is refused: `thing` is not there, or it is `there` but its `part` is not."""

    thing: str = ""
    part: str = ""
    there: bool = False


def missing(question: Question, hits: Sequence[Hit]) -> Missing:
    """What the passages found lack of what is asked for; nothing in particular where that isn't clear."""
    papers = {hit.passage.article.newspaper for hit in hits}  # in which it is told, of which nothing is
    wholes = [_whole(question.text, name) for name in things(question) if _HAN.fullmatch(name)]
    wholes = [name for name in wholes if len(name) > 1 and name not in papers]
    texts = [fold(f"{hit.passage.article.title}\n{hit.passage.article.text}") for hit in hits]
    for name in wholes:
        if not any(held(name, text) >= PRESENT for text in texts):
            return Missing(name)
    # What is said to be mentioned stands there to the letter: 郫都区委书记 does not beside 新都区委书记.
    stated = next((name for name in wholes if any(fold(name) in text for text in texts)), "")
    return Missing(stated, _part(question, hits, stated), there=True) if stated else Missing()


def _part(question: Question, hits: Sequence[Hit], thing: str) -> str:
    """The attribute asked for, where no sentence on `thing` speaks of it."""
    asked = question.attribute
    if not asked or asked in TYPE_WORDS or asked in thing:
        return ""
    places = [(hit.passage, hit.passage.article.text.find(thing, hit.passage.start)) for hit in hits]
    around = [
        fold(neighbourhood(passage.article, Finding(passage.article, Span(at, at + 1)).sentence))
        for passage, at in places
        if 0 <= at < passage.end
    ]
    return "" if any(held(asked, text) >= PRESENT for text in around) else asked


def _whole(text: str, name: str) -> str:
    """A name with the noun that belongs to it in the question: 久隆 → 久隆水库, which LAC takes apart."""
    start = text.find(name)
    for mention in find(text, tag(text)):
        if mention.start <= start and start + len(name) <= mention.end:
            return text[mention.start : mention.end]
    return name
