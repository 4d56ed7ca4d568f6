"""pdfium in a process of its own: a file on which it hangs, crashes or takes all memory costs that process.

The process is started for the first PDF and serves all others; starting it takes some 0.2 s. Requests and
replies are lines of JSON, a picture's bytes follow its reply.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from corpus.article import InputError, TookTooLong
from corpus.sheet import Print, Sheet

SECONDS = 30.0  # for one page; a broadsheet takes 0.3, on a busy machine some seconds
MOST_MEMORY = 4 << 30  # bytes of the process's addresses, where that can be limited: a page takes 0.3 GB
MOST_BYTES = 1 << 30  # of one file

_lock = threading.Lock()
_child: list[subprocess.Popen[bytes]] = []


def count_pages(path: Path, password: str | None = None) -> int:
    """How many pages a PDF has.

    Raises:
        InputError: the file is no PDF that can be read, or wants another password.
    """
    return int(_asked({"what": "pages", "path": str(path.absolute()), "password": password})[0]["pages"])


def sheet_of(path: Path, index: int, password: str | None = None) -> Sheet:
    """What is printed on page `index`, counted from 0; raises InputError as `read_sheet` does."""
    reply, _ = _asked({"what": "sheet", "path": str(path.absolute()), "password": password, "index": index})
    found = reply["sheet"]
    sheet = Sheet(found["width"], found["height"])
    for name in ("boxes", "rules", "pictures"):
        setattr(sheet, name, [tuple(box) for box in found[name]])
    sheet.prints, sheet.turned = ([Print(**p) for p in found[name]] for name in ("prints", "turned"))
    return sheet


def picture_of(
    path: Path, index: int, *, dpi: float, longest: int, password: str | None = None
) -> "tuple[bytes, int, int, float]":
    """Page `index` drawn: RGB bytes row by row, width and height in pixels, and pixels a point.

    `longest` bounds the longer side, in pixels.
    """
    request = {"what": "picture", "path": str(path.absolute()), "password": password, "index": index}
    reply, data = _asked({**request, "dpi": dpi, "longest": longest})
    return data, reply["width"], reply["height"], reply["scale"]


def _asked(request: Mapping[str, Any]) -> tuple[Any, bytes]:
    """The child's reply and the bytes behind it.

    A child that takes too long is killed; the next request starts another.
    """
    late = threading.Event()
    with _lock:
        child = _started()
        assert child.stdin
        assert child.stdout

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(SECONDS, stop)
        timer.start()
        try:
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
            line = child.stdout.readline()
            reply = json.loads(line) if line.endswith(b"\n") else None
            data = child.stdout.read(reply.get("bytes", 0)) if reply else b""
        except OSError:  # it died before it read the request
            reply, data = None, b""
        finally:
            timer.cancel()
        if reply is None or len(data) < reply.get("bytes", 0):
            _end()
    if late.is_set():
        raise TookTooLong(f"it took more than {SECONDS:.0f} s: damaged, or no newspaper page")
    if reply is None:
        raise InputError("pdfium broke down on it: damaged, or no newspaper page; get the file again")
    if "error" in reply:
        raise InputError(reply["error"])
    return reply, data


def _started() -> subprocess.Popen[bytes]:
    if not _child or _child[0].poll() is not None:
        _end()
        root = str(Path(__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        _child.append(
            subprocess.Popen(
                [sys.executable, "-m", "corpus.pdfium"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
        )
    return _child[0]


@atexit.register
def _end() -> None:
    while _child:
        child = _child.pop()
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                stream.close()


# What follows runs in the child.
def _serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer each request; the file of the last one stays open."""
    document: Any = None
    opened: tuple[str, str | None] | None = None
    for line in requests:
        request = json.loads(line)
        data = b""
        try:
            wanted = (request["path"], request["password"])
            if opened != wanted or request["what"] == "pages":
                if document:
                    document.close()
                opened, document = None, None
                document, opened = _opened(Path(wanted[0]), wanted[1]), wanted
            reply, data = _answer(document, request)
        except InputError as error:
            reply = {"error": str(error)}
        except OSError as error:
            reply = {"error": f"can't be read: {error.strerror or error}"}
        except MemoryError:
            reply = {"error": "it takes too much memory: damaged, or no newspaper page"}
        replies.write(json.dumps({**reply, "bytes": len(data)}).encode() + b"\n" + data)
        replies.flush()


def _opened(path: Path, password: str | None) -> Any:
    import pypdfium2

    size = path.stat().st_size
    if size == 0:
        raise InputError("the file is empty; nothing to read")
    if size > MOST_BYTES:
        raise InputError(f"more than {MOST_BYTES >> 20} MiB; split the file")
    try:
        return pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            reason = "the password is wrong" if password else "it is encrypted; give its password"
            raise InputError(reason) from None
        raise InputError(
            "this is no PDF that can be read: damaged or cut short; get the file again"
        ) from None


def _answer(document: Any, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    from corpus.pdf_page import drawn, read_sheet

    if request["what"] == "pages":
        return {"pages": len(document)}, b""
    if request["what"] == "sheet":
        return {"sheet": asdict(read_sheet(document, request["index"]))}, b""
    pixels, scale = drawn(document, request["index"], request["dpi"], request["longest"])
    height, width = pixels.shape[:2]
    return {"width": width, "height": height, "scale": scale}, pixels.tobytes()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY if hard < 0 else min(MOST_MEMORY, hard), hard))


if __name__ == "__main__":
    _limit_memory()
    _serve(sys.stdin.buffer, sys.stdout.buffer)
