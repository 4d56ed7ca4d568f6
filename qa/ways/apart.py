"""Questions put of several at once: 李川和张斌分别是什么职务 is asked of each, and told of each."""

import re
from collections.abc import Callable
from dataclasses import replace

from qa import wording
from qa.answer import Answer
from qa.asked import chinese
from qa.compose import together
from qa.followups.slots import slots
from qa.question import Question
from qa.texts.people import TITLE

_EACH = re.compile("(?:都)?(?:分别|各自?)(?=[是为在有位由来属担叫达多建开何哪什怎说谈表做获出生毕多的])")
_JOINTS = re.compile("[、和与及]|以及")
MOST = 5  # that one question can be put of


def parts(text: str) -> list[tuple[str, str]]:
    """(name, question) for each of those that a question is put of; none unless it names them in a row."""
    text = chinese.core(text)
    each = _EACH.search(text)
    if not each:
        return []
    row: list[tuple[int, int]] = []
    for slot in slots(text[: each.start()]):
        quoted = slot.kind == "work"
        start, end = slot.start - quoted, slot.end + quoted
        if start if not row else not _JOINTS.fullmatch(text, row[-1][1], start):
            break
        row.append((start, end))
    behind = text[row[-1][1] : each.start()] if row else ""
    if not 1 < len(row) <= MOST or _JOINTS.match(behind):
        return []
    if any(TITLE.search(text[start:end]) for start, end in row):  # 金牛区委书记和都江堰|市委书记
        row[-1], behind = (row[-1][0], each.start()), ""
    names = dict.fromkeys(text[start:end] for start, end in row)
    return [(name, f"{name}{behind}{text[each.end() :]}？") for name in names] if len(names) > 1 else []


def answer(question: Question, ask: Callable[[str], Answer]) -> Answer | None:
    """What `ask` answers to the question put of each, a line each; None where it is put of one.

    Of whom nothing is told is left out and said so; where nothing is told of any, the first refusal stands.
    """
    asked = parts(question.text) if not question.english and not question.among else []
    told = [(f"{name}：", ask(each)) for name, each in asked]
    known = [("" if a.text.startswith(label) else label, a) for label, a in told if not a.refused]
    if any(not _said_of(label, a) for label, a in known):
        return None
    if not known:
        return told[0][1] if told else None
    rest = wording.not_of_all(question.english) if len(known) < len(told) else ""
    return replace(together(question, known, rest), understood=(("分别问", " ".join(q for _, q in asked)),))


def _said_of(label: str, found: Answer) -> bool:
    """Whether the quotes of an answer, or the titles above them, name whom it is said of."""
    name = label.strip("《》：")
    return any(name in citation.quote + citation.article.title for citation in found.citations)
