"""What speaks for and against one strip of text going on in another, as named numbers.

Text goes on in the strip below, or in one further right; a story begins in a strip, or ends in one. How
much each number counts was fitted on generated pages (`tests/benchmarks/pages_fit.py`): `link_weights`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from corpus.affinity import Weights, pairs
from corpus.headlines import Headline
from corpus.lines import finished, width
from corpus.masthead import goes_elsewhere, starts_story
from corpus.normalise import normalise
from corpus.standing import FREE, Standing
from corpus.strip_facts import Facts, facts

Features = Mapping[str, float]

RISE = 25  # lines that the next column may begin below the end of this one
APART = (1.25, 1.6, 2.6, 3.5, 6.0, 12.0)  # lines between two strips of one column: the bounds of classes
ROOM = (1.4, 2.5, 3.2, 4.5, 7.0)  # lines from the last line of a headline to the text
LEVEL = (0.6, 1.5, 4.0)  # lines by which columns begin or end apart
GUTTER = (0.5, 3.5, 6.0, 12.0)  # ems between columns
USUAL = 0.045  # likeness of two strips of one page
FEWEST = 12  # characters; of fewer the words tell nothing
ENOUGH = 150  # characters of which they tell all they can


class Links:
    """The numbers for the strips of one page; `before` and `behind`: the text up to and from each strip."""

    def __init__(self, page: Standing) -> None:
        self.page = page
        self.facts: Facts = facts(page)
        self.weights = Weights(self.facts.texts)
        self.seen = {text[i : i + 2] for text in self.facts.texts for i in range(len(text) - 1)}
        self.told(self.facts.texts, self.facts.texts)

    def told(self, before: Sequence[str], behind: Sequence[str]) -> None:
        """Judge likeness by these texts."""
        self.before, self.behind = before, behind
        self.likeness = _likeness(before, behind, self.weights)

    def link(self, i: int, j: int) -> Features | None:
        """That strip `j` follows strip `i`; None where it can't."""
        a, b = self.page.strips[i], self.page.strips[j]
        if self.page.above[j] == i:
            return {**self._down(i, j), **self._both(i, j, "down")}
        if a.left < b.left - 3 and a.right <= b.left + 2 and b.top <= a.bottom + RISE * self.page.lead:
            return {**self._across(i, j), **self._both(i, j, "across")}
        return None

    def start(self, j: int) -> Features:
        """That a story begins in strip `j`."""
        facts, page = self.facts, self.page
        found = {"start": 1.0}
        headline, above = page.over[j], page.above[j]
        if headline and facts.headed[j] and self._first(headline, j):
            found["start first"] = 1.0
            found[f"start room {_class(self._room(headline, j), (*ROOM, 900))}"] = 1.0
            found["start lines"] = min(3, len(headline.prints)) - 1.0
            found |= self._form(headline, j, "start")
        elif headline and facts.headed[j]:
            found["start other"] = 1.0
        else:
            found[f"start apart {_class(page.apart[j], (*APART, 900))}"] = 1.0
        found["start dateline"] = float(starts_story(facts.first[j]))
        found["start indented"] = float(facts.indented[j])
        return found | (self._topic(above, j, "start") if above is not None else {})

    def end(self, i: int) -> Features:
        """That a story ends in strip `i`."""
        facts = self.facts
        found = {"end": 1.0, "end done": float(facts.done[i]), "end short": float(facts.short[i])}
        found["end elsewhere"] = float(goes_elsewhere(facts.last[i]))
        apart = min((self.page.apart[k] for k in self.page.below[i]), default=FREE)
        if any(facts.headed[k] for k in self.page.below[i]):
            found["end headline"] = 1.0
        else:
            found["end bottom" if apart == FREE else f"end apart {_class(apart, APART)}"] = 1.0
        return found

    def _down(self, i: int, j: int) -> dict[str, float]:
        headline = self.page.over[j]
        found = {"down": 1.0}
        if not (headline and self.facts.headed[j]):
            found[f"down apart {_class(self.page.apart[j], APART)}"] = 1.0
            return found
        found["down headline"] = 1.0
        found[f"down room {_class(self._room(headline, j), ROOM)}"] = 1.0
        found["down lines"] = min(3, len(headline.prints)) - 1.0
        found["down first"] = float(self._first(headline, j))
        found["down told"] = self._told(headline, i)
        return found | self._form(headline, j, "down")

    def _across(self, i: int, j: int) -> dict[str, float]:
        facts, lead, strips = self.facts, self.page.lead, self.page.strips
        a, b = strips[i], strips[j]
        found = {"across": 1.0, "across under": float(b.top > a.bottom)}
        upper, lower = strips[facts.column_top[i]], strips[facts.column_end[j]]
        low, high = max(upper.top, b.top), min(a.bottom, lower.bottom)
        found["across apart"] = min(8.0, max(0.0, low - high) / lead)
        found[f"across top {_class(abs(b.top - upper.top) / lead, LEVEL)}"] = 1.0
        found[f"across end {_class(abs(a.bottom - lower.bottom) / lead, LEVEL)}"] = 1.0
        found[f"across skips {min(2, self._between(i, j, min(low, high), max(low, high)))}"] = 1.0
        if wide := facts.measures[i] or facts.measures[j]:
            found[f"across gutter {_class(b.left - a.left - wide, GUTTER)}"] = 1.0
        headline, before = self.page.over[j], self.page.over[facts.column_top[i]]
        if not (headline and facts.headed[j]):
            found["across free"] = 1.0
        elif self._first(headline, j):
            found["across first"] = 1.0
            found["across told"] = self._told(headline, i)
            found[f"across room {_class(self._room(headline, j), ROOM)}"] = 1.0
            found |= self._form(headline, j, "across")
        else:
            found["across same" if headline is before else "across other"] = 1.0
        return found

    def _both(self, i: int, j: int, way: str) -> dict[str, float]:
        """How the text goes on, by its form and its words."""
        facts = self.facts
        found = self._topic(i, j, way)
        if facts.done[i]:
            kind = "indented" if facts.indented[j] else "short" if facts.short[i] else "full"
        else:
            kind = "cut indented" if facts.indented[j] else "cut short" if facts.short[i] else "cut"
            found["word seen"] = float(facts.last[i][-1:] + facts.first[j][:1] in self.seen)
        found[f"{way} {kind}"] = 1.0
        found[f"{way} dateline"] = float(starts_story(facts.first[j]))
        if facts.measures[i] and facts.measures[j]:
            found[f"{way} measures"] = min(4.0, abs(facts.measures[i] - facts.measures[j]))
        return found

    def _topic(self, i: int, j: int, way: str) -> dict[str, float]:
        length = min(len(self.before[i]), len(self.behind[j]))
        if length < FEWEST:
            return {}
        sure, likeness = min(1.0, length / ENOUGH), self.likeness[i, j]
        return {
            f"{way} alike": 20 * sure * max(-0.05, min(0.1, likeness - USUAL)),
            f"{way} strange": 50 * sure * max(-0.02, min(0.02, likeness - 0.03)),
        }

    def _first(self, headline: Headline, j: int) -> bool:
        return self.page.first.get(id(headline)) == j

    def _room(self, headline: Headline, j: int) -> float:
        """Lines of white between the headline and what stands above it and below it."""
        return self.page.apart[j] - (0 if headline.upright else len(headline.prints))

    def _told(self, headline: Headline, i: int) -> float:
        """The share of the headline's words in the text up to strip `i`."""
        text = " ".join(normalise(p.text) for p in headline.prints)
        return self.weights.coverage(text, self.before[i])

    def _form(self, headline: Headline, j: int, way: str) -> dict[str, float]:
        """Where a headline of one line stands over its column, if its type is no larger than the text."""
        if headline.upright or len(headline.prints) > 1:
            return {f"{way} upright": float(headline.upright)}
        line, measure = headline.prints[0], self.facts.measures[j]
        wide = width(normalise(line.text))
        off, middle = line.left - self.page.strips[j].left, (measure - wide) / 2
        found = {f"{way} width": min(1.0, wide / 16), f"{way} asks": float(finished(line.text))}
        if measure and abs(off - middle) < 1.1:
            found[f"{way} middle"] = 1.0
        elif abs(off) < 0.8:
            found[f"{way} flush"] = 1.0
        elif measure and off > middle:
            found[f"{way} right"] = 1.0
        return found

    def _between(self, i: int, j: int, top: float, bottom: float) -> int:
        """The columns between the two strips, at that height."""
        facts = self.facts
        left, right = self.page.strips[i].left + 3, self.page.strips[j].left - 3
        reach = np.minimum(facts.bottoms, bottom) - np.maximum(facts.tops, top)
        there = (facts.lefts > left) & (facts.lefts < right) & (reach > 0.5 * self.page.lead)
        return len(set(np.round(facts.lefts[there] / 4)))


def _class(value: float, bounds: Sequence[float]) -> int:
    return sum(value >= bound for bound in bounds)


def _likeness(before: Sequence[str], behind: Sequence[str], weights: Weights) -> Any:
    """Cosines of the words of every text before with those of every text behind, as `Weights.similarity`."""
    sides = [[pairs(text) for text in side] for side in (before, behind)]
    place = {pair: n for n, pair in enumerate(sorted(set().union(*sides[0], *sides[1])))}
    known = np.array([weights.of(pair) for pair in place])
    tables = []
    for side in sides:
        table = np.zeros((len(side), len(place)))
        for row, found in zip(table, side, strict=True):
            held = [place[pair] for pair in found]
            row[held] = known[held]
        norms = np.sqrt((table**2).sum(axis=1, keepdims=True))
        tables.append(table / np.maximum(norms, 1e-9))
    return tables[0] @ tables[1].T
