"""Which articles a search may look at."""

from dataclasses import dataclass
from datetime import date

from corpus import Article


@dataclass(frozen=True, slots=True)
class Filter:
    """Bounds on an article's own fields; None (or "") leaves a field unbounded.

    Both dates are inclusive. An article without a date is outside every date bound.
    `newspaper` and `section` are compared whole.
    """

    since: date | None = None
    until: date | None = None
    newspaper: str | None = None
    section: str | None = None

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.newspaper or self.section)

    def admits(self, article: Article) -> bool:
        """Whether the article lies within all bounds."""
        day = article.published
        return (
            not (self.since and (day is None or day < self.since))
            and not (self.until and (day is None or day > self.until))
            and not (self.newspaper and self.newspaper != article.newspaper)
            and not (self.section and self.section != article.section)
        )
