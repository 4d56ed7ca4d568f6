"""Newspaper, date, page and section out of names of files and folders."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.masthead import Masthead
from corpus.names import masthead_of_path, paper_in

DAY = date(2023, 3, 20)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("成都日报/2023-03/20/03.txt", Masthead("成都日报", DAY, "03")),
        ("成都日报_20230320_03.pdf", Masthead("成都日报", DAY, "03")),
        ("2023-03-20/A03.html", Masthead("", DAY, "A03")),
        ("daily-2023-03-20-p03.txt", Masthead("", DAY, "03")),
        ("江城晚报/2023年/3月/20日/第03版：要闻.txt", Masthead("江城晚报", DAY, "03", "要闻")),
        ("江城日报 2023年3月20日 第12版.docx", Masthead("江城日报", DAY, "12")),
        ("abrb2023032001.pdf", Masthead("", DAY, "01")),
        ("江城日报/2023/0320/003.txt", Masthead("江城日报", DAY, "03")),
        ("江城日报/202303/20/b2.txt", Masthead("江城日报", DAY, "B2".replace("2", "02"))),
        ("2023-03-20/03/1.txt", Masthead("", DAY, "03")),
        ("2023-03-20/03版要闻/水库开工.html", Masthead("", DAY, "03", "要闻")),
        ("html/2023-03/20/content_1185230.htm", Masthead("", DAY)),
        ("backup-2024-01-02/江城日报/2023-03-20/03.txt", Masthead("江城日报", DAY, "03")),
        ("River City Daily/2023-03-20/03.txt", Masthead("River City Daily", DAY, "03")),
        ("文档/第05版.txt", Masthead(page="05")),
        ("海报/年报/12.txt", Masthead()),
        ("notes 12.txt", Masthead()),
        ("2023-02-30/03.txt", Masthead()),
        ("", Masthead()),
    ],
)
def test_paths(path: str, expected: Masthead) -> None:
    assert masthead_of_path(Path(path)) == expected


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 99), st.sampled_from(["", "A", "B"]))
def test_every_usual_form_says_the_same(day: date, number: int, letter: str) -> None:
    expected = Masthead("江城日报", day, f"{letter}{number:02}")
    page = f"{letter}{number:02}"
    for path in (
        f"江城日报/{day:%Y-%m}/{day:%d}/{page}.txt",
        f"江城日报/{day:%Y%m%d}/{page}.html",
        f"江城日报_{day:%Y%m%d}_{page}.pdf",
        f"江城日报/{day.year}年{day.month}月{day.day}日/第{page}版.txt",
        f"archive/江城日报/{day:%Y}/{day:%m}/{day:%d}/{page}/2.txt",
    ):
        assert masthead_of_path(Path(path)) == expected, path


@given(st.text(max_size=80))
def test_any_name_is_taken(name: str) -> None:
    assert isinstance(masthead_of_path(Path(name.replace("\0", ""))), Masthead)


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("来源：江城晚报 2024-05-06", "江城晚报"),
        ("《江城日报》（2024年05月06日 第 03 版）", "江城日报"),
        ("江城日报多媒体数字报", "江城日报"),
        ("小河大桥通车_江城日报电子版", "江城日报"),
        ("River City Times - Bridge opened", "River City Times"),
        ("市民拍照上传海报", ""),
        ("明日天气预报", ""),
        ("", ""),
    ],
)
def test_newspapers_in_short_texts(text: str, paper: str) -> None:
    assert paper_in(text) == paper
