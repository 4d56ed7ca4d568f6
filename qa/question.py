"""What a question asks for: its kind, the category asked about and the words that evidence must hold."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.tagger import Token, tag
from qa.asked import category, chinese, content, dates, english_kinds, subject
from qa.asked.chinese import COUNTED as COUNTED  # others count with it
from qa.asked.english import noun_phrase, number, translate
from qa.asked.english_names import known_names, spelled, titled, within_names, written
from qa.asked.keywords import full
from qa.asked.kinds import Expected, QuestionKind, quoted
from qa.asked.pinyin import Frequencies
from qa.asked.speech import speech
from qa.asked.understood import described
from qa.texts.people import asked_office, asked_person

LONGEST = 500  # characters that are analysed; nobody's question is longer, pasted text may be

_NAMES = frozenset(["PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw"])


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. Its words are Chinese, also those of an English question, where known."""

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
    spelled: tuple[tuple[str, str], ...] = ()  # names of an English question, each with its Chinese or ""
    person: str = ""  # whose office is asked for: 唐杰是谁
    office: tuple[str, str] = ("", "")  # (organisation, title) whose holder is asked for
    among: tuple[str, ...] = ()  # the items of the last answer, when one of them is asked for
    near: tuple[str, ...] = ()  # ids of the articles that the conversation is about: read first
    leans: bool = False  # put together from the turns before it: it goes on about what they spoke of
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

    @property
    def put(self) -> str:
        """The question for a reader of Chinese articles: key words made whole, English names in Chinese."""
        text = self.text
        if not self.english and self.kind == "fact":
            return full(text)
        for name, known in sorted(self.spelled, key=lambda pair: -len(pair[0])):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", known or name, text)
        return text

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names of an English question that no article's writing was found for: nothing supports them."""
        return tuple(name for name, chinese in self.spelled if not chinese)


def understand(text: str, today: date | None = None) -> Question:
    """Read a question, Chinese or English; never fails, whatever the text.

    Date words are resolved against `today`: the newest issue of the archive, else the system's date.
    """
    text = re.sub("[\ud800-\udfff]", "\ufffd", text.strip()[:LONGEST]).strip()
    english = not re.search(r"[一-鿿]", text) or bool(_ENGLISH.match(text))
    question = _english(text) if english else _chinese(text)
    question = _dated(question, today or date.today())
    return replace(question, understood=described(question))


_ENGLISH = re.compile(
    r"(?:what|who|whose|which|when|where|how|why|is|are|was|were|did|does|do|has|have|list"
    r"|please|summari[sz]e|tell)\b",
    re.I,
)


def _chinese(text: str) -> Question:
    asked = chinese.core(text)
    said = speech(asked)
    kind: QuestionKind = said.kind or chinese.kind(asked)
    meant = full(asked) if kind == "fact" else asked
    if meant != asked:
        asked, kind = meant, chinese.kind(meant)
    tokens = category.apart(asked, subject.whole(asked, tag(asked)))
    listed = kind in ("list", "count")
    start, end = (category.span if listed else category.single)(asked, tokens)
    inside = [t for t in tokens if start <= t.start and t.end <= end]
    outside = [t for t in tokens if t not in inside]
    terms = content.words_of(asked, outside, kind)
    named = kind in ("fact", "list", "count")
    person = asked_person(asked) if named else ""
    office = asked_office(chinese.plain(asked)) if named else ("", "")
    implied = category.implied(asked) if kind == "list" else ""
    return Question(
        text,
        kind,
        category=_word(asked, inside[-1]) if inside else implied,
        modifiers=tuple(_word(asked, t) for t in inside[:-1] if t.tag not in ("m", "u")),
        terms=tuple(_word(asked, t) for t in terms),
        names=tuple(_word(asked, t) for t in terms if t.tag in _NAMES),
        attribute=content.attribute(asked),
        number=content.number_asked(asked),
        whole_archive=not terms,
        person=person,
        office=office,
        expects=_expected(kind, "person" if office[1] else chinese.expects(asked)) if not person else "",
        latest=chinese.latest(asked),
        claim=chinese.claim(asked) if kind == "yes_no" else "",
        speaker=said.speaker,
        quotation=said.quotation,
        topic=said.topic,
    )


def _expected(kind: QuestionKind, asked: Expected) -> Expected:
    return "person" if kind == "speaker" else asked if kind == "fact" else ""


def _word(text: str, token: Token) -> str:
    return text[token.start : token.end]


def _dated(question: Question, today: date) -> Question:
    """`question` with the issues that its date words ask about; those words are then no terms."""
    text = chinese.core(question.text) if not question.english else english_kinds.core(question.text)
    found = [words for words in dates.find(text, today) if text[words.start : words.end] not in quoted(text)]
    bad = next((text[words.start : words.end] for words in found if not words.exists), "")
    if question.english:  # month and March are no words that evidence must hold
        said = {word for words in found for word in translate(text[words.start : words.end])}
        question = replace(question, terms=tuple(term for term in question.terms if term not in said))
    for words in found:
        since, until = dates.bounds(text, words)
        if since or until:
            when = text[words.start : words.end]
            terms = tuple(term for term in question.terms if term not in when and when not in term)
            whole = question.whole_archive or not terms
            return replace(
                question, since=since, until=until, when=when, bad_date=bad, terms=terms, whole_archive=whole
            )
    return replace(question, bad_date=bad)


_EN_WHOLE = re.compile(r"\b(?:mention\w*|article|page|newspaper|archive|paper|news)\b", re.I)
_EN_WHO = re.compile(r"^\s*who\b", re.I)


