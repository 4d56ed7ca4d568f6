"""Newspaper pages laid out at random: columns, headlines over several, boxes, captions, advertisements."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.pages.setting import Ink, Line, advance, broken
from tests.pages.stories import PLACES, THEMES, Text, compose, person

SECTIONS = "要闻 综合新闻 本地新闻 经济 民生 文化 体育 教育 社会".split()
PAPERS = "日报 晚报 晨报 时报 都市报 商报".split()


@dataclass
class Grid:
    """The page's columns and rows; lengths in points."""

    columns: int
    ems: int  # of a column
    size: float  # of body type
    lead: float  # from line to line
    gutter: float
    rows: int
    margin: float = 42.0
    head: float = 70.0  # room for the masthead

    @property
    def measure(self) -> float:
        return self.ems * self.size

    @property
    def width(self) -> float:
        return 2 * self.margin + self.columns * self.measure + (self.columns - 1) * self.gutter

    @property
    def height(self) -> float:
        return 2 * self.margin + self.head + self.rows * self.lead + 30

    def x(self, column: int) -> float:
        return self.margin + column * (self.measure + self.gutter)

    def y(self, row: float) -> float:
        return self.margin + self.head + row * self.lead


@dataclass
class Region:
    """Part of the grid that one story fills; ends are exclusive."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def rows(self) -> int:
        return self.bottom - self.top

    @property
    def area(self) -> int:
        return (self.right - self.left) * self.rows


@dataclass
class Story:
    """The truth about one story."""

    title: str
    text: str  # kicker, deck, paragraphs with section headings, caption
    byline: str = ""


@dataclass
class Head:
    """The truth about one page."""

    newspaper: str
    published: date
    page: str
    section: str


@dataclass
class Sheet:
    """One page as laid out; `inks` story by story."""

    width: float
    height: float
    inks: list[list[Ink]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)  # x0, y0, x1, y1
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass
class Document:
    """One to several pages of an issue, with what is on them."""

    sheets: list[Sheet]
    stories: list[Story]
    heads: list[Head]
    seed: int


def document(seed: int) -> Document:
    """The document of this seed; one in ten has a second page on which a story goes on."""
    rng = Random(seed)
    place = rng.choice(PLACES)
    paper = place + rng.choice(PAPERS)
    published = date(2015, 1, 1) + timedelta(days=rng.randrange(3600))
    themes = rng.sample(THEMES, len(THEMES))
    number = rng.choice([1, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12])
    result = Document([], [], [], seed)
    section = "" if number == 1 else rng.choice(SECTIONS)
    heads = [Head(paper, published, f"{number:02}", section)]
    if rng.random() < 0.1:
        other = number + rng.randint(1, 3)
        heads.append(Head(paper, published, f"{other:02}", rng.choice(SECTIONS)))
    onward: tuple[Story, list[tuple[str, str]]] | None = None
    for index, head in enumerate(heads):
        to = heads[1] if index == 0 and len(heads) == 2 else None
        back = heads[0] if index == 1 else None
        onward = _page(rng, result, head, themes, to, back, onward)
        result.heads.append(head)
    return result


def _grid(rng: Random) -> Grid:
    columns = rng.randint(3, 7)
    low, high = {3: (22, 28), 4: (17, 23), 5: (14, 19), 6: (12, 16), 7: (11, 14)}[columns]
    size = rng.choice([8.5, 9.0, 9.5, 10.0, 10.5])
    lead = size * rng.choice([1.35, 1.45, 1.55])
    return Grid(
        columns, rng.randint(low, high), size, lead, size * rng.uniform(1.4, 2.4), rng.randint(72, 104)
    )


def _partition(rng: Random, grid: Grid, count: int) -> list[Region]:
    regions = [Region(0, grid.columns, 0, grid.rows)]
    while len(regions) < count:
        open_ = [r for r in regions if r.rows >= 34 or (r.right - r.left >= 2 and r.area >= 48)]
        if not open_:
            break
        region = max(open_, key=lambda r: r.area * rng.uniform(0.5, 1.0))
        wide = region.right - region.left
        across = region.rows >= 34 and (wide == 1 or rng.random() < min(0.85, region.rows / (18 * wide) / 2))
        at = regions.index(region)
        if across or wide == 1:
            cut = rng.randint(region.top + 16, region.bottom - 16)
            halves = [
                Region(region.left, region.right, region.top, cut),
                Region(region.left, region.right, cut, region.bottom),
            ]
        else:
            cut = rng.randint(region.left + 1, region.right - 1)
            halves = [
                Region(region.left, cut, region.top, region.bottom),
                Region(cut, region.right, region.top, region.bottom),
            ]
        regions[at : at + 1] = halves
    return regions


def _page(
    rng: Random,
    result: Document,
    head: Head,
    themes: list[tuple[str, str, str, str, str]],
    to: Head | None,
    back: Head | None,
    onward: tuple[Story, list[tuple[str, str]]] | None,
) -> tuple[Story, list[tuple[str, str]]] | None:
    """Lay out one page; returns the story that goes on elsewhere, with what is left of it."""
    grid = _grid(rng)
    sheet = Sheet(grid.width, grid.height)
    result.sheets.append(sheet)
    sheet.inks.append(_masthead(rng, grid, head))
    regions = _partition(rng, grid, rng.randint(2, 12))
    largest = max(range(len(regions)), key=lambda i: regions[i].area)
    ruled = rng.random() < 0.4
    left_over = None
    pool: list[str] = []
    for index, region in enumerate(regions):
        small = region.rows <= 30 and region.right - region.left <= 2
        if len(regions) > 3 and index != largest and small and rng.random() < 0.2:
            sheet.inks.append(_advertisement(rng, grid, region, sheet))
            continue
        setter = Setter(rng, grid, region, sheet, pool)
        if back and onward and index == largest:
            setter.resumed(onward, back)
        else:
            story, rest = setter.story(themes.pop(), head.newspaper, to if index == largest else None)
            result.stories.append(story)
            if rest:
                left_over = (story, rest)
        sheet.inks.append(setter.inks)
        if ruled and not setter.boxed:
            y = grid.y(region.bottom) - 0.9 * grid.lead
            if region.bottom < grid.rows:
                right = grid.x(region.right) - grid.gutter
                sheet.rules.append((grid.x(region.left), y, right, y))
            if region.right < grid.columns:
                x = grid.x(region.right) - grid.gutter / 2
                sheet.rules.append((x, grid.y(region.top), x, y))
    sheet.inks.append(_furniture(rng, grid))
    return left_over


@dataclass
class Setter:
    """Sets one story into its region."""

    rng: Random
    grid: Grid
    region: Region
    sheet: Sheet
    pool: list[str]  # of sentences that no story of the page has used yet
    inks: list[Ink] = field(default_factory=list)
    boxed: bool = False

    def __post_init__(self) -> None:
        grid, region, rng = self.grid, self.region, self.rng
        self.count = region.right - region.left
        self.left = grid.x(region.left)
        self.right = grid.x(region.right) - grid.gutter
        self.top = grid.y(region.top)
        self.bottom = grid.y(region.bottom) - 1.6 * grid.lead
        self.ems = float(grid.ems)
        self.gutter = grid.gutter
        self.boxed = rng.random() < 0.15
        self.overhang = not self.boxed and self.count >= 3 and rng.random() < 0.12
        if self.boxed or self.overhang:
            if self.boxed:
                self.sheet.boxes.append((self.left, self.top, self.right, self.bottom))
            else:
                self.sheet.rules.append((self.left, self.top, self.right, self.top))
            inset = grid.size if self.boxed else 0.0
            self.left += inset
            self.right -= inset
            self.top += 0.8 * grid.lead
            self.bottom -= 0.8 * grid.lead
            room = (self.right - self.left - (self.count - 1) * self.gutter) / self.count
            self.ems = float(int(room / grid.size + 0.01))
            if self.count > 1:
                self.gutter = (self.right - self.left - self.count * self.ems * grid.size) / (self.count - 1)
        self.starts = [self.top] * self.count  # where each column's text begins

    def column(self, index: int) -> float:
        return self.left + index * (self.ems * self.grid.size + self.gutter)

    def story(
        self, theme: tuple[str, str, str, str, str], paper: str, to: Head | None
    ) -> tuple[Story, list[tuple[str, str]]]:
        """Set a new story; with `to`, about the last third of it is left for that page."""
        capacity = self.region.rows * self.count * self.ems * 0.9
        text = compose(self.rng, theme, paper, int(capacity) + 200, self.pool)
        self._headline(text)
        self._picture(text)
        mark = f"（下转第{int(to.page)}版）" if to else ""
        kept = self._set(text, mark)
        rest = text.pieces[kept : kept + 6] if to else []
        pieces = text.pieces[:kept] + rest
        parts = [text.kicker, text.deck, *(piece for _, piece in pieces), text.caption]
        return Story(text.title, "\n".join(part for part in parts if part), text.byline), rest

    def resumed(self, onward: tuple[Story, list[tuple[str, str]]], back: Head) -> None:
        """Set what is left of a story; what doesn't fit is taken out of the truth."""
        story, rest = onward
        text = Text(title=story.title, pieces=rest)
        self._headline(text)
        mark = f"（上接第{int(back.page)}版）"
        text.pieces = [(rest[0][0], mark + rest[0][1]), *rest[1:]]
        kept = self._set(text, "")
        for _, piece in rest[kept:]:
            story.text = story.text.replace("\n" + piece, "", 1)

    def _headline(self, text: Text) -> None:
        rng, grid = self.rng, self.grid
        height = self.bottom - self.top
        if self.count >= 3 and rng.random() < 0.12 and len(text.title) * 16 < height:
            self._vertical(text, height)
            return
        span = rng.randint(2, self.count - 1) if self.overhang else self.count
        width = self.column(span - 1) + self.ems * grid.size - self.left
        cap = min(14 + 5 * span, 40, height / 6)
        lines = [text.title]
        size = min(cap, width / advance(text.title))
        if size < 13:
            lines = text.title.split(" ") if " " in text.title else _halves(text.title)
            size = min(cap, width / max(advance(line) for line in lines))
        size = max(size, grid.size * 1.25)
        small = max(grid.size * 1.15, min(size * 0.6, 14))
        centred = rng.random() < 0.6
        y = self.top
        for kind, words in [("kicker", [text.kicker]), ("main", lines), ("deck", [text.deck])]:
            type_ = size if kind == "main" else small
            for word in words:
                for line in broken(word, width / type_, indent=False):
                    y += type_ * 1.25
                    x = self.left + ((width - advance(line.text) * type_) / 2 if centred else 0)
                    self.inks.append(Ink(x, y, type_, line.text, "headline"))
        y += 0.5 * grid.lead
        if text.byline and text.byline_first and (span > 1 or rng.random() < 0.5):
            y += grid.lead
            x = self.left + (width - advance(text.byline) * grid.size) / 2
            self.inks.append(Ink(x, y, grid.size, text.byline, "byline"))
        elif text.byline and text.byline_first:
            text.pieces.insert(0, ("byline", text.byline))
        for index in range(span):
            self.starts[index] = y + 0.3 * grid.lead

    def _vertical(self, text: Text, height: float) -> None:
        grid = self.grid
        text.kicker = text.deck = ""
        title = text.title
        size = min(height / (len(title) + 1) / 1.08, self.ems * grid.size * 0.6, 32)
        x = self.left + (self.ems * grid.size - size) / 2
        y = self.top + size
        self.inks.append(Ink(x, y, size, title, "headline", vertical=True))
        self.starts[0] = self.bottom
        if text.byline and text.byline_first:
            text.pieces.insert(0, ("byline", text.byline))

    def _picture(self, text: Text) -> None:
        rng, grid = self.rng, self.grid
        free = [i for i, start in enumerate(self.starts) if start < self.bottom - 24 * grid.lead]
        if not text.caption or not free:
            text.caption = ""
            return
        first = rng.choice(free)
        last = first
        while last + 1 in free and abs(self.starts[last + 1] - self.starts[first]) < 1 and rng.random() < 0.5:
            last += 1
        left, right = self.column(first), self.column(last) + self.ems * grid.size
        top = self.starts[first] + 0.4 * grid.lead
        bottom = top + min(9 * grid.lead, (right - left) * 0.7)
        self.sheet.pictures.append((left, top, right, bottom))
        small = grid.size - rng.choice([0.5, 1.0, 1.5])
        y = bottom + 0.2 * grid.lead
        for line in broken(text.caption, (right - left) / small, indent=False):
            y += small * 1.3
            self.inks.append(Ink(left, y, small, line.text, "caption"))
        for index in range(first, last + 1):
            self.starts[index] = y + 0.6 * grid.lead

    def _set(self, text: Text, mark: str) -> int:
        """Fill the columns; returns how many pieces found room. What is no piece (byline) is placed too."""
        grid = self.grid
        room = [max(0, int((self.bottom - start) / grid.lead)) for start in self.starts]
        closing = text.byline if text.byline and not text.byline_first else ""
        pieces = [*text.pieces]
        while True:
            lines = self._lines(pieces, closing, mark)
            if len(lines) <= sum(room) or len(pieces) == 1:
                break
            pieces.pop()
            while len(pieces) > 1 and pieces[-1][0] == "section":
                pieces.pop()
        slack = max(0, sum(room) - len(lines))
        used = [i for i, r in enumerate(room) if r]
        for index in used:
            room[index] = max(1, room[index] - slack // len(used))
        for index in used:
            x, y = self.column(index), self.starts[index]
            for line in lines[: room[index]]:
                y += grid.lead
                self._ink(line, x, y)
            lines = lines[room[index] :]
        text.pieces[:] = [piece for piece in text.pieces if piece[0] != "byline"]
        return len([piece for piece in pieces if piece[0] != "byline"])

    def _lines(self, pieces: list[tuple[str, str]], closing: str, mark: str) -> list[Line]:
        lines: list[Line] = []
        for kind, piece in pieces:
            if kind == "body":
                lines += broken(piece, self.ems)
            else:
                more = broken(piece, self.ems, indent=False)
                lines += [Line("", kind="blank")] * (kind == "section")
                lines += [Line(line.text, kind=kind) for line in more]
        lines += [Line(line.text, kind="end") for line in broken(closing, self.ems, indent=False)]
        return lines + ([Line(mark, kind="end")] if mark else [])

    def _ink(self, line: Line, x: float, y: float) -> None:
        size = self.grid.size
        measure = self.ems * size
        if line.kind == "blank":
            return
        if line.kind in ("section", "byline"):
            self.inks.append(Ink(x + (measure - advance(line.text) * size) / 2, y, size, line.text, "body"))
        elif line.kind == "end":
            self.inks.append(Ink(x + measure - advance(line.text) * size, y, size, line.text, "body"))
        else:
            indent = 2 * size if line.indent else 0.0
            squeezed = advance(line.text) * size > measure - indent
            width = measure - indent if line.full or squeezed else 0.0
            self.inks.append(Ink(x + indent, y, size, line.text, "body", width))


def _halves(title: str) -> list[str]:
    middle = (len(title) + 1) // 2
    return [title[:middle], title[middle:]]


def _masthead(rng: Random, grid: Grid, head: Head) -> list[Ink]:
    day = head.published
    weekday = "星期" + "一二三四五六日"[day.weekday()]
    written = f"{day.year}年{day.month}月{day.day}日"
    left, right, y = grid.margin, grid.width - grid.margin, grid.margin + 12

    def ink(x: float, y: float, size: float, text: str, align: float = 0.0) -> Ink:
        return Ink(x - align * advance(text) * size, y, size, text, "masthead")

    number = int(head.page)
    if number == 1:
        x = left if rng.random() < 0.5 else (left + right) / 2 - 2 * 50
        name = ink(x, grid.margin + 42, 44, head.newspaper)
        under = f"{written} {weekday}  第{rng.randint(1000, 9999)}期  今日{rng.choice([4, 8, 12, 16])}版"
        return [name, ink(x, grid.margin + 58, 9, under), ink(right, grid.margin + 58, 14, "01", 1)]
    style = rng.randrange(4)
    if style == 0:
        return [
            ink(left, y, 14, head.newspaper),
            ink((left + right) / 2, y, 10, f"{written} {weekday}", 0.5),
            ink(right, y, 14, f"第{number}版 {head.section}", 1),
        ]
    if style == 1:
        return [ink(left, y, 11, f"{head.page} {head.section} | {written} {weekday} | {head.newspaper}")]
    if style == 2:
        return [
            ink(left, y + 16, 30, head.page),
            ink(left + 40, y + 2, 18, head.section),
            ink(left + 40, y + 16, 9, f"{written} {weekday}"),
            ink(right, y + 10, 20, head.newspaper, 1),
        ]
    return [
        ink(right, y, 12, head.newspaper, 1),
        ink(right, y + 14, 9, f"{written} {weekday}", 1),
        ink(left, y, 22, head.section),
        ink(left + 130, y, 12, f"第{head.page}版"),
    ]


def _furniture(rng: Random, grid: Grid) -> list[Ink]:
    y = grid.height - grid.margin + 4
    words = f"责任编辑：{person(rng)} 美术编辑：{person(rng)} 校对：{person(rng)}"
    inks = [Ink(grid.margin, y, 8, words, "furniture")]
    if rng.random() < 0.6:
        phone = f"新闻热线：0{rng.randint(20, 99)}-{rng.randint(2000000, 8999999)}"
        inks.append(Ink(grid.width - grid.margin - advance(phone) * 8, y, 8, phone, "furniture"))
    return inks


def _advertisement(rng: Random, grid: Grid, region: Region, sheet: Sheet) -> list[Ink]:
    left, right = grid.x(region.left), grid.x(region.right) - grid.gutter
    top, bottom = grid.y(region.top), grid.y(region.bottom) - 1.6 * grid.lead
    sheet.boxes.append((left, top, right, bottom))
    firm = rng.choice(PLACES) + rng.choice(["家居广场", "口腔门诊", "汽车城", "家电超市", "旅行社"])
    lines = [
        firm,
        rng.choice(["全场五折起", "开业大酬宾", "春季特惠", "限时抢购"]),
        f"地址：{rng.choice(PLACES)}路{rng.randint(2, 300)}号",
        f"电话：0{rng.randint(20, 99)}-{rng.randint(2000000, 8999999)}",
        "广告",
    ]
    y, inks = top, []
    for index, text in enumerate(lines):
        size = min((right - left - 8) / advance(text), [24, 18, 10, 10, 7][index])
        y += size * 1.6
        x = left + (right - left - advance(text) * size) / 2
        inks.append(Ink(x, y, size, text, "advertisement"))
    if rng.random() < 0.5:
        inks.append(Ink(right - 4, bottom - 10, 7, "最终解释权归本店所有", "advertisement", angle=90))
    return inks
