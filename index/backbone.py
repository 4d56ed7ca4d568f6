"""What every bundled network stands on: checked weight files, the tokenizer, the word-embedding table.

The networks (the encoder here, a reader in `qa`) begin at `inputs_embeds`, so the table ships once.
"""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODELS = Path(__file__).parent / "models"
WIDTH = 384  # numbers in a word embedding
LIMIT = 512  # tokens a network reads, `<s>` and `</s>` included: it has that many position embeddings
BLOCK = 32  # weights in one Q4_0 block


class WeightsError(ValueError):
    """A bundled weight file is missing or damaged; the message names it and says how to restore it."""


def read_weights(path: Path) -> bytes:
    """The contents of a bundled file, checked against `SHA256SUMS` beside it (about 1 ms per 2 MB)."""
    data = read_file(path)
    if (
        f"{sha256(data).hexdigest()}  {path.name}"
        not in read_file(path.with_name("SHA256SUMS")).decode().splitlines()
    ):
        raise WeightsError(f"{path}: damaged (its sha256 is not the one in SHA256SUMS); {_MEND}")
    return data


_MEND = "restore it with `git checkout -- index/models qa/models`, or install baowen again"


def read_file(path: Path) -> bytes:
    """The contents of a bundled file, unchecked; WeightsError where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path}: can't be read ({error.strerror}); {_MEND}") from None


@cache
def tokenizer() -> "Tokenizer":
    """XLM-R's tokenizer over the bundled vocabulary; it truncates at `LIMIT` tokens and never pads."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_buffer(read_weights(MODELS / "tokenizer.json"))
    loaded.enable_truncation(LIMIT)
    return loaded


@cache
def _table() -> npt.NDArray[np.uint8]:
    return np.frombuffer(read_weights(MODELS / "words.q4"), np.uint8).reshape(-1, WIDTH // BLOCK * 18)


def embed(ids: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.float32]:
    """Word embeddings of token ids: any shape s → float32 (*s, 384).

    The table stays packed in memory (12 MB); only the rows asked for are decoded.
    """
    return decode_q4(_table()[ids.reshape(-1)]).reshape(*ids.shape, WIDTH)


def decode_q4(blocks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Q4_0 rows (n, 18 * b) as float32 (n, 32 * b).

    A block is a little-endian float16 scale and 16 bytes; the low halves are weights 0 to 15, the high
    halves 16 to 31, and a weight is (half - 8) * scale (the format is llama.cpp's).
    """
    parts = blocks.reshape(len(blocks), -1, 2 + BLOCK // 2)
    scale = np.ascontiguousarray(parts[..., :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([parts[..., 2:] & 15, parts[..., 2:] >> 4], axis=-1)
    weights: npt.NDArray[np.float32] = (halves.astype(np.float32) - 8) * scale
    return weights.reshape(len(blocks), parts.shape[1] * BLOCK)


def session(path: Path, *, threads: int = 1) -> "InferenceSession":
    """An ONNX Runtime session over a checked network file.

    One thread by default: texts run side by side, each on its own core, which loses nothing to waiting
    for the other core inside every operation.
    """
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The files are written fused. The higher levels would turn Add + LayerNormalization into
    # SkipLayerNormalization, which ran eight times slower on the CPU (onnxruntime 1.32).
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    return InferenceSession(read_weights(path), options, providers=["CPUExecutionProvider"])


def cores() -> int:
    """CPU cores that this process may use, at least 1."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
