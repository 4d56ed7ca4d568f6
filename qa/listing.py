"""List and count questions, answered over everything that can match, not over the top k."""

from collections.abc import Callable, Iterable, Iterator

from corpus import Article
from index import Archive, Filter, Passage, Words, sentences
from index.fold import finder, fold
from qa.finding import Finding
from qa.question import Question
from qa.texts.classes import AUTHORITY, kind_of
from qa.texts.enumerations import enumerations
from qa.texts.names import Name, core_of, names_in, occurrences
from qa.texts.people import TITLE, holds, offices
from qa.texts.series import told_as
from qa.texts.things import Mentioned, believed, grouped, known_as, shown
from qa.texts.words import ALIKE
from qa.ways.cover import coverage
from qa.ways.matter import LEAST, SAID, members

# Categories that are kinds of mentions, not nouns that names end in: the kind, and what its names end in.
_COMPANY = "公司|集团|银行|证券|保险|基金|航空|企业|厂|店"
MENTIONED = {
    **dict.fromkeys("人 人物 人士 人员 谁 嘉宾 领导 官员 干部".split(), ("person", "")),
    **dict.fromkeys("地方 地点 地名 地区 城市 区域 省份 省 国家 区县".split(), ("place", "")),
    **dict.fromkeys("机构 单位 组织".split(), ("organisation", "")),
    **dict.fromkeys("企业 公司".split(), ("organisation", _COMPANY)),
    **dict.fromkeys("部门 政府部门".split(), ("organisation", AUTHORITY)),
    **dict.fromkeys("书 著作 作品 书籍 文件".split(), ("work", "")),
    **dict.fromkeys("时间 日期 日子".split(), ("time", "")),
}
NAMED = 0.6  # of being of the class, where nothing else is asked of its members: 成都有哪些酒店
NEEDED = 0.5  # share of a question's bigrams that a clause, else its sentence, must hold


def find_items(
    archive: Archive, question: Question, hits: Iterable[Passage], where: Filter
) -> list[list[Finding]]:
    """The items asked for, each with all its mentions, most mentioned first.

    `hits` are the passages that fit the question best; coordinations (A、B、C等X)
    are read there, names of the category everywhere in the archive.
    """
    if question.among:
        return _items(_chosen(archive, question, where))
    whole = question.whole_archive and not question.number
    told = [] if whole else members(archive, question, list(hits), NAMED if by_place(question) else LEAST)
    told = told if _spoken_of(question, told) else []
    if told and not by_place(question):
        return told
    named = _narrowed(archive, question, _all_named(archive, question, where))
    if not question.terms and not question.modifiers:
        return _items(named or _all_counted(archive, question, where))
    close = _items(_said_with(question, named, _clause))
    if whole and question.kind == "list" and len("".join(question.modifiers)) > 1 and not close:
        told = members(archive, question, list(hits), SAID)  # 盆腔器官有哪些: the modifier is the matter
    return close or told or _items(_said_with(question, named, _sentence))


def _narrowed(archive: Archive, question: Question, named: Iterable[Mentioned]) -> list[Mentioned]:
    """Without what is called as all are (律师事务所, of 律师 事务所), and what lacks the 新 of 哪些新产业."""
    itself = fold("".join(question.modifiers))
    sizes = [m for m in question.modifiers if len(m) == 1]
    sizes = [m for m in sizes if archive.frequencies(m + question.category)[0]]
    kept = [one for one in named if not itself or one.name.core != itself]
    return [one for one in kept if all(size in _close(one) for size in sizes)]


def by_place(question: Question) -> bool:
    """Whether nothing but names narrows the class (成都有哪些水库): the whole archive then tells of it."""
    placed = set(question.terms) == set(question.names) and not question.modifiers
    return bool(question.names) and placed and kind_of(question.category) not in ("person", "work")


def _spoken_of(question: Question, told: list[list[Finding]]) -> bool:
    """Whether people found for 林溪有哪些徒弟 are spoken of as such: whoever is named with 林溪 is none."""
    nouns = relation(question) if told else ()
    return not nouns or any(noun in told[0][0].article.text for noun in nouns)


def relation(question: Question) -> set[str]:
    """What a text may call the people asked for, where nothing but names says which; {} for 人."""
    category = question.category
    alone = set(question.terms) == set(question.names) and not question.modifiers
    if not (alone and question.names) or kind_of(category) != "person" or category in MENTIONED:
        return set()
    return {category[-2:], *(word for group in ALIKE if category in group for word in group)}


def _all_named(archive: Archive, question: Question, where: Filter) -> Iterable[Mentioned]:
    """Everything in the archive that is of the category asked for, in reading order."""
    category = question.category
    if not category:
        return ()
    if category in MENTIONED:
        return known_as(category, *MENTIONED[category], archive.mentions(MENTIONED[category][0], where))
    if kind_of(category) == "person" and not TITLE.search(category):
        return ()  # 儿子, 队员: nobody's name ends in that
    find = _officers if TITLE.search(category) else _names
    return believed(list(_found(archive, find, category, where)), archive.frequencies, category)


