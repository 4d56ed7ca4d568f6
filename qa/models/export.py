"""Turn trained weights into the files that ship: `python -m qa.models.export --weights FILE --out DIR`.

Writes `lower.onnx` (word vectors → hidden states and relevance), `upper.onnx` (hidden states → span logits),
both with int8 weights and activations quantised as they come, and `reader.json` (their digests; the
calibration is filled in by `qa.models.calibrate`). With `--float` the networks stay float32.
"""

import argparse
import hashlib
import json
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn

from qa.models.network import WIDTH, Network

OPSET = 17  # the newest that torch's tracing exporter and dynamic quantisation both know well


def load_weights(path: Path) -> dict[str, Tensor]:
    """Weights of a finished run (`model.safetensors`) or of a checkpoint on the way (`checkpoint.pt`)."""
    if path.suffix == ".safetensors":
        return load_file(path)
    weights: dict[str, Tensor] = torch.load(path, weights_only=True, map_location="cpu")["weights"]
    return weights


class Half(nn.Module):
    """One half of the network, in the shape that the exporter takes."""

    def __init__(self, network: Network, name: str) -> None:
        super().__init__()
        self.network, self.name = network, name

    def forward(self, x: Tensor, mask: Tensor) -> object:
        """`lower` or `upper` of the network."""
        return getattr(self.network, self.name)(x, mask)


HALVES = {"lower": ("words", ["hidden", "relevance"]), "upper": ("hidden", ["span"])}


def export(weights: dict[str, Tensor], out: Path, quantised: bool = True) -> None:
    """Write both halves and `reader.json` into `out`; the same weights give the same bytes."""
    network = Network().eval()
    network.load_state_dict(weights)
    out.mkdir(parents=True, exist_ok=True)
    for name, (taken, given) in HALVES.items():
        _export_half(Half(network, name), taken, given, out / f"{name}.onnx", quantised)
    _halve_positions(out / "lower.onnx")
    digests = {f"{n}.onnx": hashlib.sha256((out / f"{n}.onnx").read_bytes()).hexdigest() for n in HALVES}
    facts = {"sha256": digests, "slope": 1.0, "shift": 0.0, "threshold": 0.5}
    (out / "reader.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def _export_half(half: Half, taken: str, given: list[str], path: Path, quantised: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of tracing: the sizes it worries about are declared dynamic
        whole = Path(scratch) / "float.onnx" if quantised else path
        torch.onnx.export(
            half,
            (torch.zeros(2, 9, WIDTH), torch.ones(2, 9, dtype=torch.bool)),
            str(whole),
            input_names=[taken, "mask"],
            output_names=given,
            dynamic_axes={
                name: {0: "batch", 1: "n"} for name in (taken, "mask", *given) if name != "relevance"
            },
            opset_version=OPSET,
            dynamo=False,
        )
        if quantised:
            quantize_dynamic(
                whole, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8
            )


def _halve_positions(path: Path) -> None:
    """Store the position table, the one large float tensor left, in float16 behind a Cast."""
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name.endswith("positions"):
            name = tensor.name
            half = onnx.numpy_helper.to_array(tensor).astype("float16")
            tensor.CopyFrom(onnx.numpy_helper.from_array(half, "positions_half"))
            cast = onnx.helper.make_node("Cast", ["positions_half"], [name], to=onnx.TensorProto.FLOAT)
            model.graph.node.insert(0, cast)
            break
    onnx.save(model, path)


if __name__ == "__main__":
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("--weights", type=Path, required=True)
    parse.add_argument("--out", type=Path, default=Path(__file__).parent / "reader")
    parse.add_argument("--float", action="store_true", dest="whole", help="float32, for comparison")
    options = parse.parse_args()
    export(load_weights(options.weights), options.out, quantised=not options.whole)
