"""Whether a Chinese name is the transcription of a foreign one: 佩尔蒂埃 of Pelletier, 夏威夷 of Hawaii.

Both are written in a few classes of consonants and vowels, and are alike as far as these agree in order.
No list knows the names of tomorrow's news, and no encoder of this size spells.
"""

import re
from collections import Counter
from functools import cache, lru_cache

ALIKE = 0.74  # `likeness` from which a name in a text on the matter is taken for the one asked about
LEAST = 1.8  # what a name must count, below which nothing can be told: a consonant and two vowels
VOWEL, WEAK = 0.45, 0.1  # what a vowel counts beside a consonant; one that Chinese cannot leave out: 特 of t
_ENGLISH = (  # the longest first; lower case are vowels
    *(
        ("tsch", "C"),
        ("sch", "S"),
        ("tch", "C"),
        ("igh", "i"),
        ("sh", "S"),
        ("ch", "C"),
        ("th", "T"),
        ("ph", "F"),
    ),
    *(
        ("ck", "K"),
        ("qu", "KW"),
        ("wh", "W"),
        ("kn", "N"),
        ("wr", "L"),
        ("gn", "N"),
        ("dg", "C"),
        ("kh", "K"),
    ),
    *(
        ("ce", "Se"),
        ("ci", "Si"),
        ("cy", "Si"),
        ("ge", "Ce"),
        ("gi", "Ci"),
        ("tz", "Z"),
        ("ts", "Z"),
        ("x", "KS"),
    ),
    *(("ee", "i"), ("ea", "i"), ("oo", "u"), ("ou", "u"), ("au", "o"), ("ow", "o"), ("ai", "e")),
    *(("ay", "e"), ("ei", "e"), ("ey", "i"), ("eu", "u"), ("ie", "i"), ("oa", "o"), ("zh", "C"), ("dj", "C")),
    *(
        ("b", "B"),
        ("p", "P"),
        ("f", "F"),
        ("v", "V"),
        ("m", "M"),
        ("d", "D"),
        ("t", "T"),
        ("n", "N"),
        ("l", "L"),
    ),
    *(
        ("r", "L"),
        ("g", "G"),
        ("k", "K"),
        ("c", "K"),
        ("q", "K"),
        ("s", "S"),
        ("z", "Z"),
        ("j", "C"),
        ("h", "H"),
    ),
    *(("w", "W"), ("y", "i"), ("a", "a"), ("e", "e"), ("i", "i"), ("o", "o"), ("u", "u")),
)
_INITIALS = (
    *(
        ("zh", "C"),
        ("ch", "C"),
        ("sh", "S"),
        ("b", "B"),
        ("p", "P"),
        ("m", "M"),
        ("f", "F"),
        ("d", "D"),
        ("t", "T"),
    ),
    *(
        ("n", "N"),
        ("l", "L"),
        ("g", "G"),
        ("k", "K"),
        ("h", "H"),
        ("j", "C"),
        ("q", "C"),
        ("x", "S"),
        ("r", "L"),
    ),
    *(("z", "Z"), ("c", "Z"), ("s", "S"), ("w", "W"), ("y", "i")),
)
_WEAK = frozenset("特德克格斯思尔夫弗姆普布茨兹赫里勒伯恩丁什奇")  # often a consonant without its vowel
_FAR = ("HK", "HG", "HF", "BV", "BW", "TS", "TC", "TZ", "DZ", "DC", "KC", "GC", "HS", "FW")
_NEAR: dict[frozenset[str], float] = {
    **dict.fromkeys((frozenset(p) for p in ("BP", "DT", "GK", "FV", "VW", "CS", "SZ", "CZ")), 0.2),
    **dict.fromkeys((frozenset(p) for p in _FAR), 0.55),
    **dict.fromkeys((frozenset(p) for p in ("NM", "NL")), 0.6),
    **dict.fromkeys((frozenset(p) for p in ("ae", "ei", "ou", "ao", "eo", "ai", "iu", "au", "eu")), 0.5),
}  # fmt: skip
_MARKS = str.maketrans("áàâäãåéèêëíìîïóòôöõøúùûüñçšžćčğı", "aaaaaaeeeeiiiioooooouuuuncszccgi")
Sound = tuple[str, float]  # a class and what it counts


