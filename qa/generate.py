"""LangChain's chat models, a GGUF file in this process among them, as what `qa.generation` writes with."""

from langchain_core.language_models import BaseChatModel

from qa.generation.errors import ModelError
from qa.generation.write import Writer

ChatModel = BaseChatModel


def writer(model: ChatModel | str, *, base_url: str = "") -> Writer:
    """What writes with `model`."""
    del base_url
    raise ModelError(f"no model {model!r}")
