"""Questions that leave their subject out: 什么时候开工 and 造价呢 are about what the last turn was about."""

import re
from collections.abc import Sequence

from index.tagger import tag
from qa.answer import Answer
from qa.asked import chinese
from qa.asked.kinds import masked
from qa.followups.names import named
from qa.followups.owner import SHORT, leaves_out, relational, told_of
from qa.followups.pointing import hanging
from qa.followups.referents import about, articles, asked, referent
from qa.followups.relations import OF_PEOPLE, asked_as, relation
from qa.followups.scope import in_place, of_place
from qa.followups.slots import slots
from qa.followups.topic import topic
from qa.question import Question, understand
from qa.texts.people import TITLE

LONGEST = 24  # characters of a question without a subject; longer ones name what they are about
_BARE = re.compile(
    "(?:那么?|又|到底|究竟)?(?:是)?(?P<wh>什么时候|何时|哪一?[天年月]|几[点号日月]|为什么|为何|为啥|怎么回事|在?哪里|在?哪儿"
    "|怎么样?|如何)(?:的|呢|了)?"
)
_ADVERBS = re.compile("什么时候|何时|哪一?[天年月]|在什么时候|为什么|为何|在?哪里|在?哪儿|在什么地方")
_VIEW = re.compile("(?:是)?(?:怎么|怎样|如何|作何)(?:看待?|回应|评价|表态|解释|评论)的?$")


def subject(previous: Question, turns: Sequence[Answer], noun: str = "") -> str:
    """What the last turn was about, "" where that is not clear; `noun` is what of it is asked for."""
    last = turns[-1:]
    first = _whose(last[0]) or about(previous.text, articles(last))
    if len(turns) > 1 and first and relation(first) and not slots(first) and not last[0].resolved:
        return subject(understand(asked(turns[-2])), turns[:-1], noun)  # 注册资本 alone was of that too
    whom = previous.office[1] or previous.person or previous.kind == "statements"
    if len(last[0].items) > 1 and (previous.whole_archive or not first):
        return referent(last, "several") if len(last[0].items) <= 3 else ""
    if whom or (previous.expects == "person" and not first):
        if noun and noun not in OF_PEOPLE and (thing := next(iter(named(previous.text)), "")):
            return thing  # 主演 after 谁执导了《奥本海默》
        if TITLE.search(noun) and slots(previous.office[0]):
            return previous.office[0]  # 前任总统 after 尼日尔军方领导人是谁
        return referent(last, "person") or referent(last, "thing")
    return first or referent(last, "thing") or referent(last, "person")


def _whose(last: Answer) -> str:
    """问界M9 where 屏幕多大 was read as 问界M9的屏幕多大: what the next attribute is asked of too."""
    own = chinese.core(last.question)
    at = asked(last).find(own) if SHORT.fullmatch(own) and last.resolved else -1
    return asked(last)[:at].removesuffix("的") if at > 1 else ""


