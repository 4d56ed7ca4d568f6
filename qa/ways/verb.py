"""What 什么 stands for beside a verb: the object in 要打通什么, the subject in 什么落地成都."""

import re
from functools import lru_cache
from typing import Literal

from index.tagger import tag
from qa.question import Question
from qa.texts.names import Span

_OBJECT = re.compile("(?:了|过|着)?(?:些|点)?什么[？?]*$")
_SUBJECT = re.compile("^什么(?:要|会|将|已经?|即将)?")
_PLAIN = frozenset("属于 成为 叫做 称为 作为 认为 表示".split())  # verbs that say nothing of their own
_STOP = re.compile("[，,。；;：:！？!?\n]")
_WITH_VERB = frozenset("d TIME t v vd p".split())  # words of the predicate in front of its verb: 马上, 已


def of_verb(text: str, span: Span, question: Question) -> Span:
    """A reading that takes in the verb that 什么 stands beside, cut to what stands there in its place."""
    side, verb = asked_of(question)
    at = text.find(verb, span.start, span.end) if verb else -1
    if at < 0:
        return span
    if side == "object":
        begin = _behind(text, at + len(verb))
        stop = _STOP.search(text, begin, span.end)
        cut = Span(begin, stop.start() if stop else span.end)
    else:
        breaks = [m.end() for m in _STOP.finditer(text, span.start, at)]
        begin = breaks[-1] if breaks else span.start
        cut = Span(begin, _before(text, begin, at))
    return cut if cut.end - cut.start > 1 else span


def beside_verb(text: str, span: Span, question: Question) -> bool:
    """Whether a reading stands where 什么 does, right behind or before the verb of the question."""
    side, verb = asked_of(question)
    if not verb:
        return False
    if side == "object":
        return re.search(f"{re.escape(verb)}[了过着]?[“‘《]?$", text[: span.start]) is not None
    at = text.find(verb, span.end, span.end + 8)
    return at >= 0 and not _STOP.search(text, span.end, at) and _before(text, span.start, at) == span.end


def asked_of(question: Question) -> tuple[Literal["object", "subject"], str]:
    """The verb of two characters and more that 什么 stands beside, and as which part; "" where it doesn't."""
    if question.english or question.expects or question.kind != "fact":
        return "object", ""
    return _asked_of(question.text)


@lru_cache(maxsize=256)
def _asked_of(text: str) -> tuple[Literal["object", "subject"], str]:
    if match := _OBJECT.search(text):
        tokens = tag(text[: match.start()])[-1:]
        return "object", "".join(_verb(text[t.start : t.end], t.tag) for t in tokens)
    if match := _SUBJECT.match(text):
        rest = text[match.end() :]
        return "subject", "".join(_verb(rest[t.start : t.end], t.tag) for t in tag(rest)[:1])
    return "object", ""


def _verb(word: str, kind: str) -> str:
    return word if kind in ("v", "vn") and len(word) > 1 and word not in _PLAIN else ""


def _behind(text: str, position: int) -> int:
    return position + (text[position : position + 1] in ("了", "过", "着"))


def _before(text: str, begin: int, verb: int) -> int:
    """Where the subject ends: 马上 of 创新中心马上落地 goes with the verb."""
    end = verb
    for token in reversed(tag(text[begin:verb])) if verb > begin else ():
        if token.tag not in _WITH_VERB or begin + token.end != end:
            break
        end = begin + token.start
    return end
