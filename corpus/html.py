"""Articles of electronic editions: the text of a web page without what surrounds it, as plain text."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.article import Article, InputError
from corpus.decode import decode
from corpus.document import Piece, articles_of, merged
from corpus.html_body import containers, own_headline, pieces_of, plain
from corpus.html_facts import Facts, declared, said_around
from corpus.names import masthead_of_path

SITE_LINE = 60  # characters of a line that is the web site's; a longer one may be of the text
MOST_ELEMENTS = 50_000  # a page with all comments of its readers has some 10,000

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{3,20})", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}  # what such pages really use
_NO_TEXT = re.compile("[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_DROPPED = (
    "script style noscript template iframe object embed svg math canvas video audio form button select"
    " textarea nav footer aside figcaption caption head"
).split()
_SITE = re.compile(
    r"分享[到至]|扫码|扫一扫|长按|(?:特别|免责|版权)?声明\s*[:：]|版权(?:归|所有)|未经.{0,12}授权|本文(?:为|系).{2,20}原创|转载"
    r"|[上下]一[篇版条页期]|相关(?:阅读|新闻|链接|推荐)|【?(?:打印|关闭|收藏)(?:本页|窗口)?】?|点击(?:查看|进入|下载|关注)"
    r"|[（(【]?(?:责任编辑|责编|编辑|校对)\s*[:：]|更多精彩|字号|【?(?:字体|字號)|放大|缩小|返回|网友评论|Copyright|©|\S{1,2}ICP备"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read_html(data: bytes, path: Path, facts: Mapping[str, Any]) -> Iterator[Article]:
    """The article of a web page, or its articles where it has several `article` elements.

    Raises:
        InputError: it holds no article: a list of links, an empty page, no HTML.
    """
    root, text = _parsed(data)
    said = declared(root, text)
    marked = [e.getparent() for e in root.iter() if not isinstance(e.tag, str) and e.text == "enpcontent"]
    _clean(root)
    chosen = containers(root, marked)
    said = said_around(root, chosen, said)
    found = [article for one in chosen for article in _articles(one, len(chosen) > 1, said, path, facts)]
    if not found:
        raise InputError("no article text in it, only links or headings; give the pages of the articles")
    yield from found


def decode_html(data: bytes) -> str:
    """UTF-8 if it is that, else as the page declares (few damaged characters do not matter), else judged."""
    match = _CHARSET.search(data[:4096])
    if not match or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        name = match[1].decode("ascii", "replace").lower()
    try:
        text = data.decode(_WIDER.get(name, name), "replace")
    except (LookupError, UnicodeError):
        return decode(data)
    return text if text.count("\ufffd") * 100 <= len(text) else decode(data)


def _parsed(data: bytes) -> tuple[Any, str]:
    """The tree, and the source as text."""
    from lxml import etree

    text = _NO_TEXT.sub("", decode_html(data))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise InputError("no HTML in it; save the page anew")
    if sum(1 for _ in zip(root.iter(), range(MOST_ELEMENTS + 1), strict=False)) > MOST_ELEMENTS:
        raise InputError(f"more than {MOST_ELEMENTS:,} elements; give the pages of single articles")
    return root, text


def _clean(root: Any) -> None:
    """Take out what is never text: scripts, navigation, comments, what is not shown."""
    from lxml import etree

    for element in root.iter():
        if isinstance(element.tag, str) and (
            element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        ):
            element.tag = "template"
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)


def _articles(
    container: Any, one_of_many: bool, said: Facts, path: Path, facts: Mapping[str, Any]
) -> Iterator[Article]:
    """The article in a container, under its own headline or that of the page."""
    title, decks = said.title, said.decks
    if one_of_many:
        title, decks = plain(own_headline(container)), ()
    elif not title and (own := own_headline(container)) is not None:
        title = plain(own)
    above = {_squeezed(title), *map(_squeezed, decks)}
    body = _without_site([piece for piece in pieces_of(container) if _squeezed(piece.text) not in above])
    pieces = [Piece(title, 1)] if title else []
    pieces += [Piece(deck, 2) for deck in decks]
    pieces += [Piece(piece.text, piece.level and max(piece.level, 2)) for piece in body]
    yield from articles_of(pieces, merged(facts, said.masthead), masthead_of_path(path), said.byline)


def _without_site(pieces: list[Piece]) -> list[Piece]:
    """Without the web site's lines before and behind the text: sharing, notices of copyright, type sizes."""
    first, last = 0, len(pieces)
    while last and _SITE.match(pieces[last - 1].text.strip()) and len(pieces[last - 1].text) <= SITE_LINE:
        last -= 1
    while first < last and _SITE.match(pieces[first].text.strip()) and len(pieces[first].text) <= SITE_LINE:
        first += 1
    return pieces[first:last]


def _squeezed(text: str) -> str:
    return "".join(text.split())
