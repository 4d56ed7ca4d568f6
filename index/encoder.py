"""Text → unit vectors: the bundled multilingual-e5-small, or any other sentence-transformers model.

Importing sentence-transformers costs seconds (it imports torch, transformers and scikit-learn), so
`query_vectors` and `fingerprint` of the bundled model do without it; the vectors are the same.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.backbone import MODELS, WIDTH, cores, embed, read_file, session, tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentence_transformers import SentenceTransformer

PROMPTS = {"query": "query: ", "document": "passage: "}  # as the model was trained (arXiv:2402.05672)


class EncoderError(ValueError):
    """An encoder can't be loaded; the message says which, why, and what to do."""


def load_encoder(name: "str | Path | SentenceTransformer | None" = None) -> "SentenceTransformer":
    """The bundled encoder, or the sentence-transformers model with this name or in this folder.

    A loaded model is returned as it is. `encode_query` and `encode_document` of the bundled one put E5's
    prompts before the texts and give float32 (n, 384) of unit length; a text counts up to 512 tokens
    (about 750 Chinese characters), and its vector doesn't depend on the texts that it is encoded with.

    Raises EncoderError where a name or folder can't be loaded, WeightsError where a bundled file is damaged.
    """
    if name is not None and not isinstance(name, str | Path):
        return name
    from sentence_transformers import SentenceTransformer

    if name is None:
        from index.onnx_module import OnnxEncoder

        return SentenceTransformer(modules=[OnnxEncoder()], prompts=PROMPTS, device="cpu")
    try:
        return SentenceTransformer(str(name))
    except Exception as error:  # each backend, file format and network layer has errors of its own
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise EncoderError(
            f"encoder {str(name)!r} can't be loaded: {reason[0][:200]}; "
            "give a sentence-transformers model name or folder, or leave it out for the bundled one"
        ) from error


def fingerprint(model: "SentenceTransformer | None" = None) -> str:
    """What tells one encoder from another: `kind/dimension/digest`; None means the bundled one.

    The digest covers the weights and the prompts, so a retrained model of the same name differs. A model
    without torch weights is told by the vector of a fixed sentence, to 3 decimals.
    """
    if model is None or _is_bundled(model):
        return f"bundled/{WIDTH}/{sha256(_sums()).hexdigest()[:16]}"
    digest = sha256(repr(sorted((getattr(model, "prompts", None) or {}).items())).encode())
    weights: dict[str, Any] = model.state_dict() if hasattr(model, "state_dict") else {}
    for name, tensor in sorted(weights.items()):
        digest.update(f"{name}{tensor.dtype}{tuple(tensor.shape)}".encode())
        digest.update(_tensor_bytes(tensor))
    probe = np.asarray(model.encode_document(["报问"]), dtype=np.float32)
    if not weights:
        digest.update((np.round(probe, 3) + 0.0).tobytes())
    return f"{type(model).__name__}/{probe.shape[-1]}/{digest.hexdigest()[:16]}"


def _tensor_bytes(tensor: Any) -> bytes:
    import torch

    data: bytes = tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
    return data


def _is_bundled(model: Any) -> bool:
    modules = list(model) if hasattr(model, "_modules") else []
    return len(modules) == 1 and type(modules[0]).__module__ == "index.onnx_module"


def _sums() -> bytes:
    # Newlines as git stores them, whatever a checkout made of them.
    return b"\n".join(read_file(MODELS / "SHA256SUMS").split())


def query_vectors(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """`load_encoder().encode_query(texts)` without importing sentence-transformers: float32 (n, 384)."""
    prompted = [PROMPTS["query"] + text for text in texts]
    return vectors([encoding.ids for encoding in tokenizer().encode_batch(prompted)])


def vectors(ids: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
    """Run the bundled network over token ids with `<s>` and `</s>`: n texts → float32 (n, 384), unit length.

    Texts run one by one, as many at once as there are cores: no padding is computed, and a text's vector
    is the same in any company (int8 activations are scaled over all that a run holds).
    """
    out = np.empty((len(ids), WIDTH), np.float32)

    def run(row: int) -> None:
        out[row] = _network().run(None, {"inputs_embeds": embed(np.array([ids[row]]))})[0][0]

    _network()  # loaded here: two threads would both load it
    longest_first = sorted(range(len(ids)), key=lambda row: -len(ids[row]))
    if len(ids) == 1:
        run(0)
    else:
        list(_workers().map(run, longest_first))
    return out


@cache
def _network() -> "InferenceSession":
    return session(MODELS / "encoder.onnx")


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), thread_name_prefix="encoder")
