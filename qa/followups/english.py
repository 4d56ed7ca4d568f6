"""Follow-up questions in English: What about Xindu?, the first one, Which of them …, he, it, there."""

import re
from collections.abc import Sequence
from datetime import date

from qa.answer import Answer
from qa.asked import dates
from qa.asked.english import known, noun_phrase, translate
from qa.followups.names import Wanted, english_like
from qa.followups.referents import asked, listed, other, referent
from qa.followups.slots import english_slots
from qa.question import Question, understand
from qa.texts.people import TITLE

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ELLIPSIS = re.compile(
    r"^(?:(?:and|so|but|then|ok(?:ay)?)[,\s]+)?(?:(?:what|how) about|(?:and )?what of"
    r"|and(?: for| in)?|same for)\s+(?P<phrase>.{1,60}?)[\s?!.]*$",
    re.I,
)
_AMONG = re.compile(
    r"\b(?:which|how many|who|any)(?: one)? (?:of|among) (?:them|these|those|the(?:se"
    r"|m)? [\w-]+)\b|^(?:and )?which ones?\b|\bamong (?:them|these|those)\b", re.I)  # fmt: skip
_ORDINAL = re.compile(
    rf"\bthe (?P<nth>{'|'.join(_ORDINALS)}|last|former|latter)(?: one)?(?: (?P<noun>[a-z-]+))?(?=\b)", re.I
)
_OTHER = re.compile(r"\b(?:the other|another)(?: one)?(?: [a-z]+)?\b", re.I)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.I)
_SEVERAL = re.compile(r"\b(?:they|them|their|these|those)\b", re.I)
_THERE = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were|any|a)\b)", re.I)
_THING = re.compile(
    r"\b(?:it|its)\b(?! true| like to| (?:takes? |took )?from\b[^?]* to\b)"
    r"|\b(?:this|that|the same) (?:one|reservoir|bridge|project|company"
    r"|place|city|district|event|plan|building|airport|university|hospital|museum|station|book"
    r"|film|storm|typhoon)\b", re.I)  # fmt: skip
_GROWS = re.compile(r"\bit (?:grow|rise|increase|fall|drop|decrease|decline|change|go up|go down)\b", re.I)
_MEASURED = re.compile(r"what (?:is|was|are|were) (.+?)(?: (?:in|on|for) [^?]*)?\?*$", re.I)
_POSSESSIVE = ("his", "its", "their", "hers")
_WH = re.compile(r"\b(?:who|what|which|when|where|how|why|did|does|is|are|was|were|has|have)\b", re.I)
_BARE = re.compile(
    r"^(?:and )?(?P<wh>when|where|why|how|how much|how long|how many|by whom|who)(?: (?:was|is"
    r"|did|were) (?:that|it))?[\s?!.]*$",
    re.I,
)


def resolved(question: Question, turns: Sequence[Answer], today: date) -> tuple[str, tuple[str, ...]]:
    """(self-contained text, items asked among); ("", ()) for a question that stands alone."""
    text = _CORRECTION.sub("", question.text)
    given = listed(turns)
    if given and (among := _among(text)):
        names = tuple(item.name for item in given.items)
        return f"Of {', '.join(names)}: {among}", names
    if given and (whole := _of_list(text, asked(given))):
        return whole, ()
    ellipsis = _ELLIPSIS.match(text)
    phrase = ellipsis["phrase"] if ellipsis else text.rstrip("?!. ") if text != question.text else ""
    if (phrase or _ORDINAL.match(text)) and not _WH.search(phrase):
        owned = re.match(r"(?:its|his|her|their)\s", phrase, re.I)  # its cost: of what was spoken of
        return asked_of(phrase if owned else _pointed(phrase or text.rstrip("?!. "), turns), turns, today), ()
    bare = _BARE.match(text)
    if bare:
        return _asked_with(asked(turns[-1]), bare["wh"]), ()
    when = re.match(r"(?:in|on|during|since|before|after)\s+(?P<phrase>.{3,40}?)\?*$", text, re.I)
    if when and any(words.end == len(when["phrase"]) for words in dates.find(when["phrase"], today)):
        return asked_of(when["phrase"], turns, today), ()
    alone = _NOUN_ALONE.fullmatch(text)
    if alone and noun_phrase(alone["noun"]) and (about := _about(turns)):
        return f"{text.rstrip('? ')} of {about}?", ()
    return _pointed(text, turns), ()


