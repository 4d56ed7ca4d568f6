"""The name that a question is about, whole: beside 在哪里 and 多少 LAC reads its characters as words."""

import re
from collections.abc import Iterator, Sequence

from index.tagger import Token, tag
from qa.asked.chinese import WH

# Where a name that a question is about begins, and what stands right behind it.
_BEFORE = re.compile("^(?!关于|介绍)|关于|介绍(?:一下)?")
_BEHIND = re.compile(
    "的|是|在(?=哪|什么|何)|位于|属于|有(?=[哪什多几谁没])|(?:什么|啥)时候|何[时地]|多少|哪|成立|$"
)
_ALONE = re.compile("是(?:谁|什么|哪)|在(?:哪|什么地)|位于哪|有(?:哪些|什么)(?:报道|新闻|消息)|$")
_PLAIN = re.compile(r"[\w·]+")
_POINTING = re.compile("[他她它这那该此]|^[我你本每各某咱您自]")
_DIRECTION = re.compile("[部方面侧边端向角间东南西北]$")
LONGEST = 12  # characters of a name
UNREAD = 6  # of one that LAC can't read
_NAMES = frozenset(["PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw"])
_NOUNS = _NAMES | {"n", "vn", "an", "TIME", "t", "s"}


def whole(text: str, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` of a question, with as one name what LAC takes for one where it reads it by itself.

    In 奥兰多在哪里 it finds 奥兰 and 多; 奥兰多 alone is a place. What stands alone before 是谁 or 在哪里 is
    a name also where LAC finds a pronoun in its midst (长宗我部), and so is a long direction (东部新区).
    """
    found = [_placed(text, token) for token in tokens]
    for start, end in _places(text):
        inside = [token for token in found if token.start < end and start < token.end]
        if inside and inside[0].start == start and _amiss(text, inside, end):
            name = _name(text, start, end, inside)
            rest = [Token(end, inside[-1].end, "v")] if inside[-1].end > end else []
            at = found.index(inside[0])
            found[at : at + len(inside)] = [name, *rest] if name else inside
    return found


def _placed(text: str, token: Token) -> Token:
    """东部新区, which LAC takes for a direction, as a name; 东北方向 is one."""
    word = text[token.start : token.end]
    named = token.tag == "f" and len(word) > 3 and not _DIRECTION.search(word)
    return Token(token.start, token.end, "nz") if named else token


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where a name may stand whole, longest first of one start."""
    ends = [match.start() for match in _BEHIND.finditer(text)]
    for start in (match.end() for match in _BEFORE.finditer(text)):
        for end in reversed(ends):
            plain = 1 < end - start <= LONGEST and _PLAIN.fullmatch(text, start, end)
            if plain and not WH.search(text, start, end):
                yield start, end


def _amiss(text: str, inside: Sequence[Token], end: int) -> bool:
    """Whether a word goes on over the end (周以/真是), or may a single character be a piece of a name."""
    last = text[end : inside[-1].end]
    if last:
        return last in ("是", "在", "有")
    odd = [token for token in inside if token.tag not in _NOUNS]
    if inside[0].tag == "f" and odd == [inside[0]]:
        return True  # 介绍 东部 新区
    named = inside[0].tag in _NAMES
    return bool(odd) and all(t.end - t.start == 1 and not (named and t.tag in ("f", "c", "p")) for t in odd)


def _name(text: str, start: int, end: int, inside: Sequence[Token]) -> Token | None:
    alone = [_placed(text, token) for token in tag(text[start:end], start)]
    if len(alone) == 1 and alone[0].tag in _NAMES:
        return alone[0]
    pronoun = any(token.tag == "r" for token in inside[1:]) and not _POINTING.search(text[start:end])
    return Token(start, end, "nz") if pronoun and end - start <= UNREAD and _ALONE.match(text, end) else None
