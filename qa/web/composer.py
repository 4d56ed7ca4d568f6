"""The box to ask in, the filters over it, and the form that says what was wrong with an answer."""

from collections.abc import Sequence
from html import escape

from qa.web.choices import Choices
from qa.web.html import icon, safe
from qa.web.ratings import REASONS
from qa.web.turn import engine_words
from qa.web.welcome import Stock
from qa.web.words import Language, say

LONGEST_QUESTION = 2000  # characters; beyond it people have pasted an article, not asked about one
_SEND = "M12 19V5m0 0-6 6m6-6 6 6"
_FUNNEL = "M4 5h16M7 12h10M10 19h4"


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
    lost = f'<p class="lost" role="alert" hidden>{_say("turn.lost", language)}</p>'
    return f'<form class="ask" autocomplete="off">{box}{button}</form>{lost}{keys}{_rating_html(language)}'


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
        fields.append(_field("engine", _engines(choices.engine, engines, model, language), language))
    note = f'<p class="note">{_say("filter.note", language)}</p>'
    clear = f'<button type="button" data-act="clear">{_say("filter.clear", language)}</button>'
    summary = f"<summary>{icon(_FUNNEL)}<span>{_say('filter.open', language)}</span></summary>"
    drop = _say("filter.drop", language)
    inside = f'<form class="filters">{"".join(fields)}<div class="end">{note}{clear}</div></form>'
    return f'<details class="filter">{summary}{inside}</details><ul class="held" data-drop="{drop}"></ul>'


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
        f'<p class="line">{right}{send}</p></form>{thanks}</template>'
    )


def _say(key: str, language: Language) -> str:
    return escape(say(key, language))
