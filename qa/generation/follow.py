"""Follow-up questions as a chat model rewrites them, where the conversation bears the rewriting out.

The rules of `qa.followups` go first: names that they carry over must be in the model's words too. It helps
where they find nothing to carry over, or put it clumsily.
"""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

from index.fold import fold
from qa.answer import Answer
from qa.followups.referents import asked, said
from qa.generation.claims import names
from qa.generation.errors import ModelError
from qa.generation.excerpts import instructs
from qa.generation.figures import figures, missing_figure
from qa.generation.limits import guarded
from qa.generation.prompt import Message, tame
from qa.generation.support import content
from qa.generation.write import Writer
from qa.question import Question, understand
from qa.ways.cover import coverage

TURNS = 3  # of the conversation that are shown; pronouns reach no further back
SAID = 200  # characters of an answer that are shown
LONGEST = 120  # characters of a question
KEPT = 0.6  # share of the question's own words that must be left in it
KNOWN = 0.8  # share of the new question's words that must be from the conversation
_POINTING = re.compile(
    r"[他她它]们?|[这那其该](?!里的)|上述|前者|后者|第[一二三四五六七八九十]|还有|呢"
    r"|\b(?:it|its|he|his|him|she|her|they|their|them|this|that|these|those|one|ones|first|second|last)\b",
    re.I,
)
RULES = (
    "把最后一个问题改写成不看对话也能懂的问题：把他、它、那里等换成对话里的名字，补上省略的内容。"
    "只用对话里出现过的名字和数字；不要回答；只写改写后的一个问题。"
)
ENGLISH_RULES = (
    "Rewrite the last question so that it is understood without the conversation: put the names from the "
    "conversation for it, they, there, and add what is left out. Use only names and numbers from the "
    "conversation; do not answer; write only the one rewritten question."
)


def rewritten(
    writer: Writer, alone: Question, resolved: Question, history: Sequence[Answer], today: date | None
) -> Question:
    """`alone` as the model says it standing alone; `resolved`, the rules' reading, where that fails."""
    if resolved.among or not _depends(alone, resolved):
        return resolved
    try:
        text = _asked(writer, alone, history)
    except ModelError:
        return resolved
    if not text or text == resolved.text or not faithful(text, alone, resolved, history):
        return resolved
    found = understand(text, today)
    label = "resolved" if found.english else "理解为"
    return replace(found, understood=((label, text), *found.understood))


def _depends(alone: Question, resolved: Question) -> bool:
    """Whether a question may mean something only in its conversation."""
    return resolved.text != alone.text or bool(_POINTING.search(alone.text)) or not names(alone.text)


def _asked(writer: Writer, alone: Question, history: Sequence[Answer]) -> str:
    """What the model makes of the question, on one line."""
    writer.load()
    limits = replace(writer.limits, characters=LONGEST * 2)
    messages = conversation(alone, history)
    try:
        with closing(guarded(lambda: writer.speak(messages), limits)) as pieces:
            reply = "".join(pieces)
    except ModelError:
        return ""
    reply = re.sub(r"<think>.*?(?:</think>|\Z)", "", reply, flags=re.S).strip()
    line = reply.splitlines()[0] if reply else ""
    return re.sub(
        r"^(?:改写后的?问题|改写|问题?|Rewritten|Question|Q)\s*[:：]\s*", "", line, flags=re.I
    ).strip('“”" ')


def conversation(alone: Question, history: Sequence[Answer]) -> list[Message]:
    """The prompt: the last turns, then the question to be rewritten."""
    turns = []
    for answer in history[-TURNS:]:
        reply = said(answer)[:SAID] or ("(not said)" if alone.english else "（没有提到）")
        turns.append(f"问：{tame(asked(answer))}\n答：{tame(reply)}")
    rules = ENGLISH_RULES if alone.english else RULES
    last = (
        f"Last question: {alone.text}\nRewritten:" if alone.english else f"最后一个问题：{alone.text}\n改写："
    )
    return [("system", rules), ("user", "\n".join([*turns, last]))]


def faithful(text: str, alone: Question, resolved: Question, history: Sequence[Answer]) -> bool:
    """Whether a rewriting asks the same: nothing that the conversation lacks, nothing of the question lost.

    Names and numbers that the rules carried over must be there: where they know what is meant, the model
    doesn't decide.
    """
    talk = fold("\n".join([*(f"{asked(a)}\n{said(a)}" for a in history), alone.text, resolved.text]))
    folded = fold(text)
    carried = [name for name in names(resolved.text) if fold(name) not in fold(alone.text)]
    return (
        1 < len(text) <= LONGEST
        and not instructs(text)
        and alone.english is not bool(re.search("[一-鿿]{6}", text))
        and all(fold(name) in talk for name in names(text))
        and not missing_figure(text, figures(talk))
        and all(fold(name) in folded for name in carried)
        and not missing_figure(resolved.text, figures(text))
        and coverage([word for word in content(alone.text) if not _POINTING.search(word)], folded) >= KEPT
        and coverage(content(text), talk) >= KNOWN
    )
