"""One turn of a conversation as HTML: the question, how it was read, the answer, its evidence, its foot."""

import json
from collections.abc import Sequence
from html import escape

from qa.answer import Answer
from qa.web.choices import shown
from qa.web.conversations import STOPPED, Turn
from qa.web.excerpts import Place
from qa.web.html import safe, text
from qa.web.kinds import body_html, evidence_html
from qa.web.words import Language, say
from qa.web.words.chat import WORDS

# Labels and values of `Answer.understood`, in either language, to the words that the page has for them.
_READ = {said: key for key, pair in WORDS.items() if key.startswith("read.") for said in pair}
_KINDS = {said: key for key, pair in WORDS.items() if key.startswith("kind.") for said in pair}
ASIDE = {"read.dates": "dates", "read.category": "category", "read.latest": "latest"}  # can be put aside
_UP = "M7 11v9H4v-9h3zm0 0 4-7c1.5 0 2.5 1 2.5 2.5L13 10h5.5a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7"


def turns_html(turns: Sequence[Turn], language: Language, conversation: str) -> str:
    """Those before the current one."""
    return "".join(turn_html(turn, language, conversation=conversation) for turn in turns)


def turn_html(turn: Turn, language: Language, *, busy: bool = False, conversation: str = "") -> str:
    """One turn; ids on the page begin with its number. `busy` while its answer may still grow."""
    gone = frozenset(number for field, number in turn.gone if field == "citations")
    place = Place(turn.number, language, gone)
    about = {
        "data-conversation": conversation,
        "data-question": turn.question,
        "data-chosen": json.dumps(turn.chosen, ensure_ascii=False),
        "aria-busy": "true" if busy else "",
    }
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in about.items() if value)
    inside = (
        _answered_html(turn.answer, turn, place, busy=busy)
        if turn.answer
        else _notice_html(turn, place, busy)
    )
    question = f"<h2>{text(turn.question)}</h2>{_filters_html(turn, place)}"
    return f'<article class="turn" id="a{turn.number}"{attributes}>{question}{inside}</article>'


def notice_html(message: str, *, again: str = "") -> str:
    """A plain sentence in the place of an answer; `again` labels a button that repeats the question."""
    button = f'<button type="button" class="again" data-act="again">{escape(again)}</button>' if again else ""
    return f'<p class="notice">{text(message)} {button}</p>'


def _notice_html(turn: Turn, place: Place, busy: bool) -> str:
    language, again = place.language, say("turn.again", place.language)
    if turn.state == "stopped":
        return notice_html(STOPPED[language == "en"], again=again)
    if turn.state == "failed":
        return notice_html(turn.message or say("turn.stopped", language), again=again)
    if not busy:  # in another tab, or left before it was answered
        return notice_html(say("turn.asking", language), again=again)
    return f'<p class="notice searching"><span></span>{place.words("turn.searching")}</p>'


def _answered_html(answer: Answer, turn: Turn, place: Place, *, busy: bool) -> str:
    state = "refused" if answer.refused else answer.kind
    body = f'<div class="said {state}">{body_html(answer, place, busy=busy)}</div>'
    if busy:
        return _understood_html(answer, place) + body
    foot = _foot_html(answer, turn, place)
    note = f'<p class="note">{text(answer.note)}</p>' if answer.note else ""
    return _understood_html(answer, place) + body + note + evidence_html(answer, place) + foot


def _understood_html(answer: Answer, place: Place) -> str:
    """How the question was read, as chips; those that can be put aside ask again without it."""
    chips = []
    for label, value in answer.understood:
        key = _READ.get(label, "")
        label = say(key, place.language) if key else label
        if key in ("read.type", "read.answer") and value in _KINDS:
            value = say(_KINDS[value], place.language)
        drop = _drop_html(ASIDE[key], label, value, place) if key in ASIDE else ""
        name = ' class="whole"' if key == "read.resolved" else ""
        chips.append(f"<li{name}><b>{text(label)}</b>{text(value)}{drop}</li>")
    title = place.words("turn.understood")
    return f'<ul class="understood" aria-label="{title}">{"".join(chips)}</ul>' if chips else ""


def _drop_html(aside: str, label: str, value: str, place: Place) -> str:
    title = safe(say("turn.without", place.language, label=label, value=value))
    return (
        f'<button type="button" class="drop" data-act="without" data-without="{aside}"'
        f' title="{title}" aria-label="{title}">×</button>'
    )


def _filters_html(turn: Turn, place: Place) -> str:
    """The filters that held, where any did."""
    chips = "".join(f"<li><b>{text(k)}</b>{text(v)}</li>" for k, v in shown(turn.chosen, place.language))
    title = place.words("turn.filters")
    return f'<ul class="understood held" aria-label="{title}">{chips}</ul>' if chips else ""


def _foot_html(answer: Answer, turn: Turn, place: Place) -> str:
    """How much was searched, by what and how long; copying and rating."""
    scanned, total = answer.scanned, answer.seconds.get("total")
    facts = []
    if scanned.passages:
        searched = say("turn.searched", place.language, articles=scanned.articles, passages=scanned.passages)
        whole = say("turn.exhaustive", place.language) if scanned.exhaustive else ""
        facts.append(f"{searched}{'，' if place.language == 'zh' else ', '}{whole}" if whole else searched)
    facts.append(engine_words(answer.engine, turn.chosen.get("model", ""), place.language))
    if total is not None:
        facts.append(say("turn.seconds", place.language, seconds=f"{total:.2f}"))
    said = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    copied = safe(say("turn.copied", place.language))
    copy = (
        f'<button type="button" data-act="copy" data-done="{copied}"'
        f' data-text="{safe(answer.text)}">{place.words("turn.copy")}</button>'
    )
    thumbs = "".join(
        f'<button type="button" class="thumb {name}" data-act="{name}" aria-pressed="false"'
        f' title="{place.words(f"turn.{name}")}" aria-label="{place.words(f"turn.{name}")}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_UP}"/></svg></button>'
        for name in ("good", "bad")
    )
    return f'<footer><p class="facts">{said}</p><p class="acts">{copy}{thumbs}</p></footer>'


def engine_words(engine: str, model: str, language: Language) -> str:
    """Who answered: 摘录, or 生成 with the model's name."""
    if engine == "generate" and model:
        return say("engine.model", language, model=model)
    key = f"engine.{engine}"
    return say(key, language) if key in WORDS else engine
