"""The items of a phrase that may list several: 英语、法语和意大利语 is three, 《世界观、哲学和宗教》 one."""

import re
from itertools import pairwise, takewhile

from index.words import Words
from qa.texts.enumerations import OPENING
from qa.texts.names import Span

PAUSED = 16  # characters of a piece between commas that may be an item; what is longer is a clause
_OPENS = re.compile(
    rf"(?:[^，。；：！？、\n]{{0,12}}?(?:{OPENING}|[：:]))+[：:]?\s*[了着]?|[^，。；：！？、\n]{{0,6}}?(?<![没还具富])有(?=.)"
)
_SUCH = re.compile(
    r"[^，。；：！？、\n]{2,16}[商家者业司店构星手员牌品]如(?=[^，。；：！？\n]{2})"
)  # 巧克力制造商如甲
_FIRST = re.compile(  # 其中甲, 一位是乙, 上篇《丙》
    r"(?:其中(?:包括|有)?|[一另]一?[位个名家座部]是(?:一[位个名家座部])?|[上中下首尾]篇(?=《))(?=..)"
)
_CLOSES = re.compile(
    r"(?<=.)(?:等(?:本[市省县区校])?(?:\d+[个家])?|(?<![\d.])[一二两三四五六七八九十\d]+[大个项种座家条位类名所部处支场款门件])[^，。；、“”《》（）]{0,10}$"
)
_PAIRS = dict(zip("《「『“‘（(〈", "》」』”’）)〉", strict=True))
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_JOINTS = frozenset("和 与 及 并 还有 跟".split())
_CLAUSE = frozenset("v vd d p r TIME t u".split())  # of words that names and nouns do not hold


def items_of(words: Words, span: Span) -> tuple[Span, ...]:
    """The items of `words.text[span]` in order; `span` itself where it lists nothing.

    They are joined by 、, 和 or, all of them short, by commas; marks inside brackets and quotes join nothing.
    What opens them (包括) and closes them (等多个景点) is left out.
    """
    text = words.text
    span = whole(text, span)
    pieces = _cut(text, span, "、")
    if len(pieces) > 1:
        pieces = _listed(words, pieces)
    else:
        pieces = _cut(text, span, "[；;]")
        pieces = pieces if len(pieces) > 1 else _cut(text, span, "[，,]")
        if any(end - start > PAUSED for start, end in pieces):
            pieces = [span]
    pieces = [part for piece in pieces for part in _apart(words, piece)] or [span]
    joined = _joined(words, pieces[-1])
    if len(pieces) > 1 or (len(joined) == 2 and "，" not in text[slice(*span)]):
        pieces = [*pieces[:-1], *joined]
    pieces = [part for piece in pieces for part in _in_a_row(text, piece)]
    if len(pieces) > 1:
        pieces = [_opened(text, pieces[0]), *pieces[1:-1], _closed(text, pieces[-1])]
    pieces = [_named(text, piece) for piece in pieces]
    return tuple(bare for piece in pieces if (bare := _bare(text, piece)).end > bare.start) or (span,)


def _apart(words: Words, piece: Span) -> list[Span]:
    """A piece cut at its 以及, before which 和 joins as it does before the end: 丙和丁|以及戊."""
    first, *rest = _cut(words.text, piece, "[，、]?以及") or [piece]  # 以及 alone joins nothing
    return [*(_joined(words, first) if rest else [first]), *rest]


def _named(text: str, piece: Span) -> Span:
    """Without what only counts or orders an item: 其中甲, 一位是乙, 中篇《丙》."""
    match = _FIRST.match(text, *piece)
    return Span(match.end(), piece.end) if match else piece


def whole(text: str, span: Span) -> Span:
    """`span` with the rest of a list that it breaks off in, and the marks around it that it cuts in two."""
    start, end = span
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if before in _PAIRS and (_open(text, start, end) < 0 or _PAIRS[before] == behind):
        start -= 1
    if behind in _CLOSING and _open(text, start, end) > 0:
        end += 1
    more = re.compile(r"(?:[》」』”’）)]?(?:、|和|与|及|以及)[^，。；：！？\n]{1,24})+")
    if text[end : end + 1] == "、" and (match := more.match(text, end)):
        end = match.end()
    return Span(start, end)


