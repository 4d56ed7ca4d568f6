"""The page as it was printed: its picture, with the cited lines marked."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

from corpus import Article
from corpus.original import original
from qa.web.source import Cited
from qa.web.words import Language, say

PICTURED = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")


def pictured(article: Article) -> bool:
    """Whether there may be a picture of the page that `article` stood on: its file is one of pages."""
    return Path(article.file or article.source).suffix.lower() in PICTURED


def page_html(article: Article, cited: Sequence[Cited], language: Language) -> str:
    """The picture with a box over each printed line of the first cited span; a sentence where there is none.

    A PDF takes a third of a second, a scan half a minute the first time.
    """
    start, end = cited[0][:2] if cited else (0, None)
    page = original(article, max(0, start), end)
    if page is None:
        return f'<p class="notice">{escape(say("source.nopage", language))}</p>'
    boxes = "".join(
        f'<i style="left:{left:.2%};top:{top:.2%};width:{right - left:.2%};height:{bottom - top:.2%}"></i>'
        for left, top, right, bottom in page.boxes
    )
    words = escape(say("source.pagealt", language, number=page.number))
    image = f"data:image/png;base64,{b64encode(page.image).decode()}"
    size = f'width="{page.width}" height="{page.height}"'
    zoom = f'<button type="button" data-act="zoom" title="{escape(say("source.zoom", language))}">'
    return f'<figure>{zoom}<img src="{image}" {size} alt="{words}">{boxes}</button></figure>'
