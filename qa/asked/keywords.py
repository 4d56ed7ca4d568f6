"""Key words in place of a question, as people type them, put as the question that they stand for.

2018年中国人口出生率 asks how high it was. The reader learned on whole questions: of key words it is unsure.
"""

import re

from index.tagger import tag
from qa.asked import subject
from qa.asked.chinese import WH, YES_NO, core
from qa.asked.kinds import masked
from qa.texts.words import TITLES

_NOUNS = frozenset("n nr ns nt nz nw vn an PER LOC ORG TIME".split())
NAME = 3  # words of a name
_LACKING = re.compile("(?<=.)[是为叫]$")  # its number is: the asking word alone is left out
# What a noun at the end asks for; the first that fits.
_ENDINGS = tuple(
    (re.compile(f"(?:{ends})$"), asking)
    for ends, asking in (
        ("时间|日期|年份|时刻|年代|生日|时候", "是什么时候"),
        ("主[办席]国|东道国|举办国|国家|国籍", "是哪个国家"),
        ("地[点址]|位置|首都|省会|首府|所在地|举办地|产地|故乡|家乡|籍贯|出生地|发源地", "是哪里"),
        (
            "[率额值数]|[产销雨水容重总流数]量|价格?|震级|面积|[长高宽厚深温浓密速湿]度|海拔|身高|体重|比[例分]"
            "|人口|年龄|距离|里程|造价|投资|收入|利润|票房|工资|薪酬|时长|库容|功率|尺寸|[增涨跌降]幅|增速",
            "是多少",
        ),
        (f"{'|'.join(TITLES)}|[冠亚季]军|得主|主演|作者|编剧|扮演者|发明者|发明人|皇帝", "是谁"),
        ("父亲|母亲|妻子|丈夫|儿子|女儿|哥哥|弟弟|姐姐|妹妹", "是谁"),
    )
)


def full(text: str) -> str:
    """`text` with the asking words that it lacks; as it is where it asks, or ends in no noun.

    A name alone asks for whatever there is of it: 李青 who that is, 北岸大桥 for an introduction.
    """
    asked = core(text)
    seen = masked(asked)
    if not asked or WH.search(seen) or YES_NO.search(seen):
        return text
    noun, tags = _LACKING.sub("", asked), [token.tag for token in subject.whole(asked, tag(asked))]
    if noun == asked and tags[-1] not in _NOUNS:
        return text
    if tags in (["PER"], ["nr"]):
        return noun + "是谁"
    asking = next((asking for ends, asking in _ENDINGS if ends.search(noun)), "是什么")
    if asking == "是什么" and noun == asked and len(tags) <= NAME and set(tags) <= _NOUNS | {"m", "a"}:
        return "介绍" + noun
    return noun + asking
