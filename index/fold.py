"""Folding: what makes 水庫 and 水库, ＮＢＡ and nba the same to a search."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

FOLDED_CODES = 0x30000  # the planes in use: 0 to 2; beyond them nothing has a case or a simplified form


def fold(text: str) -> str:
    """`text` in lower case, half width and simplified characters, character for character.

    The result is as long as `text`, so offsets hold in both. Characters whose folded
    form is longer than one (ß, ㎞) stay; lone surrogates, which no index can
    store, become U+FFFD.
    """
    return text.translate(_table())


@lru_cache(maxsize=1024)  # phrases: as many as a few questions ask of
def finder(phrase: str) -> re.Pattern[str]:
    """Finds `phrase` in a text as it would be found in the folded text, without folding it."""
    return re.compile("".join(f"[{re.escape(_alike()[c])}]" for c in fold(phrase)))


class _Alike(dict[str, str]):
    """Folded character → all that fold to it."""

    def __missing__(self, character: str) -> str:
        return character


@cache
def _alike() -> _Alike:
    alike = _Alike()
    for code, folded in _table().items():
        alike[chr(folded)] = alike[chr(folded)] + chr(code)
    return alike


@cache
def _table() -> dict[int, int]:
    """Code point → folded code point, for those that change."""
    simplified = _simplified()
    table = {}
    for code in range(FOLDED_CODES):
        character = chr(code)
        compatible = unicodedata.normalize("NFKC", character)
        if len(compatible) == 1:
            character = compatible
        lower = character.lower()
        if len(lower) == 1:
            character = lower
        character = simplified.get(character, character)
        if ord(character) != code:
            table[code] = ord(character)
    table.update(dict.fromkeys(range(0xD800, 0xE000), 0xFFFD))
    return table


def _simplified() -> dict[str, str]:
    """Traditional → simplified, one character each: OpenCC's own table, first choice of each line."""
    lines = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {old: new.split()[0] for old, new in pairs if len(old) == 1 and len(new.split()[0]) == 1}
