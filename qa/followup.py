"""Follow-up questions: what 他, 它, 第一座 and 那…呢 stand for, from the answers before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.tagger import tag
from qa.answer import Answer
from qa.people import TITLE
from qa.question import Question, understand

_PRONOUN = re.compile("他们|她们|它们|他|她|它|该人|此人|这位|这座|这个|该(?=[座家个])|其(?!中|他|它|实|余)")
_ORDINAL = re.compile("第([一二三四五六七八九十])[个座家位名条种项]")
_ELLIPSIS = re.compile("^(?:那么?|还有)?(.+?)呢[？?]?$")
_WHICH = re.compile("哪一?[个座家位名条种项]|其中")
_MARK = re.compile(r"\[\d+\]")
LONGEST_NAME = 20  # characters; a longer answer is a statement, not a name
_DIGITS = "一二三四五六七八九十"


def resolve(question: Question, history: Sequence[Answer]) -> Question:
    """`question` as it would read without the conversation before it; itself when it stands alone."""
    answered = [answer for answer in history if not answer.refused]
    if not answered or question.english:
        return question
    last = answered[-1]
    listed = next((answer for answer in reversed(answered) if answer.items), None)
    if listed and _WHICH.search(question.text):
        return replace(question, kind="list", among=tuple(item.name for item in listed.items))
    text = _name_ordinal(question.text, listed) if listed else question.text
    text = _name_pronoun(text, answered)
    ellipsis = _ELLIPSIS.match(text)
    if ellipsis and text == question.text:
        text = _like(last.question, ellipsis.group(1))
    return question if text == question.text else understand(text)


def _name_ordinal(text: str, listed: Answer) -> str:
    """第一座建成后… → 久隆水库建成后…, of the list last given."""
    ordinal = _ORDINAL.search(text)
    place = _DIGITS.index(ordinal.group(1)) if ordinal else len(listed.items)
    if ordinal is None or place >= len(listed.items):
        return text
    return text.replace(ordinal.group(), listed.items[place].name, 1)


def _name_pronoun(text: str, answered: Sequence[Answer]) -> str:
    """他 → the person last spoken of, 它 → the thing last answered or asked about."""
    pronoun = _PRONOUN.search(text)
    if pronoun is None:
        return text
    person = pronoun.group()[0] in "他她" or "人" in pronoun.group() or "位" in pronoun.group()
    for answer in reversed(answered):
        spoken = [item.name for item in answer.items[:1]] or [_MARK.sub("", answer.text)]
        for candidate in (*spoken, answer.question):
            name = _first_name(candidate, person)
            if name:
                return text[: pronoun.start()] + name + text[pronoun.end() :]
    return text


def _first_name(text: str, person: bool) -> str:
    """The first person named in `text`, or the first thing; a short text without tags is itself a name."""
    tokens = tag(text)
    for position, token in enumerate(tokens):
        if (token.tag == "PER") is person and (person or token.tag in ("LOC", "ORG", "nz", "nw")):
            return text[token.start : token.end]
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if not person and token.tag == "PER" and following and following.tag == "n":
            return text[token.start : following.end]  # LAC splits 久隆水库 into a person and a noun
    return text if not person and len(text) <= LONGEST_NAME else ""


def _like(question: str, phrase: str) -> str:
    """那新都呢 after 双流区委书记叫什么 → 新都书记叫什么; an office keeps only the asking: …是谁."""
    if TITLE.search(phrase):
        return f"{phrase}是谁？"
    names = [t for t in tag(question) if t.tag in ("PER", "LOC", "ORG", "nz", "TIME")]
    if not names:
        return question
    first = names[0]
    return question[: first.start] + phrase + question[first.end :]
