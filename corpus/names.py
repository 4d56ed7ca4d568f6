"""What a file's name and its folders say of a page: newspaper, date, page number, section.

Read are 成都日报/2023-03/20/03.txt, 成都日报_20230320_03.pdf, 2023-03-20/A03.html, daily-2023-03-20-p03.txt,
2023年/3月/20日/第03版：要闻.txt, rmrb2023032001.pdf and the like: what stands nearest to the file counts.
"""

import re
from datetime import date
from pathlib import Path

from corpus.masthead import Masthead, read_masthead
from corpus.normalise import HAN, flat

DEPTH = 6  # parts of a path that may say something: newspaper, year, month, day, page, file

_SEPARATED = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_/.年 ]{1,2}(\d{1,2})[-_/.月 ]{1,2}(\d{1,2})(?!\d)(?:[日号](?![报報]))?"
)
# Without separators, or with one missing: 20230320, 2023/0320, 202303/20; a page number may touch it.
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?([01]\d)[-_/.]?([0-3]\d)(?=[A-Za-z]?\d{2,3}(?!\d)|\D|$)")
_BREAKS = r"[-_ .：:、,，()（）《》\[\]|·>—–]+"
_EDITION = re.compile(r"(?:多媒体)?(?:数字报|數字報|电子报|電子報|数字版|电子版|電子版)刊?(?:平台)?$|官网$")
_PAPER = re.compile(
    rf"[{HAN}]{{1,9}}(?<![海汇匯简簡通月年预預情])[报報]|[{HAN}]{{2,8}}(?:周末|周刊|电讯|電訊|参考消息|参考)"
)
_ENGLISH_PAPER = re.compile(
    r"(?:The )?(?:[A-Z][A-Za-z]+ ){1,4}"
    r"(?:Daily|Times|Post|News|Herald|Tribune|Gazette|Journal|Chronicle|Mail)"
)
_PAGE = re.compile(rf"(?:第|版|[Pp]age|[Pp])?([A-Za-z]?)(\d{{1,3}})(?:[版页頁]([{HAN}]{{2,8}})?)?")
_SAYS_PAGE = re.compile(r"第\s*[A-Za-z]?\d{1,3}\s*[版页頁]|\d[版页頁]")
# Numbers that content management systems give to articles and lists: content_1185230.htm, node_2.htm.
_SERIAL = re.compile(r"(?:content|node|article|art|index|detail|news|doc|id|c|t)[-_]?\d", re.I)


def masthead_of_path(path: Path) -> Masthead:
    """Newspaper, date, page number and section as far as `path` tells them; see the module."""
    parts = [flat(part) for part in (*path.parts[:-1], path.stem)][-DEPTH:]
    if not parts:
        return Masthead()
    joined = "/".join(parts)
    published, start, end = _date(parts, joined)
    newspaper = _newspaper(parts)
    if published:
        behind = joined[end:].strip("/")
        places = behind.split("/") if behind else [joined[:start].rsplit("/", 1)[-1]]
    else:
        places = parts[-1:] if newspaper or _SAYS_PAGE.search(parts[-1]) else []
    page, section = next((found for place in places if (found := _page(place, newspaper))[0]), ("", ""))
    return Masthead(newspaper, published, page, section)


def _date(parts: list[str], joined: str) -> tuple[date | None, int, int]:
    """The date that stands nearest to the file, with its place in `joined`."""
    start = len(joined) + 1
    for part in reversed(parts):
        start -= len(part) + 1
        for pattern in (_SEPARATED, _COMPACT):
            for match in pattern.finditer(joined, start):
                try:
                    return date(*map(int, match.groups())), match.start(), match.end()
                except ValueError:
                    continue
    return None, 0, 0


def _newspaper(parts: list[str]) -> str:
    return next((paper for part in reversed(parts) if (paper := paper_in(part))), "")


def paper_in(text: str) -> str:
    """A newspaper's name that stands in a short text by itself, between punctuation or digits; else ""."""
    for word in re.split(_BREAKS + r"|\d+", text):
        word = _EDITION.sub("", word)
        if _PAPER.fullmatch(word):
            return word
    words = re.sub(r"[-_.|\d]+", " ", text).split()
    match = _ENGLISH_PAPER.match(" ".join(words))
    return match[0] if match else ""


def _page(place: str, newspaper: str) -> tuple[str, str]:
    """(page number, section) of one part of a path: 03, A03, p3, 第03版：要闻, 03版要闻."""
    if _SERIAL.match(place):
        return "", ""
    words = re.split(_BREAKS, place.replace(newspaper, "-") if newspaper else place)
    for number, word in enumerate(words):
        if match := _PAGE.fullmatch(word):
            letter, digits, section = match.groups()
            if not section and number + 1 < len(words):
                said = read_masthead(words[number + 1])
                section = said.section if said else ""
            return letter.upper() + digits.lstrip("0").zfill(2), section or ""
    return "", ""
