"""Chinese names spelled in pinyin: 季维智 of Ji Weizhi, read off texts or looked up in the index."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import product

from index.tagger import tag

LONGEST = 12  # characters of a word that are read
SYLLABLES = 4  # of a name that is looked up: 欧阳 and two more
LOOKED_UP = 2000  # pairs of characters at most, some milliseconds a hundred
NAME_TAGS = frozenset("PER LOC ORG nr ns nt nz".split())
_NO_NAMES = frozenset("m q r d p c u v w TIME".split())  # 百万 can be read mo mo
_FINALS = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er"
    "|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v"
)
_SYLLABLE = f"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:{_FINALS})|ang|ai|an|ao|ei|en|er|ou|a|e|o)"
_SPELLED = re.compile(f"(?:{_SYLLABLE})+")

Frequencies = Callable[..., list[int]]  # `Archive.frequencies`


def is_pinyin(name: str) -> bool:
    """Whether a name is spelled in syllables of Mandarin and nothing else."""
    return all(_SPELLED.fullmatch(word) for word in _plain(name).split())


def _plain(name: str) -> str:
    return re.sub("[’'-]", "", name).lower()


def read_off(name: str, texts: Iterable[str]) -> str:
    """The name in `texts` that is read as `name` is spelled, family name first or last; "" if none.

    Texts that come first count more.
    """
    parts = _plain(name).split()
    wanted = {"".join(parts), "".join(reversed(parts))}
    named: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for rank, text in enumerate(texts):
        for token in tag(text):
            word = text[token.start : token.end]
            start = _read_as(word, wanted)
            if start and token.tag in NAME_TAGS:
                named[start] += 1000 // (rank + 3)
            elif start == word and token.tag not in _NO_NAMES:
                other[word] += 1000 // (rank + 3)  # LAC calls a name that it does not know a noun
    best = named.most_common(1) or other.most_common(1)
    return best[0][0] if best else ""


def _read_as(word: str, wanted: set[str]) -> str:
    """The beginning of `word`, two characters or more, that is read as one of `wanted`."""
    readings = {""}
    for position, character in enumerate(word[:LONGEST], start=1):
        readings = {read + syllable for read in readings for syllable in _readings(character)}
        readings = {read for read in readings if any(name.startswith(read) for name in wanted)}
        if position > 1 and readings & wanted:
            return word[:position]
    return ""


@cache
def _readings(character: str) -> frozenset[str]:
    """All that `character` can be read as: 都 is du and dou."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def looked_up(name: str, frequencies: Frequencies) -> str:
    """The most frequent of what `name` can be written as that the archive holds; "" where it holds none.

    Two syllables in one word are too many words to tell: those are only read off texts.
    """
    found: Counter[str] = Counter()
    words = _plain(name).split()
    for order in {tuple(words), tuple(reversed(words))}:
        for syllables in product(*(_cut(word) for word in order)):
            said = [syllable for word in syllables for syllable in word]
            if 3 - (len(words) > 1) <= len(said) <= SYLLABLES:
                found.update(_held(said, frequencies, surname=len(words) > 1))
    best = found.most_common(1)
    return best[0][0] if best else ""


def _held(said: Sequence[str], frequencies: Frequencies, *, surname: bool) -> dict[str, int]:
    """What the archive holds of all the ways to write syllables, and in how many passages."""
    from index.fullnames import SURNAMES

    written = [c for c in _characters().get(said[0], ()) if not surname or c in SURNAMES]
    counts = dict.fromkeys(written, 1)
    for syllable in said[1:]:
        written = [a + b for a in written for b in _characters().get(syllable, ())][:LOOKED_UP]
        pairs = [text[-2:] for text in written]
        counts = {t: n for t, n in zip(written, frequencies(*pairs), strict=True) if n}
        written = list(counts)
    return dict(zip(written, frequencies(*written), strict=True)) if len(said) > 2 else counts


@lru_cache(maxsize=1024)
def _cut(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a word into syllables, the fewest first, at most three: xian is xian and xi an."""
    ways: list[tuple[str, ...]] = []
    for match in re.finditer(_SYLLABLE, word):
        if match.start():
            break
        for end in range(1, min(6, len(word)) + 1):
            if re.fullmatch(_SYLLABLE, word[:end]):
                rest = _cut(word[end:]) if end < len(word) else ((),)
                ways += [(word[:end], *more) for more in rest]
    return tuple(sorted(set(ways), key=len)[:3])


@cache
def _characters() -> dict[str, list[str]]:
    """The characters of GB 2312 by how they are read, the commoner level of them first."""
    from pypinyin import Style, lazy_pinyin

    found: dict[str, list[str]] = {}
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            character = bytes([high, low]).decode("gb2312", "ignore")
            if character:  # its usual reading: 堤 is seldom wei
                found.setdefault(lazy_pinyin(character, style=Style.NORMAL)[0], []).append(character)
    return found
