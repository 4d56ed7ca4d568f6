"""那新都呢 after 谁是双流区委书记 is 谁是新都区委书记: a phrase takes the place of what it corresponds to."""

import re
from collections.abc import Sequence
from datetime import date

from index.tagger import tag
from qa.asked import dates
from qa.asked.chinese import COUNTED
from qa.asked.kinds import masked
from qa.followups.counterpart import QUOTED, Place, counterpart, kind_of
from qa.followups.levels import placed
from qa.followups.slots import slots, whole
from qa.followups.topic import topic
from qa.question import Question
from qa.texts.people import TITLE, asked_office
from qa.texts.value import quantity

LONGEST = 20  # characters of a phrase that replaces another; longer ones are questions of their own
_SPEECH = ("speaker", "statements", "yes_no")  # asked of another office, they ask what that one said
_OFFICE = frozenset("n nz nt ns LOC ORG f b a vn".split())  # what an office before a name is made of
_OFFICES = "局委办厅处"  # what the offices of one government end in
_WITHIN = re.compile("(?P<place>.{2,}?[区市县省州镇乡村])(?P<rest>.+)")  # 成都市 of 成都市水务局


def substituted(question: Question, phrase: str, today: date, known: Sequence[str] = ()) -> str:
    """The text of `question` with `phrase` in the place of what corresponds to it; "" when nothing does.

    `known` are the articles spoken of, which write its names whole.
    """
    text = question.text
    if dated := _redated(text, phrase, today):
        return dated
    if _speaks(question, phrase):
        return text.replace(question.speaker, phrase, 1)
    unit = quantity(f"1{phrase}")
    if (
        unit
        and unit[1] == phrase
        and (told := re.search(r"(?<=\d)[一-鿿]{1,3}元|(?<=\d)[一-鿿]?[镑元铢]", text))
    ):
        return text[: told.start()] + phrase + text[told.end() :]  # 1英镑 for 1欧元
    office = asked_office(re.sub("[？?]$", "", text))
    if TITLE.search(phrase) and (office[1] or slots(phrase)) and question.kind not in _SPEECH:
        named = slots(phrase) or len(TITLE.sub("", phrase)) > 1
        return f"{phrase}是谁？" if named else text.replace("".join(office), office[0] + phrase, 1)
    if kind := _KIND.fullmatch(phrase):  # 《博德之门3》PS5版 for PS5版
        end = len(topic(text)) if topic(text) and text.startswith(topic(text)) else 0
        if end and kind["kind"] not in text:
            return text[:end] + phrase + text[end:]
    if place := counterpart(question, phrase, known):
        before = text[: place.start]
        if place.kind == kind_of(phrase) == "person":
            before = untitled(before)
        if place.kind == "noun" and kind_of(phrase) == "noun":
            before = _COUNTING.sub("", before)  # 多少员工 for 多少家门店
        return before + _fitted(text, place, phrase)
    return ""


def _speaks(question: Question, phrase: str) -> bool:
    """Whether a phrase is of those who speak, where what was spoken about is not: 局长 of 区长怎么看农业."""
    who, topic = question.speaker, question.topic
    if question.english or not who or who not in question.text or whole(topic) == "person":
        return False
    if TITLE.search(topic):
        return False
    return bool(TITLE.search(phrase)) or whole(phrase) == "person"


def _redated(text: str, phrase: str, today: date) -> str:
    """`text` of another time, where `phrase` is a date and no more."""
    bare = re.sub("^(?:截至|到|在|至)", "", phrase)
    if _time(bare, today) != (0, len(bare)) and not _WHEN.fullmatch(bare):
        return ""
    old = _time(text, today) or _span(_WHEN.search(text))
    if old and text[: old[0]].endswith(("截至", "到", "在", "至")):
        phrase = bare
    return text[: old[0]] + phrase + text[old[1] :] if old else phrase + text


_COUNTING = re.compile(f"(?<=多少)[{COUNTED}]$")
_WHEN = re.compile(
    "(?:去年|上年|前年)?同期|(?:今年|去年|全年)?(?:以来)?(?:的)?累计|现在|目前|如今|当时|之前|以前|以后|未来"
)


_KIND = re.compile(r"[\w“”]{1,8}?(?P<kind>版本|版|款)")
_NUMBER = re.compile("第[一二三四五六七八九十\\d]+(?P<of>[名位例届次期号章条步])")


def numbered(text: str) -> str:
    """名 of 第二名; "" of a text without such a number."""
    match = _NUMBER.search(text)
    return match["of"] if match else ""


def untitled(text: str) -> str:
    """`text` without the office that it ends in, which is that of one person: 江苏省委原副书记."""
    tokens, end = tag(text), len(text)
    if not (TITLE.search(text) and re.search(f"(?:{TITLE.pattern})$", text)):
        return text
    for token in reversed(tokens):
        if token.end != end or token.tag not in _OFFICE:
            break
        end = token.start
    return text[:end]


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None


def _time(text: str, today: date) -> tuple[int, int] | None:
    found = dates.find(masked(text), today)
    return (found[0].start, found[0].end) if found else None


def _fitted(text: str, place: Place, phrase: str) -> str:
    """`phrase` in `place`, with all that follows it: 新都 for 双流区委 is 新都区委."""
    name, rest = text[place.start : place.end], text[place.end :]
    if QUOTED.fullmatch(phrase) and text[: place.start].endswith(("《", "“")):
        return phrase[1:-1] + rest
    kind = whole(phrase)
    if kind == "place" and place.kind in ("place", "organisation"):
        within = _WITHIN.fullmatch(name)
        if within and not _ends_alike(name, phrase):
            name, rest = within["place"], within["rest"] + rest
        return "".join(placed(name, phrase, rest))
    within = _WITHIN.fullmatch(name) if place.kind == "organisation" else None
    offices = name[-1] in _OFFICES and phrase[-1] in _OFFICES
    if within and not _WITHIN.fullmatch(phrase) and (_ends_alike(name, phrase) or offices):
        stem = within["place"][:-1] if phrase[0] in "区市县省" else within["place"]
        return stem + phrase + rest  # 民政局 for 成都市水务局 is 成都市民政局
    return phrase + rest


def _ends_alike(name: str, phrase: str) -> bool:
    return name[-1] == phrase[-1]
