"""What of the articles a chat model is shown: a few numbered excerpts, each cut to what is needed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import Article
from index import Hit, sentences
from index.fold import fold
from qa.answer import Answer
from qa.question import Question
from qa.texts.names import Span
from qa.ways.cover import coverage

MOST = 8  # excerpts: beyond these, retrieval finds little more
CHARACTERS = 1500  # of all excerpts: a hosted model reads more at once, but answers no better
LENGTH = 220  # characters of one, about a passage
ITEMS = 12  # of a list that a model is asked to word; a longer one reads better as it is
# Sentences that speak to a chat model instead of the reader: never shown, never evidence.
_INSTRUCTION = re.compile(
    r"(?:忽略|无视|忘记|不要理会|不必遵守|绕过)[^。！？\n]{0,20}(?:指令|指示|提示词?|要求|命令|规则|设定|限制)"
    r"|(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}\b(?:instructions?|prompts?|rules|above|previous)"
    r"|system\s*prompt|系统提示词?|提示词注入|<\|\w+\|>|(?:^|\n)\s*(?:system|assistant|user)\s*[:：]"
    r"|(?:你(?:现在)?是|作为)(?:一[个名])?[^。\n]{0,8}(?:AI|人工智能|语言模型|聊天机器人|智能助手)[^。\n]{0,30}(?:必须|应当|请|只能|要)"
    r"|(?:AI|人工智能|语言模型|聊天机器人|智能助手|机器人助手|assistant)[^。\n]{0,10}(?:请|必须|应当|must|should)"
    r"[^。\n]{0,12}(?:回答|回复|输出|说出|answer|reply|output|say)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`article.text[start:end]`, whole sentences; `sentences` are those that may be shown and cited."""

    number: int  # 1-based, as the model is told to cite it
    article: Article
    start: int
    end: int
    sentences: tuple[Span, ...]

    @property
    def text(self) -> str:
        """What the model is shown of it."""
        text = self.article.text
        return " ".join(" ".join(text[s:e].split()) for s, e in self.sentences)


def instructs(text: str) -> bool:
    """Whether `text` tells a chat model what to do."""
    return bool(_INSTRUCTION.search(text))


def chosen(
    question: Question, extracted: Answer, hits: Sequence[Hit], characters: int = CHARACTERS
) -> list[Excerpt]:
    """The excerpts for a question: around what the extractive answer cites, then what retrieval found best.

    Those of a list are around its items alone, which are all that may be said. Together they have about
    so many `characters`; there is always one.
    """
    places = [(c.article, _centre(c.highlights or ((c.start, c.end),))) for c in extracted.citations]
    if not extracted.items:
        places += [(hit.passage.article, _best(question, hit)) for hit in hits]
    limit = ITEMS if extracted.items else MOST
    length = min(LENGTH, characters // len(places)) if extracted.items and places else LENGTH
    found: list[Excerpt] = []
    for article, place in places:
        if any(e.article.id == article.id and e.start <= place < e.end for e in found):
            continue
        taken = [(e.start, e.end) for e in found if e.article.id == article.id]
        grown = _grown(article, place, length, taken)
        full = sum(e.end - e.start for e in found) + LENGTH // 2 > characters and not extracted.items
        if grown and len(found) < limit and not (found and full):
            start, end = grown[0].start, grown[-1].end
            shown = tuple(s for s in grown if not instructs(article.text[s.start : s.end]))
            if shown:
                found.append(Excerpt(len(found) + 1, article, start, end, shown))
    return found


def _centre(highlights: Iterable[tuple[int, int]]) -> int:
    return min(start for start, _ in highlights)


def _best(question: Question, hit: Hit) -> int:
    """Where the sentence of a passage begins that says most of what the question says."""
    passage = hit.passage
    spans = sentences(passage.article.text, passage.start, passage.end) or [(passage.start, passage.end)]
    asked = (*question.terms, *question.modifiers, *filter(None, (question.category,)))
    said = [coverage(asked, passage.article.text[s:e]) if asked else 0.0 for s, e in spans]
    return spans[said.index(max(said))][0]


def _grown(article: Article, place: int, length: int, taken: Sequence[tuple[int, int]]) -> list[Span]:
    """The sentence at `place` with neighbours, by turns behind and before it, up to `length` characters."""
    every = [Span(*span) for span in _around(article, place)]
    at = next((i for i, span in enumerate(every) if span.start <= place < span.end), None)
    if at is None:
        return []
    first = last = at
    growing = True
    while growing:
        growing = False
        for low, high in ((first, last + 1), (first - 1, last)):
            if low < 0 or high >= len(every):
                continue
            start, end = every[low].start, every[high].end
            if end - start <= length and not any(s < end and start < e for s, e in taken):
                first, last, growing = low, high, True
    return every[first : last + 1]


def _around(article: Article, place: int) -> Iterator[tuple[int, int]]:
    """The sentences near `place`."""
    text = article.text
    begin = text.rfind("\n", 0, max(0, place - LENGTH)) + 1
    stop = text.find("\n", min(len(text), place + LENGTH))
    yield from sentences(text, begin, len(text) if stop < 0 else stop)


def stands_in(name: str, excerpt: Excerpt) -> bool:
    """Whether an excerpt holds `name`."""
    return fold(name) in fold(excerpt.article.text[excerpt.start : excerpt.end])
