"""Values in running text, taken whole: numbers with their units, dates; and whether two are the same."""

import re
from math import isclose

from index.fold import fold
from qa.texts.names import Span

_COUNT = r"(?:\d+(?:[,，]\d{3})*(?:\.\d+)?|[零〇一二三四五六七八九十百千两]+(?:点[零〇一二三四五六七八九]+)?)"
# Longer units first: 平方公里 is no 平.
UNIT = (
    r"平方公里|平方千米|平方米|立方米|立方公里|公里|千米|厘米|毫米|微米|纳米|公分|英里|英寸|英尺|海里|公斤|千克|毫克|毫升|公顷|摄氏度"
    r"|美元|欧元|日元|韩元|港元|加元|澳元|新元|新?台币|法郎|卢比|英镑|卢布|人民币|个百分点|百分点|个?小时|小时|分钟|秒钟|个月|个工作日|工作日|周年|年|月份|月|日|号|天|周|牛·?米|马力"
    r"|人次|架次|班次|车次|万户|千瓦时|千瓦|兆瓦|吉瓦|节|马赫|赫兹|像素|元|米|吨|克|斤|瓦|升|亩|秒|岁|倍|成|级|度|℃|[%％‰]"
    r"|(?!处理|批发|部门|条件|名单|强调|期间|支持|环境|组织|人民|人员|人均|人口|人才|个体|分别|代表|级别|类似|类型|类别)[大类个名位人家座条项种处架辆艘台部套户件所场次届层枚张步班只头株棵册篇集期款村省市县区对例起栋幢间门口道支队点分股批份箱瓶片杆颗趟"
    r"代轮强极版桩尊组环遍排匹眼宗笔寸]|[金银铜](?=[牌\d，。、；！？\s]|$)|[A-Za-zμΩ]{1,4}(?![A-Za-z])"
)
# What bounds a number goes with it: 不超过97亿元 is not 超过97亿元.
_BOUND = "不超过?|不[低少高]于|不到|不足|至[少多]|最[多少高]|约|近|超过?|逾|将近|大约"
_LEAD = rf"(?:第|{_BOUND}|百分之)?"
_NUMBER = re.compile(
    rf"(?:\d{{1,2}}[分小]时?\d{{1,2}}秒\d*|\d{{1,2}}秒\d{{1,3}})|(?:[近上数几][十百千]?万?|[数几]十?[百千万]?亿?)(?<=[十百千万亿])[多余]?(?:{UNIT})|(?<![A-Za-z\d.])(?:(?<!-)|(?<=\d-)){_LEAD}{_COUNT}\s?(?:[多余几]?[万亿千百]{{1,2}}|[多余几])?(?:[多余几])?\s?(?:{UNIT})?"
    r"(?:/(?:秒|小时|分钟|年|天|日|人|[A-Za-z]+))?(?:[多余以])?"
)
# Without a unit it is part of a word: 三坝, 一带, 超过一半.
_BARE = re.compile(f"(?:{_BOUND})?[零〇一二三四五六七八九十百千两]+")
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:公元前?)?(?:\d{2,4}|[〇零一二三四五六七八九]{4}|今|去|明|前|当|同)\s?年"
_PART = r"(?:[底初末中]|的?(?:[上下]半年|第?[一二三四]季度|春季|夏季|秋季|冬季))"
_MONTH = rf"(?:{_DAY}\s?[-—~至到]\s?)?{_DAY}\s?月(?:份|[底初中末]|[上中下]旬)?"
_DATE = re.compile(
    rf"(?<![第\d.])(?:{_YEAR}{_PART}?(?:\s?{_MONTH})?(?:\s?{_DAY}\s?[日号])?|{_MONTH}(?:\s?{_DAY}\s?[日号])?|{_DAY}\s?[日号](?![线楼院门台机])"
    r"|\d{4}[-/]\d{1,2}[-/]\d{1,2})"
    r"|(?:今|昨|明|前|后|当)[天日晚早晨]|(?:本|上|下|这)周[一二三四五六日天末]?|(?:本|上|下|这个)月"
)
_HALF = r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚|夜间|深夜)"
_CLOCK = re.compile(
    rf"\s?{_HALF}?\s?{_DAY}(?:[时点](?!多万)(?:\d{{1,2}}分|半|许|整|左右)?|[:：]\d{{2}}(?:[:：]\d{{2}})?)|\s?{_HALF}"
)
_RANGE = re.compile(r"\s?(?:至|到|—+|–|-|~|～|、)\s?")
CLOSE = 0.05  # relative difference up to which a rounded number (近55万, 54万多) may stand for another


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The numbers of `text[start:end]`, each with its unit: 2.5亿元, 近3成, 第四极, 20元至1000元."""
    found = [Span(*_stripped(m)) for m in _NUMBER.finditer(text, start, len(text) if end is None else end)]
    return _joined(text, [span for span in found if not _BARE.fullmatch(text, *span)])


def dates(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The dates of `text[start:end]`, each with its time of day: 2023年3月20日上午10时, 去年."""
    end = len(text) if end is None else end
    found = []
    for match in _DATE.finditer(text, start, end):
        clock = _CLOCK.match(text, match.end(), end)
        found.append(Span(match.start(), clock.end() if clock else match.end()))
    return _joined(text, found)


