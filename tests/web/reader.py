"""What a browser makes of HTML, and an answer to show it with."""

from datetime import date
from html.parser import HTMLParser

from corpus import Article
from qa.answer import Answer, Item, Scanned
from qa.cite import Citation

TEXT = "市水务局局长廖暾介绍，久隆水库已纳入规划。\n三坝水库正在加快建设，久隆水库年内开工。"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</blockquote></li></ol><h1>假标题</h1>",
    "<!-- 注释",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "[链接](javascript:alert(1)) **粗** `码` $x^2$",
    "${alert(1)} {{7*7}} {{{constructor}}}",
    "零\u200b宽",
]
TURNING = "\u202e反向\u2066隔离\u2069"


class Reader(HTMLParser):
    """What a browser would see: the tags with their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("img", "input", "br", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "path":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def article(text: str = TEXT, title: str = "水务报道", **more: object) -> Article:
    fields = {"newspaper": "成都日报", "published": date(2023, 3, 20), "page": "03", "byline": "记者 李颖"}
    return Article("a1", title, text, **{**fields, **more})  # type: ignore[arg-type]


def cite(number: int, words: str, *highlights: str, of: Article | None = None) -> Citation:
    source = of or article()
    start = source.text.index(words)
    spans = tuple((source.text.index(h, start), source.text.index(h, start) + len(h)) for h in highlights)
    return Citation(number, source, start, start + len(words), spans)


FIRST, SECOND = TEXT.split("\n")
FACT = Answer("局长是谁？", "fact", "廖暾[1]", (cite(1, FIRST, "廖暾"),))
LIST = Answer(
    "有哪些水库？",
    "list",
    "久隆水库[1]、三坝水库[2]",
    (cite(1, FIRST), cite(2, SECOND)),
    (
        Item("久隆水库", 2, (1, 2), date(2023, 3, 20), date(2023, 4, 1)),
        Item("三坝水库", 1, (2,), date(2023, 3, 20), date(2023, 3, 20)),
    ),
    scanned=Scanned(2, 31, True),
    seconds={"total": 0.0876},
)
