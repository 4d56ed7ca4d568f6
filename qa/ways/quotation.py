"""Who said what: statements read off the text with their speakers, and the speaker of a quoted sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Article
from index import Archive, Filter, Hit, sentences
from index.fold import fold
from index.words import Words
from qa.answer import Answer
from qa.compose import fact_answer, lines_answer
from qa.finding import Finding
from qa.question import Question, understand
from qa.read import Reader
from qa.texts.names import Span, occurrences
from qa.texts.value import line_of
from qa.ways.cover import coverage
from qa.ways.office import holders, titled

MOST = 8  # statements in one answer: what a screen shows
SAME = 0.85  # share of a quotation's bigrams that a text must hold to be where it stands
ABOUT = 0.6  # share of a topic's bigrams that a statement's surroundings must hold
_VERB = re.compile(
    r"(?:介绍说|表示|指出|认为|强调|介绍|透露|坦言|提出|建议|回应|解释|直言|感慨|谈到|补充|呼吁|写道|回忆|宣布|提醒|分析|评价"
    r"|告诉[^，。：“”]{1,12}|看来|[^，。：“”]{0,2}[说称])(?:道)?(?=[，,：:“”。；;]|这|，)"
    r"|[^，。：“”\n]{1,8}(?=：)"  # 带来好消息：
)
_GAP = re.compile(
    r"[^，。！？；：“”\n]{0,6}(?:在[^，。！？“”\n]{1,24}[时上中后]，?)?[^，。！？；：“”\n]{0,6}?"
)
REACH = 60  # characters between a quotation and the speaker who follows it: room for a long title


@dataclass(frozen=True, slots=True)
class Statement:
    """What `speaker` says: places of one article."""

    article: Article
    speaker: Span
    words: Span  # without the quotation marks
    support: Span  # from the speaker's title to the words, in either order


def statements_in(
    article: Article, start: int, end: int, words: Words, names: Sequence[str] = ()
) -> Iterator[Statement]:
    """Every statement of `article.text[start:end]` (whole paragraphs), in order.

    Read are “…”，X说 · X说：“…” · X表示，… · 据X介绍，… · “…”在X看来. Speakers are the people and
    organisations that LAC tags, and whoever is called by one of `names`.
    """
    text = article.text
    tagged = [
        Span(t.start, t.end)
        for t in words.between(start, end)
        if t.tag in ("PER", "ORG", "nr", "nt") and t.end - t.start > 1
    ]
    named = [place for name in names for place in occurrences(text, name, start, end)]
    for speaker in sorted({*tagged, *named}):
        gap = _GAP.match(text, speaker.end, end)
        stops = range(speaker.end, (gap.end() if gap else speaker.end) + 1)
        verb = next((m for stop in stops if (m := _VERB.match(text, stop, end))), None)
        # 青羊区委副书记、区长冯胜说: it is the last one named who speaks
        if verb and not any(speaker.end <= other.start < verb.end() for other in tagged):
            yield from _said_by(article, speaker, verb.end(), start, end)


def _said_by(article: Article, speaker: Span, after: int, start: int, end: int) -> Iterator[Statement]:
    text = article.text
    title = _title(text, speaker, start)
    before = text.rfind("”", max(start, title.start - 4), title.start + 1)
    opened = text.rfind("“", start, before) if before >= 0 else -1
    introduced = (
        opened > start and text[opened - 1] in "：，,:"
    )  # 甲说：“…”乙认为: the words are the first one's
    if opened >= 0 and not introduced and not re.search(r"[。！？\n]", text[before + 1 : speaker.start]):
        yield Statement(article, speaker, _unstopped(text, opened + 1, before), Span(opened, after))
    following = re.compile(r"[，,：:\s]*").match(text, after, end)
    place = following.end() if following else after
    if place < end and text[place] == "“":
        close = text.find("”", place, end)
        if close > place:
            yield Statement(
                article, speaker, _unstopped(text, place + 1, close), Span(title.start, close + 1)
            )
            return
    stop = next((e for s, e in sentences(text, start, end) if s <= place < e), place)
    if stop - place > 3 and text[after : after + 1] in "，,：:":
        yield Statement(article, speaker, _unstopped(text, place, stop), Span(title.start, stop))


def _unstopped(text: str, start: int, end: int) -> Span:
    """The span without the full stop at its end."""
    return Span(start, start + len(text[start:end].rstrip("。，；：”")))


def _title(text: str, speaker: Span, start: int) -> Span:
    """The speaker with the office in front: 青羊区委副书记、区长冯胜."""
    begin = max([start, *(text.rfind(mark, start, speaker.start) + 1 for mark in "。！？；”“\n，：")])
    return titled(text, speaker, begin)


def speaker(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """Who said the quoted words; without a quotation, everybody who spoke about the topic."""
    if not question.quotation:
        return statements(question, hits, archive, where, reader)
    for article, place in _standing(question.quotation, hits, archive, where):
        line = line_of(article.text, place)
        for said in statements_in(article, line.start, line.end, Words(article.text)):
            if said.words.start < place.end and place.start < said.words.end:
                finding = Finding(article, said.speaker, 1.0, said.support)
                return fact_answer(question, [finding])
        named = _subject(article, place, line)
        if named:
            return fact_answer(question, [named])
    return None


def _subject(article: Article, place: Span, line: Span) -> Finding | None:
    """Whom a quotation without a word of saying is by: the last person named in its sentence before it."""
    opened = article.text.rfind("“", line.start, place.start + 1)
    sentence = Finding(article, place).sentence
    tokens = Words(article.text).between(sentence.start, max(opened, sentence.start))
    people = [Span(t.start, t.end) for t in tokens if t.tag in ("PER", "nr")]
    return Finding(article, people[-1], 0.5, sentence) if people else None


def _standing(
    quotation: str, hits: Sequence[Hit], archive: Archive, where: Filter
) -> Iterator[tuple[Article, Span]]:
    """Where a quotation stands: its longest unbroken piece literally, and most of the rest around it."""
    piece = max(re.split(r"[\W_]+", quotation), key=len)
    passages = [*archive.containing(piece, where), *(hit.passage for hit in hits)]
    for passage in passages:
        text = passage.article.text
        for start, end in sentences(text, passage.start, passage.end):
            if coverage([_letters(quotation)], _letters(text[start:end])) >= SAME:
                found = occurrences(text, piece, start, end)
                yield passage.article, found[0] if found else Span(start, end)


def _letters(text: str) -> str:
    """Without marks, which a quotation changes (“” within “” become ‘’)."""
    return re.sub(r"[\W_]+", "", text)


def statements(
    question: Question, hits: Sequence[Hit], archive: Archive, where: Filter, reader: Reader | None
) -> Answer | None:
    """What somebody said, or what everybody said about a topic, each with the speaker's name."""
    del reader  # statements are read off the text's own marks
    found: dict[tuple[str, Span], Statement] = {}
    names = _speakers(question, archive, where)
    for article, line in _lines(names, hits, archive, where):
        for said in statements_in(article, line.start, line.end, Words(article.text), names):
            if _by(names, said) and _about(question.topic, said):
                found.setdefault((article.id, said.words), said)
    lines = [
        (
            f"{said.article.text[said.speaker.start : said.speaker.end]}：",
            Finding(said.article, said.words, 1.0, said.support),
        )
        for said in _apart(list(found.values()))[:MOST]
    ]
    return lines_answer(question, "list", lines) if lines else None


