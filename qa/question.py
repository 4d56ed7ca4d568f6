"""What a question asks for: its kind, the category asked about and the words that evidence must hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.tagger import Token, tag
from qa.english import chinese_names, number, pinyin_names, translate
from qa.people import TITLE, asked_office, asked_person
from qa.words import FRAME

QuestionKind = Literal["fact", "list", "count", "summary", "yes_no", "speaker", "statements", "timeline"]
Expected = Literal["person", "place", "organisation", "date", "number", ""]

LONGEST = 500  # characters that are analysed; nobody's question is longer, pasted text may be

_NUMBER = "[一二两三四五六七八九十百\\d]+"
COUNTED = "个座家位名条种项所处支场部件艘架辆篇次起类"  # what a list can count: things, not metres or yuan
_LIST = re.compile(
    rf"哪些|哪几|哪(?!一){_NUMBER}|列出|列举|罗列|找出所有|有谁|都是谁|分别|名单|清单"
    rf"|{_NUMBER}[大化点{COUNTED}][^，。？?]*?(?:是|有|指|包括|为)(?:的是)?(?:什么|啥|哪)"
)
_COUNT = re.compile(rf"多少[{COUNTED}]|(?<![第哪])几[大{COUNTED}]")
_SUMMARY = re.compile(
    "主要内容|主要讲|主要说|概括|总结|概述|摘要|大意|(?:文章?|文中|报道|这篇|这版|新闻|报纸)[^，。]{0,6}?[讲说写](?:了|的是)什么"
)
# 的库容是多少: what of a thing is asked
_ATTRIBUTE = re.compile(
    r"的([^的，。？?]{1,6}?)(?:是|为|有|达到?|叫做?|约)?(?:多少|多[大长高重深宽远久]|几|什么|哪)"
)
_ASKS = re.compile(
    rf"哪些|哪几[大{COUNTED}]?|哪{_NUMBER}[大{COUNTED}]?"
    rf"|多少[{COUNTED}]?|几[大{COUNTED}]|所有的?|全部的?"
)
_NOMINAL = frozenset("n nz nw nr ns nt PER LOC ORG vn an a f s m TIME t".split())
_CONTENT = _NOMINAL - {"f"} | {"v", "ad", "q"}
_NAMES = frozenset(["PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw"])


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. All words are Chinese, also those of an English question."""

    text: str
    kind: QuestionKind
    category: str = ""  # the noun asked for, as 水库 in 哪些水库
    modifiers: tuple[str, ...] = ()  # words in front of it: 新型 科技 in 哪些新型科技社团
    terms: tuple[str, ...] = ()  # the other content words: what evidence must speak of
    names: tuple[str, ...] = ()  # those of `terms` that name a person, place, organisation or work
    attribute: str = ""  # 库容 in 水库的库容是多少
    number: int = 0  # how many are asked for (哪三大枢纽), 0 when not said
    whole_archive: bool = False  # asked of everything in the archive (文章里提到了…), not of one matter
    english: bool = False
    person: str = ""  # whose office is asked for: 唐杰是谁
    office: tuple[str, str] = ("", "")  # (organisation, title) whose holder is asked for
    among: tuple[str, ...] = ()  # the items of the last answer, when one of them is asked for
    expects: Expected = ""  # the type of thing that would answer a fact question
    since: date | None = None  # the issues asked about, where date words say so (inclusive)
    until: date | None = None
    when: str = ""  # those date words, as asked
    bad_date: str = ""  # date words that name no day there is: 2月30日
    latest: bool = False  # the newest is asked for (最新, 目前)
    claim: str = ""  # of a yes_no question: the statement that it asks about
    speaker: str = ""  # of statements: X of X说了什么
    quotation: str = ""  # of speaker: the words whose speaker is asked for
    topic: str = ""  # of speaker and statements: what was spoken about
    understood: tuple[tuple[str, str], ...] = ()  # (label, value) pairs to show, in the question's language

    @property
    def words(self) -> str:
        """What the lexical index is asked: of an English question, its Chinese words."""
        return " ".join((*self.terms, *self.office, self.category)) if self.english else self.text


