"""Valid files of every format, made here, and ways to damage them: for the fuzz tests."""

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from corpus import Article, Skipped, load
from corpus.pdf import drawn
from corpus.reading import UNFORESEEN

PAGE = """江城日报  2024年5月6日  星期一  第03版 要闻

小河大桥昨日通车

本报讯（记者 王芳）小河大桥昨日正式通车，市交通局局长李强出席
通车仪式并讲话。大桥全长三公里，双向六车道，总投资十二亿元，历
时三年建成。

责任编辑：张三
"""
RECORDS = "".join(
    json.dumps({"id": n, "text": f"第{n}条。", "published": "2024-05-06"}, ensure_ascii=False) + "\n"
    for n in range(4)
)
TABLE = 'id,title,text,published\n1,水库开工,"市水务局说，\n工程已经开工。",2024-05-06\n2,乙,丙,\n'
HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>小河大桥通车_江城日报</title>
<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "王芳"}]}</script></head>
<body><!--enpproperty <date>2024-05-06</date><title>小河大桥通车</title>
<nodename>03版：要闻</nodename>/enpproperty-->
<!-- --><h3>三年建成</h3><h1>小河大桥通车</h1><p>作者：王芳 <a href="x">第01版</a></p>
<div id="ozoom"><!--enpcontent-->
<p>　　小河大桥昨日正式通车，市交通局局长李强出席通车仪式并讲话，大桥全长三公里。</p><p><b>缓解拥堵</b></p>
<table><tr><td>双向</td><td>六车道<br>十二亿元</td></tr></table><!--/enpcontent--></div></body></html>"""
MARKDOWN = (
    "---\nnewspaper: 江城日报\ndate: 2024-05-06\n---\n# 题目\n\n正文**重点**。\n\n## 小标题\n\n- [链接](x)\n"
)
SIDECAR = "newspaper: 江城日报\npublished: 2024-05-06\npage: '03'\n"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCUMENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>'
    '<w:p><w:pPr><w:pStyle w:val="a3"/></w:pPr><w:r><w:t>小河大桥通车</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>本报讯 大桥</w:t><w:tab/><w:t>昨日通车。</w:t><w:br/></w:r></w:p>"
    '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>工程</w:t></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>三公里。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "</w:body></w:document>"
)
STYLES = (
    f'<w:styles {_W}><w:style w:styleId="a3"><w:name w:val="Title"/>'
    '<w:basedOn w:val="a3"/></w:style></w:styles>'
)


def packed(**members: bytes) -> bytes:
    """A ZIP; `__` in a name stands for a slash, `_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def word(document: bytes, styles: bytes = STYLES.encode()) -> bytes:
    """A Word file of these parts."""
    return packed(word__document_xml=document, word__styles_xml=styles)


def pdf(text: str = "The bridge over the small river was opened to traffic yesterday.") -> bytes:
    """A PDF of one page, its cross-reference table right."""
    stream = f"BT /F1 24 Tf 72 700 Td (Bridge Opened) Tj /F1 10 Tf 0 -30 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + trailer


# Name of the file → what is damaged, and what is made of it.
SEEDS: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "page.txt": (PAGE.encode(), bytes),
    "gbk.txt": (PAGE.encode("gb18030"), bytes),
    "article.md": (MARKDOWN.encode(), bytes),
    "records.jsonl": (RECORDS.encode(), bytes),
    "wide.jsonl": (RECORDS.encode("utf-16"), bytes),
    "table.csv": (TABLE.encode(), bytes),
    "page.html": (HTML.encode(), bytes),
    "gbk.htm": (HTML.replace("utf-8", "gb2312").encode("gb18030"), bytes),
    "article.docx": (word(DOCUMENT.encode()), bytes),
    "document.docx": (DOCUMENT.encode(), word),
    "styles.docx": (STYLES.encode(), lambda styles: word(DOCUMENT.encode(), styles)),
    "page.pdf": (pdf(), bytes),
    "files.zip": (packed(a__03_txt=PAGE.encode(), a__r_jsonl=RECORDS.encode(), b_html=HTML.encode()), bytes),
    "member.zip": (PAGE.encode(), lambda page: packed(a__03_txt=page, a__03_yaml=SIDECAR.encode())),
    "sidecar.zip": (SIDECAR.encode(), lambda facts: packed(a__03_txt=PAGE.encode(), a__03_yaml=facts)),
}
PICTURES = ("scan.png", "scan.jpg", "scan.tif", "scan.webp", "scan.pdf")


@cache
def pictured(name: str) -> bytes:
    """The page of `pdf` as a picture of its own, of two pages if it is a TIFF."""
    from PIL import Image

    folder = scratch()
    (folder / "page.pdf").write_bytes(pdf())
    image = Image.fromarray(drawn(folder / "page.pdf", 0, dpi=110)[0])
    shutil.rmtree(folder)
    kind = {".jpg": "JPEG", ".tif": "TIFF"}.get(name[-4:], name.rpartition(".")[2].upper())
    file, more = io.BytesIO(), {"save_all": True, "append_images": [image]} if name.endswith("tif") else {}
    image.save(file, kind, **more)
    return file.getvalue()


NASTY = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b'"',
    b"<",
    b"<!--",
    b"<p>",
    b"</div>",
    b"&#x110000;",
    b"&#0;",
]
NASTY += [b"\xff" * 8, b"9" * 40, b"-1", b"[" * 50, b"{" * 50, b"PK\x05\x06", b"PK\x06\x06", b"%PDF-", b"# "]
NASTY += [b"---\n", b"*a", b"endobj", b"stream\n", "２０２４年".encode(), "（".encode() * 30]
NASTY += ["\u2028".encode(), "\U000e0001".encode()]

_place = st.integers(0, 1 << 14)
_change = st.one_of(
    st.tuples(st.just("cut"), _place, st.integers(0, 200)),
    st.tuples(st.just("flip"), _place, st.integers(1, 255)),
    st.tuples(st.just("put"), _place, st.sampled_from(NASTY)),
    st.tuples(st.just("put"), _place, st.binary(max_size=12)),
    st.tuples(st.just("again"), _place, st.integers(1, 400)),
    st.tuples(st.just("end"), _place, st.just(0)),
)
_changes = st.lists(_change, min_size=1, max_size=6)
mutants = st.tuples(st.sampled_from(sorted(SEEDS)), _changes)
mutant_pictures = st.tuples(st.sampled_from(PICTURES), _changes)


def damaged(data: bytes, changes: list[tuple[str, int, int | bytes]]) -> bytes:
    """`data` after the changes: cut out, flipped, put in, repeated, or ended at a place."""
    for kind, place, by in changes:
        at = place % (len(data) + 1)
        if isinstance(by, bytes):
            data = data[:at] + by + data[at:]
        elif kind == "cut":
            data = data[:at] + data[at + by :]
        elif kind == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]
        elif kind == "again":
            data = data[: at + by] + data[at:]
        elif kind == "end":
            data = data[:at]
    return data


def check(name: str, changes: list[tuple[str, int, int | bytes]], folder: Path) -> int:
    """Load a damaged file: everything comes out whole or is skipped for a reason; how many articles came."""
    seed, made = SEEDS[name] if name in SEEDS else (pictured(name), bytes)
    path = folder / name
    path.write_bytes(made(damaged(seed, changes)))
    items = list(load([path]))
    for item in items:
        if isinstance(item, Skipped):
            assert item.path == str(path)
            assert item.reason
            assert "\n" not in item.reason
            assert UNFORESEEN not in item.reason, item.reason
        else:
            _whole(item)
    assert items or made(damaged(seed, changes)).strip() == b"" or name.endswith((".zip", ".csv")), name
    return sum(isinstance(item, Article) for item in items)


def _whole(article: Article) -> None:
    assert article.id
    assert article.title
    assert article.text.strip()
    fields = (article.id, article.title, article.text, article.newspaper, article.page, article.section)
    "".join((*fields, article.byline, article.source, article.file)).encode()
    edges = [edge for span in article.headings for edge in span]
    assert edges == sorted(edges)
    assert not edges or 0 <= edges[0] <= edges[-1] <= len(article.text)
    assert all(article.text[start:end].strip() for start, end in article.headings)


def scratch() -> Path:
    """A folder for one run."""
    return Path(tempfile.mkdtemp(prefix="baowen-fuzz-"))
