"""Who may enter: names and passwords from a file, a page to enter them, and a cookie for those who did.

Everything is behind it, the page's scripts included: what isn't asked for with the cookie isn't there.
"""

import os
import secrets
import stat
import time
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from math import ceil
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus import InputError
from corpus.decode import decode
from qa.web.limits import LOGINS, Rate, client_of, path_of
from qa.web.words import Language, language, say

COOKIE = "baowen_login"
DAYS = 30  # a sign-in holds, or until the server starts again
FREE = ("/gradio_api/startup-events",)  # Gradio asks it of itself once, before anyone else can
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"


def read_accounts(file: Path) -> dict[str, str]:
    """Name → password, of lines `name:password`; blank lines and those that begin with # are passed over.

    Raises:
        InputError: the file can't be read or others may read it too, a line is no account, or none is.
    """
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        lines = decode(file.read_bytes()).splitlines()
    except OSError as error:
        raise InputError(
            f"--auth-file {file}: can't be read ({error.strerror}); give a readable file"
        ) from None
    if os.name == "posix" and mode & 0o077:
        raise InputError(f"--auth-file {file}: others may read the passwords in it; run: chmod 600 {file}")
    accounts = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, password = line.partition(":")
        if not colon or not name.strip() or not password.strip():
            raise InputError(f"--auth-file {file}, line {number}: no account; write name:password")
        accounts[name.strip()] = password.strip()
    if not accounts:
        raise InputError(f"--auth-file {file}: no account in it; write lines name:password")
    return accounts


class Door:
    """Who has signed in."""

    def __init__(self, accounts: Mapping[str, str]) -> None:
        self._accounts = {name: _digest(password) for name, password in accounts.items()}
        self._inside: dict[str, float] = {}  # digest of a cookie → until when it holds
        self._tries = Rate(*LOGINS)

    def enter(self, name: str, password: str) -> str:
        """A cookie for the right name and password, "" for wrong ones; both take as long."""
        wanted = self._accounts.get(name, _digest("\0nobody"))
        if not secrets.compare_digest(wanted, _digest(password)) or name not in self._accounts:
            return ""
        cookie, now = secrets.token_urlsafe(32), time.time()
        self._inside = {key: until for key, until in self._inside.items() if until > now}
        self._inside[_digest(cookie)] = now + DAYS * 86400
        return cookie

    def knows(self, cookie: str) -> bool:
        """Whether the bearer of `cookie` has signed in."""
        return self._inside.get(_digest(cookie), 0) > time.time()

    def wait(self, client: str) -> float:
        """Seconds until `client` may try again; 0 when now."""
        return self._tries.take(client)


def guarded(app: ASGIApp, door: Door) -> ASGIApp:
    """Middleware: nothing but the page to sign in for those who haven't."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await app(scope, receive, send)
            return  # no other kind of connection is used here
        request = Request(scope, receive)
        if door.knows(request.cookies.get(COOKIE, "")) or path_of(scope) in FREE:
            await app(scope, receive, send)
            return
        await (await _reply(request, door))(scope, receive, send)

    return checked


async def _reply(request: Request, door: Door) -> Response:
    lang, path = language(request), path_of(request.scope)
    home = "../" * (path.count("/") - 1) or "./"
    if request.method == "POST" and path == "/baowen/login":
        wait = door.wait(client_of(request.scope, ""))
        if wait:
            return _page(lang, home, say("login.slowly", lang, seconds=ceil(wait)), 429)
        fields = parse_qs((await request.body()).decode(errors="replace"), max_num_fields=8)
        name, password = (fields.get(key, [""])[0].strip() for key in ("name", "password"))
        cookie = door.enter(name, password)
        if not cookie:
            return _page(lang, home, say("login.wrong", lang), 401)
        inside = RedirectResponse(home, 303)
        safe = request.url.scheme == "https"
        inside.set_cookie(COOKIE, cookie, DAYS * 86400, httponly=True, samesite="lax", secure=safe)
        return inside
    if request.method in ("GET", "HEAD") and "text/html" in Headers(scope=request.scope).get("accept", "*/*"):
        return _page(lang, home, "", 401)
    return JSONResponse({"detail": say("login.first", lang)}, 401)


def _page(lang: Language, home: str, message: str, status: int) -> HTMLResponse:
    """The page to sign in; `home` leads to where the page proper is."""
    said = {key: escape(say(f"login.{key}", lang)) for key in ("title", "name", "password", "enter")}
    warning = f'<p role="alert">{escape(message)}</p>' if message else ""
    html = (
        f'<!doctype html><html lang="{"en" if lang == "en" else "zh-CN"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{said['title']}</title><style>{_STYLE}</style></head><body><main><h1>报问</h1>"
        f'<form method="post" action="{home}baowen/login">{warning}'
        f'<label>{said["name"]}<input name="name" autocomplete="username" required autofocus></label>'
        f'<label>{said["password"]}<input name="password" type="password" '
        f'autocomplete="current-password" required></label>'
        f"<button>{said['enter']}</button></form></main></body></html>"
    )
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers)


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()


_STYLE = """
:root { color-scheme: light dark; --paper: #fbf9f4; --sheet: #fffefb; --ink: #211d18; --rule: #8b8170;
  --seal: #a02b1d; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171512; --sheet: #1f1c18; --ink: #ece6db; --rule: #7d7466; --seal: #f09a86; }
}
body { margin: 0; background: var(--paper); color: var(--ink); min-height: 100dvh; display: grid;
  place-items: center;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { width: min(320px, 86vw); }
h1 { font: 700 44px/1.2 "Songti SC", "Noto Serif CJK SC", SimSun, serif; letter-spacing: .18em;
  text-align: center; margin: 0 -.18em 24px 0; }
form { display: grid; gap: 16px; }
label { display: grid; gap: 6px; font-size: 14px; }
input { font: inherit; font-size: 16px; padding: 10px 12px; border: 1px solid var(--rule); border-radius: 4px;
  background: var(--sheet); color: inherit; }
button { font: inherit; padding: 11px; border: 0; border-radius: 4px; background: var(--seal);
  color: var(--paper); cursor: pointer; }
p { margin: 0; color: var(--seal); }
:focus-visible { outline: 2px solid var(--seal); outline-offset: 2px; }
"""
