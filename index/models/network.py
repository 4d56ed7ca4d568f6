"""Writes a BERT network as an ONNX graph with int8 weights, from `inputs_embeds` on.

Written node by node rather than exported: fused as ONNX Runtime's CPU kernels want it, and the same bytes
from the same weights.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, npt.NDArray[np.float32]]  # named as in the state dict of transformers' BertModel

# 7 bits, not 8: CPUs without VNNI add pairs of products in 16 bits, and 2 * 255 * 63 still fits. The cost
# against 8 bits on news passages was 0.0003 of cosine.
TOP = 63
MICROSOFT = "com.microsoft"


class Graph:
    """Nodes and weights in the making; `node` and `weight` return the name of what they add."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: npt.NDArray[Any]) -> str:
        """Add a constant."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **settings: Any) -> str:
        """Add an operation with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **settings))
        return output

    def linear(
        self, x: str, name: str, matrix: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]
    ) -> str:
        """`x @ matrix.T + bias` in int8: one scale per output, activations scaled as they come."""
        scale = np.abs(matrix).max(axis=1) / TOP
        whole = np.rint(matrix / scale[:, None]).astype(np.int8)
        inputs = [
            x,
            self.weight(f"{name}.weight", whole.T),
            self.weight(f"{name}.scale", scale.astype(np.float32)),
            self.weight(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.weight(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, MICROSOFT)

    def norm(self, x: str, name: str, weights: Weights, place: str) -> str:
        """Layer normalisation with the weights at `place`."""
        factors = [self.weight(f"{name}.{part}", weights[f"{place}.{part}"]) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *factors], name, axis=-1, epsilon=1e-12)


def pooled_network(weights: Weights, heads: int) -> onnx.ModelProto:
    """The whole network: `inputs_embeds` (1, length, width) → `vector` (1, width), mean-pooled, unit length.

    No attention mask: a run holds texts of one length.
    """
    graph = Graph()
    x = embeddings(graph, weights)
    width = weights["embeddings.LayerNorm.weight"].shape[0]
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    for layer in range(layers):
        x = transformer_layer(graph, x, weights, layer, heads)
    # Dividing the sum by the length would be undone by the normalisation.
    total = graph.node("ReduceSum", [x, graph.weight("length_axis", np.array([1]))], "sum", keepdims=0)
    graph.node("LpNormalization", [total], "vector", axis=-1, p=2)
    body = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info("inputs_embeds", TensorProto.FLOAT, ["batch", "length", width])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", width])],
        graph.weights,
    )
    versions = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=10, producer_name="baowen")


def embeddings(graph: Graph, weights: Weights) -> str:
    """Add positions and the one token type, and normalise. Positions are halved to float16 in the file."""
    position = weights["embeddings.position_embeddings.weight"]
    position = position + weights["embeddings.token_type_embeddings.weight"][0]
    stored = graph.weight("position16", position.astype(np.float16))
    table = graph.node("Cast", [stored], "position", to=TensorProto.FLOAT)
    length = graph.node("Shape", ["inputs_embeds"], "length", start=1, end=2)
    zero = graph.weight("zero", np.array([0]))
    used = graph.node("Slice", [table, zero, length, zero], "position_used")
    summed = graph.node("Add", ["inputs_embeds", used], "embeddings_sum")
    return graph.norm(summed, "embeddings", weights, "embeddings.LayerNorm")


def transformer_layer(graph: Graph, x: str, weights: Weights, layer: int, heads: int) -> str:
    """Attention, then the wider inner layer, each added to its input and normalised after (post-norm)."""
    at, name = f"encoder.layer.{layer}", f"layer{layer}"

    def pair(place: str) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        return weights[f"{at}.{place}.weight"], weights[f"{at}.{place}.bias"]

    three = [pair(f"attention.self.{part}") for part in ("query", "key", "value")]
    joined = np.concatenate([m for m, _ in three]), np.concatenate([b for _, b in three])
    graph.linear(x, f"{name}.qkv", *joined)
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    graph.nodes.append(helper.make_node("Split", [f"{name}.qkv"], parts, axis=-1, num_outputs=3))
    seen = graph.node("MultiHeadAttention", parts, f"{name}.attention", MICROSOFT, num_heads=heads)
    out = graph.linear(seen, f"{name}.attention_out", *pair("attention.output.dense"))
    summed = graph.node("Add", [out, x], f"{name}.attention_sum")
    x = graph.norm(summed, f"{name}.attention_norm", weights, f"{at}.attention.output.LayerNorm")

    inner, bias = pair("intermediate.dense")
    wide = graph.linear(x, f"{name}.inner", inner, bias)
    bent = graph.node("Gelu", [wide], f"{name}.gelu", MICROSOFT)
    out = graph.linear(bent, f"{name}.outer", *pair("output.dense"))
    summed = graph.node("Add", [out, x], f"{name}.outer_sum")
    return graph.norm(summed, f"{name}.norm", weights, f"{at}.output.LayerNorm")
