"""Nouns that are always somebody's or something's: alone they ask about what was just spoken of."""

import re

_NUMBERS = """
    全长 长度 高度 宽度 深度 面积 库容 造价 投资 总投资 价格 售价 定价 成本 人口 总人口 年龄 身高 体重
    营收 收入 利润 净利润 亏损 同比 环比 单价 均价 房价 市值 股价 票价 票房 销量 产量 产能 增速 增幅 涨幅
    跌幅 降幅 比例 占比 震级 海拔 水位 收视率 死亡人数 受伤人数 失踪人数 人数 奖金 罚款 速度 时速
    设计时速 续航 续航里程 重量 汇率 利率 排名 总数 数量 客流量 坝高 年纪 任期 比分 门票 工期 损失 伤亡
    经济损失 产值 首付 负债 总负债 库存 学费 工资 薪酬 电话 GDP 客流 票数 得票率 罚金 刑期 赔偿 电池 内存
    资本 注册资本 份额
""".split()
_PEOPLE = """
    主演 导演 编剧 主角 作者 设计师 负责人 创始人 开发商 主教练 教练 父亲 母亲 妻子 丈夫 儿子 女儿 哥哥
    弟弟 姐姐 妹妹 爸爸 妈妈 爷爷 奶奶 冠军 亚军 季军 董事长 总裁 首席执行官 凶手 主持人 发言人 主办方 承建方
    施工方 老板 同伙 法官 裁判 嘉宾
""".split()
_PLACES = "地址 地点 位置 举办地 总部 震中 出生地 产地 籍贯".split()
_TIMES = "时间 日期 开幕时间 上映时间 开工时间 完工时间 通车时间 出生日期".split()
_OTHERS = """
    规模 结果 原因 目的 作用 用途 进展 意义 影响 职务 吉祥物 口号 主题 名字 全称 简称 特点 优势 目标 任务
    背景 情况 后果 学历 专业 代表作 国籍 型号 配置 口味 特色 全线 沿线 颜色 配色 员工 门店 股东 用户 观众
""".split()
RELATIONAL = frozenset((*_NUMBERS, *_PEOPLE, *_PLACES, *_TIMES, *_OTHERS))
OF_PEOPLE = frozenset(
    """
    父亲 母亲 妻子 丈夫 儿子 女儿 哥哥 弟弟 姐姐 妹妹 爸爸 妈妈 爷爷 奶奶 年龄 身高 体重 年纪 职务 学历 专业
    代表作 国籍 籍贯 出生地 出生日期 名字 工资 薪酬
    """.split()
)
# Figures that are published of places alone.
OF_PLACES = frozenset(
    """
    GDP CPI PPI 失业率 房价 人均GDP 生产总值 地区生产总值 财政收入 总人口 常住人口 户籍人口 出生率 城镇化率
    最低工资
    """.split()
)
# Prices that no single thing has.
MARKET = re.compile("[油金银铜铝铁钢煤气电水粮米菜肉猪蛋奶糖棉豆]价|[汽柴]油价格")
MEASURES = ("率", "额", "总量", "总值", "价")  # what the names of measures end in: 森林覆盖率, 铜价
_HEADS = sorted((noun for noun in RELATIONAL if len(noun) > 1), key=len, reverse=True)
_ASKED = {"多少": _NUMBERS, "谁": _PEOPLE, "哪里": _PLACES, "什么时候": _TIMES}


def relation(noun: str) -> str:
    """The relational noun that `noun` is or ends in: 人口 of 常住人口; "" of any other."""
    if noun in RELATIONAL:
        return noun
    head = next((head for head in _HEADS if noun.endswith(head)), "")
    return head or next((end for end in MEASURES if noun.endswith(end) and len(noun) > len(end)), "")


def asked_as(noun: str) -> str:
    """The question word that asks for `noun`: 多少 for 造价, 谁 for 导演, else 什么."""
    head = relation(noun)
    if head in MEASURES:
        return "多少"
    return next((word for word, nouns in _ASKED.items() if head in nouns), "什么")
