"""What the reader sees, and when: the shares of sources, windows and questions without an answer."""

import random
from collections.abc import Iterator

from qa.models.data import Example
from qa.models.windows import Window, Windows, batches

BATCH = 4096  # padded tokens a step: about 11 windows
LOT = 384  # windows drawn before they are sorted by length into batches
# Shares of the plan's tokens and the windows (passage tokens, least and most) drawn in each part; then
# how often each source is asked. Long windows teach more than short ones that cost as much (model card).
PARTS = (
    (0.35, (200, 400), {"squad": 0.15, "drcd": 0.8, "cmrc": 1.0}),
    (0.65, (240, 400), {"squad": 0.08, "drcd": 0.5, "cmrc": 1.0}),
)
HARD, ELSEWHERE = 0.12, 0.03  # windows that don't answer, for each one that does: mined; of the same text


def stream(
    windows: Windows, sources: dict[str, list[Example]], negatives: dict[Example, list[str]],
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
    windows: Windows, sources: dict[str, list[Example]], negatives: dict[Example, list[str]],
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
