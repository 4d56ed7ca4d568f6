"""Which 省, 市 or 区 a place is: 河南 for 苏州市 is 河南省, 上海 for 四川省省长 is 上海市市长."""

import re

from qa.texts.places import COUNTRIES, MUNICIPALITIES, PROVINCES

_REGIONS = frozenset("内蒙古 广西 西藏 宁夏 新疆".split())
_SPECIAL = frozenset("香港 澳门".split())
_OF = {
    **dict.fromkeys(PROVINCES, "省"),
    **dict.fromkeys(MUNICIPALITIES, "市"),
    **dict.fromkeys(_REGIONS, "自治区"),
    **dict.fromkeys(_SPECIAL, "特别行政区"),
    **dict.fromkeys(COUNTRIES, ""),
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
