"""Lists asked of one matter (成都大运会设哪些大项): members stand together, where the matter is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus import Article
from index import Archive, Passage, Words
from index.fold import fold
from index.tagger import tag
from qa.asked.content import number_asked
from qa.finding import Finding
from qa.question import Question
from qa.texts.classes import kind_of
from qa.texts.groups import Asked, Group, groups
from qa.texts.members import amount, of_more
from qa.texts.names import Span
from qa.texts.people import TITLE
from qa.texts.places import is_ranked
from qa.ways import alike
from qa.ways.cover import bigrams
from qa.ways.told import ASKING, ELSEWHERE, Sentence, names_all, sentences_on, weights_for, weights_of

ARTICLES = 8  # that are read for one question: those of the ten best passages
CLOSE = 0.12  # groups of names that score so near to the best are named in the same answer
LEAST = 0.4  # of being of the class: below it a series only stands near
MEMBER = 0.015  # what each of up to five members of a series counts: one name alone is seldom the list
OPENED = 6  # characters of a clause before a series that may only open it: 其中包括
SPREAD = 0.85  # of what a sentence says, what stands beside names that are strewn over it
BESIDE = 0.3  # what being told right beside a group counts
AGREED = 0.2  # of being of the class, what it counts that names are as many as are asked for
FIT = 0.8  # what being of the class counts beside being of the matter
SAID = 0.85  # of being of the class, from which a sentence need not itself say anything of the question

_FIRST = re.compile(
    '(?:前|哪[“‘"]?)(?P<n>[二三四五六七八九十]|[2-9]|10)(?![年月天日周个次届])'
)  # 前三, 哪“五防”


RANKS = re.compile("[省区市县州旗乡镇]{2,}")
_WIDE = frozenset("区域 领域 行业 产业 项目 产品 活动 服务 课程 线路 车型 路段".split())


class Told(NamedTuple):
    """A group where it stands, and its score."""

    article: Article
    group: Group
    score: float
    direct: float  # share of what the question says that its own sentence says


def members(
    archive: Archive, question: Question, passages: Sequence[Passage], least: float = LEAST
) -> list[list[Finding]]:
    """The members of the class asked for, as the sentences about the matter give them; none where none do.

    `least` is how surely (0 to 1) they must be of the class.
    """
    asked = asked_for(question)
    weights = weights_for(archive, question)
    if not weights and question.number:  # “五大IP”指哪五个: the class itself is the matter
        weights = weights_of(archive, bigrams(asked.head))
    if not weights:
        return []
    said = weights_of(archive, bigrams(question.text) - {g for name in question.names for g in bigrams(name)})
    articles = {passage.article.id: passage.article for passage in passages}
    about = [article for article in list(articles.values())[:ARTICLES] if names_all(article, question.names)]
    told: list[Told] = []
    for article in about:
        told += _told(archive.words(article), article, asked, weights, said)
    told = [_recounted(one, _unasked(one, question, asked), asked) for one in told if one.group.fit >= least]
    told = [one for one in told if one.group.members]
    if not told:
        return []
    best = max(told, key=lambda one: (one.score, len(one.group.members)))
    best = _in_full(best, told)
    merged = _merged(best, [one for one in told if _adds(one, best, asked)])
    if asked.kind != "person" or not best.group.names or asked.number == len(merged):
        return merged
    return [*merged, *alike.beside(archive, asked, weights, about, merged)]


def _in_full(best: Told, told: Sequence[Told]) -> Told:
    """All five, where the article names them elsewhere, of 甲、乙等5人."""
    text = best.article.text
    stated = of_more(text, best.group.members)
    named = {text[slice(*member)] for member in best.group.members}
    full = [
        one
        for one in (told if stated else ())
        if one.article.id == best.article.id
        and len(one.group.members) == amount(text[slice(*stated or (0, 0))])
        and named < {text[slice(*member)] for member in one.group.members}
    ]
    return max(full, key=lambda one: one.score, default=best)


def _recounted(before: Told, one: Told, asked: Asked) -> Told:
    """Without what it counted to be as many as asked for, where one of them is whom the question names."""
    fewer = len(one.group.members) < asked.number == len(before.group.members)
    return one._replace(score=one.score - FIT * AGREED) if fewer else one


def _unasked(one: Told, question: Question, asked: Asked) -> Told:
    """Without what the question itself names: 舒兰 is no answer to who died in 舒兰."""
    text = one.article.text
    said = fold(question.text)
    members = tuple(_without(question, asked, text, member) for member in one.group.members[:1])
    members += one.group.members[1:]
    ranked = [m for m in members if is_ranked(text[m.start : m.end], asked.head)]
    if asked.kind == "place" and len(ranked) * 2 > len(members):
        members = tuple(ranked)  # 美国、日本和欧洲航天局, of countries
    if one.group.names:
        members = tuple(m for m in members if fold(text[m.start : m.end]) not in said)
    return one._replace(group=one.group._replace(members=members))


def _without(question: Question, asked: Asked, text: str, member: Span) -> Span:
    """An item does not begin with the question's verb or place: 围绕稳定消费 → 稳定消费."""
    terms = (asked.before, *(question.names if asked.kind == "place" else ()))
    cut = True
    while cut:
        cut = False
        for term in terms:
            if (
                len(term) > 1
                and text.startswith(term, member.start)
                and member.end - member.start > len(term) + 1
            ):
                member, cut = Span(member.start + len(term), member.end), True
    return member


