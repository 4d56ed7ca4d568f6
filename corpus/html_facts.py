"""What a web page says of its article beside the text: title, decks, newspaper, date, page, section, byline.

Sources, the surest first: the property comment of 方正 publishing systems, schema.org's JSON-LD, `meta`
elements, headings, short lines around the text (第03版：要闻, 作者：…, 《成都日报》（2023年03月20日）).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from corpus.document import unspaced
from corpus.fields import find_date
from corpus.html_body import own_headline, plain
from corpus.html_linked import json_ld
from corpus.masthead import Masthead, byline_newspaper, is_byline, read_masthead
from corpus.names import paper_in
from corpus.normalise import HAN, flat

LINE = 80  # characters of a line that may say who, where and when

_PROPERTIES = re.compile(r"<!--\s*enpproperty(.{0,20000}?)enpproperty\s*-->", re.S)
_PROPERTY = re.compile(r"<(\w{1,30})>(.{0,2000}?)</\1>", re.S)
_DATES = (
    "article:published_time publishdate pubdate publish_time publish-date publishtime datepublished date"
    " dc.date dc.date.issued og:release_date apub:time _pubtime og:published_time"
).split()
_PAGE = re.compile(rf"(?:第|版次[：:]?\s*)\s*([A-Za-z]?)(\d{{1,3}})\s*版?(?:\s*[：:]\s*([{HAN}]{{2,10}}))?")
_PAGE_ONLY = re.compile(rf"([A-Z]?)(\d{{1,3}})\s*版\s*[：:]\s*([{HAN}]{{2,10}})")
_AUTHOR = re.compile(rf"(?:作者|撰文|采写|文字)\s*[：:]\s*([{HAN}·\s、，,]{{2,40}})")
_BESIDE = re.compile(r"\s(?:阅读|浏览|点击|来源|编辑|责编|字号|发布|时间|评论|分享)")
# How e-papers call the lines above and below a headline, as elements (founder-introtitle) or classes.
_DECK_NAME = re.compile(r"(?:founder-)?(?:intro|sub|kicker|deck|lead|yin|fu)[-_]?(?:title|ti|biaoti)", re.I)
_ORNAMENTS = "□■◇◆○●◎△▲☆★ "  # before a byline
_SITE = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{1,20}$")
_SITE_WORD = re.compile(r"报|報|网|網|新闻|新聞|客户端|在线|版|News|Online|\.com|\.cn", re.I)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a page's article; empty where nothing is."""

    title: str = ""
    decks: tuple[str, ...] = ()  # the lines above and below the main headline
    masthead: Masthead = field(default_factory=Masthead)
    byline: str = ""
    named: str = ""  # the page's own name, in its `title` element


def declared(root: Any, source: str) -> Facts:
    """What stands in the fields that are made for it."""
    match = _PROPERTIES.search(source)
    enp = {name: flat(_untagged(value)) for name, value in _PROPERTY.findall(match[1])} if match else {}
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), flat(meta.get("content") or ""))
    linked = json_ld(root)
    times = [flat(time.get("datetime") or "") for time in root.iter("time")]
    dates = [
        enp.get("date", ""),
        linked.get("datePublished", ""),
        *(metas.get(n, "") for n in _DATES),
        *times,
    ]
    named = next((plain(element) for element in root.iter("title")), "")
    sources = (
        metas.get("source", ""),
        metas.get("contentsourcename", ""),
        metas.get("og:site_name", ""),
        named,
    )
    authors = (enp.get("author", ""), linked.get("author", ""), metas.get("author", ""))
    node = enp.get("nodename") or named
    (page, section), said = _page(node), read_masthead(_PAGE.sub(r"\3", node))
    return Facts(
        title=enp.get("title")
        or _headline(root, metas.get("og:title", ""), named)
        or linked.get("headline", ""),
        decks=tuple(deck for name in ("introtitle", "subtitle") if (deck := enp.get(name, ""))),
        masthead=Masthead(
            next((paper for said in sources if (paper := paper_in(said))), ""),
            next((found for said in dates if (found := find_date(said))), None),
            page,
            (said.section if said else "") or section or _section(metas.get("columnname", "")),
        ),
        byline=next((author for author in authors if _is_author(author)), ""),
        named=named,
    )


def said_around(root: Any, containers: list[Any], known: Facts) -> Facts:
    """`known`, completed from the headings beside the headline and the short lines around the text."""
    lines = list(_lines(root, containers))
    page, section = _numbered(root, lines)
    papers = (paper_in(line) for line in lines if "来源" in line or "《" in line or find_date(line))
    dates = (find_date(line) for line in lines if "今天" not in line)
    bylines = (_byline(line) for line in lines)
    head = known.masthead
    byline = known.byline or next((found for found in bylines if found), "")
    masthead = Masthead(
        next((paper for paper in papers if paper), "") or head.newspaper or byline_newspaper(byline),
        head.published or next((found for found in dates if found), None),
        head.page or page,
        head.section or section,
    )
    decks = known.decks or (_decks(root, known.title) if len(containers) == 1 else ())
    return replace(known, decks=decks, masthead=masthead, byline=byline)


