"""Long work that a reader started: it runs in a process beside the server and can be looked in on.

Jobs live as long as the server. One process at a time works for each kind of job, the others wait in line.
"""

import json
import os
import secrets
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Literal

State = Literal["waiting", "working", "done", "failed"]
NICE = 10  # answers come first
KEPT = 200  # jobs remembered
_LAST = 2000  # characters of what a process complained of that are kept


@dataclass(slots=True)
class Job:
    """One piece of work. Its events arrive in `Jobs`' thread: read it under no lock, it only grows."""

    key: str
    owner: str  # whose it is
    kind: str
    state: State = "waiting"
    about: dict[str, Any] = field(default_factory=dict)  # what it is for, as its maker likes
    message: str = ""  # where it failed, one line
    process: "subprocess.Popen[str] | None" = None
    stopped: bool = False  # by the reader


OnEvent = Callable[[Job, Any], None]


class Jobs:
    """The jobs of one server."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lines: dict[str, Lock] = {}
        self._lock = Lock()

    def start(
        self,
        kind: str,
        owner: str,
        command: Sequence[str],
        *,
        sent: object = None,
        about: Mapping[str, Any] | None = None,
        on_event: OnEvent | None = None,
        on_end: Callable[[Job], None] | None = None,
        good: Sequence[int] = (0,),
    ) -> Job:
        """Run `python COMMAND…` once those of its kind that came before are done.

        Args:
            kind: jobs of one kind run one after the other.
            owner: whose it is.
            command: arguments to Python.
            sent: what it reads as JSON on its stdin.
            about: to begin with; `on_event` may change it.
            on_event: called with each JSON object or list that it prints on a line.
            on_end: called when it ended, before the state says so.
            good: exit statuses that are no failure.
        """
        job = Job(secrets.token_urlsafe(12), owner, kind, about=dict(about or {}))
        with self._lock:
            self._jobs[job.key] = job
            line = self._lines.setdefault(kind, Lock())
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)

        def work() -> None:
            with line:
                try:
                    if not job.stopped:
                        job.state = "working"
                        status, complaint = _run(job, command, sent, on_event)
                        if status not in good and not job.message and not job.stopped:
                            job.message = complaint or f"the process ended with status {status}"
                except OSError as error:
                    job.message = f"no process could be started ({error.strerror})"
                finally:
                    if on_end:
                        on_end(job)
                    job.state = "failed" if job.message else "done"

        Thread(target=work, daemon=True, name=f"{kind} {job.key}").start()
        return job

    def get(self, key: str, owner: str | None = None) -> Job | None:
        """The job of that key, if it is this owner's."""
        job = self._jobs.get(key)
        return job if job and owner in (None, job.owner) else None

    def going_on(self, kind: str) -> list[Job]:
        """The jobs of a kind that haven't ended, the one at work first."""
        with self._lock:
            return [j for j in self._jobs.values() if j.kind == kind and j.state in ("waiting", "working")]

    def ended(self, kind: str) -> list[Job]:
        """The jobs of a kind that have ended, the latest last."""
        with self._lock:
            return [j for j in self._jobs.values() if j.kind == kind and j.state in ("done", "failed")]

    def stop(self, job: Job) -> None:
        """End a job; what it did so far stays done."""
        job.stopped = True
        if job.process and job.process.poll() is None:
            job.process.terminate()


def _run(job: Job, command: Sequence[str], sent: object, on_event: OnEvent | None) -> tuple[int, str]:
    """Exit status of a process, and the last line that it complained with."""
    process = subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *_given()])},
        start_new_session=True,  # Ctrl-C at the server lets it end its work
    )
    job.process = process
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
    said: list[str] = []
    assert process.stdin
    assert process.stdout
    assert process.stderr
    errors = process.stderr
    listener = Thread(target=lambda: said.append(errors.read()[-_LAST:]), daemon=True)
    listener.start()
    try:
        process.stdin.write(json.dumps(sent))
        process.stdin.close()
    except BrokenPipeError:
        pass  # it ended before it read; its status tells
    for line in process.stdout:
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if on_event and isinstance(event, dict | list):
            on_event(job, event)
    status = process.wait()
    listener.join(5)
    complaint = "".join(said).strip().splitlines()
    return status, complaint[-1].removeprefix("baowen: ") if complaint else ""


def _given() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