def _adds(one: Told, best: Told, asked: Asked) -> bool:
    """Whether the members of another group belong to the answer beside those of the best."""
    several = asked.kind not in ("person", "place") or TITLE.search(asked.head)
    if one is best or not best.group.names or not several or asked.number == len(best.group.members):
        return one is best
    if one.article.id == best.article.id and set(best.group.members) < set(one.group.members):
        return False  # of the same sentence more than the clause that says it all
    return one.group.names and one.score > best.score - CLOSE and one.direct > best.direct - CLOSE


def asked_for(question: Question) -> Asked:
    """The class that a question asks for."""
    text = question.text
    at = re.search("哪|几|多少|什么|谁", text)
    before = [t for t in tag(text[: at.start()]) if t.tag not in ("u", "d")] if at else []
    verb = text[before[-1].start : before[-1].end] if before and before[-1].tag in ("v", "vn", "p") else ""
    verb = "" if verb in ASKING else verb
    first = _FIRST.search(text)
    count = question.number if question.number > 1 else 0
    count = count or (number_asked(first["n"] + "个") if first else 0)
    head, rest = question.category, question.modifiers
    if rest and RANKS.fullmatch(rest[-1] + head):
        head, rest = rest[-1] + head, rest[:-1]  # 省区 市: LAC cuts it
    part = rest[-1] + head if rest and len(head) == 1 else ""
    if part and part in text and kind_of(head) == "place" and not kind_of(part):
        head, rest = part, rest[:-1]  # 展示 区 is no place
    if len(rest) > 1 and not kind_of(head) and (kind_of(rest[0]) or rest[0] in _WIDE):
        head, rest = rest[0], (*rest[1:], head)  # 哪些区域高峰时段电力供需形势偏紧
    return Asked(head, kind_of(head), count, verb, rest, question.terms)


def _told(
    words: Words, article: Article, asked: Asked, weights: dict[str, float], said: dict[str, float]
) -> Iterator[Told]:
    for one in sentences_on(article, weights):
        silent = one.held <= ELSEWHERE  # neither it nor the one before it says anything that is asked
        for group in groups(words, asked, one.start, one.end):
            if silent and group.fit < SAID:
                continue
            several = 0.0 if group.names else MEMBER * min(5, len(group.members))
            spread = group.names and asked.kind in ("person", "place")  # over all of the sentence
            near = SPREAD * one.direct if spread else _near(article.text, group.members, one, said)
            score = one.held + 0.5 * one.direct + BESIDE * near + FIT * group.fit + several
            yield Told(article, group, score, one.direct)


def _near(text: str, members: Sequence[Span], one: Sentence, weights: dict[str, float]) -> float:
    """What of the question is told right beside a group, 0 to 1."""
    begin = members[0].start
    for _ in range(2):  # 共有三个儿子，分别是甲、乙、丙: what opens a series says little
        begin = max(one.start, *(text.rfind(mark, one.start, begin - 1) + 1 for mark in "，；：。"))
        if members[0].start - begin > OPENED:
            break
    stop = min(
        (at for mark in "，；。" if (at := text.find(mark, members[-1].end, one.end)) >= 0), default=one.end
    )
    return _share(weights, text[begin:stop])


def _share(weights: dict[str, float], text: str) -> float:
    folded = fold(text)
    return sum(w for gram, w in weights.items() if gram in folded) / max(1.0, sum(weights.values()))


def _merged(best: Told, told: Iterable[Told]) -> list[list[Finding]]:
    items: dict[str, list[Finding]] = {}
    for one in (best, *(other for other in told if other is not best)):
        for span in one.group.members:
            found = Finding(one.article, span)
            items.setdefault(fold("".join(found.text.split())), []).append(found)
    return list(items.values())
