"""What of a sentence can be compared letter by letter: names, quotations, yes or no, which way."""

import re
from functools import lru_cache

from index.fold import fold
from index.tagger import tag
from qa.texts.words import TITLES

NOT = re.compile(
    r"不(?!仅|但|少|断|久|同|过|管|料|只|止|光|锈|动产|可或缺|得不|可避免)|未(?!来|必|央)|没(?!收|落)|无(?!锡|人机|论|数|线|疑|比|限|私|缝|障碍|穷|限)|非(?!洲|常|凡|遗|法|物质|公有)"
    r"|否认|并非|避免|免于|\b(?:no|not|never|none|neither|nor|without|cannot|denie[sd]|refused?)\b|n't\b",
    re.I,
)
_TO_COME = re.compile(
    r"将(?!军|士|领|近)|即将|计划|拟(?!人)|预计|有望|力争|争取|筹备|打算|目标是|\bwill\b|\bplans?\b|\bto be\b"
)
_DONE = re.compile(r"已(?!故)|了(?!解)|[完建落]成|结束|正式|\b(?:has|have|was|were|been)\b")
# Words of which one can't stand for the other, each side with its kin.
OPPOSITES = (
    ("增长|增加|上升|上涨|提高|扩大|攀升|回升|走高", "下降|减少|下跌|下滑|降低|缩小|回落|走低|萎缩"),
    ("高于|超过|多于|大于", "低于|少于|不足|小于"),
    ("盈利|获利", "亏损"),
    ("支持|赞成|同意", "反对|抵制"),
    ("通过|批准", "否决|驳回"),
    ("进口", "出口"),
    ("开工|动工|启动", "竣工|完工|停工"),
    ("胜|击败|战胜|夺冠", "负于|不敌|败给|惜败"),
    ("上任|就任|任命", "辞去|辞职|卸任|免去|罢免"),
    ("最大|最高|最多|最长", "最小|最低|最少|最短"),
    ("买入|收购", "卖出|出售|抛售"),
)
GAP = 3  # characters that a full name may have between two of its short form: 发(展和)改(革)委
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{4,})[”」』\"]")
# Nouns that end the names of places which no list knows; not 工程, 项目: too much can stand before these.
_HEADS = frozenset(
    "大桥 水库 大学 学院 医院 学校 中学 小学 公园 体育馆 体育场 机场 车站 铁路 高铁 高速 公路 隧道 电站 大厦"
    " 博物馆 图书馆 小区 社区 新城 景区 酒店 枢纽 码头 湿地".split()
)
_FIRMS = frozenset(
    "汽车 银行 集团 公司 股份 证券 保险 电器 科技".split()
)  # behind a name, not any noun: 新能源汽车
_NAMES = frozenset(("PER", "LOC", "ORG", "nr", "ns", "nt", "nz", "nw"))


@lru_cache(maxsize=512)
def names(text: str) -> tuple[str, ...]:
    """The people, places, organisations and works that `text` names, and its Latin words with capitals."""
    tokens = tag(text)
    found: list[str] = []
    for number, token in enumerate(tokens):
        word = text[token.start : token.end]
        if token.tag in _NAMES and len(word) > 1 and not word.isascii():
            found.append(word)
        before = tokens[number - 1] if number else token
        led = (word in _HEADS and before.tag in _NAMES | {"n"}) or (word in _FIRMS and before.tag in _NAMES)
        if led and before.end - before.start > 1:
            found = [name for name in found if not text[before.start :].startswith(name)]
            found.append(text[before.start : token.end])  # 白鹭|大桥, which LAC takes for two nouns
    latin = re.findall(r"(?<![A-Za-z])[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*", text)  # ChatGPT, NBA
    return tuple(dict.fromkeys([*found, *latin]))


@lru_cache(maxsize=512)
def people(text: str) -> frozenset[str]:
    """Those of the names in `text` that are people's."""
    return frozenset(text[t.start : t.end] for t in tag(text) if t.tag in ("PER", "nr"))


def holds_name(name: str, evidence: str) -> bool:
    """Whether folded `evidence` names `name`, or writes it longer or shorter: 国家发改委, 市水务局."""
    folded = fold(name)
    local = re.sub("^[一-鿿]{2,3}(?=[省市县州][一-鿿]{2})", "", folded)
    if folded in evidence or local in evidence or (len(local) > 2 and local.rstrip("省市县区") in evidence):
        return True
    return len(folded) > 3 and _spread(folded, evidence)


