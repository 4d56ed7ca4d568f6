"""Follow-up questions: what 他, 它, 第一座, 其中 and 那…呢 stand for, from the turns before; no model."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.answer import Answer
from qa.asked import chinese
from qa.asked.kinds import QuestionKind, masked
from qa.followups import english
from qa.followups.among import MORE, WHICH, among_items
from qa.followups.ellipsis import LONGEST, numbered, substituted
from qa.followups.near import spoken_of
from qa.followups.of_list import of_list
from qa.followups.pointing import hanging, ordinal, other_one, pronoun
from qa.followups.referents import articles, asked, listed, other, said
from qa.followups.relations import asked_as, relation
from qa.followups.slots import slots, whole
from qa.followups.subject import of_subject, subject, without_subject
from qa.question import Question, understand


def resolve(question: Question, history: Sequence[Answer], today: date | None = None) -> Question:
    """`question` as it reads without the conversation before it; itself when it stands alone.

    `history` is oldest first. The result's text is self-contained, and `understood`
    begins with it. A question with a subject of its own takes nothing over.
    """
    turns = [answer for answer in history if any(c.isalnum() for c in answer.question)]
    today = today or date.today()
    if not turns or not question.text:
        return question
    if question.english:
        text, among = english.resolved(question, turns, today)
    else:
        text, among = among_items(question, turns)
        text = text or _rewritten(question, turns, today)
    if not text or text == question.text:
        points = not question.english and hanging(question.text)
        near = spoken_of(question, points, turns)
        return replace(question, near=near, leans=points or (bool(near) and not question.names))
    if among:
        return _one_of(question, text, among)
    found = understand(text, today)
    return replace(_explained(found, text), near=spoken_of(found, True, turns), leans=True)


def _one_of(question: Question, text: str, among: tuple[str, ...]) -> Question:
    """The question put to the items of the last list; what it says of them stays as asked."""
    kind: QuestionKind = "count" if question.kind == "count" else "list"
    terms = tuple(term for term in question.terms if not any(name.endswith(term) for name in among))
    found = replace(question, text=text, kind=kind, among=among, terms=terms, whole_archive=kind == "count")
    return _explained(found, text)


def _explained(question: Question, text: str) -> Question:
    label = "resolved" if question.english else "理解为"
    return replace(question, understood=((label, text), *question.understood))


def _standing(turns: Sequence[Answer]) -> Sequence[Answer]:
    """The turns without the last ones whose own subject was never found: 他用中文说了什么."""
    last = next((n for n in range(len(turns), 0, -1) if not hanging(asked(turns[n - 1]))), len(turns))
    return turns[:last]


def _rewritten(question: Question, turns: Sequence[Answer], today: date) -> str:
    text = _CORRECTION.sub("", question.text)
    corrects = text != question.text
    turns = _standing(turns)
    previous = understand(asked(turns[-1]), today)
    text = _RETURNED.sub(r"\1", _FIRST.sub(r"\1", text))
    if whole := of_list(text, turns):
        return whole
    if MORE.fullmatch(text.rstrip("？? ")):
        given = listed(turns)
        return asked(given) if given else previous.text
    if previous.english and (phrase := _bare_phrase(text)):
        return english.asked_of(phrase, turns, today)
    if phrase := _bare_phrase(f"{text.rstrip('？?。')}呢" if corrects else text):
        return _elliptic(phrase, previous, turns, today)
    text = _quotation(question, turns) or ordinal(text, turns)
    text = pronoun(other_one(text, turns), turns)
    if text != _CORRECTION.sub("", question.text):
        return text
    meant = understand(text, today) if corrects else question
    return without_subject(meant, previous, turns, leans=corrects) or text


# 不是，我问的是…: what follows is meant in the place of the last question.
_CORRECTION = re.compile(
    "^(?:不是|不对|不|错了|你?(?:搞|弄|理解)错了|我不是问这个)[，,。！!]+(?:我(?:想)?(?:问|说|指)的?(?:是|的是)?|我是(?:问|说))?(?=.)"
)
_FIRST = re.compile("^(?:那么?)?([^，。？?]{1,12})呢[，,](?=.{2})")  # 三坝水库呢，什么时候开工
# 回到三坝水库，它…: what the conversation goes back to is named first.
_RETURNED = re.compile(
    "^(?:那)?(?:回到|说回|再(?:说|看|问)(?:说|看|问)?(?:一?下)?|关于|至于)(?:刚才的?|前面的?)?([^，,。？?]{2,20}?)(?:吧|的话)?[，,]"
    "(?:那)?(?:它|他|她|其)?(?=.{2})"
)
STATEMENT = 8  # characters of an answer that somebody can be asked to have said
_THAT = re.compile("^(?:那么?|还有|那个|至于|换成|如果是|要是)[，,]?")


def _bare_phrase(text: str) -> str:
    """新都 of 那新都呢？ and 新都的呢; "" of a whole question."""
    stripped = re.sub("[？?。!！ ]+$", "", text.strip())
    begun = _THAT.match(stripped)
    ended = re.search("(?:的)?(?:呢|如何|怎么样)$", stripped)
    asks = ended or (begun and not chinese.WH.search(stripped))
    if not asks or chinese.WH.search(masked(stripped[: ended.start()] if ended else stripped)):
        return ""
    phrase = stripped[begun.end() if begun else 0 : ended.start() if ended else len(stripped)]
    phrase = re.sub("^(?:其中的?|对于|关于|在)|(?:的话|方面|那边|那里|这边)$", "", phrase)
    return phrase if 0 < len(phrase) <= LONGEST and not re.search("吗|是不是|是否|有没有|了$", phrase) else ""


def _elliptic(phrase: str, previous: Question, turns: Sequence[Answer], today: date) -> str:
    """The previous question asked of something else; 第二名呢, that which asked for the 第一名."""
    if numbered(phrase) and not numbered(previous.text):
        earlier = next(
            (asked(turn) for turn in reversed(turns) if numbered(asked(turn)) == numbered(phrase)), ""
        )
        previous = understand(earlier, today) if earlier else previous
    if re.fullmatch("然后|后来|结果|接下来|之后|接着", phrase):
        return f"{subject(previous, turns)}{phrase}怎么样了？"
    pointed = other_one(f"{phrase}呢", turns)
    if pointed == f"{phrase}呢":
        pointed = pronoun(ordinal(pointed, turns), turns)
    phrase = pointed.removesuffix("呢")
    old, new = other(turns)
    if new == phrase and new in previous.text:  # the question was put to the whole list
        rest = WHICH.sub("", previous.text.split("中，", 1)[-1], count=1)
        return f"{phrase}{rest.rstrip('？?')}吗？"
    if new == phrase and old in previous.text:
        return previous.text.replace(old, phrase, 1)
    given = listed(turns[-1:])
    if given and previous.kind in ("list", "count") and phrase in [item.name for item in given.items]:
        return f"{phrase}的情况是什么？"
    text = substituted(previous, phrase, today, articles(turns)) or of_subject(phrase, previous, turns)
    owned = re.fullmatch("(.{2,})的([^的]{2,6})", phrase)
    if not text and owned and relation(owned[2]):
        return f"{phrase}是{asked_as(owned[2])}？"  # 它的造价, what 它 stands for put in
    kind = whole(phrase)
    if not text and kind == "place" and slots(previous.text):
        return f"{phrase}{previous.text}"
    return text or (f"{phrase}的情况是什么？" if kind else "")


def _quotation(question: Question, turns: Sequence[Answer]) -> str:
    """“…”这句话是谁说的 for 这句话是谁说的 behind an answer that is a statement."""
    bare = re.fullmatch(
        "(?:那|这|那么)?(?:(?:这|那)?句?话)?(?:是|由)?谁(?:说|讲|提出|表示|介绍|透露|告诉记者)的",
        chinese.core(question.text),
    )
    statement = said(turns[-1])
    if statement and len(statement) < STATEMENT and turns[-1].citations:
        statement = turns[-1].citations[0].quote.strip("“”。 ")  # 300余人 alone is nobody's saying
    return f"“{statement}”这句话是谁说的？" if bare and statement else ""
