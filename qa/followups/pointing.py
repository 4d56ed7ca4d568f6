"""他, 它, 第一座, 另一座 in a Chinese question, replaced by the names that they stand for."""

import re
from collections.abc import Sequence

from index.tagger import tag
from qa.answer import Answer
from qa.asked.chinese import COUNTED as MEASURES
from qa.asked.kinds import masked
from qa.followups.names import Wanted
from qa.followups.referents import (
    about,
    articles,
    asked,
    asks_for,
    called,
    listed,
    other,
    referent,
    said,
)
from qa.followups.relations import relation
from qa.followups.slots import slots
from qa.followups.together import pair
from qa.question import understand

_LEAD = re.compile("(?:那么?|请问|其中的?)?[，,]?")
_DIGITS = "一二三四五六七八九十"
_ORDINAL = re.compile(
    rf"(?<!的)(?:(?:第(?P<nth>[一二三四五六七八九十]|\d{{1,2}})|(?P<last>最后一|末一|倒数第一)"
    rf"|(?P<first>头一)|(?P<head>[前头])(?P<n>[两二三四五])|(?P<tail>[最]?后)(?P<m>[两二三四五]))"
    rf"[{MEASURES}](?!文章|报道|新闻|稿|月)|(?P<former>前者)|(?P<latter>后者))"
)  # the first article is none of the things listed


def ordinal(text: str, turns: Sequence[Answer]) -> str:
    """第一座建成后… → 久隆水库建成后…, of the list last given; the noun after it goes with it."""
    match = _ORDINAL.search(text)
    if match is None or (slots(text) and not _LEAD.fullmatch(text[: match.start()])):
        return text
    again = re.search("[次届期轮]$", match[0])
    if again and not any(re.search(f"[哪几][些几一]?{again[0]}", asked(turn)) for turn in turns):
        return text  # 第三次股东大会: what happens again, not one of the things listed
    place = int(match["nth"]) if match["nth"] and match["nth"].isdigit() else _number(match["nth"])
    count = _number(match["n"] or match["m"])
    given = listed(turns, least=max(place, count, 1))
    names = [item.name for item in given.items] if given else []
    if match["former"] or match["latter"] or not names:
        names = pair(turns)
    if len(names) < max(place, count, 1) or (match["nth"] and not place):
        return text
    if count:
        chosen = names[:count] if match["head"] else names[-count:]
    else:
        chosen = [names[-1] if match["last"] or match["latter"] else names[max(place, 1) - 1]]
    rest = text[match.end() :]
    called = _called_so(rest, chosen[-1], given)
    noun = _noun(rest, 0)
    if slots(text) and noun and not called and not relation(noun):
        return text  # 第一届运动会在成都举行: another noun is counted
    return f"{text[: match.start()]}{'、'.join(chosen)}{rest[called:]}"


def _number(digit: str | None) -> int:
    return 0 if not digit else 2 if digit == "两" else _DIGITS.find(digit) + 1


def _called_so(text: str, name: str, given: Answer | None) -> int:
    """How many characters behind 第三个 only say what the items are: 城市, or the end of the name."""
    noun = _noun(text, 0)
    if noun and (_called(noun) or noun == "人" or (given and noun == understand(asked(given)).category)):
        return len(noun)
    return next((n for n in range(min(6, len(text)), 0, -1) if name.endswith(text[:n])), 0)


_OTHER = re.compile(
    rf"(?:那)?(?:另外?的?一?|其余的?|剩下的?|别的)[两几]?[{MEASURES}](?:人(?!口|数))?|另外?[两几][{MEASURES}]|另外的"
)


def other_one(text: str, turns: Sequence[Answer]) -> str:
    """另一座 → the item of a list that was not spoken of since."""
    match, (_, left) = _OTHER.search(text), other(turns)
    return text[: match.start()] + left + text[match.end() :] if match and left else text


_PERSON = re.compile(
    "(?<![其吉])他(?!们|国|人|山|乡|信(?![息任心守]))|她(?!们)|(?:该|此|这个|那个)人(?!士|员|才|物|工|类)|(?<!的)(?:这位|那位|这名|该名)"
)
_SEVERAL = re.compile(
    "(?<!其)他们|她们|它们|(?:这|那)(?:些|几|两|三|四|五)(?:[座家位名条种项个])?(?!文章|报道"
    "|新闻|年|天|月|周|话|日)"
)
_THING = re.compile(
    "它(?!们)|(?<=对)此(?!外|次|事件)|(?<![耳尤极与名土])其(?!中|他|它|实|余|次|间|后|妙|一|二)"
    "|(?:这|那)(?:[座家个条种项所支部件艘架款场起](?![条月])|次(?=[一-鿿]))"
    "|(?<![应不活本])该(?!不)(?=[座家个区市县省镇公机工活水学医银集大桥事赛电影项]|[^，。？?]{1,4}(?:是|在|有|的|什么|多少|何时))"
    "(?:[座家个起部条](?=.)|项(?!目))?"
    "|此(?=项|桥|举|地|次|案|书)[项次]?|(?:这|那)(?=水库|大桥|公司|项目|工程|事故|比赛|电影)"
)
_THERE = re.compile("那里|那儿|当地|该地|该市|该区|该县|该省|这里|此地|该国")
_TO = re.compile("[飞到去往赴抵距离在从]$")
_FRAMES = re.compile("^(?:文章|报道|新闻|报纸|版面?|话|月|周|星期|世纪|年|时候|问题|方面|消息|时间)")
_ORGANISATIONS = frozenset("公司 企业 机构 单位 部门 学校 医院 集团 银行 俱乐部 球队 大学".split())
_PLACES = frozenset("城市 地方 地区 国家 区 市 县 省 镇".split())


