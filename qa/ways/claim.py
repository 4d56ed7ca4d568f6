"""What a yes/no question claims: of what, by which predicate, and whether as denied or as yet to come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.tagger import tag
from qa.question import Question
from qa.texts.names import Span
from qa.texts.value import dates, numbers, quantity
from qa.texts.words import FRAME, SAYING

NOT = re.compile(
    r"不(?!仅|但|少|断|久|同|过|管|止|只|错|幸)|未(?!来)|没(?!收)|尚未|并非|否认|无法|无缘|难以|止步|免于|避免|拒绝|取消"
    r"|否决|而非|绝非|辟谣|不实|谣言|禁止|严禁|请勿|谢绝|暂停"
)
TO_COME = re.compile(
    r"将(?!军|士|领)|即将|计划|拟(?!人)|预计|有望|力争|争取|准备|筹备|打算|明年|年内|目标是|希望|建议|呼吁|推动|致力"
    r"|(?<![主重首必需不只])要(?![求素点闻害么员])"
)
EVERY = re.compile("都|全部|均|所有|全(?=[^国省市县球年天新面体线力程])")
_DENIES = frozenset(
    "不 未 没 没有 无 尚未 并非 不会 不能 无法 难以".split()
)  # 取消, 拒绝 are deeds of their own
_SAYS = frozenset(
    "出现 包括 包含 介绍 涉及".split()
)  # of the words that frame a question, those that claims state
_MODAL = frozenset("能 可以 可 能够 会 有望 需要 需 须 要 应 应该 必须 允许".split())
_ABLE = frozenset("能 可以 可 能够 允许".split())
_MOVED = frozenset("把 被 将 对 给 在 从 向 由 与 和 跟 为".split())  # what follows stands before its verb
_NAMED = frozenset("PER LOC ORG nz nr ns nt nw".split())
_TOLD = re.compile(
    "[，,](?P<who>[^，,]{2,12}?)(?:这样|这么|如此|是这样|是这么)(?:说|表示|讲|宣布|认为|介绍)(?:的|过|了)*$"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement to be borne out or denied, in its parts."""

    text: str  # without its numbers: that another one is stated denies it
    names: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # its words in front of the predicate: verbs, nouns and adjectives
    said: tuple[str, ...] = ()  # those from the predicate on
    predicate: str = ""  # its verb, of 有 what there is, "" without one
    numbers: tuple[str, ...] = ()
    negated: bool = False
    to_come: bool = False
    able: bool = False  # 能, 可以: what will be possible bears it out
    days: tuple[str, ...] = ()  # those it is of, each with its month
    until: str = ""  # 截至8月9日: what is reported later says nothing of it
    exists: bool = False  # 有人员伤亡: whether there is something
    every: bool = False  # 都出席了: of all of them
    speaker: str = ""  # who is asked to have said so

    @property
    def words(self) -> tuple[str, ...]:
        """Its verbs, nouns and adjectives, in their order."""
        return (*self.about, *self.said)


def read(question: Question) -> Claim:
    """The claim of a yes/no question; that of an English question has only names and words."""
    text = re.sub(r"[？?。！]|(?<![A-Za-z\d])\s|\s(?![A-Za-z\d])", "", question.claim)
    if not re.search(r"[\u4e00-\u9fff]", text):  # its words are those of the question
        rest = tuple(term for term in question.terms if term not in question.names)
        return Claim("、".join(question.names), question.names, said=rest)
    told = _TOLD.search(text)
    who, text = (told["who"], text[: told.start()]) if told else ("", text)
    days = dates(text)  # 今年, 7月底: when, not what; the filters and the sentence's own day see to that
    tokens = [t for t in tag(text) if not any(d.start <= t.start < d.end for d in days)]
    words = [(text[t.start : t.end], t.tag) for t in tokens]
    names = [w for w, t in words if t in _NAMED]
    counted, naming = _numbers(text, days, names)
    at, there, exists = _predicate(words)
    told_days = [text[d.start : d.end] for d in days if re.search(r"\d月\d", text[d.start : d.end])]
    until = next((day for day in told_days if re.search(f"截[至止]{day}", text)), "")
    for number in counted:
        text = text.replace(number, "")
    return Claim(
        text,
        (*names, *naming, *([who] if who else [])),
        tuple(w for i, (w, t) in enumerate(words) if i < there and _content(w, t)),
        tuple(w for i, (w, t) in enumerate(words) if i >= there and _content(w, t)),
        words[at][0] if at >= 0 else "",
        counted,
        any(w in _DENIES for w, _ in words),
        bool(TO_COME.search(text)) or ("会", "v") in words,
        any(w in _ABLE for w, _ in words),
        tuple(day for day in told_days if day != until),
        until,
        exists,
        bool(EVERY.search(text)),
        who,
    )


