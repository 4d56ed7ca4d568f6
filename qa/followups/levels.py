"""Which 省, 市 or 区 a place is: 河南 for 苏州市 is 河南省, 上海 for 四川省省长 is 上海市市长."""

import re

_PROVINCES = """
    河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西
    甘肃 青海 台湾
""".split()
_CITIES = "北京 天津 上海 重庆".split()
_REGIONS = "内蒙古 广西 西藏 宁夏 新疆".split()
_SPECIAL = "香港 澳门".split()
_COUNTRIES = """
    中国 美国 日本 韩国 朝鲜 英国 法国 德国 俄罗斯 印度 意大利 西班牙 加拿大 澳大利亚 巴西 泰国 越南
    新加坡 马来西亚 印度尼西亚 印尼 菲律宾 柬埔寨 老挝 缅甸 巴基斯坦 伊朗 伊拉克 以色列 土耳其 埃及 南非
    乌克兰 波兰 荷兰 瑞士 瑞典 挪威 芬兰 丹麦 希腊 葡萄牙 墨西哥 阿根廷 智利 新西兰 沙特 阿联酋 卡塔尔
    哈萨克斯坦 蒙古 巴勒斯坦 叙利亚 阿富汗
""".split()
_OF = {
    **dict.fromkeys(_PROVINCES, "省"),
    **dict.fromkeys(_CITIES, "市"),
    **dict.fromkeys(_REGIONS, "自治区"),
    **dict.fromkeys(_SPECIAL, "特别行政区"),
    **dict.fromkeys(_COUNTRIES, ""),
}
ADMIN = "区市县省州镇乡村"
_HEADS = {"自治区": "自治区主席", "特别行政区": "行政长官", "": "总统"}


def level(name: str) -> str | None:
    """省, 市, 自治区, 特别行政区, "" of a country; None where the name alone doesn't say."""
    return _OF.get(name)


def placed(name: str, phrase: str, rest: str) -> tuple[str, str]:
    """`phrase` with what its rank is called, for the place `name` before `rest`; and `rest` of that rank.

    苏州 for 昆山市 is 苏州市; a rank that `phrase` has already is kept: 新都区.
    """
    if level(name) is not None and re.match(f"[{ADMIN}](?:[委长政]|副[{ADMIN}]长)", rest):
        name, rest = name + rest[0], rest[1:]  # 浙江 of 浙江省委书记, which LAC takes apart so
    old = name[-1] if name[-1] in ADMIN and len(name) > 2 else ""
    ranked = phrase[-1] in ADMIN + "国洲" and len(phrase) > 2
    new = level(phrase)
    if not old or ranked:
        return phrase, _headed(rest, old, phrase[-1] if ranked else "") if old else rest
    if new is None:
        return phrase + old, rest
    if re.match("委|党委", rest) and new == "自治区":
        return phrase + new, "党" + rest.removeprefix("党")
    return phrase + new, _headed(rest, old, new)


def _headed(rest: str, old: str, new: str) -> str:
    """省长是谁 of a province asked of a city: 市长是谁."""
    if not old or old == new or not rest.startswith((f"{old}长", f"副{old}长")):
        return rest
    deputy = "副" if rest[0] == "副" else ""
    return deputy + _HEADS.get(new, f"{new}长") + rest[len(deputy) + 2 :]
