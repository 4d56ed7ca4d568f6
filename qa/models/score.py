"""CMRC 2018's own measures of an answer: exact match and F1 over a longest common substring.

After the task's official script (cmrc2018_evaluate.py, Cui et al. 2019): Chinese characters count one by
one, runs of other characters as words, punctuation not at all.
"""

import re
from collections.abc import Iterable

_PIECES = re.compile(r"[\u4e00-\u9fa5]|[^\s\u4e00-\u9fa5]+")
_PUNCTUATION = re.compile(
    r"""[-:_*^/\\~`+='"\[\](){}<>|@#$%&!?;.,：？！《》；、，。‘’“”（）…·「」『』—－～%％\s]"""
)


def pieces(text: str) -> list[str]:
    """Chinese characters one by one, other words whole, lower case, without punctuation."""
    return _PIECES.findall(_PUNCTUATION.sub(" ", text.lower()))


def exact(answer: str, golds: Iterable[str]) -> bool:
    """Whether the answer equals one of the gold answers, punctuation and spaces aside."""
    bare = [_PUNCTUATION.sub("", text.lower()) for text in (answer, *golds)]
    return bare[0] in bare[1:]


def f1(answer: str, golds: Iterable[str]) -> float:
    """The best F1, 0 to 1, over the longest run of pieces that answer and gold share."""
    return max((_f1(pieces(answer), pieces(gold)) for gold in golds), default=0.0)


def _f1(answer: list[str], gold: list[str]) -> float:
    shared = _longest_run(answer, gold)
    return 2 * shared / (len(answer) + len(gold)) if shared else 0.0


def _longest_run(first: list[str], second: list[str]) -> int:
    best, above = 0, [0] * (len(second) + 1)
    for piece in first:
        row = [0]
        for column, other in enumerate(second):
            row.append(above[column] + 1 if piece == other else 0)
        best, above = max(best, *row), row
    return best
