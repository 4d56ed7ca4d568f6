"""The bundled encoder beside the same model in torch float32: speed, and how close the vectors are.

    python -m tests.benchmarks.encoder PASSAGES [--count 500]

PASSAGES is JSONL (`.xz` allowed) with `text` in each record. Needs the `build` extra: the float32 model is
rebuilt in memory from its source.
"""

import json
import lzma
import random
import tempfile
import time
from pathlib import Path

import numpy as np

LENGTH = 249  # characters in a passage, near the size that articles are split to
ROUNDS = 4  # each engine encodes one part, then the other does: a busy machine slows both alike


def passages(path: str, count: int) -> list[str]:
    """`count` stretches of `LENGTH` characters, each from an article of its own, the same ones every time."""
    file = Path(path)
    with (
        lzma.open(file, "rt", encoding="utf-8")
        if file.suffix == ".xz"
        else file.open(encoding="utf-8") as lines
    ):
        texts = [json.loads(line)["text"] for _, line in zip(range(20 * count), lines, strict=False)]
    rng = random.Random(0)
    chosen = rng.sample([text for text in texts if len(text) >= LENGTH], count)
    starts = [rng.randrange(len(text) - LENGTH + 1) for text in chosen]
    return [text[start : start + LENGTH] for text, start in zip(chosen, starts, strict=True)]


def float32_model():
    """sentence-transformers with the rebuilt BertModel, as it would be used without this project."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import PreTrainedTokenizerFast
    from transformers.utils import logging

    from index.backbone import LIMIT, MODELS
    from index.encoder import PROMPTS
    from index.models.build import load_source, make_bert

    logging.set_verbosity_error()  # it would warn of the pooling layer, which E5 hasn't
    with tempfile.TemporaryDirectory() as folder:
        make_bert(*load_source()).save_pretrained(folder)
        PreTrainedTokenizerFast(
            tokenizer_file=str(MODELS / "tokenizer.json"),
            pad_token="<pad>",
            unk_token="<unk>",
            model_max_length=LIMIT,
            model_input_names=["input_ids", "attention_mask"],
        ).save_pretrained(folder)
        transformer = Transformer(folder)
        return SentenceTransformer(modules=[transformer, Pooling(384)], prompts=PROMPTS, device="cpu")


def main(passages_path: str | None = None, count: int = 500) -> dict[str, float]:
    """Print the table; the numbers in it by name, empty without a path."""
    if passages_path is None:
        print("encoder: no passages given (a JSONL file with `text` in each record); skipped")
        return {}
    from index.encoder import load_encoder

    texts = passages(passages_path, count)
    ours, torch32 = load_encoder(), float32_model()
    seconds = {"ours": 0.0, "torch32": 0.0}
    cosines: list[float] = []
    for model in (ours, torch32):
        model.encode_document(texts[:4])  # warm
    for part in range(ROUNDS):
        mine = texts[part::ROUNDS]
        vectors = []
        for name, model in (("ours", ours), ("torch32", torch32)):
            start = time.perf_counter()
            vectors.append(model.encode_document(mine, normalize_embeddings=True))
            seconds[name] += time.perf_counter() - start
        cosines += (vectors[0] * vectors[1]).sum(axis=1).tolist()
    speed = {name: len(texts) / spent for name, spent in seconds.items()}
    result = {
        "passages_a_second": speed["ours"],
        "torch_passages_a_second": speed["torch32"],
        "ratio": speed["ours"] / speed["torch32"],
        "cosine_mean": float(np.mean(cosines)),
        "cosine_min": float(np.min(cosines)),
    }
    print(f"{len(texts)} passages of {LENGTH} characters, both engines in turn in this process")
    print(f"  bundled encoder, ONNX int8              {speed['ours']:7.1f} passages/s")
    print(f"  sentence-transformers, torch float32    {speed['torch32']:7.1f} passages/s")
    print(f"  ratio                                   {result['ratio']:7.2f}  (at least 3.5)")
    print(
        f"  cosine to float32, mean (least)         {result['cosine_mean']:.4f} ({result['cosine_min']:.4f})"
    )
    return result


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages")
    parser.add_argument("--count", type=int, default=500)
    given = parser.parse_args()
    main(given.passages, given.count)
