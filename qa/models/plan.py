"""What the reader sees, and in which shares: sources, windows, questions without an answer."""

import random
from collections.abc import Iterator

from qa.models.data import Example
from qa.models.windows import Window, Windows, batches

BATCH = 2048  # padded tokens a step: about 11 windows; two cores gain little speed from more
LOT = 512  # windows drawn before they are sorted by length into batches
SIZES = (80, 320, 130)  # passage tokens of a window: least, most, likeliest; short ones teach more a token
# Of each source's questions, drawn anew for each round: all kinds first, and for the end of a training
# mostly questions as people write them.
WIDE = {"cmrc": 1.0, "drcd": 0.8, "squad": 0.6, "cloze": 0.3}
FINAL = {"cmrc": 1.0, "drcd": 0.6, "squad": 0.3, "cloze": 0.05}
HARD, ELSEWHERE = 0.3, 0.12  # windows that don't answer, for each one that does: mined; of the same text


def stream(
    windows: Windows, sources: dict[str, list[Example]], negatives: dict[Example, list[str]],
    shares: dict[str, float], seed: int,
) -> Iterator[list[Window]]:  # fmt: skip
    """Batches without end, the same ones for the same seed however long the training lasts."""
    rng = random.Random(seed)
    for lot in _lots(windows, sources, negatives, shares, rng):
        yield from batches(lot, BATCH, rng)


def _lots(
    windows: Windows, sources: dict[str, list[Example]], negatives: dict[Example, list[str]],
    shares: dict[str, float], rng: random.Random,
) -> Iterator[list[Window]]:  # fmt: skip
    lot: list[Window] = []
    while True:
        chosen = [
            e for name, w in shares.items() for e in rng.sample(sources[name], int(w * len(sources[name])))
        ]
        rng.shuffle(chosen)
        for example in chosen:
            size = int(rng.triangular(*SIZES))
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
