"""English questions to a Chinese archive: their known words, and the names they spell in pinyin.

Dense retrieval needs neither, the encoder is multilingual. Lists do, since they scan for
names that end in the Chinese word of the category; and names do, since no encoder of this size
knows that Xindu is 新都.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from index.tagger import tag

GLOSSARY = {
    "airport": "机场", "america": "美国", "association": "协会", "author": "作者", "award": "奖",
    "bank": "银行", "base": "基地", "book": "书", "brand": "品牌", "bridge": "大桥", "britain": "英国",
    "bureau": "局", "capacity": "库容", "center": "中心", "centre": "中心", "chairman": "董事长",
    "chairwoman": "董事长", "chamber of commerce": "商会", "chief executive": "总裁", "china": "中国",
    "city": "城市", "civil affair": "民政", "civil affairs": "民政", "civilisation": "文明",
    "civilization": "文明", "coach": "教练", "college": "学院", "committee": "委员会",
    "company": "公司", "conference": "大会", "cost": "造价", "country": "国家", "county": "县",
    "culture": "文化", "dam": "大坝", "department": "部门", "deputy director": "副局长",
    "deputy mayor": "副市长", "director": "局长", "district": "区", "doctor": "医生", "dynasty": "朝",
    "economy": "经济", "editor": "编辑", "education": "教育", "enterprise": "企业", "event": "活动",
    "exhibition": "展览", "expert": "专家", "expressway": "高速", "factory": "工厂", "festival": "节",
    "film": "电影", "finance": "财政", "flight": "航班", "forum": "论坛", "france": "法国",
    "fund": "基金", "game": "比赛", "germany": "德国", "governor": "省长", "group": "集团",
    "health": "卫健", "height": "高度", "high-tech": "高新技术", "high-tech zone": "高新区",
    "highway": "公路", "hospital": "医院", "hotel": "酒店", "hub": "枢纽", "human resource": "人社",
    "india": "印度", "industry": "产业", "institution": "机构", "insurance": "保险",
    "investment": "投资", "island": "岛", "japan": "日本", "journalist": "记者", "korea": "韩国",
    "laboratory": "实验室", "lake": "湖", "law": "法", "lawyer": "律师", "length": "长度",
    "library": "图书馆", "manager": "经理", "market": "市场", "mayor": "市长", "minister": "部长",
    "mountain": "山", "municipal": "市", "museum": "博物馆", "new area": "新区", "new city": "新城",
    "new town": "新城", "office": "办", "official": "官员", "organisation": "机构",
    "organization": "机构", "park": "公园", "party chief": "书记", "party secretary": "书记",
    "pension": "养老", "people": "人", "person": "人", "place": "地方", "plain": "平原", "plan": "规划",
    "plant": "厂", "platform": "平台", "policy": "政策", "population": "人口", "port": "港",
    "president": "主席", "price": "价格", "product": "产品", "professor": "教授", "project": "项目",
    "province": "省", "railway": "铁路", "relic": "文物", "reporter": "记者", "reservoir": "水库",
    "river": "河", "road": "路", "russia": "俄罗斯", "satellite": "卫星", "school": "学校",
    "science and technology": "科技", "scientist": "科学家", "secretary": "书记",
    "semiconductor": "半导体", "ship": "船", "society": "学会", "spokesperson": "发言人",
    "stadium": "体育场", "station": "站", "street": "街", "student": "学生", "subway": "地铁",
    "team": "队", "technology": "技术", "theater": "剧院", "theatre": "剧院", "tourism": "文旅",
    "town": "镇", "train": "列车", "transport": "交通", "tunnel": "隧道", "typhoon": "台风",
    "university": "大学", "vice mayor": "副市长", "village": "村", "water": "水务",
    "water source": "水源", "writer": "作家", "zone": "区",
}  # fmt: skip
ACTIONS = {  # what is said of things in lists; each has one usual Chinese word in the news
    "under construction": "在建", "started construction": "开工", "construction started": "开工",
    "begun construction": "开工", "started": "开工", "broken ground": "开工", "opened to traffic": "通车",
    "open to traffic": "通车", "completed": "建成", "built": "建", "put into operation": "投运",
    "approved": "批准", "signed": "签署", "won": "获得", "resigned": "辞职", "bankrupt": "破产",
    "launched": "启动", "damaged": "受损",
    "closed": "关闭", "opened": "开放", "planned": "规划", "cancelled": "取消", "postponed": "推迟",
}  # fmt: skip
_KNOWN = {**GLOSSARY, **ACTIONS}
LONGEST_NAME = 12  # characters of a word that are read
LONGEST_PHRASE = 3  # words: science and technology
_NAME_TAGS = frozenset("PER LOC ORG nr ns nt nz".split())
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?")
_FINALS = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er"
    "|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v"
)
_SPELLED = re.compile(  # pinyin syllables, nothing else
    f"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:{_FINALS})|ang|ai|an|ao|ei|en|er|ou|a|e|o)+"
)
_NUMBERS = "zero one two three four five six seven eight nine ten".split()


def translate(text: str) -> list[str]:
    """The Chinese for the known words of an English question, in its order; plural or not."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    found: list[str] = []
    position = 0
    while position < len(words):
        for length in range(LONGEST_PHRASE, 0, -1):
            phrase = words[position : position + length]
            chinese = known(phrase) if phrase else None
            if chinese and len(phrase) == length:
                found.append(chinese)
                position += length
                break
        else:
            position += 1
    return found


