"""Words of qa/web/serving: key → (Chinese, English)."""

WORDS: dict[str, tuple[str, str]] = {}
