"""The web page: a conversation over the archive, every answer with its excerpts beneath it.

Article text, titles and questions are untrusted. All HTML is built by the functions
below; whatever enters them passes through `_text`, and nothing is read as Markdown.
"""

import logging
import os
import re
import webbrowser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")  # Gradio brings the hub's client along; the page needs none

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus import Article, InputError
from qa import Chatbot
from qa.answer import Answer
from qa.cite import Citation

EXAMPLES = (
    "文章里提到了哪些水库？",
    "谁是成都市水务局的局长？",
    "都江堰打造的五大IP有哪些？",
    "Which reservoirs does the page mention?",
)
LONGEST_QUESTION = 2000  # characters; beyond it people have pasted an article, not asked about one
SHOWN = 6  # excerpts before the rest are folded: about two screens
ENGINES = {"extract": "摘自原文", "generate": "模型生成"}

Span = tuple[int, int]


def _text(text: str) -> str:
    """Untrusted text as HTML; `<bdi>` keeps its writing direction from leaking out."""
    return f"<bdi>{escape(text)}</bdi>"


def _merged(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """The parts of `spans` inside start:end, in order, those that overlap or touch made one."""
    merged: list[Span] = []
    for left, right in sorted((max(a, start), min(b, end)) for a, b in spans):
        if left >= right:
            continue
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def marked_html(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """`text[start:end]` with `spans` (offsets into `text`) in `<mark>`; tags apart, nothing is added."""
    parts, at = [], start
    for left, right in _merged(spans, start, end):
        parts += [escape(text[at:left]), "<mark>", escape(text[left:right]), "</mark>"]
        at = right
    return "<bdi>" + "".join([*parts, escape(text[at:end])]) + "</bdi>"


def _name_spans(citation: Citation, names: Iterable[str]) -> list[Span]:
    """Where the names of a list stand in an excerpt that brings no highlights of its own."""
    found = ((re.finditer(re.escape(name), citation.quote)) for name in names if name)
    return [(citation.start + m.start(), citation.start + m.end()) for matches in found for m in matches]


def _source_html(article: Article) -> str:
    day = article.published
    date = f"{day.year}年{day.month}月{day.day}日" if day else ""
    page = f"第{article.page}版" if article.page else ""
    facts = [article.newspaper, date, page, article.section, article.byline]
    meta = "".join(f"<span>{_text(fact)}</span>" for fact in facts if fact)
    return f'<cite>{_text(article.title or "（无题）")}</cite><p class="meta">{meta}</p>'


def excerpt_html(citation: Citation, names: Iterable[str] = (), anchor: str = "") -> str:
    """One excerpt as a card: its number, where it is from, and its words."""
    article, spans = citation.article, citation.highlights or _name_spans(citation, names)
    place = f' id="{anchor}" tabindex="-1"' if anchor else ""
    number = f'<span class="number">{citation.number}</span>' if anchor else ""
    quote = marked_html(article.text, citation.start, citation.end, spans)
    return f"<li{place}>{number}{_source_html(article)}<blockquote>{quote}</blockquote></li>"


def _mark_html(number: int, turn: int) -> str:
    return f'<a class="mark" href="#a{turn}-{number}" aria-label="看摘录{number}">[{number}]</a>'


def _with_marks_html(text: str, numbers: set[int], turn: int) -> str:
    """The answer's words, each [n] that names a citation a link to its excerpt."""
    parts = re.split(r"\[(\d{1,6})\]", text)
    said = [_text(part) for part in parts[::2]]
    for i, digits in enumerate(parts[1::2]):
        said[i] += _mark_html(int(digits), turn) if int(digits) in numbers else escape(f"[{digits}]")
    return "".join(said)


def _items_html(answer: Answer, turn: int) -> str:
    rows = "".join(
        f"<tr><th scope=row>{_text(item.name)}</th><td>{item.mentions} 次</td>"
        f"<td>{''.join(_mark_html(number, turn) for number in item.citations)}</td></tr>"
        for item in answer.items
    )
    head = "<tr><th scope=col>名称</th><th scope=col>提及</th><th scope=col>出处</th></tr>"
    caption = f"<caption>共 {len(answer.items)} 项</caption>"
    return f"<table>{caption}<thead>{head}</thead><tbody>{rows}</tbody></table>"


def _searched_html(answer: Answer) -> str:
    scanned, total = answer.scanned, answer.seconds.get("total")
    facts = [ENGINES.get(answer.engine, answer.engine)]
    if scanned.passages:
        whole = "，逐段查遍" if scanned.exhaustive else ""
        facts.insert(0, f"已检索 {scanned.articles} 篇文章、{scanned.passages} 段{whole}")
    if total is not None:
        facts.append(f"{total:.2f} 秒")
    return "<footer>" + "".join(f"<span>{escape(fact)}</span>" for fact in facts) + "</footer>"


def _understood_html(answer: Answer) -> str:
    """How the question was read: a follow-up's whole text, its kind, category, dates …"""
    chips = "".join(f"<li><b>{_text(label)}</b>{_text(value)}</li>" for label, value in answer.understood)
    return f'<ul class="understood" aria-label="对问题的理解">{chips}</ul>' if chips else ""


def turn_html(question: str, reply: str, turn: int, *, busy: bool = False) -> str:
    """A question and what stands beneath it; `reply` is HTML, and `busy` while it still grows."""
    state = ' aria-busy="true"' if busy else ""
    return f'<article class="turn" id="a{turn}"{state}><h2>{_text(question)}</h2>{reply}</article>'


def _folded_html(summary: str, cards: Sequence[str]) -> str:
    return f"<details><summary>{summary}</summary><ol class=excerpts>{''.join(cards)}</ol></details>"


def _excerpts_html(answer: Answer, turn: int) -> str:
    cards = []
    for citation in answer.citations:
        names = [item.name for item in answer.items if citation.number in item.citations]
        cards.append(excerpt_html(citation, names, f"a{turn}-{citation.number}"))
    html = f"<h3>原文摘录</h3><ol class=excerpts>{''.join(cards[:SHOWN])}</ol>"
    rest = cards[SHOWN:]
    return html + (_folded_html(f"其余 {len(rest)} 段摘录", rest) if rest else "")


def answer_html(answer: Answer, turn: int = 1, *, busy: bool = False) -> str:
    """One answer with its evidence. Anchors are `a{turn}-{n}`, so `turn` must be its own on the page."""
    numbers = {citation.number for citation in answer.citations}
    said = f'<p class="answer">{_with_marks_html(answer.text, numbers, turn)}</p>'
    parts = [_understood_html(answer), said]
    if answer.items:
        parts.append(_items_html(answer, turn))
    if answer.citations:
        parts.append(_excerpts_html(answer, turn))
    if answer.nearest:
        plain = (replace(citation, highlights=()) for citation in answer.nearest)  # none of it is the answer
        nearest = [excerpt_html(citation) for citation in plain]
        parts.append(_folded_html(f"看最接近的 {len(nearest)} 段原文", nearest))
    reply = f'<div class="{"refused" if answer.refused else "found"}">{"".join(parts)}</div>'
    return turn_html(answer.question, reply + _searched_html(answer), turn, busy=busy)


def notice_html(message: str) -> str:
    """A plain sentence in the place of an answer: waiting, too long, failed."""
    return f'<p class="notice">{_text(message)}</p>'


def masthead_html(articles: int, passages: int) -> str:
    """The page's head: its name, what it does, how much it can search or how to give it something."""
    stock = f"<p class=stock>馆藏 {articles} 篇文章，{passages} 段</p>"
    if not articles:
        how = "在终端运行 <code>baowen add 文件或文件夹</code>，再刷新本页。"
        stock = f"<p class='stock empty'>档案里还没有文章。{how}</p>"
    return f"<header><h1>报问</h1><p>向报纸提问，答案的每个字都有原文可查。</p>{stock}</header>"


def _replies(bot: Chatbot, question: str, history: Sequence[Answer]) -> Iterator[tuple[str, Answer | None]]:
    """The growing HTML of one turn; the Answer comes with the last of it, or None with a plain notice."""
    turn = len(history) + 1
    if len(question) > LONGEST_QUESTION:
        notice = f"问题有 {len(question)} 个字，最多 {LONGEST_QUESTION} 个；请缩短后再问。"
        yield turn_html(question[:60] + "……", notice_html(notice), turn), None
        return
    yield turn_html(question, notice_html("正在查找……"), turn, busy=True), None
    answer = None
    try:
        for answer in bot.stream(question, history=history):
            yield answer_html(answer, turn, busy=True), None
    except ValueError as error:  # what the caller can mend, in one line: a damaged archive, another encoder
        yield turn_html(question, notice_html(str(error)), turn), None
        return
    except Exception:
        logging.exception("no answer to a question")
        yield turn_html(question, notice_html("出错了，没能答出来；详情在服务器的终端里。"), turn), None
        return
    if answer:
        yield answer_html(answer, turn), answer


def build(bot: Chatbot, examples: Sequence[str] = EXAMPLES) -> gr.Blocks:
    """The page over `bot`. Each browser tab has a conversation of its own, kept in the server's memory."""

    def ask(event: gr.EventData, typed: str, history: list[Answer]) -> Iterator[dict[Any, Any]]:
        question = (event.target.value if isinstance(event.target, gr.Button) else typed).strip()
        if not question:
            return
        yield {
            past: "".join(answer_html(answer, turn) for turn, answer in enumerate(history, 1)),
            box: typed if len(question) > LONGEST_QUESTION else "",
            welcome: gr.update(visible=False),
        }
        for html, answer in _replies(bot, question, history):
            yield {now: html, answers: [*history, answer]} if answer else {now: html}

    def forget() -> dict[Any, Any]:
        return {past: "", now: "", answers: [], welcome: gr.update(visible=True)}

    page = gr.Blocks(title="报问", analytics_enabled=False)
    with page:
        masthead = gr.HTML(masthead_html(*bot.archive.counts()), elem_classes="masthead")
        answers = gr.State([])
        past = gr.HTML("", elem_classes="past", apply_default_css=False)
        now = gr.HTML("", elem_classes="now", apply_default_css=False, js_on_load=SCRIPT)
        with gr.Column(elem_classes="examples") as welcome:
            buttons = [gr.Button(example) for example in examples]
        with gr.Row(elem_classes="composer"):
            box = gr.Textbox(
                label="问题",
                show_label=False,
                placeholder="问一个问题",
                max_lines=6,
                submit_btn="提问",
                autofocus=True,
                elem_id="question",
            )
            clear = gr.Button("新对话", scale=0, min_width=64)
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        page.load(lambda: masthead_html(*bot.archive.counts()), None, masthead, **quiet)
        asked = [box.submit, *(button.click for button in buttons)]
        asking = gr.on(asked, ask, [box, answers], [past, now, box, answers, welcome], **quiet)
        clear.click(forget, None, [past, now, answers, welcome], cancels=[asking], queue=False, **quiet)
    # Two questions at once keep two cores busy; the rest wait in line.
    page.queue(default_concurrency_limit=2, max_size=64)
    return page


def _inside_only(app: ASGIApp) -> ASGIApp:
    """Middleware: tell the browser to fetch nothing from anywhere but this server."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await app(scope, receive, with_policy if scope["type"] == "http" else send)

    return guarded


def start(bot: Chatbot, host: str = "127.0.0.1", port: int = 7860) -> gr.Blocks:
    """Serve the page from a thread and return it; its `close()` ends that. OSError: the port is taken."""
    no_proxy = filter(None, [os.environ.get("NO_PROXY"), host])
    os.environ["NO_PROXY"] = ",".join(no_proxy)  # Gradio asks itself whether it is up
    page = build(bot)
    page.launch(
        server_name=host,
        server_port=port,
        theme=gr.themes.Base(font=FONTS, font_mono=["monospace"]).set(
            body_background_fill="#fbf9f4", body_background_fill_dark="#171512"
        ),
        css=STYLE,
        share=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        max_file_size="1kb",  # nothing here takes a file
        app_kwargs={"middleware": [Middleware(_inside_only)], "openapi_url": None},
        prevent_thread_lock=True,
        quiet=True,
    )
    return page


def serve(bot: Chatbot, host: str = "127.0.0.1", port: int = 7860, *, open_browser: bool = False) -> None:
    """Serve the page until interrupted. InputError, one line, where the port is taken."""
    try:
        page = start(bot, host, port)
    except OSError as error:
        raise InputError(f"can't listen on {host}:{port} (in use?); choose another --port") from error
    url = f"http://{host}:{port}"
    print(f"报问已就绪: {url}", flush=True)
    if open_browser:
        webbrowser.open(url)
    page.block_thread()


# Set last, as it is long: how the page looks and the little that it does in the browser.
FONTS = ["system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]

HEADERS = {
    "Content-Security-Policy": "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "object-src 'none'; frame-ancestors 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

# A click on [n] goes to that excerpt; a new question moves to the top of the window.
SCRIPT = """
document.documentElement.lang = 'zh-CN';
element.setAttribute('aria-live', 'polite');
const seal = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
  + '<rect width="32" height="32" rx="6" fill="#a02b1d"/>'
  + '<text x="16" y="23" font-size="20" text-anchor="middle" fill="#fff">报</text></svg>';
const icon = {rel: 'icon', href: 'data:image/svg+xml,' + encodeURIComponent(seal)};
document.head.append(Object.assign(document.createElement('link'), icon));
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const show = (node, block) => node.scrollIntoView({block, behavior: calm ? 'auto' : 'smooth'});
document.addEventListener('click', event => {
  const mark = event.target.closest && event.target.closest('a.mark');
  if (!mark) return;
  event.preventDefault();
  const excerpt = document.getElementById(mark.getAttribute('href').slice(1));
  if (!excerpt) return;
  const folded = excerpt.closest('details');
  if (folded) folded.open = true;
  excerpt.focus({preventScroll: true});
  show(excerpt, 'center');
});
let seen = '';
watch('value', () => requestAnimationFrame(() => {
  const turn = element.querySelector('.turn');
  if (turn && turn.id !== seen) show(turn, 'start');
  seen = turn ? turn.id : '';
}));
"""

STYLE = """
:root {
  --paper: #fbf9f4; --sheet: #fffefb; --ink: #211d18; --soft: #6b6256; --rule: #e2dbcd;
  --seal: #a02b1d; --glow: #f8e6a8;
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", STSong, SimSun, serif;
}
.dark {
  --paper: #171512; --sheet: #1f1c18; --ink: #ece6db; --soft: #a79e90; --rule: #3a352d;
  --seal: #f09a86; --glow: #62501a;
}
body, gradio-app, .gradio-container { background: var(--paper) !important; color: var(--ink); }
.gradio-container { max-width: none !important; overflow: visible !important; }
.gradio-container .main.fillable { max-width: none; padding: 0; }
.gradio-container .main main { max-width: 860px !important; width: 100%; margin: 0 auto !important;
  padding: 0 20px; }
.gradio-container .column { gap: 0; }
.gradio-container .html-container { padding: 0; }
.gradio-container :is(h1, h2, h3, p, li, cite, bdi, blockquote, mark, table, td, th) { color: inherit; }
.masthead header { text-align: center; padding: 40px 0 20px; border-bottom: 4px double var(--rule); }
.masthead h1 { font: 700 44px/1.2 var(--serif); letter-spacing: .18em; margin: 0 -.18em 10px 0; }
.masthead p { margin: 0; font-size: 16px; line-height: 1.7; text-wrap: balance; }
.masthead p.stock { color: var(--soft); font-size: 14px; }
.masthead code { color: var(--ink); background: var(--sheet); padding: 1px 6px; }
.column:has(.empty) .examples { display: none !important; }

.turn { padding: 28px 0 32px; border-bottom: 1px solid var(--rule); font-size: 16px; line-height: 1.75;
  overflow-wrap: anywhere; }
.now .turn { min-height: calc(100dvh - 84px); border: 0; }
.turn h2 { font-size: 20px; font-weight: 650; line-height: 1.5; margin: 0 0 14px; padding-left: 12px;
  border-left: 3px solid var(--seal); white-space: pre-line; }
.turn h3 { font-size: 13px; font-weight: 600; color: var(--soft); letter-spacing: .1em; margin: 24px 0 8px; }
.turn p.answer { font-size: 17px; margin: 0 0 18px; white-space: pre-line; }
.understood { list-style: none; display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 12px; padding: 0; }
.understood li { border: 1px solid var(--rule); border-radius: 99px; padding: 0 10px; color: var(--soft);
  font-size: 13px; line-height: 24px; }
.understood b { font-weight: 500; color: var(--ink); margin-right: 6px; }
.turn :is(.refused .answer, .notice) { color: var(--soft); margin: 0 0 14px; }
.turn a.mark { color: var(--seal); text-decoration: none; font-size: .82em; padding: 2px 1px; margin: 0 1px; }
.turn a.mark:hover { text-decoration: underline; }
.turn mark { background: var(--glow); padding: 1px 0; border-radius: 2px; }
.turn table { border-collapse: collapse; width: 100%; font-size: 15px; margin: 0; border: 0; }
.turn caption { text-align: left; color: var(--soft); font-size: 13px; padding: 0 0 4px; }
.turn :is(th, td) { border: 0; border-top: 1px solid var(--rule); padding: 7px 16px 7px 0; text-align: left; }
.turn thead th { color: var(--soft); font-size: 13px; font-weight: 500; }
.turn tbody th { font-weight: 600; width: 40%; }
.turn td:nth-child(2) { white-space: nowrap; }
.turn summary { cursor: pointer; color: var(--soft); font-size: 14px; padding: 4px 0; }
.turn footer { color: var(--soft); font-size: 13px; margin-top: 14px; }
.excerpts { list-style: none; margin: 0; padding: 0; }
.excerpts li { position: relative; background: var(--sheet); border: 1px solid var(--rule);
  border-radius: 4px; padding: 14px 20px 16px 46px; margin: 0 0 12px; scroll-margin: 16px 0 96px; }
.excerpts li:focus { outline: 2px solid var(--seal); outline-offset: 1px; }
.excerpts .number { position: absolute; left: 17px; top: 14px; color: var(--seal); font-weight: 700; }
.excerpts cite { font: 700 16px/1.55 var(--serif); display: block; }
.excerpts p.meta { color: var(--soft); font-size: 13px; margin: 2px 0 8px; }
:is(.excerpts .meta, .turn footer) span:not(:last-child)::after { content: "·"; margin: 0 6px; }
.excerpts blockquote { font: 400 16.5px/1.95 var(--serif); margin: 0; padding: 0; border: 0;
  white-space: pre-line; }
details .excerpts { margin-top: 8px; }
details .excerpts li { padding-left: 20px; }

.examples { display: grid !important; grid-template-columns: 1fr 1fr; gap: 10px !important; padding: 26px 0; }
.examples button, .composer > button { background: var(--sheet); border: 1px solid var(--rule);
  border-radius: 4px; color: var(--ink); font-size: 15px; font-weight: 400; box-shadow: none; }
.examples button { padding: 13px 16px; text-align: left; justify-content: flex-start; }
:is(.examples, .composer) > button:hover { border-color: var(--seal); background: var(--sheet); }
.composer { position: sticky; bottom: 0; z-index: 5; background: var(--paper); padding: 12px 0 20px;
  gap: 10px !important; align-items: flex-end; flex-wrap: nowrap !important; }
.composer > button { height: 50px; padding: 0 14px; color: var(--soft); white-space: nowrap; }
#question { background: var(--sheet); border: 1px solid var(--rule) !important; border-radius: 4px;
  padding: 0; }
#question:focus-within { border-color: var(--seal) !important; }
#question .input-container { align-items: flex-end; padding: 0; }
#question textarea { background: none; border: 0; box-shadow: none; color: var(--ink); font-size: 16px;
  line-height: 24px; padding: 12px 14px; min-height: 48px; }
#question textarea::placeholder { color: var(--soft); }
#question .submit-button { background: var(--seal); color: var(--paper); border: 0; border-radius: 3px;
  height: 36px; margin: 6px; padding: 0 16px; font-size: 15px; }
:is(button, a, summary):focus-visible { outline: 2px solid var(--seal); outline-offset: 2px; }
@media (max-width: 600px) {
  .gradio-container .main main { padding: 0 14px; }
  .masthead header { padding: 24px 0 16px; }
  .masthead h1 { font-size: 36px; }
  .examples { grid-template-columns: 1fr; padding: 18px 0; }
  .excerpts li { padding: 12px 14px 14px 36px; }
  .excerpts .number { left: 13px; top: 12px; }
  details .excerpts li { padding-left: 14px; }
  .composer { padding: 10px 0 14px; gap: 8px !important; }
  .composer > button { padding: 0 10px; }
}
"""
