"""Chat models as they are had, by string over HTTP and from a GGUF file; and every way in which they fail."""

import os
import socket
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from langchain.chat_models import base
from langchain_core.messages import HumanMessage

from index import Archive
from qa import Chatbot, cite
from qa.generate import CONTEXT, LocalChat, writer
from qa.generation import local
from qa.generation.errors import ModelError
from qa.generation.limits import Limits
from qa.generation.troubles import trouble
from tests.qa.chat_server import Plan, serving

BRIDGE = "青石大桥全长多少公里？"
GGUF = os.environ.get("BAOWEN_GGUF", "")  # see tests/benchmarks/generate.py


# Each provider's own protocol: where its path begins on the server, and what it calls the budget of tokens.
PROVIDERS = {"openai": "/v1", "deepseek": "", "ollama": ""}
PATHS = {"openai": "/v1/chat/completions", "deepseek": "/chat/completions", "ollama": "/api/chat"}


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in ("OPENAI", "DEEPSEEK", "OLLAMA"):
        for rest in ("API_KEY", "BASE_URL", "API_BASE", "HOST"):
            monkeypatch.delenv(f"{provider}_{rest}", raising=False)


def bot_at(archive: Archive, url: str, provider: str = "openai", limits: Limits | None = None) -> Chatbot:
    model, url = f"{provider}:fake", url + PROVIDERS[provider]
    bot = Chatbot(archive, engine="generate", reader=None, model=model, base_url=url)
    if limits:
        bot.writer = writer(model, base_url=url, limits=limits)
    return bot


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_on_loopback_answers(archive: Archive, provider: str) -> None:
    plan = Plan("青石大桥全长3.2公里，由省路桥集团承建[1]。", thoughts="先看摘录……")
    with serving(plan) as url:
        answer = bot_at(archive, url, provider).ask(BRIDGE)
    assert (answer.engine, answer.text, answer.note) == ("generate", plan.reply, "")
    assert cite.check(answer) == []
    assert plan.paths == [PATHS[provider]]
    (asked,) = plan.asked
    assert asked["stream"] is True
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    budgets = [asked.get("max_tokens"), asked.get("max_completion_tokens")]
    assert Limits().tokens in [*budgets, asked.get("options", {}).get("num_predict")]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_its_first_sentence_is_shown_while_it_still_speaks(archive: Archive, provider: str) -> None:
    plan = Plan("青石大桥全长3.2公里[1]。它由省路桥集团承建[1]。", go_on=Event())
    with serving(plan) as url:
        drafts = bot_at(archive, url, provider).stream(BRIDGE)
        first = next(drafts)
        plan.go_on.set()
        texts = [first.text, *(draft.text for draft in drafts)]
    assert plan.told[0], "the server was told to go on before it gave up waiting"
    assert texts[0] == "青石大桥全长3.2公里[1]。"
    assert texts[-1] == plan.reply


def test_ollama_is_told_to_read_the_whole_prompt_and_not_to_think_aloud(archive: Archive) -> None:
    plan = Plan("青石大桥全长3.2公里[1]。")
    with serving(plan) as url:
        bot_at(archive, url, "ollama").ask(BRIDGE)
    (asked,) = plan.asked
    assert asked["options"]["num_ctx"] == CONTEXT
    assert asked["think"] is False


@pytest.mark.parametrize("model", ["openai:gpt-5-mini", "deepseek:deepseek-reasoner"])
def test_models_that_think_are_given_tokens_for_it(archive: Archive, model: str) -> None:
    plan = Plan("青石大桥全长3.2公里[1]。", thoughts="想一想")
    with serving(plan) as url:
        bot = Chatbot(archive, engine="generate", reader=None, model=model, base_url=url)
        assert bot.ask(BRIDGE).engine == "generate"
    (asked,) = plan.asked
    assert asked.get("max_tokens", asked.get("max_completion_tokens")) > 2 * Limits().tokens
    assert "temperature" not in asked