def _english(text: str) -> Question:
    asked = english_kinds.core(text)
    words, (noun, phrase) = translate(asked), _asked_for(asked)
    said = english_kinds.speech(asked)
    kind: QuestionKind = said.kind or english_kinds.kind(asked)
    if kind in ("list", "count") and not phrase:
        kind = "fact"
    listed = kind in ("list", "count")
    office = (
        ""
        if listed or said.kind or not _EN_WHO.search(asked)
        else next((word for word in words if word in _GOVERNING), "")
    )
    names = spelled(asked)
    asks = bool(names) or bool(_ENGLISH.match(asked)) or text.rstrip().endswith("?")
    apart = translate(english_kinds.unframed(asked.replace(noun, " ", 1) if phrase else asked))
    inner = {word for name in within_names(asked) for word in translate(name)}
    terms = tuple(w for w in apart if w != office and w not in inner and asks)  # of code nothing is asked
    chinese = (*re.findall(r"[一-鿿]{2,}", asked), *(name for _, name in names if name))
    return Question(
        text,
        kind,
        category=phrase[-1] if phrase else "",
        modifiers=tuple(phrase[:-1]),
        terms=(*chinese, *terms),
        names=chinese,
        spelled=tuple(names),
        number=number(asked) if listed else 0,
        whole_archive=_whole(asked, listed, kind, bool(names)) and not chinese and not terms,
        english=True,
        office=("".join((*chinese, *terms)), office) if office else ("", ""),
        expects=_expected(kind, english_kinds.expects(asked)),
        latest=english_kinds.latest(asked),
        claim=english_kinds.claim(asked) if kind == "yes_no" else "",
        speaker=next(iter(known_names(said.speaker)), said.speaker),
        quotation=said.quotation,
        topic="".join((*known_names(said.topic), *translate(said.topic))) or said.topic,
    )


def _asked_for(asked: str) -> tuple[str, list[str]]:
    """The words of the noun that is asked for, of a fact in the singular, and its Chinese."""
    if english_kinds.kind(asked) in ("list", "count"):
        noun = english_kinds.asked_noun(asked)
        return noun, noun_phrase(noun)
    if english_kinds.kind(asked) != "fact" or english_kinds.expects(asked) in ("date", "number"):
        return "", []
    return next(((n, p) for n in english_kinds.one_noun(asked) if (p := noun_phrase(n))), ("", []))


# Offices that English and Chinese name alike; who is the head of what else, the reader finds.
_GOVERNING = frozenset(
    "市长 副市长 省长 州长 区长 县长 书记 副书记 局长 副局长 部长 总理 首相 总统 国王".split()
)


def _whole(asked: str, listed: bool, kind: QuestionKind, named: bool) -> bool:
    if listed:
        return bool(_EN_WHOLE.search(asked)) or not named
    return kind == "summary" and not re.search("[a-z] [A-Z]", asked)


def with_names(
    question: Question, passages: Iterable[str], frequencies: Frequencies | None = None
) -> Question:
    """An English question with its names as `passages` write them, by pinyin or by their sound.

    `frequencies` (the archive's) finds people whom no passage names. A name that is not found stays as it is
    spelled: nothing then supports it.
    """
    passages = list(passages)
    question = _with_titles(question, titled(question.text, passages))
    if not question.unknown:
        return question
    found = written(question.unknown, passages, frequencies)
    names = tuple(found.get(name, name) for name in question.unknown)
    organisation, title = question.office
    speaker = next(
        (found[name] for name in question.unknown if name in question.speaker and name in found), ""
    )
    return replace(
        question,
        spelled=tuple((name, chinese or found.get(name, "")) for name, chinese in question.spelled),
        terms=(*names, *question.terms),
        names=(*names, *question.names),
        office=("".join(names) + organisation, title) if title else question.office,
        speaker=speaker or question.speaker,
    )


def _with_titles(question: Question, titles: Sequence[str]) -> Question:
    """`question` with the titles in Latin letters that an archive has taken whole."""
    if not titles:
        return question
    parts = {word for title in titles for word in translate(title)}
    spelled = [(n, chinese) for n, chinese in question.spelled if not any(n in title for title in titles)]
    return replace(
        question,
        spelled=(*((title, title) for title in titles), *spelled),
        terms=(*titles, *(term for term in question.terms if term not in parts)),
        names=(*titles, *question.names),
    )


def of_that_time(question: Question) -> Question:
    """The question with its dates as words: what is told of that time is asked for, in whatever issue."""
    terms = question.terms if question.english else (*question.terms, question.when)
    return _described(question, replace(question, since=None, until=None, when="", terms=terms))


def without(question: Question, parts: Collection[str]) -> Question:
    """`question` with some of what was understood of it put aside: "dates", "category", "latest".

    Its words stay what is searched for. Without the category that a list is of, it is a question of fact.
    """
    found = question
    if "dates" in parts:
        found = replace(found, since=None, until=None, when="", bad_date="")
    if "latest" in parts:
        found = replace(found, latest=False)
    if "category" in parts and found.category:
        terms = (*found.terms, *found.modifiers, found.category)
        found = replace(found, kind="fact", category="", modifiers=(), terms=terms, number=0)
    return _described(question, found)


def _described(question: Question, changed: Question) -> Question:
    """`changed` with what is now understood of it, behind what `question` says was resolved before."""
    resolved = question.understood[: len(question.understood) - len(described(question))]
    return replace(changed, understood=(*resolved, *described(changed)))