def _numbered(root: Any, lines: list[str]) -> tuple[str, str]:
    """(page, section) of the lines around the text; links name other pages too: of those the fitting one."""
    pages = [found for line in lines if (found := _page(line))[0]]
    page, section = next((found for found in pages if found[1]), pages[0] if pages else ("", ""))
    if section:
        return page, section
    linked = {found for link in root.iter("a") if (found := _page(plain(link)[:LINE]))[1]}
    fitting = [found for found in linked if found[0] == page] if page else list(linked)
    return fitting[0] if len(fitting) == 1 else (page, section)


def _headline(root: Any, og_title: str, named: str) -> str:
    """The heading that the page is named after, else the only main one, else the page's name."""
    headings = [text for e in root.iter("founder-title", "h1", "h2") if 1 < len(text := plain(e)) <= LINE * 2]
    for text in headings:
        if text in og_title or text in named:
            return text
    mains = [
        e for e in root.iter("h1") if e.find(".//a[@href]") is None and plain(e) and not paper_in(plain(e))
    ]
    if len(mains) == 1:
        return plain(mains[0])
    title = og_title or named
    while (match := _SITE.search(title)) and _SITE_WORD.search(match[0]):
        title = title[: match.start()]
    return "" if paper_in(title) == title else title


def _decks(root: Any, title: str) -> tuple[str, ...]:
    """Kicker and subtitle: what is named so, else the headings beside the headline under the same element."""
    named = [e for e in root.iter() if isinstance(e.tag, str) and _is_deck(e)]
    texts = [text for e in named[:4] if 1 < len(text := plain(e)) <= LINE and text != title]
    if texts:
        return tuple(dict.fromkeys(texts))
    heading = next((e for e in root.iter("h1", "h2", "founder-title") if title and plain(e) == title), None)
    above = heading.getparent() if heading is not None else None
    if above is None:
        return ()
    beside = [e for e in above if e is not heading and e.tag in ("h1", "h2", "h3", "h4")]
    return tuple(text for e in beside[:4] if (text := plain(e)) and own_headline(above) is not None)


def _is_deck(element: Any) -> bool:
    names = [element.tag, *(element.get("class") or "").split()[:20], element.get("id") or ""]
    return element.find(".//a[@href]") is None and any(_DECK_NAME.fullmatch(name) for name in names)


def _lines(root: Any, containers: list[Any]) -> Iterator[str]:
    """The short texts outside links and outside the articles' paragraphs, in order."""
    inside = {element for container in containers for element in container.iter("p", "article")}
    for element in root.iter():
        if element.tag in ("a", "title", "founder-content") or element in inside:
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and 1 < len(text.strip()) <= LINE and (line := flat(text)):
                yield line
        if element.tag in ("div", "p", "td", "span", "h4", "h5") and len(element) and len(element) <= 8:
            whole = plain(element)
            if 1 < len(whole) <= LINE and element.find(".//a[@href]") is None:
                yield whole


def _page(text: str) -> tuple[str, str]:
    """(page number, section) of 第03版：要闻, 03版：要闻, 版次：A03."""
    match = _PAGE.search(text) or _PAGE_ONLY.search(text)
    if not match or ("版" not in match[0] and "版次" not in text):
        return "", ""
    letter, digits, section = match.groups()
    return letter.upper() + digits.lstrip("0").zfill(2), section or ""


def _byline(line: str) -> str:
    if match := _AUTHOR.search(line):
        return unspaced(_BESIDE.split(flat(match[1]))[0].strip())
    line = line.lstrip(_ORNAMENTS)
    return next((said for said in (line, unspaced(line)) if is_byline(said)), "")


def _is_author(text: str) -> bool:
    """A person or a byline; not `admin`, a site or an address."""
    name = rf"[{HAN}·]{{2,12}}(?:[ 、，,]+[{HAN}·]{{2,12}}){{0,9}}|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){{1,3}}"
    return bool(text) and not paper_in(text) and bool(re.fullmatch(name, text) or is_byline(text))


def _section(name: str) -> str:
    """The name of a column of the site, where it may be that of a section of the paper."""
    return name if re.fullmatch(rf"[{HAN}]{{2,6}}", name) and not paper_in(name) else ""


def _untagged(text: str) -> str:
    return unescape(re.sub(r"<[^<>]{0,200}>", " ", text))
