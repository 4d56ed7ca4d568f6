"""The evaluation report in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.qa.report_rows import HOSTILE, made_page, made_row

pytestmark = pytest.mark.browser


def test_the_report_opens_and_loads_nothing(browser: Browser, tmp_path: Path) -> None:
    made_page(tmp_path, [made_row(n, n / 9, HOSTILE if n % 2 else "久隆水库") for n in range(10)])
    said: list[str] = []
    shown = browser.new_page(viewport={"width": 1440, "height": 900})
    shown.on("console", lambda message: said.append(message.text))
    shown.on("dialog", lambda dialog: said.append(dialog.message))
    shown.on("request", lambda request: said.append(request.url))
    shown.goto((tmp_path / "report.html").as_uri())
    assert shown.title() == "报问评测报告"
    shown.locator("summary").first.click()
    assert shown.locator("details[open] mark").first.is_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 1440
    shown.close()
    assert [url for url in said if not url.endswith("report.html")] == []
