"""What stands on the page before anything is asked, and the box to ask in with its filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from index import Archive
from qa.web.choices import Choices
from qa.web.html import safe, text
from qa.web.ratings import REASONS
from qa.web.turn import engine_words
from qa.web.words import Language, say

LONGEST_QUESTION = 2000  # characters; beyond it people have pasted an article, not asked about one
MOST = 200  # names to choose from
_PREVIOUS, _NEXT, _CLOSE = "m15 5-7 7 7 7", "m9 5 7 7-7 7", "M6 6l12 12M18 6 6 18"
_LINES, _HALF = "M4 7h16M4 12h16M4 17h10", "M12 4a8 8 0 1 0 0 16zm0 0a8 8 0 0 1 0 16"
_SEND = "M12 19V5m0 0-6 6m6-6 6 6"
_FUNNEL = "M4 5h16M7 12h10M10 19h4"


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
    names = ([name for name in some if name][:MOST] for some in (held.newspapers, held.sections))
    return Stock(sum(held.months.values()), *map(tuple, names), first, last)


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
    return (
        f'<section class="welcome">{title}<p class="stock">{held}</p>'
        f'<h2>{_say("welcome.examples", language)}</h2><ul class="examples">{asks}</ul></section>'
    )


def composer_html(language: Language) -> str:
    """The box, its buttons, and the form in which a reader says what was wrong with an answer."""
    box = (
        f'<label class="sr" for="question">{_say("ask.label", language)}</label>'
        f'<textarea id="question" rows="1" maxlength="{LONGEST_QUESTION * 20}" enterkeyhint="send"'
        f' placeholder="{_say("ask.placeholder", language)}" autocomplete="off"></textarea>'
    )
    send, stop = _say("ask.send", language), _say("ask.stop", language)
    button = (
        f'<button type="submit" class="send" title="{send}" data-stop="{stop}" data-send="{send}"'
        f' aria-label="{send}">{icon(_SEND)}<span class="square"></span></button>'
    )
    keys = f'<p class="keys">{_say("ask.keys", language)}</p>'
    return f'<form class="ask" autocomplete="off">{box}{button}</form>{keys}{_rating_html(language)}'


def pane_html(language: Language) -> str:
    """The frame of the article beside the chat; the page's script fills its sheet."""
    buttons = "".join(
        f'<button type="button" data-act="{name}" title="{_say(f"source.{name}", language)}"'
        f' aria-label="{_say(f"source.{name}", language)}">{icon(path)}</button>'
        for name, path in (("previous", _PREVIOUS), ("next", _NEXT), ("close", _CLOSE))
    )
    place = f'<span class="place" data-words="{_say("source.place", language)}" role="status"></span>'
    place = f'<div class="at"><span class="what"></span>{place}</div>'
    words = "".join(
        f' data-{name}="{_say(f"source.{name}", language)}"' for name in ("loading", "failed", "gone")
    )
    return (
        f'<aside aria-label="{_say("source.title", language)}" hidden><div class="bar">{place}{buttons}</div>'
        f'<div class="sheet" tabindex="0"{words}></div></aside>'
    )


def filters_html(
    choices: Choices, stock: Stock, engines: Sequence[str], model: str, language: Language
) -> str:
    """The filters as a form that unfolds, those that hold beside it; the page's script keeps both in step.

    `engines` that can be asked, and the name of the `model` that writes for "generate".
    """
    bounds = f' min="{stock.first}" max="{stock.last}"' if stock.first else ""
    fields = [
        _field("since", _date("since", str(choices.since or ""), bounds), language),
        _field("until", _date("until", str(choices.until or ""), bounds), language),
    ]
    if len(stock.newspapers) > 1 or choices.newspaper:
        fields.append(
            _field("newspaper", _select("newspaper", choices.newspaper, stock.newspapers, language), language)
        )
    if stock.sections or choices.section:
        fields.append(
            _field("section", _select("section", choices.section, stock.sections, language), language)
        )
    if len(engines) > 1:
        fields.append(
            _field("engine", _engines(choices.engine or engines[0], engines, model, language), language)
        )
    note = f'<p class="note">{_say("filter.note", language)}</p>'
    clear = f'<button type="button" data-act="clear">{_say("filter.clear", language)}</button>'
    summary = f"<summary>{icon(_FUNNEL)}<span>{_say('filter.open', language)}</span></summary>"
    drop = _say("filter.drop", language)
    inside = f'<form class="filters">{"".join(fields)}<div class="end">{note}{clear}</div></form>'
    return f'<details class="filter">{summary}{inside}</details><ul class="held" data-drop="{drop}"></ul>'


def icon(path: str) -> str:
    """A line drawing of 24 by 24."""
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'


def _both(key: str, name: str = "sr") -> str:
    """Words in both languages; the style sheet shows those of the page's."""
    chinese, english = (escape(say(key, language)) for language in ("zh", "en"))
    return f'<span class="{name} zh">{chinese}</span><span class="{name} en">{english}</span>'


def _field(name: str, inside: str, language: Language) -> str:
    return f"<label><span>{_say(f'filter.{name}', language)}</span>{inside}</label>"


def _date(name: str, value: str, bounds: str) -> str:
    return f'<input type="date" name="{name}" value="{value}"{bounds}>'


def _select(name: str, chosen: str, names: Sequence[str], language: Language) -> str:
    known = names if not chosen or chosen in names else [chosen, *names]
    entries = f'<option value="">{_say("filter.any", language)}</option>' + "".join(
        f'<option value="{escape(one)}"{" selected" if one == chosen else ""}>{safe(one)}</option>'
        for one in known
    )
    return f'<select name="{name}">{entries}</select>'


def _engines(chosen: str, engines: Sequence[str], model: str, language: Language) -> str:
    entries = "".join(
        f'<option value="{one}"{" selected" if one == chosen else ""}>'
        f"{safe(engine_words(one, model, language))}</option>"
        for one in engines
    )
    return f'<select name="engine">{entries}</select>'


def _rating_html(language: Language) -> str:
    reasons = "".join(
        f'<label><input type="radio" name="reason" value="{key}">{escape(pair[language == "en"])}</label>'
        for key, pair in REASONS.items()
    )
    right = f'<input name="right" maxlength="2000" placeholder="{_say("turn.right", language)}">'
    send = f'<button type="submit">{_say("turn.rate", language)}</button>'
    legend = f"<legend>{_say('turn.reason', language)}</legend>"
    thanks = f'<p class="thanks">{_say("turn.rated", language)}</p>'
    return (
        f'<template id="rating"><form class="rating"><fieldset>{legend}{reasons}</fieldset>'
        f'<p class="row">{right}{send}</p></form>{thanks}</template>'
    )


def _language_of(words: str) -> str:
    return "en" if words.isascii() else "zh-CN"


def _say(key: str, language: Language) -> str:
    return escape(say(key, language))
