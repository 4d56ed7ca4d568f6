"""Where a passage answers a question, and how sure that is: the bundled span reader.

Extractive reading after Devlin et al. 2019: a start and an end score for each token, and a score on the
leading `<s>` for "not here"; windows slide over what is longer than one. The network and how it was
trained: `qa/models/reader/README.md`.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index import Hit, Passage, backbone
from qa.spans import apart, candidates

MODEL = Path(__file__).parent / "models" / "reader"
RESTORE = (
    "restore it with `git checkout -- qa/models/reader`, or rebuild it as qa/models/reader/README.md says"
)

QUESTION = 64  # tokens of a question that are read, the most seen in training
WINDOW, STRIDE = 320, 200  # passage tokens in one window, the most seen in training, and from one to the next
BATCH = 4096  # padded tokens in one run of the network: about 60 MB of activations
BEGIN, PAD, END = 0, 1, 2  # <s>, <pad>, </s>

Floats = npt.NDArray[np.float32]


class ReaderError(ValueError):
    """The reader's files are missing or damaged; the message says which and how to restore them."""


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
    ids: list[int]
    offset: int  # position of the passage's first token in the window
    spans: npt.NDArray[np.int64]  # (n, 2): characters of each passage token in the passage


def available(folder: Path = MODEL) -> bool:
    """Whether the reader's files are there; says nothing of their soundness and loads nothing."""
    return all((folder / name).is_file() for name in ("reader.json", "lower.onnx", "upper.onnx"))


class Reader:
    """Reads passages; the network loads on the first use. Safe to call from several threads."""

    def __init__(self, folder: Path = MODEL, *, threads: int = 2) -> None:
        self._folder, self._threads = folder, threads
        self._load = cache(self._load_all)

    @property
    def threshold(self) -> float:
        """The probability below which a reading had better be taken for "not here"; set on held-back data."""
        return float(self._load()["threshold"])

    def read(self, question: str, passages: Sequence[Passage], *, each: int = 1) -> list[Reading]:
        """Up to `each` answers from each passage, none overlapping another of its passage; likeliest first.

        Passages that are blank give none, as does a blank question. Nothing is left out for being unlikely:
        compare `probability` with `threshold`. Raises ReaderError.
        """
        windows = self._windows(question, passages)
        best: list[list[tuple[float, int, int]]] = [[] for _ in passages]
        for window, logits in self._spans(windows):
            text, at, n = passages[window.number].text, window.offset, len(window.spans)
            best[window.number] += candidates(
                logits[at : at + n], float(logits[0].sum()), window.spans, text, 4 * each
            )
        readings = []
        for passage, found in zip(passages, best, strict=True):
            for score, start, end in apart(found, each):
                at = passage.start
                readings.append(Reading(passage, at + start, at + end, self._probability(score)))
        return sorted(readings, key=lambda r: -r.probability)

    def relevance(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """For each passage the probability, 0 to 1, that it holds the answer; 0 where either is blank.

        Half the cost of `read`: it stops at the middle of the network. Raises ReaderError.
        """
        scores = [0.0] * len(passages)
        for group, _, _, logits in self._halfway(self._windows(question, passages)):
            for window, logit in zip(group, logits, strict=True):
                scores[window.number] = max(scores[window.number], float(1 / (1 + np.exp(-logit))))
        return scores

    def rerank(self, question: str, hits: Sequence[Hit], k: int = 10) -> list[Hit]:
        """The `k` hits most likely to hold the answer, best first, their scores the relevance."""
        scores = self.relevance(question, [hit.passage for hit in hits])
        order = sorted(range(len(hits)), key=lambda i: -scores[i])  # stable: ties keep their order
        return [Hit(hits[i].passage, scores[i]) for i in order[:k]]

    def _windows(self, question: str, passages: Sequence[Passage]) -> list[_Window]:
        if not question.strip() or not passages:
            return []
        asked = backbone.tokenizer().encode(question, add_special_tokens=False).ids[:QUESTION]
        codes = backbone.tokenizer().encode_batch([p.text for p in passages], add_special_tokens=False)
        windows = []
        for number, code in enumerate(codes):
            spans = np.array(code.offsets, dtype=np.int64).reshape(-1, 2)
            for first in range(0, max(1, len(spans) - (WINDOW - STRIDE)), STRIDE):
                body = code.ids[first : first + WINDOW]
                ids = [BEGIN, *asked, END, END, *body, END]
                if body:
                    windows.append(_Window(number, ids, len(asked) + 3, spans[first : first + WINDOW]))
        return windows

    def _halfway(
        self, windows: list[_Window]
    ) -> Iterator[tuple[list[_Window], npt.NDArray[np.bool_], Floats, Floats]]:
        """Batches alike in length: their windows, mask, hidden states and relevance."""
        loaded = self._load() if windows else {}
        for group in _batches(windows):
            ids = np.full((len(group), max(len(w.ids) for w in group)), PAD, dtype=np.int64)
            for row, window in zip(ids, group, strict=True):
                row[: len(window.ids)] = window.ids
            mask = ids != PAD
            hidden, relevance = loaded["lower"].run(None, {"words": backbone.embed(ids), "mask": mask})
            yield group, mask, hidden, relevance

    def _spans(self, windows: list[_Window]) -> Iterator[tuple[_Window, Floats]]:
        for group, mask, hidden, _ in self._halfway(windows):
            (spans,) = self._load()["upper"].run(None, {"hidden": hidden, "mask": mask})
            yield from zip(group, spans, strict=True)

    def _probability(self, score: float) -> float:
        facts = self._load()
        return float(1 / (1 + np.exp(-(facts["slope"] * score + facts["shift"]))))

    def _load_all(self) -> dict[str, Any]:
        """The two halves as sessions, and the numbers of reader.json."""
        import onnxruntime

        try:
            facts: dict[str, Any] = json.loads((self._folder / "reader.json").read_text(encoding="utf-8"))
            digests = {name: str(facts["sha256"][f"{name}.onnx"]) for name in ("lower", "upper")}
            numbers = {name: float(facts[name]) for name in ("slope", "shift", "threshold")}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReaderError(f"{self._folder / 'reader.json'}: missing or damaged; {RESTORE}") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads take no core
        loaded: dict[str, Any] = dict(numbers)
        for name, digest in digests.items():
            path = self._folder / f"{name}.onnx"
            content = path.read_bytes() if path.is_file() else b""
            if hashlib.sha256(content).hexdigest() != digest:
                raise ReaderError(f"{path}: {'damaged' if content else 'missing or empty'}; {RESTORE}")
            loaded[name] = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        return loaded


def _batches(windows: list[_Window]) -> Iterator[list[_Window]]:
    group: list[_Window] = []
    for window in sorted(windows, key=lambda w: len(w.ids)):
        if group and len(window.ids) * (len(group) + 1) > BATCH:
            yield group
            group = []
        group.append(window)
    if group:
        yield group
