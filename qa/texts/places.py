"""Places by rank: closed lists, since no word tells a country from a city."""

COUNTRIES = frozenset(
    """
    中国 美国 俄罗斯 日本 韩国 朝鲜 英国 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 奥地利
    瑞典 挪威 丹麦 芬兰 冰岛 爱尔兰 波兰 捷克 斯洛伐克 匈牙利 罗马尼亚 保加利亚 希腊 土耳其 乌克兰
    白俄罗斯 摩尔多瓦 立陶宛 拉脱维亚 爱沙尼亚 塞尔维亚 克罗地亚 斯洛文尼亚 波黑 黑山 北马其顿 阿尔巴尼亚
    马耳他 塞浦路斯 摩纳哥 梵蒂冈 安道尔 圣马力诺 列支敦士登 格鲁吉亚 亚美尼亚 阿塞拜疆 哈萨克斯坦
    乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 蒙古 蒙古国 印度 巴基斯坦 孟加拉国 斯里兰卡 尼泊尔
    不丹 马尔代夫 阿富汗 伊朗 伊拉克 叙利亚 黎巴嫩 约旦 以色列 巴勒斯坦 沙特 沙特阿拉伯 阿联酋 卡塔尔
    科威特 巴林 阿曼 也门 越南 老挝 柬埔寨 泰国 缅甸 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 文莱 东帝汶
    澳大利亚 新西兰 斐济 汤加 萨摩亚 瓦努阿图 所罗门群岛 巴布亚新几内亚 基里巴斯 图瓦卢 瑙鲁 帕劳
    密克罗尼西亚 马绍尔群岛 埃及 利比亚 突尼斯 阿尔及利亚 摩洛哥 苏丹 南苏丹 埃塞俄比亚 厄立特里亚 吉布提
    索马里 肯尼亚 乌干达 坦桑尼亚 卢旺达 布隆迪 刚果 刚果（布） 刚果（金） 加蓬 喀麦隆 乍得 中非共和国
    尼日尔 尼日利亚 贝宁 多哥 加纳 科特迪瓦 布基纳法索 马里 塞内加尔 冈比亚 几内亚 几内亚比绍 塞拉利昂
    利比里亚 毛里塔尼亚 佛得角 安哥拉 赞比亚 津巴布韦 马拉维 莫桑比克 博茨瓦纳 纳米比亚 南非 莱索托
    斯威士兰 马达加斯加 毛里求斯 塞舌尔 科摩罗 加拿大 墨西哥 危地马拉 伯利兹 萨尔瓦多 洪都拉斯 尼加拉瓜
    哥斯达黎加 巴拿马 古巴 牙买加 海地 多米尼加 巴哈马 巴巴多斯 特立尼达和多巴哥 格林纳达 哥伦比亚
    委内瑞拉 圭亚那 苏里南 厄瓜多尔 秘鲁 玻利维亚 巴西 巴拉圭 乌拉圭 阿根廷 智利 俄国 苏联
    """.split()
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


# Cities named after waters, hills and the like.
RIVERINE = frozenset(
    """
    湛江 镇江 九江 阳江 丽江 内江 牡丹江 潜江 靖江 晋江 漠河 中山 佛山 唐山 鞍山 乐山 眉山 舟山 保山 黄山
    马鞍山 平顶山 双鸭山 白山 青岛 秦皇岛 葫芦岛 漯河 黑河 齐河 巢湖 芜湖 三河 江山 旧金山 横滨
    """.split()
)


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
        return name.endswith("市") or name in RIVERINE or not name.endswith(tuple(NO_CITY))
    return True
