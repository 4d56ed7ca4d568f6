"""Train the reader: `python -m qa.models.train --data DIR --news FILE --backbone DIR --out DIR`.

The plan is counted in tokens, so that one number fits it to the time there is. Seeded; stopped at any
point, it goes on from its last checkpoint. CPU (bf16) and GPU alike.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from qa.models import data, score
from qa.models.network import EARLY, LAYERS, Network, from_bert
from qa.models.windows import Window, Windows, batches, padded

BATCH = 3072  # padded tokens a step: about 16 windows; two cores gain no speed from more
LOT = 512  # windows drawn before they are sorted by length into batches
# Shares of the plan's tokens and the windows (passage tokens, least and most) drawn in each part; then
# how often each source is asked. Translated and mixed questions first, long windows of the target kind last.
PARTS = (
    (0.55, (90, 230), {"squad": 1.0, "drcd": 0.9, "cmrc": 1.0}),
    (0.45, (180, 360), {"squad": 0.12, "drcd": 0.35, "cmrc": 1.0}),
)
HARD, ELSEWHERE = 0.16, 0.08  # windows that don't answer, for each one that does: mined; of the same text


def stream(
    windows: Windows, sources: dict[str, list[data.Example]], negatives: dict[data.Example, list[str]],
    plan: int, seed: int,
) -> Iterator[list[Window]]:  # fmt: skip
    """Batches until the plan's tokens are spent, the same ones for the same seed and plan."""
    rng, spent, until = random.Random(seed), 0, 0.0
    for share, sizes, weights in PARTS:
        until += share * plan
        lots = _lots(windows, sources, negatives, sizes, weights, rng)
        while spent < until:
            for batch in batches(next(lots), BATCH, rng):
                spent += len(batch) * max(len(w.ids) for w in batch)
                yield batch


def _lots(
    windows: Windows, sources: dict[str, list[data.Example]], negatives: dict[data.Example, list[str]],
    sizes: tuple[int, int], weights: dict[str, float], rng: random.Random,
) -> Iterator[list[Window]]:  # fmt: skip
    lot: list[Window] = []
    while True:
        chosen = [
            e for name, w in weights.items() for e in rng.sample(sources[name], int(w * len(sources[name])))
        ]
        rng.shuffle(chosen)
        for example in chosen:
            size = rng.randint(*sizes)
            lot.append(windows.draw(example, size, rng))
            if (
                example.start >= 0
                and rng.random() < ELSEWHERE
                and (w := windows.elsewhere(example, size, rng))
            ):
                lot.append(w)
            if example in negatives and rng.random() < HARD:
                lot.append(windows.stranger(example.question, rng.choice(negatives[example]), size, rng))
            if len(lot) >= LOT:
                yield lot
                lot = []


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


@torch.no_grad()
def quick_score(
    network: Network, table: Tensor, windows: Windows, examples: list[data.Example], device: str
) -> tuple[float, float]:
    """(EM, F1) in percent of the best span, refusals not allowed, over windows of 360 tokens by 240."""
    em = f = 0.0
    for example in examples:
        ids, spans = windows.tokens(example.text)
        firsts = range(0, max(1, len(ids) - 120), 240)
        cuts = [windows.cut(example.question, example.text, first, 360, (-1, -1)) for first in firsts]
        tokens, allowed = padded(cuts)
        logits, _ = network(
            table[torch.from_numpy(tokens).to(device)], torch.from_numpy(tokens != 1).to(device)
        )
        best = (-math.inf, 0, 0)
        for cut, first, row, ok in zip(cuts, firsts, logits.float().cpu().numpy(), allowed, strict=True):
            low, high = cut.passage
            null = np.logaddexp.reduce(row[ok, 0]) + np.logaddexp.reduce(row[ok, 1])
            pairs = row[low:high, 0][:, None] + row[low:high, 1][None, :]
            pairs[~(np.tri(high - low, k=40, dtype=bool) & np.tri(high - low, dtype=bool).T)] = -1e9
            s, e = divmod(int(pairs.argmax()), high - low)
            best = max(best, (float(pairs[s, e] - null), int(spans[first + s, 0]), int(spans[first + e, 1])))
        answer = example.text[best[1] : best[2]]
        em, f = em + score.exact(answer, example.answers), f + score.f1(answer, example.answers)
    return 100 * em / len(examples), 100 * f / len(examples)


