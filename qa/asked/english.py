"""English questions to a Chinese archive: their known words, and the names they spell in pinyin.

Dense retrieval needs neither, the encoder is multilingual. Lists do, since they scan for
names that end in the Chinese word of the category; and names do, since no encoder of this size
knows that Xindu is 新都.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from index.tagger import tag
from qa.asked.glossary import ACTIONS, GLOSSARY, NAMES

_KNOWN = {**GLOSSARY, **ACTIONS}
_COMMON = {*GLOSSARY, *NAMES}
LONGEST_NAME = 12  # characters of a word that are read
LONGEST_PHRASE = 3  # words: science and technology
_NAME_TAGS = frozenset("PER LOC ORG nr ns nt nz".split())
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?")
_FINALS = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er"
    "|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v"
)
_SPELLED = re.compile(  # pinyin syllables, nothing else
    f"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:{_FINALS})|ang|ai|an|ao|ei|en|er|ou|a|e|o)+"
)
_NUMBERS = "zero one two three four five six seven eight nine ten".split()


def translate(text: str) -> list[str]:
    """The Chinese for the known words of an English question, in its order; plural or not."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    found: list[str] = []
    position = 0
    while position < len(words):
        for length in range(LONGEST_PHRASE, 0, -1):
            phrase = words[position : position + length]
            chinese = known(phrase) if phrase else None
            if chinese and len(phrase) == length:
                found.append(chinese)
                position += length
                break
        else:
            position += 1
    abroad = set(known_names(text)) - {"中国"}
    return ["总统" if word == "主席" and abroad else word for word in found]  # the president of France


def noun_phrase(words: str) -> list[str]:
    """The Chinese for the nouns that `words` end in: [区, 书记] of the district party secretaries.

    [] when the last noun is unknown.
    """
    left = re.findall(r"[a-z]+(?:-[a-z]+)*", words.lower())
    run: list[str] = []
    while left:
        for length in range(min(LONGEST_PHRASE, len(left)), 0, -1):
            chinese = known(left[-length:])
            if chinese and chinese not in ACTIONS.values():
                run.insert(0, chinese)
                left = left[:-length]
                break
        else:
            break
    return run


def known(phrase: list[str]) -> str | None:
    """The Chinese for a phrase of the glossary, its last word plural or not."""
    return _KNOWN.get(" ".join((*phrase[:-1], _singular(phrase[-1]))))


_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(NAMES, key=len, reverse=True))})(?!\w)", re.I)
SHORT = 3  # letters; of a word so short only capitals make a name: US, not us


def known_names(text: str) -> list[str]:
    """The Chinese for the names in `text` that are known without looking: places, powers, firms."""
    found = [m.group() for m in _NAMED.finditer(text)]
    return [NAMES[n.lower()] for n in found if n[0].isupper() and (len(n) > SHORT or n.isupper())]


def number(text: str) -> int:
    """The number word of up to ten in `text`, 0 when there is none."""
    words = re.findall(r"[a-z]+", text.lower())
    return next((_NUMBERS.index(w) for w in words if w in _NUMBERS[2:]), 0)


def pinyin_names(text: str) -> list[str]:
    """The capitalised words, and pairs of them, that are spelled in pinyin: Xindu, Tang Jie.

    Names that are known without looking (Hangzhou) are none of them.
    """
    words = [(m.start(), m.group().replace("'", "").replace("’", "")) for m in _CAPITALISED.finditer(text)]
    spelled = [
        word
        for start, word in words
        if start and _SPELLED.fullmatch(word.lower()) and _singular(word.lower()) not in _COMMON
    ]
    pairs = [
        f"{a} {b}"
        for (start, a), (following, b) in pairwise(words)
        if a in spelled and b in spelled and re.fullmatch(r"\s", text[start + len(a) : following])
    ]
    alone = [word for word in spelled if not any(word in pair.split() for pair in pairs)]
    return pairs + alone


def chinese_names(spelled: str, texts: Iterable[str]) -> str:
    """The name in `texts` that is read as `spelled`, family name first or last; "" if none."""
    parts = spelled.lower().split()
    wanted = {"".join(parts), "".join(reversed(parts))}
    named: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for text in texts:
        for token in tag(text):
            word = text[token.start : token.end]
            start = _read_as(word, wanted)
            if start and token.tag in _NAME_TAGS:
                named[start] += 1
            elif start == word:
                other[word] += 1  # LAC calls a name that it does not know a noun or an adjective
    best = named.most_common(1) or other.most_common(1)
    return best[0][0] if best else ""


def _read_as(word: str, wanted: set[str]) -> str:
    """The beginning of `word`, two characters or more, that is read as one of `wanted`."""
    readings = {""}
    for position, character in enumerate(word[:LONGEST_NAME], start=1):
        readings = {read + syllable for read in readings for syllable in _syllables(character)}
        readings = {read for read in readings if any(name.startswith(read) for name in wanted)}
        if position > 1 and readings & wanted:
            return word[:position]
    return ""


@cache
def _syllables(character: str) -> frozenset[str]:
    """All that `character` can be read as: 都 is du and dou."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
