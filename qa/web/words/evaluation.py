"""Words of qa/web/evaluation: key → (Chinese, English)."""

WORDS: dict[str, tuple[str, str]] = {}