# No, I meant …: what follows is put in the place of what the last question asked of.
_CORRECTION = re.compile(
    r"^(?:no|sorry|not that)\b[,.\s]+"
    r"(?:i (?:meant?|(?:was asking|asked|am asking) (?:about|for))\s+)?",
    re.I,
)
_HOW_MANY = re.compile(
    r"^(?:and |so )?how many(?: (?:are|were) (?:there|they))?(?: in (?:all|total))?[\s?!.]*$", re.I
)
_MORE = re.compile(
    r"^(?:and )?(?:(?:are there )?any(?:thing|one|body)? (?:others?|else|more)(?: ones?)?"
    r"|(?:what|who|which) (?:else|others?)|others)[\s?!.]*$",
    re.I,
)
_NOUN_ALONE = re.compile(r"(?:and )?how (?:many|much) (?P<noun>[a-z-]+(?: [a-z-]+)?)\?*", re.I)


def _among(text: str) -> str:
    """What is asked of the items of the last list, "" where nothing is: which are in Chengdu."""
    match = _AMONG.search(text)
    if not match or re.match(r"(?:is|are|was|were)\b", text, re.I):
        return ""
    asks = re.match(r"(?:and\s+)?(how many|\w+)", match.group(), re.I)
    rest = _AMONG.sub(asks[1] if asks else "", text, count=1)
    return re.sub(r"^(?:and|so)\s+", "", rest, flags=re.I)


def _of_list(text: str, lists: str) -> str:
    """The last list's question again, for any others, or put to ask how many; "" for anything else."""
    if _MORE.match(text):
        return lists
    asks = re.match(r"(?:which|what|list(?: all)?(?: the)?|name(?: all)?(?: the)?)\s+(?=[a-z])", lists, re.I)
    return f"How many {lists[asks.end() :]}" if asks and _HOW_MANY.match(text) else ""


def _about(turns: Sequence[Answer]) -> str:
    """What the last turn was about: the last name of its question, else what was answered."""
    named = english_slots(asked(turns[-1])) if english_like(asked(turns[-1])) else []
    text = asked(turns[-1])
    return text[named[-1].start : named[-1].end] if named else referent(turns, "thing")


def _asked_with(previous: str, word: str) -> str:
    """Why did it close? after When did it close?; the question word in front of a yes/no question."""
    text = previous.rstrip("?？ ")
    swapped = re.match(rf"(?:(?:when|where|why|how|who|what)\s+)?(?P<rest>(?:{_AUX})\b.*)$", text, re.I)
    if swapped:
        rest = swapped["rest"]
        return f"{word.capitalize()} {rest[0].lower()}{rest[1:]}?"
    return f"{text}, {word.lower()}?"


_AUX = "is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"


def _pointed(text: str, turns: Sequence[Answer]) -> str:
    """`text` with its ordinal, its other one or its pronoun replaced by the name."""
    given = listed(turns)
    match = _ORDINAL.search(text)
    if given and match and not english_slots(text):
        name = _nth([item.name for item in given.items], match["nth"].lower())
        noun = (
            bool(match["noun"])
            and bool(translate(match["noun"]))
            and bool(name)
            and name.endswith(translate(match["noun"])[0])
        )
        if name and (noun or not match["noun"] or not translate(match["noun"])):
            end = match.end() if noun or not match["noun"] else match.start("noun") - 1
            return text[: match.start()] + name + text[end:]
    match, (_, left) = _OTHER.search(text), other(turns)
    if match and left:
        return text[: match.start()] + left + text[match.end() :]
    return _pronoun(text, turns)


