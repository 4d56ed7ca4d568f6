"""From a network's scores to answer spans that are fit to show: apart, trimmed, inside one paragraph."""

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

LONGEST = 60  # tokens of an answer; 99 % of CMRC's are shorter
EDGES = " \t\u3000，。、；：！？…,.;:!?·—–～~"
PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
}
QUOTES = "“‘「『\"'"

Floats = npt.NDArray[np.float32]
Scored = tuple[float, int, int]  # score over "not here", start, end


def candidates(
    logits: Floats, absent: float, places: npt.NDArray[np.int64], text: str, count: int
) -> Iterator[Scored]:
    """The `count` best spans of a window, trimmed, in no order; fewer where trimming leaves nothing.

    `logits` (n, 2) score each token as an answer's first and last, `absent` is the score of "not here" that
    they are measured against, and `places` (n, 2) are the tokens' characters in `text`.
    """
    n = len(places)
    pairs = logits[:, 0][:, None] + logits[:, 1][None, :] - absent
    paragraph = np.cumsum([character == "\n" for character in text])[places[:, 0]]
    valid = np.tri(n, dtype=bool).T & np.tri(n, k=LONGEST - 1, dtype=bool)
    pairs = np.where(valid & (paragraph[:, None] == paragraph[None, :]), pairs, -np.inf)
    for place in np.argpartition(-pairs, min(count, n * n - 1), axis=None)[:count]:
        first, last = divmod(int(place), n)
        start, end = trim(text, int(places[first, 0]), int(places[last, 1]))
        if start < end and np.isfinite(pairs[first, last]):
            yield float(pairs[first, last]), start, end


def apart(found: list[Scored], count: int) -> list[Scored]:
    """The best `count` spans of which no two overlap."""
    chosen: list[Scored] = []
    for score, start, end in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if len(chosen) < count and all(end <= s or start >= e for _, s, e in chosen):
            chosen.append((score, start, end))
    return chosen


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the spaces, stops and quotes around it, or brackets that lack their other half.

    Title marks that belong to the answer stay: 《红楼梦》. A span of nothing else comes back empty.
    """
    if re.match(
        "[”’」』》〉）】]?的(?![士黎确])", text[start:end]
    ):  # 第三水源”|的三坝水库: a particle, no word
        start += 2 if text[start] != "的" else 1
    while start < end:
        first, last = text[start], text[end - 1]
        inside = text[start + 1 : end]
        if first in EDGES or (first in PAIRS and PAIRS[first] not in inside) or re.match(r"\s", first):
            start += 1
        elif last in EDGES or re.match(r"\s", last) or _opens_missing(text[start:end]):
            end -= 1
        elif first in QUOTES and last == PAIRS.get(first, first) and inside.count(last) == 1:
            start, end = start + 1, end - 1
        else:
            break
    return start, max(start, end)


def _opens_missing(span: str) -> bool:
    """Whether the span ends in a closing mark whose opening one lies outside it, or in an opening one."""
    last = span[-1]
    return last in PAIRS or any(last == close and opening not in span for opening, close in PAIRS.items())
