"""The sentences that the system itself says, in the question's language; everything else is quoted."""

from collections.abc import Iterator

from corpus import Article

STEP = 24  # characters an answer grows by while it streams: smooth on screen, few updates


def not_said(english: bool, thing: str = "", part: str = "", there: bool = False) -> str:
    """The text of a refusal: of `thing`, when that is missing, or of the `part` of it that is."""
    if english:
        said = "The articles do not say."
        if thing and there:
            said = f"The articles mention {thing}, but do not say what is asked of it."
        elif thing:
            said = f"The articles do not mention {thing}."
        return f"{said} The closest excerpts are below."
    said = "文章中没有提到。"
    if thing and there:
        said = f"文中提到了{thing}，但没有提到{f'它的{part}' if part else '所问的内容'}。"
    elif thing:
        said = f"文章中没有提到{thing}。"
    return f"{said}以下是最接近的摘录。"


def nothing_there(english: bool, filtered: bool) -> str:
    """The text of a refusal when no article could be searched at all."""
    if english:
        return "No article fits these filters." if filtered else "The archive holds no articles yet."
    return "没有符合筛选条件的文章。" if filtered else "档案中还没有文章。"


def nothing_then(english: bool, when: str) -> str:
    """The text of a refusal when the archive has no article of the dates asked about."""
    return f"The archive has no articles from {when}." if english else f"档案中没有{when}的文章。"


def no_such_date(english: bool, when: str) -> str:
    """The text of a refusal of a date that no calendar has."""
    return f"There is no such date: {when}." if english else f"没有这个日期：{when}。"


def contradicting(english: bool) -> str:
    """The text of a refusal when the bounds of a question and its filters leave no day."""
    return "These dates leave no day to search." if english else "问题中的日期与筛选条件没有重合的日子。"


def not_a_question(text: str) -> str:
    """The text of a refusal of an input without a single letter or digit."""
    return "这里没有可以回答的问题。" if text.strip() else "请输入一个问题。"


def joined(parts: list[str], english: bool) -> str:
    """Several answers in one line."""
    return (", " if english else "、").join(parts)


def listed(names: list[str], count: bool, english: bool, total: int = 0, number: str = "") -> str:
    """The text of a list or count answer; each name carries its marks already.

    `total` is how many there are where `names` are only those named most; `number` is how many an article
    says there are, with its mark.
    """
    text = joined(names, english)
    if number:
        return f"{number}: {text}" if english else f"{number}：{text}"
    if total > len(names):
        return f"{total}, those named most: {text}" if english else f"共 {total} 个，提到最多的是：{text}"
    if not count:
        return text
    return f"{len(names)}: {text}" if english else f"{len(names)} 个：{text}"


def only_these(stated: str, english: bool) -> str:
    """That a text names no more than the items given of those it counts, 12个[1]."""
    return f" (of {stated}, the text names these)" if english else f"（共{stated}，文中只列出这些）"


def not_of_all(english: bool) -> str:
    """That the articles don't tell what is asked of everything that a question names."""
    return " (the articles do not say it of the others)" if english else "（其余的文中没有提到）"


def source(article: Article, english: bool) -> str:
    """When and where an article stood, in brackets; "" when neither is known."""
    said = " ".join(part for part in (str(article.published or ""), article.newspaper) if part)
    if not said:
        return ""
    return f" ({said})" if english else f"（{said}）"


# What is said of versions that are each cited: (where one updates another, where they differ), by language.
DIFFERING = {
    True: ("The later article updates the earlier.", "The articles differ."),
    False: ("较新的报道更新了较早的说法。", "各篇报道的说法不一致。"),
}


def versions(said: list[str], updated: bool, english: bool) -> str:
    """Values that differ, the latest first."""
    why = DIFFERING[english][0 if updated else 1]
    return f"{'; '.join(said)}. {why}" if english else f"{'；'.join(said)}。{why}"


def verdict(yes: bool, mark: str, words: str, english: bool) -> str:
    """Yes or no, and the words that decide; the mark stands behind them, since it is they that are cited."""
    if english:
        return f"{'Yes' if yes else 'No'}: {words}{mark}"
    return f"{'是' if yes else '不是'}：{words}{mark}"


def growing(text: str) -> Iterator[str]:
    """Ever longer beginnings of `text`, none of which ends inside a [n] mark."""
    end = STEP
    while end < len(text):
        opening = text.rfind("[", 0, end)
        if opening < 0 or "]" in text[opening:end]:
            yield text[:end]
        end += STEP
