"""The reader's training data: questions on paragraphs, where the answer stands, and where it doesn't.

Sources (none is part of this repository): CMRC 2018 train, DRCD dev and test in simplified characters,
SQuAD 2.0 dev in machine translation, and unlabelled news as a source of passages that don't answer.
"""

import json
import lzma
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the text it is asked of and the place of its answer; `start` is -1 where there is none."""

    question: str
    text: str
    start: int
    end: int
    source: str  # cmrc, drcd or squad
    answers: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The first gold answer, "" where there is none."""
        return self.text[self.start : self.end] if self.start >= 0 else ""


def held_back(paragraph: str) -> bool:
    """Whether a paragraph is kept from training: CRC-32 of its id divides by 10.

    CMRC paragraphs go by their id; SQuAD's translation has none, so its whole text is its id.
    """
    return zlib.crc32(paragraph.encode()) % 10 == 0


def cmrc(folder: Path, held: bool) -> list[Example]:
    """The training questions of CMRC 2018, or those of its held-back paragraphs."""
    return [
        example
        for name, paragraph in _paragraphs(folder / "cmrc2018_train.json")
        if held_back(name) == held
        for example in _examples(paragraph, "cmrc")
    ]


def trial(folder: Path) -> list[Example]:
    """CMRC 2018's trial questions: never trained on."""
    return [e for _, p in _paragraphs(folder / "cmrc2018_trial.json") for e in _examples(p, "cmrc")]


def squad(folder: Path, held: bool) -> list[Example]:
    """SQuAD 2.0 dev in Chinese: three questions in five have no answer in their text."""
    return [
        example
        for _, paragraph in _paragraphs(folder / "squad2_dev_zh.json")
        if held_back(str(paragraph["context"])) == held
        for example in _examples(paragraph, "squad")
    ]


def drcd(folder: Path) -> list[Example]:
    """DRCD dev and test, turned into simplified characters with every offset kept."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert

    def simplified(text: str) -> str:
        whole: str = convert(text)
        if len(whole) == len(text):
            return whole
        single = (convert(character) for character in text)
        return "".join(new if len(new) == 1 else old for old, new in zip(text, single, strict=True))

    found = []
    for name in ("drcd_dev.json", "drcd_test.json"):
        for _, paragraph in _paragraphs(folder / name):
            text = simplified(str(paragraph["context"]))
            for e in _examples(paragraph, "drcd"):
                found.append(
                    Example(simplified(e.question), text, e.start, e.end, "drcd", (text[e.start : e.end],))
                )
    return found


def news(path: Path, size: int = 500, limit: int = 20_000) -> Iterator[str]:
    """Up to `limit` stretches of `size` characters, one from the start of each news article."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(limit), lines, strict=False):
            if len(text := json.loads(line)["text"].strip()) > 60:
                yield text[:size]


def _paragraphs(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            yield str(paragraph.get("id", "")), paragraph


def _examples(paragraph: dict[str, object], source: str) -> Iterator[Example]:
    text = str(paragraph["context"])
    questions = paragraph["qas"]
    assert isinstance(questions, list)
    for asked in questions:
        question, answers = asked["question"].strip(), asked["answers"]
        if not answers:
            yield Example(question, text, -1, -1, source)
        elif (start := _placed(text, answers[0]["text"], answers[0]["answer_start"])) >= 0:
            golds = tuple(dict.fromkeys(a["text"] for a in answers))
            yield Example(question, text, start, start + len(answers[0]["text"]), source, golds)


def _placed(text: str, answer: str, start: int) -> int:
    """Where the answer really stands: the occurrence nearest to the place given, -1 without one."""
    if text.startswith(answer, start):
        return start
    found = [m.start() for m in re.finditer(re.escape(answer), text)]
    return min(found, key=lambda place: abs(place - start), default=-1)


def hard_negatives(
    examples: Sequence[Example], texts: Sequence[str], seed: int = 0, k: int = 4
) -> dict[Example, list[str]]:
    """For each example, the `k` texts nearest by bigram BM25 that don't hold its answer, and one at random.

    Robertson & Zaragoza 2009, k1 = 1.2, b = 0.75; bigrams in over a twentieth of the texts are left out.
    """
    counts = [Counter(_bigrams(text)) for text in texts]
    length = np.array([sum(c.values()) for c in counts], dtype=np.float32)
    norm = 1.2 * (0.25 + 0.75 * length / length.mean())
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, count in enumerate(counts):
        for bigram, times in count.items():
            postings[bigram].append((number, times))
    rng, found = random.Random(seed), {}
    for example in examples:
        scores = np.zeros(len(texts), dtype=np.float32)
        for bigram in set(_bigrams(example.question)):
            if 0 < (df := len(postings.get(bigram, ()))) <= len(texts) / 20:
                at, times = np.array(postings[bigram]).T
                scores[at] += np.log(len(texts) / df) * 2.2 * times / (times + norm[at])
        near = [texts[i] for i in np.argsort(-scores, kind="stable")[: 3 * k]]
        near = [t for t in near if t != example.text and not (example.answer and example.answer in t)]
        found[example] = [*near[:k], rng.choice(texts)]
    return found


def _bigrams(text: str) -> list[str]:
    text = re.sub(r"\W+", "", text)
    return [text[i : i + 2] for i in range(len(text) - 1)]
