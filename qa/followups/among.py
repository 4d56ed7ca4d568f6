"""Which items of the last list a question asks of: 其中哪些已经开工, 哪座在成都, 只看四川的."""

import re
from collections.abc import Sequence

from index.tagger import tag
from qa.answer import Answer
from qa.asked import chinese
from qa.followups.of_list import of_list
from qa.followups.referents import asked, listed, said
from qa.followups.relations import relation
from qa.followups.slots import slots
from qa.question import Question, understand

_AMONG = re.compile(
    "其中|(?:这些|这几|以上|上述|上面|前面|(?:它们|他们|她们)(?![^，。？?]{0,6}的[^，。？?]{1,6}是))(?:[^，。？?哪谁几]{0,6})?(?:里面?"
    "|中|之中|当中|，)?(?=哪|谁|几|有|最)"
)
WHICH = re.compile(f"(?:又?有)?(?:哪(?:一|几|两|些)?|几(?=[{chinese.COUNTED}]))(?:[{chinese.COUNTED}])?")
MORE = re.compile(
    "(?:那么?)?(?:除了?(?:这些|它们|他们|她们|以上|这[几两三]?个?).{0,2}?(?:之?外|以外)?，?)?"
    "还有(?:吗|哪些|谁|什么|其他的?|别的|呢|没有)?(?:吗|呢)?"
)
_ONLY = re.compile("(?:那)?(?:请)?(?:只看|只要|仅看|只列出?|只说)([^，,。？?]{1,12}?)的?(?:吧|呢)?$")


def among_items(question: Question, turns: Sequence[Answer]) -> tuple[str, tuple[str, ...]]:
    """(self-contained text, items) when a question asks which of the items of the last list; else empty."""
    given = listed(turns)
    text = chinese.core(question.text)
    if (
        given is None
        or MORE.fullmatch(text)
        or of_list(text, turns)
        or re.search("分别|各自", text)  # asked of each, not which of them
        or question.kind in ("summary", "speaker", "statements", "timeline")
    ):
        return "", ()
    names = tuple(item.name for item in given.items)
    if only := _ONLY.match(text):
        return f"{'、'.join(names)}中，哪些是{only[1]}的？", names
    said_so = _AMONG.search(text)
    if not said_so and not (_still(turns, given) and _one_is_asked_for(question, text, given)):
        return "", ()
    rest = _AMONG.sub("", text, count=1) if said_so else text
    return f"{'、'.join(names)}中，{re.sub('^(?:那么?|[，,])', '', rest)}？", names


def _one_is_asked_for(question: Question, text: str, given: Answer) -> bool:
    """Whether 哪座 or 几家, without 其中, asks which items of a list: by its noun, or for want of one."""
    text = re.sub("^(?:那么?|请问)", "", text)
    which = WHICH.match(text)
    if which is None:
        return False
    noun = _noun_behind(text[which.end() :])
    counted = which.group()[-1] in chinese.COUNTED and not noun  # 有几座在常州, 哪座在常州
    if not counted and (slots(text) or len(given.items) == 1):
        return False
    noun = noun or question.category
    called = noun == understand(asked(given)).category or any(i.name.endswith(noun) for i in given.items)
    if noun and not called and not relation(noun):
        return False
    return bool(noun or which.group()[1:])  # not 哪里, 哪天


def _noun_behind(text: str) -> str:
    """法院 of 法院发布了…, 运动品牌 of 运动品牌捐赠…: the nouns that a text begins with."""
    run = ""
    for token in tag(text):
        if token.tag not in ("n", "nz", "vn", "ORG") or token.start != len(run):
            break
        run = text[: token.end]
    return run


def _still(turns: Sequence[Answer], given: Answer) -> bool:
    """Whether the turns since a list were about its items."""
    names = [item.name for item in given.items]
    after = list(turns)[[turn is given for turn in turns].index(True) + 1 :]
    return all(any(name in asked(turn) + said(turn) for name in names) for turn in after)
