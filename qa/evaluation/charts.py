"""Small charts as inline SVG: no script, no outside resource, numbers in the page's own font."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 460, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 40  # room for the axes' numbers and names


def interval(mean: float, low: float, high: float) -> str:
    """A bar from 0 to 1: the mean filled, its 95 % interval as a line."""
    x = [round(100 * min(1.0, max(0.0, value)), 1) for value in (mean, low, high)]
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="10"/>'
        f'<rect class="fill" width="{x[0]}" height="10"/>'
        f'<rect class="ends" x="{x[1]}" y="4" width="{round(max(0.6, x[2] - x[1]), 1)}" height="2"/></svg>'
    )


def curve(
    points: Sequence[tuple[float, float]], *, x: str, y: str, x_max: float = 1.0, steps: bool = False
) -> str:
    """A line through (x, y) with y from 0 to 1; `steps` holds each y back to the point before."""
    if not points:
        return ""
    places = [_place(px / x_max, py) for px, py in points]
    path = f"M{places[0][0]} {places[0][1]}"
    if steps:
        path = f"M{_LEFT} {places[0][1]}"
    for left, top in places if steps else places[1:]:
        path += f"V{top}H{left}" if steps else f"L{left} {top}"
    dots = "" if len(points) > 40 else "".join(f'<circle cx="{a}" cy="{b}" r="2.5"/>' for a, b in places)
    ticks = [x_max * n / 5 for n in range(6)] if x_max == 1 else [px for px, _ in points]
    return _frame(f'<path class="line" d="{path}"/>{dots}', ticks, x_max, x, y)


def histogram(values: Sequence[float], *, x: str, y: str, bins: int = 24) -> str:
    """How many values fall where, from 0 to the largest."""
    if not values:
        return ""
    top = max(max(values), 1e-9)
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(bins * value / top))] += 1
    most = max(counts)
    wide = (_WIDTH - _LEFT - _RIGHT) / bins
    bars = ""
    for n, count in enumerate(counts):
        left, height = _place(n / bins, count / most)
        size = f'width="{wide - 1:.1f}" height="{_base() - height:.1f}"'
        bars += f'<rect class="fill" x="{left}" y="{height}" {size}/>'
    return _frame(bars, [top * n / 5 for n in range(6)], top, x, y, most)


def _base() -> float:
    return _HEIGHT - _BOTTOM


def _place(x: float, y: float) -> tuple[float, float]:
    return (
        round(_LEFT + x * (_WIDTH - _LEFT - _RIGHT), 1),
        round(_base() - min(1.0, max(0.0, y)) * (_base() - _TOP), 1),
    )


def _frame(inside: str, ticks: Sequence[float], x_max: float, x: str, y: str, y_max: float = 1) -> str:
    lines = ""
    for n in range(6):
        _, top = _place(0, n / 5)
        lines += f'<path class="grid" d="M{_LEFT} {top}H{_WIDTH - _RIGHT}"/>'
        lines += f'<text x="{_LEFT - 6}" y="{top + 4}" text-anchor="end">{y_max * n / 5:.3g}</text>'
    for tick in ticks:
        left, _ = _place(tick / x_max, 0)
        lines += f'<text x="{left}" y="{_base() + 16}" text-anchor="middle">{tick:.3g}</text>'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    names = f'<text x="{middle}" y="{_HEIGHT - 4}" text-anchor="middle">{escape(x)}</text>'
    turned = f'transform="translate(12 {_base() / 2 + 8}) rotate(-90)"'
    names += f'<text {turned} text-anchor="middle">{escape(y)}</text>'
    return f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">{lines}{inside}{names}</svg>'
