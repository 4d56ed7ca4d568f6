"""The names in English questions and how the archive writes them: known, in pinyin, or by their sound.

Dense retrieval needs no names, the encoder is multilingual; but no encoder of this size knows that
Xindu is 新都, and an answer must speak of what the question names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.tagger import tag
from qa.asked.glossary import GLOSSARY, singular
from qa.asked.pinyin import NAME_TAGS, Frequencies, is_pinyin, looked_up, read_off
from qa.asked.sounds import ALIKE, likely
from qa.asked.world import NAMES

chinese_names = read_off  # as others know it
SURE = 0.88  # likeness of a name that could as well be Chinese: Pita, 皮塔
SHORT = 3  # letters; of a word so short only capitals make a name: US, not us
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?")
_NAMED = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, NAMES), key=len, reverse=True))})(?!\w)", re.I
)
_RUN = re.compile(r"[A-Z][\w’'·.]*[\w](?:[ -][A-Z][\w’'·]*\w|-\d+)*|[A-Z]\d\w*")
_BEFORE = re.compile(r"(?<!^)\b[A-Z][a-z]+ $")  # Typhoon Lan: a short name behind what it is
_TITLE = re.compile(
    r"(?<!^)\b[A-Z][\w'’]*(?: (?:of|the|and|to|in|for|on|at|&) (?=[A-Z])| (?=[A-Z\d])|[\w'’]+)*"
)
_ORDINARY = re.compile(
    r"(?:what|who|whose|whom|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had|the|a|an|in|on|of|at|for"
    r"|list|name|tell|please|can|could|will|would|and|to|from|by|with|i|mr|mrs|ms|dr|sir|according|about|after|before"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|\w+day|give|summari[sz]e"
    r"|east|west|north|south|eastern|western|northern|southern|new|many|much|their|his|her|its|article|news)",
    re.I,
)


def known_names(text: str) -> list[str]:
    """The Chinese for the names in `text` that are known without looking: places, powers, firms."""
    return [NAMES[m.group().lower()] for m in _known(text)]


def _known(text: str) -> list[re.Match[str]]:
    found = [m for m in _NAMED.finditer(text) if m.group()[0].isupper()]
    return [
        m
        for m in found
        if len(m.group()) > SHORT or m.group().isupper() or _BEFORE.search(text, 0, m.start())
    ]


def within_names(text: str) -> list[str]:
    """The words of the names in `text` that are known without looking: Country Garden is no garden."""
    return [m.group() for m in _known(text) if " " in m.group()]


def titled(text: str, texts: Iterable[str]) -> list[str]:
    """What `text` capitalises and the texts write as it does, with small words within: Sea of Stars."""
    found = {run.group() for run in _TITLE.finditer(text) if " " in run.group()}
    whole = {name.removesuffix("'s") for name in found}
    texts = list(texts)
    return [as_written for name in sorted(whole) if (as_written := _as_is(name, texts))]


def spelled(text: str) -> list[tuple[str, str]]:
    """(name as `text` spells it, its Chinese or "" where it has to be looked for), in order."""
    found = [(m.start(), m.group(), NAMES[m.group().lower()]) for m in _known(text)]
    hidden = list(text)
    for start, name, _ in found:
        hidden[start : start + len(name)] = " " * (len(name) - 1) + ","
    for match in _RUN.finditer("".join(hidden)):
        for start, name in _names_in(match.group()):
            found.append((match.start() + start, name, ""))
    return [(name, chinese) for _, name, chinese in sorted(found)]


def _names_in(run: str) -> list[tuple[int, str]]:
    """The names in a run of capitalised words, its ordinary words left out: Doksuri of Typhoon Doksuri."""
    parts: list[tuple[int, str]] = []
    for word in re.finditer(r"[^ ]+", run):
        plain = re.sub(r"['’]s$|\.$", "", word.group())
        if _ORDINARY.fullmatch(plain) or singular(plain.lower()) in GLOSSARY:
            parts.append((-1, ""))
        elif parts and parts[-1][1] and parts[-1][0] + len(parts[-1][1]) + 1 == word.start():
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {plain}")
        else:
            parts.append((word.start(), plain))
    return [part for part in parts if len(part[1]) > 1]


def written(
    names: Sequence[str], texts: Iterable[str], frequencies: Frequencies | None = None
) -> dict[str, str]:
    """How `texts` write each of the English names, else the archive; those that they don't are left out.

    A name of which only a part is found stands there with that part.
    """
    texts = list(texts)
    mentioned: Counter[str] | None = None
    found: dict[str, str] = {}
    for name in names:
        pinyin = is_pinyin(name)
        read = _by_pinyin(name, texts, frequencies) if pinyin else ""
        found[name] = read or _as_is(name, texts)  # Adobe could be pinyin
        if not found[name] and not (pinyin and " " in name):
            mentioned = _mentioned(texts) if mentioned is None else mentioned
            found[name] = likely(name, mentioned, SURE if pinyin else ALIKE)
    return {name: chinese for name, chinese in found.items() if chinese}


def _by_pinyin(name: str, texts: Sequence[str], frequencies: Frequencies | None) -> str:
    """A name of pinyin syllables; one of two words may be two names: Xinshi Jinsha."""
    whole = read_off(name, texts) or (looked_up(name, frequencies) if frequencies else "")
    parts = [] if whole or " " not in name else [read_off(part, texts) for part in name.split()]
    return whole or ("".join(parts) if all(parts) else "")


def _as_is(name: str, texts: Sequence[str]) -> str:
    """A name that the texts write in Latin letters too: VinFast."""
    pattern = re.compile(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", re.I)
    return next((match.group() for text in texts if (match := pattern.search(text))), "")


def _mentioned(texts: Iterable[str]) -> Counter[str]:
    """The names in `texts`, and how often each stands there."""
    return Counter(
        text[t.start : t.end]
        for text in texts
        for t in tag(text)
        if t.tag in NAME_TAGS and t.end - t.start > 1
    )


def pinyin_names(text: str) -> list[str]:
    """The capitalised words, and pairs of them, that are spelled in pinyin: Xindu, Tang Jie.

    Names that are known without looking (Hangzhou) are none of them.
    """
    words = [(m.start(), m.group().replace("'", "").replace("’", "")) for m in _CAPITALISED.finditer(text)]
    pinyin = [
        word
        for start, word in words
        if start and is_pinyin(word) and singular(word.lower()) not in GLOSSARY and word.lower() not in NAMES
    ]
    pairs = [
        f"{a} {b}"
        for (start, a), (following, b) in pairwise(words)
        if a in pinyin and b in pinyin and re.fullmatch(r"\s", text[start + len(a) : following])
    ]
    alone = [word for word in pinyin if not any(word in pair.split() for pair in pairs)]
    return pairs + alone
