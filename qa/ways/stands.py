"""Where a clause says what a claim says of its subject, or the opposite: the verb, in whichever form."""

import re
from collections.abc import Collection, Sequence

from index.fold import fold
from index.tagger import Token, tag
from qa.texts.names import Span, occurrences
from qa.ways.claim import Claim
from qa.ways.held import SAME, held

_VERBS = ("v", "vn", "vd")
_THINGS = ("n", "nz", "nr", "ns", "nt", "nw", "PER", "LOC", "ORG", "r")
_WEAK = frozenset("到来用做打去出入上下开过进看要")  # verbs of one character that are part of many others
_BETWEEN = frozenset("了 过 超 超过 逾 近 约 至少".split())
_RELATIVE = re.compile(r"[了过]?的\w|于[^，。]{1,8}的\s?\w")  # 发布于三月的手机: says which, not that
_ACTOR = re.compile("[被由遭受]")  # what follows is no subject: 被俄罗斯导弹击中
_OPPOSITES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("涨|上升|增长|增加|提高|回升|上调", "跌|降|减少|下滑|回落|下调"),
        ("开市|开盘|开放|开门|开馆|营业|开业", "休市|闭市|关闭|闭馆|停业|关门|歇业|闭园"),
        ("成功", "失败|失利|失控|坠毁"),
        ("合法|有效", "非法|违法|无效"),
        ("战胜|击败|取胜|获胜|赢", "负于|不敌|输|落败|惜败"),
        ("盈利|扭亏", "亏损"),
        ("恢复", "中断|暂停"),
        ("免费", "收费|付费"),
        ("参加|出席|参赛", "缺席|退赛|退出"),
        ("获救|生还|幸存", "遇难|死亡|身亡|丧生"),
        ("同意|批准|接受|通过", "拒绝|驳回|否决"),
    )
)


def clause_of(text: str, sentence: Span, claim: Claim) -> tuple[Span, str]:
    """The clause of a sentence that holds most of the claim, the words that decide."""
    spans = [
        Span(sentence.start + m.start(), sentence.start + m.end())
        for m in re.finditer(r"(?:《[^》]*》|[^，；。！？：:\n])+", text[sentence.start : sentence.end])
    ]
    wanted = [*claim.words, *claim.numbers, *claim.names]

    key = claim.said[-1] if claim.said else ""

    def weight(span: Span) -> tuple[bool, float]:
        words = text[span.start : span.end]
        own = stands(claim, words) is not None if claim.predicate else key in words
        return own, sum(held(word, fold(words)) for word in wanted)

    best = max(spans, key=weight) if spans else sentence
    return best, text[best.start : best.end]


def stands(claim: Claim, clause: str) -> Span | None:
    """Where in a clause the claim's predicate is said of its subject; None where it isn't."""
    if claim.exists:
        at = fold(clause).find(fold(claim.predicate))
        return Span(at, at + len(claim.predicate)) if at >= 0 else None
    return next((at for at in _places(claim, clause) if _of_subject(claim, clause, at)), None)


def opposed(claim: Claim, clause: str) -> Span | None:
    """Where a clause says the opposite of what is claimed: 跌超7% of 上涨."""
    said = tag(clause)
    for pair in _OPPOSITES:
        for one, other in (pair, pair[::-1]):
            if one.search(claim.predicate) and not other.search(claim.predicate):
                for token in said:
                    word = clause[token.start : token.end]
                    at = Span(token.start, token.end)
                    if token.tag in _VERBS and other.match(word) and _of_subject(claim, clause, at):
                        return at
    return None


def _places(claim: Claim, clause: str) -> list[Span]:
    """The verbs that say the predicate: itself, its characters apart (扑了灭), another word for it."""
    wanted, folded = fold(claim.predicate), fold(clause)
    if len(wanted) > 1 and not any(character in folded for character in wanted) and wanted not in SAME:
        return []
    tokens = tag(clause)
    edges = {t.start for t in tokens}
    if len(wanted) > 1:
        apart = ".{0,2}".join(map(re.escape, wanted)) if len(wanted) == 2 else re.escape(wanted)
        found = [Span(*m.span()) for m in re.finditer(apart, folded)]
        exact = [at for at in found if _begins(clause, at, edges) and not _noun(tokens, at)]
        if exact:
            return exact
    return [
        Span(t.start, t.end) for t in tokens if t.tag in _VERBS and _means(claim, folded[t.start : t.end])
    ]


def _begins(clause: str, at: Span, edges: Collection[int]) -> bool:
    """Whether a word begins at a place: 成为 of 将成为 does."""
    return at.start in edges or clause[at.start - 1] in "将会被已可能须未不获"


def _noun(tokens: Sequence[Token], at: Span) -> bool:
    """Whether the words at a place are part of a longer noun or name: 上市 of 上市公司."""
    return any(t.start <= at.start and at.end <= t.end and t.tag in _THINGS for t in tokens)


def _means(claim: Claim, word: str) -> bool:
    """Whether a verb says the predicate in another form: 删除 for 删, 购票 for 买票, 遇难 for 死亡."""
    wanted = fold(claim.predicate)
    if word == wanted:
        return True
    more = len(claim.words) > 1  # a claim that says no more is too easily borne out by a word like its own
    if len(wanted) == 1:
        return wanted not in _WEAK and word.startswith(wanted)
    if word in SAME.get(claim.predicate, ()):
        return more
    return more and len(word) == 1 and word in wanted and word not in _WEAK


def _of_subject(claim: Claim, clause: str, at: Span) -> bool:
    """Whether a verb tells of the claim's subject, which stands before it or in another clause."""
    before, after = clause[: at.start], clause[at.end :]
    words = (*claim.names, *claim.about)
    subject = [word for word in words if word in claim.text.partition(claim.predicate)[0]]
    behind = [word for word in subject if held(word, fold(after)) == 1.0 and word not in before]
    if before.endswith("的") or (_RELATIVE.match(after) and not behind):
        return False
    tokens = tag(clause)
    actor = _ACTOR.search(before)
    end = actor.start() if actor else at.start
    things = [t for t in tokens if t.end <= end and t.tag in _THINGS]
    if behind and things and "被" not in claim.text:
        return False
    if not claim.about and not behind and not _bare(claim, clause, things):
        return False
    head = max((before.rfind(word) + len(word) for word in subject if word in before), default=end)
    if "的" in clause[head:end]:
        return False  # the demand for it, not it
    return bool(behind) or claim.said[1:] != () or not _object(tokens, clause, at)


def _bare(claim: Claim, clause: str, things: Sequence[Token]) -> bool:
    """Whether a verb that a claim says of a name alone tells of that: not 对OLED的需求下降."""
    own = [Span(at.start, at.end) for name in claim.names for at in occurrences(clause, name, 0, len(clause))]
    last = max((at.end for at in own), default=0)
    return not any(t.start >= last for t in things)


def _object(tokens: Sequence[Token], clause: str, at: Span) -> bool:
    """Whether something follows that the verb is done to: 开放超5000平的场地 is no 涿州开放了."""
    rest = [t for t in tokens if t.start >= at.end and clause[t.start : t.end] not in _BETWEEN]
    if not rest:
        return False
    if rest[0].tag == "m":
        return len(rest) > 1 and (rest[1].tag in _THINGS or clause[rest[1].start : rest[1].end] == "的")
    return rest[0].tag in _THINGS
