"""Which articles a search may look at."""

from dataclasses import dataclass
from datetime import date


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
