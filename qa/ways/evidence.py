"""What speaks for a place in an article answering a question: the signals that a refusal is decided by."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log

from corpus import Article
from index import Words, sentences
from index.fold import fold
from qa.finding import Finding
from qa.question import Question
from qa.texts.names import Span
from qa.texts.value import numbers, quantity
from qa.texts.words import ALIKE, VAGUE
from qa.ways.cover import bigrams
from qa.ways.expected import agrees
from qa.ways.near import nearness, of_both
from qa.ways.rivals import rivalry
from qa.ways.sides import told_of_other_side
from qa.ways.times import told_of_another
from qa.ways.whole import alike

# Words of a question that say which type of answer is wanted; the answer itself is what bears them out.
TYPE_WORDS = frozenset(
    "钱 元 人 年 月 日 天 岁 米 公里 小时 分钟 时间 时候 日期 地方 地点 国家 城市 名字 数量 总数 号 级 时 "
    "名 位 个 家 座 条 项 种 次 届 届数 台 架 辆 万 亿 多 大 高 长 远 久 重 深 宽 第".split()
)
ELSEWHERE = 0.5  # what a name counts that its article holds in other sentences only,
OFTEN = 3  # that many times (and half as much again from two times more on): a story is about it
OPENING = 3  # sentences in which a story says what it is about
LEAST = 1e-5  # probability, either way, beyond which the reader's certainty means no more
# The log odds of right answers to English questions, put in Chinese word for word, lie lower by about this
# much: of 33 written over news, as many are answered and refused rightly with it as with more.
ENGLISH = 0.8
_ALIKE = {word: group for group in ALIKE for word in group}
_THING = re.compile(r"[A-Za-z0-9]")
_FIGURE = re.compile(r"\d[年月日号时点分]")
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})[日号]")
_LETTERS = re.compile("[A-Za-z]{2}")
_PLACE = re.compile("(?:第[一二三四五六七八九十百\\d]+|首)[届次期批轮号季]")
_ORDINAL = re.compile("第[一二三四五六七八九十百\\d]+[届次期批轮号季]")
_RUN = re.compile(r"[a-z\d][a-z\d.,\- ]*")
_WORK = re.compile(r"《([^《》]{2,30})》")
_QUOTED = re.compile(r"[“《「『]([^“”《》「」『』]{2,12})[”》」』]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals that a refusal is decided by; `agrees` and `votes` only choose between answers."""

    reader: float  # log odds of the reader's probability in the passage, about -10 to 10
    alone: float  # the same in the sentence by itself
    words: float  # 0 to 1: held of the question's other words by the answer's surroundings
    names: float  # 0 to 1: held there or in the lead of the name, year or number that is held least of
    rival: float  # 0 to 1: how far another of a name's kind stands nearer to the answer than the name does
    back: float  # 1 the sentence names none of that kind and the text before it another one last, else 0
    agrees: float  # 1 it is known to be of the type, measure or kind asked for, else 0
    votes: float = 0.0  # 0 to 1: how surely other sentences say the same
    near: float = 1.0  # 0 to 1: how far the sentence's words of the question belong to this of its values
    other_time: float = 0.0  # 1 it is told of another time, or of the other of a pair, than is asked about

    @property
    def order(self) -> float:
        """What chooses between the places found for one question; fitted, no weight was far from 1 or -1."""
        fits = self.words + self.names - self.rival - self.back + 2 * self.near - self.other_time
        return self.reader + self.alone + self.agrees + self.votes + fits


def things(question: Question) -> list[str]:
    """What a question names: people, places, organisations, works, years, numbers and whatever it quotes."""
    quoted = [match.group(1) for match in _QUOTED.finditer(question.text)]
    named = [t for t in question.terms if t in question.names or _THING.search(t) or _ORDINAL.match(t)]
    apart = [name for name in named or question.names if not any(name in words for words in quoted)]
    return [*quoted, *apart]


