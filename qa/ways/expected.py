"""What type of answer a question wants: a number of a measure, a date, a name of a kind."""

import re
from collections.abc import Sequence

from index.fold import fold
from index.tagger import tag
from qa.asked.english import translate
from qa.question import Question
from qa.texts.names import Span, names_of
from qa.texts.value import dates, numbers, quantity
from qa.ways.near import nearness
from qa.ways.rendered import put

# What is measured, as questions name it, and the units that it is stated in.
_MEASURES = tuple(
    (re.compile(asked), frozenset(fold(units).split()))
    for asked, units in (
        (r"面积|多大规模", "平方公里 平方千米 平方米 公顷 亩 万亩"),
        (r"库容(?:有多大)?|容积|蓄水|水量|流量", "立方米 立方公里 升"),
        (r"电池容量|电池多大", "mAh Wh 毫安"),
        (r"功率|装机", "千瓦 兆瓦 吉瓦 瓦 马力 kW W GW MW"),
        (r"扭矩", "牛米 牛·米 N"),
        (r"油耗", "升 L"),
        (r"重量|总重|多重|体重|产量", "吨 公斤 千克 克 斤 毫克 kg g t"),
        (r"海拔|身高|多高|高度|有多长|长度|全长|总长|里程|多远|距离|航程|深度|多深|多宽|宽度|厚度|直径|雨量",
         "米 公里 千米 厘米 毫米 英寸 英尺 英里 海里 公分 微米 纳米 km m cm mm nm"),
        (r"时速|速度|多快", "公里 千米 米 马赫 节 km m"),
        (r"钱|造价|投资|售价|票价|价格|定价|房价|股价|预算|损失|金额|成本|产值|生产总值|收入|营收|利润|亏损|资产|市值|薪"
         r"|捐款|经费|GDP|罚款|票房|负债|债务|工资|奖金|成交额|费用|资金|补贴|补偿|赔偿|善款|价值",
         "元 美元 欧元 日元 韩元 港元 加元 澳元 新元 台币 英镑 法郎 卢布 卢比 人民币"),
        (r"几岁|年纪|年龄|今年多大|多大(?:年纪|岁数)|多大了", "岁 周岁"),
        (r"尺寸|多少寸|几寸", "英寸 寸 厘米 毫米"),
        (r"多久|多长时间|几年|时长|历时", "年 月 个月 天 日 小时 分钟 秒 周 周年"),
        (r"百分之|占比|比例|同比|环比|(?:增长|下降)了?(?=多少)|增幅|增速|涨幅|跌幅|降幅|[\u4e00-\u9fff](?:率|百分比)",
         "% ‰ 倍 成 百分点 个百分点"),
        (r"温度|气温|多少度|几度", "度 ℃ 摄氏度"),
    )
)  # fmt: skip
_ORDER = re.compile(r"第几(?![万亿])|排名多少|名列第")
_ORDINAL = re.compile("第.|首[位名席]|榜首|冠军|[亚季]军")
_CHANGED = re.compile(
    r"(?:[上下]跌|[上下][涨降调]|增[长加]|减少|提高|降低|下滑|回落|上升|升高)了?(?:约|近|大约)?多少[？?]?$"
)
_PHYSICAL = frozenset(unit for _, units in _MEASURES for unit in units) - {"成", "倍", "度", "节"}
_THINGS = re.compile("(?:多少|几)个(?!小时|月|百分点|工作日)")
_SHARES = frozenset("% ‰ 倍 成 百分点 个百分点".split())
_SPANS = frozenset("年 月 个月 天 日 小时 分钟 秒 周 周年".split())
_ASKED_UNIT = re.compile(r"(?:多少|第?几)(?:万|亿|百|千)?([一-鿿]{1,3})")
# 哪座水库 is answered by something called 水库; the other way round proves nothing: 哪个部门, 国家发改委.
_KIND = re.compile(
    r"哪一?[个座家位名条种项所支届部架艘款场](?!人|月)([一-鿿]{2,3}?)(?=[？?，的是在将有作已可能由被位为会要]|即将|$)"
)
PEOPLE = frozenset("人 名 位 人次".split())
_DAYS = frozenset("天 日".split())
_PIECES = frozenset("枚 块".split())
CLOCK = re.compile("几点|几时(?!候)")
TIMED = re.compile(r"[点时]|\d[:：]\d")
_LOOSELY_DATED = re.compile(
    r"\d{1,2}[:：]\d{2}|世纪|年代|时期|[初末]期|[春夏秋冬][季天]?$|[时节后前季朝代]$|年间|期间$|时候$"
    r"|^[夏商周秦汉晋隋唐宋辽金元明清]$"
)
_RANK = re.compile("(?:哪一?[个座家]?|什么)([省市区县州镇乡村])(?![长场域委政人级民直])")
_BODY = "(?:党工委|工委|党委|委|人民政府|政府|管委会|人大|政协|[一-鿿]{1,4}[局厅]).{0,8}"
_MEDAL = re.compile("([金银铜])牌")
_NO_NAME = re.compile("[他她它]|是(?:一|由|中|位|该)")  # what begins so is no name
_BRANCH = re.compile("（[^（）\n]{1,6}）")  # 青河大学（南岸）
_OFFICE = (
    "(?:[原前副]|党[委组]|常务|[院校局台馆所社]长|董事|理事|教授|总经理|记者)"  # what goes on as an office
)
LONGEST_NAME = 20  # characters; what is longer is a clause that names it
BESIDE = 4  # characters between a reading and the name that it describes