def _open(text: str, start: int, end: int) -> int:
    """How many brackets and quotes are opened in `text[start:end]` beyond those closed there."""
    return sum((c in _PAIRS) - (c in _CLOSING) for c in text[start:end])


def _cut(text: str, span: Span, marks: str) -> list[Span]:
    """`span` cut at what matches `marks`, those inside brackets and quotes left alone."""
    pieces, begin = [], span.start
    for match in re.finditer(marks, text[span.start : span.end]):
        at, end = span.start + match.start(), span.start + match.end()
        if _open(text, begin, at) <= 0:
            pieces.append(Span(begin, at))
            begin = end
    return [piece for piece in (*pieces, Span(begin, span.end)) if piece.end > piece.start]


def _listed(words: Words, pieces: list[Span]) -> list[Span]:
    """Pieces between 、 without the clauses that a comma parts from them: what begins and ends the list.

    国家一级演员，政协委员、全国劳模 is three; 2007年，他被控，涉嫌滥用职权、诈骗 is two.
    """
    found = list(reversed(_nominal(words, _cut(words.text, pieces[0], "[，,]")[::-1])))
    for piece in pieces[1:]:
        parts = _cut(words.text, piece, "[，,]")
        kept = _nominal(words, parts)
        found += kept
        if len(kept) < len(parts):
            break
    return found


def _nominal(words: Words, parts: list[Span]) -> list[Span]:
    """The first part and those behind it that are names and nouns, as far as they go unbroken."""
    rest = takewhile(lambda part: not any(t.tag in _CLAUSE for t in words.between(*part)), parts[1:])
    return [*parts[:1], *rest]


def _joined(words: Words, piece: Span) -> list[Span]:
    """A piece cut at its 和, where words stand on both sides."""
    text, parts, depth = words.text, [], 0
    begin = piece.start
    for token in words.between(*piece):
        word = text[token.start : token.end]
        if (
            word in _JOINTS
            and token.tag in ("c", "p")
            and not depth
            and begin < token.start
            and token.end < piece.end
        ):
            parts.append(Span(begin, token.start))
            begin = token.end
        depth = max(0, depth + _open(text, token.start, token.end))
    return [*(_without_or(text, part) for part in parts), Span(begin, piece.end)]


def _without_or(text: str, piece: Span) -> Span:
    """自主培养或者|与院校联合培养: what 或者 joins goes before 与."""
    stop = piece.end - len("或者")
    return Span(piece.start, stop) if stop > piece.start and text.startswith("或者", stop) else piece


def _in_a_row(text: str, piece: Span) -> list[Span]:
    """《甲》《乙》: titles and quotes without a mark between them."""
    row = re.compile(r"[》”」』](?=[《“「『])")
    at = [piece.start, *(m.end() for m in row.finditer(text, *piece)), piece.end]
    return [Span(a, b) for a, b in pairwise(at)]


def _opened(text: str, piece: Span) -> Span:
    """Without what opens the list: 分别为."""
    match = _OPENS.match(text, *piece) or _SUCH.match(text, *piece)
    return Span(match.end(), piece.end) if match and match.end() < piece.end else piece


def _closed(text: str, piece: Span) -> Span:
    """Without what sums the list up: 等多个景点, 六大功能区."""
    match = _CLOSES.search(text, *piece)
    return Span(piece.start, match.start()) if match and match.start() > piece.start else piece


def _bare(text: str, piece: Span) -> Span:
    """Without spaces and one pair of quotes around it."""
    start, end = piece
    while start < end and text[start] in " ，,。；":
        start += 1
    while end > start and text[end - 1] in " ，,。；":
        end -= 1
    if end - start > 2 and text[start] not in "（(" and _PAIRS.get(text[start]) == text[end - 1]:
        inner = [_open(text, start + 1, at) for at in range(start + 1, end)]
        start, end = (start + 1, end - 1) if min(inner) == 0 else (start, end)
    return Span(start, end)
