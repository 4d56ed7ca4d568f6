"""What stands on the page before anything is asked, and the box to ask in with its filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from index import Archive
from qa.web.html import icon, text
from qa.web.words import Language, say

MOST = 200  # names to choose from
_LINES, _HALF = "M4 7h16M4 12h16M4 17h10", "M12 4a8 8 0 1 0 0 16zm0 0a8 8 0 0 1 0 16"


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to ask of, as the first page and the filters show it."""

    articles: int
    newspapers: tuple[str, ...] = ()  # most articles first
    sections: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


def stock_of(archive: Archive) -> Stock:
    """What `archive` holds now; some 50 ms for 60,000 articles."""
    held = archive.holdings()
    last, dated = archive.newest(), sum(held.months.values()) - held.months.get("", 0)
    # Newest first, the undated ones stand last: the oldest is the last of those that are dated.
    first = archive.leaf(dated - 1, 1)[0].published if dated else None
    return Stock(sum(held.months.values()), _most(held.newspapers), _most(held.sections), first, last)


def _most(names: Iterable[str]) -> tuple[str, ...]:
    return tuple([name for name in names if name][:MOST])


def head_html() -> str:
    """The bar across the page. It is there before the language is known, so both stand in it."""
    acts = (("shelf", "page.shelf", _LINES), ("shade", "page.shade", _HALF))
    shelf, shade = (
        f'<button type="button" class="{act}" data-act="{act}">{icon(path)}{_both(key)}</button>'
        for act, key, path in acts
    )
    speak = f'<button type="button" class="speak" data-act="speak">{_both("page.language", "both")}</button>'
    name = '<p class="name"><span lang="zh-CN">报问</span> <span class="latin">Baowen</span></p>'
    return (
        f'<div class="head">{shelf}<span class="seal" aria-hidden="true">报</span>{name}{speak}{shade}</div>'
    )


def welcome_html(stock: Stock, examples: Sequence[str], language: Language) -> str:
    """What the page is for, how much it can search, and some questions to begin with."""
    title = f"<h1>{_say('welcome.title', language)}</h1><p>{_say('welcome.promise', language)}</p>"
    if not stock.articles:
        button = f'<button type="button" data-act="library">{_say("welcome.fill.button", language)}</button>'
        empty = f"<h2>{_say('welcome.empty', language)}</h2><p>{_say('welcome.fill', language)}</p>{button}"
        return f'<section class="welcome">{title}<div class="empty">{empty}</div></section>'
    facts = [say("welcome.stock", language, articles=f"{stock.articles:,}")]
    if len(stock.newspapers) > 1:
        facts.append(say("welcome.papers", language, papers=len(stock.newspapers)))
    facts += stock.newspapers[:1] if len(stock.newspapers) == 1 else []
    if stock.first and stock.last:
        days = say("welcome.span", language, first=stock.first, last=stock.last)
        facts.append(str(stock.first) if stock.first == stock.last else days)
    held = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    asks = "".join(
        f'<li><button type="button" data-act="example" lang="{_language_of(example)}">'
        f"{text(example)}</button></li>"
        for example in examples
    )
    shown = f'<h2>{_say("welcome.examples", language)}</h2><ul class="examples">{asks}</ul>' if asks else ""
    return f'<section class="welcome">{title}<p class="stock">{held}</p>{shown}</section>'


def _both(key: str, name: str = "sr") -> str:
    """Words in both languages; the style sheet shows those of the page's."""
    chinese, english = (escape(say(key, language)) for language in ("zh", "en"))
    return f'<span class="{name} zh">{chinese}</span><span class="{name} en">{english}</span>'


def _language_of(words: str) -> str:
    return "en" if words.isascii() else "zh-CN"


def _say(key: str, language: Language) -> str:
    return escape(say(key, language))
