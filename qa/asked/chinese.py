"""What a Chinese question asks for: its kind, the type of its answer, the claim that it asks about."""

import re

from index.tagger import tag
from qa.asked.kinds import Expected, QuestionKind, masked

# What a list can count: things, not metres or yuan.
COUNTED = "个座家位名条种项所处支场部件艘架辆篇次起类款本只台张首幅户门头"
# What a question for one number counts too.
_MORE = "成国人天年倍大枚块分间张颗只头匹株册版口顶艇栋幢根粒杯瓶箱封段轮代级层楼排队组批群双对副套"
NUMBER = "[一二两三四五六七八九十百\\d]+"
# In front of 几 that asks: 这几座 and 好几座 are some, yet 做好几大枢纽 asks how many to do well.
NOT_SOME = "(?<![这那十])(?<!(?<![做办建抓])好)"
_SEVERAL = "(?<!第)(?:[二两三四五六七八九十百]+|[2-9]|\\d{2,})"
WH = re.compile(
    rf"谁|什么(?!的)|啥|哪|{NOT_SOME}几[{COUNTED}年月号日天点人成国大枚块分间张]|多少"
    rf"|多[大高长重深宽远久快厚]|怎么|怎样|如何|为何|何[时地处人种以日年月]|几时"
)
# 改名为什么 asks for a name, no reason.
WHY = "(?<![名称编现成变作译评誉定视更任])为什么|为何|为啥"
_LEAD = re.compile(
    "^(?:您好|你好|麻烦|劳驾|烦请|请问|请|想问一?下|问一?下|我(?:们)?(?:很|还)?想(?:要)?(?:问"
    "|知道|了解)(?:一下)?(?!的)|我问一?下"
    "|(?:你|您)(?:能|可以|能否|能不能|可不可以|是否)?(?:知道|晓得|了解)|(?:你|您)?(?:能|可以"
    "|能否|能不能|可否)(?:帮我|帮忙|给我|告诉我|不能告诉我)"
    "|帮我(?:们)?|帮忙|告诉我(?:们)?|给我(?:们)?|查(?:一?下|一查|查)(?!处)|看(?:一?下|看)"
    "|一下|[，,。:：\\s]{1,3}(?=.))"
)
_LIST = re.compile(
    rf"哪些|哪几|哪(?!一){NUMBER}[大化点{COUNTED}]|列出|列举|罗列|列一?下|列一列|数一?下"
    rf"|找出(?:所有|全部)|(?<!没)有谁|都是谁|都有谁|包括谁|谁和谁|(?<!的)分别"
    r"|(?:都|还|里|中|上)有(?:什么|啥)(?!用|意思|区别|关系|问题)|(?:提到|提及|报道|介绍"
    r"|涉及)(?:了|过)?(?:什么|啥)(?=[^，。？?是]{2})"
    r"|(?:提到|提及|出现|采访|涉及)(?:了|过)?(?:谁|什么人|啥人)|(?:名单|清单)(?:是什么|有哪些"
    r"|$)|(?:给出|整理|要).{0,10}(?:名单|清单)"
    rf"|{_SEVERAL}[大化点{COUNTED}](?![^，。？?]*的(?:用途|作用|目的|原因|意义|特点|区别|关系|结果))[^，。？?]*?(?:是|有|指|包括|为|叫|名叫)(?:的是)?(?:什么|啥|哪(?![里儿年天一]))"
    rf"|哪[“‘\"]?{_SEVERAL}[”’\"]?[\u4e00-\u9fff”]{{1,2}}(?:[？?，,]|$)|哪[“\"]"
)
_COUNT = re.compile(
    rf"多少[{COUNTED}]|(?<![第哪]){NOT_SOME}几[大{COUNTED}](?!月)|(?:提到|提及|列出|文章里"
    rf"|文中)[^，。]{{0,6}}多少(?![钱米元亿万公吨岁年天])"
    r"|(?:一共|总共|共)[^，。？?\d]{1,12}(?:数量|个数)|(?:文章|文中|报道|报纸)[^，。？?]{0,6}的(?:数量|个数)"
)
_SUMMARY = re.compile(
    "主要内容|主要(?:讲|说|写)|(?:报道|刊登)(?:了|过)(?:些|哪些)?(?:什么|啥)$|中心思想|主旨"
    "|大意|梗概|摘要(?!为)|要点(?:是|有|$)|概要"
    "|^(?:再)?(?:用.{1,8})?(?:简单|简要|简短|大致|大概)?(?:地)?(?:概括|总结|概述|归纳|综述"
    "|简述|简介|介绍|说说|讲讲|谈谈|说明)(?:一下|下)?(?!了|哪|什么|会)"
    "|(?:的|做个|做一个|给个|写个)(?:概括|总结|概述|简介|综述)(?:是什么|$)"
    "|(?:文章?|文中|报道|这篇|这版|新闻|报纸|版|报)[^，。]{0,6}?(?:讲|说|写|谈|关于|报道|提到"
    "|介绍)(?:了|的是|的)?(?:些|哪些)?(?:什么|啥)(?:内容|事)?(?:$|事|内容|[？?])"
    "|(?:文章|报道|新闻|报纸|稿件|版面?)[里中上]?(?:都|各自?|分别)*(?:有|是关于)(?:些|一些)?(?:什么|啥|哪些)(?:的?内容|的)?(?:$|[？?])"
    rf"|哪(?:些|几|{NUMBER})[篇条则]?(?:文章|报道|新闻|稿件)[里中]?都?(?:提到|提及|报道|介绍|涉及|讲|谈|写|说)(?:到|及)?了?"
    "|(?<!会)(?:发生|出)(?:了|过)?(?:些|哪些)?(?:什么|啥|哪些)(?:事|大事|新闻|重大|$|[？?])"
    "|有(?:什么|啥|哪些)(?:重大|重要|大|新的?|相关|有关)*(?:新闻|消息|报道|大事|新鲜事|文章)(?:$|发生|[？?])"
)
_TIMELINE = re.compile(
    "来龙去脉|前因后果|时间线|时间轴|时间表|大事记|始末|(?:进展|进度)(?:如何|怎么样|怎样"
    "|是什么|到哪|情况|有哪些|顺利|$)|(?:什么|啥|哪些|新)(?:的|新)*进展"
    "|到(?:了)?(?:哪一?步|什么阶段|什么程度)|(?:一步步|一步一步)"
    "|(?:的|事件|事故|案)(?:整个|详细|大致|具体|发展|建设|事情)*(?:经过|过程|历程"
    "|脉络)(?:是怎(?:样|么样?)的?|如何|是什么|是怎么回事|怎么样|怎样|$)"
    "|怎么(?:发展|演变)(?:过来|到|成|的)|^(?:梳理|回顾|理清|厘清|盘点)"
)
YES_NO = re.compile(
    "(?:吗|么)$|吧$|(?:了|过)(?:没有|没|否)$|没有$|是不是|是否|有没有|有无|会不会|能不能|能否"
    "|可否|可不可以|要不要|该不该|对不对|属实|是真的$|(.)[不没]\\1"
)
_EXPECTS: tuple[tuple[Expected, str], ...] = (
    ("date",
        "何时|什么时[候间]|几[月号日点]|哪[一]?[天年月日]|什么日[期子]|哪个(?:月|季度|日期)|第?几世纪|几十年代"
        "|(?:哪[一个]{0,2}|什么|何)(?:世纪|年代|朝代)(?!背景|意义|特)|多会儿|几时|何[日年月]|(?<!多长)(?:时间|日期)(?:是|为|定|$)|啥时"),
    (
        "number",
        f"多少|{NOT_SOME}几[{COUNTED}{_MORE}]|多[大高长重深宽远久快厚](?!的|程度)"
        f"|百分之几|几比几|第几|(?:价格|造价|比例|增[幅速]|面积|金额|人数|数量|高度|长度)(?:是|为|如何|$)",
    ),
    ("organisation",
        "哪(?:一)?(?:家|所)|(?:哪个|哪些|什么)(?:国有|民营|科技)?(?:公司|机构|单位|部门|企业|学校"
        "|大学|医院|银行|集团|组织|协会|团队|球队|法院|出版社)"),
    ("place",
        "哪里|哪儿|何[处地]|什么地[方点]|在哪(?![些几部个一届场次名位家所本篇款期只种类项年月天座条支首张集])|(?:哪个|哪座|哪一座|什么)(?:省|市|县|区(?![别分间])|国家|城市"
        "|地[方区]|州|镇|乡|村|岛|机场|大学城)|哪国|哪一?[省市县区州]|地[点址](?:是|在)"),
    ("person",
        "谁(?!更|比|先|的[^，]{1,6}更)|哪[一]?[位名]|何人|什么人|哪个(?:人|演员|导演|作家|选手"
        "|球员|运动员|科学家|官员|专家)"),
    ("", "怎么|怎样|如何|什么原因|原因是"),  # takes a sentence to say
)  # fmt: skip
_LATEST = re.compile(
    "最新|目前|(?<![体出实呈发展表涌再])现在|当前|最近(?!几|一?[周天日个]|[\\d一二两三四五六七八九十])|最近一次"
    "|截至目前|如今|眼下|近日|近期|现任"
)


