"""What a provider's package is told of a model such as openai:gpt-4o-mini; keys come from the environment."""

import os
import re
from typing import Any

from qa.generation.errors import ModelError
from qa.generation.limits import Limits

# Where each provider's package looks for its key; others say so themselves.
KEYS = {
    "anthropic": "ANTHROPIC_API_KEY",
    "deepseek": "DEEPSEEK_API_KEY",
    "groq": "GROQ_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
    "openai": "OPENAI_API_KEY",
    "openrouter": "OPENROUTER_API_KEY",
    "together": "TOGETHER_API_KEY",
    "xai": "XAI_API_KEY",
}
EXAMPLES = "openai:gpt-4o-mini, deepseek:deepseek-chat, ollama:qwen2.5 or a .gguf file"
THINKING = re.compile(r"openai:(?:o\d|gpt-5)|deepseek:.*reasoner")  # what they think counts as their reply
THOUGHTS = 2000  # tokens more for these: the excerpts are short, the questions simple


def arguments(model: str, base_url: str, limits: Limits, context: int) -> dict[str, Any]:
    """What the package of "provider:name" is told: bounds, and the server where it isn't the provider's.

    `context` is in tokens, for servers that would cut the prompt to less.

    Raises:
        ModelError: no such form, or no key in the environment.
    """
    _, colon, name = model.partition(":")
    if not colon or not name:
        raise ModelError(f"unknown model {model!r}; write provider:model, as in {EXAMPLES}")
    return {**_bounds(model, limits, context), **_access(model, base_url)}


def _bounds(model: str, limits: Limits, context: int) -> dict[str, Any]:
    """How much a model may read, say and take, in its package's words."""
    if model.startswith("ollama:"):
        # Without num_ctx some versions cut the prompt at 2,048 tokens, and don't say so.
        options = {"temperature": 0, "num_predict": limits.tokens, "num_ctx": context, "reasoning": False}
        return {**options, "client_kwargs": {"timeout": limits.deadline}}
    bounds: dict[str, Any] = {"timeout": limits.deadline, "max_retries": 0}
    if THINKING.match(model):
        return {**bounds, "max_tokens": limits.tokens + THOUGHTS}  # a temperature they refuse or pass over
    return {**bounds, "max_tokens": limits.tokens, "temperature": 0}


def _access(model: str, base_url: str) -> dict[str, str]:
    """Where the model is, and a key where none is needed."""
    given = {"base_url": base_url} if base_url else {}
    key = KEYS.get(model.partition(":")[0], "")
    if key and not os.environ.get(key):
        if not base_url:
            raise ModelError(f"no key for {model}: set {key} in the environment")
        given["api_key"] = "none"  # servers of one's own ask for none, their clients do
    return given
