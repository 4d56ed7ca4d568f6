"""Where on a web page the article's text stands, and the paragraphs and headings of it.

The markup says so on 方正 e-papers, by schema.org, and in the usual names of classes; else it is the element
that holds most words outside links, as Readability (Arc90, 2009) looks for it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from corpus.document import Piece
from corpus.lines import finished, joined
from corpus.normalise import flat

SHORTEST = 40  # characters of an article: less is a caption, a teaser or a notice
MOST_CANDIDATES = 100  # elements of one kind that are looked into
HEADING_LENGTH = 30  # characters of a paragraph in bold type that may be a heading

_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset figure founder-content h1 h2 h3 h4 h5 h6"
    " header hr html li main ol p pre section table tbody tfoot thead td th tr ul".split()
)
_TEXT_NAME = re.compile(
    r"(?:article|content|main|news|text|detail|post|entry|story)[-_]?(?:body|content|text|txt|con|main|article)"
    r"|ozoom|TRS_Editor|rm_txt_con|zoom",
    re.I,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAK = "\u2028"  # what <br> becomes until paragraphs are made: no such character is in the text


def containers(root: Any, marked: list[Any]) -> list[Any]:
    """The elements that hold an article's text each, in order: of the surest kind that the page has.

    `marked` are those that a comment of the publishing system marks.
    """
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    kinds = [
        [element for element in elements if element.tag == "founder-content"],
        [element for element in marked if element is not None],
        [element for element in elements if element.get("itemprop") == "articleBody"],
        [element for element in elements if _is_named(element)],
        [element for element in elements if element.tag == "article"],
        [element for element in elements if element.tag == "main"],
    ]
    for kind in kinds:
        large = {
            element: words for element in kind[:MOST_CANDIDATES] if (words := _words(element)) >= SHORTEST
        }
        outer = [e for e in large if not any(above in large for above in e.iterancestors())]
        headed = [element for element in outer if own_headline(element) is not None]
        if len(headed) > 1:
            return headed
        if outer:
            return [max(outer, key=lambda element: large[element])]
    return _densest(elements)


def own_headline(element: Any) -> Any:
    """A heading inside it, None without one; one that leads to another page heads a teaser."""
    for level in ("h1", "h2", "h3"):
        for heading in element.iter(level):
            if heading.find(".//a[@href]") is None and plain(heading):
                return heading
    return None


def plain(element: Any) -> str:
    """All its text on one line."""
    return flat("".join(element.itertext()))


def pieces_of(container: Any) -> Iterator[Piece]:
    """Its paragraphs and headings in reading order, without lists of links."""
    runs: list[tuple[str, bool, bool]] = []  # (text, inside a link, in bold type) of the paragraph so far
    open_: Counter[str] = Counter()
    level = 0
    for event, element in _events(container):
        name = element.tag
        if name in _BLOCKS:
            yield from _paragraphs(runs, level)
            runs = []
        open_[name] += 1 if event == "start" else -1
        if name in _HEADINGS:
            level = int(name[1]) if event == "start" else 0
        if event == "start" and name in ("br", "hr"):
            runs.append((_BREAK, False, False))
        text = element.text if event == "start" else element.tail
        if text and not (event == "end" and element is container):
            runs.append((text, open_["a"] > 0, open_["b"] + open_["strong"] > 0))
    yield from _paragraphs(runs, level)


def _events(container: Any) -> Iterator[tuple[str, Any]]:
    """Elements as they open and close, without recursion: a page may nest them deeply."""
    waiting = [("start", container)]
    while waiting:
        event, element = waiting.pop()
        yield event, element
        if event == "start":
            waiting.append(("end", element))
            waiting.extend(("start", child) for child in reversed(element))


def _paragraphs(runs: list[tuple[str, bool, bool]], level: int) -> Iterator[Piece]:
    """The paragraphs of one block; none if most of it is links, a heading if all of it is bold and short."""
    total = sum(len("".join(text.split())) for text, _, _ in runs)
    linked = sum(len("".join(text.split())) for text, is_link, _ in runs if is_link)
    bold = sum(len("".join(text.split())) for text, _, is_bold in runs if is_bold)
    if linked * 2 > total:
        return
    for part in "".join(text for text, _, _ in runs).split(_BREAK):
        lines = [line.strip() for line in part.split("\n")]
        paragraph = joined([line for line in lines if line])
        if paragraph.strip():
            is_heading = bold == total and len(paragraph) <= HEADING_LENGTH and not finished(paragraph)
            yield Piece(paragraph, level or (3 if is_heading else 0))


def _is_named(element: Any) -> bool:
    names = [*(element.get("class") or "").split()[:20], element.get("id") or ""]
    return any(_TEXT_NAME.fullmatch(name) for name in names)


def _words(element: Any) -> int:
    """How many characters of text it has outside links."""
    linked = sum(len("".join("".join(link.itertext()).split())) for link in element.iter("a"))
    return len("".join("".join(element.itertext()).split())) - linked


def _densest(elements: list[Any]) -> list[Any]:
    """The element with most words in itself and its paragraphs; what stands a step below counts half."""
    scores: dict[Any, float] = {}
    for element in elements:
        if element.tag not in _BLOCKS:
            continue
        texts = [element.text, *(child.tail for child in element)]
        texts += [
            "".join(child.itertext()) for child in element if child.tag not in _BLOCKS and child.tag != "a"
        ]
        words = sum(len("".join(text.split())) for text in texts if text)
        if words < 10:  # a button, a number of readers
            continue
        place = element.getparent() if element.tag == "p" else element
        for share in (1.0, 0.5):
            if place is not None:
                scores[place] = scores.get(place, 0.0) + words * share
                place = place.getparent()
    best = max(scores, key=lambda element: scores[element], default=None)
    return [best] if best is not None and scores[best] >= SHORTEST else []