def core(text: str) -> str:
    """`text` without its greeting, its 请问 and 帮我, and its last marks: 请问，谁是市长？ → 谁是市长."""
    text = text.strip().rstrip("？?。！!～~…. ")
    for _ in range(4):  # 你好，请问能帮我…
        match = _LEAD.match(text)
        if not match or match.end() >= len(text):
            break
        text = text[match.end() :]
    return (
        re.sub("(?<=[^什怎])(?:吗|呢|呀|啊)$", "", text)
        if WH.search(masked(text))
        else re.sub("[呀啊哦哈]$", "", text)
    )


def kind(text: str) -> QuestionKind:
    """The kind of a question without its lead; speech is asked before (`qa.asked.speech`)."""
    seen = masked(text)
    for name, pattern in _ORDER:
        match = pattern.search(seen)
        if match and not (name == "list" and _WHY.search(seen, 0, match.start())):
            return name  # 为什么列入名单 asks for a reason
    choice = "还是" in seen and not re.search("[吗么]$", seen)  # 还是…吗 asks whether it still is
    return "yes_no" if YES_NO.search(seen) and not WH.search(seen) and not choice else "fact"


_WHY = re.compile(WHY)
_ORDER: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    ("timeline", _TIMELINE),
    ("summary", _SUMMARY),
    ("count", _COUNT),
    ("list", _LIST),
)


