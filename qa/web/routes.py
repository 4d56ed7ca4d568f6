"""What lies under /baowen/: uploads, exports of conversations, files of evaluation runs."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route, Router

from corpus import InputError
from corpus.formats import KINDS
from qa import Chatbot
from qa.web import export, uploads
from qa.web.conversations import Conversations
from qa.web.runs import file_of
from qa.web.words import language, say

_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
# An export or a report that is opened where it lies loads nothing and runs nothing.
_STILL = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
_FORMS = {
    "md": (export.markdown, "text/markdown"),
    "html": (export.html, "text/html"),
    "fragment": (export.fragment, "text/plain"),
}


def routes(bot: Chatbot, store: Conversations, owner: Callable[[Request], str], upload_limit: int) -> Router:
    """An app for the paths under /baowen/; `owner` says whose request it is."""
    folder = Path(bot.archive.path)

    async def upload(request: Request) -> Response:
        """Take one file: its bytes are the body, its name and what it is for are in the query."""
        lang, name = language(request), request.query_params.get("name", "")
        kinds = uploads.QUESTIONS if request.query_params.get("for") == "questions" else tuple(KINDS)
        if not uploads.plain_name(name).lower().endswith(kinds):
            return _error(415, say("serving.file_kind", lang, kinds=" ".join(kinds)))
        large = say("serving.file_large", lang, limit=upload_limit >> 20)
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > upload_limit:
            return _error(413, large)
        try:
            kept = await uploads.receive(folder, request.stream(), name, owner(request), upload_limit)
        except uploads.TooLarge as error:
            full = "disk" in str(error)
            return _error(507 if full else 413, say("serving.disk", lang) if full else large)
        except ClientDisconnect:
            return _error(400, "")  # nobody listens any more
        except OSError as error:
            return _error(507, f"{say('serving.disk', lang)} ({error.strerror})")
        return JSONResponse({"token": kept.token, "name": kept.name, "size": kept.size}, headers=_HEADERS)

    async def alive(_: Request) -> Response:
        """Which server answers: pages ask while they wait, to notice one that stopped or was started anew."""
        return Response(store.server, headers=_HEADERS, media_type="text/plain")

    async def conversation(request: Request) -> Response:
        """A conversation of this browser in one of the forms that it can be taken away in."""
        lang, form = language(request), request.path_params["form"]
        who, key = owner(request), request.path_params["key"]
        if form not in _FORMS or not who:
            return _error(404, say("serving.gone", lang))
        write, media = _FORMS[form]
        try:
            title = await asyncio.to_thread(store.title, who, key)
            turns = await asyncio.to_thread(store.turns, who, key, bot.archive)
        except InputError:
            return _error(404, say("serving.gone", lang))
        name = title or say("conversations.untitled", lang)
        return Response(
            write(name, turns, lang), 200, _saved(f"{name}.{form}") | _STILL, f"{media}; charset=utf-8"
        )

    async def run(request: Request) -> Response:
        """A file of an evaluation run."""
        found = file_of(folder, request.path_params["run"], request.path_params["file"])
        if found is None:
            return _error(404, say("serving.gone", language(request)))
        headers = _HEADERS | _STILL if "view" in request.query_params else _saved(found.name) | _STILL
        return FileResponse(found, headers=headers)

    return Router(
        [
            Route("/baowen/alive", alive, methods=["GET"]),
            Route("/baowen/upload", upload, methods=["POST"]),
            Route("/baowen/export/{key}.{form}", conversation, methods=["GET"]),
            Route("/baowen/evaluation/{run}/{file}", run, methods=["GET"]),
        ],
        redirect_slashes=False,
    )


def _error(status: int, message: str) -> JSONResponse:
    return JSONResponse({"detail": message}, status, _HEADERS)


def _saved(name: str) -> dict[str, str]:
    """Headers that make a browser save a file; its name is one that no system takes for a path."""
    name = "".join("_" if c in '\\/:*?"<>|' or not c.isprintable() else c for c in name).strip(" .")[:100]
    return _HEADERS | {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