def words(question: Question) -> list[str]:
    """The other words that its answer's surroundings should speak of."""
    named = things(question)
    wanted = [*question.modifiers, *(t for t in question.terms if t not in named)]
    if question.kind == "count" and question.category:
        wanted.append(question.category)
    return [word for word in wanted if word not in TYPE_WORDS and word not in VAGUE]


def weigh(
    question: Question, finding: Finding, probability: float, alone: float, tagged: Words | None = None
) -> Evidence:
    """The signals for `finding` answering `question`.

    The reader gives it `probability` in its passage, and `alone` in its sentence by itself. `tagged` are the
    words of its article.
    """
    near = fold(neighbourhood(finding.article, finding.sentence))
    about = "、".join(question.names) if question.english else question.text
    rival, back = rivalry(about, finding, tagged)
    lead = near + fold(finding.article.text[slice(*_sentences(finding.article)[0])])  # what a story is about
    return Evidence(
        reader=_odds(question, probability),
        alone=_odds(question, alone),
        words=_mean([held(word, near) for word in words(question)], 0.5 if question.english else 1.0),
        names=0.0
        if any(_sequel(title, lead) for title in _WORK.findall(question.text))
        else min((_named(name, lead, finding.article) for name in things(question)), default=1.0),
        rival=rival,
        back=back,
        near=_near(question, finding, tagged),
        other_time=float(
            told_of_another(question.text, finding) or told_of_other_side(question.text, finding)
        ),
        agrees=float(agrees(question, finding.text) is True),
    )


def _sequel(title: str, near: str) -> bool:
    """Whether a folded text never speaks of the work `title` but of one whose title goes on: 《北岸2》."""
    found = re.findall(rf"{re.escape(fold(title))}(\s?\d|[^《》，。；\n]{{1,12}}》)?", near)
    return bool(found) and all(found)


def _named(name: str, near: str, article: Article) -> float:
    """How far a name is held near the answer, or else, counting less, by the rest of its article."""
    days = _days(name)
    if days:
        return min(_spoken_of(*day, near, article) for day in days)
    if _ORDINAL.match(name):
        return float(name in near or any(_same_place(name, match.group()) for match in _PLACE.finditer(near)))
    share = held(name, near)
    if share == 1.0 or (_THING.search(name) and not _LETTERS.search(name)):
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


def _near(question: Question, finding: Finding, tagged: Words | None) -> float:
    text, sentence = finding.article.text, finding.sentence
    spoken = {*things(question), *words(question)}
    if question.expects == "number":
        said = {other for word in spoken for other in (word, *_ALIKE.get(word, ()))}
        if of_both(said, text, sentence, finding.span):
            return 0.0
    values = alike(text, finding.span, sentence, question, tagged)
    return nearness(spoken, text, sentence, finding.span, values)


def _odds(question: Question, probability: float) -> float:
    p = min(max(probability, LEAST), 1 - LEAST)
    return log(p / (1 - p)) + (ENGLISH if question.english else 0.0)


def neighbourhood(article: Article, sentence: Span) -> str:
    """The sentence at `sentence` with the one before, the title and the issue's date."""
    spans = _sentences(article)
    place = next((i for i, (start, end) in enumerate(spans) if start <= sentence.start < end), 0)
    around = spans[max(0, place - 1) : place + 1]
    text = article.text[around[0][0] : around[-1][1]] if around else ""
    day = article.published
    issued = f"{day.year}年{day.month}月{day.day}日" if day else ""
    return f"{article.title}\n{issued}\n{text}\n{article.text[sentence.start : sentence.end]}"


def held(word: str, folded: str) -> float:
    """How much of a word a folded text holds, 0 to 1: the mean of its pairs of characters and its characters.

    Words that share a character often share a meaning: 总投资 and 投入; of 死亡 and 遇难 `ALIKE` knows.
    """
    if not word:
        return 1.0
    if _THING.search(word):
        return _held_thing(fold(word), folded)
    if any(other in folded for other in _ALIKE.get(word, ())):
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


def _mean(shares: list[float], without: float) -> float:
    return sum(shares) / len(shares) if shares else without


@lru_cache(maxsize=64)
def _sentences(article: Article) -> list[tuple[int, int]]:
    return sentences(article.text)
