"""Words of qa/web/library: key → (Chinese, English)."""

WORDS: dict[str, tuple[str, str]] = {}
