"""Names of things in running text, taken whole: from a head noun back over its modifiers."""

from typing import NamedTuple

from index.fold import fold
from index.tagger import Token, tag

# What a name can be built of, in LAC's tags.
_PART = frozenset("n nz nw nr ns nt PER LOC ORG vn a an f s m".split())
# A modifier that only sizes, counts or points: 大型水库 names no reservoir.
GENERIC = frozenset(
    "大型 中型 小型 大中型 中小型 超大型 特大型 巨型 微型 新型 重点 主要 重要 骨干 核心 普通 一般 传统 现代 大 小 新 老 旧 多 各 各类 各地 各级 各大 "
    "全国 全省 全市 全县 全区 全球 世界 国际 国内 国外 海外 境内 境外 我国 我省 我市 我县 我区 本省 本市 本县 本区 本地 当地 外地 周边 附近 沿线 "
    "其他 其它 另 某 某些 该 此 本 有关 相关 部分 多个 一些 所有 全部 整个 同一 新建 在建 已建 拟建 现有 原有 城市 农村 乡村 城乡 山区 地方 国家 "
    "国家级 省级 市级 县级 区级 世界级 高水平 高质量 高能级 一流 知名 著名 优秀 公共 民用 大众 年轻 专业 综合 智慧 今年 去年 明年 近年 目前 未来 "
    "东部 西部 南部 北部 中部 东北 西北 东南 西南 上游 下游 中游 中心 主 副 总 分 陆上 海上 空中 地下 地上 水上 航空 交通 大家 人们 群众 ".split()
)
_COUNTERS = "大座个家位名条种项所处支场部件艘架辆篇次起类批些多几两"
WINDOW = 24  # characters before the head noun that can belong to a name; longer names are titles


class Span(NamedTuple):
    """`text[start:end]`, in code points."""

    start: int
    end: int


def names_of(text: str, head: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Every name in `text[start:end]` that ends in `head` and says more than `head`, in order.

    久隆水库 in 位于东部新区的久隆水库工程; nothing in 这座水库 or 大型水库.
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    for position, stop in occurrences(text, head, start, end):
        begin = max(start, position - WINDOW)
        tokens = tag(text[begin : min(end, stop + 6)], begin)
        name = _name_ending_at(text, tokens, position, stop)
        if name is not None:
            found.append(name)
    return found


def occurrences(text: str, phrase: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where `phrase` stands in `text[start:end]`, none overlapping another; case, width and script don't count."""
    folded, wanted = fold(text[start:end]), fold(phrase)
    spans: list[Span] = []
    position = folded.find(wanted) if wanted else -1
    while position >= 0:
        spans.append(Span(start + position, start + position + len(wanted)))
        position = folded.find(wanted, position + len(wanted))
    return spans


def _name_ending_at(text: str, tokens: list[Token], position: int, stop: int) -> Span | None:
    last = next((i for i, t in enumerate(tokens) if t.start < stop <= t.end), None)
    if last is None or (tokens[last].end != stop and tokens[last].tag not in ("LOC", "ORG")):
        return None  # 大学 inside 大学生 is another word
    first = last
    while tokens[first].start > position:  # the head noun itself may be several words
        first -= 1
    first = extend_left(text, tokens, first)
    while first < last and _generic(text[tokens[first].start : tokens[first].end], tokens[first]):
        first += 1
    begin = tokens[first].start
    return Span(begin, stop) if begin < position else None


def extend_left(text: str, tokens: list[Token], first: int) -> int:
    """The index of the first token of the noun phrase that holds `tokens[first]`."""
    while first > 0:
        before = tokens[first - 1]
        word = text[before.start : before.end]
        # LAC cuts unknown names into single letters and calls some of them verbs.
        fragment = before.tag == "v" and len(word) == 1 and first > 1 and tokens[first - 2].tag in _PART
        if not (before.tag in _PART or fragment) or (before.tag == "m" and word[-1] in _COUNTERS):
            break
        if before.tag == "vn" and first > 1 and tokens[first - 2].tag in ("v", "d", "p"):
            break  # 推动筹建学会: after a verb it is one more verb
        first -= 1
    return first


def _generic(word: str, token: Token) -> bool:
    return word in GENERIC or token.tag in ("TIME", "t", "r") or (token.tag == "m" and word[-1] in _COUNTERS)
