"""Yes or no: whether a sentence supports a claim, denies it, or tells of it as yet to come."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus import Article
from index import Archive, Filter, Hit, sentences
from index.fold import fold
from index.tagger import tag
from qa.answer import Answer
from qa.compose import verdict_answer
from qa.finding import Finding
from qa.question import Question
from qa.read import Reader
from qa.texts.names import Span
from qa.texts.people import asked_office
from qa.texts.value import numbers, quantity, same
from qa.ways import comparing
from qa.ways.claim import EVERY, NOT, TO_COME, Claim, day_after, later, read
from qa.ways.held import held, lead, named, neighbourhood
from qa.ways.office import holders, titled
from qa.ways.rivals import another
from qa.ways.stands import clause_of, opposed, stands

COVERED = (
    0.75  # of a claim's words, `evidence.held`, that a sentence and, of its subject, its story must hold
)
NAMED = 0.75  # of its names, that the sentence, its neighbours and its story must hold
OWN = 0.4  # of one of its names or of its subject's words, that the sentence itself must hold
_SAYS_WHAT = re.compile("[是能叫为]|可以")  # a claim without a verb says what something is or can do
_OPEN = re.compile(r"(?:以|之)?[后前时]|的话")  # 建成后可…: behind the predicate it says nothing of whether
_AIM = re.compile("打下|奠定|创造|铺平|做好?准备")  # 为开通打下基础 tells of the work before it
_UNSURE = re.compile(
    "如果|若(?!干)|一旦|假如|倘若|是否|能否|可能|或将|或会|疑似|怀疑|[据网]传|以免|以防|防止|防范"
)
_ACTOR = re.compile("[被由遭受向对与和将把]")  # what follows is no subject: 被俄罗斯导弹击中
_ABLE = re.compile("能|可|支持|允许|有望|将|会|提供|开放|实现|具备|凭")
_POINTS = re.compile("[该此其他她它这]|[两三二双]人|二者|两者")  # at what the sentences before are about
_NONE = re.compile("(?:没有?|无|不存在|未(?:造成|发现|出现|发生|接到|见|设|发布)?)[^，。]{0,6}$")
_SOME = re.compile("(?<!没)有|造成|致|出现|发生|存在|包括|其中|设|含|发现")
_IS = re.compile(r"^(?P<a>[^，。？]+?)(?:是|就是|担任|任)(?P<b>[^，。？]+)$")


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """Yes or no with the words that decide; None where no sentence speaks of the claim."""
    verdict = _holder(question, archive, where)
    if not verdict and reader:
        verdict = comparing.verdict(question, hits, archive, reader)
    if not verdict and not (reader and comparing.compares(question.claim)):
        verdict = _spoken(read(question), hits)
    return verdict_answer(question, *verdict) if verdict else None


def _spoken(claim: Claim, hits: Sequence[Hit]) -> tuple[bool, Finding] | None:
    """What the best sentence decides: the one that covers the claim most, the latest of equals."""
    if not (claim.words or claim.numbers) or not (
        claim.predicate or claim.numbers or _SAYS_WHAT.search(claim.text)
    ):
        return None
    found = list(_deciding(claim, hits))
    if not found:
        return None
    yes, finding = max(found, key=lambda f: (round(f[1].confidence, 1), f[1].article.published or date.min))
    return yes, finding


def _deciding(claim: Claim, hits: Sequence[Hit]) -> Iterator[tuple[bool, Finding]]:
    for hit in hits:
        article = hit.passage.article
        if claim.until and later(article.published, claim.until):
            continue
        headings = {start for start, _ in article.headings}
        for start, end in sentences(article.text, hit.passage.start, hit.passage.end):
            if start in headings:
                continue  # 突出企业主体地位 urges, it doesn't report
            share = _speaks(claim, article, Span(start, end))
            decided = _decided(claim, article, Span(start, end)) if share else None
            if decided:
                yield decided[0], Finding(article, decided[1], share)


def _speaks(claim: Claim, article: Article, sentence: Span) -> float:
    """How much of a claim a sentence itself holds; 0 where it or its story speaks of something else.

    Whom a story is about its lead says, and its later sentences don't say again; the predicate and what
    follows it have to stand in the sentence.
    """
    said, opening = fold(article.text[slice(*sentence)]), lead(article)
    near = fold(neighbourhood(article, sentence))
    if any(max(named(name, near, article), held(name, opening)) < NAMED for name in claim.names):
        return 0.0
    if any(named(day, near, article) < 1 and not day_after(article.published, day) for day in claim.days):
        return 0.0
    story = f"{near}\n{opening}"
    shares = [held(word, story) for word in claim.about] + [
        held(word, said) for word in claim.said if word != claim.predicate
    ]
    if shares and sum(shares) / len(shares) < COVERED:
        return 0.0
    if claim.said and claim.said[-1] != claim.predicate and held(claim.said[-1], said) < 0.5:
        return 0.0
    subject = [held(word, said) for word in (*claim.names, *claim.about)]
    if subject and max(subject) < OWN and not _POINTS.search(said):
        return 0.0
    own = [held(word, said) for word in (*claim.words, *claim.names)] or [1.0]
    return sum(own) / len(own)


def _decided(claim: Claim, article: Article, sentence: Span) -> tuple[bool, Span] | None:
    """What a sentence decides and the words that do; None where it leaves the claim open."""
    counted = _all_of(claim, article.text, sentence)
    if counted:
        return counted
    place, words = clause_of(article.text, sentence, claim)
    at = stands(claim, words) if claim.predicate else None
    against = opposed(claim, words) if claim.predicate and not at else None
    if claim.predicate and not at and not against:
        return None
    if _of_another(claim, article, place, words[: at.start] if at else words):
        return None
    yes = _decides(claim, words, at or against, article.text[slice(*sentence)])
    return None if yes is None else (yes == bool(at or not against), place)


def _all_of(claim: Claim, text: str, sentence: Span) -> tuple[bool, Span] | None:
    """在任监事4人，出席4人: whether as many did as there are."""
    for noun in claim.about if claim.every and claim.predicate else ():
        counts = (
            rf"{re.escape(noun)}(\d+)([人名位家个支])[^。；]{{0,6}}?{re.escape(claim.predicate)}了?(\d+)\2"
        )
        match = re.compile(counts).search(text, *sentence)
        if match:
            return (match[1] == match[3]) != claim.negated, Span(*match.span())
    return None


def _of_another(claim: Claim, article: Article, clause: Span, before: str) -> bool:
    """Whether what a clause tells is told of another of the kind asked about: 久隆水库, not 三坝水库."""
    actor = _ACTOR.search(before)
    end = actor.start() if actor else len(before)
    asked = claim.text.partition(claim.predicate)[0] if claim.predicate else claim.text
    return another(asked, article.text, Span(clause.start, clause.start + end or clause.end))


def _decides(claim: Claim, clause: str, at: Span | None, sentence: str) -> bool | None:
    """Whether a clause that speaks of the claim bears it out; None where it leaves that open."""
    stated = [sentence[s:e] for s, e in numbers(sentence)]
    for number in claim.numbers:
        if not any(same(number, other) for other in stated):
            unit = (quantity(number) or (0, "", False))[1]
            alike = [n for n in stated if unit and (quantity(n) or (0, "", False))[1] == unit]
            return False if len(alike) == 1 else None
    before, after = (clause[: at.start], clause[at.end :]) if at else (clause, "")
    before = before.rpartition(claim.speaker)[2] if claim.speaker else before
    if (
        _OPEN.match(after)
        or _AIM.search(after)
        or (_UNSURE.search(before) and not _UNSURE.search(claim.text))
    ):
        return None
    if claim.exists:
        none = bool(_NONE.search(before))
        return none == claim.negated if none or _SOME.search(before) else None
    negated = bool(NOT.search(before) or re.match("[并仍还都也]?(?:不|没|未)", after))
    to_come = bool(TO_COME.search(before)) and not re.search(r"已", before)
    moved = (
        before.rpartition("将")[2] if "将" in before else ""
    )  # 将画作捐给: what comes behind it is the object
    if (
        to_come
        and not negated
        and ("是" in claim.text or any(word in moved for word in (*claim.said[1:], *claim.names)))
    ):
        return None
    if to_come and not negated and not (claim.to_come or claim.able):
        return claim.negated  # planned is not done
    if not negated and (
        (claim.every and not EVERY.search(clause)) or (claim.able and not _ABLE.search(clause))
    ):
        return None  # 终于买到票了 says nothing of whether anyone can
    return negated == claim.negated


def _holder(question: Question, archive: Archive, where: Filter) -> tuple[bool, Finding] | None:
    """冯胜是青羊区区长吗: whether somebody holds an office, from the office's holder."""
    match = _IS.match(re.sub(r"[吗么？?。\s]", "", question.claim))
    if not match:
        return None
    for person, phrase in (match.group("a", "b"), match.group("b", "a")):
        asked = asked_office(f"{phrase}是谁？")
        tagged = tag(person)
        if asked[1] and len(tagged) == 1 and tagged[0].tag in ("PER", "nr"):
            held_by = holders(archive, asked, where)
            same_person = next((f for f in held_by if f.text == person), None)
            if held_by:
                finding = same_person or held_by[0]
                place = titled(finding.article.text, finding.span, finding.sentence.start)
                return same_person is not None, Finding(finding.article, place)
    return None
