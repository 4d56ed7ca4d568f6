"""What stands before and beside the page: the browser's cookie, the limits, the door, and files in and out.

`middleware` goes to Gradio's launch. Everything of ours that is not an event of the page is under /baowen/.
"""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus import InputError
from qa import Chatbot
from qa.web.conversations import Conversations
from qa.web.limits import EVENTS, Rate, is_loopback, limited, path_of
from qa.web.login import Door, guarded, read_accounts
from qa.web.routes import routes
from qa.web.uploads import LIMIT

COOKIE = "baowen"  # says which conversations are this browser's
YEAR = 365 * 86400  # seconds
_VALUE = re.compile(r"[\w-]{43}")  # as `secrets.token_urlsafe(32)` makes them


def owner(request: Any) -> str:
    """Whose conversations a request sees, of Gradio's or Starlette's making.

    It is what the cookie says; a browser that takes no cookies has its own for as long as a tab is open.
    """
    kept = str(request.cookies.get(COOKIE) or "")
    if _VALUE.fullmatch(kept):
        return kept
    session = getattr(request, "session_hash", None)
    return f"session {session}" if session else ""


def middleware(
    bot: Chatbot,
    store: Conversations,
    *,
    accounts: Mapping[str, str] | None = None,
    host: str = "127.0.0.1",
    root_path: str = "",
    upload_limit: int = LIMIT,
    events: Rate | None = None,
) -> list[Middleware]:
    """What every request passes, outermost first.

    Args:
        bot: its archive is what is added to and exported from.
        store: the conversations.
        accounts: name → password of those who may enter; None lets in everyone who can reach the server.
        host: what the server listens on; on this machine only its own names are answered to.
        root_path: where a proxy puts the page: a path, or a URL whose name is answered to as well.
        upload_limit: bytes of one file.
        events: how many events a client may have; `limits.EVENTS` if left out.
    """
    proxy = urlsplit(root_path).hostname
    names = frozenset([host.lower(), *([proxy] if proxy else [])]) if is_loopback(host) else None
    layers = [
        Middleware(_with_cookie),
        Middleware(limited, browser=_browser, events=events or Rate(*EVENTS), hosts=names),
    ]
    if accounts is not None:
        layers.append(Middleware(guarded, door=Door(accounts)))
    return [*layers, Middleware(_beside, routes(bot, store, owner, upload_limit))]


def admitted(host: str, auth_file: Path | None, open_to_all: bool) -> dict[str, str] | None:
    """Name → password of those who may enter; None where everyone may who reaches `host`.

    Raises:
        InputError: a bad file; or others can reach `host`, and neither a file nor `open_to_all` is given.
    """
    if auth_file:
        return read_accounts(auth_file)
    if not is_loopback(host) and not open_to_all:
        raise InputError(
            f"--host {host} lets others on the network in: give --auth-file FILE with lines name:password, "
            "or --open-to-all if everyone may ask, add and remove"
        )
    return None


def _browser(scope: Scope) -> str:
    return owner(Request(scope))


def _with_cookie(app: ASGIApp) -> ASGIApp:
    """Middleware: a browser that opens the page for the first time gets its cookie."""

    async def known(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or path_of(scope) not in ("/", "") or _browser(scope):
            await app(scope, receive, send)
            return
        value, safe = secrets.token_urlsafe(32), "; Secure" if scope.get("scheme") == "https" else ""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={value}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax{safe}"
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await app(scope, receive, sent)

    return known


def _beside(app: ASGIApp, ours: ASGIApp) -> ASGIApp:
    """Middleware: what is under /baowen/ is answered here, the rest by Gradio."""

    async def split(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and path_of(scope).startswith("/baowen/"):
            outer = {
                name: value for name, value in scope.items() if name != "app"
            }  # errors are answered here
            inner = {**outer, "path": path_of(scope), "root_path": "", "app_root_path": ""}
            await ours(inner, receive, send)
            return
        await app(scope, receive, send)

    return split
