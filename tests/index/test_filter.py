"""A filter read article by article is the filter that the archive searches by."""

import sqlite3
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import Filter
from index.store import condition

DAYS = st.none() | st.dates(date(2023, 3, 1), date(2023, 3, 5))
NAMES = st.sampled_from(["", "甲报", "乙报"])


@given(DAYS, DAYS, st.none() | NAMES, st.none() | NAMES, DAYS, NAMES, NAMES)
def test_an_article_is_admitted_where_sql_finds_it(
    since: date | None,
    until: date | None,
    newspaper: str | None,
    section: str | None,
    published: date | None,
    paper: str,
    part: str,
) -> None:
    where = Filter(since, until, newspaper, section)
    article = Article("a", "", "文", newspaper=paper, published=published, section=part)
    text, values = condition(where)
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE TABLE article (published, newspaper, section)")
        row = (published and published.isoformat(), paper, part)
        db.execute("INSERT INTO article VALUES (?, ?, ?)", row)
        found = db.execute(f"SELECT count(*) FROM article WHERE {text}", values).fetchone()[0]
    assert where.admits(article) is bool(found)
