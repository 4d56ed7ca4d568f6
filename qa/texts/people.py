"""Who holds which office, read off the text: 市水务局党组书记、局长廖暾."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.tagger import tag
from index.words import Words
from qa.texts.names import Span
from qa.texts.words import TITLES

_ANY = "|".join(sorted(TITLES, key=len, reverse=True))
TITLE = re.compile(f"(?:{_ANY})$")
_DEPUTY = re.compile("副$|助理$")
_BREAK = re.compile("[，。；：！？!?;:\n“”‘’《》]")
_AFTER = re.compile(_ANY)
_TAKES = re.compile(
    "(?:同志|先生|女士)?(?:正式|现|已|将|获)?(?:担任|出任|接任|就任|升任|调任|兼任|当选为?|被任命为|受聘为|任)(?!命|期|务|职|何)"
)
_ORDINAL = re.compile(
    "首[任位个]|第[一二三四五六七八九十\\d]+[任位个]|[前历上下]一?任"
)  # held once: a matter of history
_WHO_IS = re.compile(
    r"(?:请问)?(\w{2,5}?)(?:是谁(?!的)|是什么人|是何人|的?[曾现目前历还兼]*(?:担任|任|是)?过?(?:什么|何|哪些|哪个)(?:职务|职位|身份|官职)|的(?:职务|身份))"
)
REACH = 60  # characters before a name in which its offices stand


@dataclass(frozen=True, slots=True)
class Office:
    """A person and the phrase that names the offices: spans of one text."""

    person: Span
    phrase: Span


def offices(
    text: str, start: int = 0, end: int | None = None, words: Words | None = None
) -> Iterator[Office]:
    """Everybody in `text[start:end]` who is named with an office, in order."""
    end = len(text) if end is None else end
    previous: Office | None = None
    words = words or Words(text)
    for token in words.between(start, end):
        if token.tag not in ("PER", "nr"):
            continue
        person = Span(token.start, token.end)
        if previous and re.fullmatch(r"[ 、和]", text[previous.person.end : person.start]):
            previous = Office(person, previous.phrase)  # 记者 李霞 李世芳: one title for all
            yield previous
            continue
        phrases = (_phrase_before(words, start, token.start), _phrase_after(text, token.end, end))
        found = [Office(person, phrase) for phrase in phrases if phrase]  # 研究院院长贺克斌院士
        yield from found
        previous = found[0] if found else None


def _phrase_before(words: Words, start: int, person: int) -> Span | None:
    text, begin = words.text, max(start, person - REACH)
    breaks = list(_BREAK.finditer(text, begin, person))
    begin = breaks[-1].end() if breaks else begin
    apart = [token.end for token in words.between(begin, person) if token.tag == "p"]  # 监委对|市政协主席
    begin = apart[-1] if apart else begin
    stop = person
    while stop > begin and text[stop - 1] in " 、":
        stop -= 1
    return Span(begin, stop) if TITLE.search(text[begin:stop]) else None


def _phrase_after(text: str, person: int, end: int) -> Span | None:
    match = _AFTER.match(text, person, end)
    if match:
        return Span(person, match.end())
    takes = _TAKES.match(text, person, end)
    stop = _BREAK.search(text, takes.end(), end) if takes else None
    titles = list(_AFTER.finditer(text, takes.end(), stop.start() if stop else end)) if takes else []
    return Span(takes.end(), titles[-1].end()) if takes and titles else None


def holds(phrase: str, title: str) -> bool:
    """Whether `phrase` names the office `title` itself: 副书记 does not make a 书记."""
    for piece in re.split("[、 ]|兼", phrase):
        if piece.endswith(title):
            before = piece[: -len(title)]
            if not _DEPUTY.search(before):
                return True
    return False


def asked_office(question: str) -> tuple[str, str]:
    """(organisation, title) of 成都市水务局的局长是谁; empty strings when no office is asked for."""
    match = re.search(
        r"^(?:请问)?谁是(?P<a>[^，。？?]+?)[？?]*$|^(?P<b>[^，。？?]+?)(?:是谁|叫什么|姓甚名谁|是哪位|是哪一位|的名字)",
        question,
    )
    if not match:
        return "", ""
    phrase = (match.group("a") or match.group("b")).rstrip("？? 的")
    title = TITLE.search(phrase)
    if not title or _ORDINAL.search(phrase) or any(t.tag == "v" and t.end - t.start > 1 for t in tag(phrase)):
        return "", ""  # 谁是最早提出该理论的学者 asks for a deed, not for an office that somebody holds
    begin = title.start()
    if begin and phrase[begin - 1] == "副":
        begin -= 1
    return phrase[:begin].rstrip("的 "), phrase[begin:]


def asked_person(question: str) -> str:
    """唐杰 of 唐杰是谁 and 唐杰担任什么职务; "" when nobody's office is asked for."""
    match = _WHO_IS.match(question)
    if not match:
        return ""
    tokens = tag(match.group(1))
    return match.group(1) if len(tokens) == 1 and tokens[0].tag in ("PER", "nr") else ""
