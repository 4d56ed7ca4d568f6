"""The bundled encoder as a sentence-transformers module. Importing this imports sentence-transformers."""

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule
from torch.nn.utils.rnn import pad_sequence

from index.backbone import LIMIT, WIDTH, tokenizer
from index.encoder import vectors

PAD = 1  # the id of `<pad>`


class OnnxEncoder(InputModule):
    """Texts → `sentence_embedding` (n, 384), pooled and of unit length, through ONNX Runtime."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.tokenizer = tokenizer()
        self.max_seq_length = LIMIT

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **_: Any
    ) -> dict[str, torch.Tensor]:
        """`input_ids` and `attention_mask`, (n, longest), padded at the end."""
        encodings = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        rows = [torch.tensor(encoding.ids) for encoding in encodings]
        ids = pad_sequence(rows, batch_first=True, padding_value=PAD)
        return {"input_ids": ids, "attention_mask": (ids != PAD).long()}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add `sentence_embedding`."""
        lengths = features["attention_mask"].sum(1).tolist()
        ids = features["input_ids"].tolist()
        pooled = vectors([row[:length] for row, length in zip(ids, lengths, strict=True)])
        return features | {"sentence_embedding": torch.from_numpy(pooled)}

    def get_embedding_dimension(self) -> int:
        """384."""
        return WIDTH

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Write the module's (empty) configuration: the weights belong to the package, not to a copy."""
        self.save_config(output_path)

    @classmethod
    def load(cls, *_: Any, **__: Any) -> "OnnxEncoder":
        """The bundled encoder again."""
        return cls()
