"""Text that is no newspaper's but looks like one: read in bounded time."""

import random
import time

import pytest

from corpus.grid import MOST_CELLS, is_grid
from corpus.page import split_page

SECONDS = 60  # of processor time on a slow machine; without bounds each of these takes minutes
RANDOM = random.Random(7)
ROWS = MOST_CELLS // 2 - 10


def scattered() -> str:
    """Pieces of any length at any place, many of which end with a comma."""
    return "\n".join(
        " " * RANDOM.randrange(60)
        + "大桥加固工程"[: RANDOM.randrange(1, 6)]
        + " " * RANDOM.randrange(2, 30)
        + "明前茶昨，。"[RANDOM.randrange(5) :]
        for _ in range(300)
    )


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("江城大桥将首次，      明前茶昨日，" for _ in range(ROWS // 2)),
        "\n".join("甲   乙" for _ in range(ROWS // 2)),
        scattered(),
    ],
    ids=["commas", "single characters", "scattered"],
)
def test_a_page_full_of_pieces_takes_bounded_time(text: str) -> None:
    start = time.process_time()
    page = split_page(text)
    assert time.process_time() - start < SECONDS
    kept = sorted(c for part in page.parts for c in part.text if not c.isspace())
    assert kept == sorted(c for c in text if not c.isspace())


def test_what_has_more_pieces_than_a_page_is_not_read_as_one() -> None:
    assert is_grid("\n".join("江城大桥   明前茶" for _ in range(ROWS)))
    assert not is_grid("\n".join("江城大桥   明前茶" for _ in range(2 * ROWS)))
    assert not is_grid("\n".join("江城   " * 200 for _ in range(9)))
