"""LangChain's chat models, a GGUF file in this process among them, as what `qa.generation` writes with."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from index.backbone import cores
from qa.generation import local
from qa.generation.errors import ModelError
from qa.generation.excerpts import CHARACTERS
from qa.generation.limits import Limits
from qa.generation.prompt import Message
from qa.generation.provided import EXAMPLES, arguments
from qa.generation.troubles import trouble
from qa.generation.write import Unproved, Writer

ChatModel = BaseChatModel
CONTEXT = 4096  # tokens: the rules, five excerpts and the reply take about 1,800
LOCAL_READS = 500  # characters of excerpts: two cores read about 50 tokens a second, and the user waits


class LocalChat(BaseChatModel):
    """A GGUF file, run in this process. It is loaded on first use and answers one caller at a time."""

    path: str
    context: int = CONTEXT  # tokens of prompt and reply together
    threads: int = 0  # 0: as many as there are cores
    seed: int = 0
    temperature: float = 0.0
    max_tokens: int = Limits().tokens

    _server: Any = PrivateAttr(default=None)
    _loading: Any = PrivateAttr(default_factory=Lock)

    @property
    def _llm_type(self) -> str:
        return "gguf"

    def load(self) -> None:
        """Load the model, if it isn't yet; raises `ModelError` where it can't be."""
        with self._loading:
            if self._server is None:
                self._server = local.load(self.path, self.context, self.threads or cores())

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        del run_manager  # LangChain calls back itself
        self.load()
        request: dict[str, Any] = {
            "messages": convert_to_openai_messages(messages),
            "temperature": self.temperature,
            "seed": self.seed,
            "max_tokens": self.max_tokens,
            "stop": stop or [],
            **kwargs,
        }
        for piece in local.reply(self._server, request):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(str(chunk.text) for chunk in self._stream(messages, stop, run_manager, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


def writer(
    model: BaseChatModel | Writer | str,
    *,
    base_url: str = "",
    limits: Limits | None = None,
    unproved: Unproved = "drop",
) -> Writer:
    """What writes with `model`: a LangChain chat model, the path of a .gguf file or "provider:model".

    A writer, with limits of its own, is given back as it is.

    Keys come from the environment (OPENAI_API_KEY …). `base_url` is a server that speaks the provider's
    protocol, as llama.cpp's, vLLM's or a company's own speaks OpenAI's. `limits` bound time and length;
    `unproved` is what becomes of sentences that no excerpt bears out: "drop", or "mark" as 未证实.

    Raises:
        ModelError: no such model, package or key, or a file that is no GGUF.
    """
    if isinstance(model, Writer):
        return model
    limits = limits or Limits()
    if isinstance(model, BaseChatModel):
        chat, name = model, _name(model)
    elif not model:
        raise ModelError(f"engine generate needs a chat model: {EXAMPLES}")
    elif str(model).lower().endswith(".gguf") or os.path.sep in str(model):
        local.check(model)
        chat, name = LocalChat(path=str(model), max_tokens=limits.tokens), Path(model).name
    else:
        chat, name = _provided(model, arguments(model, base_url, limits, CONTEXT)), model
    load = chat.load if isinstance(chat, LocalChat) else _nothing

    def speak(messages: Sequence[Message]) -> Iterator[str]:
        try:
            for chunk in chat.stream(list(messages)):
                yield str(chunk.text)
        except ModelError:
            raise
        except Exception as error:  # every provider has exceptions of its own
            raise trouble(error, name) from error

    reads = LOCAL_READS if isinstance(chat, LocalChat) else CHARACTERS
    return Writer(speak, name, limits=limits, unproved=unproved, reads=reads, load=load)


def _nothing() -> None:
    """Models elsewhere need no loading."""


def _name(chat: BaseChatModel) -> str:
    """What a chat model calls itself."""
    if isinstance(chat, LocalChat):
        return Path(chat.path).name
    return str(getattr(chat, "model_name", "") or getattr(chat, "model", "") or chat._llm_type)


def _provided(model: str, given: dict[str, Any]) -> BaseChatModel:
    """The model that a string like openai:gpt-4o-mini names."""
    from langchain.chat_models import init_chat_model

    provider, _, name = model.partition(":")
    try:
        chat: BaseChatModel = init_chat_model(name, model_provider=provider, **given)
        return chat
    except ImportError:
        package = f"langchain-{provider.replace('_', '-')}"
        raise ModelError(
            f"{model} needs the package {package}; install it with: pip install {package}"
        ) from None
    except Exception as error:
        if "nsupported" in str(error):
            raise ModelError(
                f"unknown provider {provider!r} of {model!r}; one that works: {EXAMPLES}"
            ) from None
        raise trouble(error, model) from None
