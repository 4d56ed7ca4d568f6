"""A conversation as Markdown and as HTML that Word takes in whole, its sources after GB/T 7714.

GB/T 7714-2015, newspaper article: 主要责任者. 题名[N]. 报纸名, 出版日期(版次). Sources are numbered in
the order in which they are first cited (顺序编码制); each article once, however often it is quoted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus import Article
from corpus.normalise import HAN, flat
from qa.answer import Answer
from qa.cite import Citation
from qa.web.conversations import GONE, STOPPED, Turn
from qa.web.html import safe
from qa.web.words import Language, say

NAMED = 3  # authors named; GB/T 7714 writes 等 for the rest
# What follows names those who took the pictures or laid the page out, not who wrote it.
_OTHERS = re.compile(rf"(?<=[{HAN}\w/\s])\s*(?:摄影|摄|供图|制图|图片|编辑|责编|校对|图/)")
_ROLES = re.compile(
    r".*(?:记者|通讯员|特约|评论员|特派员|观察员|实习生|作者|撰文|撰稿|执笔|整理|报道|综合|供稿"
    r"|文/图|图/文|[文图]/|[Bb]y )"
)
_NAME = re.compile(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,6}})*|[{HAN}]{{1,6}}·[{HAN}·]{{1,12}}")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~$&:/^=@])")  # with what begins a formula, a link, a list


def authors(byline: str) -> list[str]:
    """The names in a byline, without the roles before them: 本报记者 李颖 摄影 王五 → 李颖."""
    byline = flat(byline)
    cut = _OTHERS.search(byline)
    byline = byline[: cut.start()] if cut else byline
    if not re.search(f"[{HAN}]", byline):
        parts = re.split(r",|;|&|/|\band\b", re.sub(r"^\W*by\b:?", "", byline, flags=re.I))
        return [name for part in parts if (name := part.strip(" .()"))]
    found = []
    for part in re.split(r"[\s、，,;；:：()（）|]+", byline):
        name = _ROLES.sub("", part)
        if (
            _NAME.fullmatch(name)
            and not name.startswith("据")
            and not name.endswith(("电", "讯", "社", "报"))
        ):
            found.append(name)
    return found


def reference(article: Article) -> str:
    """One source as GB/T 7714 writes it; what isn't known of it is left out."""
    names = authors(article.byline)
    who = ", ".join(names[:NAMED]) + (", 等" if len(names) > NAMED else "")
    where = ", ".join(filter(None, [flat(article.newspaper), str(article.published or "")]))
    where += f"({flat(article.page)})" if article.page else ""
    title = f"{flat(article.title) or '［无题］'}[N]"
    return ". ".join(filter(None, [who, title, where])) + "."


@dataclass(slots=True)
class _Sources:
    """The articles cited so far, by the number that each got."""

    numbers: dict[str, int] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def number(self, article: Article, gone: bool, lang: Language) -> int:
        if article.id not in self.numbers:
            self.numbers[article.id] = len(self.numbers) + 1
            note = f" ({GONE[lang == 'en']})" if gone else ""
            self.lines.append(reference(article) + note)
        return self.numbers[article.id]


@dataclass(frozen=True, slots=True)
class _Part:
    """A turn, ready to be written down: everything in it is plain text."""

    question: str
    chosen: str
    said: str  # with the numbers of the sources in its marks
    quotes: tuple[tuple[int, str], ...]
    label: str  # what the quotes are


def _parts(turns: Sequence[Turn], lang: Language) -> tuple[list[_Part], list[str]]:
    """The turns and the list of sources."""
    sources = _Sources()
    parts = []
    for turn in turns:
        chosen = " · ".join(value for value in turn.chosen.values() if value)
        limits = say("export.chosen", lang, chosen=chosen) if chosen else ""
        if turn.answer is None:
            stopped = STOPPED[lang == "en"] if turn.state == "stopped" else ""
            said = turn.message or stopped or say("export.unanswered", lang)
            parts.append(_Part(turn.question, limits, said, (), ""))
            continue
        answer = turn.answer
        name = "citations" if answer.citations else "nearest"
        cited: tuple[Citation, ...] = getattr(answer, name)
        numbers = {c.number: sources.number(c.article, (name, c.number) in turn.gone, lang) for c in cited}
        said = _said(answer, numbers)
        quotes = tuple((numbers[c.number], c.quote) for c in cited)
        label = say("export.excerpts" if answer.citations else "export.nearest", lang) if cited else ""
        parts.append(_Part(turn.question, limits, said, quotes, label))
    return parts, sources.lines


