"""Where a passage answers a question, and how sure that is: the bundled span reader.

Extractive reading after Devlin et al. 2019: a start and an end score for each token, and a score on the
leading `<s>` for "not here"; windows slide over what is longer than one. The network and how it was
trained: `qa/models/reader/README.md`.
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index import Passage, backbone
from qa.spans import apart, candidates

MODEL = Path(__file__).parent / "models" / "reader"
QUESTION = 64  # tokens of a question that are read, the most seen in training
WINDOW, STRIDE = 320, 200  # passage tokens in one window and to the next one; 400 and 250 read no better
BEGIN, END = 0, 2  # <s>, </s>
SPANS = 32  # likeliest spans of a window: the first dozen may all be one answer, begun and ended otherwise
KEPT = (
    64  # windows whose lower half is remembered: what was just ranked is read at half the cost; about 20 MB
)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer in a passage: `passage.article.text[start:end]`."""

    passage: Passage
    start: int  # article offsets, end exclusive; inside the passage and inside one paragraph
    end: int
    probability: float  # 0 to 1, that this is the answer; comparable across passages

    @property
    def text(self) -> str:
        """The answer's words, as the article has them."""
        return self.passage.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Window:
    number: int  # of the passage
    ids: tuple[int, ...]  # <s> question </s> </s> part of the passage </s>
    offset: int  # position in it of the passage's first token
    places: npt.NDArray[np.int64]  # (n, 2): characters of each passage token in the passage


@dataclass(frozen=True, slots=True)
class _Model:
    lower: Any  # onnxruntime sessions: word vectors → hidden states, relevance;
    upper: Any  # hidden states → span scores
    slope: float  # a reading's log odds are slope * score + shift,
    shift: float
    relevance: float  # its score being the span's over "not here" and this much of the passage's relevance
    threshold: float


def available(folder: Path = MODEL) -> bool:
    """Whether the reader's files are there; says nothing of their soundness and loads nothing."""
    return all((folder / name).is_file() for name in ("reader.json", "lower.onnx", "upper.onnx"))


class Reader:
    """Reads passages; the network loads on first use. Safe to use from several threads.

    `threads` bounds the cores used at a time, by default all there are up to four. Whatever needs the
    network raises `index.backbone.WeightsError` where a file is missing or damaged.
    """

    def __init__(self, folder: Path = MODEL, *, threads: int | None = None) -> None:
        self._threads = threads or min(backbone.cores(), 4)
        self._model = cache(lambda: _load(folder))
        self._lower = lru_cache(KEPT)(self._run_lower)

    @property
    def threshold(self) -> float:
        """The probability below which a reading had better count as "not here"; set on held-back data."""
        return self._model().threshold

    def read(self, question: str, passages: Sequence[Passage], *, each: int = 1) -> list[Reading]:
        """Up to `each` answers from each passage, none overlapping another of its passage; likeliest first.

        A blank question or passage gives none. None is left out for being unlikely: see `threshold`.
        """
        windows = _windows(question, passages)
        found: list[list[tuple[float, int, int]]] = [[] for _ in passages]
        for window, (scores, relevance) in zip(windows, self._run(self._read, windows), strict=True):
            inner = scores[window.offset : window.offset + len(window.places)]
            text = passages[window.number].text
            absent = float(scores[0].sum()) - self._model().relevance * relevance
            found[window.number] += candidates(inner, absent, window.places, text, SPANS)
        readings = [
            Reading(passage, passage.start + start, passage.start + end, self._probability(score))
            for passage, spans in zip(passages, found, strict=True)
            for score, start, end in apart(spans, each)
        ]
        return sorted(readings, key=lambda reading: -reading.probability)

    def relevance(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """For each passage the probability, 0 to 1, that it holds the answer; 0 where either is blank.

        Half the cost of `read`: it stops at the middle of the network.
        """
        windows = _windows(question, passages)
        scores = [0.0] * len(passages)
        for window, logit in zip(windows, self._run(self._judge, windows), strict=True):
            scores[window.number] = max(scores[window.number], _sigmoid(logit))
        return scores

    def _run(self, work: Any, windows: list[_Window]) -> list[Any]:
        """`work` on every window, the longest first, each on one core: nothing is padded, no core waits."""
        if not windows:
            return []
        self._model()  # once, before the threads start
        order = sorted(range(len(windows)), key=lambda i: -len(windows[i].ids))
        with ThreadPoolExecutor(self._threads) as pool:
            done = dict(zip(order, pool.map(work, (windows[i] for i in order)), strict=True))
        return [done[i] for i in range(len(windows))]

    def _judge(self, window: _Window) -> float:
        return self._lower(window.ids)[1]

    def _read(self, window: _Window) -> tuple[Floats, float]:
        hidden, relevance = self._lower(window.ids)
        (scores,) = self._model().upper.run(["span"], {"hidden": hidden})
        return scores[0], relevance

    def _run_lower(self, ids: tuple[int, ...]) -> tuple[Floats, float]:
        words = backbone.embed(np.array([ids]))
        hidden, relevance = self._model().lower.run(["hidden", "relevance"], {"inputs_embeds": words})
        return hidden, float(relevance[0])

    def _probability(self, score: float) -> float:
        return _sigmoid(self._model().slope * score + self._model().shift)


def _windows(question: str, passages: Sequence[Passage]) -> list[_Window]:
    if not question.strip() or not passages:
        return []
    tokenizer = backbone.tokenizer()
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION]
    windows = []
    for number, passage in enumerate(passages):
        code = tokenizer.encode(passage.text, add_special_tokens=False)
        parts = [code, *code.overflowing]  # the shared tokenizer cuts at the encoder's 512 tokens
        ids = [i for part in parts for i in part.ids]
        places = np.array([p for part in parts for p in part.offsets], dtype=np.int64).reshape(-1, 2)
        for first in range(0, max(1, len(ids) - (WINDOW - STRIDE)) if ids else 0, STRIDE):
            window = (BEGIN, *asked, END, END, *ids[first : first + WINDOW], END)
            windows.append(_Window(number, window, len(asked) + 3, places[first : first + WINDOW]))
    return windows


def _load(folder: Path) -> _Model:
    path = folder / "reader.json"
    try:
        facts = json.loads(backbone.read_weights(path))
        numbers = [float(facts[name]) for name in ("slope", "shift", "relevance", "threshold")]
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, backbone.WeightsError):
            raise
        raise backbone.WeightsError(
            f"{path}: no slope, shift, relevance and threshold in it; export it again"
        ) from None
    sessions = (backbone.session(folder / f"{half}.onnx") for half in ("lower", "upper"))
    return _Model(*sessions, *numbers)


def _sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x)) if x > -500 else 0.0
