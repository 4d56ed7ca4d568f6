"""An English question as a reader of Chinese is asked it: its known words in Chinese, and what is wanted.

The bundled reader learned on Chinese questions; of an English one it knows the names only.
"""

import re

from index.tagger import tag
from qa.asked.english import translate
from qa.question import Question

# What an English question measures, and how that is asked for.
_MEASURED = tuple(
    (re.compile(asked, re.I), chinese)
    for asked, chinese in (
        (r"\bhow many people\b", "多少人"),
        (r"\bhow old\b", "多少岁"),
        (r"\bpercent|\bwhat share\b|\b(?:rate|proportion)\b|\bby how much\b", "百分之多少"),
        (r"\bhow much (?:money|(?:is|was|are|were) (?!the \w+fall)|did it|does it|do they)\b", "多少钱"),
        (r"\b(?:price|cost|worth|revenue|profit|paid?|spen[dt]|earn(?:ed)?)\b", "多少钱"),
        (r"\bhow long did\b|\bhow long does it\b|\bhow long will it\b", "多长时间"),
        (r"\bhow long\b", "有多长"),
        (r"\bhow far\b", "有多远"),
        (r"\bhow (?:tall|high)\b", "多高"),
        (r"\bhow deep\b", "深度是多少"),
        (r"\bhow fast\b", "速度有多快"),
        (r"\bhow heavy\b", "有多重"),
        (r"\bscores?\b", "比分是多少"),
        (r"\bhow (?:big|large)\b", "面积多大"),
    )
)  # fmt: skip
_WHO_DID = re.compile(r"\s*who (?!(?:is|was|are|were) (?:the|a|an)\b|did|does|do)", re.I)
_ASKED = {
    "person": "是谁",
    "date": "是什么时候",
    "place": "在哪里",
    "organisation": "是哪家",
    "number": "是多少",
}


def rendered(question: Question) -> str:
    """`question` in Chinese, word for word; one in Chinese, or of which no word is known, as it is."""
    if not question.english or not question.terms or question.unknown:
        return question.put
    kinds = _kinds(question)
    others = [t for t in question.terms if t not in question.names and t not in kinds.values()]
    words = list(dict.fromkeys([*(name + kinds.get(name, "") for name in question.names), *others]))
    if question.kind in ("list", "count") and question.category:
        noun = "".join((*question.modifiers, question.category))
        return f"{''.join(words)}{'有哪些' if question.kind == 'list' else '有多少'}{noun}？"
    deed = next((word for word in others if [t.tag for t in tag(word)] == ["v"]), "")
    if question.expects == "person" and deed and _WHO_DID.match(question.text):
        return f"谁{deed}{''.join(word for word in words if word != deed)}？"
    measured = next((chinese for asked, chinese in _MEASURED if asked.search(question.text)), "")
    if not measured or question.expects != "number":
        return f"{''.join(words)}{_ASKED.get(question.expects, '是什么')}？"
    return f"{''.join(word for word in words if word not in measured)}{measured}？"


def _kinds(question: Question) -> dict[str, str]:
    """Name → the word behind it in English that says what it is: 大学 of Stanford University."""
    found = {}
    for name, chinese in question.spelled:
        behind = re.search(rf"\b{re.escape(name)} ([A-Z][a-z]+)", question.text)
        kind = translate(behind.group(1)) if behind else []
        if chinese and len(kind) == 1 and kind[0] in question.terms and not chinese.endswith(kind[0]):
            found[chinese] = kind[0]
    return found


def put(question: Question) -> str:
    """What is asked, in Chinese: for whatever looks at how a question is worded."""
    return rendered(question) if question.english else question.text