def _said(answer: Answer, numbers: dict[int, int]) -> str:
    """The answer's text, each run of [n] naming sources instead of excerpts, none twice."""

    def renumbered(match: re.Match[str]) -> str:
        named = [numbers[int(n)] for n in re.findall(r"\d+", match[0]) if int(n) in numbers]
        return "".join(f"[{number}]" for number in dict.fromkeys(named)) or match[0]

    return re.sub(r"(?:\[\d{1,6}\])+", renumbered, answer.text) if answer.citations else answer.text


def markdown(title: str, turns: Sequence[Turn], lang: Language = "zh", day: date | None = None) -> str:
    """The conversation as Markdown; whatever articles hold stays text in it."""
    parts, sources = _parts(turns, lang)
    lines = [f"# {_md(title or say('conversations.untitled', lang))}", ""]
    for part in parts:
        lines += [f"## {_md(flat(part.question))}", ""]
        lines += [_md(part.chosen), ""] if part.chosen else []
        lines += ["  \n".join(map(_md, part.said.split("\n"))), ""]
        lines += [f"**{part.label}**", ""] if part.label else []
        for number, quote in part.quotes:
            quoted = "\n".join(f"> {_md(line)}  " for line in quote.split("\n"))
            lines += [f"{quoted}\n> \\[{number}\\]", ""]
    if sources:
        lines += [f"## {say('export.references', lang)}", ""]
        lines += [line for n, source in enumerate(sources, 1) for line in (f"\\[{n}\\] {_md(source)}", "")]
    return "\n".join([*lines, _md(say("export.made", lang, day=day or date.today())), ""])


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text.replace("&", "＆amp;").replace("<", "＆lt;")).replace("＆", "&")


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_QUOTE = "margin: 0 0 8pt 24pt; font-family: 'Songti SC', SimSun, serif"


def html(title: str, turns: Sequence[Turn], lang: Language = "zh", day: date | None = None) -> str:
    """The conversation as a page of plain headings and paragraphs, styled in place as Word wants it."""
    title = title or say("conversations.untitled", lang)
    return (
        f'<!doctype html>\n<html lang="{"en" if lang == "en" else "zh-CN"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{safe(title)}</title></head><body>{fragment(title, turns, lang, day)}</body></html>\n"
    )


def fragment(title: str, turns: Sequence[Turn], lang: Language = "zh", day: date | None = None) -> str:
    """What `html` has in its body: for the clipboard."""
    parts, sources = _parts(turns, lang)
    made = [f'<h1 style="font-size: 18pt">{safe(title)}</h1>']
    for part in parts:
        made.append(f'<h2 style="font-size: 14pt">{_lines(part.question)}</h2>')
        made += [f'<p style="color: #666666">{safe(part.chosen)}</p>'] if part.chosen else []
        made.append(f"<p>{_raised(_lines(part.said))}</p>")
        made += [f'<p style="color: #666666">{safe(part.label)}</p>'] if part.label else []
        made += [
            f'<blockquote style="{_QUOTE}">{_lines(quote)}<sup>[{number}]</sup></blockquote>'
            for number, quote in part.quotes
        ]
    if sources:
        made.append(f'<h2 style="font-size: 14pt">{safe(say("export.references", lang))}</h2>')
        hanging = "margin: 0 0 4pt 24pt; text-indent: -24pt"
        made += [f'<p style="{hanging}">[{n}] {safe(s)}</p>' for n, s in enumerate(sources, 1)]
    note = say("export.made", lang, day=day or date.today())
    return "\n".join([*made, f'<p style="color: #666666">{safe(note)}</p>'])


def _lines(text: str) -> str:
    return "<br>".join(map(safe, text.split("\n")))


def _raised(said: str) -> str:
    return re.sub(r"(?:\[\d{1,6}\])+", r"<sup>\g<0></sup>", said)
