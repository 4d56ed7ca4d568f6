"""Names that LAC cuts or misses, mended: each rule names one habit of its."""

import re
from collections.abc import Sequence
from itertools import groupby

from index.token import Token

SAYING = frozenset("说 表示 认为 指出 介绍 强调 称 坦言 透露 告诉 提出 建议".split())
LONGEST_PERSON = 3  # characters, of a Chinese name with a surname of one
LONGEST_LISTED = 4  # characters, of one that stands alone between two marks
_DOTS = "·•・‧"
_JOINTS = "、和与及"
_COMMON = frozenset("n vn v a an TIME".split())
_OFFICES = "长员师家记任理人手授士生兵友属"
_HAN = re.compile("[\u4e00-\u9fff]{2,4}")
_FOREIGN = re.compile("[\u4e00-\u9fffA-Za-z]{1,8}")
# What foreign names are spelled with.
SPELLING = frozenset(
    "阿巴贝比波伯博布查德迪杜恩尔法菲费夫弗盖格戈哈赫胡基吉加杰卡凯康科克肯库拉莱兰劳雷利里列林卢鲁伦罗洛马麦曼梅米莫姆穆纳奈内尼"
    "诺努帕佩皮普奇乔切丘萨塞森沙什史斯索塔泰坦特蒂图托瓦万威维沃西希夏谢辛亚扬叶耶伊因尤约泽扎佐兹娃琳娜丽莎安奥欧艾埃买提孜"
)
# The surnames of nine tenths of all Chinese, and the double ones.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任"
    "姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章"
    "鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋"
    "植甘景薄单包司柏宁柯阮桂闵骆晏卓蓝冉房燕符米苟简饶刁车褚佟连全党栾侍"
) | {"欧阳", "司马", "上官", "诸葛", "东方", "夏侯", "尉迟", "慕容", "令狐", "皇甫", "宇文", "长孙", "司徒"}