def noun_phrase(text: str) -> list[str]:
    """The Chinese for the first unbroken run of known nouns: [区, 书记] of the district party secretaries."""
    run: list[str] = []
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    position = 0
    while position < len(words):
        for length in range(LONGEST_PHRASE, 0, -1):
            chinese = known(words[position : position + length]) if position + length <= len(words) else None
            if chinese and chinese not in ACTIONS.values():
                run.append(chinese)
                position += length
                break
        else:
            if run:
                return run
            position += 1
    return run


def known(phrase: list[str]) -> str | None:
    """The Chinese for a phrase of the glossary, its last word plural or not."""
    return _KNOWN.get(" ".join((*phrase[:-1], _singular(phrase[-1]))))


def number(text: str) -> int:
    """The number word of up to ten in `text`, 0 when there is none."""
    words = re.findall(r"[a-z]+", text.lower())
    return next((_NUMBERS.index(w) for w in words if w in _NUMBERS[2:]), 0)


def pinyin_names(text: str) -> list[str]:
    """The capitalised words, and pairs of them, that are spelled in pinyin: Xindu, Tang Jie."""
    words = [(m.start(), m.group().replace("'", "").replace("’", "")) for m in _CAPITALISED.finditer(text)]
    spelled = [
        word
        for start, word in words
        if start and _SPELLED.fullmatch(word.lower()) and _singular(word.lower()) not in GLOSSARY
    ]
    pairs = [
        f"{a} {b}"
        for (start, a), (following, b) in pairwise(words)
        if a in spelled and b in spelled and following == start + len(a) + 1
    ]
    alone = [word for word in spelled if not any(word in pair.split() for pair in pairs)]
    return pairs + alone


def chinese_names(spelled: str, texts: Iterable[str]) -> str:
    """The name in `texts` that is read as `spelled`, family name first or last; "" if none."""
    parts = spelled.lower().split()
    wanted = {"".join(parts), "".join(reversed(parts))}
    named: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for text in texts:
        for token in tag(text):
            word = text[token.start : token.end]
            start = _read_as(word, wanted)
            if start and token.tag in _NAME_TAGS:
                named[start] += 1
            elif start == word:
                other[word] += 1  # LAC calls a name that it does not know a noun or an adjective
    best = named.most_common(1) or other.most_common(1)
    return best[0][0] if best else ""


def _read_as(word: str, wanted: set[str]) -> str:
    """The beginning of `word`, two characters or more, that is read as one of `wanted`."""
    readings = {""}
    for position, character in enumerate(word[:LONGEST_NAME], start=1):
        readings = {read + syllable for read in readings for syllable in _syllables(character)}
        readings = {read for read in readings if any(name.startswith(read) for name in wanted)}
        if position > 1 and readings & wanted:
            return word[:position]
    return ""


@cache
def _syllables(character: str) -> frozenset[str]:
    """All that `character` can be read as: 都 is du and dou."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
