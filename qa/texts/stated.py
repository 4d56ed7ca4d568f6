"""Numbers that a text states of a class: 共设18个大项, 山区大型水库33座."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qa.texts.names import Span
from qa.texts.value import quantity

_COUNTERS = "个座家位名条种项所处支场部件艘架辆篇次起类门款只台枚届批张套户株间本首幅人大"
_COUNTER = rf"(?:[人架班车]次|[{_COUNTERS}])"
_DIGITS = r"(?:\d[\d,，]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_NUMBER = rf"(?:近|约|超过?|逾)?{_DIGITS}[余多]?[万千百亿]?[余多]?"
_ORDINAL = re.compile("第$|[\\d.]$")
_NEAR = "[^，。；：！？\\n\\d、]"  # characters that may stand between a number and its noun
CLOSEST = 12  # of them


class Stated(NamedTuple):
    """A number with its counter, and how near to the noun it stands (0: right before it)."""

    span: Span
    amount: int
    distance: int


@lru_cache(maxsize=256)
def _patterns(head: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    noun = re.escape(head)
    before = rf"(?P<n>{_NUMBER}{_COUNTER}?)(?P<gap>{_NEAR}{{0,{CLOSEST}}}?){noun}"
    behind = rf"{noun}(?P<gap>{_NEAR}{{0,{CLOSEST}}}?)(?P<n>{_NUMBER}{_COUNTER})"
    return re.compile(before), re.compile(behind)


def stated(text: str, head: str, start: int, end: int) -> Iterator[Stated]:
    """Every number that `text[start:end]` gives of `head`; 第三座水库 and 一座水库 give none."""
    heads = [head, head[-2:]] if len(head) > 3 else [head]  # 9条线路, of 公交线路
    told: set[Span] = set()
    for pattern in (one for noun in heads for one in _patterns(noun)):
        at = start
        while match := pattern.search(text, at, end):
            at = match.start() + 1 if match.end("n") < match.end() else match.end()
            span = Span(*match.span("n"))
            value = quantity(match["n"])
            bare = match["n"][-1] not in _COUNTERS and (match["gap"] or not match["n"][0].isdigit())
            if not value or value[0] < 2 or value[0] % 1 or bare or _ORDINAL.search(text, start, span.start):
                continue
            at = span.end
            if span in told:
                continue
            told.add(span)
            yield Stated(span, int(value[0]), len(match["gap"]))
