"""The sentences that the system itself says, in the question's language; everything else is quoted."""

from collections.abc import Iterator

STEP = 24  # characters an answer grows by while it streams: smooth on screen, few updates


def not_said(english: bool) -> str:
    """The text of a refusal."""
    if english:
        return "The articles do not say. The closest excerpts are below."
    return "文章中没有提到。以下是最接近的摘录。"


def nothing_there(english: bool, filtered: bool) -> str:
    """The text of a refusal when no article could be searched at all."""
    if english:
        return "No article fits these filters." if filtered else "The archive holds no articles yet."
    return "没有符合筛选条件的文章。" if filtered else "档案中还没有文章。"


def not_a_question(text: str) -> str:
    """The text of a refusal of an input without a single letter or digit."""
    return "这里没有可以回答的问题。" if text.strip() else "请输入一个问题。"


def joined(parts: list[str], english: bool) -> str:
    """Several answers in one line."""
    return (", " if english else "、").join(parts)


def listed(names: list[str], count: bool, english: bool) -> str:
    """The text of a list or count answer; each name carries its marks already."""
    text = joined(names, english)
    if not count:
        return text
    return f"{len(names)}: {text}" if english else f"{len(names)} 个：{text}"


def growing(text: str) -> Iterator[str]:
    """Ever longer beginnings of `text`, none of which ends inside a [n] mark."""
    end = STEP
    while end < len(text):
        opening = text.rfind("[", 0, end)
        if opening < 0 or "]" in text[opening:end]:
            yield text[:end]
        end += STEP
