"""Chinese questions about speech: 这句话是谁说的, 谁谈到了水库, 王忠诚对新都的发展怎么看."""

import re

from index.tagger import tag
from qa.asked.kinds import Speech, masked, quoted

_SAY = (
    "说|表示|指出|认为|强调|称(?![霸王为得作呼]|什么$|啥$)|坦言|透露|讲|宣布|呼吁|谈到|提到|评价|介绍|承认"
    "|否认|警告|批评|回应|谈及|谈|主张|建议|感叹|表态|直言|说明|解释|预测|预计|预言|声称"
)
_BY_WHOM = re.compile(
    rf"(?:是|由|出自)(?:谁|哪[一]?[位个名](?P<who>[^，。？?的说讲]{{0,6}}))(?:{_SAY}|提出?|之口"
    rf"|口中)(?:过|出来)?(?:的|$)|是谁的(?:话|观点|说法|看法|原话)"
)
_WHOSE_WORDS = re.compile("(?:这|该)(?:句|番|段|些|个)?(?:话|说法|观点|看法|评价|表态)")
_WHO_SAID = re.compile(
    rf"(?:^|[，,：:上中里内时])(?:都)?(?:有)?(?:谁|哪[一]?[位个名](?P<who>[^，。？?的]{{0,8}}?))(?:曾经?"
    rf"|还|也|最先|首先|都)?(?:(?:在|对|就|向|于)[^，。？?]{{1,12}}?)?"
    rf"(?:{_SAY}|提出(?=要|应|将|把|[“：:]|[了过]“))(?:过|了|到|的)?(?P<what>[^？?]*)$"
)
_ASKS = "什么|啥|哪些(?:内容|话|观点|意见|看法)?|些什么|点什么|怎样的(?:看法|观点|态度)?"
_VIEW = (
    "作何(?:评价|表态|回应|感想|解释)|(?:是)?(?:怎么|怎样|如何)(?:看待?|说|评价|回应|表示|认为|想|表态|解释|评论|谈)的?"
    "|(?:有|持|发表|提出|表达)(?:了|着)?(?:什么|怎样的|何种|何|哪些|啥)(?:样的)?(?:看法|观点"
    "|评价|意见|态度|评论|见解|回应|建议|主张|说法)"
    f"|(?:{_SAY}|发表|表达)(?:了|过|到)?(?:{_ASKS})(?:看法|观点|意见|话|内容)?"
    "|的(?:看法|观点|态度|表态|说法|回应|评价|意见|讲话|发言)(?:是什么|有哪些|如何|怎样|是怎样的|内容)?"
)
_FRAME_SUBJECT = "文章|本文|文中|报道|这篇|这版|新闻|报纸|作者|全文|上面|版"
_STATEMENTS = (
    re.compile(
        rf"^(?P<who>[^，。？?]{{1,30}}?)(?:对于?|就|关于|针对"
        rf"|围绕)(?P<topic>[^，。？?]{{1,40}}?)(?:问题|一事|这件事|时)?(?:{_VIEW})$"),
    re.compile(
        rf"^(?:对于?|就|关于|针对"
        rf"|围绕)(?P<topic>[^，。？?]{{1,40}}?)[，,]?(?P<who>[^，。？?]{{1,20}}?"
        rf"|)(?:都)?(?:{_VIEW})$"),
    re.compile(
        rf"^(?P<who>[^，。？?]{{1,30}}?)(?:在)?(?:谈到|谈及|说到|提到"
        rf"|讲到)(?P<topic>[^，。？?]{{1,30}}?)时(?:都)?(?:{_VIEW})$"),
    re.compile(
        r"^(?P<who>[^，。？?]{1,20}?)(?:是)?(?:怎么|怎样|如何)(?:看待?|评价|回应"
        r"|评论)(?:了)?(?P<topic>[^，。？?的]{2,40})(?:的)?$"),
    re.compile(rf"^(?P<who>[^，。？?]{{1,40}}?)(?:{_VIEW})$"),
)  # fmt: skip
_NOBODY = re.compile("^(?:谁|都有谁|有谁|哪些人|大家|人们)$")


def speech(text: str) -> Speech:
    """What a Chinese question (without its lead) asks about speech; kind "" when it asks about none."""
    seen = masked(text)
    words = quoted(text)
    if match := _BY_WHOM.search(seen):
        said = re.sub("[，,：:]$", "", text[: match.start()])
        plain = _WHOSE_WORDS.sub("", said).strip("，,：: ")
        if words or _WHOSE_WORDS.search(said):
            return Speech("speaker", quotation=words or plain)
        return Speech("speaker", topic=plain or text[match.end() :].strip("，,：: "))
    if words and re.search("谁|哪[位个]", seen) and _WHOSE_WORDS.search(seen):
        return Speech("speaker", quotation=words)
    if re.match("谁(?:都)?(?:说|表示|讲)(?:了|过)?(?:什么|啥|哪些)", seen):
        return Speech("statements")
    match = _WHO_SAID.search(seen)
    if match and match.group("what") and not re.search("什么|哪|多少", match.group("what")):
        topic = text[match.start("what") : match.end("what")].strip("，,：: “”")
        return Speech("speaker", quotation=words, topic="" if words else re.sub("^(?:要|过|了)", "", topic))
    return _statements(text, seen)


def _statements(text: str, seen: str) -> Speech:
    for pattern in _STATEMENTS:
        match = pattern.match(seen)
        if not match:
            continue
        start, end = match.span("who")
        who = text[start:end]
        if re.search(rf"(?:{_FRAME_SUBJECT})(?:里|中|上|主要|都|各自?|分别|在)*$", who) or re.search(
            "什么|哪|谁.", who
        ):
            return Speech()
        topic = text[slice(*match.span("topic"))] if "topic" in pattern.groupindex else ""
        speaker = "" if _NOBODY.match(who) else _speaker(who)
        if speaker or topic:
            return Speech(
                "statements", speaker=speaker, topic="" if topic in ("此", "这", "它", "该") else topic
            )
    return Speech()


def _speaker(phrase: str) -> str:
    """The person that a phrase names, else the phrase without its 在会上 and 昨天; "" for a date."""
    tokens = tag(phrase)
    named = [t for t in tokens if t.tag in ("PER", "nr")]
    if named:
        return phrase[named[-1].start : named[-1].end]
    if all(t.tag in ("TIME", "t", "m", "w", "u", "d", "r", "c", "p", "xc") for t in tokens):
        return ""
    phrase = "".join(phrase[t.start : t.end] for t in tokens if t.tag not in ("TIME", "t", "w"))
    return re.sub("(?:在.*|都|还|也|曾|的|上|中|里)$", "", phrase)
