"""What 他, 它, 第一座, 另一座 stand for: the people and things of the answers before."""

import re
from collections.abc import Sequence
from typing import Literal

from qa.answer import Answer
from qa.question import Question, understand
from qa.slots import english_slots, slots

Wanted = Literal["person", "place", "organisation", "thing", "several"]

LONGEST_NAME = 20  # characters; a longer answer is a statement, not a name
_MARK = re.compile(r"\[\d+\]")
_HAN = re.compile("[一-鿿]")
_THINGS = ("place", "organisation", "thing", "work")


def asked(answer: Answer) -> str:
    """The question that `answer` answers, as it reads without the conversation before it."""
    return getattr(answer, "resolved", "") or answer.question


def said(answer: Answer) -> str:
    """The text of an answer without its marks; "" for a refusal."""
    return "" if answer.refused else _MARK.sub("", answer.text).strip()


def listed(history: Sequence[Answer]) -> Answer | None:
    """The last answer that is a list."""
    return next((answer for answer in reversed(history) if answer.items and not answer.refused), None)


def referent(history: Sequence[Answer], wanted: Wanted, noun: str = "") -> str:
    """The name last spoken of that a pronoun can stand for, "" for none.

    `noun` is what the pronoun calls it (这座水库): a name that ends in it goes first.
    """
    for answer in reversed(history):
        names = _names(answer, wanted)
        best = [name for name in names if noun and name.endswith(noun)] or names
        if best:
            return best[0]
    return ""


def _names(answer: Answer, wanted: Wanted) -> list[str]:
    """The names of one turn, likeliest first: of the answer where a name was asked for, else the subject."""
    if wanted == "several":
        return ["、".join(item.name for item in answer.items)] if len(answer.items) > 1 else []
    question = understand(asked(answer))
    replied = [item.name for item in answer.items if _is(item.name, wanted)] or _of(said(answer), wanted)
    if not replied and _short_name(said(answer), question, wanted):
        replied = [said(answer)]
    subject = _subject(question, wanted)
    return [*replied, *subject] if _asks_for(question, answer, wanted) else [*subject, *replied]


def _asks_for(question: Question, answer: Answer, wanted: Wanted) -> bool:
    """Whether what is wanted is what the question asked for, and so stands in the answer."""
    if answer.items:
        return True
    if wanted == "person":
        return question.expects == "person" or bool(question.office[1]) or question.kind == "speaker"
    if wanted == "place":
        return question.expects == "place"
    return bool(question.category) or question.expects == "organisation"


def _subject(question: Question, wanted: Wanted) -> list[str]:
    """The names of the question; 白鹭大桥 where no list knows it by the nouns that it begins with."""
    names = _of(question.text, wanted)
    if names or wanted == "person" or question.english or question.whole_archive:
        return names
    run = re.match("".join(f"(?:{re.escape(t)})?" for t in question.terms[:3]), question.text)
    return [run.group()] if run and len(run.group()) > 2 and not question.office[1] else []


def _of(text: str, wanted: Wanted) -> list[str]:
    """The names of the kind in a text, in order."""
    found = [
        (text[s.start : s.end], s.kind) for s in (slots(text) if _HAN.search(text) else english_slots(text))
    ]
    kinds = {"person": ("person",), "place": ("place",), "organisation": ("organisation",)}.get(
        wanted, _THINGS
    )
    if not re.search("[一-鿿].*[一-鿿]", text) or english_like(text):
        return [text[s.start : s.end] for s in english_slots(text)]
    return [name for name, kind in found if kind in kinds]


def english_like(text: str) -> bool:
    """Whether most of a text is Latin."""
    return len(re.findall("[A-Za-z]", text)) > 2 * len(_HAN.findall(text))


def _is(name: str, wanted: Wanted) -> bool:
    people = any(s.kind == "person" and s.end == len(name) for s in slots(name))
    return people if wanted == "person" else not people


def _short_name(text: str, question: Question, wanted: Wanted) -> bool:
    """Whether a reply without known names is itself one: asked for by 哪座水库 or 谁."""
    if not 1 < len(text) <= LONGEST_NAME or re.search(r"\d|[，。；]", text):
        return False
    if wanted == "person":
        return question.expects == "person"
    return bool(question.category) or question.expects in ("organisation", "place")


def other(history: Sequence[Answer]) -> tuple[str, str]:
    """(the item last spoken of, the other one) of a list of two; empty strings when there is none."""
    given = listed(history)
    if given is None:
        return "", ""
    names = [item.name for item in given.items]
    for answer in reversed(history):
        if answer is given:
            break
        about = [[name for name in names if name in text] for text in (asked(answer), said(answer))]
        spoken = next((one for one in about if len(one) == 1), [])
        left = [name for name in names if name not in spoken]
        if len(spoken) == 1 and left:
            return spoken[0], left[0] if len(left) == 1 else "、".join(left)
    return "", ""
