"""What kind of names a class of things has: people, places, offices, works; by the noun it is asked with."""

import re
from typing import Literal

Kind = Literal["person", "place", "organisation", "work", ""]

_PEOPLE = re.compile(
    "(?<!法)(?:人|人物|人士|人员|谁|嘉宾|领导|官员|干部|队员|成员|选手|运动员|健儿|球员|演员|明星|代表|院士|冠军|亚军|得主|获奖者|导演|主演|作者|作家"
    "|歌手|[名专画作冒音书]家|[法乐险行想]家|艺术家|科学家|企业家|专家|学者|老师|教师|教授|记者|委员|书记|主席|总统|总理|部长|主任|[董监]事|股东|律师|法官|检察官|议员|副手|高管|[局厅处科所院校会馆园站团队社市省区县州镇乡村董]长"
    "|理事长|董事长|裁判|教练|医生|航天员|宇航员|发言人|负责人|创始人|代表人|同学|学生|儿子|女儿|孩子|子女|徒弟|弟子|队友|前锋|中锋|后卫|门将|主攻|副攻|二传|接应|自由人|民警|官兵|战士|球星|偶像|嫌疑人|被告|遇难者|烈士|英雄|劳模|主持人|志愿者|大使|队长)$"
)
_PLACES = re.compile(
    "(?:地方|地点|地名|地区|城市|省份|省市|省|国家|区县|县区|市区|城区|市县|县市|(?<!城)市|县|州|乡镇|街道|镇|乡|村)$|^(?:地|区)$"
)
_BODIES = re.compile(
    "(?:机构|单位|组织|企业|公司|部门|银行|集团|大学|高校|学校|学院|医院|媒体|厂商|车企|品牌|券商|保险公司|巨头|俱乐部|球队|协会)$"
)
_WORKS = re.compile(
    "(?:片|电影|影片|作品|剧|电视剧|书|书籍|图书|著作|小说|歌|歌曲|曲目|专辑|节目|综艺|栏目|游戏|文件|法律|法规|条例|办法|规定|意见|报告|杂志|期刊|刊物|纪录片|诗|画|文章)$"
)


AUTHORITY = "局|委|办|部|厅|署|院|司|处|中心|委员会|政府|党委|党组"  # what names of 部门 end in

# What names of a class end in where they don't end in its noun.
_ENDINGS = {
    "球队": ("队",),
    "航空公司": ("航空",),
    "高校": ("大学", "学院"),
    "学校": ("小学", "中学", "大学", "学院"),
    "车企": ("汽车",),
    "券商": ("证券",),
    "法律": ("法",),
}


def heads_of(category: str) -> tuple[str, ...]:
    """The nouns that names of a class end in: 航空公司 and 航空; the class's own first."""
    return (category, *_ENDINGS.get(category, ()))


def kind_of(category: str) -> Kind:
    """The kind of names that things of a class have; "" where the noun does not say."""
    if _PEOPLE.search(category):
        return "person"
    if _WORKS.search(category):
        return "work"
    if _BODIES.search(category):
        return "organisation"
    return "place" if _PLACES.search(category) else ""
