"""Damage files of every format 10,000 times (or as often as the argument says) and load them: no crash.

python -m tests.benchmarks.fuzz [NUMBER] [--pictures NUMBER] [--seed SEED]: pictures go through OCR, a second
each; other seeds damage otherwise, so that 10,000 may be done a part at a time.
"""

import argparse
import shutil
import time
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.corpus.fuzzing import check, mutant_pictures, mutants, scratch

Mutant = tuple[str, list[tuple[str, int, Any]]]


def main(number: int, inputs: SearchStrategy[Mutant], chance: int) -> None:
    """Print how many inputs were tried, by file, and how many still gave articles."""
    tried, gave, slowest = Counter[str](), Counter[str](), (0.0, "")
    folder = scratch()

    @seed(chance)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def fuzz(mutant: Mutant) -> None:
        nonlocal slowest
        began = time.perf_counter()
        found = check(*mutant, folder)
        slowest = max(slowest, (time.perf_counter() - began, mutant[0]))
        tried[mutant[0]] += 1
        gave[mutant[0]] += found > 0

    try:
        fuzz()
    finally:
        shutil.rmtree(folder)
    for name, count in sorted(tried.items()):
        print(f"{name:16} {count:6} inputs, {gave[name]:6} gave articles")
    print(f"{tried.total()} inputs, no crash; slowest {slowest[0]:.2f} s ({slowest[1]})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--pictures", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for number, inputs in ((chosen.number, mutants), (chosen.pictures, mutant_pictures)):
        if number:
            main(number, inputs, chosen.seed)
