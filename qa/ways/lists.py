"""List and count questions: everything that can match, or what a text states."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Archive, Filter, Hit
from index.tagger import tag
from qa.answer import Answer
from qa.compose import fact_answer, list_answer, named_answer
from qa.finding import Finding
from qa.listing import MENTIONED, by_place, find_items, relation
from qa.metrics import without_marks
from qa.question import Question
from qa.read import Reader
from qa.texts.classes import heads_of, kind_of
from qa.texts.members import TAGS, of_more
from qa.texts.names import Span
from qa.texts.people import TITLE
from qa.texts.value import quantity
from qa.ways import fact, matter, named, read_list, read_number, stated_number
from qa.ways.cover import coverage
from qa.ways.rendered import rendered

SURE = 0.9  # of a class, for its members to be counted where no text states their number
BESIDE = 0.6  # … where the sentence states it that names them
UNSURE = 0.3  # probability from which a number that is read says how many a list should have
SURELY = 0.85  # … from which it goes before one that is stated of the class
_MORE = re.compile(r"[”’」』》）)]*等(?P<n>共?计?[\d一二两三四五六七八九十百]*)")
HELD = 0.5  # of its pairs of characters, for a noun to be spoken of
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+\w?")  # 第三水源 counts nothing
READ = 3  # readings of a passage: one that counts this may count more


def answer(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """The items asked for; where the archive names none, the sentence that says it all, of one matter."""
    if question.category in MENTIONED and not (question.terms or question.modifiers or question.among):
        things, total = named.everything(archive, question, *MENTIONED[question.category], where)
        return named_answer(question, things, total) if things else None
    groups = find_items(archive, question, [hit.passage for hit in hits], where)
    if reader and question.terms and not question.among and not (groups and by_place(question)):
        groups = read_list.items(question, hits, archive, reader, groups)
        groups = read_list.edged(question, reader, groups) if groups else groups
    if groups:
        return list_answer(question, groups, _of_more(groups))
    if question.whole_archive:
        return None
    told = fact.answer(question, hits, archive, where, reader)
    return told if told and _of_class(question, told) else None


def _of_class(question: Question, told: Answer) -> bool:
    """Whether a sentence given for a list speaks of the class asked for: its noun, or names of its kind."""
    category, kind, tokens = question.category, kind_of(question.category), tag(told.text)
    said = {told.text[t.start : t.end] for t in tokens}
    spoken = any(
        noun in said if len(noun) == 1 else coverage([noun], told.text) >= HELD  # 书 is not in 读书班
        for noun in heads_of(category)
    )
    names = {told.text[t.start : t.end] for t in tokens if t.tag in TAGS.get(kind, ())}
    named = any(name not in question.text for name in names)
    if category in MENTIONED:
        return spoken or named
    if kind == "person":
        nouns = relation(question)
        return (
            named
            and (spoken or not TITLE.search(category))
            and (not nouns or any(n in told.text for n in nouns))
        )
    return spoken or (named and kind != "organisation")


def count(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """How many there are: counted over the whole archive, or the number that a text states."""
    if question.whole_archive or question.among:
        found = answer(question, hits, archive, where, reader)
        if found or not question.modifiers:  # 首批志愿者有几位: the class itself is the matter
            return found
    passages = [hit.passage for hit in hits]
    readings = reader.read(rendered(question), passages, each=READ) if reader else []
    said = stated_number.number(archive, question, passages, readings)
    sure = read_number.number(question, readings)
    chance = read_number.chance(readings, said) if said else 0.0
    if sure and (chance < UNSURE or (sure.confidence >= SURELY and chance < sure.confidence)):
        said = sure
    if not said:
        unsure = read_number.number(question, readings, UNSURE)
        as_many = replace(question, number=int((quantity(unsure.text) or (0,))[0])) if unsure else question
        listed = matter.members(archive, as_many, passages, SURE)
        if len(listed) > 1 and not _open(listed):
            return list_answer(question, listed)
        told = fact.answer(question, hits, archive, where, reader)
        return told if told and not _ORDINAL.fullmatch(without_marks(told.text)) else None
    amount = quantity(said.text)
    listed = matter.members(archive, question, passages, BESIDE)
    beside = listed and Span(*listed[0][0].sentence) == Span(*said.sentence)
    if not beside:
        listed = matter.members(archive, question, passages, SURE)
    if amount and len(listed) == amount[0] and not any(_itself(question, one[0].text) for one in listed):
        worded = not question.english and not said.text.endswith("大")  # 五大 counts nothing by itself
        return list_answer(question, listed, stated=said if worded else None)
    return fact_answer(question, [said])


def _of_more(groups: Sequence[Sequence[Finding]]) -> Finding | None:
    """How many there are of which a sentence names only these: 甲、乙等12个区县."""
    firsts = [group[0] for group in groups]
    article = firsts[0].article
    if len(firsts) < 2 or len({(one.article.id, one.sentence) for one in firsts}) > 1:
        return None
    stated = of_more(article.text, [one.span for one in firsts])
    return Finding(article, stated) if stated else None


def _open(groups: Sequence[Sequence[Finding]]) -> bool:
    """Whether a sentence says that there are more of them, and not how many: 甲、乙等物资."""
    firsts = [group[0] for group in groups]
    if len({(one.article.id, one.sentence) for one in firsts}) > 1:
        return False
    more = _MORE.match(firsts[0].article.text, max(one.span.end for one in firsts))
    return more is not None and not more["n"]


def _itself(question: Question, member: str) -> bool:
    """Whether a member is called what is counted: 大型水库 beside 中型水库 and 小型水库 is no reservoir."""
    return member in (question.category, "".join((*question.modifiers, question.category)))
