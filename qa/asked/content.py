"""Which words of a Chinese question evidence must hold, and which only ask."""

import re
from collections.abc import Sequence

from index.tagger import Token
from qa.asked import category, chinese
from qa.asked.chinese import COUNTED
from qa.asked.kinds import QuestionKind
from qa.texts.words import FRAME

_CONTENT = category.NOMINAL - {"f"} | {"v", "ad", "q"}
# 的库容是多少: what of a thing is asked
_ATTRIBUTE = re.compile(
    r"的(?!有|是|为|第|文章|报道|新闻|报纸)([^的，。？?]{1,6}?)(?:都|分别|主要|大约)?"
    r"(?:是|为|有|达到?|叫做?|约|[体表]现在|在|包括|包含|分[为成])?(?:多少|多[大长高重深宽远久]|几|什么|哪)"
)
_COUNTERS = frozenset(COUNTED + "枚口句钱元")  # LAC calls some of them nouns or names
_ASKING = frozenset(
    "是不是 有没有 会不会 能不能 能否 可否 要不要 对不对 有无 属实 是否 请问 知道 想 帮 告诉 还是"
    " 共有 共设 共计 目前 现在 当前 如今 最新 最近 近日 近期 现任 列出来".split()
)
# What only says the kind of the question, and need not stand in the text that answers it.
_KIND_WORDS = {
    "timeline": frozenset(
        "经过 过程 进展 进度 来龙去脉 前因后果 时间线 时间轴 始末 历程 脉络 大事记 最新"
        " 梳理 回顾 理清 厘清 盘点 说说 讲讲 发展".split()),
    "statements": frozenset(
        "看 看待 看法 观点 态度 意见 评价 表示 回应 表态 说法 发言 讲话 认为 强调 指出 对此".split()),
    "speaker": frozenset("话 句 说法 观点 提出 表示 谈到 强调 认为 指出 谈 称 出自 介绍".split()),
    "summary": frozenset("归纳 介绍 说说 讲讲 谈谈 观点 简介 综述 梗概 发生 要点 大事 事".split()),
}  # fmt: skip


def words_of(text: str, tokens: Sequence[Token], kind: QuestionKind) -> list[Token]:
    """Those of `tokens` that evidence must hold: content, and no part of the asking."""
    skipped = chinese.about_kind(text, kind)
    return [
        token
        for token in tokens
        if token.tag in _CONTENT
        and text[token.start : token.end].strip()
        and not _asking(text[token.start : token.end], kind)
        and not (token.tag in ("TIME", "m", "q") and text[: token.start].endswith("哪"))  # 哪 一年
        and not any(start <= token.start < end for start, end in skipped)
        and not _ARTICLES.match(text, token.start)
        and not (kind == "summary" and text[token.start : token.end] == "些")
    ]


_POINTS = re.compile("哪(?!吒)|几(?![内何])|[这该]")  # 哪吒 and 几内亚 ask nothing
_WHAT = re.compile("什么|^时候$")  # LAC takes 线什么时候 for a word
_ARTICLES = re.compile(rf"{chinese.NUMBER}[篇版](?=文章|报道|新闻|稿)")  # 两篇文章提到了哪些水库


def _asking(word: str, kind: QuestionKind) -> bool:
    closed = word in FRAME or word in _COUNTERS or word in _ASKING or word in _KIND_WORDS.get(kind, ())
    return closed or _POINTS.match(word) is not None or word.startswith("多少") or bool(_WHAT.search(word))


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}


def number_asked(text: str) -> int:
    """How many are asked for: 3 of 哪三大枢纽; 0 when the question does not say."""
    match = re.search(rf"(?<!第)({chinese.NUMBER})[大化点{COUNTED}]", text)
    if not match:
        return 0
    said = match.group(1)
    return int(said) if said.isdigit() else _DIGITS.get(said, 0)


def attribute(text: str) -> str:
    """库容 of 水库的库容是多少; "" when no attribute of a thing is asked for."""
    match = _ATTRIBUTE.search(text)
    return match.group(1) if match else ""
