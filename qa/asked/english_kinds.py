"""What an English question asks for: its kind, the type of its answer, the claim, who said what."""

import re

from qa.asked.kinds import Expected, QuestionKind, Speech, masked, quoted

_LEAD = re.compile(
    r"(?:please|hi|hello|hey|so|and|well|could you|can you|would you|will you|tell me|show me"
    r"|give me|i(?:'d| would) like to know"
    r"|i want to know|do you know|let me know|find out|i wonder|may i ask)\b[\s,:]*",
    re.I,
)
_COUNT = re.compile(r"\bhow many\b|\bthe (?:total )?number of\b.*\bmentioned\b", re.I)
_MEASURE = re.compile(
    r"\bhow many (?:meters|metres|kilometers|kilometres|yuan|dollars|tons|tonnes|years|days"
    r"|hours|percent|points|hectares|people|km|square|cubic|million|billion)\b", re.I)  # fmt: skip
_LIST = re.compile(
    r"\b(?:list|which|what (?:are|were)|what other|name all|name (?:all )?the|who (?:are|were)"
    r"|what\s+[\w-]+s\b|enumerate|give all)", re.I)  # fmt: skip
_AUXILIARY = "is|are|was|were|has|have|had|do|does|did|will|would|can|could|the|news|this|its|his|as|in|to"
_PLURAL = re.compile(
    r"\b(?:which|what|list|how many|many|name|who|enumerate|give)\b(?:\s+(?:are|were|all|other|of|the|some"
    rf"|names of))*(?P<noun>(?:\s+(?!(?:{_AUXILIARY})\b)[\w-]+){{0,3}}?\s+"
    rf"(?:(?!(?:{_AUXILIARY}|says|gas|happens|causes|means)\b|[a-z]+(?:ss|us|is)\b)[a-z-]+s|people|men|women))\b",
    re.I,
)
_SUMMARY = re.compile(
    r"\b(?:summar\w*|main ideas?|main points?|overview|gist|key points|in brief|sum up)\b|\babout\?*$"
    r"|\bwhat(?:'s| is| was| were| are)? (?:the (?:latest )?news|in the (?:news|papers?)"
    r"|happening|new)\b|\bwhat(?: has| have)? happened\b",
    re.I,
)
_TIMELINE = re.compile(
    r"\b(?:timeline|time line|chronology|sequence of events|step by step|how did .+ (?:unfold"
    r"|develop|evolve|come about)|progress (?:of|on|in)"
    r"|(?:latest|what) progress|what is the status of|history of|the course of)\b",
    re.I,
)
_OPENING = (
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must"
    r"|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|won't|can't)\s+(?!to\b)"
)
_YES_NO = re.compile(
    _OPENING + r"|,\s*(?:right|correct|(?:is|was|did|does|has|have)(?:n't)?\s+(?:it|he|she|they))\s*$"
    r"|\b(?:is it true|whether)\b",
    re.I,
)
_EXPECTS: tuple[tuple[Expected, str], ...] = (
    ("date", r"\bwhen\b|\bwhat (?:date|day|year|month|time)\b|\bwhich (?:date|day|year|month)\b"),
    ("number",
        r"\bhow (?:many|much|long|tall|high|far|deep|wide|big|large|old|fast|heavy|often)\b"
        r"|\bwhat (?:percentage|share|price|amount|number|proportion)\b"
        r"|\bby how much\b|\bwhat (?:is|was|were|are) (?:[\w'’-]+ ){0,4}?(?:gdp|revenue|profit|income"
        r"|sales|speed|capacity|turnout|magnitude|score|salary|budget|output|inflation|toll)\b"
        r"|\bwhat (?:is|was) (?:[\w'’-]+ ){1,4}?(?:length|height|price|cost|area|capacity|population"
     r"|number|amount|rate|share|percentage|depth|width|size|value|total)\b"),
    ("place",
        r"\bwhere\b|\b(?:which|what) (?:city|country|province|county|district|place|town|village"
        r"|region|state|island|venue)\b"),
    ("organisation",
        r"\b(?:which|what) (?:company|organi[sz]ation|institution|agency|department|university"
        r"|school|hospital|bank|team|club|firm|group|bureau|ministry)\b"),
    ("person",
        r"\bwho(?:m|se)?\b|\b(?:which|what) (?:person|man|woman|official|expert|player|scientist"
        r"|minister|reporter|writer|actor|director)\b"),
)  # fmt: skip
_LATEST = re.compile(
    r"\b(?:latest|most recent(?:ly)?|newest|current(?:ly)?|now|at present|so far|recently|these days)\b", re.I
)
_SAY = (
    r"(?:said|says?|saying|claimed|stated|announced|pointed out|stressed|emphasi[sz]ed"
    r"|mentioned|talked about|spoke (?:about|of|on)|commented on|remarked|told|suggested"
    r"|admitted|denied|warned|criticized|criticised)"
)
_WHO_SAID = re.compile(
    rf"^who(?:\s+(?:has|have|else|was it that))*\s+{_SAY}\b\s*(?:that\b|about\b)?\s*(?P<what>.*)$", re.I
)
_WHOSE = re.compile(
    r"\b(?:whose (?:words|quote|remark)|who (?:is|was) (?:being )?quoted|who made (?:this|the"
    r"|that) (?:remark|statement|comment)|said by whom|which \w+ said)\b",
    re.I,
)
_WHAT_SAY = (
    re.compile(
        r"^what (?:did|does|do|has|have|had) (?P<who>.{1,60}?) (?:say|said|state|stated|announce"
        r"|claim|suggest|think|thought|mention(?:ed)?|comment(?:ed)?|tell"
        r"|told)\b(?: us)?(?:\s+(?:about|on|of|regarding"
        r"|concerning)\s+(?P<topic>.{1,80}))?(?P<rest>.*)$", re.I),
    re.compile(
        r"^how (?:did|does|do|has) (?P<who>.{1,60}?) (?:view|see|comment on|respond to|react to"
        r"|evaluate|regard)\s*(?P<topic>.{1,80})(?P<rest>)$", re.I),
    re.compile(
        r"^what (?:is|was|are|were) (?P<who>.{1,60}?)(?:'s|’s) (?:view|opinion|comment|position"
        r"|response|statement|remark|reaction|attitude|take)s?(?:\s+(?:about|on|of|to|regarding"
        r"|towards?)\s+(?P<topic>.{1,80}))?(?P<rest>)$", re.I),
)  # fmt: skip
_MEDIUM = (
    r"(?:the |this |that |these |those |today's )?(?:news )?(?:articles?|pages?|news(?:papers?)?|papers?"
    r"|reports?|stor(?:y|ies)|archive)"
)
_FRAME = re.compile(rf"^{_MEDIUM}$", re.I)
# What says of a name only that it is in print: do the reports mention, named in these news stories.
_FRAMING = re.compile(
    rf"\b(?:(?:do|does|did)\s+)?{_MEDIUM}\s+(?:mention|name|list|report|cover|talk about|refer to|speak of)"
    r"(?:s|ed)?\b"
    r"|\b(?:(?:mentioned|named|listed|reported|covered|described|discussed|appear(?:ing|s)?|found)\s+)?"
    r"(?:in|by)\s+"
    rf"{_MEDIUM}(?!\s+(?:of|on|about|by|from)\b)(?!\s+[a-z])",
    re.I,
)


