"""Questions that leave their subject out: 什么时候开工 and 造价呢 are about what the last turn was about."""

import re
from collections.abc import Sequence

from index.tagger import tag
from qa.answer import Answer
from qa.asked import chinese
from qa.followups.referents import RELATIONAL, referent
from qa.followups.slots import slots
from qa.question import Question

LONGEST = 20  # characters of a question without a subject; longer ones name what they are about
_UNITS = frozenset("钱 人 年 天 公里 米 元 亿元 万元 时 后 前 时候 时间 大 长 高 今天 目前 现在".split())
_NAMING = frozenset("n nz nw PER LOC ORG vn nr ns nt TIME".split())


def subject(previous: Question, turns: Sequence[Answer]) -> str:
    """What the last turn was about; of a yes/no question all that it claims."""
    last = turns[-1:]
    if previous.kind == "yes_no" and previous.claim:
        return previous.claim.rstrip("了") + "，"
    if len(last[0].items) > 1:
        return referent(last, "several") if len(last[0].items) <= 3 else ""
    if previous.office[1] or previous.person or previous.kind == "statements":
        return referent(last, "person")
    return referent(last, "thing") or referent(last, "person")


def without_subject(question: Question, previous: Question, turns: Sequence[Answer]) -> str:
    """The text of `question` with its subject put in; "" when it names what it is about."""
    text = re.sub("^(?:那么?|它|而)", "", chinese.core(question.text))
    if len(text) > LONGEST or slots(text) or re.search("文章|报道|报纸|新闻|文中|版", text) or question.when:
        return ""
    nouns = [text[t.start : t.end] for t in tag(text) if t.tag in _NAMING]
    more = bool(re.match("还有?|另外|(?:一共|总共|共)?有(?:多少|几)", text))
    relational = next(
        (noun for noun in sorted(RELATIONAL, key=len, reverse=True) if text.startswith(noun)), ""
    )
    if question.kind in ("list", "count") and not (more or relational):
        return ""
    if question.kind in ("summary", "speaker", "statements"):
        return ""
    asked = (question.category, *question.modifiers)
    if not more and any(_own(noun, asked) for noun in nouns):
        return ""
    found = subject(previous, turns)
    joint = "的" if relational and not found.endswith("，") else ""
    return f"{found}{joint}{text}？" if found else ""


def _own(noun: str, asked: tuple[str, ...]) -> bool:
    """Whether a noun is what a question itself is about."""
    closed = noun in RELATIONAL or noun in _UNITS or noun in asked
    return not closed and not re.search("什么|哪|几|多", noun)


def of_subject(phrase: str, previous: Question, turns: Sequence[Answer]) -> str:
    """港珠澳大桥的造价是多少 for 造价呢 after 港珠澳大桥全长多少; "" unless `phrase` is a relational noun."""
    found = subject(previous, turns).rstrip("，") if phrase in RELATIONAL else ""
    return f"{found}的{phrase}是{'多少' if previous.expects == 'number' else '什么'}？" if found else ""