def _spread(name: str, text: str) -> bool:
    """Whether the characters of `name` stand in `text` in order, at most `GAP` others between two of them."""
    ends = {place for place, character in enumerate(text) if character == name[0]}
    for wanted in name[1:]:
        nexts = {place + step for place in ends for step in range(1, GAP + 2)}
        ends = {place for place in nexts if text[place : place + 1] == wanted}
    return bool(ends)


def invented_quote(text: str, evidence: str) -> str:
    """Words that `text` puts between quotation marks and `evidence` (folded, without blanks) doesn't hold."""
    for match in _QUOTED.finditer(text):
        words = re.sub(r"[\s，。！？、；：,.!?;:…]", "", fold(match.group(1)))
        if words not in re.sub(r"[\s，。！？、；：,.!?;:…]", "", evidence):
            return match.group(1)
    return ""


def contradicts(clause: str, near: str, evidence: str) -> bool:
    """Whether a clause denies `near`, the clause of the evidence that it is about, or turns it round.

    Turned round: a direction whose opposite stands there and not its own; a plan told as done.
    """
    if bool(NOT.search(clause)) != bool(NOT.search(near)):
        return True
    for pair in OPPOSITES:
        for ours, theirs in (pair, pair[::-1]):
            if re.search(ours, clause) and not re.search(ours, evidence) and re.search(theirs, near):
                return True
    done = _DONE.search(clause) and not _TO_COME.search(clause)
    return bool(done and _TO_COME.search(near) and not re.search("已", near))


def undone(clause: str, evidence: str) -> str:
    """A verb of `clause` that is done there, yet to come in the evidence: 已经建成, 建成后可; "" for none."""
    for match in re.finditer(
        r"(?:已经?|正式)(?:于[^，。]{1,12}?|全[部面线])?([一-鿿]{2})|([一-鿿]{2})了", clause
    ):
        verb = match.group(1) or match.group(2)
        places = [m.start() for m in re.finditer(re.escape(verb), evidence)]
        if places and all(_open(evidence, place, len(verb)) for place in places):
            return verb
    return ""


def _open(text: str, place: int, length: int) -> bool:
    """Whether the verb at `place` is yet to be."""
    before = re.split(r"[，。；！？\n]", text[:place])[-1]
    return bool(
        re.match("(?:之|以)?后(?!，?[^，。]{0,8}[已了])", text[place + length :]) or _TO_COME.search(before)
    ) and not re.search("已", before)


_JOINED = re.compile(r"^[、和与及跟同或\s]+$|[与和同跟]")
_PASSIVE = re.compile("被|遭|由|受到|获得?|得到|接受")


def turned_round(clause: str, evidence: str) -> bool:
    """Whether two names stand the other way round about a verb: 甲战胜乙 where the text has 乙战胜甲."""
    said = [clause[t.start : t.end] for t in tag(clause) if t.tag in _NAMES | {"n"} and t.end - t.start > 1]
    said = [name for name in dict.fromkeys(said) if name in evidence]
    for one, other in ((a, b) for a in said for b in said if a != b):
        between = _verb(clause, one, other)
        back = _verb(evidence, other, one)
        if between and back and between == back and not _PASSIVE.search(between + back):
            return True
    return False


def _verb(text: str, one: str, other: str) -> str:
    """The last word between two names of one clause, in this order; "" where they are joined or apart."""
    for match in re.finditer(re.escape(one), text):
        place = text.find(other, match.end())
        between = text[match.end() : place] if place >= 0 else ""
        if between and not re.search(r"[，。；！？\n]", between) and not _JOINED.search(between):
            words = [between[t.start : t.end] for t in tag(between) if t.tag.startswith("v")]
            if words:
                return words[-1]
    return ""


def missing_title(text: str, evidence: str) -> str:
    """The first office or profession in `text` that folded `evidence` lacks: 区长 where it has 区委书记."""
    folded = fold(text)
    found = [title for title in TITLES if title in folded]
    whole = [title for title in found if not any(title != other and title in other for other in found)]
    return next((t for t in whole if not _ranks(t, folded) & _ranks(t, evidence)), "")


def _ranks(title: str, text: str) -> set[str]:
    """What stands before a title: 副, 原, nothing."""
    return set(re.findall(rf"([副原前代]?){re.escape(title)}", text))
