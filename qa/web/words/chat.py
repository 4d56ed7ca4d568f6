"""Words of the chat: key → (Chinese, English)."""

WORDS: dict[str, tuple[str, str]] = {
    "tab.chat": ("问答", "Chat"),
    "tab.library": ("文库", "Archive"),
    "tab.evaluation": ("评测", "Evaluation"),
}
