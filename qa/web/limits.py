"""What one client may ask of the server: so many requests a minute, bodies so large, from our own pages."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address
from math import ceil
from threading import Lock
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.words import Language, language, say

EVENTS = (120, 60)  # a minute, at once: a reader who types fast and clicks around makes some 40 a minute
CALLS = (900, 300)  # what the page's scripts ask by themselves: looking in on a job is one a second
LOGINS = (6, 6)
BODY = 2 << 20  # bytes of a request that brings no file: a question has 2,000 characters
CLIENTS = 10_000  # remembered; the one not seen longest is forgotten


class Rate:
    """A token bucket for each client: `a_minute` on average, `at_once` in a burst."""

    def __init__(self, a_minute: float, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._each = 60 / a_minute  # seconds
        self._most = at_once
        self._clock = clock
        self._free_at: OrderedDict[str, float] = OrderedDict()  # when the bucket is full again
        self._lock = Lock()

    def take(self, client: str) -> float:
        """Count one request; the seconds to wait where it is one too many, else 0."""
        with self._lock:
            now = self._clock()
            full = max(self._free_at.pop(client, now), now) + self._each
            wait = full - now - self._most * self._each
            self._free_at[client] = full if wait <= 0 else full - self._each
            while len(self._free_at) > CLIENTS:
                self._free_at.popitem(last=False)
        return max(0.0, wait)


def client_of(scope: Scope, browser: str) -> str:
    """Whose requests are counted together: an address; on this machine itself each browser."""
    host = (scope.get("client") or ("", 0))[0]
    return f"{host} {browser}" if is_loopback(host) else host


def path_of(scope: Scope) -> str:
    """The path below the page, whether a proxy took --root-path off or not."""
    path, root = str(scope["path"]), urlsplit(str(scope.get("root_path", ""))).path.rstrip("/")
    return path.removeprefix(root) if root and path.startswith(root + "/") else path


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def limited(
    app: ASGIApp, browser: Callable[[Scope], str], events: Rate, hosts: frozenset[str] | None = None
) -> ASGIApp:
    """Middleware: refuse requests from other sites, too many of them, and bodies too large.

    `hosts` are the names under which the server may be called; None allows any. It keeps a foreign site
    from reading an archive on this machine through a name of its own that leads here (DNS rebinding).
    """

    rates = {"/gradio_api/queue/join": events, "/gradio_api/component_server": Rate(*CALLS)}

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers, lang = Headers(scope=scope), language(Request(scope))
        refused = _refused(scope, headers, hosts, lang)
        rate = rates.get(path_of(scope).rstrip("/")) if scope["method"] == "POST" else None
        if rate and not refused:
            wait = rate.take(client_of(scope, browser(scope)))
            refused = (429, say("serving.slowly", lang, seconds=ceil(wait))) if wait else None
        if refused:
            status, message = refused
            await JSONResponse({"detail": message}, status)(scope, receive, send)
            return
        await app(scope, receive if _brings_file(scope) else _measured(receive), send)

    return guarded


def _refused(
    scope: Scope, headers: Headers, hosts: frozenset[str] | None, said: Language
) -> tuple[int, str] | None:
    """Status and message where a request may not pass at all."""
    name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    if hosts is not None and name not in hosts and not is_loopback(name):
        return 403, say("serving.host", said, host=name[:60])
    if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
        if headers.get("sec-fetch-site") == "cross-site":
            return 403, say("serving.elsewhere", said)
        length = headers.get("content-length", "0")
        if not _brings_file(scope) and length.isdecimal() and int(length) > BODY:
            return 413, say("serving.large", said)
    return None


def _brings_file(scope: Scope) -> bool:
    return path_of(scope) == "/baowen/upload"


def _measured(receive: Receive) -> Receive:
    """`receive`, which hangs up on a body that is longer than it may be."""
    so_far = 0

    async def counted() -> Message:
        nonlocal so_far
        message = await receive()
        so_far += len(message.get("body", b""))
        return {"type": "http.disconnect"} if so_far > BODY else message

    return counted