def expects(text: str) -> Expected:
    """The type of what would answer: the question word that stands last decides."""
    seen = masked(text)
    last = max((match.end() for match in _WHY.finditer(seen)), default=-1)
    seen = _WHY.sub(lambda match: "○" * len(match.group()), seen)  # 为什么协会 asks for no 协会
    best: tuple[int, Expected] = (last, "")  # 练习时间是别人的一半，为什么…
    for name, pattern in _EXPECTS:
        for match in re.finditer(pattern, seen):
            if match.end() > best[0]:
                best = (match.end(), name)
    return best[1]


def latest(text: str) -> bool:
    """Whether the newest is asked for."""
    return bool(_LATEST.search(masked(text)))


_TAG_QUESTION = re.compile(
    "[，,]?(?:对吗|对吧|是吗|是吧|对不对|是不是|是真的吗?|属实吗?|有这回事吗?|真的吗)$"
)
_FRAMES = re.compile(
    "^(?:是不是|是否|难道)|^(?:文章|文中|报道|报纸|新闻)(?:里|中|上|里面)?(?=有没有|是否|是不是|有无)"
)


def claim(text: str) -> str:
    """The statement that a yes/no question asks about: 久隆水库开工了吗 → 久隆水库开工了."""
    said = _TAG_QUESTION.sub("", text)
    said = re.sub("(?:吗|么|吧|没有|没|否)$", "", said) if said != "" else text
    said = _FRAMES.sub("", said)
    said = re.sub("有没有|有无|是不是", lambda m: _said(said, m), said, count=1)
    for asked, plain in (("是否", ""), ("能不能|能否|可否|可不可以", "能"), ("会不会", "会"),
                         ("要不要", "要"), ("该不该", "该"), (r"(.)[不没]\1", r"\1")):  # fmt: skip
        said = re.sub(asked, plain, said, count=1)
    return said.strip("，,。？? ")


def _said(text: str, match: re.Match[str]) -> str:
    """有没有 and 是不是 before a verb only ask; before a noun they say 有 and 是."""
    following = tag(text[match.end() :])
    asks = (following and following[0].tag in ("v", "vd", "d", "p")) or re.search(
        "^在|^由|^已", text[match.end() :]
    )
    return "" if asks else match.group()[0]


def about_kind(text: str, kind: QuestionKind) -> list[tuple[int, int]]:
    """The places that only say the kind of a question: 的来龙去脉, 梳理; no evidence needs to hold them."""
    pattern = {"timeline": _TIMELINE, "summary": _SUMMARY}.get(kind)
    return [match.span() for match in pattern.finditer(masked(text))] if pattern else []


def plain(text: str) -> str:
    """`text` without its 目前 and 现任, which say of an office only that its holder is asked for."""
    return re.sub("^(?:现任|目前|当前|现在)的?|(?:现任|目前|当前|现在)(?:的)?(?=是|谁)", "", text)
