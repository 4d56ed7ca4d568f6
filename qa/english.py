"""The English words of newspaper questions that a Chinese archive must be searched for in Chinese.

Retrieval needs no dictionary, the encoder is multilingual; a list does: it scans
for names that end in the Chinese word of the category asked for.
"""

import re

CATEGORIES = {
    "airport": "机场", "association": "协会", "award": "奖", "bank": "银行", "base": "基地", "book": "书",
    "bridge": "大桥", "center": "中心", "centre": "中心", "city": "城市", "college": "学院",
    "committee": "委员会", "company": "公司", "conference": "大会", "country": "国家", "county": "县",
    "dam": "大坝", "department": "部门", "director": "局长", "district": "区", "dynasty": "朝",
    "editor": "编辑", "event": "活动", "exhibition": "展览", "expert": "专家", "expressway": "高速",
    "factory": "工厂", "festival": "节", "film": "电影", "forum": "论坛", "fund": "基金", "game": "比赛",
    "governor": "省长", "group": "集团", "highway": "公路", "hospital": "医院", "hotel": "酒店",
    "hub": "枢纽", "industry": "产业", "institution": "机构", "island": "岛", "journalist": "记者",
    "laboratory": "实验室", "lake": "湖", "law": "法", "library": "图书馆", "market": "市场",
    "mayor": "市长", "minister": "部长", "mountain": "山", "museum": "博物馆", "new town": "新城",
    "new city": "新城", "official": "官员", "organisation": "机构", "organization": "机构",
    "park": "公园", "party secretary": "书记", "people": "人", "person": "人", "place": "地方",
    "plan": "规划", "plant": "厂", "platform": "平台", "policy": "政策", "port": "港",
    "president": "主席", "professor": "教授", "project": "项目", "province": "省", "railway": "铁路",
    "reporter": "记者", "reservoir": "水库", "river": "河", "road": "路", "school": "学校",
    "secretary": "书记", "society": "学会", "stadium": "体育场", "station": "站", "street": "街",
    "subway": "地铁", "team": "队", "theatre": "剧院", "theater": "剧院", "town": "镇", "tunnel": "隧道",
    "typhoon": "台风", "university": "大学", "village": "村", "zone": "区",
}  # fmt: skip
_IRREGULAR = {"people": "people", "persons": "person", "who": "person", "men": "person"}


def translate(text: str) -> tuple[str, list[str]]:
    """The Chinese category that an English question asks for ("" when unknown), and its other known words.

    The category is the first known noun after the question word; the noun may be plural.
    """
    words = re.findall(r"[A-Za-z]+", text.lower())
    found: list[str] = []
    position = 0
    while position < len(words):
        pair = " ".join(_singular(w) for w in words[position : position + 2])
        if pair in CATEGORIES:
            found.append(CATEGORIES[pair])
            position += 2
            continue
        single = _singular(words[position])
        if single in CATEGORIES:
            found.append(CATEGORIES[single])
        position += 1
    if not found:
        return ("人", []) if re.match(r"\s*(?:list\s+)?who\b", text, re.I) else ("", [])
    return found[0], found[1:]


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
