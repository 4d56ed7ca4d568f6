"""Leafing through an archive agrees with its whole list."""

from dataclasses import replace
from datetime import date

import pytest

from index import Archive, Filter
from tests.index.conftest import make_article

ARTICLES = [make_article(n, published=date(2022 + n % 2, n % 12 + 1, 1)) for n in range(30)]
ARTICLES += [replace(make_article(n), published=None, newspaper="", section="") for n in range(30, 33)]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(ARTICLES)
    return archive


@pytest.mark.parametrize("where", [Filter(), Filter(newspaper="成都日报"), Filter(since=date(2023, 1, 1))])
def test_the_leaves_make_up_the_whole(filled: Archive, where: Filter) -> None:
    whole = [article.id for article in filled.articles(where)]
    leaves = [filled.leaf(n, 7, where, newest_first=False) for n in range(0, 40, 7)]
    assert [article.id for leaf in leaves for article in leaf] == whole
    assert len(leaves[0]) == 7
    assert filled.leaf(1000, 7, where) == []


def test_newest_first_keeps_the_undated_last(filled: Archive) -> None:
    found = filled.leaf(0, 100)
    days = [article.published for article in found]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[-3:] == [None] * 3


def test_holdings_count_what_is_there(filled: Archive) -> None:
    found = filled.holdings()
    assert sum(found.months.values()) == sum(found.newspapers.values()) == 33
    assert list(found.months)[-1] == ""
    assert list(found.months)[:-1] == sorted(list(found.months)[:-1])
    assert found.months[""] == found.newspapers[""] == found.sections[""] == 3
    some = filled.holdings(Filter(newspaper="成都日报"))
    assert set(some.newspapers) == {"成都日报"}
    assert sum(some.months.values()) == found.newspapers["成都日报"]
