"""What was understood of a question, as pairs to show: 类型 列表, 类别 水库, 时间 2023-03-20."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from index.tagger import Token, tag
from qa.asked.category import NOMINAL

if TYPE_CHECKING:  # question.py calls this module
    from qa.question import Question

_KINDS = {
    "fact": "事实", "list": "列表", "count": "计数", "summary": "概括", "yes_no": "是非",
    "speaker": "发言人", "statements": "言论", "timeline": "时间线",
}  # fmt: skip
_EN_KINDS = {"yes_no": "yes or no", "speaker": "who said it"}
_EXPECTED = {"person": "人物", "place": "地点", "organisation": "机构", "date": "日期", "number": "数字"}


def described(question: Question) -> tuple[tuple[str, str], ...]:
    """(label, value) pairs in the question's language; nothing that the question does not say."""
    english = question.english
    kind = _EN_KINDS.get(question.kind, question.kind) if english else _KINDS[question.kind]
    expected = question.expects if english else _EXPECTED.get(question.expects, "")
    separator = ", " if english else "、"
    words = (*question.modifiers, *question.terms)
    constraints = words if english else phrases(question.text, words)
    pairs = (
        ("类型", "type", kind),
        ("答案", "answer", expected),
        ("类别", "category", question.category),
        ("职务", "office", "".join(question.office)),
        ("人物", "person", question.person),
        ("发言者", "speaker", question.speaker),
        ("原话", "quotation", question.quotation),
        ("话题", "topic", question.topic),
        ("陈述", "claim", question.claim),
        ("条件", "about", separator.join(constraints)),
        ("其中", "among", separator.join(question.among)),
        ("时间", "dates", issues(question.since, question.until, english)),
        ("无此日期", "no such date", question.bad_date),
        ("最新", "latest", ("yes" if english else "是") if question.latest else ""),
    )
    return tuple((en if english else zh, value) for zh, en, value in pairs if value)


def phrases(text: str, words: Sequence[str]) -> list[str]:
    """The nouns among `words` that stand side by side in `text` are one phrase: 总 库容 is 总库容.

    A name that begins a phrase stays one by itself where a noun follows it: 成都 轨道 交通 is 成都, 轨道交通.
    """
    runs: list[list[Token]] = []
    for token in tag(text):
        if text[token.start : token.end] not in words:
            continue
        before = runs[-1][-1] if runs else None
        beside = before is not None and before.end == token.start and _joins(before) and _joins(token)
        if beside:
            runs[-1].append(token)
        else:
            runs.append([token])
    joined = list(dict.fromkeys(text[run[0].start : run[-1].end] for run in runs))
    return [*joined, *(word for word in words if not any(word in phrase for phrase in joined))]


def _joins(token: Token) -> bool:
    return token.tag in NOMINAL - {"PER", "LOC", "ORG", "nr", "ns", "nt", "TIME", "t", "f", "m"}


def issues(since: date | None, until: date | None, english: bool) -> str:
    """Both dates as a line, one side left open where it is; "" when both are."""
    if since and until:
        return str(since) if since == until else f"{since} {'to' if english else '至'} {until}"
    if since:
        return f"since {since}" if english else f"{since} 起"
    return (f"until {until}" if english else f"至 {until}") if until else ""