def pronoun(text: str, turns: Sequence[Answer]) -> str:
    """`text` with its first pronoun replaced by the name that it stands for; 他 and 她 are two people."""
    both = [word for word in ("他", "她") if word in text]
    for pattern, wanted in _PRONOUNS:
        match = pattern.search(masked(text))
        if (
            match
            and not _FRAMES.match(text[match.end() :])
            and not _own(text[: match.start()], wanted, match[0])
        ):
            replaced = _replaced(text, match, wanted, turns)
            if replaced != text:
                return _second(replaced, turns) if len(both) > 1 and wanted == "person" else replaced
    return text


def _second(text: str, turns: Sequence[Answer]) -> str:
    match = _PERSON.search(text)
    return _replaced(text, match, "person", turns) if match else text


def _replaced(text: str, match: re.Match[str], wanted: Wanted, turns: Sequence[Answer]) -> str:
    """`text` with the pronoun at `match` replaced, where a name for it is found."""
    word = match.group()
    noun = _noun(text, match.end()) if word[0] in "这那该此" and wanted != "place" else ""
    kind: Wanted = wanted if wanted == "several" else _called(noun) or wanted
    besides = {*called(turns, _OPPOSITE[word]), *_people(text)} if word in _OPPOSITE else set()
    name = referent(turns, kind, noun, besides) or (referent(turns, "thing", noun) if kind != wanted else "")
    if not name and wanted == "person":
        refused = (understand(asked(turn)) for turn in reversed(turns) if turn.refused)
        name = next(("".join(question.office) for question in refused), "")  # whoever it is
    if not name and wanted == "several":
        name = referent(turns, "person" if word[0] in "他她" else "thing", noun)
    if not name or (word[0] in "这那" and not noun and _described(text[match.end() :])):
        return text
    if wanted == "person" and _IN_EVENT.match(text[match.end() :]):
        name += _event(turns, name)
    # 三坝水库 for 这个项目, yet 三坝水库的目标 for 这个目标
    kept = wanted != "person" and bool(relation(noun)) and not name.endswith(noun)
    return text[: match.start()] + name + (f"的{noun}" if kept else "") + text[match.end() + len(noun) :]


def _described(text: str) -> bool:
    """Whether what follows 那个 says itself which one: 给孩子做手术的妈妈; 这次 is also an adverb."""
    clause = re.match("[^，,。？?]{3,}?的(?=[一-鿿])", text)
    if not clause or not _noun(text, clause.end()):
        return False
    return any(token.tag in ("v", "p") for token in tag(clause.group()))


# What somebody has of one contest alone: the one just spoken of.
_IN_EVENT = re.compile("的?[^，。？?的]{0,4}(?:成绩|用时|得分|总分|票数|得票|环数|杆数)")


def _event(turns: Sequence[Answer], name: str) -> str:
    """在成都大运会女子铅球 behind the name of whom the last question found in it."""
    last = turns[-1]
    question = understand(asked(last))
    event = about(question.text, articles([last])) if asks_for(question, last, "person") else ""
    return f"在{event}" if event and name in said(last) and name not in event else ""


def _people(text: str) -> list[str]:
    return [text[s.start : s.end] for s in slots(text) if s.kind == "person"]


_OPPOSITE = {"他": "她", "她": "他"}
_PRONOUNS: tuple[tuple[re.Pattern[str], Wanted], ...] = (
    (_SEVERAL, "several"),
    (_PERSON, "person"),
    (_THERE, "place"),
    (_THING, "thing"),
)


def _called(noun: str) -> Wanted | None:
    """What a noun says that its name is the name of."""
    return "organisation" if noun in _ORGANISATIONS else "place" if noun in _PLACES else None


def _own(before: str, wanted: str, pronoun: str) -> bool:
    """Whether the question names, before a pronoun, what it can stand for: 王忠诚说他…."""
    if pronoun == "此" or (wanted == "place" and _TO.search(before)):
        return False  # 美联储对此怎么看, 北京飞那里要多久: never about itself
    kinds = ("person",) if wanted == "person" else ("place", "organisation", "thing", "work")
    return any(slot.kind in kinds or slot.end == len(before) for slot in slots(before))  # 杜苏芮这个名字


def _noun(text: str, position: int) -> str:
    """The noun right behind 这座: 水库."""
    tokens = tag(text[position:])
    return (
        text[position : position + tokens[0].end]
        if tokens and tokens[0].tag in ("n", "nz", "ORG", "vn")
        else ""
    )


def hanging(text: str) -> bool:
    """Whether a question begins by pointing to what it does not name: 他是哪里人, 第三座何时开工."""
    found = (_PERSON.search(masked(text)), _ORDINAL.search(text))
    return any(match and _LEAD.fullmatch(text[: match.start()]) for match in found)
