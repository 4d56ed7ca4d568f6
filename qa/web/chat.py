"""The chat tab: what the browser asks of the server, and which part of the page each answer goes to.

The browser holds the name of its conversation, the filters and what is typed; the server holds the turns
(qa.web.conversations) and nothing else, so that a page goes on after a restart as if nothing had been.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from index import ArchiveError
from qa import Chatbot
from qa.web import ratings
from qa.web.asking import opened, replies, stopped
from qa.web.choices import Choices
from qa.web.composer import composer_html, filters_html
from qa.web.conversations import Conversations
from qa.web.examples import Examples
from qa.web.export import reference
from qa.web.frame import script
from qa.web.original import page_html, pictured
from qa.web.shelf import shelf
from qa.web.source import article_html, gone_html, pane_html, source_of
from qa.web.welcome import stock_of, welcome_html
from qa.web.words import Language, language

Owner = Callable[[gr.Request], str]  # whose conversations a request may see
Serve = Callable[..., str]


def chat_tab(bot: Chatbot, store: Conversations, owner: Owner) -> None:
    """Build the tab."""
    examples = Examples(bot)
    plain: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
    with gr.Row(elem_classes="room"):
        with gr.Column(elem_classes="side", elem_id="side"):
            shelf(store, owner)
        with gr.Column(elem_classes="talk"):
            with gr.Column(elem_classes="turns", elem_id="turns"):
                welcome = gr.HTML("", elem_id="welcome", **plain)
                past = gr.HTML("", elem_id="past", **plain)
                now = gr.HTML("", elem_id="now", **plain)
            filters = gr.HTML("", elem_id="filters", **plain)
            composer = gr.HTML("", elem_id="composer", **plain)
        pane = gr.HTML("", elem_id="source", **plain)
    bus = gr.HTML(
        "",
        elem_id="bus",
        apply_default_css=False,
        js_on_load=script("chat.js") + script("source.js"),
        server_functions=_served(bot),
    )

    def arrive(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        spoken, stock = language(request), stock_of(bot.archive)
        return {
            welcome: welcome_html(stock, examples.ready(spoken) if stock.articles else (), spoken),
            composer: composer_html(spoken),
            pane: pane_html(spoken),
            **open_(event, request),
        }

    def open_(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        spoken = language(request)
        shown = opened(
            bot.archive, store, owner(request), str(_sent(event).get("conversation") or ""), spoken
        )
        return {past: shown.past or "", now: shown.now, filters: chosen(shown.choices or Choices(), spoken)}

    def chosen(choices: Choices, spoken: Language) -> str:
        model = bot.writer.name if bot.writer else ""
        choices = replace(choices, engine=choices.engine or bot.engine)
        return filters_html(choices, stock_of(bot.archive), bot.engines, model, spoken)

    def stocked(event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        """What the page says of the archive, after it was added to or taken from."""
        spoken, stock = language(request), stock_of(bot.archive)
        choices = _sent(event).get("choices")
        choices = Choices.of(choices if isinstance(choices, Mapping) else {})
        shown = welcome_html(stock, examples.ready(spoken) if stock.articles else (), spoken)
        return {welcome: shown, filters: chosen(choices, spoken)}

    def ask(event: gr.EventData, request: gr.Request) -> Iterator[dict[Any, Any]]:
        for shown in replies(bot, store, owner(request), _sent(event), language(request)):
            yield {now: shown.now} if shown.past is None else {now: shown.now, past: shown.past}

    def stop(event: gr.EventData, request: gr.Request) -> str:
        return stopped(bot.archive, store, owner(request), _sent(event), language(request))

    def rate(event: gr.EventData, request: gr.Request) -> None:
        _rate(bot, store, owner(request), _sent(event))

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    at_once = {**quiet, "queue": False}
    bus.arrived(arrive, None, [welcome, composer, pane, past, now, filters], **at_once)
    asking = bus.asked(ask, None, [past, now], trigger_mode="multiple", **quiet)
    bus.opened(open_, None, [past, now, filters], cancels=[asking], **at_once)
    bus.stopped(stop, None, now, cancels=[asking], **at_once)
    bus.rated(rate, None, None, **at_once)
    bus.stocked(stocked, None, [welcome, filters], **at_once)


def _served(bot: Chatbot) -> list[Serve]:
    """What the page's script asks for by itself: an article, its reference, a picture of its page."""

    def open_article(sent: Any, request: gr.Request) -> str:
        key, cited = source_of(sent)
        try:
            article = bot.archive.article(key)
            also = bot.archive.reprints(key)
        except ArchiveError:
            return gone_html(language(request))
        return article_html(article, cited, also, language(request), page=pictured(article))

    def cite_article(sent: Any) -> str:
        try:
            return reference(bot.archive.article(source_of(sent)[0]))
        except ArchiveError:
            return ""

    def show_page(sent: Any, request: gr.Request) -> str:
        key, cited = source_of(sent)
        try:
            return page_html(bot.archive.article(key), cited, language(request))
        except ArchiveError:
            return gone_html(language(request))

    return [open_article, cite_article, show_page]


def _rate(bot: Chatbot, store: Conversations, who: str, sent: Mapping[str, Any]) -> None:
    key, number = str(sent.get("conversation") or ""), sent.get("number")
    for turn in store.turns(who, key, bot.archive):
        if turn.number == number and turn.answer:
            ratings.rate(
                bot.archive.path / ratings.FILE,
                turn.answer,
                sent.get("good") is True,
                str(sent.get("reason") or ""),
                right=str(sent.get("right") or ""),
                chosen=turn.chosen,
                turn=f"{key}/{number}",
            )


def _sent(event: gr.EventData) -> Mapping[str, Any]:
    """What the browser sent with an event: anything at all."""
    return event._data if isinstance(event._data, Mapping) else {}
