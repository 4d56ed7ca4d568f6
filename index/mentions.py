"""People, places, organisations, times and works that a text names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, get_args

from index.tagger import Token

Kind = Literal["person", "place", "organisation", "time", "work"]
KINDS: tuple[str, ...] = get_args(Kind)

_TAGS: dict[str, Kind] = {"PER": "person", "LOC": "place", "ORG": "organisation", "TIME": "time"}
_NAMES = {"PER", "LOC", "ORG", "nz"}


def _heads(kind: Kind, words: str) -> dict[str, Kind]:
    return dict.fromkeys(words.split(), kind)


# LAC splits 久隆水库 into a person and a noun. A name directly followed by the noun that
# says what it is the name of is one name, of this kind.
_HEADS: dict[str, Kind] = _heads(
    "place",
    "水库 水电站 大桥 大坝 机场 车站 火车站 高铁站 地铁站 港 码头 隧道 运河 高速 高速公路 公路 铁路 "
    "大道 广场 公园 湿地 景区 风景区 自然保护区 保护区 新区 新城 开发区 高新区 工业园 产业园 科技园 "
    "体育场 体育馆 体育中心 博物馆 纪念馆 美术馆 图书馆 大厦 古镇 古城 遗址 湖 河 江 山 岛",
) | _heads(
    "organisation",
    "大学 学院 中学 小学 幼儿园 医院 银行 集团 公司 有限公司 研究院 研究所 实验室 基金会 协会 学会 委员会 "
    "出版社 报社 电视台 法院 检察院 公安局 俱乐部",
)
_WORK = re.compile(r"《([^《》\n]{1,60})》")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `text[start:end]`."""

    start: int
    end: int
    kind: Kind


def find(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """The mentions in `text`, whose words are `tokens`, by start; offsets are code points.

    Names are what LAC tags as such; a work is what stands in 《》 (the span leaves the
    marks out), and names inside a work are not mentions of their own.
    """
    works = [
        Mention(*span, "work") for match in _WORK.finditer(text) if (span := _inner(text, *match.span(1)))
    ]
    names = list(_names(text, tokens))
    inside = {place for work in works for place in range(work.start, work.end)}
    return sorted(
        works + [name for name in names if inside.isdisjoint(range(name.start, name.end))],
        key=lambda mention: (mention.start, mention.end),
    )


def _names(text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """The named things among the words, each with the head noun that belongs to it."""
    for token, following in zip_longest(tokens, tokens[1:]):
        assert token
        head = _HEADS.get(text[following.start : following.end]) if following else None
        if head and following and token.tag in _NAMES:
            yield Mention(token.start, following.end, head)
        elif token.tag in _TAGS and (span := _inner(text, token.start, token.end)):
            yield Mention(*span, _TAGS[token.tag])


def _inner(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks at its ends; None for a blank one."""
    word = text[start:end]
    inner = start + len(word) - len(word.lstrip()), end - len(word) + len(word.rstrip())
    return inner if inner[0] < inner[1] else None
