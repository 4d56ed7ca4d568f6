"""The report: one file that loads nothing, hostile text escaped."""

import re
from html.parser import HTMLParser
from pathlib import Path

from qa.evaluation import charts
from qa.evaluation.report_questions import question
from tests.qa.report_rows import HOSTILE, made_page, made_row


class Tags(HTMLParser):
    """Every tag and attribute of a page, and whether the tags close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.sound = True
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "img", "link"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.sound &= bool(self.open) and self.open.pop() == tag


def test_everything_is_escaped_and_nothing_is_loaded(tmp_path: Path) -> None:
    page = made_page(tmp_path, [made_row(0, 0.0, HOSTILE), made_row(1, 1.0)])
    tags = Tags(page)
    assert tags.sound
    assert tags.open == []
    assert not {tag for tag, _ in tags.seen} & {"script", "img", "link", "iframe", "object", "base", "a"}
    for _, attributes in tags.seen:
        assert not any(name.startswith("on") or name in ("src", "href") for name in attributes)
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page
    assert page.count("&lt;script&gt;alert(1)") > 5


def test_the_worst_questions_come_first_and_no_right_one(tmp_path: Path) -> None:
    rows = [made_row(n, 1.0 if n % 2 else n / 100) for n in range(80)]
    page = made_page(tmp_path, rows)
    shown = re.findall(r"<summary>.*?<code>久隆水库(\d+)</code>", page)
    assert shown == [str(n) for n in range(0, 60, 2)]  # thirty, least right first
    assert "没有答错的题" in made_page(tmp_path, [made_row(1, 1.0)])


def test_citations_stand_in_context_with_the_answer_set_off() -> None:
    html = question(made_row(0, 0.0))
    assert '<span class="context">久隆水库</span><mark>甲<b>久隆水库</b>乙</mark>' in html
    assert "[7–13]" in html
    assert "<li class=hit>" in html
    assert html.count("<li class=hit>") == 1


def test_a_baseline_and_notes(tmp_path: Path) -> None:
    change = {"change": 0.5, "low": 0.25, "high": 0.75, "p": 0.001, "n": 2}
    worse = {"change": 4.0, "low": 3.0, "high": 5.0, "p": 0.01, "n": 2}
    judge = {"name": "by_wording", "agreed": 59, "pairs": 66}
    page = made_page(
        tmp_path, [made_row(0, 0.0)], baseline={"correct": change, "citation_length": worse}, judge=judge
    )
    assert '<td class="better" title="+0.250 … +0.750">+0.500</td><td>0.001</td>' in page
    assert '<td class="worse" title="+3.000 … +5.000">+4.000</td>' in page  # longer quotes are worse
    assert "一致 59 / 66" in page
    assert "1 questions are uncorrected drafts" in page


def test_curve() -> None:
    drawn = charts.curve([(0.5, 0.0), (1.0, 0.5)], x="x<", y="y", steps=True)
    # 400 wide from 46 and 226 high from 14: (0, 0) is (46, 240), (1, 1) is (446, 14).
    assert 'd="M46 240.0V240.0H246.0V127.0H446.0"' in drawn
    assert "x&lt;" in drawn
    assert charts.curve([], x="", y="") == ""


def test_histogram() -> None:
    drawn = charts.histogram([0.0, 0.1, 1.0], x="s", y="n", bins=2)
    assert re.findall(r'class="fill" x="([\d.]+)" y="([\d.]+)"', drawn) == [
        ("46.0", "14.0"),
        ("246.0", "127.0"),
    ]
    assert charts.histogram([], x="s", y="n") == ""


def test_interval_stays_in_its_frame() -> None:
    assert 'width="100.0"' in charts.interval(1.5, -1, 2)