def understand(text: str, today: date | None = None) -> Question:  # noqa: ARG001 (dates come next)
    """Read a question, Chinese or English; never fails, whatever the text.

    Date words are resolved against `today`: the newest issue of the archive.
    """
    text = text.strip()[:LONGEST]
    if not re.search(r"[一-鿿]", text):
        return _understand_english(text)
    kind: QuestionKind = "fact"
    if _SUMMARY.search(text):
        kind = "summary"
    elif _COUNT.search(text):
        kind = "count"
    elif _LIST.search(text):
        kind = "list"
    tokens = tag(text)
    span = _category_span(text, tokens) if kind in ("list", "count") else (0, 0)
    inside = [t for t in tokens if span[0] <= t.start and t.end <= span[1]]
    outside = [t for t in tokens if t not in inside]
    terms = [t for t in outside if t.tag in _CONTENT and not _asking(_word(text, t))]
    return Question(
        text,
        kind,
        category=_word(text, inside[-1]) if inside else "",
        modifiers=tuple(_word(text, t) for t in inside[:-1] if t.tag != "m"),
        terms=tuple(_word(text, t) for t in terms),
        names=tuple(_word(text, t) for t in terms if t.tag in _NAMES),
        attribute=match.group(1) if (match := _ATTRIBUTE.search(text)) else "",
        number=_number(text),
        whole_archive=not terms,
        person=asked_person(text),
        office=asked_office(text),
    )


def _asking(word: str) -> bool:
    return word in FRAME or word[0] in "几哪" or word.startswith("多少")


def _word(text: str, token: Token) -> str:
    return text[token.start : token.end]


def _category_span(text: str, tokens: list[Token]) -> tuple[int, int]:
    """Where the noun phrase asked for stands: after 哪些 / 几座, else before 有哪些 / 是什么."""
    asked = list(_ASKS.finditer(text))
    for match in reversed(asked):
        run = [t for t in tokens if t.start >= match.end()]
        phrase = _leading_nominal(text, run)
        if phrase:
            return phrase[0].start, phrase[-1].end
    tail = re.search(
        r"(?:都|分别|一共|总共)*(?:有|是|为|指|包括|包含|叫)*(?:的是)?(?:哪|什么|啥|谁|多少|几)", text
    )
    before = [t for t in tokens if t.end <= (tail.start() if tail else len(text)) and t.tag != "w"]
    phrase = list(reversed(_leading_nominal(text, list(reversed(before)))))
    if phrase:
        return phrase[0].start, phrase[-1].end
    return 0, 0


def _leading_nominal(text: str, tokens: list[Token]) -> list[Token]:
    """The unbroken run of nominal words that `tokens` begins with, frame words passed over."""
    run: list[Token] = []
    for token in tokens:
        word = _word(text, token)
        if token.tag in _NOMINAL and word not in FRAME:
            run.append(token)
        elif run or word not in FRAME:
            break
    return run


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}


def _number(text: str) -> int:
    match = re.search(rf"({_NUMBER})[大化点{COUNTED}]", text)
    if not match:
        return 0
    said = match.group(1)
    return int(said) if said.isdigit() else _DIGITS.get(said, 0)


_EN_COUNT = re.compile(r"\bhow many\b", re.I)
_EN_LIST = re.compile(r"\b(?:list|which|what are|name all|name the|who are|what\s+\w+s\b)", re.I)
_EN_SUMMARY = re.compile(r"\b(?:summar\w*|main idea|overview)\b|\babout\?$", re.I)
_EN_WHOLE = re.compile(r"\b(?:mention\w*|article|page|newspaper|archive|paper|news)\b", re.I)
_EN_WHO = re.compile(r"^\s*who\b", re.I)
_EN_PLURAL = re.compile(
    r"\b(?:which|what|list|many|name)\b(?:\s+[\w-]+){0,3}?\s+(?:(?!is\b|was\b|has\b|does\b|its\b|this\b)[a-z-]+s|people)\b",
    re.I,
)


def _understand_english(text: str) -> Question:
    words = translate(text)
    kind: QuestionKind = "fact"
    if _EN_SUMMARY.search(text):
        kind = "summary"
    elif _EN_COUNT.search(text):
        kind = "count"
    elif _EN_LIST.search(text) and _EN_PLURAL.search(text):
        kind = "list"
    if kind in ("list", "count") and words:
        whole = bool(_EN_WHOLE.search(text)) or not pinyin_names(text)
        return Question(text, kind, category=words[0], number=number(text), whole_archive=whole, english=True)
    office = next((word for word in words if TITLE.search(word)), "") if _EN_WHO.search(text) else ""
    terms = tuple(word for word in words if word != office)
    kind = "fact" if kind in ("list", "count") else kind
    return Question(
        text, kind, terms=terms, office=("".join(terms), office) if office else ("", ""), english=True
    )


def with_names(question: Question, passages: Iterable[str]) -> Question:
    """An English question with the Chinese names that it spells in pinyin, as `passages` write them.

    A name that no passage holds stays as it is spelled: nothing then supports it.
    """
    spelled = pinyin_names(question.text)
    if not spelled:
        return question
    texts = list(passages)
    names = tuple(chinese_names(name, texts) or name for name in spelled)
    organisation, title = question.office
    return replace(
        question,
        terms=(*names, *question.terms),
        names=names,
        office=("".join(names) + organisation, title) if title else question.office,
    )
