"""What the page itself says, in Chinese and English; keys begin with the name of their part of it."""

import re
from collections.abc import Mapping
from typing import Literal, Protocol

from qa.web.words import chat, conversations, evaluation, library, serving

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
COOKIE = "language"  # set by the switch in the page's head; it holds for a year
WORDS: dict[str, tuple[str, str]] = {
    **chat.WORDS,
    **library.WORDS,
    **evaluation.WORDS,
    **conversations.WORDS,
    **serving.WORDS,
}
_COUNTED = re.compile(r"(\{(\w+)\}[^{}]*?)\(s\)")


class Request(Protocol):
    """What Gradio's and Starlette's requests have in common."""

    @property
    def cookies(self) -> Mapping[str, str]:
        """By name."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """By name in lower case."""
        ...


def say(key: str, language: Language, **values: object) -> str:
    """The words of `key`, plain text, with `values` at their places (as `str.format` puts them).

    In "{count} closest excerpt(s)" the s stands unless the value before it is 1.
    """
    words = WORDS[key][language == "en"]
    if "(s)" in words:
        words = _COUNTED.sub(lambda m: m[1] + ("" if str(values[m[2]]) == "1" else "s"), words)
    return words.format(**values) if values else words


def language(request: Request) -> Language:
    """The language chosen in this browser, else the first of ours that the browser asks for, else Chinese."""
    chosen = request.cookies.get(COOKIE)
    if chosen in ("zh", "en"):
        return "en" if chosen == "en" else "zh"
    for wanted in request.headers.get("accept-language", "").lower().split(","):
        if wanted.strip().startswith("zh"):
            return "zh"
        if wanted.strip().startswith("en"):
            return "en"
    return "zh"
