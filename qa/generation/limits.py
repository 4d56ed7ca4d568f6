"""How long a chat model may take, and how much it may say."""

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread

from qa.generation.errors import ModelError

AHEAD = 64  # pieces that a model may be ahead of who reads them
STOPPING = 1.0  # seconds that a model which speaks is given to hear that it is to stop


@dataclass(frozen=True, slots=True)
class Limits:
    """The budgets of one answer; a model that thinks aloud before it answers needs larger ones."""

    first: float = 30.0  # seconds to the first token; a 1.5B model on two busy cores reads its prompt in 20
    deadline: float = 90.0  # seconds to the last one
    tokens: int = 400  # asked of the model: five sentences with their marks, twice over
    characters: int = 1200  # taken of its reply, whatever it was asked


class TooSlow(ModelError):
    """Nothing within `limits.first`, or no end by the deadline."""


class TooMuch(ModelError):
    """More than `limits.characters`."""


def guarded(start: Callable[[], Iterator[str]], limits: Limits) -> Generator[str, None, None]:
    """The pieces of `start()`, run in a thread of its own, within the limits; `TooSlow` or `TooMuch` beyond.

    A model that never comes back costs that thread, not the caller's; closing the iterator stops it
    as soon as it says the next word. What `start` raises comes out here.
    """
    pieces: Queue[str | Exception | None] = Queue(AHEAD)
    closed = Event()
    thread = Thread(target=_pump, args=(start, pieces, closed), daemon=True, name="chat model")
    thread.start()
    began, spoken, length = time.monotonic(), False, 0
    try:
        while True:
            left = (limits.deadline if spoken else min(limits.first, limits.deadline)) - (
                time.monotonic() - began
            )
            try:
                piece = pieces.get(timeout=max(left, 0.001))
            except Empty:
                raise _late(spoken, limits) from None
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            spoken = spoken or bool(piece.strip())
            length += len(piece)
            yield piece
            if length > limits.characters:
                raise TooMuch(
                    f"the model said more than {limits.characters} characters",
                    f"模型说了超过 {limits.characters} 个字，已截断",
                )
            if time.monotonic() - began > limits.deadline:
                raise _late(spoken, limits)
    finally:
        closed.set()
        if spoken:  # a thread still at work in a library's own code when Python ends would abort the process
            thread.join(STOPPING)


def _late(spoken: bool, limits: Limits) -> TooSlow:
    if spoken:
        within = f"{limits.deadline:g}"
        return TooSlow(f"the model was not done after {within} seconds", f"模型在 {within} 秒内没有说完")
    within = f"{min(limits.first, limits.deadline):g}"
    return TooSlow(f"the model said nothing for {within} seconds", f"模型在 {within} 秒内没有开口")


def _pump(start: Callable[[], Iterator[str]], pieces: "Queue[str | Exception | None]", closed: Event) -> None:
    def put(piece: str | Exception | None) -> None:
        while not closed.is_set():
            try:
                pieces.put(piece, timeout=0.2)
                return
            except Full:
                continue

    try:
        stream = start()
        try:
            for piece in stream:
                put(piece)
                if closed.is_set():
                    return
        finally:
            close = getattr(stream, "close", None)
            if close:
                close()
        put(None)
    except Exception as error:
        put(error)
