"""Answers as they are kept: records as plain JSON values and back, by the types of their fields.

A citation is kept with its quote and its article's own fields, without the article's text. On the way back
the article comes from the archive. Where it is gone, or holds other words at that place, a stand-in whose
whole text is the quote takes its place: nothing that was answered is lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from corpus import Article
from index import Archive, ArchiveError
from qa.answer import Answer
from qa.cite import Citation

_OF_ARTICLE = ("id", "title", "newspaper", "published", "page", "section", "byline", "source")


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain JSON values, every field of it."""
    return cast(dict[str, Any], _plain(answer))


def from_json(kept: Mapping[str, Any], archive: Archive) -> tuple[Answer, frozenset[tuple[str, int]]]:
    """The answer, and which of its citations lost their source.

    Those are named by their field ("citations" or "nearest") and number; their article is a stand-in.
    Fields that this release doesn't know are passed over. ValueError: `kept` is no answer.
    """
    try:
        answer = cast(Answer, _built(Answer, kept))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"a kept answer can't be read: {error}") from error
    gone: set[tuple[str, int]] = set()
    return replace(
        answer,
        citations=_sourced(answer.citations, "citations", archive, gone),
        nearest=_sourced(answer.nearest, "nearest", archive, gone),
    ), frozenset(gone)


def _sourced(
    citations: tuple[Citation, ...], name: str, archive: Archive, gone: set[tuple[str, int]]
) -> tuple[Citation, ...]:
    """The citations over the articles of the archive, where those still hold the quotes."""
    found = []
    for citation in citations:  # each over a stand-in, whose text is the quote, so far
        quote, start, end = citation.article.text, citation.start, citation.end
        article = _held(archive, citation.article) or citation.article
        also = tuple(one for one in (_held(archive, other) for other in citation.also) if one)
        citation = replace(citation, also=also)
        if article.text[start:end] == quote and article is not citation.article:
            found.append(replace(citation, article=article))
            continue
        gone.add((name, citation.number))
        marks = tuple((max(0, a - start), min(len(quote), b - start)) for a, b in citation.highlights)
        found.append(replace(citation, start=0, end=len(quote), highlights=marks))
    return tuple(found)


def _held(archive: Archive, article: Article) -> Article | None:
    """The article as the archive holds it now, None where it doesn't."""
    try:
        return archive.article(article.id)
    except ArchiveError:
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, Article):
        return {**{name: _plain(getattr(value, name)) for name in _OF_ARTICLE}, "text": ""}
    if isinstance(value, Citation):
        kept = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {**kept, "article": {**kept["article"], "text": value.quote}}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _types(record: type) -> dict[str, Any]:
    # Some modules import what they name only for the type checker: these are all that an answer can hold.
    return get_type_hints(record, localns={"Article": Article, "Citation": Citation, "date": date})


def _built(wanted: Any, value: Any) -> Any:
    """`value` as the type that a field says."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin is Literal or wanted is Any:
        return value
    if origin in (Union, UnionType):
        chosen = [one for one in inner if one is not type(None)]
        return None if value is None else _built(chosen[0], value)
    if origin is tuple:
        each = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_built(one, item) for one, item in zip(each, value, strict=True))
    if origin is dict:
        return {str(name): _built(inner[1], one) for name, one in value.items()}
    if is_dataclass(wanted):
        types = _types(cast(type, wanted))
        known = {field.name for field in fields(wanted) if field.init}
        made = {name: _built(types[name], one) for name, one in value.items() if name in known}
        return cast(Callable[..., Any], wanted)(**made)
    if wanted is date:
        return date.fromisoformat(value)
    return float(value) if wanted is float else value
