"""From examples to batches of windows: what the network sees, in the order that the seed fixes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from qa.models.data import Example

BEGIN, PAD, END = 0, 1, 2  # <s>, <pad>, </s> of the encoder's vocabulary
QUESTION = 64  # tokens of a question that are read; the longest training question has 60


@dataclass(frozen=True, slots=True)
class Window:
    """One training case: `<s> question </s> </s> passage </s>`, with its labels."""

    ids: tuple[int, ...]
    passage: tuple[int, int]  # positions of the passage's tokens, end exclusive
    start: int  # position of the answer's first token; 0 (the <s>) where it isn't here
    end: int  # of its last token
    relevance: int  # 1 holds the answer, 0 doesn't, -1 not to be learned from


class Windows:
    """Cuts windows out of tokenised paragraphs; each text is tokenised once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._texts: dict[str, tuple[list[int], NDArray[np.int64]]] = {}

    def tokens(self, text: str) -> tuple[list[int], NDArray[np.int64]]:
        """Token ids and their (n, 2) character spans."""
        if text not in self._texts:
            code = self._tokenizer.encode(text, add_special_tokens=False)
            self._texts[text] = code.ids, np.array(code.offsets, dtype=np.int64).reshape(-1, 2)
        return self._texts[text]

    def answer(self, example: Example) -> tuple[int, int]:
        """First and last token of the answer in its text; (-1, -1) where there is none."""
        _, spans = self.tokens(example.text)
        inside = np.nonzero((spans[:, 0] < example.end) & (spans[:, 1] > example.start))[0]
        return (int(inside[0]), int(inside[-1])) if example.start >= 0 and len(inside) else (-1, -1)

    def cut(self, question: str, text: str, first: int, size: int, answer: tuple[int, int]) -> Window:
        """The window of `size` passage tokens from `first`; the answer counts only where it is whole."""
        asked = self.tokens(question)[0][:QUESTION]
        body = self.tokens(text)[0][first : first + size]
        offset = len(asked) + 3
        here = answer[0] >= first and answer[1] < first + len(body) and answer[0] >= 0
        start, end = ((a - first + offset) if here else 0 for a in answer)
        ids = (BEGIN, *asked, END, END, *body, END)
        return Window(ids, (offset, offset + len(body)), start, end, int(here))

    def draw(self, example: Example, size: int, rng: random.Random) -> Window:
        """A window at random that holds the example's answer, or any window where it has none."""
        n, answer = len(self.tokens(example.text)[0]), self.answer(example)
        low, high = 0, max(0, n - size)
        if answer[0] >= 0:
            low, high = min(high, max(0, answer[1] + 1 - size)), min(high, answer[0])
        window = self.cut(example.question, example.text, rng.randint(min(low, high), high), size, answer)
        if example.start < 0:  # on the subject yet no answer: too fine a point for ranking
            return Window(window.ids, window.passage, 0, 0, -1)
        return window

    def elsewhere(self, example: Example, size: int, rng: random.Random) -> Window | None:
        """A window of the same text that leaves the answer out; None where the text is too short."""
        n, (start, end) = len(self.tokens(example.text)[0]), self.answer(example)
        places = [p for p in (end + 1, start - size) if 0 <= p < n - size // 3]
        if start < 0 or not places:
            return None
        return self.cut(example.question, example.text, rng.choice(places), size, (-1, -1))

    def stranger(self, question: str, text: str, size: int, rng: random.Random) -> Window:
        """A window of a text that doesn't answer the question."""
        first = rng.randint(0, max(0, len(self.tokens(text)[0]) - size))
        return self.cut(question, text, first, size, (-1, -1))


def batches(windows: Sequence[Window], tokens: int, rng: random.Random) -> Iterator[list[Window]]:
    """The windows in batches of at most `tokens` padded tokens, alike in length, batches shuffled."""
    ordered = sorted(windows, key=lambda w: (len(w.ids), rng.random()))
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and len(window.ids) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    yield from (group for group in groups if group)


def padded(batch: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Token ids (batch, n) and which positions a span may use (batch, n): the passage, and the <s>."""
    n = max(len(w.ids) for w in batch)
    ids = np.full((len(batch), n), PAD, dtype=np.int64)
    allowed = np.zeros((len(batch), n), dtype=np.bool_)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
        allowed[row, slice(*window.passage)] = True
        allowed[row, 0] = True
    return ids, allowed
