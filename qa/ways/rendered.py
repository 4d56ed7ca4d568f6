"""An English question as a reader of Chinese is asked it: its known words in Chinese, and what is wanted.

The bundled reader learned on Chinese questions; of an English one it knows the names only.
"""

import re

from qa.question import Question

# What an English question measures, and how that is asked for.
_MEASURED = tuple(
    (re.compile(asked, re.I), chinese)
    for asked, chinese in (
        (r"\bhow many people\b", "多少人"),
        (r"\bhow old\b", "多少岁"),
        (r"\bpercent|\bwhat share\b|\b(?:rate|proportion)\b|\bby how much\b", "百分之多少"),
        (r"\bhow much (?!\w+er\b)|\b(?:price|cost|worth|revenue|profit)\b", "多少钱"),
        (r"\bhow long did\b|\bhow long does it\b|\bhow long will it\b", "多长时间"),
        (r"\bhow (?:long|far)\b", "全长多少公里"),
        (r"\bhow (?:tall|high)\b", "多高"),
        (r"\bhow (?:big|large)\b", "面积多大"),
    )
)  # fmt: skip
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
    words = list(dict.fromkeys((*question.names, *(t for t in question.terms if t not in question.names))))
    if question.kind in ("list", "count") and question.category:
        noun = "".join((*question.modifiers, question.category))
        return f"{''.join(words)}{'有哪些' if question.kind == 'list' else '有多少'}{noun}？"
    measured = next((chinese for asked, chinese in _MEASURED if asked.search(question.text)), "")
    ending = measured if measured and question.expects == "number" else _ASKED.get(question.expects, "是什么")
    return f"{''.join(words)}{ending}？"
