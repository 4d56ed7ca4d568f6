"""How much of what a question says stands in a text: its words, and the names, days and numbers in it."""

import re
from functools import lru_cache

from corpus import Article
from index import sentences
from index.fold import fold
from qa.texts.names import Span
from qa.texts.value import numbers, quantity
from qa.texts.words import ALIKE
from qa.ways.cover import bigrams

ELSEWHERE = 0.5  # what a name counts that its article holds in other sentences only,
OFTEN = 3  # that many times (and half as much again from two times more on): a story is about it
OPENING = 3  # sentences in which a story says what it is about
SAME = {word: group for group in ALIKE for word in group}  # word → words of its meaning
_FIGURE = re.compile(r"\d[年月日号时点分]")
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})[日号]")
_RUN = re.compile(r"[a-z\d][a-z\d.,\- ]*")
_LETTERS = re.compile("[A-Za-z]{2}")
THING = re.compile(r"[A-Za-z0-9]")
_NTH, _ROW = r"第[一二三四五六七八九十百\d]+", "[届次期批轮号季]"
ORDINAL = re.compile(_NTH + _ROW)
_PLACE = re.compile(f"(?:{_NTH}|首){_ROW}")


def held(word: str, folded: str) -> float:
    """How much of a word a folded text holds, 0 to 1: the mean of its pairs of characters and its characters.

    Words that share a character often share a meaning: 总投资 and 投入; of 死亡 and 遇难 `ALIKE` knows.
    """
    if not word:
        return 1.0
    if THING.search(word):
        return _held_thing(fold(word), folded)
    if any(other in folded for other in SAME.get(word, ())):
        return 1.0
    grams, characters = bigrams(word), set(fold(word))
    pairs = sum(gram in folded for gram in grams) / len(grams)
    return (pairs + sum(c in folded for c in characters) / len(characters)) / 2


def _held_thing(word: str, folded: str) -> float:
    """Of a word with Latin letters or digits: none without them, half without the rest; MIX 2 is MIX2."""
    if word[-1] == "号" and any(word[:-1] + same in folded for same in "日#"):
        return 1.0
    if not all(re.search(rf"(?<![a-z\d]){_loosely(run)}(?![a-z\d])", folded) for run in _RUN.findall(word)):
        return 0.0
    rest = _RUN.sub("", word)
    if word in folded or not rest:
        return 1.0
    return 0.0 if _FIGURE.search(word) else (1.0 + held(rest, folded)) / 2


def _loosely(run: str) -> str:
    """Finds a run of letters and digits, between which a space or a hyphen may stand or not."""
    return r"[ -]?".join(map(re.escape, re.findall(r"[a-z]+|\d+(?:[.,]\d+)*", run)))


def named(name: str, near: str, article: Article) -> float:
    """How far a name is held near the answer, or else, counting less, by the rest of its article."""
    days = _days(name)
    if days:
        return min(_spoken_of(*day, near, article) for day in days)
    if ORDINAL.match(name):
        return float(name in near or any(_same_place(name, match.group()) for match in _PLACE.finditer(near)))
    share = held(name, near)
    if share == 1.0 or (THING.search(name) and not _LETTERS.search(name)):
        return share or float(_stated(name, near))
    text = fold(article.text)
    times = text.count(fold(name))
    about = held(name, _opening(article)) if times > 1 else 0.0
    often = ELSEWHERE * (1 if times < OFTEN else 1.5 if times < OFTEN + 2 else 2)
    return max(share, about, often * held(name, text))


def _same_place(asked: str, told: str) -> bool:
    """Whether two numbers of a row are one: 第一次 and 首次, 第3届 and 第三届."""
    one = quantity("第1" + told[1:] if told[0] == "首" else told)
    return one is not None and one[:2] == (quantity(asked) or (0, ""))[:2]


def _stated(number: str, text: str) -> bool:
    """Whether a text states a number in other figures: 23岁 as 二十三岁."""
    value = quantity(number)
    if not value or not value[1] or value[1] == "年":
        return False
    return any((quantity(text[s:e]) or ())[:2] == value[:2] for s, e in numbers(text))


def _days(name: str) -> list[tuple[str, str]]:
    """The month and day of each day that a word names: of 8月8日到10日 8 and 8, 8 and 10."""
    found, month = [], ""
    for match in _DAY.finditer(name):
        month = match.group(1) or month
        found.append((month, match.group(2)))
    return [day for day in found if day[0]]


def _spoken_of(month: str, day: str, near: str, article: Article) -> float:
    """How far a day is spoken of near an answer, with its month or in an article that names the month."""
    whole = re.compile(rf"(?<!\d)0?{month}月0?{day}[日号]|(?<!\d)0?{month}-0?{day}(?!\d)")
    if whole.search(near):
        return 1.0
    text = fold(article.text)
    in_month = f"{month}月" in text or (article.published and str(article.published.month) == month)
    if in_month and re.search(rf"(?<![\d月])0?{day}[日号]", near):
        return 1.0
    return ELSEWHERE if whole.search(text) else 0.0


def _opening(article: Article) -> str:
    first = _sentences(article)[:OPENING]
    return fold(article.text[first[0][0] : first[-1][1]]) if first else ""


def neighbourhood(article: Article, sentence: Span) -> str:
    """The sentence at `sentence` with the one before, the title and the issue's date."""
    spans = _sentences(article)
    place = next((i for i, (start, end) in enumerate(spans) if start <= sentence.start < end), 0)
    around = spans[max(0, place - 1) : place + 1]
    text = article.text[around[0][0] : around[-1][1]] if around else ""
    day = article.published
    issued = f"{day.year}年{day.month}月{day.day}日" if day else ""
    return f"{article.title}\n{issued}\n{text}\n{article.text[sentence.start : sentence.end]}"


def lead(article: Article) -> str:
    """The first sentence: what a story is about."""
    return fold(article.text[slice(*_sentences(article)[0])])


@lru_cache(maxsize=64)
def _sentences(article: Article) -> list[tuple[int, int]]:
    return sentences(article.text)
