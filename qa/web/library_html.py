"""The library tab as HTML: what there is, adding, searching, the articles, what a check found."""

from html import escape

from corpus.formats import KINDS
from index import Archive
from index.browse import Holdings
from index.check import Stats
from qa.web.chart import chart_html
from qa.web.html import safe, text
from qa.web.jobs import Job
from qa.web.words import Language, say
from qa.web.words.reasons import in_words_of

MOST_PROBLEMS = 50  # lines shown of what a check found
MOST_PAPERS = 200  # newspapers to choose from
_UP = "M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3"
_TOLD = ("sending", "sent", "broken", "bad_kind", "chosen", "sure", "error", "checking", "queued")


def library_html(archive: Archive, limit: int, language: Language, leaves: str) -> str:
    """The tab: what there is, adding, searching, the articles, and the dialogs."""
    kinds, held = ",".join(KINDS), archive.holdings()
    words = {key: say(f"library.{key}", language) for key in _TOLD}
    words |= {"too_large": say("library.too_large", language, limit=limit >> 20)}
    data = "".join(f' data-{key.replace("_", "-")}="{escape(value)}"' for key, value in words.items())
    return (
        f'<div class="desk" data-limit="{limit}" data-kinds="{kinds}"{data}>'
        f'<div class="holdings">{_head_html(archive.stats(), held, language)}</div>'
        f"{_adding_html(kinds, limit, language)}"
        f'<section class="browse">{_search_html(held, language)}'
        f'<div class="leaf" aria-live="polite">{leaves}</div></section>{_dialogs_html(language)}</div>'
    )


def head_html(archive: Archive, language: Language) -> str:
    """How much the archive holds, and of when."""
    return _head_html(archive.stats(), archive.holdings(), language)


def _head_html(stats: Stats, held: Holdings, language: Language) -> str:
    if not stats.articles:
        return f'<h2>{_said("title", language)}</h2><p class="empty">{_said("empty", language)}</p>'
    papers = len([name for name in held.newspapers if name])
    facts = [
        _said("articles", language, count=f"{stats.articles:,}"),
        _said("passages", language, count=f"{stats.passages:,}"),
        _said("newspapers", language, count=papers) if papers else "",
        " – ".join(dict.fromkeys(day for day in (stats.first, stats.last) if day)),
        _said("undated", language, count=f"{stats.undated:,}") if stats.undated else "",
        _said("size", language, size=f"{stats.bytes / 1e6:,.1f}"),
    ]
    line = "".join(f"<li>{fact}</li>" for fact in facts if fact)
    check = f'<button type="button" data-act="check">{_said("check", language)}</button>'
    return (
        f'<div class="top"><h2>{_said("title", language)}</h2><div class="health">{check}</div></div>'
        f'<ul class="facts">{line}</ul>{chart_html(held.months, language)}'
    )


def check_html(job: Job, language: Language) -> str:
    """What a check of the archive found."""
    if job.state in ("waiting", "working"):
        key = "repairing" if job.about["repair"] else "checking"
        return f'<p class="report busy" role="status">{_said(key, language)}</p>'
    if job.state == "failed":
        return f'<p class="report bad" role="alert">{text(in_words_of(job.message, language))}</p>'
    problems = job.about["problems"]
    if not problems:
        return f'<p class="report good" role="status">{_said("sound", language)}</p>'
    lines = "".join(
        f"<li>{text(in_words_of(str(problem), language))}</li>" for problem in problems[:MOST_PROBLEMS]
    )
    repair = f'<button type="button" data-act="repair">{_said("repair", language)}</button>'
    said = _said("problems", language, count=len(problems))
    return (
        f'<div class="problems" role="alert"><p class="report bad">{said}</p><ul>{lines}</ul>{repair}</div>'
    )


def _adding_html(kinds: str, limit: int, language: Language) -> str:
    choose, folder = _said("choose", language), _said("folder", language)
    return (
        f'<section class="adding" aria-label="{_said("add", language)}"><div class="dropbox">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_UP}"/></svg>'
        f'<p class="lead">{_said("drop", language)}</p>'
        f'<p class="acts"><button type="button" data-act="choose">{choose}</button>'
        f'<button type="button" data-act="folder">{folder}</button></p>'
        f'<p class="kinds">{_said("kinds", language, limit=limit >> 20)}</p>'
        f'<input type="file" class="files" multiple hidden accept="{kinds}" aria-label="{choose}">'
        f'<input type="file" class="folder" webkitdirectory hidden aria-label="{folder}"></div>'
        '<div class="arrivals"></div></section>'
    )


def _search_html(held: Holdings, language: Language) -> str:
    names = [name for name in held.newspapers if name][:MOST_PAPERS]
    options = "".join(f'<option value="{safe(name)}">{safe(name)}</option>' for name in names)

    def day(key: str) -> str:
        return f'<label><span>{_said(key, language)}</span><input type="date" name="{key}"></label>'

    return (
        '<form class="search" role="search">'
        f'<label class="words"><span class="sr">{_said("words", language)}</span>'
        f'<input type="search" name="words" maxlength="200" placeholder="{_said("words", language)}" '
        'autocomplete="off"></label>'
        f'<label><span>{_said("paper", language)}</span><select name="newspaper"><option value="">'
        f"{_said('any', language)}</option>{options}</select></label>{day('since')}{day('until')}"
        f'<button class="main">{_said("find", language)}</button>'
        f'<button type="reset">{_said("reset", language)}</button></form>'
    )


def _dialogs_html(language: Language) -> str:
    """The bar over what is selected, the question before it is removed, and the article that is read."""
    cancel = f'<button type="button" data-act="no">{_said("no", language)}</button>'
    return (
        '<div class="picked" hidden><span role="status"></span>'
        f'<button type="button" data-act="remove">{_said("remove", language)}</button></div>'
        f'<dialog class="ask remove" aria-label="{_said("remove", language)}"><form method="dialog"><p></p>'
        f'<p class="acts">{cancel}<button class="main">{_said("yes", language)}</button></p></form></dialog>'
        f'<dialog class="article"><button type="button" class="close" data-act="no" '
        f'aria-label="{_said("close", language)}">×</button><div class="sheet"></div></dialog>'
        '<p class="told" role="status"></p>'
    )


def _said(key: str, language: Language, **values: object) -> str:
    return escape(say(f"library.{key}", language, **values))
