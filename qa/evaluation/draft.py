"""Drafts of questions from an archive, for a person to correct; every line says `"draft": true`.

The rules are plain on purpose: what they get wrong is quicker to mend than to write anew. `note`
holds the sentence that a draft comes from.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, zip_longest
from typing import Any

from corpus import Article
from index import Archive, Filter, Mention, sentences
from index.mentions import find
from index.tagger import tag

Draft = dict[str, Any]
_NAMED = ("person", "place", "organisation", "work")
_CLAUSE = re.compile(r"[^，。；：！？!?\n“”]+")
_ROLE = re.compile(
    r"(?:书记|局长|主任|主席|市长|区长|县长|院长|校长|董事长|总经理|会长|部长|厅长|教授|经理|队长|教练)$"
)
_WHERE = re.compile(r"(?P<before>.{2,16}(?:位于|坐落于|落户|落地))$")
_HELD = re.compile(r"^(?:举行|召开|举办|开幕|启动|开工|开业|通车)")
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?(?:%|[万亿]?(?:元|人|个|名|家|座|条|公里|米|吨|平方米|亩|次|台|辆|户|岁)|[万亿])"
)
_HEAD = re.compile(
    "(?:水库|大桥|机场|车站|公园|大学|学院|中学|小学|医院|银行|集团|公司|研究院|研究所|实验室|协会|学会|委员会"
    "|景区|博物馆|体育馆|图书馆|高铁|高速|区|县|市|省)$"
)
_TRIED = 20  # candidates of a kind that one article is asked for: what looking through them takes is bounded
_KEPT = 3  # of them that are kept, unless articles are few: one article must not fill the set
_ASKED = {  # what a near miss asks of a name, and the words that would answer it
    "占地面积是多少": ("占地", "面积", "平方", "亩"),
    "总投资是多少": ("投资", "亿元", "万元"),
    "是哪一年成立的": ("成立", "创办", "建立", "始建", "建成", "年"),
    "的电话号码是多少": ("电话", "热线", "拨打"),
    "有多少名员工": ("员工", "职工", "人员", "名"),
}


def draft(archive: Archive, n: int, *, seed: int = 0) -> list[Draft]:
    """Up to `n` questions in our own format, of all kinds in turn, the same for one archive and seed.

    Cloze, who, where and how many come from single sentences; lists from the names of one kind that
    one newspaper has on one day; refusals ask of a name something that no passage with it speaks of.
    """
    chosen = random.Random(seed)
    makers: list[Callable[[Archive, Article, list[Mention]], Iterator[Draft]]] = [
        _cloze, _who, _where, _how_many, _list, _near_miss,
    ]  # fmt: skip
    kinds: list[list[Draft]] = [[] for _ in makers]
    articles = _sample(archive.articles(), 2 * n, chosen)
    kept = max(_KEPT, n // max(1, len(articles)))
    for article in articles:
        mentions = find(article.text, tag(article.text))
        for kind, maker in zip(kinds, makers, strict=True):
            found = list(islice(maker(archive, article, mentions), _TRIED))
            kind += chosen.sample(found, min(kept, len(found)))
    in_turn = (made for row in zip_longest(*kinds) for made in row if made)
    drafts = list({made["question"]: made for made in in_turn}.values())[:n]
    return [{"id": f"draft-{i:03}", **made, "draft": True} for i, made in enumerate(drafts, 1)]


def _sample(articles: Iterable[Article], most: int, chosen: random.Random) -> list[Article]:
    """A fair sample without knowing their number (Vitter's reservoir, 1985)."""
    kept: list[Article] = []
    for n, article in enumerate(articles):
        if n < most:
            kept.append(article)
        elif (place := chosen.randint(0, n)) < most:
            kept[place] = article
    chosen.shuffle(kept)
    return kept


def _fact(article: Article, question: str, answer: str, note: str) -> Draft:
    made = {"type": "fact", "question": question, "answers": [answer]}
    return {**made, "articles": [article.id], "note": " ".join(note.split())}


def _cloze(_: Archive, article: Article, mentions: list[Mention]) -> Iterator[Draft]:
    for start, end in sentences(article.text):
        sentence = article.text[start:end]
        for m in mentions:
            name = article.text[m.start : m.end]
            inside = start <= m.start < m.end <= end and 15 <= end - start <= 80
            if inside and m.kind in _NAMED and len(name) > 1 and article.text.count(name) == 1:
                asked = article.text[start : m.start] + "____" + article.text[m.end : end]
                yield _fact(article, f"填空：{' '.join(asked.split())}", name, sentence)


def _clauses(article: Article, mentions: list[Mention], kind: str) -> Iterator[tuple[str, str, str]]:
    """(before, name, after) of each mention of a kind, within its clause."""
    for clause in _CLAUSE.finditer(article.text):
        for m in mentions:
            if m.kind == kind and clause.start() <= m.start and m.end <= clause.end():
                before, after = article.text[clause.start() : m.start], article.text[m.end : clause.end()]
                yield before.strip(), article.text[m.start : m.end], after.strip()


def _who(_: Archive, article: Article, mentions: list[Mention]) -> Iterator[Draft]:
    people = {article.text[m.start : m.end] for m in mentions if m.kind == "person"}
    for before, name, after in _clauses(article, mentions, "person"):
        alone = not any(other in before for other in people)  # 局长甲和副局长乙 asks for two
        if alone and _ROLE.search(before) and 3 <= len(before) <= 20:
            yield _fact(article, f"{before}是谁？", name, before + name + after)


def _where(_: Archive, article: Article, mentions: list[Mention]) -> Iterator[Draft]:
    for before, name, after in _clauses(article, mentions, "place"):
        if _WHERE.search(before):
            yield _fact(article, f"{before}哪里？", name, before + name + after)
        elif before.endswith("在") and len(before) > 4 and (held := _HELD.match(after)):
            yield _fact(article, f"{before}哪里{held.group()}？", name, before + name + after)


def _how_many(_: Archive, article: Article, _mentions: list[Mention]) -> Iterator[Draft]:
    for clause in _CLAUSE.findall(article.text):
        numbers = list(_NUMBER.finditer(clause))
        if len(numbers) == 1 and 8 <= len(clause) <= 40 and numbers[0].start() >= 4:
            number = numbers[0]
            unit = re.sub(r"^[\d.]+[%万亿]*", "", number.group())
            asked = clause[: number.start()] + "多少" + unit + clause[number.end() :]
            yield _fact(article, f"{asked.strip()}？", number.group(), clause)


def _list(archive: Archive, article: Article, _: list[Mention]) -> Iterator[Draft]:
    if not article.published:
        return
    day = Filter(article.published, article.published, article.newspaper or None)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for kind in ("place", "organisation"):
        for holder, m in archive.mentions(kind, day):
            name = holder.text[m.start : m.end]
            ends = _HEAD.search(name)
            if ends and ends.start() > 1:
                names[ends.group()].setdefault(name, holder.id)
    bounds = {"since": str(article.published), "until": str(article.published)}
    if article.newspaper:
        bounds["newspaper"] = article.newspaper
    for head, found in names.items():
        if 2 <= len(found) <= 12:
            items = [[name] for name in found]
            sources = sorted(set(found.values()))
            yield {
                "type": "list",
                "question": f"文章里提到了哪些{head}？",
                "items": items,
                "articles": sources,
                **bounds,
            }


def _near_miss(archive: Archive, article: Article, mentions: list[Mention]) -> Iterator[Draft]:
    for m in mentions:
        name = article.text[m.start : m.end]
        if m.kind not in ("place", "organisation") or len(name) < 4:
            continue
        about = "\n".join(passage.text for passage in archive.containing(name))
        turned = m.start % len(_ASKED)  # not the same question of every name
        for asked, words in [*_ASKED.items()][turned:] + [*_ASKED.items()][:turned]:
            if not any(word in about for word in words):
                question = f"{name}{'' if asked[0] in '是有的' else '的'}{asked}？"
                yield {"type": "refuse", "question": question, "note": f"no passage with {name} says it"}
                break
