"""The list of a browser's conversations beside the chat: open, rename, delete, take away."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import gradio as gr

from corpus import InputError
from qa.web.conversations import Conversation, Conversations
from qa.web.frame import script
from qa.web.html import safe, text
from qa.web.words import Language, language, say

_MORE, _PLUS = "M5 12h.01M12 12h.01M19 12h.01", "M12 5v14M5 12h14"


def shelf(store: Conversations, owner: Callable[[gr.Request], str]) -> gr.HTML:
    """Build the list. It tells the page by `baowen:open` what to open and hears `baowen:changed`."""

    def shelf_list(sent: Any, request: gr.Request) -> str:
        current = str(sent.get("conversation") or "") if isinstance(sent, Mapping) else ""
        who = owner(request)
        return shelf_html(store.all(who) if who else [], current, language(request))

    def shelf_rename(sent: Any, request: gr.Request) -> str:
        return _acted(lambda who: store.rename(who, str(sent["conversation"]), str(sent["title"])), request)

    def shelf_delete(sent: Any, request: gr.Request) -> str:
        return _acted(lambda who: store.delete(who, str(sent["conversation"])), request)

    def _acted(act: Callable[[str], None], request: gr.Request) -> str:
        """What to tell the reader; "" where it was done. A conversation that is gone already is no fault."""
        try:
            act(owner(request))
        except InputError:
            return ""
        except (KeyError, TypeError):
            return say("conversations.failed", language(request))
        return ""

    return gr.HTML(
        "",
        elem_id="shelf",
        apply_default_css=False,
        js_on_load=script("shelf.js"),
        server_functions=[shelf_list, shelf_rename, shelf_delete],
    )


def shelf_html(
    found: list[Conversation], current: str, language: Language, now: datetime | None = None
) -> str:
    """The conversations by age, `current` marked, and the dialogs that they share."""
    new = f'<button type="button" class="new" data-act="new">{_icon(_PLUS)}{_said("new", language)}</button>'
    groups: dict[str, list[str]] = {}
    for one in found:
        groups.setdefault(_age(one.changed, now or datetime.now(UTC)), []).append(
            _entry_html(one, one.id == current, language)
        )
    lists = "".join(
        f"<h3>{_said(age, language)}</h3><ul>{''.join(rows)}</ul>" for age, rows in groups.items()
    )
    body = lists or f'<p class="none">{_said("none", language)}</p>'
    return f'<nav aria-label="{_said("title", language)}">{new}{body}</nav>{_dialogs_html(language)}'


def _age(changed: datetime, now: datetime) -> str:
    if now - changed < timedelta(days=1):
        return "today"
    return "week" if now - changed < timedelta(days=7) else "older"


def _entry_html(one: Conversation, current: bool, language: Language) -> str:
    title = one.title or say("conversations.untitled", language)
    mark = ' aria-current="true"' if current else ""
    more = safe(say("conversations.more", language, title=title))
    return (
        f'<li data-id="{escape(one.id)}" data-title="{safe(one.title)}"{mark}>'
        f'<button type="button" class="open" data-act="open">{text(title)}</button>'
        f'<button type="button" class="more" data-act="more" aria-haspopup="menu" aria-label="{more}" '
        f'title="{more}">{_icon(_MORE)}</button></li>'
    )


def _dialogs_html(language: Language) -> str:
    """The menu of one conversation, the box for its new name and the question before it is deleted."""

    def entry(act: str, extra: str = "") -> str:
        return (
            f'<button type="button" role="menuitem" data-act="{act}"{extra}>{_said(act, language)}</button>'
        )

    copied = f' data-done="{_said("copied", language)}" data-failed="{_said("failed", language)}"'
    menu = "".join(
        [entry("rename"), entry("copy", copied), entry("markdown"), entry("word"), entry("delete")]
    )
    name = _said("name", language)
    cancel = f'<button type="button" data-act="no">{_said("no", language)}</button>'
    return (
        f'<div class="menu" role="menu" hidden>{menu}</div>'
        f'<dialog class="ask rename" aria-label="{_said("rename", language)}"><form method="dialog">'
        f'<label>{name}<input name="title" maxlength="60" required autocomplete="off"></label>'
        f'<p class="acts">{cancel}<button class="main">{_said("save", language)}</button></p></form></dialog>'
        f'<dialog class="ask delete" aria-label="{_said("delete", language)}"><form method="dialog">'
        f"<p>{_said('sure', language)}</p><blockquote></blockquote>"
        f'<p class="acts">{cancel}<button class="main">{_said("yes", language)}</button></p></form></dialog>'
        '<p class="told" role="status"></p>'
    )


def _said(key: str, language: Language) -> str:
    return escape(say(f"conversations.{key}", language))


def _icon(path: str) -> str:
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'
