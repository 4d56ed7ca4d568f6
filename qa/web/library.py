"""The library tab: what the archive holds, to leaf through, add to, take from and check.

One piece of HTML of ours, whose script asks the functions here; none of them stands in the queue in which
questions wait, and the long ones are jobs in processes of their own.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from corpus import InputError
from index import Archive, ArchiveError
from qa import Chatbot
from qa.web import arrivals, uploads
from qa.web.frame import script
from qa.web.html import text
from qa.web.jobs import Job, Jobs
from qa.web.leaves import leaf, leaf_html, query_of
from qa.web.library_html import check_html, head_html, library_html
from qa.web.source import article_html, gone_html
from qa.web.words import language, say
from qa.web.words.reasons import in_words_of

MOST_FILES = 5000  # sent together


def library_tab(
    bot: Chatbot, tab: gr.Tab, owner: Callable[[gr.Request], str], limit: int = uploads.LIMIT
) -> None:
    """Build the tab, inside `tab`; `owner` says whose request it is, `limit` the bytes of a file."""
    gr.HTML(
        "",
        elem_id="library",
        apply_default_css=False,
        js_on_load=script("drop.js") + script("library.js"),
        server_functions=_served(bot.archive, Jobs(), owner, limit),
    )
    tab.select(None, js="() => document.dispatchEvent(new CustomEvent('baowen:library'))")


def _served(
    archive: Archive, jobs: Jobs, owner: Callable[[gr.Request], str], limit: int
) -> list[Callable[[Any, gr.Request], Any]]:
    folder = Path(archive.path)
    uploads.sweep(folder)

    def library_open(sent: Any, request: gr.Request) -> dict[str, Any]:
        """The whole tab, and the jobs of this browser that are still going on."""
        lang, query, mine = language(request), query_of(sent), owner(request)
        going = [
            job.key for kind in (arrivals.KIND, "check") for job in jobs.going_on(kind) if job.owner == mine
        ]
        return {
            "html": library_html(archive, limit, lang, leaf_html(leaf(archive, query), query, lang)),
            "jobs": going,
        }

    def library_head(_: Any, request: gr.Request) -> str:
        return head_html(archive, language(request))

    def library_leaf(sent: Any, request: gr.Request) -> str:
        query = query_of(sent)
        try:
            return leaf_html(leaf(archive, query), query, language(request))
        except ArchiveError as error:
            return f'<p class="none" role="alert">{text(in_words_of(str(error), language(request)))}</p>'

    def library_read(sent: Any, request: gr.Request) -> str:
        try:
            article = archive.article(str(sent))
        except ArchiveError:
            return gone_html(language(request))
        return article_html(article, (), archive.reprints(article.id), language(request), page=False)

    def library_remove(sent: Any, request: gr.Request) -> dict[str, Any]:
        """Remove articles; those that are gone already are passed over."""
        ids = [one for one in sent if isinstance(one, str)] if isinstance(sent, list) else []
        count = sum(remove(archive, one) for one in ids)
        return {"said": say("library.removed", language(request), count=count)}

    def library_add(sent: Any, request: gr.Request) -> dict[str, Any]:
        tokens = sent[:MOST_FILES] if isinstance(sent, list) else []
        mine = owner(request)
        try:
            found = [uploads.waiting(folder, mine, str(token)) for token in tokens]
        except InputError:
            return {"error": say("library.broken", language(request))}
        return {"job": arrivals.begin(jobs, folder, mine, found).key}

    def library_check(sent: Any, request: gr.Request) -> dict[str, Any]:
        command = ["-m", "qa.cli", "verify", "--archive", str(folder.absolute()), "--json"]
        repair = sent == "repair"

        def heard(job: Job, event: Any) -> None:
            job.about["problems"] = event if isinstance(event, list) else []

        begun = jobs.start(
            "check",
            owner(request),
            [*command, "--repair"] if repair else command,
            about={"problems": [], "repair": repair},
            on_event=heard,
            good=(0, 1),
        )
        return {"job": begun.key}

    def library_job(sent: Any, request: gr.Request) -> dict[str, Any]:
        """How far a job is, as HTML."""
        job, lang = jobs.get(str(sent), owner(request)), language(request)
        if job is None:  # of a server before this one: what it was sent it adds all the same
            return {"html": "", "ended": True, "kind": ""}
        ended = job.state in ("done", "failed")
        if job.kind == "check":
            return {"html": check_html(job, lang), "ended": ended, "kind": "check"}
        ahead = [one.key for one in jobs.going_on(arrivals.KIND)].index(job.key) if not ended else 0
        return {"html": arrivals.job_html(job, lang, ahead), "ended": ended, "kind": "adding"}

    return [
        *(library_open, library_head, library_leaf, library_read),
        *(library_remove, library_add, library_check, library_job),
    ]


def remove(archive: Archive, article_id: str) -> int:
    """Remove an article, and the uploaded file it came from if no other came from it; how many, 0 or 1."""
    try:
        file = archive.article(article_id).file
        archive.remove(article_id)
    except ArchiveError:
        return 0
    path = Path(file) if file else None
    if path and path.parent == (Path(archive.path) / "uploads").absolute() and not archive.of_file(file):
        path.unlink(missing_ok=True)
    return 1
