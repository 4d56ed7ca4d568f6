"""Places by rank: closed lists, since no word tells a country from a city. Where a place's name ends."""

import re

from qa.texts.cities import ABROAD, CHINESE

COUNTRIES = frozenset(  # of CLDR (Unicode Licence v3), and what they are called for short
    (
        "中国 美国 英国 法国 德国 日本 韩国 朝鲜 蒙古 蒙古国 印度 印尼 印度尼西亚 巴基斯坦 "
        "孟加拉国 尼泊尔 不丹 斯里兰卡 马尔代夫 阿富汗 伊朗 伊拉克 叙利亚 约旦 黎巴嫩 以色列 "
        "巴勒斯坦 沙特 沙特阿拉伯 也门 阿曼 阿联酋 卡塔尔 巴林 科威特 土耳其 塞浦路斯 格鲁吉亚 "
        "亚美尼亚 阿塞拜疆 哈萨克斯坦 乌兹别克斯坦 土库曼斯坦 吉尔吉斯斯坦 塔吉克斯坦 越南 老挝 "
        "柬埔寨 泰国 缅甸 马来西亚 新加坡 文莱 菲律宾 东帝汶 俄罗斯 乌克兰 白俄罗斯 摩尔多瓦 "
        "波兰 捷克 斯洛伐克 匈牙利 罗马尼亚 保加利亚 塞尔维亚 克罗地亚 斯洛文尼亚 波黑 黑山 "
        "北马其顿 阿尔巴尼亚 希腊 意大利 西班牙 葡萄牙 安道尔 摩纳哥 圣马力诺 梵蒂冈 马耳他 "
        "瑞士 奥地利 列支敦士登 荷兰 比利时 卢森堡 爱尔兰 冰岛 丹麦 挪威 瑞典 芬兰 爱沙尼亚 "
        "拉脱维亚 立陶宛 埃及 利比亚 突尼斯 阿尔及利亚 摩洛哥 苏丹 南苏丹 埃塞俄比亚 厄立特里亚 "
        "吉布提 索马里 肯尼亚 乌干达 卢旺达 布隆迪 坦桑尼亚 刚果 刚果（金） 刚果（布） 加蓬 "
        "喀麦隆 乍得 中非 尼日尔 尼日利亚 贝宁 多哥 加纳 科特迪瓦 利比里亚 塞拉利昂 几内亚 "
        "几内亚比绍 冈比亚 塞内加尔 马里 布基纳法索 毛里塔尼亚 佛得角 安哥拉 赞比亚 津巴布韦 "
        "马拉维 莫桑比克 博茨瓦纳 纳米比亚 南非 莱索托 斯威士兰 马达加斯加 毛里求斯 塞舌尔 "
        "科摩罗 赤道几内亚 加拿大 墨西哥 危地马拉 伯利兹 洪都拉斯 萨尔瓦多 尼加拉瓜 哥斯达黎加 "
        "巴拿马 古巴 牙买加 海地 多米尼加 多米尼克 巴哈马 巴巴多斯 格林纳达 特立尼达和多巴哥 "
        "哥伦比亚 委内瑞拉 圭亚那 苏里南 厄瓜多尔 秘鲁 巴西 玻利维亚 巴拉圭 乌拉圭 阿根廷 智利 "
        "澳大利亚 新西兰 斐济 巴布亚新几内亚 所罗门群岛 瓦努阿图 萨摩亚 汤加 图瓦卢 瑙鲁 帕劳 "
        "密克罗尼西亚 马绍尔群岛 基里巴斯 中非共和国 俄国 苏联"
    ).split()
)

PROVINCES = frozenset(
    """
    北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南
    四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
    """.split()
)
MUNICIPALITIES = frozenset("北京 天津 上海 重庆 香港 澳门".split())
# Larger than a country, or no place where people have a mayor.
WIDER = frozenset(
    "亚洲 欧洲 非洲 美洲 北美 南美 拉美 大洋洲 中东 东南亚 东亚 南亚 中亚 欧美 亚太 大陆 内地 海外".split()
)
# What a name that is no city's ends in.
NO_CITY = "国省区县镇乡村街路道巷桥站江河湖山岛湾峡洲洋岸原寺庙宫殿园馆院楼厦场厅店库坝塔高速"


def is_ranked(name: str, category: str) -> bool:
    """Whether the place `name` can be of the rank `category` (国家, 省份, 城市; any can be of another)."""
    plain = name.removesuffix("省").removesuffix("市")
    if category == "国家":
        return name in COUNTRIES
    if category in ("省份", "省"):
        return plain in PROVINCES or name.endswith(("省", "自治区"))
    if category == "城市":
        if name in COUNTRIES | WIDER or (plain in PROVINCES - MUNICIPALITIES and not name.endswith("市")):
            return False
        return name.endswith("市") or name in CHINESE | ABROAD or not name.endswith(tuple(NO_CITY))
    return True


_PART = re.compile(
    r"[（(\W]|地区|[沿两]?[岸海线]|[东西南北中]|附近|周边|境内|流域|山区|新?区|半岛|一带|[全各社等]"
    r"|[省市县州镇乡村岛国城港湾街路]"
)


def place_end(text: str, item: tuple[int, int], name: int) -> int:
    """Where the last place of a list ends, whose name ends at `name`: 南湾新城|用水要求, but 南湾沿海地区."""
    start, end = item
    return end if name <= start or _PART.match(text, name, end) else min(name, end)
