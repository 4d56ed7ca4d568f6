"""A GGUF file run in this process by `xllamacpp` (llama.cpp), the extra `baowen[local]`."""

import secrets
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from qa.generation.errors import ModelError

MAGIC = b"GGUF"
HEADER = 24  # bytes: magic, version, number of tensors, number of keys

Event_ = dict[str, Any]  # as OpenAI's chat completions stream them


def check(path: str | Path) -> None:
    """Raise `ModelError` unless `path` is a GGUF file by its first bytes."""
    path = Path(path)
    if not path.is_file():
        raise ModelError(f"no model file {path}; give the path of a .gguf file")
    with path.open("rb") as file:
        head = file.read(HEADER)
    if len(head) < HEADER or head[:4] != MAGIC:
        raise ModelError(f"{path} is not a GGUF file; llama.cpp models end in .gguf and begin with GGUF")
    version, tensors = struct.unpack("<IQ", head[4:16])
    if version not in (2, 3) or not tensors:
        raise ModelError(
            f"{path}: GGUF version {version} with {tensors} tensors can't be run; download it again"
        )


def load(path: str | Path, context: int, threads: int) -> Any:
    """A llama.cpp server in this process for the model in `path`; takes seconds and about its file's size.

    Its loopback port, which llama.cpp opens whether it is used or not, answers only to a random key.
    """
    check(path)
    try:
        import xllamacpp
    except ImportError:
        raise ModelError(
            "a .gguf model needs xllamacpp; install it with: pip install 'baowen[local]'"
        ) from None
    given = xllamacpp.CommonParams()
    given.model.path = str(path)
    given.n_ctx = context
    given.n_parallel = (
        1  # questions are answered one after the other: each gets the whole context and all cores
    )
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = threads
    given.warmup = False
    given.fit_params = False  # or it shrinks the context to what memory it believes free
    given.cache_ram_mib = 0  # prompts differ: nothing of them is worth keeping
    given.verbosity = -1
    given.api_keys = [secrets.token_hex(32)]
    given.ui = given.endpoint_slots = False
    try:
        return xllamacpp.Server(given)
    except RuntimeError:
        size = Path(path).stat().st_size / 2**30
        raise ModelError(
            f"{path} can't be loaded: damaged, of an unknown kind, or too large ({size:.1f} GiB) for memory"
        ) from None


def reply(server: Any, request: dict[str, Any]) -> Iterator[str]:
    """The pieces of the reply as they come; closing the iterator stops the model.

    `request` is one of OpenAI's chat completions. Raises `ModelError` where the model refuses it.
    """
    pieces: SimpleQueue[str | Exception | None] = SimpleQueue()
    closed = Event()
    # At its end Python waits for it, until the model has read its prompt: llama.cpp at work would crash then.
    arguments = (server, {**request, "stream": True}, pieces, closed.is_set)
    Thread(target=_run, args=arguments, daemon=False).start()
    try:
        while (piece := pieces.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        closed.set()


def _run(
    server: Any,
    request: dict[str, Any],
    pieces: "SimpleQueue[str | Exception | None]",
    closed: Callable[[], bool],
) -> None:
    def take(event: Event_) -> bool:
        trouble = _error(event)
        if trouble is not None:
            pieces.put(trouble)
        for choice in event.get("choices", ()):
            if text := choice.get("delta", {}).get("content"):
                pieces.put(text)
        return closed()  # true stops the model

    try:
        server.handle_chat_completions(request, take)
        pieces.put(None)
    except Exception as error:
        pieces.put(error)


def _error(event: Event_) -> ModelError | None:
    """What an event complains of; None for one that doesn't."""
    error = event.get("error", event if "code" in event and "message" in event else None)
    if not isinstance(error, dict):
        return None
    said = " ".join(str(error.get("message", "")).split())
    if "context" in said:
        return ModelError(
            f"the model's context is too small, make it larger: {said}", "模型的上下文太小，请调大"
        )
    return ModelError(f"the local model failed: {said}", f"本地模型出错（{said}）")