def _stripped(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match.group().rstrip("以 "))


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Two values with 至 between them are one: a range."""
    whole: list[Span] = []
    for span in spans:
        between = text[whole[-1].end : span.start] if whole else ""
        if whole and between != "、" and _RANGE.fullmatch(between):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return whole


def line_of(text: str, span: Span) -> Span:
    """The paragraph that holds `span`."""
    stop = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if stop < 0 else stop)


_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SAME_UNIT = {
    "％": "%",
    "千米": "公里",
    "月份": "月",
    "号": "日",
    "个小时": "小时",
    "名": "人",
    "位": "人",
    "千克": "公斤",
}


def quantity(text: str) -> tuple[float, str, bool] | None:
    """A number as (amount, unit, rounded): 1.2万 → 12000, 百分之十 → 10 %, 三座 → 3 座; None for none."""
    folded = fold(text).replace(",", "").replace(" ", "")
    match = re.compile(_COUNT).search(folded, folded.find("百分之") + 3 if "百分之" in folded else 0)
    match = match or re.search("(?<=[近上数几])(?=[十百千万亿])", folded)  # 近万名, 数百辆
    if not match:
        return None
    amount = _amount(match.group() or "一")
    rest = folded[match.end() :]
    while rest and (rest[0] in _POWERS or rest[0] in "多余几"):
        amount *= _POWERS.get(rest[0], 1)
        rest = rest[1:]
    unit = "%" if folded[: match.start()].endswith("百分之") else re.match(rf"(?:{UNIT})?", rest)
    word = unit if isinstance(unit, str) else unit.group() if unit else ""
    rounded = bool(re.search("[多余几约近超逾数]|^上|左右|以上|上下", folded))
    return amount, _SAME_UNIT.get(word, word), rounded


def _amount(said: str) -> float:
    if said[0].isdigit():
        return float(said)
    whole_part, _, decimals = said.partition("点")
    if not any(c in _TENS for c in whole_part):  # 二〇二三 is read digit by digit
        total = float("".join(str(_DIGIT[c]) for c in whole_part))
    else:
        total, digit = 0.0, 0
        for c in whole_part:
            if c in _TENS:
                total += (digit or 1) * _TENS[c] if digit or not total else _TENS[c]
                digit = 0
            else:
                digit = _DIGIT[c]
        total += digit
    return total + (float("0." + "".join(str(_DIGIT[c]) for c in decimals)) if decimals else 0.0)


def same(one: str, other: str) -> bool:
    """Whether two values say the same: 1.2万 and 12000, 李川 and 局长李川, 3月20日 and 2023年3月20日."""
    a, b = (re.sub(r"[\s“”‘’《》〈〉「」『』\"'·]", "", fold(text)) for text in (one, other))
    if a == b or (
        min(len(a), len(b)) > 1
        and not re.search(r"[\d零一二三四五六七八九十百千万亿]", a + b)
        and (a in b or b in a)
    ):
        return True
    if dates(one) and dates(other) and _ends_same(one, other):
        return True
    first, second = quantity(one), quantity(other)
    if first is None or second is None or dates(one) or dates(other):
        return False
    if first[1] and second[1] and first[1] != second[1]:
        return False
    if isclose(first[0], second[0]):
        return True
    near = abs(first[0] - second[0]) <= CLOSE * max(abs(first[0]), abs(second[0]))
    return (first[2] or second[2]) and near


def _ends_same(one: str, other: str) -> bool:
    """3月20日 and 2023年3月20日 are one day: the numbers of the shorter are the last of the longer."""
    short, long = sorted(([int(n) for n in re.findall(r"\d+", fold(t))] for t in (one, other)), key=len)
    return bool(short) and any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
