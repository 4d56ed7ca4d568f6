"""What a provider's exception means, in a line; each package has exceptions of its own."""

from qa.generation.errors import ModelError

_LONGEST = 160  # characters of a provider's own message


def trouble(error: Exception, name: str) -> ModelError:
    """`error`, raised by the chat model `name`, as what a user can act on."""
    status = getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    names = {cls.__name__ for cls in type(error).__mro__}
    said = " ".join(str(error).split())[:_LONGEST]
    lowered = said.lower()
    if any("timeout" in one.lower() for one in names):
        return ModelError(f"{name} took too long", f"模型 {name} 超时")
    if status == 429 or "RateLimitError" in names:
        return ModelError(f"{name} is rate limited; try again later", f"模型 {name} 限流，请稍后再试")
    if status in (401, 403):
        return ModelError(
            f"{name} refuses the key; check the one in the environment",
            f"模型 {name} 不接受密钥，请检查环境变量",
        )
    if status == 404:
        return ModelError(
            f"{name} is not there; check the model's name and the base URL",
            f"找不到模型 {name}，请检查名称和地址",
        )
    if "context" in lowered and ("length" in lowered or "size" in lowered or "exceed" in lowered):
        return ModelError(
            f"{name}: its context is too small for the excerpts; make it larger",
            f"模型 {name} 的上下文太小，请调大",
        )
    refused = {"APIConnectionError", "ConnectError", "ConnectionError", "ConnectionRefusedError", "gaierror"}
    if names & refused or "connection" in lowered:
        return ModelError(
            f"no connection to {name}; check the base URL and that the server runs",
            f"连不上模型 {name}，请检查地址和服务",
        )
    told = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return ModelError(f"{name} failed: {told}", f"模型 {name} 出错（{told}）")
