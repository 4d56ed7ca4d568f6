"""What is asked of the last list as a whole: 一共几个, 其中有尼日尔吗."""

import re
from collections.abc import Sequence

from qa.answer import Answer
from qa.asked import chinese
from qa.followups.referents import asked, listed
from qa.question import understand

_HOW_MANY = re.compile(f"(?:那)?(?:一共|总共|共)?(?:有|是)?(?:多少|几)[{chinese.COUNTED}]?(?:呢)?")
_CONTAINS = re.compile(
    "(?:那)?(?:其中|里面|这里面|这里头)?(?:有没有|是否有|包括|包含|有)([^，,。？?]{2,12}?)(?:吗|么)?"
)
_LISTED = re.compile(f"(?:都|分别|一共)*(?P<has>有|是|包括)?(?:哪(?:些|几)[{chinese.COUNTED}]?|谁)")


def of_list(text: str, turns: Sequence[Answer]) -> str:
    """How many there are, or whether one is among them, asked of the last list: 一共几个, 其中有尼日尔吗."""
    text = text.rstrip("？? ")
    counts = _HOW_MANY.fullmatch(text)
    given = listed(turns[-1:] if counts else turns)
    lists = asked(given) if given else ""
    asks = _LISTED.search(lists)
    if asks and counts:
        return f"{lists[: asks.start()]}{asks['has'] or ''}多少个{lists[asks.end() :]}"
    one = _CONTAINS.fullmatch(text) if re.match("(?:那)?(?:其中|里面|这里)", text) else None
    if asks and one and not chinese.WH.search(text):
        rest = lists[asks.end() :].rstrip("？?").removeprefix(understand(lists).category)
        return f"{lists[: asks.start()]}{asks['has'] or ''}{one[1]}{rest}吗？"
    return ""