def unframed(text: str) -> str:
    """`text` without what only says that articles tell of it: (which parks) do the reports mention."""
    return _FRAMING.sub(" ", text)


def core(text: str) -> str:
    """`text` without its greeting, its tell me and please, and its last marks."""
    text = text.strip().rstrip("?!. ")
    for _ in range(4):
        match = _LEAD.match(text)
        if not match or match.end() >= len(text):
            break
        text = text[match.end() :]
    return re.sub(r"[,\s]+please$", "", text, flags=re.I)


def kind(text: str) -> QuestionKind:
    """The kind of a question without its lead; speech is asked before."""
    seen = masked(text)
    if _YES_NO.search(seen) and not re.match(r"(?:can|could|would|will)\s+you\b", seen, re.I):
        return "yes_no"
    if _TIMELINE.search(seen):
        return "timeline"
    if _SUMMARY.search(seen):
        return "summary"
    if _COUNT.search(seen):
        return "fact" if _MEASURE.search(seen) else "count"
    return "list" if _LIST.search(seen) and _PLURAL.search(seen) else "fact"


def asked_noun(text: str) -> str:
    """The plural that a list or count question asks for, with what stands before it; "" for none."""
    match = _PLURAL.search(masked(text))
    return match.group("noun").strip() if match else ""


_ONE = re.compile(
    rf"\b(?:which|what)\s+(?P<noun>(?:(?!(?:{_AUXILIARY}|of|on|at|for|from|by|with|kind|year|day|date|month|time)\b)"
    r"[a-z][a-z'’-]*\s+){1,3})",
)


def one_noun(text: str) -> list[str]:
    """What may be the noun of a question for one thing (Which party secretary said …), the longest first."""
    match = _ONE.search(f"{masked(text[:1].lower() + text[1:])} ")
    words = match.group("noun").split() if match else []
    return [" ".join(words[:length]) for length in range(len(words), 0, -1)]


def expects(text: str) -> Expected:
    """The type of what would answer: the question word that stands first decides."""
    seen = masked(text)
    found = [
        (m.start(), -m.end(), name) for name, pattern in _EXPECTS for m in re.finditer(pattern, seen, re.I)
    ]
    return min(found)[2] if found else ""


def latest(text: str) -> bool:
    """Whether the newest is asked for."""
    return bool(_LATEST.search(masked(text)))


def claim(text: str) -> str:
    """The statement that a yes/no question asks about: Did it open in May → it open in May."""
    said = re.sub(
        r",\s*(?:right|correct|(?:is|was|did|does|has|have)(?:n't)?\s+\w+)\s*$", "", text, flags=re.I
    )
    plain = re.sub(r"^is it true that\s+", "", said, flags=re.I)
    return plain if plain != said else re.sub(_OPENING, "", said, count=1, flags=re.I).strip()


def speech(text: str) -> Speech:
    """What an English question (without its lead) asks about speech; kind "" when it asks about none."""
    words = quoted(text)
    if match := _WHO_SAID.match(text):
        return Speech("speaker", quotation=words, topic="" if words else match.group("what").strip())
    if words and _WHOSE.search(text):
        return Speech("speaker", quotation=words)
    if re.match(r"who said what\b", text, re.I):
        return Speech("statements")
    for pattern in _WHAT_SAY:
        match = pattern.match(text)
        if match and not _FRAME.match(match.group("who")):
            return Speech(
                "statements", speaker=match.group("who"), topic=(match.group("topic") or "").strip()
            )
    return Speech()
