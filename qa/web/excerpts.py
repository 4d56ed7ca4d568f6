"""Citations as HTML: the chip in a text, the excerpt beneath it, where it is from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from corpus import Article
from qa.cite import Citation
from qa.web.html import Span, marked, text
from qa.web.words import Language, say

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the page something is shown: ids begin with the turn, which is its own in a conversation."""

    turn: int
    language: Language
    gone: frozenset[int] = frozenset()  # numbers of citations whose article is no longer in the archive

    def words(self, key: str, **values: object) -> str:
        """What the page itself says, as HTML."""
        return escape(say(key, self.language, **values))


def day_html(day: date | None, language: Language) -> str:
    """A date as people write it; "" where there is none."""
    if day is None:
        return ""
    said = f"{day.year}年{day.month}月{day.day}日"
    said = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if language == "en" else said
    return f'<time datetime="{day}">{said}</time>'


def source_html(article: Article, language: Language, *more: str) -> str:
    """Newspaper, date, page and the like, in a line."""
    page = f"第{article.page}版" if language == "zh" else f"p. {article.page}"
    facts = [text(article.newspaper) if article.newspaper else "", day_html(article.published, language)]
    facts += [text(page) if article.page else "", *(text(fact) for fact in more if fact)]
    return "".join(f"<span>{fact}</span>" for fact in facts if fact)


def title_html(article: Article, language: Language) -> str:
    """The title, or that there is none."""
    return text(article.title) if article.title else escape(say("turn.untitled", language))


def chip_html(number: int, place: Place) -> str:
    """The small number that opens an excerpt's article; hovering over it shows the excerpt."""
    name = place.words("turn.cite", number=number)
    target = f"a{place.turn}-{number}"
    return f'<button type="button" class="cite" data-cite="{target}" aria-label="{name}">{number}</button>'


def chips_html(numbers: Iterable[int], place: Place) -> str:
    """Several of them."""
    return "".join(chip_html(number, place) for number in numbers)


def cited_html(words: str, numbers: set[int], place: Place) -> str:
    """An answer's words, each [n] that names a citation a chip."""
    parts = re.split(r"\[(\d{1,6})\]", words)
    said = [text(part) if part else "" for part in parts[::2]]
    for i, digits in enumerate(parts[1::2]):
        said[i] += chip_html(int(digits), place) if int(digits) in numbers else escape(f"[{digits}]")
    return "".join(said)


def card_html(citation: Citation, place: Place, names: Sequence[str] = (), *, cited: bool = True) -> str:
    """One excerpt: its number, its words with the answer marked, where it is from; it opens the article."""
    article, number = citation.article, citation.number
    spans = (citation.highlights or _spans_of(citation, names)) if cited else ()
    anchor = f"a{place.turn}-{number}" if cited else f"n{place.turn}-{number}"
    stored = f'data-article="{escape(article.id)}" data-span="{citation.start}-{citation.end}"'
    quote = marked(article.text, citation.start, citation.end, spans)
    digit = f'<span class="number" aria-hidden="true">{number}</span>' if cited else ""
    gone = f'<p class="gone">{place.words("source.gone")}</p>' if cited and number in place.gone else ""
    head = (
        f'<button type="button" class="open" data-cite="{anchor}" title="{place.words("turn.open")}">'
        f"<cite>{title_html(article, place.language)}</cite>"
        f'<span class="meta">{source_html(article, place.language)}</span></button>'
    )
    also = _also_html(citation, place) if cited else ""
    return (
        f'<li class="card" id="{anchor}" data-number="{number}" {stored}>{digit}'
        f"<blockquote>{quote}</blockquote>{head}{also}{gone}</li>"
    )


def _also_html(citation: Citation, place: Place) -> str:
    """The reprints that hold the same words."""
    entries = "".join(f"<li>{source_html(one, place.language)}</li>" for one in citation.also)
    return f'<div class="also">{place.words("source.also")}<ul>{entries}</ul></div>' if entries else ""


def cards_html(cards: Sequence[str]) -> str:
    """Excerpts, one under the other."""
    return f'<ol class="cards">{"".join(cards)}</ol>'


def folded_html(summary: str, inside: str, name: str = "more") -> str:
    """Something that a click unfolds; `summary` is HTML."""
    return f'<details class="{name}"><summary>{summary}</summary>{inside}</details>'


def _spans_of(citation: Citation, names: Iterable[str]) -> list[Span]:
    """Where the names of a list stand in an excerpt that brings no highlights of its own."""
    found = (re.finditer(re.escape(name), citation.quote) for name in names if name)
    return [(citation.start + m.start(), citation.start + m.end()) for matches in found for m in matches]
