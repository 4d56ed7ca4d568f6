"""A small server that speaks OpenAI's chat completions on loopback, well or badly."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Plan:
    """What the server does next."""

    reply: str = ""
    status: int = 200
    message: str = "no"
    wait: float = 0.0  # seconds before the first word
    cut: bool = False  # close the connection in the middle
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def serving(plan: Plan) -> Iterator[str]:
    """The server's base URL while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            plan.asked.append(json.loads(body))
            plan.keys.append(self.headers.get("Authorization", ""))
            if plan.status != 200:
                self._refuse()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            time.sleep(plan.wait)
            with suppress(OSError):  # the client went away
                self._stream()

        def _refuse(self) -> None:
            said = json.dumps({"error": {"message": plan.message, "type": "error", "code": None}}).encode()
            self.send_response(plan.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def _stream(self) -> None:
            for i in range(0, len(plan.reply), 4):
                self._event({"role": "assistant", "content": plan.reply[i : i + 4]}, None)
            if plan.cut:
                self.connection.close()
                return
            self._event({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, delta: dict[str, str], finish: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            event = {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "fake",
                "choices": [choice],
            }
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