@pytest.mark.parametrize("provider", ["openai", "deepseek"])
def test_the_key_comes_from_the_environment(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    monkeypatch.setenv(f"{provider.upper()}_API_KEY", "secret-key")
    plan = Plan("青石大桥全长3.2公里[1]。")
    with serving(plan) as url:
        answer = bot_at(archive, url, provider).ask(BRIDGE)
    assert plan.keys == ["Bearer secret-key"]
    assert "secret-key" not in str(answer.to_dict())


REFUSALS = {
    "rate limited": (Plan(status=429, message="slow down"), "限流"),
    "key refused": (Plan(status=401, message="bad key"), "密钥"),
    "no such model": (Plan(status=404, message="model not found"), "找不到模型"),
    "broken server": (Plan(status=500, message="oops\nmore"), "出错"),
    "context too small": (Plan(status=400, message="maximum context length is 512 tokens"), "上下文太小"),
    "nothing said": (Plan(""), "没有作答"),
    "broken off": (Plan("青石", broken="out of memory"), "out of memory"),
    "nonsense": (Plan("��� lorem ipsum 12345"), "没有摘录支持"),
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("case", REFUSALS)
def test_what_a_server_refuses_leaves_the_extractive_answer(
    archive: Archive, case: str, provider: str
) -> None:
    plan, note = REFUSALS[case]
    plan = replace(plan, asked=[], keys=[], paths=[])
    with serving(plan) as url:
        answer = bot_at(archive, url, provider).ask(BRIDGE)
    assert answer.engine == "extract"
    assert note in answer.note
    assert "\n" not in answer.note
    assert len(plan.asked) == 1, "no second try: the extractive answer is there"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_hangs_is_not_waited_for(archive: Archive, provider: str) -> None:
    with serving(Plan("青石大桥全长3.2公里[1]。", wait=3)) as url:
        answer = bot_at(archive, url, provider, Limits(first=0.5, deadline=1)).ask(BRIDGE)
    assert answer.engine == "extract"
    assert "没有开口" in answer.note or "超时" in answer.note


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_connection_cut_mid_stream_keeps_what_was_verified(archive: Archive, provider: str) -> None:
    with serving(Plan("青石大桥全长3.2公里[1]。白鹭大桥已", cut=True)) as url:
        answer = bot_at(archive, url, provider).ask(BRIDGE)
    assert answer.text == "青石大桥全长3.2公里[1]。"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_wrong_base_url_leaves_the_extractive_answer(archive: Archive, provider: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    answer = bot_at(archive, url, provider).ask(BRIDGE)
    assert answer.engine == "extract"
    assert f"连不上模型 {provider}:fake，请检查地址" in answer.note


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, provider: str) -> None:
    monkeypatch.setitem(sys.modules, f"langchain_{provider}", None)
    base._get_chat_model_creator.cache_clear()  # LangChain keeps what it has imported
    with pytest.raises(ModelError) as raised:
        writer(f"{provider}:fake", base_url="http://127.0.0.1:1")
    assert str(raised.value) == (
        f"{provider}:fake needs the package langchain-{provider}; "
        f"install it with: pip install langchain-{provider}"
    )


BAD = {
    "openai:gpt-4o-mini": "no key for openai:gpt-4o-mini: set OPENAI_API_KEY in the environment",
    "deepseek:deepseek-chat": "set DEEPSEEK_API_KEY",
    "gpt": "write provider:model",
    "openai:": "write provider:model",
    "nowhere:model": "unknown provider 'nowhere'",
    "missing.gguf": "no model file missing.gguf",
    "cohere:command": "install it with: pip install langchain-cohere",
}


@pytest.mark.parametrize("model", BAD)
def test_a_model_that_cannot_be_had_is_one_line_with_the_mend(archive: Archive, model: str) -> None:
    with pytest.raises(ModelError) as raised:
        Chatbot(archive, engine="generate", model=model)
    assert BAD[model] in str(raised.value)
    assert "\n" not in str(raised.value)


def test_files_that_are_no_gguf(tmp_path: Path) -> None:
    text, old, empty = tmp_path / "text.gguf", tmp_path / "old.gguf", tmp_path / "empty.gguf"
    text.write_text("hello, this is no model at all")
    old.write_bytes(b"GGUF" + struct.pack("<IQQ", 1, 5, 5))
    empty.write_bytes(b"")
    for path, said in ((text, "is not a GGUF file"), (old, "version 1"), (empty, "is not a GGUF file")):
        with pytest.raises(ModelError, match=said):
            writer(str(path))


def test_a_damaged_gguf_leaves_the_extractive_answer(archive: Archive, tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp")
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 5, 5) + b"\0" * 1000)
    answer = Chatbot(archive, engine="generate", reader=None, model=str(damaged)).ask(BRIDGE)
    assert answer.engine == "extract"
    assert "can't be loaded" in answer.note


def test_a_missing_xllamacpp_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xllamacpp", None)
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 5, 5))
    with pytest.raises(ModelError, match=r"pip install 'baowen\[local\]'"):
        local.load(file, 512, 1)


