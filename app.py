"""The web page: chat, archive and evaluation over one `Chatbot`; served here, built in `qa.web`."""

import os
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")  # Gradio brings the hub's client along; the page needs none

import gradio as gr
from starlette.middleware import Middleware

from corpus import InputError
from qa import Chatbot
from qa.web.chat import chat_tab
from qa.web.conversations import FILE, Conversations
from qa.web.evaluation import evaluation_tab
from qa.web.frame import Frame
from qa.web.labels import I18N, label
from qa.web.library import library_tab
from qa.web.serving import admitted, middleware, owner
from qa.web.uploads import LIMIT
from qa.web.welcome import head_html

# Pages whose last shown HTML Gradio keeps in memory (10,000 left to itself: gigabytes). Ours don't need it.
SESSIONS = 100
FONTS = ["system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]


def build(bot: Chatbot, store: Conversations | None = None, upload_limit: int = LIMIT) -> gr.Blocks:
    """The page over `bot`. What is asked is kept in `store`, for the browser that asked it alone."""
    store = store or Conversations(bot.archive.path / FILE)
    page = gr.Blocks(title="报问 Baowen", analytics_enabled=False)
    with page:
        gr.HTML(head_html(), elem_id="head", apply_default_css=False, js_on_load=None)
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap"):
            with gr.Tab(label("tab.chat"), id="chat"):
                chat_tab(bot, store, owner)
            with gr.Tab(label("tab.library"), id="library") as library:
                library_tab(bot, library, owner, upload_limit)
            with gr.Tab(label("tab.evaluation"), id="evaluation") as evaluation:
                evaluation_tab(bot, evaluation, owner)
    # Two questions at once keep two cores busy; the rest wait in line.
    page.queue(default_concurrency_limit=2, max_size=64)
    return page


def start(
    bot: Chatbot,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    accounts: Mapping[str, str] | None = None,
    root_path: str = "",
    upload_limit: int = LIMIT,
) -> gr.Blocks:
    """Serve the page from a thread and return it; its `close()` ends that. OSError: the port is taken.

    `accounts` (name → password) closes it to others, `root_path` is where a proxy puts it, `upload_limit`
    the bytes of one file.
    """
    no_proxy = filter(None, [os.environ.get("NO_PROXY"), host])
    os.environ["NO_PROXY"] = ",".join(no_proxy)  # Gradio asks itself whether it is up
    store = Conversations(bot.archive.path / FILE)
    page = build(bot, store, upload_limit)
    beside = middleware(
        bot, store, accounts=accounts, host=host, root_path=root_path, upload_limit=upload_limit
    )
    paper: dict[str, Any] = {"body_background_fill": "#fbf9f4", "body_background_fill_dark": "#171512"}
    page.launch(
        server_name=host,
        server_port=port,
        theme=gr.themes.Base(font=FONTS, font_mono=["monospace"]).set(**paper),
        i18n=I18N,
        share=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        max_file_size="1kb",  # Gradio takes no file here
        state_session_capacity=SESSIONS,
        root_path=root_path or None,
        app_kwargs={"middleware": [Middleware(Frame), *beside], "openapi_url": None},
        prevent_thread_lock=True,
        quiet=True,
    )
    return page


def serve(
    bot: Chatbot,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    auth_file: Path | None = None,
    open_to_all: bool = False,
    root_path: str = "",
    upload_limit: int = LIMIT,
    open_browser: bool = False,
) -> None:
    """Serve the page until interrupted, as `start` does; those may enter whom `auth_file` names.

    Beyond this machine it must be given, unless `open_to_all`. InputError, one line: that, or a port taken.
    """
    accounts = admitted(host, auth_file, open_to_all)
    try:
        page = start(bot, host, port, accounts=accounts, root_path=root_path, upload_limit=upload_limit)
    except OSError as error:
        raise InputError(f"can't listen on {host}:{port} (in use?); choose another --port") from error
    url = f"http://{host}:{port}"
    print(f"报问已就绪: {url}", flush=True)
    if open_browser:
        webbrowser.open(url)
    page.block_thread()
