"""Turn trained weights into the files that ship: `python -m qa.models.export --weights FILE --out DIR`.

`lower.onnx` takes word vectors to hidden states and relevance, `upper.onnx` hidden states to span scores:
two files, so that reranking stops half way. Both int8, written as the encoder is (`index/models/network.py`).
`reader.json` holds the calibration, which `qa.models.calibrate` sets; SHA256SUMS vouches for all three.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper
from safetensors.torch import load_file
from torch import Tensor

from index.models import network as graphs
from qa.models.network import EARLY, HEADS, LAYERS, WIDTH, bert_names

UNCALIBRATED = {"slope": 1.0, "shift": 0.0, "relevance": 0.0, "threshold": 0.5}
FILES = ("lower.onnx", "upper.onnx", "reader.json")


def load_weights(path: Path) -> dict[str, Tensor]:
    """Weights of a finished run (`model.safetensors`) or of a checkpoint on the way (`checkpoint.pt`)."""
    if path.suffix == ".safetensors":
        return load_file(path)
    weights: dict[str, Tensor] = torch.load(path, weights_only=True, map_location="cpu")["weights"]
    return weights


def export(weights: dict[str, Tensor], out: Path) -> None:
    """Write all files into `out`, uncalibrated; the same weights give the same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    named = {name: value.numpy() for name, value in bert_names(weights).items()}
    heads = {name: w.numpy() for name, w in weights.items() if name.split(".")[0] in ("span", "relevance")}
    (out / "lower.onnx").write_bytes(_lower(named, heads).SerializeToString(deterministic=True))
    (out / "upper.onnx").write_bytes(_upper(named, heads).SerializeToString(deterministic=True))
    write_calibration(out, **UNCALIBRATED)


def write_calibration(out: Path, **numbers: float) -> None:
    """Write `reader.json`, and the digests of all three files."""
    (out / "reader.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    lines = [f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _lower(named: graphs.Weights, heads: dict[str, npt.NDArray[np.float32]]) -> onnx.ModelProto:
    graph = graphs.Graph()
    x = graphs.embeddings(graph, named)
    for layer in range(EARLY):
        x = graphs.transformer_layer(graph, x, named, layer, HEADS)
    graph.node("Identity", [x], "hidden")
    first = graph.node("Gather", [x, graph.weight("first", np.array([0]))], "first_state", axis=1)
    state = graph.node("Squeeze", [first, graph.weight("length_axis", np.array([1]))], "state")
    inner = graph.linear(state, "inner", heads["relevance.0.weight"], heads["relevance.0.bias"])
    bent = graph.node("Tanh", [inner], "bent")
    outer = graph.node("MatMul", [bent, graph.weight("outer", heads["relevance.2.weight"][0])], "product")
    graph.node("Add", [outer, graph.weight("outer_bias", heads["relevance.2.bias"])], "relevance")
    return _model(
        graph, "lower", "inputs_embeds", {"hidden": ["batch", "length", WIDTH], "relevance": ["batch"]}
    )


def _upper(named: graphs.Weights, heads: dict[str, npt.NDArray[np.float32]]) -> onnx.ModelProto:
    graph, x = graphs.Graph(), "hidden"
    for layer in range(EARLY, LAYERS):
        x = graphs.transformer_layer(graph, x, named, layer, HEADS)
    scores = graph.node("MatMul", [x, graph.weight("ends", heads["span.weight"].T)], "scores")
    graph.node("Add", [scores, graph.weight("ends_bias", heads["span.bias"])], "span")
    return _model(graph, "upper", "hidden", {"span": ["batch", "length", 2]})


def _model(graph: graphs.Graph, name: str, taken: str, given: dict[str, list[object]]) -> onnx.ModelProto:
    def value(name: str, shape: list[object]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    inputs = [value(taken, ["batch", "length", WIDTH])]
    outputs = [value(name, shape) for name, shape in given.items()]
    body = helper.make_graph(graph.nodes, name, inputs, outputs, graph.weights)
    versions = [helper.make_opsetid("", 20), helper.make_opsetid(graphs.MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=10, producer_name="baowen")


if __name__ == "__main__":
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--weights", type=Path, required=True)
    parse.add_argument("--out", type=Path, default=Path(__file__).parent / "reader")
    options = parse.parse_args()
    export(load_weights(options.weights), options.out)
