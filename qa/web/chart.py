"""The dates that an archive covers, as a small bar chart: SVG without any text from outside."""

from collections.abc import Mapping
from html import escape

from qa.web.words import Language, say

YEARLY = 72  # months from which a bar stands for a year: below that a bar is wide enough to point at
WIDE, NARROWEST = 40, 340  # pixels of a bar's place at most; of a chart with its dates at both ends
HEIGHT, GAP = 72, 0.22  # of the drawing; of a bar's place


def chart_html(months: Mapping[str, int], language: Language) -> str:
    """The chart of `months` ("2023-03" → articles; "" for undated ones, left out); "" where none is dated."""
    dated = {month: count for month, count in months.items() if month and count}
    if not dated:
        return ""
    first, last = min(dated), max(dated)
    bars = _bars(dated, first, last)
    most = max(count for _, count in bars)
    label = escape(say("library.chart", language, first=first, last=last, most=most))
    peak = say(f"library.peak_{'month' if len(bars[0][0]) == 7 else 'year'}", language, count=f"{most:,}")
    drawn = "".join(_bar(n, when, count, most, language) for n, (when, count) in enumerate(bars) if count)
    shown = [when for when, count in bars if count]
    ends = f"<span>{shown[0]}</span>" + (f'<span class="last">{shown[-1]}</span>' if len(shown) > 1 else "")
    width = WIDE * len(bars)
    name = "dates" if width >= NARROWEST else "dates short"  # a month or two don't fill the page
    return (
        f'<figure class="{name}" style="max-width: {max(width, NARROWEST)}px">'
        f'<svg viewBox="0 0 {len(bars)} {HEIGHT}" style="max-width: {width}px" '
        f'preserveAspectRatio="none" role="img" aria-label="{label}">{drawn}</svg><figcaption>{ends}'
        f'<span class="peak">{escape(peak)}</span></figcaption></figure>'
    )


def _bars(dated: Mapping[str, int], first: str, last: str) -> list[tuple[str, int]]:
    """(month or year, articles) for every place of the axis, the empty ones too."""
    begin, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    if end - begin >= YEARLY:
        years = range(int(first[:4]), int(last[:4]) + 1)
        return [(str(y), sum(n for month, n in dated.items() if month[:4] == f"{y:04}")) for y in years]
    named = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(begin, end + 1)]
    return [(month, dated.get(month, 0)) for month in named]


def _bar(place: int, when: str, count: int, most: int, language: Language) -> str:
    tall = max(2.0, HEIGHT * count / most)
    title = escape(say("library.bar", language, when=when, count=f"{count:,}"))
    return (
        f'<g data-act="when" data-when="{when}"><title>{title}</title>'
        f'<rect class="reach" x="{place}" y="0" width="1" height="{HEIGHT}"/>'
        f'<rect x="{place + GAP / 2:.2f}" y="{HEIGHT - tall:.2f}" width="{1 - GAP:.2f}" height="{tall:.2f}"/>'
        "</g>"
    )
