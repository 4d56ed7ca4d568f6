"""Train the reader: `python -m qa.models.train --data DIR --news FILE --backbone DIR --out DIR`.

The plan is counted in tokens, so that one number fits it to the time there is. Seeded; stopped at any
point, it goes on from its last checkpoint. CPU (bf16) and GPU alike.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor

from qa.models import data, score
from qa.models.network import Network, from_bert
from qa.models.plan import stream
from qa.models.trainer import Trainer, loss_of
from qa.models.windows import Windows, padded


@torch.no_grad()
def quick_score(
    network: Network, table: Tensor, windows: Windows, examples: list[data.Example], device: str
) -> tuple[float, float]:
    """(EM, F1) in percent of the best span, refusals not allowed, over windows of 320 tokens by 200."""
    em = f = 0.0
    for example in examples:
        ids, spans = windows.tokens(example.text)
        firsts = range(0, max(1, len(ids) - 120), 200)
        cuts = [windows.cut(example.question, example.text, first, 320, (-1, -1)) for first in firsts]
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


def mined(examples: list[data.Example], options: argparse.Namespace) -> dict[data.Example, list[str]]:
    """Hard negatives from the training paragraphs mixed into news; kept in `out` for a run that goes on."""
    kept = options.out / "negatives.json"
    if not kept.exists():
        texts = sorted({e.text for e in examples}) + list(data.news(options.news, limit=4000))
        found = data.hard_negatives(examples, texts, options.seed)
        kept.write_text(json.dumps([found[e] for e in examples], ensure_ascii=False), encoding="utf-8")
    return dict(zip(examples, json.loads(kept.read_text(encoding="utf-8")), strict=True))


def main() -> None:
    """Train as the command line says; the log goes to `out/log.jsonl`, weights to `out/model.safetensors`."""
    parse = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "news", "backbone", "out"):
        parse.add_argument(f"--{name}", type=Path, required=True)
    parse.add_argument("--start", type=Path, help="weights to begin from")
    parse.add_argument("--tokens", type=float, default=8e6, help="padded tokens to train on")
    parse.add_argument("--rate", type=float, default=1.2e-4, help="highest learning rate, of the heads")
    parse.add_argument("--decay", type=float, default=0.97, help="of the learning rate from layer to layer")
    parse.add_argument("--frozen", type=int, default=0, help="lowest layers that don't learn")
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
    network = from_bert(bert)
    if options.start:
        network.load_state_dict(load_file(options.start))
    trainer = Trainer(network, options.rate, options.decay, options.frozen, device)
    windows = Windows(Tokenizer.from_file(str(options.backbone / "tokenizer.json")))
    sources = {
        "cmrc": data.cmrc(options.data, held=False),
        "drcd": data.drcd(options.data),
        "squad": data.squad(options.data, held=False),
    }
    negatives = mined(sources["cmrc"] + sources["drcd"], options)
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
            if (step + 1) % 10 == 0:
                speed = fresh / (time.time() - began)
                note(step=step + 1, done=round(progress, 4), span=round(sums[0] / sums[2], 3),
                     relevance=round(sums[1] / sums[2], 3), speed=round(speed))  # fmt: skip
                sums[:] = 0
            if (step + 1) % options.every == 0:
                trainer.save(options.out / "checkpoint.pt", step + 1)
            if (step + 1) % (8 * options.every) == 0:
                trainer.network.eval()
                em, f = quick_score(trainer.network, table, windows, held, device)
                trainer.network.train()
                note(step=step + 1, em=round(em, 1), f1=round(f, 1))
                began, fresh = time.time(), 0
        save_file(trainer.weights(), options.out / "model.safetensors")
        note(finished=time.strftime("%H:%M:%S"))


if __name__ == "__main__":
    main()
