"""Real articles set as generated pages: other words than those of the templates."""

import json
import lzma
import re
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.pages.stories import PLACES, Text, opening, person

EVERY = 5  # of the file's articles, one
SHORTEST = 300  # characters


def composer(path: Path) -> Callable[..., Text]:
    """What may stand for `stories.compose`."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = ["".join(json.loads(line)["text"].split()) for n, line in enumerate(lines) if n % EVERY == 0]
    found = sorted((text for text in texts if len(text) > SHORTEST), key=len)
    lengths = [len(text) for text in found]

    def compose(rng: Random, theme: object, paper: str, characters: int, pool: object) -> Text:
        low = bisect_left(lengths, min(0.7 * characters, lengths[-len(lengths) // 10]))
        high = min(len(found), max(low + 200, bisect_left(lengths, 2 * characters)))
        return _story(rng, found[rng.randrange(low, high)], paper, characters)

    return compose


def _story(rng: Random, text: str, paper: str, characters: int) -> Text:
    sentences = re.findall(r"[^。！？]+[。！？]”?", text)
    clauses = [c for c in re.split("[，。：；！？、“”]", text) if 5 <= len(c) <= 20]

    def clause(shortest: int, longest: int) -> str:
        fitting = [c for c in clauses if shortest <= len(c) <= longest]
        return rng.choice(fitting) if fitting else rng.choice(PLACES) + "新闻"

    byline, opens = opening(rng, rng.choice(PLACES), paper)
    title = clause(7, 18) + (" " + clause(6, 12) if rng.random() < 0.25 else "")
    story = Text(title=title, byline=byline)
    story.byline_first = not byline or "□" in byline or rng.random() < 0.6
    story.kicker = clause(5, 14) if rng.random() < 0.3 else ""
    story.deck = clause(8, 20) if rng.random() < 0.3 else ""
    if rng.random() < 0.4:
        story.caption = clause(8, 20) + rng.choice(["。（资料图片）", f"。{person(rng)} 摄"])
    sections = characters > 700 and rng.random() < 0.5
    written = since = 0
    while sentences and written < characters:
        if sections and since > 250:
            story.pieces.append(("section", clause(5, 11)))
            since = 0
        wanted, paragraph = rng.randint(60, 220), ""
        while sentences and len(paragraph) < wanted:
            paragraph += sentences.pop(0)
        story.pieces.append(("body", paragraph if story.pieces else opens + paragraph))
        written += len(paragraph)
        since += len(paragraph)
    return story
