"""What stands around the page: headers that keep the browser inside, its language, its first style.

Gradio's page is one file for every reader. The middleware here tells it, before Gradio's scripts run, which
language this reader has, and takes out what points to other hosts.
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.limits import path_of
from qa.web.words import Language, language

STATIC = Path(str(files("qa.web") / "static"))
HEADERS = {
    "Content-Security-Policy": "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "object-src 'none'; frame-ancestors 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%23a02b1d'/%3E%3Ctext x='16' y='23' font-size='20' "
    "text-anchor='middle' fill='%23fff'%3E报%3C/text%3E%3C/svg%3E"
)
_ELSEWHERE = re.compile(r'<meta\s[^>]*(?:property|name)="(?:og|twitter):[^>]*>')


@cache
def style() -> str:
    """Every style sheet, page.css first: the others use its colours.

    Those are nested in Gradio's container to weigh more than its own rules. Its own way in (css=) rewrites
    selectors, and wrongly those with commas in :is().
    """
    first = STATIC / "page.css"
    rest = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css")) if path != first)
    return f"{first.read_text(encoding='utf-8')}.gradio-container.gradio-container {{{rest}}}"


@cache
def script(name: str) -> str:
    """The text of one of our scripts."""
    return (STATIC / name).read_text(encoding="utf-8")


def framed(html: str, language: Language) -> str:
    """Gradio's page with the reader's language and our first style and script, and no other host in it."""
    if "window.gradio_config" not in html:
        return html
    html = _ELSEWHERE.sub("", html)
    html = re.sub(r'lang="en"', f'lang="{"en" if language == "en" else "zh-CN"}"', html, count=1)
    early = f'<link rel="icon" href="{_ICON}"><script>{script("early.js")}</script><style>{style()}</style>'
    return html.replace('<meta charset="utf-8" />', f'<meta charset="utf-8" />{early}', 1)


class Frame:
    """Middleware: headers on every response, and `framed` for the page itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_page = scope["method"] == "GET" and path_of(scope) in ("", "/")
        if is_page:
            spoken = language(Request(scope))
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
        held: list[Message] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a page of its own may say more
                if is_page and Headers(scope=message).get("content-type", "").startswith("text/html"):
                    held.append(message)
                    return
            elif held:
                held.append(message)
                if not message.get("more_body"):
                    await _send_framed(held, spoken, send)
                return
            await send(message)

        await self.app(scope, receive, answer)


async def _send_framed(held: list[Message], spoken: Language, send: Send) -> None:
    """Send on a whole page of HTML, framed."""
    html = b"".join(message.get("body", b"") for message in held[1:]).decode()
    body = framed(html, spoken).encode()
    headers = MutableHeaders(scope=held[0])
    headers["content-length"] = str(len(body))
    headers["content-language"] = "en" if spoken == "en" else "zh-CN"
    headers["vary"] = "cookie, accept-language"
    headers["cache-control"] = "no-store"
    await send(held[0])
    await send({"type": "http.response.body", "body": body})
