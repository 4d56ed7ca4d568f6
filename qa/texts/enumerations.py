"""Coordinations in running text: A、B、C等X, “A、B和C”, A、B这两大X."""

import re
from dataclasses import dataclass
from itertools import takewhile

from index.words import Words
from qa.texts.phrase import Span, extend_left
from qa.texts.value import quantity
from qa.texts.words import SAYING

_INNER = r"[^，。；：！？!?;\n、“”‘’（）()]"
_SEGMENT = rf"{_INNER}{{1,40}}(?:[（(][^（）()。\n]{{1,24}}[）)]{_INNER}{{0,20}})?"
_QUOTED = r"[“‘「『《][^“”‘’「」『』《》\n]{1,30}[”’」』》]"
_MEMBER = rf"(?:{_SEGMENT}|{_QUOTED})"
_SERIES = re.compile(rf"{_MEMBER}(?:、{_MEMBER})+")
_LATIN = re.compile(r"[A-Za-z\d.+/ -]{2}")
_LAST = re.compile("(以及|和|与|及)")
_TAIL = re.compile(  # 甲、乙2家, but P1、P2停车场
    r"共?(?P<count>[一二三四五六七八九十两]+|(?<![A-Za-z])\d+|\d+(?=[大个项种座家条位类名所部处支款门件]))"
    r"(?P<counter>[大个项种座家条位类名所部处支场款门件]?)"
)
_DASHED = re.compile(r"[^，。；：！？\n、—]{1,16}(?:—+[^，。；：！？\n、—（）]{1,12}){2,}")  # 虹桥—闵行—松江
_QUOTES = re.compile(rf"{_QUOTED}(?:(?:[、，]|和|与|及|以及)?{_QUOTED})+")
_PAIR = re.compile(  # 人才创新和金融技术|两个方面
    rf"(?P<one>{_INNER}{{2,40}}(?<!或者)(?<!或))(?:以及|或者|和|与|及|或)(?P<other>{_INNER}{{2,16}}?)(?=这?[两二2][大个项种座家条位类名所部处支场款门件方])"
)
# What a series is opened with.
OPENING = (
    "即|包括|包含|例如|譬如|比如|诸如|分别是|分别为|分别位于|分为|主要有|主要是|涵盖|囊括|涉及|共设|设有|依次为|依次是"
    "|以及"
)
_OPENING = re.compile(rf"(?:{OPENING})了?")
_PRAISED = re.compile("(?:更|最|较)[^，。；、的]{1,4}的(?=..)")  # 更高端的甲
_SUMMED = re.compile(r"等(?=共?计?[\d一二三四五六七八九十两多几]|共[同计有]|本[市省县区校院]|全[国省市县])")
_COUNTED = re.compile(r"(?P<count>\d+|[三四五六七八九十]+)[个大]?[省市县区国州镇乡村](?:[和与及，]|以及)")
_IS = frozenset("为 是 均为 都是 属于".split())
_ORDER = re.compile("[一二三四五六七八九十]{1,3}|\\d{1,2}")
_BINDING = "（）()·-./+ "  # marks that names hold: Genshin Impact （原神）, HDMI 2.1
SHORT = 12  # characters; what is longer behind a colon still has words in front
LABEL = 16  # characters around a series in which its class is named: …等新型科技社团


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The members of one coordination, in order, and the text around it that names their class."""

    members: tuple[Span, ...]
    label: Span  # after the last member
    lead: Span  # before the first member


def enumerations(
    text: str, start: int = 0, end: int | None = None, words: Words | None = None
) -> list[Enumeration]:
    """Every coordination of two members or more in `text[start:end]`.

    Where 和 may join two members or stand inside one (一线员工和广大群众队伍), both readings are given.
    """
    end = len(text) if end is None else end
    words = words or Words(text)
    found = []
    for match in _SERIES.finditer(text, start, end):
        for pieces in _runs(words, _pieces(text, match.start(), match.end())):
            last = _split_last(text, pieces[-1])
            for reading in [pieces] if len(last) == 1 else [pieces[:-1] + last, pieces]:
                found.append(_read(words, reading, start, end))
    for match in _PAIR.finditer(text, start, end):
        found.append(_read(words, [Span(*match.span("one")), Span(*match.span("other"))], start, end))
    for match in _DASHED.finditer(text, start, end):
        found.append(_read(words, _pieces(text, *match.span(), "—"), start, end))
    found += [_quoted(text, *match.span(), start, end) for match in _QUOTES.finditer(text, start, end)]
    return [e for e in found if len(e.members) > 1]


def _quoted(text: str, begin: int, stop: int, start: int, end: int) -> Enumeration:
    """“自我认识”“社会理解”“生涯探索”: quotes in a row."""
    quotes = re.compile(_QUOTED).finditer(text, begin, stop)
    members = tuple(Span(match.start() + 1, match.end() - 1) for match in quotes)
    return Enumeration(members, Span(stop, min(end, stop + LABEL)), Span(max(start, begin - LABEL), begin))


def _runs(words: Words, pieces: list[Span]) -> list[list[Span]]:
    """Pieces cut where 等 closes a series before the last; 和 between two of a sort is a joint."""
    runs: list[list[Span]] = [[]]
    numbered = pieces and _ORDER.fullmatch(words.text, *pieces[0])
    if numbered and not any(_ORDER.match(words.text, *piece) for piece in pieces[1:2]):
        return []  # 四、备查文件: it numbers a paragraph
    for piece in pieces:
        if total := _totalled(words.text, piece, len(runs[-1]) + 1):
            runs[-1].append(Span(piece.start, total))
            runs.append([])
            continue
        if acts := _acts(words, piece) if runs[-1] and piece is not pieces[-1] else 0:
            runs[-1].append(Span(piece.start, acts))
            runs.append([Span(acts, piece.end)])
            continue
        closed = _closed(words, piece)
        runs[-1] += _halves(words.text, piece) if piece is not pieces[-1] else [piece]
        if closed and piece is not pieces[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _totalled(text: str, piece: Span, count: int) -> int:
    """Where the last of `count` ends that are counted behind it: 丙6市和丁市南部; 0 for no such count."""
    match = _COUNTED.search(text, piece.start + 1, piece.end) if count > 2 else None
    return match.start() if match and _amount(match["count"]) == count else 0


def _acts(words: Words, piece: Span) -> int:
    """Where a name of who acts ends, behind which another series begins: 丙局|发布红色、橙色预警; else 0."""
    tokens = words.between(*piece)
    if len(tokens) < 2 or tokens[0].tag not in ("ORG", "PER"):
        return 0
    acts = tokens[1].tag in ("TIME", "v", "vd", "d") and any(t.tag == "v" for t in tokens[1:])
    return tokens[1].start if acts else 0


def _closed(words: Words, piece: Span) -> bool:
    tokens = words.between(*piece)
    return any(t.tag == "u" and words.text[t.start : t.end] == "等" for t in tokens[1:])


def _halves(text: str, piece: Span) -> list[Span]:
    """MIPI 屏幕接口和 MIPI 摄像头接口: two that end alike."""
    halves = _split_last(text, piece)
    if len(halves) == 2 and text[halves[0].end - 2 : halves[0].end] == text[piece.end - 2 : piece.end]:
        return halves
    return [piece]


def _pieces(text: str, begin: int, stop: int, mark: str = "、") -> list[Span]:
    pieces: list[Span] = []
    position = begin
    for piece in text[begin:stop].split(mark):
        span = Span(position, position + len(piece))
        position = span.end + 1
        open_ = pieces and text.rfind("（", *pieces[-1]) > text.rfind("）", *pieces[-1])
        if open_ and "）" in piece:  # 重庆5个省（区、市）
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return [piece for piece in pieces if piece.end > piece.start]


def _read(words: Words, pieces: list[Span], start: int, end: int) -> Enumeration:
    text = words.text
    begin = pieces[0].start
    last = _trim_last(words, pieces[-1], len(pieces))
    shared = _shared_end(text, pieces[:-1])
    at = text.rfind(text[pieces[0].end - shared : pieces[0].end], pieces[-1].start + 1, pieces[-1].end)
    alike = shared and text[: last.end].endswith(text[pieces[0].end - shared : pieces[0].end])
    if (
        shared and at >= 0 and not alike
    ):  # 排查不到位、监管不到位、责任落实不到位: the last ends as the others do
        last = Span(pieces[-1].start, at + shared)
    others = [*pieces[1:-1], last]
    first = _trim_first(words, pieces[0], others, quoted=begin > start and text[begin - 1] in "“‘「『《")
    first = _aligned(text, first, others)
    members = [_inside_quotes(text, _stripped(text, s)) for s in (first, *pieces[1:-1], last)]
    return Enumeration(
        tuple(m for m in members if m.end > m.start),
        Span(last.end, min(end, last.end + LABEL)),
        Span(max(start, first.start - LABEL), first.start),
    )


def _split_last(text: str, piece: Span) -> list[Span]:
    """和, 与 and 及 join the last two members, where words stand on both sides."""
    match = _LAST.search(text, piece.start + 1, piece.end - 1)
    if not match:
        return [piece]
    return [Span(piece.start, match.start()), Span(match.end(), piece.end)]


def _trim_first(words: Words, piece: Span, others: list[Span], quoted: bool) -> Span:
    """Without the words before it: 打造大遗产 → 大遗产. Inside quotes the series starts with the quote."""
    text = words.text
    if quoted or (text[piece.start] in "“‘「『《" and text[piece.end - 1] in "”’」』》"):
        return piece
    opened = _OPENING.match(text, piece.start, piece.end - 1)
    if piece.end - piece.start <= SHORT and text[max(0, piece.start - 1) : piece.start] in ("：", ":"):
        return Span(opened.end(), piece.end) if opened else piece  # 依次是：餐饮和住宿服务、美容美发服务
    if text[piece.end - 1] in "”’」』》":
        quote = max(text.rfind(mark, piece.start, piece.end) for mark in "“‘「『《")
        return Span(max(quote, piece.start), piece.end)
    opening = list(_OPENING.finditer(text, piece.start, piece.end - 1))
    if opening:
        return Span(opening[-1].end(), piece.end)
    tokens = words.between(piece.start, piece.end)
    deeds = sum(_deed(words, other) for other in others)
    verb = next((t for t in tokens if t.tag == "v" and t.end - t.start > 1), None)
    if deeds * 2 > len(others) and verb and verb.end < piece.end:
        return Span(verb.start, piece.end)  # 营造一条街区、建造一个茶室: they are deeds
    end = piece.end - _shared_end(text, others)  # 排查不到位、监管不到位: a phrase of its own in front
    last = max((i for i, t in enumerate(tokens) if t.start < end), default=len(tokens) - 1)
    start = tokens[extend_left(text, tokens, last)].start
    if text.startswith("其中", start) and start + 2 < piece.end:
        start += 2
    while start > piece.start and _LATIN.fullmatch(text, start - 1, start + 1):  # USB-C is one word
        start -= 1
    return Span(start, piece.end)


def _shared_end(text: str, others: list[Span]) -> int:
    """How many characters all of `others` end in alike, fewer than two counting for none."""
    ends = zip(*(text[s.start : s.end][::-1] for s in others), strict=False)
    shared = len(list(takewhile(lambda column: len(set(column)) == 1, ends)))
    return shared if len(others) > 1 and shared > 1 else 0


def _deed(words: Words, piece: Span) -> bool:
    tokens = words.between(*piece)
    return len(tokens) > 1 and tokens[0].tag == "v" and tokens[0].end - tokens[0].start > 1


def _aligned(text: str, first: Span, others: list[Span]) -> Span:
    """讲好成都文化、成都音乐、成都美食: what all the others begin with, the first begins with too."""
    shared = takewhile(
        lambda column: len(set(column)) == 1, zip(*(text[s.start : s.end] for s in others), strict=False)
    )
    prefix = "".join(column[0] for column in shared)
    at = text.find(prefix, first.start, first.end) if len(prefix) > 1 and len(others) > 1 else -1
    return Span(at, first.end) if at > 0 else first


def _trim_last(words: Words, piece: Span, count: int) -> Span:
    """Without the words after it: 四川商贸枢纽这三大枢纽 → 四川商贸枢纽; 埼玉十地, of ten, → 埼玉."""
    text = words.text
    if text[piece.start] in "“‘「『《":
        return piece
    tokens = words.between(piece.start, piece.end)
    if praised := _PRAISED.match(text, *piece):
        piece = Span(praised.end(), piece.end)
        tokens = words.between(*piece)
    closing = [t for t in tokens[1:] if t.tag == "u" and text[t.start : t.end] == "等"]
    if closing:  # 名家讲座、亲子共读等: what 等 closes is whole
        return Span(piece.start, closing[0].start)
    if summed := _SUMMED.search(text, piece.start + 1, piece.end):
        return Span(piece.start, summed.start())  # 轻便摩托车等共计507辆, whose 等 LAC does not see
    for match in _TAIL.finditer(text, piece.start + 1, piece.end):
        amount = _amount(match["count"])
        if amount == count or (match["counter"] and amount > 2):
            stop = match.start()
            return Span(piece.start, stop - (text[stop - 1] == "这"))
    for before, token, following in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        word = text[token.start : token.end]
        verb = (
            token.tag == "v"
            and len(word) > 1
            and (following is not None or word in SAYING or before.tag in ("PER", "ORG"))
        )
        ends = token.tag == "TIME" and before.tag in ("ORG", "LOC", "PER")  # 丙局|8月4日联合发布
        verb = verb or (word in _IS and token.tag in ("v", "p"))  # 丙站为新建车站
        ends = ends or (token.tag in ("u", "p", "r", "d", "ad", "w", "xc") and word not in _BINDING)
        if verb or ends or word == "说":
            return Span(piece.start, token.start)
    return piece


def _amount(said: str) -> int:
    value = quantity(said)
    return int(value[0]) if value else 0


def _inside_quotes(text: str, span: Span) -> Span:
    if text[span.start : span.start + 1] in ("“", "‘", "「", "『") and text[span.end - 1] in "”’」』":
        return Span(span.start + 1, span.end - 1)
    return span


def _stripped(text: str, span: Span) -> Span:
    word = text[span.start : span.end]
    return Span(span.start + len(word) - len(word.lstrip()), span.end - len(word) + len(word.rstrip()))
