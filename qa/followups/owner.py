"""Whether a question names what it is about, or only what is asked of it: 造价是多少 needs an owner."""

import re
from collections.abc import Iterator, Sequence

from index.fold import fold
from index.tagger import Token, tag
from qa.answer import Answer
from qa.asked.chinese import COUNTED
from qa.followups.referents import asked
from qa.followups.relations import relation
from qa.followups.slots import slots
from qa.followups.topic import EXPRESSWAY, topic
from qa.question import Question
from qa.texts.words import FRAME

# 屏幕多大, 保荐人是谁: a noun alone, which asks nothing without what it belongs to.
SHORT = re.compile("[\u4e00-\u9fff]{1,6}?(?:(?:有|是)?(?:多[大高长重深宽远快厚]|多少)|(?:是|叫)谁)")
_COUNTS = re.compile(f"(?:一共|总共|共)?有(?:多少|几)[{COUNTED}]?[^，。？?了过着]{{0,6}}")  # 有几个泊位
MOST, MOST_CHARACTERS = 3, 5  # words of a noun phrase that still needs an owner; characters before its head
OPENING = 120  # characters of an article that say what all of it is about
_UNITS = frozenset(
    "钱 人 年 天 公里 米 元 亿元 万元 时 后 前 时候 时间 大 长 高 今天 目前 现在 日 月 号 点 级 岁 次".split()
)
_NAMES = frozenset("nz nw PER LOC ORG nr ns nt".split())
_NAMING = _NAMES | {"n", "vn", "TIME"}


def leaves_out(question: Question, text: str, noun: str, turns: Sequence[Answer]) -> bool:
    """Whether a question names nothing that it could be about; nouns that need an owner don't count."""
    if _named(text, noun):
        return False
    if SHORT.fullmatch(text):
        return True
    if not noun and topic(text) in {topic(asked(turn)) for turn in turns} - {""}:
        return False  # spoken of before: the conversation goes back to it
    more = bool(re.match("还有?|另外", text)) or bool(_COUNTS.fullmatch(text))
    asking = question.kind in ("list", "count")
    if more or (noun and asking):
        return True
    return not _own(question, text, noun) and not (asking and bool(question.category))


def told_of(question: Question, text: str, noun: str, turns: Sequence[Answer]) -> int:
    """Of how many turns the last one speaks of all that a question names, in an article that it cites or,
    refused, came near to; 0 where neither of the last two does: 设计时速是多少 after one on a railway.
    """
    own = _own(question, text, noun)
    begun = not noun and topic(text) in {topic(asked(turn)) for turn in turns} - {""}
    if begun or _named(text, noun) or not _naming(text, noun) or re.match("其[他它余]|哪", text):
        return 0
    for count in range(len(turns), max(0, len(turns) - 2), -1):
        told = [fold(words) for words in _said_there(turns[count - 1])]
        if any(all(fold(word) in words for word in own) for words in told):
            return count
    return 0


def _said_there(turn: Answer) -> Iterator[str]:
    """What each article that a turn cites or, refused, came near to says of what the turn was about.

    That is all of an article whose title or opening names it, else the paragraphs that name it or are cited.
    """
    cited = {c.article.id: c.article for c in (*turn.citations, *turn.nearest[:1])}
    subject = topic(asked(turn))
    for article in cited.values():
        if subject and subject in article.title + article.text[:OPENING]:
            yield f"{article.title}\n{article.text}"
            continue
        places = [(c.start, c.end) for c in turn.citations if c.article.id == article.id]
        if subject:
            places += [m.span() for m in re.finditer(re.escape(subject), article.text)]
        yield "\n".join(_paragraph(article.text, *place) for place in places)


def _paragraph(text: str, start: int, end: int) -> str:
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


def relational(text: str) -> str:
    """常住人口 of 常住人口有多少: the nouns that a question begins with, if always something's.

    Three words before the last and more name what has it: 明星高铁行程信息案赔偿金.
    """
    run, count = "", 0
    for token in tag(text):
        noun = token.tag in ("n", "vn", "an", "a", "b", "nz", "f") or relation(text[token.start : token.end])
        if not noun or token.start != len(run):
            break
        run, count = text[: token.end], count + 1
    cut = next((run[:end] for end in range(len(run), 1, -1) if relation(run[:end])), "")
    named = count > MOST and len(run) - len(relation(cut)) > MOST_CHARACTERS
    return cut if not named and not slots(cut) else ""


def _named(text: str, noun: str) -> bool:
    if topic(text).endswith(EXPRESSWAY):
        return True  # 九绵高速, to LAC no name
    names = (text[t.start : t.end] for t in _naming(text, noun) if t.tag in _NAMES)
    return bool(slots(text)) or any(not relation(name) for name in names)


def _naming(text: str, noun: str) -> list[Token]:
    """The nouns and names of a question behind the attribute that it begins with."""
    return [
        t for t in tag(text) if t.tag in _NAMING and t.start >= len(noun) and text[: t.start][-1:] != "哪"
    ]


def _own(question: Question, text: str, noun: str) -> list[str]:
    """The nouns of a question that need no owner."""
    wanted = () if question.kind in ("list", "count") else (question.category, *question.modifiers)
    nouns = (text[t.start : t.end] for t in _naming(text, noun))
    return [word for word in nouns if not _closed(word, wanted)]


def _closed(noun: str, wanted: Sequence[str]) -> bool:
    return (
        bool(relation(noun))
        or noun in _UNITS
        or noun in FRAME
        or noun in wanted
        or bool(re.search("什么|哪|几|多|何时|今[天日年]", noun))
    )