def _speakers(question: Question, archive: Archive, where: Filter) -> list[str]:
    """Whose words are asked for, by name: of an office, 市水务局局长, everybody who holds it."""
    if not question.speaker:
        return []
    who = f"Who is {question.speaker}?" if question.english else f"{question.speaker}是谁？"
    office = understand(who).office
    held = holders(archive, office, where) if office[1] else []
    return list(dict.fromkeys(finding.text for finding in held)) or [question.speaker]


def _lines(
    names: Sequence[str], hits: Sequence[Hit], archive: Archive, where: Filter
) -> Iterator[tuple[Article, Span]]:
    """The paragraphs to look in: all that name a speaker, else the best hits."""
    named = [passage for name in names for passage in archive.containing(name, where)]
    seen: set[tuple[str, Span]] = set()
    for passage in named if names else [hit.passage for hit in hits]:
        position = passage.start
        while position < passage.end:
            line = line_of(passage.article.text, Span(position, position))
            if (passage.article.id, line) not in seen:
                seen.add((passage.article.id, line))
                yield passage.article, line
            position = line.end + 1


def _by(names: Sequence[str], said: Statement) -> bool:
    who = fold(said.article.text[said.speaker.start : said.speaker.end])
    return not names or any(who == fold(name) or (len(name) > 2 and fold(name) in who) for name in names)


def _about(topic: str, said: Statement) -> bool:
    if not topic:
        return True
    text = said.article.text[said.support.start : said.support.end]
    return coverage([topic], text) >= ABOUT


def _apart(found: list[Statement]) -> list[Statement]:
    """Those whose words don't lie inside another's."""
    return [
        one
        for one in found
        if not any(
            other is not one
            and other.article.id == one.article.id
            and other.words.start <= one.words.start
            and one.words.end <= other.words.end
            and other.words != one.words
            for other in found
        )
    ]
