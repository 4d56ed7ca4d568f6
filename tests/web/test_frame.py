"""The page around: its words in both languages, its headers, what a browser is told before Gradio starts."""

import re
import string
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from qa.web.choices import Choices
from qa.web.composer import composer_html, filters_html
from qa.web.frame import HEADERS, STATIC, Frame, framed, style
from qa.web.source import pane_html
from qa.web.welcome import Stock, head_html, welcome_html
from qa.web.words import LANGUAGES, WORDS, language, say
from tests.web.reader import HOSTILE, Reader

PAGE = '<html lang="en"><head><meta charset="utf-8" /><meta property="og:image" content="https://x.y/z.jpg"/></head>'
PAGE += "<body><script>window.gradio_config = {}</script></body></html>"


class Asked:
    def __init__(self, cookie: str = "", accept: str = "") -> None:
        self.cookies = {"language": cookie} if cookie else {}
        self.headers = {"accept-language": accept}


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        (Asked(), "zh"),
        (Asked(accept="en-US,en;q=0.9"), "en"),
        (Asked(accept="fr-FR,zh;q=0.5,en;q=0.3"), "zh"),
        (Asked("en", "zh-CN"), "en"),
        (Asked("<script>", "en"), "en"),
    ],
)
def test_the_language_is_the_one_chosen_else_the_browser_s(asked: Asked, spoken: str) -> None:
    assert language(asked) == spoken


@pytest.mark.parametrize("key", WORDS)
def test_words_are_there_in_both_languages_with_the_same_values(key: str) -> None:
    fields = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in WORDS[key]]
    assert fields[0] == fields[1]
    assert all(words.strip() for words in WORDS[key])
    assert say(key, "en", **dict.fromkeys(fields[0], "x"))


def test_gradio_s_page_is_told_the_language_and_points_nowhere_else() -> None:
    html = framed(PAGE, "zh")
    assert 'lang="zh-CN"' in html
    assert "https://" not in html.replace("http://www.w3.org", "")
    assert html.index("Navigator.prototype") < html.index("gradio_config")
    assert framed("<html lang='en'>login</html>", "zh") == "<html lang='en'>login</html>"


def test_headers_keep_the_browser_inside_and_a_page_s_own_policy_stays() -> None:
    async def page(_: object) -> HTMLResponse:
        return HTMLResponse(PAGE)

    async def strict(_: object) -> JSONResponse:
        return JSONResponse({}, headers={"Content-Security-Policy": "default-src 'none'"})

    app = Starlette(routes=[Route("/", page), Route("/strict", strict)])
    client = TestClient(Frame(app))
    answer = client.get("/", headers={"accept-language": "en", "accept-encoding": "br"})
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["content-language"] == "en"
    assert answer.text == framed(PAGE, "en")
    assert client.get("/strict").headers["content-security-policy"] == "default-src 'none'"


def test_styles_balance_and_load_nothing() -> None:
    assert style().count("{") == style().count("}")
    assert "url(" not in style()
    assert "@import" not in style()


@pytest.mark.parametrize("theme", [":root", ".dark"])
def test_colours_have_the_contrast_that_wcag_aa_asks_for(theme: str) -> None:
    rule = (STATIC / "page.css").read_text(encoding="utf-8").split(f"{theme} {{")[1].split("}")[0]
    colours = dict(re.findall(r"--([\w-]+): (#\w{3,6})", rule))
    for ground in ("paper", "sheet", "well"):
        for ink in ("ink", "soft", "seal"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        assert contrast(colours["edge"], colours[ground]) >= 3, ground  # what bounds a field
    pairs = [
        ("on-seal", "seal"),
        ("seal", "seal-soft"),
        ("soft", "seal-soft"),
        ("ink", "glow"),
        ("ink", "dim"),
    ]
    for ink, ground in pairs:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    """Of two colours, by WCAG 2."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("bad", HOSTILE)
def test_names_in_the_filters_and_on_the_first_page_stay_text(bad: str, spoken: str) -> None:
    def page(name: str) -> Reader:
        stock = Stock(2, (name, "乙报"), (name,), date(2023, 1, 1), date(2023, 2, 1))
        choices = Choices(newspaper=name, section=name, engine="generate")
        filters = filters_html(choices, stock, ("extract", "generate"), name, spoken)  # type: ignore[arg-type]
        return Reader(filters + welcome_html(Stock(1, (name,)), [name], spoken))  # type: ignore[arg-type]

    hostile, harmless = page(bad), page("好")
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert [set(held) for _, held in hostile.tags] == [set(held) for _, held in harmless.tags]
    assert bad in hostile.text


def test_an_empty_archive_says_how_to_fill_it() -> None:
    assert "还没有文章" in welcome_html(Stock(0), [], "zh")
    assert 'data-act="library"' in welcome_html(Stock(0), [], "en")
    assert "418 articles" in Reader(welcome_html(Stock(418), ["？"], "en")).text


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_button_has_a_name(spoken: str) -> None:
    for html in (head_html(), composer_html(spoken), pane_html(spoken)):  # type: ignore[arg-type]
        for part in html.split("<button")[1:]:
            button = Reader("<button" + part.split("</button>")[0] + "</button>")
            assert button.text.strip() or button.tags[0][1].get("aria-label")