def without_subject(
    question: Question, previous: Question, turns: Sequence[Answer], *, leans: bool = False
) -> str:
    """The text of `question` with its subject put in; "" when it names what it is about.

    One that `leans` on the last turn by its own words (不是，我问的是…) is about the same.
    """
    text = re.sub("^(?:那么?|它们?|而|其中的?)", "", chinese.core(question.text))
    if hanging(text):
        return ""  # whom it is about it says itself, though we don't know
    if bare := _BARE.fullmatch(text):
        return _asked_so(bare["wh"], previous, turns)
    if re.match("谁.{5}", text):
        return ""  # 谁掌掴裁判被重罚: who does it is asked, to whom is said
    if len(text) > LONGEST or re.search("文章|报道|报纸|新闻|文中|版", text) or question.when:
        return ""
    if question.kind in ("summary", "speaker", "timeline"):
        return ""
    if re.match(
        "(?:同比|环比)?(?:增长|下降|上涨|下跌|增加|减少|提高|降低|涨|跌)了?(?:多少|几)", text
    ) or re.match("[同环]比", text):
        return _changed(text, previous)
    noun = relational(text)
    told = told_of(question, text, noun, turns)
    if 0 < told < len(turns):  # the turn since was about something else
        turns = turns[:told]
        previous = understand(asked(turns[-1]))
    found = subject(previous, turns, noun)
    if of_place(text, noun):
        return in_place(text, found, previous)
    view = _VIEW.search(text)
    if view and question.kind in ("fact", "statements") and not question.topic:
        return f"{text[: view.start()]}对{found}{text[view.start() :]}？" if found else ""
    leans = leans and not slots(text)
    there = _THERE.match(text)
    alone = told or (there and relational(text[there.end() :]) and not slots(text[there.end() :]))
    if question.kind == "statements" or not (leans or alone or leaves_out(question, text, noun, turns)):
        return ""
    found = _beside(found, text, turns[-1])
    joint = "的" if noun and noun not in ("全线", "沿线") else ""
    found = found and (_within(text, about(previous.text, articles(turns[-1:]))) or found)
    twice = next((n for n in range(min(len(found), len(text)), 1, -1) if found.endswith(text[:n])), 0)
    return f"{found}{'' if twice else joint}{text[twice:]}？" if found else ""


def _within(text: str, whole: str) -> str:
    """中国科考队 of 中国科考队大洋队 for a question that begins with 科考队; "" where none of it is meant."""
    first = next(iter(tag(text)), None)
    noun = text[: first.end] if first and first.tag in ("n", "nz", "ORG") and first.end > 1 else ""
    at = whole.rfind(noun) if noun else -1
    return whole[: at + len(noun)] if at > 0 else ""


def _beside(found: str, text: str, last: Answer) -> str:
    """What the last subject was part of, for another part: not 维和部队工兵分队 for 医疗分队."""
    part, other = topic(text), topic(last.question)
    alike = len(part) > 1 and part[-2:] == other[-2:] and part != other
    return found.removesuffix(other).removesuffix("的") if alike else found


def _changed(text: str, previous: Question) -> str:
    """同比增长多少 is asked of the quantity last asked about: 比亚迪上半年营收同比增长多少."""
    asks = chinese.WH.search(masked(previous.text))
    quantity = re.sub("(?:是|为|达到?|有|约|了)+$", "", previous.text[: asks.start()] if asks else "")
    counts = previous.expects == "number" or previous.kind == "count"
    return f"{quantity}{text}？" if quantity and counts else ""


_THERE = re.compile("在[^，。？?的]{1,8}的")  # 在非洲的市场占有率是多少


def _asked_so(word: str, previous: Question, turns: Sequence[Answer]) -> str:
    """恒大为什么申请破产 for 为什么 after 恒大什么时候申请破产; of a yes/no question all that it claims."""
    if previous.kind == "yes_no" and previous.claim:
        return f"{previous.claim.rstrip('了')}，{word}？"
    text = chinese.core(previous.text)
    adverb = _ADVERBS.search(masked(text))
    if adverb and 0 < adverb.start() < adverb.end() < len(text):
        return f"{text[: adverb.start()]}{word}{text[adverb.end() :]}？"
    if re.match("为|怎么", word) and chinese.WH.search(text) and len(text) <= 2 * LONGEST:
        return f"{text}，{word}？"
    found = subject(previous, turns)
    return f"{found}{word}？" if found else ""


def of_subject(phrase: str, previous: Question, turns: Sequence[Answer]) -> str:
    """港珠澳大桥的造价是多少 for 造价呢 after 港珠澳大桥全长多少; "" unless `phrase` is a noun."""
    found = subject(previous, turns, phrase)
    if not found or slots(phrase):
        return ""
    word = asked_as(phrase)
    if not relation(phrase) and previous.expects == "number":
        word = "多少"
    return f"{found}的{phrase}是{word}？"
