"""A server on loopback that speaks OpenAI's chat completions, as DeepSeek does, or Ollama's, well or ill."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

SIZE = 4  # characters of a piece


@dataclass
class Plan:
    """What the server does next."""

    reply: str = ""
    status: int = 200
    message: str = "no"
    wait: float = 0.0  # seconds before the first word
    cut: bool = False  # close the connection in the middle
    broken: str = ""  # an error that the stream ends with
    thoughts: str = ""  # what a model that thinks says before, where each protocol has it
    go_on: Event | None = None  # wait for this after the first sentence
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    told: list[bool] = field(default_factory=list)  # whether it was told to go on, a piece each


@contextmanager
def serving(plan: Plan) -> Iterator[str]:
    """The server's address while it runs; OpenAI's protocol is under /v1 and under /, Ollama's under /api."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            plan.asked.append(json.loads(body))
            plan.keys.append(self.headers.get("Authorization", ""))
            plan.paths.append(self.path)
            if plan.status != 200:
                self._refuse()
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/x-ndjson" if self._ollama else "text/event-stream")
            self.end_headers()
            time.sleep(plan.wait)
            with suppress(OSError):  # the client went away
                self._stream()

        @property
        def _ollama(self) -> bool:
            return self.path == "/api/chat"

        def _refuse(self) -> None:
            error: Any = {"message": plan.message, "type": "error", "code": None}
            said = json.dumps({"error": plan.message if self._ollama else error}).encode()
            self.send_response(plan.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def _stream(self) -> None:
            if plan.thoughts:
                self._piece("", plan.thoughts)
            for i in range(0, len(plan.reply), SIZE):
                self._piece(plan.reply[i : i + SIZE])
                if plan.go_on and "。" in plan.reply[: i + SIZE]:
                    plan.told.append(plan.go_on.wait(10))
            if plan.cut:
                self.connection.close()
            elif plan.broken:
                error = {"error": plan.broken if self._ollama else {"message": plan.broken}}
                self._send(error)
            elif self._ollama:
                self._piece("", done=True)
            else:
                self._piece("", done=True)
                self.wfile.write(b"data: [DONE]\n\n")

        def _piece(self, text: str, thought: str = "", done: bool = False) -> None:
            if self._ollama:
                message = {"role": "assistant", "content": text, "thinking": thought}
                event = {"model": "fake", "created_at": "2026-01-01T00:00:00Z", "message": message}
                self._send(event | {"done": done} | ({"done_reason": "stop"} if done else {}))
                return
            delta = {"role": "assistant", "content": text} | (
                {"reasoning_content": thought} if thought else {}
            )
            choice = {"index": 0, "delta": {} if done else delta, "finish_reason": "stop" if done else None}
            head = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fake"}
            self._send(head | {"choices": [choice]})

        def _send(self, event: dict[str, Any]) -> None:
            line = json.dumps(event)
            self.wfile.write(f"{line}\n".encode() if self._ollama else f"data: {line}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