def likeness(foreign: str, chinese: str) -> float:
    """How well `chinese` transcribes `foreign`, 0 to 1; 0 where there is too little to tell."""
    wanted = _letters(foreign)
    if sum(weight for _, weight in wanted) < LEAST or not re.fullmatch("[一-鿿·]{2,12}", chinese):
        return 0.0
    heard = _heard(chinese)
    total = sum(weight for _, weight in (*wanted, *heard))
    return 1 - 2 * _distance(wanted, heard) / total


def _distance(one: tuple[Sound, ...], other: tuple[Sound, ...]) -> float:
    """The edit distance of two names, half for what only one of them holds."""
    row = [0.0]
    for _, weight in other:
        row.append(row[-1] + weight / 2)
    for a, weight in one:
        previous, row = row, [row[0] + weight / 2]
        for j, (b, theirs) in enumerate(other):
            swap = previous[j] + (abs(weight - theirs) / 2 if a == b else _swap(a, b) * (weight + theirs) / 2)
            row.append(min(swap, previous[j + 1] + weight / 2, row[j] + theirs / 2))
    return row[-1]


def _swap(a: str, b: str) -> float:
    return 1.0 if a.isupper() != b.isupper() else _NEAR.get(frozenset((a, b)), 1.0)


@lru_cache(maxsize=1024)
def _letters(name: str) -> tuple[Sound, ...]:
    """The classes of an English name: Pelletier is P e L e T i L."""
    text = re.sub("[^a-z]", "", name.lower().translate(_MARKS))
    text = re.sub(r"([^aeiou])\1", r"\1", text)
    text = re.sub("(?<=[^aeiou])e$", "", text)
    found: list[Sound] = []
    position = 0
    while position < len(text):
        letters, sounds = next(pair for pair in _ENGLISH if text.startswith(pair[0], position))
        found += [(s, 1.0 if s.isupper() else VOWEL) for s in sounds]
        position += len(letters)
    if len(found) > 2 and text.endswith("r"):
        found[-1] = ("L", VOWEL)  # Oppenheimer, 奥本海默
    return tuple(found)


@lru_cache(maxsize=8192)
def _heard(chinese: str) -> tuple[Sound, ...]:
    """The classes of a Chinese name, as it is read: 佩尔蒂埃 is P e L D i a."""
    return tuple(sound for character in chinese if character != "·" for sound in _sounds(character))


@cache
def _sounds(character: str) -> tuple[Sound, ...]:
    """What a character stands for in a transcription."""
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(character, style=Style.NORMAL)[0]
    if read == "er":
        return (("L", 0.6),)
    initial, sound = next((pair for pair in _INITIALS if read.startswith(pair[0])), ("", ""))
    final = re.sub("^[iu](?=[aeo])", "", read[len(initial) :].rstrip("ng") or "i")
    vowel = {"ai": "a", "ei": "e", "ao": "o", "ou": "o", "ui": "u", "iu": "u", "v": "u"}.get(final, final[:1])
    weak = character in _WEAK
    found = [] if not sound else [(sound, 1.0 if sound.isupper() else VOWEL)]
    if vowel and vowel in "aeiou" and vowel != sound:
        found.append((vowel, WEAK if weak else VOWEL))
    if read.endswith(("n", "ng")):
        found.append(("N", 0.8))
    return tuple(found)


def likely(name: str, mentioned: Counter[str], least: float = ALIKE) -> str:
    """The name among `mentioned` that `name` sounds like, more than any other does; "" where none does."""
    ways = [name, name.split()[-1]] if " " in name else [name]
    scores = {
        other: max(likeness(way, part) for way in ways for part in {other, other.split("·")[-1]})
        for other in mentioned
    }
    best = max(scores, key=lambda other: (scores[other], mentioned[other]), default="")
    return best if best and scores[best] >= least else ""
