"""Names of things in running text, taken whole: from a head noun back over its modifiers."""

from typing import NamedTuple

from index.fold import fold
from index.tagger import Token
from index.words import Words
from qa.words import GENERIC

# What a name can be built of, in LAC's tags.
_PART = frozenset(["n", "nz", "nw", "nr", "ns", "nt", "PER", "LOC", "ORG", "vn", "a", "an", "f", "s", "m"])
_COUNTERS = "大座个家位名条种项所处支场部件艘架辆篇次起类批些多几两"
WINDOW = 24  # characters before the head noun that can belong to a name; longer names are titles


class Span(NamedTuple):
    """`text[start:end]`, in code points."""

    start: int
    end: int


def names_of(
    text: str, head: str, start: int = 0, end: int | None = None, words: Words | None = None
) -> list[Span]:
    """Every name in `text[start:end]` that ends in `head` and says more than `head`, in order.

    久隆水库 in 位于东部新区的久隆水库工程; nothing in 这座水库 or 大型水库.
    """
    end = len(text) if end is None else end
    words = words or Words(text)
    found: list[Span] = []
    for position, stop in occurrences(text, head, start, end):
        begin = max(start, position - WINDOW)
        tokens = words.between(begin, min(end, stop + 6))
        name = _name_ending_at(text, tokens, position, stop)
        if name is not None:
            found.append(name)
    return found


def occurrences(text: str, phrase: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where `phrase` stands in `text[start:end]`, left to right; case, width and script don't count."""
    folded, wanted = fold(text[start:end]), fold(phrase)
    spans: list[Span] = []
    position = folded.find(wanted) if wanted else -1
    while position >= 0:
        spans.append(Span(start + position, start + position + len(wanted)))
        position = folded.find(wanted, position + len(wanted))
    return spans


def _name_ending_at(text: str, tokens: list[Token], position: int, stop: int) -> Span | None:
    last = next((i for i, t in enumerate(tokens) if t.start < stop <= t.end), None)
    if last is None or (tokens[last].end != stop and tokens[last].tag not in ("LOC", "ORG")):
        return None  # 大学 inside 大学生 is another word
    if stop - position == 1 and tokens[last].tag not in ("LOC", "ORG", "PER", "nz"):
        return None  # one character ends too many words: 强区 and 依法治区 are no districts
    first = last
    while tokens[first].start > position:  # the head noun itself may be several words
        first -= 1
    first = extend_left(text, tokens, first)
    while first < last and _generic(text[tokens[first].start : tokens[first].end], tokens[first]):
        first += 1
    begin = tokens[first].start
    return Span(begin, stop) if begin < position else None


def extend_left(text: str, tokens: list[Token], first: int) -> int:
    """The index of the first token of the noun phrase that holds `tokens[first]`."""
    while first > 0:
        before = tokens[first - 1]
        word = text[before.start : before.end]
        # LAC cuts unknown names into single letters and calls some of them verbs.
        fragment = before.tag == "v" and len(word) == 1 and first > 1 and tokens[first - 2].tag in _PART
        if not (before.tag in _PART or fragment) or (before.tag == "m" and word[-1] in _COUNTERS):
            break
        if before.tag == "vn" and first > 1 and tokens[first - 2].tag in ("v", "d", "p"):
            break  # 推动筹建学会: after a verb it is one more verb
        first -= 1
    return first


def _generic(word: str, token: Token) -> bool:
    return word in GENERIC or token.tag in ("TIME", "t", "r") or (token.tag == "m" and word[-1] in _COUNTERS)
