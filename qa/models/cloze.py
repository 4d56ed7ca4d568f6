"""Questions made from unlabelled news: a sentence with one name, time or number asked for.

After the idea of cloze questions as training data (Lewis, Denoyer and Riedel 2019): the wh-word stands where
the answer stood, which Chinese grammar allows; words are dropped at random so that a question is no copy.
"""

import random
from collections.abc import Iterable, Iterator

from index import sentences
from index.tagger import Token, tag
from qa.models.data import Example

ASKED = {
    "PER": ("谁", "哪位", "什么人"),
    "LOC": ("哪里", "哪", "什么地方", "哪个地方"),
    "ORG": ("哪个机构", "哪家单位", "什么组织", "谁"),
    "TIME": ("什么时候", "何时", "哪天", "什么时间"),
}
DROPPED = dict.fromkeys(("d", "u", "c", "xc", "p", "r", "w", "f"), 0.4)  # by tag; of other words 0.12
EACH = 4  # questions asked of one text: more repeat its few names


def clozes(texts: Iterable[str], seed: int) -> Iterator[Example]:
    """Up to four questions on each of `texts`, each with the place of its answer."""
    rng = random.Random(seed)
    for text in texts:
        tokens = tag(text)
        found = [made for span in sentences(text) if (made := _cloze(text, tokens, span, rng))]
        yield from rng.sample(found, min(EACH, len(found)))


def _cloze(text: str, tokens: list[Token], span: tuple[int, int], rng: random.Random) -> Example | None:
    inside = [t for t in tokens if span[0] <= t.start and t.end <= span[1]]
    places = [i for i in range(len(inside)) if _telling(text, inside, i)]
    if not places or not 12 <= span[1] - span[0] <= 90:
        return None
    first = last = rng.choice(places)
    if inside[first].tag == "m":
        last += 1
        asked = rng.choice(("多少", "几")) + text[inside[last].start : inside[last].end]
    else:
        while last + 1 < len(inside) and inside[last + 1].tag == inside[first].tag:
            last += 1
        while first > 0 and inside[first - 1].tag == inside[last].tag:
            first -= 1
        asked = rng.choice(ASKED[inside[first].tag])
    begin, stop = _clause(text, inside, first, last, rng)
    before = "".join(_kept(text, t, rng) for t in inside[begin:first])
    after = "".join(_kept(text, t, rng) for t in inside[last + 1 : stop])
    if len(before) + len(after) < 8:
        return None
    start, end = inside[first].start, inside[last].end
    mark = rng.choice(("？", "？", "?", ""))
    return Example(before + asked + after + mark, text, start, end, "cloze", (text[start:end],))


def _telling(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a token is an answer worth asking for: a name, a time in figures, a number with its unit."""
    word, label = text[tokens[i].start : tokens[i].end], tokens[i].tag
    if label in ("TIME", "m") and not any(c.isdigit() for c in word):
        return False
    if label == "m":
        return i + 1 < len(tokens) and tokens[i + 1].tag == "q"
    return label in ASKED and len(word) > 1


def _clause(text: str, tokens: list[Token], first: int, last: int, rng: random.Random) -> tuple[int, int]:
    """The clause around the answer, half of the time with the one before it."""
    cuts = [i for i, t in enumerate(tokens) if text[t.start : t.end] in "，；：。！？,;"]
    before = [i + 1 for i in cuts if i < first]
    wanted = 1 + (rng.random() < 0.5)
    begin = before[-wanted] if len(before) >= wanted else 0
    return begin, next((i for i in cuts if i > last), len(tokens))


def _kept(text: str, token: Token, rng: random.Random) -> str:
    return "" if rng.random() < DROPPED.get(token.tag, 0.12) else text[token.start : token.end]
