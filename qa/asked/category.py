"""The noun that a list or count question asks for: 水库 of 文章里提到了哪些水库, 常委 of 常委都有谁."""

import re

from index.tagger import Token
from qa.asked.chinese import COUNTED, NOT_SOME, NUMBER
from qa.texts.classes import kind_of
from qa.texts.words import FRAME

NOMINAL = frozenset("n nz nw nr ns nt PER LOC ORG vn an a f s m TIME t".split())
_ASKS = re.compile(
    rf"哪些|哪几[大{COUNTED}]?|哪{NUMBER}[大{COUNTED}]?"
    rf"|多少[{COUNTED}]?|{NOT_SOME}几[大{COUNTED}]|所有的?|全部的?|(?:都|还|里|中"
    rf"|上)有(?:什么|啥)|(?:提到|提及|报道|介绍|涉及)(?:了|过)?(?:什么|啥)"
    "|列(?:出|举|一下)"
)
_TAIL = re.compile(
    r"(?:都|分别|一共|总共)*(?:有|是|为|指|包括|包含|叫)*(?:的是)?(?:哪|什么|啥|谁|多少|几)"
    r"|(?:都|一共|总共)?有(?=多少|几)|的?(?:名单|清单|数量|个数)|(?:列|找)(?:举|出)*来|列一?下$"
)
_ENDS = re.compile(r"(?:[有了过到着是为]|包括|包含)哪些(?P<noun>[一-鿿]{2,6})$")
# What a clause says of places, behind 哪些地方.
_NEEDS = re.compile("[用供停缺限断][水电气热暖煤]|出行|通行|就[医学业]|上学|受[灾淹损]")
_BIG = re.compile("[大小](?:项|类|件|块|区|洲)")  # LAC cuts 大项 in two, and 项 counts
_PEOPLE = re.compile(
    "(?:有|是|包括|提到|提及|出现|采访|涉及)(?:了|过)?(?:谁|哪些?人|什么人|啥人)"
    rf"|哪{NUMBER}[个位名]?人(?![员士物民才])"
)


def apart(text: str, tokens: list[Token]) -> list[Token]:
    """`tokens` with what is counted by itself, where LAC joins it to its counter: 多少|支卷烟, 哪|两个人."""
    asked = [m for m in _ASKS.finditer(text) if m.group()[0] in "哪多几" and m.group()[-1] in COUNTED]
    edges = [m.end() for m in asked if not text.startswith("部分", m.end() - 1)]
    found: list[Token] = []
    for token in tokens:
        cut = next((edge for edge in edges if token.start < edge < token.end), 0)
        found += [Token(token.start, cut, "q"), Token(cut, token.end, "n")] if cut else [token]
    return _unread(text, found)


def _unread(text: str, tokens: list[Token]) -> list[Token]:
    """`tokens` with as one noun what a question ends with and LAC reads as verbs: 有哪些|学会."""
    match = _ENDS.search(text)
    behind = [t for t in tokens if match and t.start >= match.start("noun")]
    if match is None or not behind or behind[0].start != match.start("noun") or behind[0].tag != "v":
        return tokens
    plain = not any(t.tag in ("u", "p", "r", "c", "d", "w") for t in behind)
    known = _leading(text, _described_by(text, behind) or behind)
    joined = [Token(match.start("noun"), match.end("noun"), "n")]
    return [t for t in tokens if t not in behind] + joined if plain and not known else tokens


def span(text: str, tokens: list[Token]) -> tuple[int, int]:
    """Where the noun phrase asked for stands: after 哪些, 几座, else before 有哪些; (0, 0) for none."""
    for match in reversed(list(_ASKS.finditer(text))):
        counted = match.group()[-1] in COUNTED
        behind = [t for t in tokens if t.start >= match.end()]
        phrase = _leading(text, _described_by(text, behind) or behind, counted=counted)
        if (
            phrase
            and text[phrase[0].start : phrase[-1].end] in ("人", "人员")
            and (who := _who(text, tokens))
        ):
            return who.start, who.end
        if phrase:
            big = _BIG.match(text, phrase[-1].start)
            return phrase[0].start, big.end() if big else phrase[-1].end
    tail = _TAIL.search(text)
    before = [t for t in tokens if t.end <= (tail.start() if tail else len(text)) and t.tag != "w"]
    while tail and tail.group()[-1] in "几少" and len(before) > 1 and before[-1].tag in ("v", "d"):
        before.pop()  # 论坛活动 of 论坛活动共开展几场
    if before and text[before[-1].start : before[-1].end] == "的":
        return 0, 0  # 参加会议的有谁, 新开工的有哪些: no noun stands there
    phrase = list(reversed(_leading(text, list(reversed(before)))))
    return (phrase[0].start, phrase[-1].end) if phrase else (0, 0)


