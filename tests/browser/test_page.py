"""The page as a reader uses it, in Chromium, with the real archive and models.

Each test also checks, in the `page` fixture, that every request stayed with the
server and that the console shows no error and no dialog opened.
"""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from index import Archive

pytestmark = [pytest.mark.browser, pytest.mark.models]

PHONE = pytest.mark.parametrize("page", [(390, 844)], ids=["phone"], indirect=True)
BOTH = pytest.mark.parametrize("page", [(1440, 900), (390, 844)], ids=["desktop", "phone"], indirect=True)


def ask(page: Page, question: str, turn: int = 1) -> None:
    """Type a question, press Enter and wait until its answer is complete."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    complete(page, turn)


def complete(page: Page, turn: int = 1) -> None:
    expect(page.locator(f".now #a{turn}:not([aria-busy])")).to_be_visible(timeout=30_000)


def quotes(page: Page) -> list[str]:
    return page.locator(".now blockquote").all_text_contents()


def articles_text(archive: "Archive") -> list[str]:
    return [article.text for article in archive.articles()]


def sideways(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_first_page_says_what_it_is(page: Page) -> None:
    assert page.title() == "报问"
    expect(page.locator("h1")).to_have_text("报问")
    expect(page.locator(".stock")).to_contain_text("2 篇文章")
    expect(page.locator(".examples button")).to_have_count(4)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert "Gradio" not in page.inner_text("body")


@BOTH
def test_list_answer_has_both_reservoirs_with_marks_and_excerpts(
    page: Page, sample_archive: "Archive"
) -> None:
    ask(page, "文章里提到了哪些水库？")
    names = page.locator(".now tbody th").all_text_contents()
    assert sorted(names) == ["三坝水库", "久隆水库"]
    for row in range(2):
        expect(page.locator(".now tbody tr").nth(row).locator("a.mark").first).to_be_visible()
    assert quotes(page)
    for quote in quotes(page):
        assert any(quote in text for text in articles_text(sample_archive))
    highlighted = " ".join(page.locator(".now mark").all_text_contents())
    assert "久隆水库" in highlighted
    assert "三坝水库" in highlighted
    expect(page.locator(".now .meta").first).to_contain_text("成都日报")
    expect(page.locator(".now .meta").first).to_contain_text("2023年3月20日")
    expect(page.locator(".now .meta").first).to_contain_text("第03版")
    assert sideways(page) == 0


@BOTH
def test_a_click_on_a_mark_goes_to_its_excerpt(page: Page) -> None:
    ask(page, "文章里提到了哪些水库？")
    mark = page.locator(".now p.answer a.mark").last
    target = str(mark.get_attribute("href"))
    mark.click()
    expect(page.locator(f".now {target}")).to_be_focused()
    expect(page.locator(f".now {target}")).to_be_in_viewport()
    assert target.endswith(mark.inner_text().strip("[]"))


def test_a_click_on_an_example_asks_it(page: Page) -> None:
    example = page.locator(".examples button").first
    question = example.inner_text()
    example.click()
    complete(page)
    expect(page.locator(".now h2")).to_have_text(question)
    expect(page.locator(".now a.mark").first).to_be_visible()
    expect(page.locator(".examples button").first).to_be_hidden()


def test_a_question_without_an_answer_is_refused_calmly(page: Page, sample_archive: "Archive") -> None:
    ask(page, "三峡水库的库容是多少？")
    expect(page.locator(".now .refused")).to_be_visible()
    expect(page.locator(".now a.mark")).to_have_count(0)
    nearest = page.locator(".now details blockquote").first
    expect(nearest).to_be_hidden()
    page.click(".now summary")
    expect(nearest).to_be_visible()
    assert any(nearest.inner_text() in text for text in articles_text(sample_archive))


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src=x onerror="alert(1)"><script>alert(2)</script>',
        "${alert(3)} {{alert(4)}} {{{constructor.constructor('alert(5)')()}}}",
        "[点我](javascript:alert(6)) **粗体** $x^2$ <details open ontoggle=alert(7)>",
    ],
    ids=["tags", "templates", "markdown"],
)
def test_a_hostile_question_is_shown_as_text(page: Page, hostile: str) -> None:
    ask(page, hostile)
    assert page.locator(".now h2").inner_text() == hostile
    assert page.locator(".now h2").locator("img, script, details, a, strong").count() == 0


def test_turns_keep_their_own_excerpts_and_a_new_conversation_forgets(page: Page) -> None:
    ask(page, "文章里提到了哪些水库？")
    ask(page, "三峡水库的库容是多少？", turn=2)
    expect(page.locator(".past .turn h2")).to_have_text("文章里提到了哪些水库？")
    expect(page.locator(".past #a1-1")).to_be_attached()
    ids = page.evaluate("[...document.querySelectorAll('.turn [id], .turn')].map(node => node.id)")
    assert len(ids) == len(set(ids))
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".examples button").first).to_be_visible()


def test_a_question_too_long_is_told_so_and_kept(page: Page) -> None:
    page.fill("#question textarea", "长" * 2001)
    page.press("#question textarea", "Enter")
    expect(page.locator(".now .notice")).to_contain_text("最多 2000")
    assert len(page.input_value("#question textarea")) == 2001


def test_shift_enter_writes_a_second_line(page: Page) -> None:
    page.fill("#question textarea", "第一行")
    page.press("#question textarea", "Shift+Enter")
    page.keyboard.type("第二行")
    assert page.input_value("#question textarea") == "第一行\n第二行"
    expect(page.locator(".turn")).to_have_count(0)


def test_a_blank_question_is_not_asked(page: Page) -> None:
    page.fill("#question textarea", "  ")
    with page.expect_response(lambda response: "queue/join" in response.url):
        page.press("#question textarea", "Enter")
    page.wait_for_timeout(500)
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".examples button").first).to_be_visible()


@PHONE
def test_the_question_box_stays_in_reach_on_a_phone(page: Page) -> None:
    ask(page, "文章里提到了哪些水库？")
    expect(page.locator(".now h2")).to_be_in_viewport()
    for place in (0, 200, 100_000):
        page.evaluate("y => scrollTo(0, y)", place)
        expect(page.locator("#question textarea")).to_be_in_viewport(ratio=1)
    assert sideways(page) == 0


def test_the_server_gives_out_no_file_and_tells_the_browser_to_stay(page: Page, url: str) -> None:
    policy = page.request.get(url).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    for path in ("pyproject.toml", "/etc/passwd", "../../etc/passwd"):
        assert page.request.get(f"{url}gradio_api/file={path}").status in (403, 404)