def main() -> None:
    """Train as the command line says; the log goes to `out/log.jsonl`, weights to `out/model.safetensors`."""
    parse = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "news", "backbone", "out"):
        parse.add_argument(f"--{name}", type=Path, required=True)
    parse.add_argument("--tokens", type=float, default=8e6, help="padded tokens to train on")
    parse.add_argument("--rate", type=float, default=2e-4, help="highest learning rate, of the heads")
    parse.add_argument("--decay", type=float, default=0.93, help="of the learning rate from layer to layer")
    parse.add_argument("--frozen", type=int, default=2, help="lowest layers that don't learn")
    parse.add_argument("--seed", type=int, default=17)
    parse.add_argument("--every", type=int, default=150, help="steps from one checkpoint to the next")
    parse.add_argument("--threads", type=int, default=2)
    train(parse.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train to the end of the plan."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    options.out.mkdir(parents=True, exist_ok=True)
    bert = load_file(options.backbone / "model.safetensors")
    table = bert["embeddings.word_embeddings.weight"].to(device=device, dtype=torch.bfloat16)
    trainer = Trainer(from_bert(bert), options.rate, options.decay, options.frozen, device)
    windows = Windows(Tokenizer.from_file(str(options.backbone / "tokenizer.json")))
    sources = {
        "cmrc": data.cmrc(options.data, held=False),
        "drcd": data.drcd(options.data),
        "squad": data.squad(options.data, held=False),
    }
    texts = sorted({e.text for s in ("cmrc", "drcd") for e in sources[s]})
    negatives = data.hard_negatives(
        sources["cmrc"] + sources["drcd"], texts + list(data.news(options.news, limit=4000)), options.seed
    )
    held = random.Random(options.seed).sample(data.cmrc(options.data, held=True), 150)
    done, spent, began, sums = trainer.resume(options.out / "checkpoint.pt"), 0, time.time(), np.zeros(3)
    fresh = 0
    with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:

        def note(**values: object) -> None:
            print(line := json.dumps({"time": time.strftime("%H:%M:%S"), **values}), flush=True)
            log.write(line + "\n")
            log.flush()

        note(start=done, plan=options.tokens, sizes={k: len(v) for k, v in sources.items()})
        for step, batch in enumerate(stream(windows, sources, negatives, int(options.tokens), options.seed)):
            tokens = len(batch) * max(len(w.ids) for w in batch)
            spent += tokens
            if step < done:
                began = time.time()
                continue
            fresh += tokens
            progress = spent / options.tokens
            schedule = min(progress / 0.05, 1.0) * max(0.0, 1 - progress)
            span, relevance = loss_of(trainer.network, table, batch, device)
            trainer.step(span + 0.5 * relevance, schedule)
            sums += (span.item(), relevance.item(), 1)
            if (step + 1) % 25 == 0:
                speed = fresh / (time.time() - began)
                note(step=step + 1, done=round(progress, 4), span=round(sums[0] / sums[2], 3),
                     relevance=round(sums[1] / sums[2], 3), speed=round(speed))  # fmt: skip
                sums[:] = 0
            if (step + 1) % options.every == 0:
                trainer.save(options.out / "checkpoint.pt", step + 1)
            if (step + 1) % (2 * options.every) == 0:
                em, f = quick_score(trainer.network, table, windows, held, device)
                note(step=step + 1, em=round(em, 1), f1=round(f, 1))
                began, fresh = time.time(), 0
        save_file(trainer.weights(), options.out / "model.safetensors")
        note(finished=time.strftime("%H:%M:%S"))


if __name__ == "__main__":
    main()
