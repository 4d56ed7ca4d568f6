"""Fit `corpus/link_weights.py`: how much each sign counts that text goes on from one strip to another.

    python -m tests.benchmarks.pages_fit [--first 2000] [--count 600] [--articles FILE.jsonl.xz] > weights.py

Pages are generated (no seed of the measurement's) and read through `pdftotext -layout`. A part of them has
columns of other kinds than the measurement's, and a part the words of real articles where a file of those is
given. The weights are a structured support vector
machine's (Tsochantaridis et al., 2005), by averaged subgradients with AdaGrad's steps; the threads of a
page are decoded as `corpus.threads` does.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

from corpus import threads
from corpus.links import Features, Links
from corpus.normalise import normalise
from corpus.page import split_page
from corpus.standing import Standing
from tests.pages import articles, layout
from tests.pages.extracted import pdftotext
from tests.pages.layout import Grid, Sheet, document
from tests.pages.pdf import drawn

EPOCHS, MARGIN, RATE, DECAY = 12, 1.0, 0.1, 3e-4


@dataclass
class Example:
    """The threads of one page: every choice as (row, column) of the assignment, with its signs."""

    count: int  # of strips
    choices: list[tuple[int, int]]
    signs: list[Features]
    right: set[tuple[int, int]]


def main() -> None:
    """Print the weights as a module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--first", type=int, default=2000)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--articles", type=Path, help="lines of JSON with a field text, compressed by xz")
    chosen = parser.parse_args()
    known = list(standings(range(chosen.first, chosen.first + chosen.count)))
    with patch.object(layout, "_grid", other_grid):
        known += standings(range(7000, 7000 + chosen.count // 3))
    if chosen.articles:
        with patch.object(layout, "compose", articles.composer(chosen.articles)):
            known += standings(range(6000, 6000 + chosen.count // 3))
    print(module(fitted(known)))


def other_grid(rng: Random) -> Grid:
    """Columns of any kind: narrower gutters, more and less leading than `layout` has."""
    columns = rng.randint(3, 8)
    size = rng.choice([7.5, 8.0, 9.0, 10.0, 11.0])
    ems = rng.randint(*{3: (20, 30), 4: (15, 24), 5: (12, 18), 6: (11, 15), 7: (9, 13), 8: (8, 11)}[columns])
    lead, gutter = size * rng.uniform(1.25, 1.8), size * rng.uniform(1.0, 2.2)
    return Grid(columns, ems, size, lead, gutter, rng.randint(60, 120))


def standings(seeds: Sequence[int]) -> Iterator[tuple[Standing, dict[int, int]]]:
    """The strips of generated pages, and by its number which one truly follows each."""
    for seed in seeds:
        page = document(seed)
        with tempfile.TemporaryDirectory() as folder:
            texts = pdftotext(drawn(page), "layout", Path(folder))
        for sheet, text in zip(page.sheets, texts, strict=True):
            yield from read(sheet, text)


def read(sheet: Sheet, text: str) -> list[tuple[Standing, dict[int, int]]]:
    """The strips of one page as they are before they are threaded."""
    found: list[Standing] = []

    def kept(page: Standing) -> list[list[int]]:
        found.append(page)
        return [[j] for j in range(len(page.strips))]

    with patch.object(threads, "threaded", kept):
        split_page(text)
    return [(page, truth(sheet, page)) for page in found]


def truth(sheet: Sheet, page: Standing) -> dict[int, int]:
    """What follows what: strips of one story in the order in which it was set."""
    stories: dict[str, set[tuple[int, int]]] = {}
    for story, group in enumerate(sheet.inks):
        for place, ink in enumerate(group):
            stories.setdefault("".join(normalise(ink.text).split()), set()).add((story, place))
    homes: dict[int, list[tuple[int, int]]] = {}
    for j, strip in enumerate(page.strips):
        lines = [stories.get("".join(normalise(p.text).split()), set()) for p in strip.prints]
        sure = [place for line in lines if len(line) == 1 for place in line]
        if sure:
            story = Counter(story for story, _ in sure).most_common(1)[0][0]
            homes.setdefault(story, []).append((min(place for home, place in sure if home == story), j))
    return {
        a: b
        for home in homes.values()
        for (_, a), (_, b) in zip(sorted(home), sorted(home)[1:], strict=False)
    }


def fitted(known: Sequence[tuple[Standing, dict[int, int]]]) -> dict[str, float]:
    """First by the words of single strips; then also by those of the threads that these weights give."""
    first = [example(Links(page), after) for page, after in known]
    weights = trained(first)
    second = []
    with patch.object(threads, "WEIGHTS", weights):
        for page, after in known:
            links = Links(page)
            threads.tell(links, threads.assigned(links))
            second.append(example(links, after))
    return trained([*first, *second])


def example(links: Links, after: dict[int, int]) -> Example:
    """One page's choices; what follows what can't is left out of the truth."""
    count = len(links.page.strips)
    pairs = [(i, j) for i in range(count) for j in range(count) if i != j]
    signs = {pair: found for pair in pairs if (found := links.link(*pair)) is not None}
    right = {(i, j) for i, j in after.items() if (i, j) in signs}
    led, followed = {i for i, _ in right}, {j for _, j in right}
    for i in range(count):
        signs[i, count + i], signs[count + i, i] = links.end(i), links.start(i)
    right |= {(i, count + i) for i in range(count) if i not in led}
    right |= {(count + i, i) for i in range(count) if i not in followed}
    return Example(count, list(signs), list(signs.values()), right)


def trained(examples: Sequence[Example]) -> dict[str, float]:
    """The averaged weights."""
    names: dict[str, int] = {}
    for page in examples:
        for found in page.signs:
            for name in found:
                names.setdefault(name, len(names))
    data = [(page, _matrix(page, names), _wanted(page)) for page in examples if page.count]
    rng = np.random.default_rng(0)
    weights, squares, mean = np.zeros(len(names)), np.ones(len(names)), np.zeros(len(names))
    for epoch in range(EPOCHS):
        for number in rng.permutation(len(data)):
            page, matrix, wanted = data[number]
            cells = np.array(page.choices)
            loss = np.where((cells < page.count).all(axis=1), MARGIN, MARGIN / 2) * (1 - wanted)
            chosen = _decoded(page.count, cells, matrix @ weights + loss)
            slope = matrix.T @ (chosen - wanted) / np.sqrt(page.count)
            squares += slope**2
            weights -= RATE * (slope / np.sqrt(squares) + DECAY * weights)
            if 3 * epoch >= EPOCHS:
                mean += weights
    mean /= len(data) * sum(3 * epoch >= EPOCHS for epoch in range(EPOCHS))
    return {name: float(mean[place]) for name, place in names.items()}


def _matrix(page: Example, names: dict[str, int]) -> Any:
    cells = [(row, names[name], v) for row, found in enumerate(page.signs) for name, v in found.items() if v]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(page.signs), len(names)))


def _wanted(page: Example) -> Any:
    return np.array([float(choice in page.right) for choice in page.choices])


def _decoded(count: int, cells: Any, scores: Any) -> Any:
    table = np.full((2 * count, 2 * count), -1e5)
    table[count:, count:] = 0.0
    table[cells[:, 0], cells[:, 1]] = scores
    chosen = np.zeros_like(table)
    chosen[linear_sum_assignment(table, maximize=True)] = 1.0
    return chosen[cells[:, 0], cells[:, 1]]


def module(weights: dict[str, float]) -> str:
    """The source of `corpus/link_weights.py`."""
    kept = sorted((name, round(weight, 2)) for name, weight in weights.items())
    lines = "\n".join(f'    "{name}": {weight},' for name, weight in kept if weight)
    head = '"""How much each sign of `links` counts; written by `tests/benchmarks/pages_fit.py`."""'
    return f"{head}\n\nWEIGHTS = {{\n{lines}\n}}"


if __name__ == "__main__":
    main()
