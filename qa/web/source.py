"""The article beside the chat: its text with the cited spans marked, where it stood, where else it stands."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from corpus import Article
from qa.web.excerpts import source_html, title_html
from qa.web.html import Span, icon, safe, text
from qa.web.words import Language, say

_PREVIOUS, _NEXT, _CLOSE = "m15 5-7 7 7 7", "m9 5 7 7-7 7", "M6 6l12 12M18 6 6 18"
Cited = tuple[int, int, int]  # start and end in the article's text, and the citation's number
MOST = 400  # spans marked of those that a browser sends: more than any answer cites


def source_of(sent: object) -> tuple[str, list[Cited]]:
    """(article id, cited spans) from what a browser sent; spans that are none are left out."""
    if not isinstance(sent, Mapping):
        return "", []
    article, spans = sent.get("article"), sent.get("spans")
    cited: list[Cited] = []
    for span in spans[:MOST] if isinstance(spans, list) else []:
        if isinstance(span, list) and len(span) == 3 and all(type(n) is int for n in span):
            cited.append((span[0], span[1], span[2]))
    return article if isinstance(article, str) else "", cited


def article_html(
    article: Article, cited: Sequence[Cited], reprints: Sequence[Article], language: Language, *, page: bool
) -> str:
    """The whole article; every cited span a `<mark data-number>`. `page`: its original page can be shown."""
    meta = source_html(article, language, article.section, article.byline)
    original = '<button type="button" data-act="original" aria-pressed="false">'
    button = f"{original}{_say('source.page', language)}</button>" if page else ""
    reference = (
        f'<button type="button" data-act="reference" data-done="{_say("turn.copied", language)}">'
        f"{_say('source.reference', language)}</button>"
    )
    return (
        f'<header><h2 tabindex="-1">{title_html(article, language)}</h2><p class="meta">{meta}</p>'
        f"{_also_html(reprints, language)}</header>"
        f'<p class="acts">{reference}{button}</p>'
        f'<div class="text" lang="zh-CN">{body_html(article, cited)}</div>'
    )


def pane_html(language: Language) -> str:
    """The frame of the article beside the chat; the page's script fills its sheet."""
    buttons = "".join(
        f'<button type="button" data-act="{name}" title="{_say(f"source.{name}", language)}"'
        f' aria-label="{_say(f"source.{name}", language)}">{icon(path)}</button>'
        for name, path in (("previous", _PREVIOUS), ("next", _NEXT), ("close", _CLOSE))
    )
    place = f'<span class="place" data-words="{_say("source.place", language)}" role="status"></span>'
    place = f'<div class="at"><span class="what"></span><span class="where">{place}<span></span></span></div>'
    words = "".join(
        f' data-{name}="{_say(f"source.{name}", language)}"' for name in ("loading", "failed", "gone")
    )
    return (
        f'<aside aria-label="{_say("source.title", language)}" hidden><div class="bar">{place}{buttons}</div>'
        f'<div class="sheet" tabindex="0"{words}></div></aside>'
    )


def gone_html(language: Language) -> str:
    """Instead of an article that is no longer there."""
    return f'<p class="notice">{_say("source.gone", language)}</p>'


def body_html(article: Article, cited: Sequence[Cited]) -> str:
    """The text in paragraphs and section headings; no character is added or lost."""
    headings = {start for start, _ in article.headings}
    parts, at = [], 0
    for paragraph in article.text.split("\n"):
        end = at + len(paragraph)
        tag = "h3" if at in headings else "p"
        if paragraph:
            parts.append(f"<{tag}>{_marked(article.text, (at, end), cited)}</{tag}>")
        at = end + 1
    return "".join(parts)


def _marked(words: str, within: Span, cited: Sequence[Cited]) -> str:
    """A paragraph cut at every edge of a cited span; where several overlap, the first one is named."""
    start, end = within
    inside = [(max(a, start), min(b, end), number) for a, b, number in cited if a < end and start < b]
    edges = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    parts = []
    for left, right in pairwise(edges):
        number = next((n for a, b, n in inside if a <= left and right <= b), None)
        piece = safe(words[left:right])
        parts.append(piece if number is None else f'<mark data-number="{number}">{piece}</mark>')
    return f"<bdi>{''.join(parts)}</bdi>"


def _also_html(reprints: Sequence[Article], language: Language) -> str:
    """Where the same story stands too, each a button that opens it."""
    if not reprints:
        return ""
    entries = "".join(
        f'<li><button type="button" data-act="also" data-article="{escape(article.id)}">'
        f"{source_html(article, language) or text(article.title)}</button></li>"
        for article in reprints
    )
    return f'<div class="also"><span>{_say("source.also", language)}</span><ul>{entries}</ul></div>'


def _say(key: str, language: Language) -> str:
    return escape(say(key, language))
