"""What speaks for a place in an article answering a question: the signals that a refusal is decided by."""

import re
from dataclasses import dataclass
from math import log

from index import Words
from index.fold import fold
from qa.finding import Finding
from qa.question import Question
from qa.texts.words import VAGUE
from qa.ways.expected import agrees
from qa.ways.held import ORDINAL, SAME, THING, held, lead, named, neighbourhood
from qa.ways.near import nearness, of_both
from qa.ways.rivals import rivalry
from qa.ways.sides import of_kin, told_of_other_side
from qa.ways.times import told_of_another
from qa.ways.verb import beside_verb
from qa.ways.whole import alike

# Words of a question that say which type of answer is wanted; the answer itself is what bears them out.
TYPE_WORDS = frozenset(
    "钱 元 人 年 月 日 天 岁 米 公里 小时 分钟 时间 时候 日期 地方 地点 国家 城市 名字 数量 总数 号 级 时 "
    "名 位 个 家 座 条 项 种 次 届 届数 台 架 辆 万 亿 多 大 高 长 远 久 重 深 宽 第".split()
)
LEAST = 1e-5  # probability, either way, beyond which the reader's certainty means no more
# The log odds of right answers to English questions, put in Chinese word for word, lie lower by about this
# much: of 33 written over news, as many are answered and refused rightly with it as with more.
ENGLISH = 0.8
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
    agrees: float  # 1 of the type, measure or kind asked for, or standing where 什么 does, else 0
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
    names = [t for t in question.terms if t in question.names or THING.search(t) or ORDINAL.match(t)]
    apart = [name for name in names or question.names if not any(name in words for words in quoted)]
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
    told = near + lead(finding.article)
    return Evidence(
        reader=_odds(question, probability),
        alone=_odds(question, alone),
        words=_mean([held(word, near) for word in words(question)], 0.5 if question.english else 1.0),
        names=0.0
        if any(_sequel(title, told) for title in _WORK.findall(question.text))
        else min((named(name, told, finding.article) for name in things(question)), default=1.0),
        rival=rival,
        back=back,
        near=_near(question, finding, tagged),
        other_time=float(
            told_of_another(question.text, finding)
            or told_of_other_side(question.text, finding)
            or (back == 1.0 and of_kin(question.text, finding))
        ),
        agrees=float(
            agrees(question, finding.text) is True
            or beside_verb(finding.article.text, finding.span, question)
        ),
    )


def _sequel(title: str, near: str) -> bool:
    """Whether a folded text never speaks of the work `title` but of one whose title goes on: 《北岸2》."""
    found = re.findall(rf"{re.escape(fold(title))}(\s?\d|[^《》，。；\n]{{1,12}}》)?", near)
    return bool(found) and all(found)


def _near(question: Question, finding: Finding, tagged: Words | None) -> float:
    text, sentence = finding.article.text, finding.sentence
    spoken = {*things(question), *words(question)}
    if question.expects == "number":
        said = {other for word in spoken for other in (word, *SAME.get(word, ()))}
        if of_both(said, text, sentence, finding.span):
            return 0.0
    # What is asked about is no value: 首都 of 印度的首都是新德里 is told of 新德里.
    values = [
        v
        for v in alike(text, finding.span, sentence, question, tagged)
        if text[v.start : v.end] not in question.text
    ]
    return nearness(spoken, text, sentence, finding.span, values)


def _odds(question: Question, probability: float) -> float:
    p = min(max(probability, LEAST), 1 - LEAST)
    return log(p / (1 - p)) + (ENGLISH if question.english else 0.0)


def _mean(shares: list[float], without: float) -> float:
    return sum(shares) / len(shares) if shares else without
