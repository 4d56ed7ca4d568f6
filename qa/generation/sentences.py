"""A reply as it streams, sentence by sentence, each with the marks behind it."""

import re
from collections.abc import Iterable, Iterator

_MARK = (
    r"[\[【［]\s*(?:摘录|excerpts?)?\s*\^?\d{1,3}(?:\s*[,，、\-–]\s*(?:摘录|excerpt)?\s*\d{1,3})*\s*[\]】］]"
)
MARKS = re.compile(rf"(?:\s*{_MARK})+", re.I)
_CLOSING = r"[”’」』）)\"]*"
# A sentence with its closing quotes and marks; complete once something else follows.
_SENTENCE = re.compile(
    rf"(?P<said>.*?(?:[。！？!?]|(?<!\b[A-Z])(?<!Mr)(?<!Mrs)(?<!Dr)(?<!No)\.(?=\s|\[|【|［)|\n)+{_CLOSING}(?:\s*{_MARK})*)"
    r"\s*(?P<next>[^\s\[【［。！？!?”’」』）)\"]|[\[【［](?=\s*[^\s\d^摘e\]】］]))",
    re.S | re.I,
)
_CUT_MARK = re.compile(r"\s*[\[【［]\s*(?:摘录)?[\d,，、\s]{0,6}$")
_ENDED = re.compile(rf"(?:[。！？!?.]{_CLOSING}|{_MARK})\s*$", re.I)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_DRESS = re.compile(r"^\s*(?:[-*•·]\s+|#+\s*|>\s*|\(?\d{1,2}[.、)）]\s*(?!\d))|\*\*|__|`")


def sentences_of(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a reply as soon as each is complete, without what a model thinks aloud in <think>.

    A last one without a stop or a mark behind it was cut off, by the budget or a lost connection, and is
    left out; but a reply may be a mere phrase.
    """
    heard, any_whole = "", False
    for piece in pieces:
        heard += piece
        plain = _THOUGHT.sub("", heard) if "<think>" in heard else heard
        if "<think>"[: len(plain)] == plain[:7] and plain:
            continue  # it may yet be a thought
        while match := _SENTENCE.match(plain):
            yield match["said"]
            any_whole = True
            plain = heard = plain[match.start("next") :]
    rest = _CUT_MARK.sub("", _THOUGHT.sub("", heard))
    if rest.strip() and (not any_whole or _ENDED.search(rest)):
        yield rest


def numbers_marked(sentence: str) -> list[int]:
    """The numbers of a sentence's marks, in order; 【1】, [1,2], [^1] and [摘录1] are marks too."""
    found: list[int] = []
    for match in MARKS.finditer(sentence):
        for first, last in re.findall(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?", match.group()):
            found += range(int(first), min(int(last or first), int(first) + 9) + 1)
    return list(dict.fromkeys(found))


def bare(sentence: str) -> str:
    """A sentence on one line without marks, list numbers and Markdown's dress."""
    said = _DRESS.sub("", MARKS.sub("", sentence))
    return " ".join(said.split())


def split_at_marks(sentence: str) -> list[str]:
    """The parts of a sentence, each up to its marks; what follows the last marks belongs to the last part."""
    parts = [" ".join(_DRESS.sub("", part).split()) for part in MARKS.split(sentence)]
    words = [part for part in parts if any(character.isalnum() for character in part)]
    if parts and words and parts[-1] != words[-1]:
        words[-1] += parts[-1]
    return words
