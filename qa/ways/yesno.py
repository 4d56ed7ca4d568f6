"""Yes or no: whether a sentence supports a claim, denies it, or tells of it as yet to come."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

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
from qa.texts.value import dates, numbers, quantity, same
from qa.texts.words import FRAME
from qa.ways import comparing
from qa.ways.held import held, neighbourhood
from qa.ways.office import holders, titled
from qa.ways.rivals import another

COVERED = 0.75  # of a claim's words, `evidence.held`, that a sentence must hold to speak of it
SAYS = frozenset(
    "出现 包括 包含 介绍 涉及".split()
)  # of the words that frame a question, those that claims state
NAMED = 0.75  # of its names, that the sentence, its neighbours and the title must hold
_NOT = re.compile(
    r"不(?!仅|但|少|断|久|同|过|管)|未(?!来)|没(?!收)|尚未|并非|否认|无法|无缘|难以|止步|免于|避免|拒绝|取消|否决|辟谣|不实|谣言"
)
_TO_COME = re.compile(
    r"将(?!军|士|领)|即将|计划|拟(?!人)|预计|有望|力争|争取|准备|筹备|打算|明年|年内|目标是|希望|建议|呼吁|推动|致力"
    r"|(?<![主重首必需不只])要(?![求素点闻害么员])"
)
_OPEN = re.compile(r"(?:以|之)?[后前时]|的话")  # 建成后可…: behind the predicate it says nothing of whether
_IS = re.compile(r"^(?P<a>[^，。？]+?)(?:是|就是|担任|任)(?P<b>[^，。？]+)$")


@dataclass(frozen=True, slots=True)
class _Claim:
    text: str  # without its numbers: that another one is stated denies it
    names: tuple[str, ...]
    words: tuple[str, ...]  # verbs, nouns and adjectives
    predicate: str  # the last verb, "" without one
    numbers: tuple[str, ...]
    negated: bool
    to_come: bool


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """Yes or no with the words that decide; None where no sentence speaks of the claim."""
    verdict = _holder(question, archive, where)
    if not verdict and reader:
        verdict = comparing.verdict(question, hits, archive, reader)
    if not verdict and not (reader and comparing.compares(question.claim)):
        verdict = _spoken(_claim(question), hits)
    return verdict_answer(question, *verdict) if verdict else None


def _claim(question: Question) -> _Claim:
    text = re.sub(r"[？?。！\s]", "", question.claim)
    if not re.search(r"[\u4e00-\u9fff]", text):  # an English claim: its words are those of the question
        rest = tuple(term for term in question.terms if term not in question.names)
        return _Claim("、".join(question.names), question.names, rest, "", (), False, False)
    days = dates(text)  # 今年, 7月底: when, not what; the filters and the sentence's own day see to that
    named = tuple(text[s:e] for s, e in numbers(text) if not any(d.start <= s < d.end for d in days))
    tokens = [
        (text[t.start : t.end], t.tag) for t in tag(text) if not any(d.start <= t.start < d.end for d in days)
    ]
    content = [
        (w, t)
        for w, t in tokens
        if (w not in FRAME or w in SAYS) and not _NOT.fullmatch(w) and not _TO_COME.fullmatch(w)
    ]
    names = tuple(w for w, t in content if t in ("PER", "LOC", "ORG", "nz", "nr", "ns", "nt", "nw"))
    verbs = [w for w, t in content if t in ("v", "vn", "vd")]
    words = tuple(w for w, t in content if t in ("v", "vn", "n", "a", "an", "nz") and w not in names)
    return _Claim(
        reduce(lambda said, number: said.replace(number, ""), named, text),
        names,
        words,
        verbs[-1] if verbs else "有" if "有" in text else "",
        named,
        bool(_NOT.search(text)),
        bool(_TO_COME.search(text)),
    )


def _spoken(claim: _Claim, hits: Sequence[Hit]) -> tuple[bool, Finding] | None:
    """What the best sentence decides: the one that covers the claim most, the latest of equals."""
    found = list(_deciding(claim, hits))
    if not found or not (claim.names or claim.words):
        return None
    yes, finding = max(found, key=lambda f: (round(f[1].confidence, 1), f[1].article.published or date.min))
    return yes, finding


def _deciding(claim: _Claim, hits: Sequence[Hit]) -> Iterator[tuple[bool, Finding]]:
    for hit in hits:
        article = hit.passage.article
        headings = {start for start, _ in article.headings}
        for start, end in sentences(article.text, hit.passage.start, hit.passage.end):
            if start in headings:
                continue  # 突出企业主体地位 urges, it doesn't report
            sentence = article.text[start:end]
            near = fold(neighbourhood(article, Span(start, end)))
            if claim.names and min(held(name, near) for name in claim.names) < NAMED:
                continue
            shares = [held(word, fold(sentence)) for word in claim.words] or [1.0]
            covered = sum(shares) / len(shares)
            own = [held(word, fold(sentence)) for word in (*claim.words, *claim.names)] or [1.0]
            if covered < COVERED or (claim.predicate and held(claim.predicate, fold(sentence)) < 0.5):
                continue
            place, words = _clause(article.text, Span(start, end), claim)
            if claim.predicate and held(claim.predicate, fold(words)) < 0.5:
                continue
            if _of_another(claim, article, place, words):
                continue
            decided = _decides(claim, words, sentence)
            if decided is not None:
                yield decided, Finding(article, place, sum(own) / len(own))


def _of_another(claim: _Claim, article: Article, clause: Span, words: str) -> bool:
    """Whether what a clause tells is told of another of the kind asked about: 久隆水库, not 三坝水库."""
    at = _where(words, claim.predicate)
    return another(claim.text, article.text, Span(clause.start, clause.start + at if at > 0 else clause.end))


def _decides(claim: _Claim, clause: str, sentence: str) -> bool | None:
    """Whether a clause that speaks of the claim bears it out; None where it leaves that open."""
    stated = [sentence[s:e] for s, e in numbers(sentence)]
    for number in claim.numbers:
        if not any(same(number, other) for other in stated):
            unit = (quantity(number) or (0, "", False))[1]
            alike = [n for n in stated if unit and (quantity(n) or (0, "", False))[1] == unit]
            return False if len(alike) == 1 else None
    at = _where(clause, claim.predicate)
    before, after = (clause[:at], clause[at + len(claim.predicate) :]) if at >= 0 else (clause, "")
    if _OPEN.match(after):
        return None
    negated = bool(_NOT.search(before) or re.match(r"不[了到成]", after))
    to_come = bool(_TO_COME.search(before)) and not re.search(r"已", before)
    if to_come and not claim.to_come:
        return claim.negated  # planned is not done
    return negated == claim.negated


def _where(clause: str, predicate: str) -> int:
    """Where the predicate stands in a clause: literally, else its last character; -1 without one."""
    if not predicate:
        return -1
    return clause.find(predicate) if predicate in clause else clause.rfind(predicate[-1])


def _clause(text: str, sentence: Span, claim: _Claim) -> tuple[Span, str]:
    """The clause of a sentence that holds most of the claim, the words that decide."""
    spans = [
        Span(sentence.start + m.start(), sentence.start + m.end())
        for m in re.finditer(r"[^，；。！？：:\n]+", text[sentence.start : sentence.end])
    ]
    wanted = [*claim.words, *claim.numbers, *claim.names]

    def weight(span: Span) -> float:
        folded = fold(text[span.start : span.end])
        own = held(claim.predicate, folded) if claim.predicate else 0.0
        return own * 2 + sum(held(word, folded) for word in wanted)

    best = max(spans, key=weight) if spans else sentence
    return best, text[best.start : best.end]


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