def _found(
    archive: Archive, find: Callable[[Words, str, int, int], Iterable[Name]], head: str, where: Filter
) -> Iterator[Mentioned]:
    """What `find` finds of a class in every sentence that holds its noun."""
    wanted = finder(head)
    for passage, words in archive.tagged(head, where):
        for start, end in sentences(words.text, passage.start, passage.end):
            if wanted.search(words.text, start, end):
                yield from (Mentioned(passage.article, name) for name in find(words, head, start, end))


def _close(one: Mentioned) -> str:
    """A name with the character before it, in which the 新 of 哪些新产业 stands."""
    return one.article.text[max(0, one.name.span.start - 1) : one.name.span.end]


def _all_counted(archive: Archive, question: Question, where: Filter) -> Iterator[Mentioned]:
    """The members of every series in the archive that is counted as of the category."""
    return _found(archive, _counted, question.category, where) if question.category else iter(())


def _counted(words: Words, head: str, start: int, end: int) -> Iterator[Name]:
    """The members of a series that is counted as of the class right behind it: 甲、乙、丙3条产业链."""
    for series in enumerations(words.text, start, end, words):
        if told_as(words.text, series, head):
            for member in series.members:
                yield Name(member, fold(words.text[slice(*member)]), "sure")


def _officers(words: Words, title: str, start: int, end: int) -> Iterator[Name]:
    """Everybody whom the sentence gives the office `title`."""
    for office in offices(words.text, start, end, words):
        if holds(words.text[office.phrase.start : office.phrase.end], title):
            yield Name(office.person, words.text[office.person.start : office.person.end], "sure")


def _names(words: Words, head: str, start: int, end: int) -> list[Name]:
    """Names of the class `head`; a member of a coordination is a name whole (西部科技转化枢纽)."""
    text = words.text
    names = names_in(words, head, start, end)
    if text.count(head, start, end) < 2 or text.find("、", start, end) < 0:
        return names
    sure = {name.span.end for name in names if name.sureness == "sure"}
    for series in enumerations(text, start, end, words):
        alike = [m for m in series.members if _ends_in(text[m.start : m.end], head)]
        counted = told_as(text, series, head) and any(m.end in sure for m in alike)  # 这三大枢纽
        for member in alike if len(alike) > 1 else ():
            if member.end not in sure:
                names = [name for name in names if name.span.end != member.end]
                core = core_of(text[member.start : member.end], head)
                names.append(Name(member, core, "sure" if counted else "weak"))
    return sorted(names, key=lambda name: name.span)


def _ends_in(member: str, head: str) -> bool:
    """Whether a member is called so; what 等 sums up (东菅等水库) is not."""
    return member.endswith(head) and len(member) > len(head) and not member.endswith("等" + head)


def _items(named: Iterable[Mentioned]) -> list[list[Finding]]:
    """One group a thing, most mentioned first, each beginning with the mention to show."""
    items = []
    for group in grouped(named):
        best = shown(group)
        ordered = [best, *(one for one in group if one is not best)]
        items.append([Finding(one.article, one.name.span) for one in ordered])
    return items


def _chosen(archive: Archive, question: Question, where: Filter) -> list[Mentioned]:
    """Of the items last given, those that the question fits: 哪一座已经开工."""
    named = []
    for name in question.among:
        for passage in archive.containing(name, where):
            spans = occurrences(passage.article.text, name, passage.start, passage.end)
            named += [Mentioned(passage.article, Name(span, name, "sure")) for span in spans]
    said = [_said(question, one, _clause) for one in named]
    best = max(said, default=0.0)
    if best >= NEEDED:  # 其中甲为既有车站，乙为新建车站: of a clause that says it all, the others say half
        return [one for one, share in zip(named, said, strict=True) if share == best]
    return _said_with(question, named, _sentence)


def _said_with(
    question: Question, named: Iterable[Mentioned], around: Callable[[Finding], str]
) -> list[Mentioned]:
    """Those whose surroundings (the clause, the sentence) say what the question says."""
    return [one for one in named if _said(question, one, around) >= NEEDED]


def _said(question: Question, one: Mentioned, around: Callable[[Finding], str]) -> float:
    """The share of what the question says that stands around a mention."""
    return coverage(_wanted(question, one.article), around(Finding(one.article, one.name.span)))


def _wanted(question: Question, article: Article) -> list[str]:
    """The words that must stand with an item; 成都日报 need not say that it writes about 成都."""
    return [word for word in (*question.terms, *question.modifiers) if word not in article.newspaper]


def _clause(found: Finding) -> str:
    text = found.article.text
    begin = max((text.rfind(mark, 0, found.span.start) for mark in "，。；！？\n"), default=-1) + 1
    stops = [p for p in (text.find(mark, found.span.end) for mark in "，。；！？\n") if p >= 0]
    return text[begin : min(stops, default=len(text))]


def _sentence(found: Finding) -> str:
    start, end = found.sentence
    return found.article.text[start:end]
