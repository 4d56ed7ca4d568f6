"""Questions that a text nearly answers: a real question with one name, number or side of it exchanged.

After SQuAD 2.0's kinds of unanswerable questions (Rajpurkar et al. 2018: entity swap, number swap, antonym):
what the question asks about stands in the text, what takes its place doesn't, so the text's answer is wrong.
"""

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from index.mentions import find
from index.tagger import tag_texts
from qa.models.data import Example

NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,])\d{1,4}(?=年代|年|月|日|岁|届|次|号|期|世纪|名|人|米|公里|万|亿|%|％)"
)
_SIDES = (
    "男/女 东部/西部 南部/北部 东侧/西侧 南侧/北侧 左/右 上游/下游 上半年/下半年 去年/前年 "
    "增加/减少 上升/下降 最大/最小 最高/最低 最多/最少 最早/最晚 最长/最短 第一/第三 第二/第四 "
    "首次/最后一次 之前/之后 以前/以后 开始/结束 出生/逝世 进口/出口 国内/国外 父亲/母亲 儿子/女儿 "
    "哥哥/姐姐 丈夫/妻子 优点/缺点 支持/反对 胜/负 白天/夜间 春季/秋季 夏季/冬季 内部/外部 "
    "正面/背面 上集/下集 小学/大学 省会/首都 冠军/亚军 主席/副主席 总经理/董事长 建成/拆除 成立/解散 "
    "上任/卸任 收入/支出"
).split()
_PAIRS = [(a, b) for a, _, b in (side.partition("/") for side in _SIDES)]
OPPOSITE = dict(_PAIRS) | {b: a for a, b in _PAIRS}
_SIDE = re.compile("|".join(sorted(map(re.escape, OPPOSITE), key=len, reverse=True)))


def near_misses(examples: Sequence[Example], seed: int = 0) -> dict[Example, list[str]]:
    """For each example the questions, none to about four, that its text nearly answers, yet doesn't."""
    rng = random.Random(seed)
    questions = [example.question for example in examples]
    named = [
        [(m.start, m.end, m.kind) for m in find(question, words) if m.end - m.start > 1]
        for question, words in zip(questions, tag_texts(questions), strict=True)
    ]
    pool: dict[str, list[str]] = defaultdict(list)
    for question, names in zip(questions, named, strict=True):
        for start, end, kind in names:
            pool[kind].append(question[start:end])
    return {
        example: [*_named(example, names, pool, rng), *_numbered(example, rng), *_turned(example)]
        for example, names in zip(examples, named, strict=True)
    }


def _named(
    example: Example, names: Sequence[tuple[int, int, str]], pool: dict[str, list[str]], rng: random.Random
) -> list[str]:
    """The question with one of its names exchanged for another of its kind."""
    found = []
    for start, end, kind in names:
        name, other = example.question[start:end], rng.choice(pool[kind])
        if name in example.text and other not in example.text and kind != "time":
            found.append(example.question[:start] + other + example.question[end:])
    return found


def _numbered(example: Example, rng: random.Random) -> list[str]:
    """The question with one of its numbers off by a little."""
    found = []
    for match in NUMBER.finditer(example.question):
        other = str(max(1, int(match[0]) + rng.choice((-3, -2, -1, 1, 2, 3))))
        if match[0] in example.text and other not in example.text:
            found.append(example.question[: match.start()] + other + example.question[match.end() :])
    return found


def _turned(example: Example) -> list[str]:
    """The question with one of its words turned into the opposite, which the text doesn't have."""
    return [
        example.question[: match.start()] + other + example.question[match.end() :]
        for match in _SIDE.finditer(example.question)
        if match[0] in example.text and (other := OPPOSITE[match[0]]) not in example.text
    ]