def _content(word: str, kind: str) -> bool:
    if (
        word in _DENIES
        or TO_COME.fullmatch(word)
        or word in _MODAL
        or word in SAYING
        or (word in FRAME and word not in _SAYS)
    ):
        return False
    return kind in ("v", "vn", "n", "a", "an") or (kind == "d" and len(word) > 2 and word[0] in "在从")


def _numbers(
    text: str, days: Sequence[Span], names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers claimed, and those that only name something: 第四次, 2023 of 2023上海书展."""
    counted: list[str] = []
    naming: list[str] = []
    for start, end in numbers(text):
        number = text[start:end]
        if any(number in name for name in names) or any(day.start <= start < day.end for day in days):
            continue
        unit = (quantity(number) or (0, "", False))[1]
        (counted if unit and number[0] != "第" else naming).append(number)
    return tuple(counted), tuple(naming)


def _predicate(words: Sequence[tuple[str, str]]) -> tuple[int, int, bool]:
    """The place of the claim's verb, -1 without one; or that of what there is: 伤亡 of 有人员伤亡.

    With it the place from which the claim says what it says, and whether it is of something there is.
    """
    verbs = [
        i for i, (w, t) in enumerate(words) if t in ("v", "vn", "vd") and _content(w, t) and w not in _MODAL
    ]
    modal = next((i for i, (w, t) in enumerate(words) if w in _MODAL and t == "v"), -1)
    behind = [i for i in verbs if i > modal and words[i][1] == "v"]
    if modal >= 0 and behind:
        moved = any(w in _MOVED for w, _ in words[modal + 1 : behind[0]])
        at = behind[-1] if moved else behind[0]
        return at, at, False
    there = next((i for i, (w, t) in enumerate(words) if w == "有" and t == "v"), -1)
    if there >= 0 and not any(i > there and words[i][1] == "v" for i in verbs):
        nouns = [i for i, (w, t) in enumerate(words) if i > there and (t in _NAMED or _content(w, t))]
        return (nouns[-1], nouns[0], True) if nouns else (-1, -1, False)
    last = next((i for i in reversed(range(len(words))) if words[i][1] not in ("u", "xc", "w")), -1)
    alone = last > 0 and words[last - 1][1] != "v"  # 架设成功: the verb is what is said
    if alone and words[last][1] in ("a", "ad", "vd") and _content(words[last][0], "a"):
        return last, last, False  # 服务免费, 水位正常: what something is like
    main = [i for i in verbs if words[i + 1 : i + 2] != [("的", "u")]]  # 停靠的列车 only says which
    plain = [i for i in main if words[i][1] == "v"]
    if ("是", "v") in words:
        main = plain  # 是非法的, 是首都: what something is
    at = (plain or main or [-1])[-1]
    return at, at, False


def later(published: date | None, day: str) -> bool:
    """Whether an issue is later than a day without its year."""
    return published is not None and (published.month, published.day) > _month_day(day)


def day_after(published: date | None, day: str) -> bool:
    """Whether an issue is of the day after one: its 昨天 is that day."""
    eve = published - timedelta(1) if published else None
    return eve is not None and (eve.month, eve.day) == _month_day(day)


def _month_day(day: str) -> tuple[int, int]:
    month, of_month = re.findall(r"(\d+)月(\d+)", day)[-1]
    return int(month), int(of_month)
