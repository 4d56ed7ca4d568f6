"""The evaluation tab: a question set goes in, its run is watched, and what went wrong can be looked at.

Runs are folders beside the archive (`qa.web.runs`); every reader of the archive sees all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from corpus import InputError
from qa import Chatbot
from qa.web import running, runs, uploads
from qa.web.evaluation_html import evaluation_html, list_html, run_html, wrong_html
from qa.web.frame import script
from qa.web.jobs import Jobs
from qa.web.runs import Run
from qa.web.words import Language, language, say
from qa.web.words.reasons import in_words_of


def evaluation_tab(bot: Chatbot, tab: gr.Tab, owner: Callable[[gr.Request], str]) -> None:
    """Build the tab, inside `tab`; `owner` says whose request it is."""
    gr.HTML(
        "",
        elem_id="evaluation",
        apply_default_css=False,
        js_on_load=script("drop.js") + script("evaluation.js"),
        server_functions=_served(bot, Jobs(), owner),
    )
    tab.select(None, js="() => document.dispatchEvent(new CustomEvent('baowen:evaluation'))")


def _served(
    bot: Chatbot, jobs: Jobs, owner: Callable[[gr.Request], str]
) -> list[Callable[[Any, gr.Request], Any]]:
    folder = Path(bot.archive.path)

    def listed(found: Sequence[Run], lang: Language) -> str:
        filled = bot.archive.counts()[0] > 0
        work, why = (lambda key: running.at_work(jobs, key)), (lambda key: running.complaint(jobs, key))
        return list_html(found, work, why, filled, lang)

    def evaluation_open(_: Any, request: gr.Request) -> str:
        lang = language(request)
        return evaluation_html(listed(runs.runs(folder), lang), lang)

    def evaluation_list(_: Any, request: gr.Request) -> dict[str, Any]:
        """The runs, and whether any of them goes on."""
        found = runs.runs(folder)
        busy = bool(jobs.going_on(running.KIND)) or any(run.busy for run in found)
        return {"html": listed(found, language(request)), "busy": busy}

    def evaluation_begin(sent: Any, request: gr.Request) -> str:
        """Start a run over the set sent under a token; what is wrong with it, "" where nothing is."""
        try:
            running.begin(jobs, folder, owner(request), uploads.waiting(folder, owner(request), str(sent)))
        except InputError as error:
            return in_words_of(str(error), language(request))
        return ""

    def evaluation_act(sent: Any, request: gr.Request) -> str:
        """Stop a run, take it up again or delete it; what went wrong, "" where nothing did."""
        act, key = (str(sent.get(name)) for name in ("act", "run")) if isinstance(sent, Mapping) else ("", "")
        try:
            if act == "stop" and (job := running.at_work(jobs, key)):
                jobs.stop(job)
            elif act == "go_on":
                running.go_on(jobs, folder, owner(request), key)
            elif act == "delete":
                running.remove(jobs, folder, key)
        except InputError as error:
            return in_words_of(str(error), language(request))
        return ""

    def evaluation_run(sent: Any, request: gr.Request) -> str:
        """One run with its wrong questions; "" if it is gone."""
        try:
            run = runs.run_of(folder, str(sent))
        except InputError:
            return ""
        return run_html(folder, run, language(request)) if run.metrics is not None else ""

    def evaluation_more(sent: Any, request: gr.Request) -> str:
        start = sent.get("start") if isinstance(sent, Mapping) else None
        if type(start) is not int or start < 0:
            return say("evaluation.error", language(request))
        return wrong_html(folder, str(sent.get("run")), start, language(request))

    opening = (evaluation_open, evaluation_list, evaluation_begin)
    return [*opening, evaluation_act, evaluation_run, evaluation_more]
