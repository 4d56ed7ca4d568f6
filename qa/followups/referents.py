"""What 他, 它, 第一座, 另一座 stand for: the people and things of the answers before."""

import re
from collections.abc import Collection, Sequence

from index.tagger import tag
from qa.answer import Answer
from qa.followups.names import Wanted, is_one, names_of
from qa.followups.relations import relation
from qa.followups.slots import slots
from qa.followups.topic import completed, topic
from qa.question import Question, understand
from qa.texts.people import TITLE

LONGEST_NAME = 20  # characters; a longer answer is a statement, not a name
LONGEST_PERSON = 4  # Han characters of a Chinese name that is taken whole where LAC takes it apart
_MARK = re.compile(r"\[\d+\]")
_WHO = re.compile(r"(?:请问)?([\w·]{2,12}?)(?:又?是谁|是什么人|是(?:干|做)什么的)[？?]*$")


def asked(answer: Answer) -> str:
    """The question that `answer` answers, as it reads without the conversation before it."""
    return getattr(answer, "resolved", "") or answer.question


def said(answer: Answer) -> str:
    """The text of an answer without its marks; "" for a refusal."""
    return "" if answer.refused else _MARK.sub("", answer.text).strip()


def articles(turns: Sequence[Answer]) -> list[str]:
    """What the last turns cite or, refused, came near to: the texts that know the names spoken of."""
    cited = [c.article for turn in turns[-2:] for c in (*turn.citations, *turn.nearest)]
    return list({article.id: f"{article.title}\n{article.text}" for article in cited}.values())


def about(text: str, known: Sequence[str]) -> str:
    """What a question is about, its name whole as the articles write it; "" where nothing is named first."""
    name = topic(text)
    start = text.find(name) if name else -1
    whole = text[slice(*completed(start, start + len(name), text, known))] if start >= 0 else name
    return whole if len(whole) > 1 else ""  # one character is LAC's slip


def listed(history: Sequence[Answer], least: int = 1) -> Answer | None:
    """The last answer that lists at least so many items."""
    return next((a for a in reversed(history) if len(a.items) >= least and not a.refused), None)


def referent(history: Sequence[Answer], wanted: Wanted, noun: str = "", besides: Collection[str] = ()) -> str:
    """The name last spoken of that a pronoun can stand for, none of those `besides` it; "" for none.

    `noun` is what the pronoun calls it (这座水库): a name that ends in it goes first.
    """
    for answer in reversed(history):
        names = [name for name in _names(answer, wanted) if not any(other in name for other in besides)]
        names = [name for name in names if len(name) > 1]
        best = [name for name in names if noun and name.endswith(noun)] or names
        if best:
            return best[0]
        if answer.refused and wanted == "person" and asks_for(understand(asked(answer)), answer, wanted):
            return ""  # whoever was asked for is not known: not the one of the turn before
    return ""


def called(history: Sequence[Answer], word: str) -> set[str]:
    """The people that `word` (他, 她) has stood for."""
    return {name for answer in history if (name := stood_for(answer, word))}


