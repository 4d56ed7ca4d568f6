"""Files on their way into the archive as a reader sees them: what came of each, what was skipped."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from qa.web import uploads
from qa.web.html import text
from qa.web.jobs import Job, Jobs
from qa.web.uploads import Upload
from qa.web.words import Language, say
from qa.web.words.reasons import in_words_of

KIND = "adding"
MOST_SKIPPED = 20  # reasons shown of one file


def begin(jobs: Jobs, folder: Path, owner: str, sent: Sequence[Upload]) -> Job:
    """Add what a browser sent, as a job; its `about` holds what became of each file."""
    names = [upload.name for upload in sent]
    paths = [str(uploads.settle(folder, upload).absolute()) for upload in sent]
    about = {
        "names": names,
        "articles": [0] * len(sent),
        "skipped": [[] for _ in sent],
        "at": -1,  # the file that is being read
        "bytes": 0,
        "size": sum(upload.size for upload in sent),
        "stored": None,
    }
    return jobs.start(
        KIND,
        owner,
        ["-m", "qa.web.adding"],
        sent={"archive": str(folder.absolute()), "files": list(zip(paths, names, strict=True))},
        about=about,
        on_event=heard,
    )


def heard(job: Job, event: Any) -> None:
    """Take note of what the process tells (`qa.web.adding`)."""
    about = job.about
    match event:
        case {"reading": int(place)}:
            about["at"] = place
        case {"file": int(place), "articles": int(count)}:
            about["articles"][place] = count
        case {"file": int(place), "where": str(where), "reason": str(reason)}:
            about["skipped"][place].append((where, reason))
        case {"bytes": int(count)}:
            about["bytes"] = count
        case {"added": int()}:
            about["stored"] = event
        case {"error": str(why)}:
            job.message = why


def job_html(job: Job, language: Language, ahead: int = 0) -> str:
    """The files of a job with what became of each, and its report. `ahead`: jobs that come before it."""
    about, ended = job.about, job.state in ("done", "failed")
    count, read = len(about["names"]), about["at"] if not ended and about["bytes"] < about["size"] else 10**9
    rows = "".join(_row_html(job, place, read, language) for place in range(count))
    part = 1.0 if ended else about["bytes"] / max(1, about["size"])
    bar = "" if ended else f'<progress max="1" value="{part:.3f}"></progress>'
    if job.state == "failed":
        said, look = _said("failed", language, why=in_words_of(job.message, language)), "bad"
    elif ended:
        stored = about["stored"] or {"added": 0, "updated": 0, "unchanged": 0, "removed": 0}
        said, look = _said("report", language, **stored), "good"
    else:
        key = "line" if ahead else "storing" if about["size"] and part >= 1 else "reading"
        said, look = _said(key, language), "busy"
    clear = f'<button type="button" data-act="clear">{_said("clear", language)}</button>' if ended else ""
    report = f'<p class="report {look}" role="status">{said}</p>'
    return f'<div class="arrival">{bar}{report}<ul class="files">{rows}</ul>{clear}</div>'


def _row_html(job: Job, place: int, reading: int, language: Language) -> str:
    about = job.about
    count, skipped = about["articles"][place], about["skipped"][place]
    if place > reading or job.state == "waiting":
        said, look = _said("queued", language), "wait"
    elif place == reading and not count and not skipped:
        said, look = _said("reading", language), "busy"
    elif count:
        said, look = _said("read", language, count=f"{count:,}"), "good"
    else:
        said, look = _said("nothing", language), "bad" if skipped else "wait"
    return (
        f'<li class="{look}"><span class="called">{text(about["names"][place])}</span>'
        f'<span class="outcome">{said}</span>{_skipped_html(skipped, language)}</li>'
    )


def _skipped_html(skipped: Sequence[tuple[str, str]], language: Language) -> str:
    if not skipped:
        return ""
    if len(skipped) == 1:
        return f'<p class="why">{_why(skipped[0], language)}</p>'
    shown = "".join(f"<li>{_why(one, language)}</li>" for one in skipped[:MOST_SKIPPED])
    rest = len(skipped) - MOST_SKIPPED
    more = f"<li>{_said('more', language, count=rest)}</li>" if rest > 0 else ""
    summary = _said("skipped", language, count=len(skipped))
    return f'<details class="why"><summary>{summary}</summary><ul>{shown}{more}</ul></details>'


def _why(skipped: tuple[str, str], language: Language) -> str:
    where, reason = (in_words_of(said, language) for said in skipped)
    return text(say("library.at", language, where=where, reason=reason) if where else reason)


def _said(key: str, language: Language, **values: object) -> str:
    return escape(say(f"library.{key}", language, **values))
