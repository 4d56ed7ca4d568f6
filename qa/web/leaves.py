"""The articles of an archive, a page at a time: all of them by date, or those found, best first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from corpus import Article
from index import Archive, Filter
from index.fold import fold
from qa.web.html import Span, marked, safe, text
from qa.web.words import Language, say

COUNT = 20  # articles of a page: two screens
DEEP = 400  # passages looked through for words: some 200 articles, more than anyone leafs through
ANY = Filter()
LONGEST = 200  # characters searched for
BEFORE, SNIPPET = 24, 110  # characters of an article shown: before the first word found, and in all


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader looks for."""

    words: str = ""
    where: Filter = ANY
    start: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of what was found."""

    articles: list[Article]
    total: int
    start: int
    cut: bool = False  # more might be found than `total`


def query_of(sent: object) -> Query:
    """A query from what a browser sent; what makes no sense is left out."""
    if not isinstance(sent, Mapping):
        return Query()

    def field(name: str) -> str:
        value = sent.get(name)
        return value.strip() if isinstance(value, str) else ""

    start = sent.get("start")
    where = Filter(_day(field("since")), _day(field("until")), field("newspaper") or None)
    return Query(field("words")[:LONGEST], where, start if type(start) is int and start > 0 else 0)


def leaf(archive: Archive, query: Query) -> Leaf:
    """The page of articles at `query.start`; beyond the end, the last page."""
    if not query.words:
        total = archive.counts(query.where)[0]
        start = _within(query.start, total)
        return Leaf(archive.leaf(start, COUNT, query.where), total, start)
    hits = archive.search(query.words, DEEP, method="lexical", where=query.where)
    found = {hit.passage.article.id: hit.passage.article for hit in hits}
    # The search also finds what only shares some characters; a reader means the words.
    best = [article for article in found.values() if _holds(article, query.words)]
    best.sort(key=lambda one: query.words not in one.title + "\n" + one.text)
    start = _within(query.start, len(best))
    return Leaf(best[start : start + COUNT], len(best), start, len(hits) == DEEP)


def _holds(article: Article, words: str) -> bool:
    """Whether every word stands in title or text, in whatever case, width or form of character."""
    whole = f"{article.title}\n{article.text}"
    missing = [word for word in words.split() if word not in whole]
    return not missing or all(fold(word) in fold(whole) for word in missing)


def leaf_html(found: Leaf, query: Query, language: Language) -> str:
    """The list with how many there are, the boxes to select them by, and the way to the next page."""
    if not found.total:
        return f'<p class="none" role="status">{_said("none", language)}</p>'
    key = ("many" if found.cut else "found") if query.words else "all"
    every = _said("every", language)
    head = (
        f'<label class="every"><input type="checkbox" data-act="every" aria-label="{every}">'
        f'<span class="count" role="status">{_said(key, language, count=f"{found.total:,}")}</span></label>'
    )
    rows = "".join(_row_html(article, query.words, language) for article in found.articles)
    return f'<div class="tally">{head}</div><ol class="articles">{rows}</ol>{_pager_html(found, language)}'


def _row_html(article: Article, words: str, language: Language) -> str:
    title = article.title or say("library.untitled", language)
    page = say("library.page", language, page=article.page) if article.page else ""
    day = str(article.published or "") or say("library.nodate", language)
    facts = [article.newspaper, day, page, article.section, article.byline]
    meta = "".join(f"<span>{text(fact)}</span>" for fact in facts if fact)
    name = marked(title, 0, len(title), _places(title, words))
    return (
        f'<li data-id="{safe(article.id)}"><input type="checkbox" data-act="pick" '
        f'aria-label="{safe(say("library.select", language, title=title))}">'
        f'<div><button type="button" class="title" data-act="read">{name}</button>'
        f'<p class="meta">{meta}</p><p class="snippet">{_snippet_html(article.text, words)}</p></div></li>'
    )


def _snippet_html(body: str, words: str) -> str:
    """A line of the article, from shortly before the first word found."""
    places = _places(body, words)
    start = max(0, places[0][0] - BEFORE) if places else 0
    end = min(len(body), start + SNIPPET)
    head, tail = ("…" if start else ""), ("…" if end < len(body) else "")
    return head + marked(body.replace("\n", " "), start, end, places) + tail


def _places(body: str, words: str) -> list[Span]:
    """Where the words stand that were looked for: whole if they do, else each for itself."""
    for pattern in (re.escape(words), "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))):
        if pattern and (found := [match.span() for match in re.finditer(pattern, body, re.IGNORECASE)]):
            return found
    return []


def _pager_html(found: Leaf, language: Language) -> str:
    pages = -(-found.total // COUNT)
    if pages < 2:
        return ""
    page = found.start // COUNT + 1
    place = _said("place", language, page=f"{page:,}", pages=f"{pages:,}")

    def button(key: str, start: int, there: bool) -> str:
        off = "" if there else " disabled"
        return (
            f'<button type="button" data-act="turn" data-start="{start}"{off}>{_said(key, language)}</button>'
        )

    back = button("previous", found.start - COUNT, page > 1)
    forth = button("next", found.start + COUNT, page < pages)
    return f'<nav class="pager">{back}<span>{place}</span>{forth}</nav>'


def _within(start: int, total: int) -> int:
    """The beginning of the page that `start` is on, or of the last one."""
    return min(start, max(0, total - 1)) // COUNT * COUNT


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _said(key: str, language: Language, **values: object) -> str:
    return escape(say(f"library.{key}", language, **values))