def stood_for(answer: Answer, word: str) -> str:
    """What `word` was taken for in the question of a turn: 王建国 where 他几岁了 was read as 王建国几岁了."""
    if word not in answer.question or not answer.resolved:
        return ""
    around = re.split(f"({word}|[他她](?!们))", answer.question.rstrip("？? "))
    pattern = "".join("(.+?)" if i % 2 else re.escape(part) for i, part in enumerate(around))
    match = re.fullmatch(pattern, answer.resolved.rstrip("？? "))
    return match[(around.index(word) + 1) // 2] if match else ""


def _names(answer: Answer, wanted: Wanted) -> list[str]:
    """The names of one turn, likeliest first: of the answer where a name was asked for, else the subject."""
    if wanted == "several":
        return ["、".join(item.name for item in answer.items)] if answer.items else []
    question = understand(asked(answer))
    replied = _replied(answer, question, wanted)
    subjects = _subject(question, wanted, articles([answer]))
    if wanted == "person" and _who(question):
        return subjects  # what he is, a title, is no name
    if asks_for(question, answer, wanted):
        return [*replied, *subjects]
    return subjects if wanted == "place" else [*subjects, *replied]  # a place in passing is not there


def _replied(answer: Answer, question: Question, wanted: Wanted) -> list[str]:
    """The names in what was answered; of a long statement none that was not asked for."""
    text = said(answer)
    if wanted == "thing" and not answer.items and _names_one(question, answer):
        return [text]
    found = [item.name for item in answer.items if is_one(item.name, wanted)] or names_of(text, wanted)
    if _short_name(text, question, wanted) and not any(text != name and name in text for name in found[1:]):
        cut = not found or len(text) <= LONGEST_PERSON or wanted != "person"
        return [text] if cut and not answer.items else found
    return found


def _who(question: Question) -> str:
    """查干巴特尔 of 查干巴特尔是谁, whole where LAC knows but its end as a name; "" of another question."""
    match = _WHO.match(question.text)
    named = slots(match[1]) if match and not question.office[1] else []
    return (
        match[1] if match and named and named[-1].kind == "person" and named[-1].end == len(match[1]) else ""
    )


def asks_for(question: Question, answer: Answer, wanted: Wanted) -> bool:
    """Whether what is wanted is what the question asked for, and so stands in the answer."""
    if answer.items:
        return wanted != "thing" or len(answer.items) == 1  # 它, after a list of several, is none of them
    if wanted == "organisation" and question.expects == "person":
        return not question.office[1]  # ChatGPT是谁开发的: an organisation can be 谁
    if wanted == "person":
        told = question.expects == "person" or bool(question.office[1]) or question.kind == "speaker"
        return told or (bool(_CALLED.search(question.text)) and is_one(said(answer), "person"))
    if wanted == "place":
        return question.expects == "place"
    if question.expects == "place":
        return False  # 它 after 亚运会在哪座城市举行 is what the question was about
    if question.expects == "person" and _COPULA.search(question.text):
        return bool(names_of(said(answer), "place"))  # 四川, of 谁是书展的主宾省
    return bool(question.category) or question.expects == "organisation" or _names_one(question, answer)


_PERSON = re.compile("(?:[男女][子孩童生士]|老人|司机|车主|学生|教师|游客|患者|村民|选手)$")
_CALLED = re.compile("叫什么|名字是什么")
_SITE = re.compile("(?:机场|车站|[高火汽]车?站|公园|景区|校区|园区|广场|[馆寺桥港岛湖村])$")
_COPULA = re.compile("^(?:那么?)?谁是|是谁[？?]*$")
_WHAT = re.compile("什么(?=[一-鿿]{2})")


def _names_one(question: Question, answer: Answer) -> bool:
    """Whether a question for 什么芯片 got the name of one: 3LD3; a reason or a use has no name."""
    asks = None if question.expects else _WHAT.search(question.text)
    noun = tag(question.text[asks.end() :])[0] if asks else None
    if asks is None or noun is None or noun.tag not in ("n", "nz"):
        return False
    word = question.text[asks.end() :][: noun.end]
    text = said(answer)
    named = re.fullmatch(r"[《“]?[\w·\-. ]*[A-Za-z\d][\w·\-. ]*[》”]?|《[^》]+》", text)
    return bool(named) and not relation(word)


def _subject(question: Question, wanted: Wanted, known: Sequence[str]) -> list[str]:
    """The names of the question; of things what it begins with goes first, whole: 土耳其地震, not 土耳其."""
    names = names_of(question.text, wanted)
    if wanted == "person" and (who := _who(question)):
        return [who]
    if wanted == "organisation" or question.english:
        return names
    if (
        wanted != "thing"
    ):  # whoever or wherever it is, as the question describes it: the airport, not the town
        first, kind = about(question.text, known), _PERSON if wanted == "person" else _SITE
        described = kind.search(first) and (not names or (wanted == "place" and names[0] in first))
        return [first] if described else names
    first = "" if question.office[1] or question.whole_archive else about(question.text, known)
    if not first or TITLE.search(first) or names_of(first, "person") == [first]:
        return names
    return [first, *(name for name in names if name not in first)]


def _short_name(text: str, question: Question, wanted: Wanted) -> bool:
    """Whether a reply without known names is itself one: asked for by 哪座水库 or 谁."""
    if not 1 < len(text) <= LONGEST_NAME or re.search(r"\d|[，。；]", text):
        return False
    if wanted == "person":
        return question.expects == "person"
    return bool(question.category) or question.expects in ("organisation", "place")


def other(history: Sequence[Answer]) -> tuple[str, str]:
    """(the item last spoken of, the other one) of a list of two; empty strings when there is none."""
    given = listed(history, least=2)
    if given is None:
        return "", ""
    names = [item.name for item in given.items]
    for answer in reversed(history):
        if answer is given:
            break
        about = [[name for name in names if name in text] for text in (asked(answer), said(answer))]
        spoken = next((one for one in about if len(one) == 1), [])
        left = [name for name in names if name not in spoken]
        if len(spoken) == 1 and left:
            return spoken[0], left[0] if len(left) == 1 else "、".join(left)
    return "", ""
