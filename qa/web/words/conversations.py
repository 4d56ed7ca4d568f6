"""Words of qa/web/conversations: key → (Chinese, English)."""

WORDS: dict[str, tuple[str, str]] = {}
