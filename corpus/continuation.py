"""Stories that go on on another page of the issue: 下转第4版 and 上接第1版 joined into one article."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.affinity import pairs
from corpus.article import Article, Skipped
from corpus.lines import finished
from corpus.lines import joined as run_together
from corpus.masthead import page_number

TAIL = 400  # characters from the end in which 下转第4版 may stand: captions come behind it
MOST_WAITING = 200  # articles of one issue that wait for their other half; more are let go, oldest first

_NUMBER = r"第?\s*([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版页頁]"
_ONWARD = re.compile(
    rf"[（(【]?\s*(?:紧接|[下转轉]{{2}})\s*{_NUMBER}[^（）()。\n]{{0,20}}[）)】]?[ \t]*(?=\n|$)"
)
_BACK = re.compile(
    rf"^[（(【]?\s*(?:紧接|上接)\s*{_NUMBER}[^（）()。\n]{{0,20}}[）)】]\s*|^上接\s*{_NUMBER}\s*"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


@dataclass(slots=True)
class _Half:
    article: Article
    to: str = ""  # the page on which it goes on
    back: str = ""  # the page on which it began
    start: int = 0  # of the text proper: behind 上接第1版
    end: int = 0  # of the text proper: before 下转第4版
    behind: int = 0  # where the captions begin that stand behind that


def joined(items: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    """The items with stories of one issue made whole; what has no other half stays as it was printed.

    An article that waits for its other half is held until that comes, or the issue (newspaper and date)
    ends, or the items do.
    """
    waiting: list[_Half] = []
    for item in items:
        if isinstance(item, Skipped):
            yield item
            continue
        if waiting and _issue(waiting[-1].article) != _issue(item):
            yield from (half.article for half in waiting)
            waiting = []
        half = _half(item)
        if not (half.to or half.back):
            yield item
            continue
        other = _other(half, waiting)
        if other is None:
            waiting.append(half)
            if len(waiting) > MOST_WAITING:
                yield waiting.pop(0).article
            continue
        waiting.remove(other)
        whole = _whole(other, half) if half.back and _meet(other, half) else _whole(half, other)
        again = _half(whole)
        if again.to and again.to != half.article.page:
            waiting.append(again)
        else:
            yield whole
    yield from (half.article for half in waiting)


def _issue(article: Article) -> tuple[str, date | None]:
    return article.newspaper, article.published


def _half(article: Article) -> _Half:
    text = article.text
    tail = text[-TAIL:]
    told = "版" in tail or "页" in tail or "頁" in tail  # quicker than the whole search
    onward = _ONWARD.search(text, max(0, len(text) - TAIL)) if told else None
    back, start = _back(article)
    if not onward:
        return _Half(article, "", back, start, len(text), len(text))
    return _Half(article, _page(onward[1]), back, start, onward.start(), onward.end())


def _back(article: Article) -> tuple[str, int]:
    """The page on which the article began, and where its text begins: behind the headings and 上接第1版."""
    start = 0
    for begin, end in article.headings:
        if begin != start:
            break
        if _BACK.match(article.text[begin : end + 1]):
            break
        start = min(end + 1, len(article.text))
    match = _BACK.match(article.text[start : start + 60])
    if match:
        return _page(match[1] or match[2]), start + match.end() + (
            article.text[start + match.end() :][:1] == "\n"
        )
    return "", 0


def _page(number: str) -> str:
    """`04` of 4 or 四; `12` of 十二."""
    if number[0] in "一二三四五六七八九十":
        tens, mark, ones = number.rpartition("十")
        number = str((_DIGITS.get(tens, 1) * 10 if mark else 0) + _DIGITS.get(ones, 0))
    return page_number(f"第{number}版")


def _meet(front: _Half, tail: _Half) -> bool:
    """The one says that it goes on where the other is, and the other that it began there."""
    onward = front.to and (not tail.article.page or front.to == tail.article.page)
    return bool(onward and tail.back and (not front.article.page or tail.back == front.article.page))


def _other(half: _Half, waiting: list[_Half]) -> _Half | None:
    """The half that this one meets; of several the one whose words are most like."""
    fitting = [other for other in waiting if _meet(other, half) or _meet(half, other)]
    words = pairs(half.article.title + half.article.text)

    def likeness(other: _Half) -> float:
        theirs = pairs(other.article.title + other.article.text)
        return len(words & theirs) / (1 + min(len(words), len(theirs)))

    return max(fitting, key=likeness, default=None)


def _whole(front: _Half, tail: _Half) -> Article:
    """The two halves as one article under the first one's id; a sentence cut between them is mended."""
    old = front.article.text
    first, captions = old[: front.end].rstrip("\n "), old[front.behind :]
    second = tail.article.text[tail.start :]
    if first and (finished(first) or any(end == len(first) for _, end in front.article.headings)):
        first += "\n"
    text = run_together([first, second]) if first else second
    shift = len(text) - len(second) - tail.start
    headings = [span for span in front.article.headings if span[1] <= len(first)]
    headings += [(a + shift, b + shift) for a, b in tail.article.headings if a >= tail.start]
    bylines = [b for b in (front.article.byline, tail.article.byline) if b]
    return replace(
        front.article,
        text=text + captions,
        headings=tuple(headings),
        byline=" ".join(dict.fromkeys(bylines)),
    )