def mended(text: str, offset: int, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` of `text`, which begins at `offset`, with the names of people taken whole."""
    spelled = _spelled(text, offset, _before_saying(text, offset, tokens))
    return _things(text, offset, _listed(text, offset, _dotted(text, offset, spelled)))


def _word(text: str, offset: int, token: Token) -> str:
    return text[token.start - offset : token.end - offset]


def _before_saying(text: str, offset: int, tokens: Sequence[Token]) -> list[Token]:
    """杜进/PER 有/v 说/v → 杜进有: no single verb stands between a person and a verb of saying."""
    whole: list[Token] = []
    for position, token in enumerate(tokens):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        fragment = token.tag == "v" and token.end - token.start == 1 and following is not None
        if (
            fragment
            and following
            and whole
            and whole[-1].tag == "PER"
            and whole[-1].end - whole[-1].start < LONGEST_PERSON
            and _word(text, offset, following) in SAYING
        ):
            whole[-1] = Token(whole[-1].start, token.end, "PER")
        else:
            whole.append(token)
    return whole


def _dotted(text: str, offset: int, tokens: Sequence[Token]) -> list[Token]:
    """奥列格/PER ·/w 尼科连科/PER → one name: what a dot joins is a foreigner's, if every part may be.

    成飞·青羊创新中心 is a joint venture's: 成飞 spells nobody.
    """
    if not any(dot in text for dot in _DOTS):
        return list(tokens)
    whole: list[Token] = []
    position = 0
    while position < len(tokens):
        stop = position
        while (
            stop + 2 < len(tokens)
            and _word(text, offset, tokens[stop + 1]) in _DOTS
            and _FOREIGN.fullmatch(_word(text, offset, tokens[stop]).split("·")[-1])
            and _FOREIGN.match(_word(text, offset, tokens[stop + 2]))
        ):
            stop += 2
        run = tokens[position : stop + 1]
        parts = run[::2]
        someone = any(token.tag == "PER" for token in parts)
        if len(run) > 1 and someone and all(_may_be_foreign(text, offset, part) for part in parts):
            whole.append(Token(run[0].start, run[-1].end, "PER"))
        elif len(run) > 1:
            whole += [_nobody(run[0]) if run[0].tag == "PER" else run[0], *run[1:]]
        else:
            whole += run
        position = stop + 1
    return whole


def _nobody(token: Token) -> Token:
    """What LAC took for a person, as the name of something else."""
    return Token(token.start, token.end, "nz")


def _may_be_foreign(text: str, offset: int, part: Token) -> bool:
    """Whether it was taken for a person, or at least half of it is what foreign names are spelled with."""
    word = _word(text, offset, part)
    spelling = sum(character in SPELLING or character.isascii() for character in word)
    return part.tag == "PER" or len(word) == 1 or 2 * spelling >= len(word)


def _spelled(text: str, offset: int, tokens: Sequence[Token]) -> list[Token]:
    """扎/v 哈罗娃/PER → 扎哈罗娃: a name written with the characters that spell foreign ones is one."""
    whole: list[Token] = []
    for token in tokens:
        before = whole[-1] if whole else None
        single = before is not None and before.tag in ("v", "n", "p", "d") and before.end - before.start == 1
        if before and single and token.tag == "PER" and _word(text, offset, before) in SPELLING:
            word = _word(text, offset, token)
            if len(word) > 2 and set(word) <= SPELLING:
                whole[-1] = Token(before.start, token.end, "PER")
                continue
        whole.append(token)
    return whole


def _listed(text: str, offset: int, tokens: Sequence[Token]) -> list[Token]:
    """王谷/PER 开来/v 、 覃海洋/PER → 王谷开来: among people, what stands between two 、 is one of them."""
    if "、" not in text:
        return list(tokens)
    pieces = [(kind, list(run)) for kind, run in groupby(tokens, lambda token: _mark(text, offset, token))]
    whole: list[Token] = []
    for place, (kind, run) in enumerate(pieces):
        around = [pieces[at][0] if 0 <= at < len(pieces) else "break" for at in (place - 1, place + 1)]
        if kind or len(run) > LONGEST_LISTED or "" in around or "joint" not in around:
            whole += run
            continue
        beside = [pieces[at][1] for at in _joined(pieces, place)]
        if _person(text, offset, run, beside):
            whole.append(Token(run[0].start, run[-1].end, "PER"))
        else:
            whole += run
    return whole


def _mark(text: str, offset: int, token: Token) -> str:
    """What separates: joint (、, 和) or break (any other mark); "" for a word."""
    if _word(text, offset, token) in _JOINTS:
        return "joint"
    return "break" if token.tag == "w" else ""


def _joined(pieces: Sequence[tuple[str, list[Token]]], place: int) -> list[int]:
    """The places of up to four pieces that joints connect with that at `place`."""
    found = []
    for step in (-2, 2):
        at = place
        for _ in range(2):
            if not 0 <= at + step < len(pieces) or pieces[at + step // 2][0] != "joint":
                break
            at += step
            found.append(at)
    return found


def _person(text: str, offset: int, run: Sequence[Token], beside: Sequence[Sequence[Token]]) -> bool:
    """Whether all between two marks is one name: it looks like one, and people stand `beside` it."""
    word = text[run[0].start - offset : run[-1].end - offset]
    people = sum(len(other) == 1 and other[0].tag == "PER" for other in beside)
    if not _HAN.fullmatch(word) or not people:
        return False
    if run[0].tag == "PER":
        return len(run) > 1 and run[-1].tag in ("v", "a", "n", "ad", "an", "vn", "d")
    single = len(run) == 1 or all(token.end - token.start == 1 for token in run)
    surname = word[0] in SURNAMES or word[:2] in SURNAMES
    return people > 1 and single and surname and len(word) <= LONGEST_PERSON


def _things(text: str, offset: int, tokens: Sequence[Token]) -> list[Token]:
    """文旅/n 、 康养/PER 、 研学/n; 康养/PER 度假/v 、 高端/n 消费/vn: among sorts of things it is nobody."""
    if "、" not in text:
        return list(tokens)
    words = [_word(text, offset, token) for token in tokens]
    short = [len(word) == 2 and token.tag in _COMMON for word, token in zip(words, tokens, strict=True)]
    whole = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag != "PER" or len(words[at]) != 2:
            continue
        alone = words[at - 1 : at] == ["、"] and words[at + 1 : at + 2] == ["、"]
        beside = [*range(at - 2, at - 1), *range(at + 2, at + 3)] if alone and at > 1 else []
        if not alone and words[at + 2 : at + 3] == ["、"] and at and tokens[at - 1].tag != "n":  # 记者王刚
            beside = [at + 1, at + 3, at + 4]
        nouns = bool(beside) and beside[-1] < len(tokens) and all(short[other] for other in beside)
        if nouns and not any(words[other][-1] in _OFFICES for other in beside):  # 局长、王刚、主任
            whole[at] = _nobody(token)
    return whole
