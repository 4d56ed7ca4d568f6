"""The reader's network: the bundled encoder's transformer with a span head and a relevance head.

Word vectors come from outside (the encoder's own table, frozen and shared), so that the weights here are
positions, twelve layers and two small heads. Names follow BertModel's where a weight is a BertModel's.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS, POSITIONS = 384, 12, 1536, 12, 512
DROPOUT = 0.1  # of what each sublayer adds, while learning
EARLY = 6  # layers below the relevance head: half the network's cost, see the model card


class Layer(nn.Module):
    """One post-norm transformer layer (Vaswani et al. 2017), exact GELU."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` (batch, n, 384); `bias` (batch, 1, 1, n) is 0 on tokens and very negative on padding."""
        batch, n, _ = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        # Spelled out: on CPU in bf16 three times as fast, backward included, as torch's fused attention.
        weights = functional.softmax(q * (WIDTH // HEADS) ** -0.5 @ k.transpose(-1, -2) + bias, dim=-1)
        mixed = weights @ v
        x = self.norm1(x + self._drop(self.out(mixed.transpose(1, 2).reshape(batch, n, WIDTH))))
        out: Tensor = self.norm2(x + self._drop(self.down(functional.gelu(self.up(x)))))
        return out

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, DROPOUT, self.training)


class Network(nn.Module):
    """Word vectors (batch, n, 384) and mask (batch, n) to span logits (batch, n, 2), relevance (batch,)."""

    def __init__(self) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))  # with the token type added
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.span = nn.Linear(WIDTH, 2)
        self.relevance = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.Tanh(), nn.Linear(WIDTH, 1))

    def lower(self, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states (batch, n, 384) after the first half, and the logit of the passage's relevance."""
        x = self.norm(words + self.positions[: words.shape[1]])
        for layer in self.layers[:EARLY]:
            x = layer(x, _bias(x, mask))
        return x, self.relevance(x[:, 0])[:, 0]

    def upper(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Logits (batch, n, 2) of an answer's first and last token at each position, from hidden states."""
        for layer in self.layers[EARLY:]:
            hidden = layer(hidden, _bias(hidden, mask))
        spans: Tensor = self.span(hidden)
        return spans

    def forward(self, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Both halves: span logits and relevance."""
        hidden, relevance = self.lower(words, mask)
        return self.upper(hidden, mask), relevance


def _bias(x: Tensor, mask: Tensor) -> Tensor:
    return ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]


# BertModel's names of a layer's parts, and ours.
PARTS = {
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}
QKV = [f"attention.self.{part}" for part in ("query", "key", "value")]


def from_bert(weights: dict[str, Tensor]) -> Network:
    """A network with a BertModel's layers and untrained heads."""
    network = Network()
    new = dict(network.state_dict())
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    new["positions"] = weights["embeddings.position_embeddings.weight"] + kind
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            for theirs, ours in PARTS.items():
                new[f"layers.{i}.{ours}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
            new[f"layers.{i}.qkv.{part}"] = torch.cat([weights[f"encoder.layer.{i}.{x}.{part}"] for x in QKV])
    network.load_state_dict(new)
    return network


def bert_names(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights below the heads under BertModel's names: `from_bert` backwards."""
    named = {
        "embeddings.position_embeddings.weight": weights["positions"],
        "embeddings.token_type_embeddings.weight": torch.zeros(2, WIDTH),
    }
    for part in ("weight", "bias"):
        named[f"embeddings.LayerNorm.{part}"] = weights[f"norm.{part}"]
        for i in range(LAYERS):
            for theirs, ours in PARTS.items():
                named[f"encoder.layer.{i}.{theirs}.{part}"] = weights[f"layers.{i}.{ours}.{part}"]
            for name, third in zip(QKV, weights[f"layers.{i}.qkv.{part}"].chunk(3), strict=True):
                named[f"encoder.layer.{i}.{name}.{part}"] = third
    return named