def _described_by(text: str, behind: list[Token]) -> list[Token]:
    """员工 of 几名|在推特上表达不满的员工: what stands behind the clause that describes it, if one does."""
    if not behind or behind[0].tag not in ("p", "v", "vd", "d"):
        return []
    for place, token in enumerate(behind[:-1]):
        if token.tag == "w":
            return []
        if text[token.start : token.end] == "的":
            return behind[place + 1 :] if behind[place + 1].tag in ("n", "nz", "nw") else []
    return []


def _who(text: str, tokens: list[Token]) -> Token | None:
    """航天员 of 航天员都有哪些人: the noun that says what people."""
    match = _HAS_PEOPLE.search(text)
    before = next((t for t in tokens if match and t.end == match.start()), None)
    known = before and before.tag == "n" and text[before.start : before.end] not in FRAME
    return before if known else None


_HAS_PEOPLE = re.compile("(?:都|分别|一共|主要)*(?:有|是|包括)哪些?人")
_ONE = re.compile(r"哪一?[座家个位名所条种项支场部艘架类只台款]")


def single(text: str, tokens: list[Token]) -> tuple[int, int]:
    """Where the noun of 哪座城市 stands, which the answer need not be called; (0, 0) for none."""
    match = _ONE.search(text)
    after = next((t for t in tokens if match and t.start >= match.end()), None)
    return (after.start, after.end) if after and after.tag == "n" else (0, 0)


def implied(text: str) -> str:
    """人 where 谁 asks for several people and no noun says which."""
    return "人" if _PEOPLE.search(text) else ""


def _leading(text: str, tokens: list[Token], *, counted: bool = False) -> list[Token]:
    """The unbroken run of nominal words that `tokens` begins with, frame words passed over.

    Behind a counter (`counted`) verbs may describe them: 几座 新建 车站.
    """
    run: list[Token] = []
    for place, token in enumerate(tokens):
        word = text[token.start : token.end]
        if run and token.tag in _APART and _closed(run[-1], token):
            break  # 哪些大桥年内通车, 哪些地方海棠较多
        if run and _goes_on(text, run[-1], token):
            break
        if word == "的" and run and run[-1].end == token.start and run[-1].tag in _DESCRIBING:
            continue  # 著名的景点
        if token.tag in NOMINAL and word not in FRAME:
            run.append(token)
        elif run and any(_inside(text, tokens[at : at + 3]) for at in (place - 1, place)):
            run.append(token)  # 央企中管干部: LAC cuts what it does not know
        elif run or (word not in FRAME and not _described(text, tokens[place : place + 3], counted)):
            break
    while len(run) > 1 and run[-1].tag == "f":
        run.pop()  # 学了哪些武功后
    return run


def _closed(noun: Token, behind: Token) -> bool:
    """Whether a noun of two characters or more stands right before a word; 款 of 几款 is a counter."""
    return noun.tag == "n" and noun.end - noun.start > 1 and noun.end == behind.start


def _goes_on(text: str, noun: Token, behind: Token) -> bool:
    """Whether a clause goes on right behind a noun: 五条路|设置为单行道, 哪些小区|供水."""
    verb = behind.tag in ("v", "vn") and text.startswith(("为", "成"), behind.end)
    return noun.tag == "n" and (verb or _NEEDS.fullmatch(text, behind.start) is not None)


# Names and times that begin another phrase right behind a noun; words that 的 joins to the noun behind it.
_APART = frozenset("TIME t PER LOC nr ns".split())
_DESCRIBING = frozenset("a ad TIME t s f".split())


def _described(text: str, ahead: list[Token], counted: bool) -> bool:
    """Whether a verb or two stand before a noun that is counted or of a kind of names: 非法 捕捞 当事人."""
    for token in ahead:
        word = text[token.start : token.end]
        if token.tag == "n" and (counted or kind_of(word)):
            return token is not ahead[0] and not text.startswith("的", token.end)
        if token.tag not in ("v", "vn", "ad", "a", "d") or word in FRAME:
            return False
    return False


def _inside(text: str, ahead: list[Token]) -> bool:
    """Whether a phrase goes on over two cut characters: 中/f 管/v before 干部."""
    cut = len(ahead) == 3 and [t.tag for t in ahead] in (["f", "v", "n"], ["v", "v", "n"])
    last = ahead[-1]
    short = all(t.end - t.start == 1 and text[t.start : t.end] not in "有在是的设" for t in ahead[:2])
    return cut and short and text[last.start : last.end] not in FRAME
