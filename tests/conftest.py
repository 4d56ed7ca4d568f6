"""What every test shares: no network beyond loopback, and one real archive of the sample page."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from index import Archive

# Before any library is imported: no telemetry, and no hub is asked for anything.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

# Examples are not timed: how long one takes says more about a shared machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SAMPLE_PAGE = Path(__file__).parents[1] / "corpus/samples/chengdu-daily-2023-03-20-p03.txt"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, then the real models, then Chromium.

    The order is also a need: Playwright keeps an event loop running in the main
    thread, and pytest-asyncio's tests (of langchain-tests) can't run beside it.
    """
    items.sort(key=lambda item: ("browser" in item.keywords) * 2 + ("models" in item.keywords))


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Archive"]:
    """The sample page in an archive with the bundled models. Shared: tests must not change it."""
    from corpus import load
    from index import Archive

    with Archive.open(tmp_path_factory.mktemp("sample") / "archive") as archive:
        archive.add(load([SAMPLE_PAGE]))
        yield archive
