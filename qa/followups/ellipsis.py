"""那新都呢 after 谁是双流区委书记 is 谁是新都区委书记: a name takes the place of the one of its kind."""

import re
from datetime import date

from index.tagger import tag
from qa.asked import dates
from qa.asked.kinds import masked
from qa.followups.slots import Slot, slots, whole
from qa.question import Question
from qa.texts.people import TITLE, asked_office

LONGEST = 20  # characters of a phrase that replaces another; longer ones are questions of their own
_ADMIN = "区市县省州镇乡村"
_OFFICES = "局委办厅处"  # what the offices of one government end in
_PLACED = re.compile(rf"(?P<stem>.{{2,}}?)(?:(?P<admin>[{_ADMIN}])(?P<rest>.*)|$)")  # 杭州 has no admin
_NUMBERED = re.compile(r"第?[\d一二三四五六七八九十百]+(?P<what>号线|号|期|届|路|线|季|代|集|版)")
_RELATED = {
    "person": ("person", "organisation", "thing"),
    "place": ("place", "organisation", "thing"),
    "organisation": ("organisation", "place", "thing", "person"),  # LAC takes 特斯拉 for a person
    "work": ("work", "thing"),
    "thing": ("thing", "organisation", "place", "work", "person"),
    "noun": (),
}


def substituted(question: Question, phrase: str, today: date) -> str:
    """The text of `question` with `phrase` in the place of what corresponds to it; "" when nothing does."""
    text = question.text
    if old := _time(text, today):
        if _time(phrase, today) == (0, len(phrase)):
            return text[: old[0]] + phrase + text[old[1] :]
    elif _time(phrase, today) == (0, len(phrase)):
        return phrase + text
    if TITLE.search(phrase) and (office := asked_office(re.sub("[？?]$", "", text)))[1]:
        named = slots(phrase) or len(TITLE.sub("", phrase)) > 1
        return f"{phrase}是谁？" if named else text.replace("".join(office), office[0] + phrase, 1)
    kind = whole(phrase)
    return (_named(text, phrase, kind) if kind else "") or (_other_part(question, phrase) if kind else "")


def _time(text: str, today: date) -> tuple[int, int] | None:
    found = dates.find(masked(text), today)
    return (found[0].start, found[0].end) if found else None


def _named(text: str, phrase: str, kind: str) -> str:
    """`phrase` for the name in `text` that is most like it: of its kind, with its last characters."""
    numbered = _NUMBERED.fullmatch(phrase)
    for old in _NUMBERED.finditer(text) if numbered else ():
        if numbered and old["what"] == numbered["what"]:
            return text[: old.start()] + phrase + text[old.end() :]  # 7号线 for 武汉地铁5号线
    known = slots(text)
    fitting = [s for wanted in _RELATED.get(kind, ()) for s in known if s.kind == wanted]
    alike = [s for s in known if s.end - s.start > 2 and _alike(text[s.start : s.end], phrase) > 1]
    if not alike and not fitting:
        return _like_noun(text, phrase) if kind != "noun" else _like_noun(text, phrase, shared=2)
    known = sorted(known)
    slot = max(alike, key=lambda s: _alike(text[s.start : s.end], phrase)) if alike else fitting[0]
    before = next((s for s in known if s.end == slot.start and s.kind == "place"), None)
    if before and slot.kind == "thing" and kind == "thing":
        slot = Slot(before.start, slot.end, "thing")  # 大运会 for 杭州亚运会: the place was that one's
    return text[: slot.start] + _fitted(text[slot.start : slot.end], phrase, kind, slot) + text[slot.end :]


def _alike(name: str, phrase: str) -> int:
    """How many characters both end in."""
    count = 0
    while count < min(len(name), len(phrase)) and name[-1 - count] == phrase[-1 - count]:
        count += 1
    return count


def _fitted(name: str, phrase: str, kind: str, slot: Slot) -> str:
    """新都 for 双流区委 is 新都区委, 民政局 for 成都市水务局 is 成都市民政局."""
    placed = _PLACED.fullmatch(name)
    if placed is None or slot.kind not in ("organisation", "place"):
        return phrase
    if kind == "place" and (placed["rest"] or placed["admin"]) and not _alike(name, phrase):
        admin = placed["admin"] or ""
        admin = "" if len(phrase) > 2 and phrase[-1] in _ADMIN else admin
        return phrase + admin + (placed["rest"] or "")
    own = _PLACED.fullmatch(phrase)
    alike = _alike(name, phrase) or (name[-1] in _OFFICES and phrase[-1] in _OFFICES)
    if slot.kind == "organisation" and alike and _begins_with_place(name):
        if phrase[0] in _ADMIN:
            return placed["stem"] + phrase
        if own is None or not own["admin"]:
            return placed["stem"] + placed["admin"] + phrase
    return phrase


def _begins_with_place(name: str) -> bool:
    match = _PLACED.match(name)
    return match is not None and bool(match["admin"] and match["rest"])


def _like_noun(text: str, phrase: str, shared: int = 1) -> str:
    """`phrase` for the nouns that end as it does: 白鹭大桥 for 青石大桥, where neither is a known name."""
    run: list[tuple[int, int]] = []
    for token in tag(text):
        if token.tag in ("n", "nz", "PER", "LOC", "ORG", "vn"):
            run = (
                [*run[:-1], (run[-1][0], token.end)]
                if run and run[-1][1] == token.start
                else [*run, (token.start, token.end)]
            )
    best = max(run, key=lambda r: _alike(text[r[0] : r[1]], phrase), default=None)
    if best and shared <= _alike(text[best[0] : best[1]], phrase) < best[1] - best[0]:
        return text[: best[0]] + phrase + text[best[1] :]
    return ""


def _other_part(question: Question, phrase: str) -> str:
    """`phrase` for the attribute, the category or the topic of a question: 那造价呢, 那大桥呢."""
    for part in (question.attribute, question.topic):
        if part and question.text.count(part) == 1:
            return question.text.replace(part, phrase)
    if question.category:
        return question.text.replace("".join((*question.modifiers, question.category)), phrase, 1)
    return ""
