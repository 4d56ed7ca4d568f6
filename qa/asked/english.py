"""English questions to a Chinese archive: the Chinese for their known words.

Dense retrieval needs none, the encoder is multilingual; lists do, since they scan for names that end in the
Chinese word of the category, and so does lexical retrieval. An unknown word is passed over.
"""

import re

from qa.asked.english_names import chinese_names as chinese_names  # others look for these here
from qa.asked.english_names import known_names as known_names
from qa.asked.english_names import pinyin_names as pinyin_names
from qa.asked.glossary import ACTIONS, GLOSSARY, singular

_KNOWN = {**GLOSSARY, **ACTIONS}
LONGEST_PHRASE = 3  # words: science and technology
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z]+)*")
_NUMBERS = "zero one two three four five six seven eight nine ten".split()


def translate(text: str) -> list[str]:
    """The Chinese for the known words of an English question, in its order; plural or not."""
    words = _WORD.findall(text.lower().replace("’", "'"))
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
    abroad = set(known_names(text)) - {"中国"}
    office = {"主席": "总统" if abroad else "主席"}
    if abroad and not any(name in _PROVINCES for name in abroad):
        office["省长"] = "州长"
    for title, heads in _HEADS.items():
        headed = [*found, *abroad]
        head = next((h for noun, h in heads.items() if any(word.endswith(noun) for word in headed)), "")
        office |= {title: head} if head else {}
    return [office.get(word, word) for word in found]  # the president of France, the governor of Hawaii


_HEADS = {  # what a director, president or chairman is called, by what he heads; else of a bureau
    "局长": {
        "博物馆": "馆长", "美术馆": "馆长", "图书馆": "馆长", "医院": "院长", "学院": "院长", "中心": "主任",
        "委员会": "主任", "办": "主任", "部门": "主任",
        "电影": "导演", "电视剧": "导演", "纪录片": "导演", "实验室": "主任",
    },
    "主席": {
        "大学": "校长", "学院": "院长", "法院": "院长", "研究所": "所长", "银行": "行长", "分行": "行长",
        "公司": "总裁", "集团": "总裁", "委员会": "主席", "奥委会": "主席", "足联": "主席", "联合会": "主席",
        "协会": "会长",
    },
    "董事长": {
        "党": "主席", "委员会": "主席", "奥委会": "主席", "美联储": "主席", "协会": "会长", "俱乐部": "主席",
    },
}  # fmt: skip
_PROVINCES = frozenset(
    """
    河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州
    云南 陕西 甘肃 青海 台湾
    """.split()
)


def noun_phrase(words: str) -> list[str]:
    """The Chinese for the nouns that `words` end in: [区, 书记] of the district party secretaries.

    [] when the last noun is unknown.
    """
    left = _WORD.findall(words.lower().replace("’", "'"))
    run: list[str] = []
    while left:
        for length in range(min(LONGEST_PHRASE, len(left)), 0, -1):
            chinese = known(left[-length:])
            if chinese and chinese not in ACTIONS.values():
                run.insert(0, chinese)
                left = left[:-length]
                break
        else:
            break
    return run


def known(phrase: list[str]) -> str | None:
    """The Chinese for a phrase of the glossary, its last word plural or not."""
    words = [*phrase[:-1], phrase[-1].removesuffix("'s")]
    return _KNOWN.get(" ".join(words)) or _KNOWN.get(" ".join((*words[:-1], singular(words[-1]))))


def number(text: str) -> int:
    """The number word of up to ten in `text`, 0 when there is none."""
    words = re.findall(r"[a-z]+", text.lower())
    return next((_NUMBERS.index(w) for w in words if w in _NUMBERS[2:]), 0)
