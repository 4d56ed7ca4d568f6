"""Citations: a place in an article, whose quote cannot differ from its source; and the proof of an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from corpus import Article
from index import sentences
from index.fold import fold
from qa.texts.names import Span

if TYPE_CHECKING:
    from qa.answer import Answer

LONG = 120  # characters from which a sentence is cut to the clauses that bear the answer out
BACK = 2  # sentences before it that a citation may take in to show what the answer is about
TAGGED = 2000  # characters of an answer whose names are checked; longer ones are lists, checked item by item
_CLAUSE = re.compile(r"[^，,；;：:。！？\n]*[，,；;：:。！？\n]*[”’」』）)]*")
_MARKS = re.compile(r"(?:\[\d+\])+")


@dataclass(frozen=True, slots=True)
class Citation:
    """The `number`-th citation of an answer: `article.text[start:end]`."""

    number: int  # 1-based; the [n] of the answer's text
    article: Article
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...] = ()  # spans of `article.text` that hold the answer itself
    also: tuple[Article, ...] = ()  # reprints that hold the quote too, by date

    @property
    def quote(self) -> str:
        """The cited text, sliced from the article."""
        return self.article.text[self.start : self.end]

    def to_dict(self) -> dict[str, object]:
        """The citation as design JSON; `highlights` are article offsets."""
        return {
            "number": self.number,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "highlights": [list(span) for span in self.highlights],
            "article": source(self.article),
            "also": [source(reprint) for reprint in self.also],
        }


def source(article: Article) -> dict[str, object]:
    """Where an article is from, for JSON."""
    return {
        "id": article.id,
        "title": article.title,
        "newspaper": article.newspaper,
        "published": article.published.isoformat() if article.published else None,
        "page": article.page,
    }


def with_reprints(citation: Citation, reprints: Iterable[Article]) -> Citation:
    """`citation` with those of its article's `reprints` that hold the quote, whatever blanks they set."""
    quote = _bare(citation.quote)
    return replace(citation, also=tuple(other for other in reprints if quote in _bare(other.text)))


def supporting(article: Article, sentence: Span, span: Span, asked: Sequence[str]) -> Span:
    """What to cite for `span`, which lies in `sentence`: as little as bears it out for a question of `asked`.

    Of a long sentence the clauses from the first to the last that hold the span or one of the words asked
    for; and where the sentence holds none of the names among them, the sentences before it that do.
    """
    text = article.text
    words = [word for word in asked if word]
    if sentence.end - sentence.start > LONG:
        return _clauses(text, sentence, span, words)
    missing = [word for word in words if fold(word) not in fold(text[sentence.start : sentence.end])]
    if not words or len(missing) < len(words):
        return sentence
    begin = text.rfind("\n", 0, sentence.start) + 1
    before = sentences(text, begin, sentence.start)[-BACK:]
    for start, end in reversed(before):
        if any(fold(word) in fold(text[start:end]) for word in missing):
            return Span(start, sentence.end)
    return sentence


def _clauses(text: str, sentence: Span, span: Span, words: Sequence[str]) -> Span:
    clauses = [m.span() for m in _CLAUSE.finditer(text, *sentence) if m.end() > m.start()]
    needed = [(s, e) for s, e in clauses if s < span.end and span.start < e]
    missing = [w for w in words if not any(fold(w) in fold(text[s:e]) for s, e in needed)]
    for word in missing:
        holding = [(s, e) for s, e in clauses if fold(word) in fold(text[s:e])]
        if holding:  # the nearest one
            needed.append(min(holding, key=lambda c: min(abs(c[1] - span.start), abs(c[0] - span.end))))
    start, end = min(s for s, _ in needed), max(e for _, e in needed)
    stripped = text[start:end].rstrip("，,；;：: \n")
    return Span(start, max(span.end, start + len(stripped)))


def check(answer: "Answer") -> list[str]:
    """What is wrong with an answer's evidence, a line each; empty when every claim can be checked.

    Marks name citations, numbered in order of first use; citations lie in their articles and don't overlap;
    an item stands in a quote cited for it; every number and name said stands in the quotes cited for it.
    """
    found = [*_marks(answer), *_places(answer)]
    if not found and not answer.refused:
        found = [*_items(answer), *_claims(answer)]
    return found


def _marks(answer: "Answer") -> list[str]:
    numbers = [citation.number for citation in answer.citations]
    used = list(dict.fromkeys(int(n) for n in re.findall(r"\[(\d+)\]", answer.text)))
    if answer.refused:
        return ["a refusal with citations"] if numbers else []
    found = [] if numbers == list(range(1, len(numbers) + 1)) else [f"citations are numbered {numbers}"]
    return found + ([] if used == numbers else [f"marks {used} name citations {numbers}"])


def _places(answer: "Answer") -> list[str]:
    found = []
    for citation in (*answer.citations, *answer.nearest):
        name, length = f"citation {citation.number}", len(citation.article.text)
        if not 0 <= citation.start < citation.end <= length:
            found.append(f"{name}: {citation.start} to {citation.end} lies outside 0 to {length}")
        for start, end in citation.highlights:
            if not citation.start <= start < end <= citation.end:
                found.append(f"{name}: highlight {start} to {end} lies outside the quote")
    for one, other in combinations(answer.citations, 2):
        if one.article.id == other.article.id and one.start < other.end and other.start < one.end:
            found.append(f"citations {one.number} and {other.number} overlap")
    return found


def _items(answer: "Answer") -> list[str]:
    quotes = {citation.number: _bare(citation.quote) for citation in answer.citations}
    return [
        f"item {item.name!r} stands in none of its quotes"
        for item in answer.items
        if not any(_bare(part) in quotes.get(n, "") for n in item.citations for part in [item.name])
    ]


def _claims(answer: "Answer") -> list[str]:
    """Numbers and names that no quote cited for them holds; an article's own date and source may be named."""
    allowed = _bare(" ".join([f" {len(answer.items)} ", *map(_origin, answer.citations)]))
    quotes = {citation.number: _bare(citation.quote) for citation in answer.citations}
    found, position = [], 0
    every = list(_MARKS.finditer(answer.text))
    for marks in every:
        piece = answer.text[position : marks.start()]
        position = marks.end()
        if marks is every[-1]:
            piece += answer.text[position:]  # what stands behind the last mark
        evidence = allowed + " ".join(quotes.get(int(n), "") for n in re.findall(r"\d+", marks.group()))
        missing = [said for said in _said(piece) if _bare(said) not in evidence]
        found += [f"{said!r} stands in no quote cited for it" for said in missing]
    return found


def _origin(citation: Citation) -> str:
    """Where a quote is from, and the days that it may mean by 昨天 and the like."""
    article = citation.article
    days = [article.published + timedelta(days=n) for n in range(-2, 3)] if article.published else []
    return " ".join([article.newspaper, article.title, *map(str, days)])


def _said(piece: str) -> list[str]:
    from index.tagger import tag

    numbers = re.findall(r"\d[\d,.]*\d|\d", piece)
    if len(piece) > TAGGED:
        return numbers
    tokens = tag(piece)
    return numbers + [
        piece[t.start : t.end]
        for t in tokens
        if t.tag in ("PER", "LOC", "ORG") and not piece[t.start : t.end].isascii()
    ]


def _bare(text: str) -> str:
    """Folded, without blanks (a quote keeps the line breaks that an answer leaves out) or leading zeros."""
    return re.sub(r"\s+", "", re.sub(r"(?<!\d)0+(?=\d)", "", fold(text)))
