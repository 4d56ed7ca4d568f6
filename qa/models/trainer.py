"""One step of learning, and what is kept so that a stopped run goes on."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from qa.models.network import EARLY, LAYERS, Network
from qa.models.windows import Window, padded


class Trainer:
    """Low-precision weights that compute, fp32 copies that learn (AdamW), and their checkpoint."""

    def __init__(self, network: Network, rate: float, decay: float, frozen: int, device: str) -> None:
        self.network = network.to(device=device, dtype=torch.bfloat16)
        groups: list[dict[str, Any]] = []
        self._pairs: list[tuple[Tensor, Tensor]] = []
        for name, weight in network.named_parameters():
            parts = name.split(".")
            depth = int(parts[1]) + 1 if parts[0] == "layers" else LAYERS + 1
            if parts[0] in ("positions", "norm") or depth <= frozen:
                weight.requires_grad_(False)
                continue
            master = weight.detach().float().clone().requires_grad_(True)
            self._pairs.append((weight, master))
            height = EARLY + 1 if parts[0] == "relevance" else depth
            slower = decay ** (LAYERS + 1 - height) if parts[0] == "layers" else 1.0
            groups.append(
                {"params": [master], "rate": rate * slower, "weight_decay": 0.01 * (weight.ndim > 1)}
            )
        self.optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.names = [n for n, w in network.named_parameters() if w.requires_grad]

    def step(self, loss: Tensor, schedule: float) -> None:
        """One update at `schedule` times each weight's own rate; gradients clipped to norm 1."""
        loss.backward()  # type: ignore[no-untyped-call]
        for weight, master in self._pairs:
            assert weight.grad is not None
            master.grad, weight.grad = weight.grad.float(), None
        torch.nn.utils.clip_grad_norm_([m for _, m in self._pairs], 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * schedule
        self.optimizer.step()
        with torch.no_grad():
            for weight, master in self._pairs:
                weight.copy_(master)

    def weights(self) -> dict[str, Tensor]:
        """All weights in fp32, learned ones from their fp32 copies."""
        whole = {name: w.detach().float().cpu().clone() for name, w in self.network.state_dict().items()}
        return whole | {
            n: m.detach().cpu().clone() for n, (_, m) in zip(self.names, self._pairs, strict=True)
        }

    def save(self, path: Path, steps: int) -> None:
        """Write a checkpoint in one move, so that a stop while writing harms nothing."""
        state = {"steps": steps, "weights": self.weights(), "optimizer": self.optimizer.state_dict()}
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> int:
        """Take up a checkpoint; the number of steps it has behind it, 0 where there is none."""
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["weights"])
        rates = [group["rate"] for group in self.optimizer.param_groups]
        self.optimizer.load_state_dict(state["optimizer"])
        for group, rate in zip(self.optimizer.param_groups, rates, strict=True):
            group["rate"] = rate
        with torch.no_grad():
            for name, (_, master) in zip(self.names, self._pairs, strict=True):
                master.copy_(state["weights"][name])
        return int(state["steps"])


def loss_of(network: Network, table: Tensor, batch: list[Window], device: str) -> tuple[Tensor, Tensor]:
    """Mean cross-entropy of span ends, and the relevance head's binary one (0 where nothing is labelled)."""
    ids, allowed = padded(batch)
    tokens = torch.from_numpy(ids).to(device)
    logits, relevance = network(table[tokens], tokens != 1)
    logits = logits.float().masked_fill(~torch.from_numpy(allowed).to(device)[..., None], -1e4)
    start = torch.tensor([w.start for w in batch], device=device)
    end = torch.tensor([w.end for w in batch], device=device)
    span = functional.cross_entropy(logits[..., 0], start) + functional.cross_entropy(logits[..., 1], end)
    label = torch.tensor([float(w.relevance) for w in batch], device=device)
    known = (label >= 0).float()
    each = functional.binary_cross_entropy_with_logits(
        relevance.float(), label.clamp(min=0), reduction="none"
    )
    return span / 2, (each * known).sum() / known.sum().clamp(min=1)
