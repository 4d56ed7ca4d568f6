"""Untrusted text as HTML. Whatever enters the page from outside passes through `text` or `marked`."""

import re
from collections.abc import Iterable
from html import escape

Span = tuple[int, int]

# Controls that turn the direction of what follows: they could show other words than are there.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text(words: str) -> str:
    """Plain text; `<bdi>` keeps its writing direction from leaking out."""
    return f"<bdi>{safe(words)}</bdi>"


def still(words: str) -> str:
    """`words` with turning controls made visible, one for one; not escaped."""
    return _TURNING.sub("\ufffd", words)


def safe(words: str) -> str:
    """Plain text without `<bdi>`, also for attributes; turning controls become visible, one for one."""
    return escape(still(words))


def merged(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """The parts of `spans` inside start:end, in order, those that overlap or touch made one."""
    found: list[Span] = []
    for left, right in sorted((max(a, start), min(b, end)) for a, b in spans):
        if left >= right:
            continue
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found


def marked(words: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """`words[start:end]` with `spans` (offsets into `words`) in `<mark>`; tags apart, nothing is added."""
    parts, at = [], start
    for left, right in merged(spans, start, end):
        parts += [safe(words[at:left]), "<mark>", safe(words[left:right]), "</mark>"]
        at = right
    return "<bdi>" + "".join([*parts, safe(words[at:end])]) + "</bdi>"


def icon(path: str) -> str:
    """A line drawing of 24 by 24."""
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'