def _nth(names: list[str], word: str) -> str:
    place = {"former": 0, "latter": len(names) - 1, "last": len(names) - 1}.get(word, -1)
    place = _ORDINALS.index(word) if word in _ORDINALS else place
    return names[place] if 0 <= place < len(names) else ""


_PRONOUNS: tuple[tuple[re.Pattern[str], Wanted], ...] = (
    (_SEVERAL, "several"),
    (_PERSON, "person"),
    (_THERE, "place"),
    (_THING, "thing"),
)


def _pronoun(text: str, turns: Sequence[Answer]) -> str:
    for pattern, wanted in _PRONOUNS:
        match = pattern.search(text)
        if not match or english_slots(text[: match.start()]):
            continue  # Did Feng Sheng say that he …: the question names him itself
        name = referent(turns, wanted)
        if wanted == "thing" and _GROWS.search(text) and (measure := _MEASURED.match(asked(turns[-1]))):
            name = measure[1]  # the GDP of Shanghai grew, not Shanghai
        if name:
            owner = "'s" if match.group().lower() in _POSSESSIVE or _her(text, match) else ""
            return text[: match.start()] + name + owner + text[match.end() :]
    return text


def _her(text: str, match: re.Match[str]) -> bool:
    return match.group().lower() == "her" and bool(re.match(r"\s+[a-z]", text[match.end() :]))


def asked_of(phrase: str, turns: Sequence[Answer], today: date) -> str:
    """The previous question with `phrase` for what corresponds to it: a date, a name, an office …."""
    phrase = re.sub(r"['’]s$", "", re.sub(r"^(?:of|in|for|at)\s+", "", phrase))
    previous = asked(turns[-1])
    new, old = dates.find(phrase, today), dates.find(previous, today)
    if new and new[0].start == 0 and new[-1].end == len(phrase):
        if old:
            return previous[: old[0].start] + phrase + previous[old[0].end :]
        return f"{previous.rstrip('?？ ')} {phrase}?"
    last, left = other(turns)
    if left == phrase and last in previous:
        return previous.replace(last, phrase, 1)
    given = listed(turns[-1:])
    if given and phrase in [item.name for item in given.items]:
        return f"What is the situation of {phrase}?"
    names = english_slots(previous)
    if names and re.search(r"\bthe $", previous[: names[-1].start], re.I):
        phrase = re.sub(r"^the\s+", "", phrase, flags=re.I)
    if english_slots(phrase):
        return (
            _replaced(previous, names[-1].start, names[-1].end, phrase)
            if names
            else f"{previous.rstrip('?？ ')} {phrase}?"
        )
    noun = re.sub(r"^(?:the|its|his|her|their|\S+['’]s)\s+", "", phrase, flags=re.I)
    about = _about(turns)
    return _other_noun(previous, noun) or (f"What is the {noun} of {about}?" if about else "")


def _replaced(text: str, start: int, end: int, phrase: str) -> str:
    return text[:start] + phrase + text[end:]


def _other_noun(previous: str, phrase: str) -> str:
    """The deputy director for the director, bridges for reservoirs: a known noun for one of its kind."""
    wanted = translate(phrase)
    if not wanted:
        return ""
    title = bool(TITLE.search(wanted[-1]))
    category = understand(previous).category
    words = list(re.finditer(r"[A-Za-z]+(?:-[a-z]+)*", previous))
    for length in (3, 2, 1):
        for first, last in zip(words, words[length - 1 :], strict=False):
            chinese = known(previous[first.start() : last.end()].lower().split())
            if chinese and (TITLE.search(chinese) if title else chinese == category):
                return _replaced(previous, first.start(), last.end(), phrase)
    return ""