class Llama:
    """Streams like xllamacpp's server, or complains like it."""

    def __init__(self, *events: dict[str, object]) -> None:
        self.events, self.sent, self.requests = events, 0, []

    def handle_chat_completions(self, request: dict[str, object], callback: object) -> None:
        self.requests.append(request)
        for event in self.events:
            self.sent += 1
            if callback(event):  # type: ignore[operator]
                return


def piece(text: str) -> dict[str, object]:
    return {"choices": [{"delta": {"content": text}, "finish_reason": None}]}


def test_local_replies_stream_and_stop() -> None:
    llama = Llama(*(piece(str(n)) for n in range(5)), {"choices": [{"delta": {}, "finish_reason": "stop"}]})
    assert list(local.reply(llama, {"messages": []})) == ["0", "1", "2", "3", "4"]
    assert llama.requests == [{"messages": [], "stream": True}]


def test_python_does_not_end_while_llama_still_reads_its_prompt() -> None:
    script = """
import time
from qa.generation import local
from qa.generation.limits import Limits, TooSlow, guarded

class Slow:
    def handle_chat_completions(self, request, callback):
        time.sleep(1)
        while not callback({"choices": [{"delta": {"content": "好"}}]}):
            time.sleep(0.01)
        print("stopped", flush=True)

try:
    list(guarded(lambda: local.reply(Slow(), {}), Limits(first=0.1, deadline=5)))
except TooSlow:
    print("late", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.stdout.split(), done.stderr, done.returncode) == (["late", "stopped"], "", 0)


def test_a_context_too_small_says_so() -> None:
    said = {
        "error": {
            "code": 400,
            "message": "request (633 tokens) exceeds the available context size (256 tokens)",
        }
    }
    with pytest.raises(ModelError, match="context is too small, make it larger") as raised:
        list(local.reply(Llama(said), {}))
    assert "上下文太小" in raised.value.chinese


def test_local_chat_passes_on_seed_stop_and_budget(tmp_path: Path) -> None:
    chat = LocalChat(path="model.gguf", seed=7, max_tokens=50)
    chat._server = llama = Llama(piece("你"), piece("好"))
    assert chat.invoke([HumanMessage("问候")], stop=["。"]).text == "你好"
    request = llama.requests[0]
    assert (request["seed"], request["stop"], request["max_tokens"], request["temperature"]) == (
        7,
        ["。"],
        50,
        0.0,
    )
    assert request["messages"] == [{"role": "user", "content": "问候"}]


def test_errors_of_every_provider_become_one_line() -> None:
    long = trouble(RuntimeError("x" * 5000 + "\ny"), "m")
    assert len(str(long)) < 300
    assert "\n" not in str(long) + long.chinese


def test_command_line(run: object, archive: Archive, tmp_path: Path) -> None:
    place = str(archive.path) if hasattr(archive, "path") else str(tmp_path)
    status, out, err = run("ask", BRIDGE, "--archive", place, "--model", "nowhere:model")  # type: ignore[operator]
    assert (status, out) == (2, "")
    assert err.startswith("baowen: unknown provider 'nowhere'")
    assert err.count("\n") == 1
    status, _, err = run("ask", BRIDGE, "--archive", place, "--engine", "generate")  # type: ignore[operator]
    assert status == 2
    assert "needs a chat model" in err


@pytest.mark.slow
@pytest.mark.skipif(not Path(GGUF).is_file(), reason="BAOWEN_GGUF names no model file")
def test_a_real_model_answers_streams_stops_and_repeats_itself(archive: Archive) -> None:
    pytest.importorskip("xllamacpp")
    chat = LocalChat(path=GGUF, context=2048, seed=1)
    bot = Chatbot(archive, engine="generate", reader=None, chat_model=chat)
    assert bot.writer is not None
    bot.writer = writer(chat, limits=Limits(first=300, deadline=600))
    answer = bot.ask(BRIDGE)
    assert cite.check(answer) == []
    assert "3.2" in answer.text
    pieces = [str(chunk.text) for chunk in chat.stream("从一数到十。", stop=["五"])]
    assert len(pieces) > 1
    assert "五" not in "".join(pieces)
    assert "".join(pieces) == str(chat.invoke("从一数到十。", stop=["五"]).text)
    with pytest.raises(ModelError, match="context is too small"):
        LocalChat(path=GGUF, context=256).invoke("很" * 600)