def measures(question: str) -> frozenset[str]:
    """The units that a number which answers `question` is stated in; none where any will do."""
    asked = next(iter([*_ASKED_UNIT.finditer(question)][::-1]), None)  # 几个月前解雇了几名员工
    for length in (3, 2, 1) if asked else ():
        unit = _plain_unit(asked.group(1)[:length]) if asked else ""
        if unit:
            return _counted_in(unit, question)
    found = [(m.start(), units) for pattern, units in _MEASURES for m in pattern.finditer(question)]
    units = max(found, key=lambda f: f[0], default=(0, frozenset[str]()))[1]  # 生产总值同比增长多少: the last
    return units | _SHARES if units and _CHANGED.search(question) else units  # 股价下跌了多少: 元 or %


def _counted_in(unit: str, question: str) -> frozenset[str]:
    """The units that say the same as the one asked for: 名 and 人, 天 and 日, 枚 of a medal and 金."""
    medal = _MEDAL.search(question)
    if medal and unit in _PIECES:
        return _PIECES | {medal.group(1)}
    alike = next((units for units in (PEOPLE, _DAYS) if unit in units), frozenset([unit]))
    return frozenset() if unit == "个" else alike


def _plain_unit(word: str) -> str:
    found = quantity("1" + word)
    return found[1] if found else ""


def agrees(question: Question, value: str) -> bool | None:
    """Whether `value` is of the type and measure asked for; None where no type is known to be."""
    expects = question.expects
    if expects == "number":
        found = numbers(value)
        units = measures(put(question))
        if _ORDER.search(question.text):
            return bool(_ORDINAL.search(value))
        if _CHANGED.search(question.text) and found and not units:
            lengths = [(quantity(value[s:e]) or (0, "", False))[1] for s, e in found]
            return not all(unit in _SPANS for unit in lengths)
        if not units and _THINGS.search(put(question)):  # 多少个项目 is no number of days
            found = [n for n in found if (quantity(value[slice(*n)]) or (0, "", False))[1] not in _PHYSICAL]
        return bool(found) if not units else any(measured(value[s:e], units) for s, e in found)
    if expects == "date" and CLOCK.search(question.text):
        return any(TIMED.search(value, *day) for day in dates(value))
    if expects == "date":
        return bool(dates(value)) or bool(_LOOSELY_DATED.search(value))
    kind = kind_asked(question)
    if kind and re.search(f"(?:{re.escape(kind)})[^一-鿿]*$", value):
        return True
    if not expects:
        return None
    tags = {token.tag for token in tag(value)}
    if expects == "person":
        return (
            bool(tags & {"PER", "nr"})
            or "·" in value
            or (len(value) <= 4 and not tags & {"LOC", "TIME", "m", "v"})
        )
    if expects == "place":
        return bool(tags & {"LOC", "ns", "s", "ORG", "nz"}) or not numbers(value)
    return None


def named(value: str) -> bool:
    """Whether a reading may be a name: one that begins with a pronoun or a verb is none."""
    return not _NO_NAME.match(value)


def kind_asked(question: Question) -> str:
    """The noun that an answer's name should end in: 水库 of 哪座水库, of which reservoir; "" for none."""
    if question.english:
        match = re.match(r"\s*which ((?:[a-z-]+ )?[a-z-]+)", question.text, re.I)
        words = translate(match.group(1)) if match else []
        return words[-1] if words and len(words[-1]) > 1 else ""
    found = _KIND.search(question.text)
    return found.group(1) if found else ""


def of_kind(text: str, span: Span, sentence: Span, kind: str, asked: Sequence[str] = ()) -> Span:
    """The one name ending in `kind` in a reading, else beside it: 三坝水库 in “第三水源”的三坝水库.

    Of a whole clause the name that the words `asked` speak of.
    """
    value = text[span.start : span.end]
    if not kind:
        return span
    if kind in value and len(value) > LONGEST_NAME and (names := names_of(text, kind, *span)):
        return max(names, key=lambda name: nearness(asked, text, span, name, names))
    if kind in value:
        pieces = [m for m in re.finditer("[^、]+", value) if kind in m.group()]
        if len(pieces) != 1:
            return span
        office = re.compile(f"(?<={re.escape(kind)}){_OFFICE}").search(value, *pieces[0].span())
        end = span.start + (office.start() if office else pieces[0].end())
        branch = _BRANCH.match(text, end) if text.endswith(kind, span.start, end) else None
        return Span(span.start + pieces[0].start(), branch.end() if branch else end)
    near = [name for name in names_of(text, kind, *sentence) if _gap(name, span) <= BESIDE]
    return min(near, key=lambda name: _gap(name, span), default=span)


def of_rank(text: str, span: Span, question: Question) -> Span:
    """高新区 of 高新区党工委 for 哪个区: the place whose body a reading is."""
    rank = None if question.english else _RANK.search(question.text)
    match = re.fullmatch(f"([^，、]{{1,6}}{rank[1]}){_BODY}", text[span.start : span.end]) if rank else None
    return Span(span.start, span.start + match.end(1)) if match else span


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def measured(number: str, units: frozenset[str]) -> bool:
    """Whether a number is stated in one of `units`, or in none where that may be left out."""
    found = quantity(number)
    if found is None:
        return False
    unit = found[1]
    return (
        unit in units
        or (not unit and not units & {"元", "米", "%", "岁"})
        or (unit == "大" and len(units) == 1)
    )
