"""Whether a sentence tells of the other of a pair than is asked about: 男子 for 女子, 小组赛 for 决赛."""

import re

from qa.finding import Finding

CLAUSE = re.compile("[，；：,;]")
# Words that news sets against each other, a row each; 、 joins those that say the same.
_ROWS = """
男 女
汽油 柴油
决赛 半决赛 四分之一决赛、1/4决赛 小组赛 预赛 初赛 复赛 资格赛 预选赛 淘汰赛 季后赛
金牌 银牌 铜牌
冠军 亚军 季军
单打、男单、女单 双打、男双、女双、混双
进口 出口
入境 出境
死亡、遇难、身亡、丧生、罹难 受伤、轻伤、重伤、伤者 失联、失踪、下落不明
最高 最低
最大 最小
最多 最少
城镇 农村、乡村
净利润、净利、利润、亏损 营业收入、营收、营业额、销售额
注册资本 实缴资本
存款 贷款
全程 半程
内贸 外贸
起点 终点
开盘 收盘
一等奖 二等奖 三等奖
小学 中学 大学
本科 专科、高职
父亲、爸爸 母亲、妈妈
妻子、夫人、太太 丈夫
儿子、长子、次子 女儿、长女、次女
哥哥、弟弟 姐姐、妹妹
开工、动工 竣工、完工、建成 通车、开通
出生 去世、逝世、病逝、离世
上调、提高 下调、降低
"""


def _row(line: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """What finds the words of a row, and which of its sides each says."""
    sides = {word: n for n, words in enumerate(line.split()) for word in words.split("、")}
    longest = sorted(sides, key=lambda word: -len(word))
    found = "|".join(re.escape(word) for word in longest)
    return re.compile(f"(?<![子父母儿孙])(?:{found})(?![儿婿])" if "男" in sides else found), sides


_FOUND = tuple(_row(line) for line in _ROWS.split("\n") if line)


_KIN = re.compile("夫人|妻子|太太|丈夫|父亲|母亲|儿子|女儿|长子|次子|哥哥|弟弟|姐姐|妹妹|祖父|祖母|孙子|孙女")


def of_kin(asked: str, finding: Finding) -> bool:
    """Whether somebody's kin is asked for and told of: 夫人李青 is the wife of who was named last."""
    return bool(_KIN.search(asked)) and bool(_KIN.search(finding.article.text, *finding.sentence))


def told_of_other_side(asked: str, finding: Finding) -> bool:
    """Whether the finding is told with another side of a row than `asked` names.

    What counts are the sides named in its clause, else in the nearest clause of its sentence before it that
    names any.
    """
    for found, sides in _FOUND:
        wanted = {sides[word] for word in found.findall(asked)}
        if wanted and (told := _told(found, sides, finding)) and not told & wanted:
            return True
    return False


def _told(found: re.Pattern[str], sides: dict[str, int], finding: Finding) -> set[int]:
    for clause in clauses(finding):
        if told := {sides[word] for word in found.findall(clause)}:
            return told
    return set()


def clauses(finding: Finding) -> list[str]:
    """The clause of a finding, then those of its sentence before that one, the nearest first."""
    text, start, span = finding.article.text, finding.sentence.start, finding.span
    stop = CLAUSE.search(text, span.end, finding.sentence.end)
    parts = CLAUSE.split(text[start : span.start])
    parts[-1] += text[span.start : stop.start() if stop else finding.sentence.end]
    return parts[::-1]
