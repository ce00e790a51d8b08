"""A figure over weeks: a line that breaks where there is none, each point marked, the last one named."""

from math import ceil, floor

from matplotlib.axes import Axes

from bot.messages.pictures import Curve
from bot.pictures import sheet

#: Characters that fit below the curve.
ROOM = 56
NOTHING = float("nan")


def draw(picture: Curve) -> bytes:
    """The curve as PNG."""
    figure = sheet.blank(picture.title)
    axes = sheet.frame(figure, 0.13, 0.83)
    spread = (picture.high - picture.low) or 1.0
    axes.set_xlim(-0.9, max(1, len(picture.values) - 1) + 0.6)
    axes.set_ylim(picture.low - spread * 0.05, picture.high + spread * 0.12)
    _rungs(axes, picture, spread)
    heights = [NOTHING if value is None else value for value in picture.values]
    [line] = axes.plot(range(len(heights)), heights, color=sheet.LEAF, linewidth=4, marker="o", clip_on=False)
    line.set(markersize=12, markerfacecolor=sheet.PAPER, markeredgewidth=4)
    _last(axes, picture, spread)
    sheet.label(axes, picture.labels, picture.low - spread * 0.1, ROOM)
    return sheet.png(figure)


def _rungs(axes: Axes, picture: Curve, spread: float) -> None:
    """At most six lines to read heights by, at whole numbers."""
    step = max(1, ceil(spread / 5))
    for height in range(ceil(picture.low), floor(picture.high) + 1, step):
        axes.axhline(height, color=sheet.EDGE, linewidth=1, linestyle=(0, (4, 4)))
        sheet.write(axes, -0.75, height, str(height), size=sheet.SMALL, ink=sheet.SOFT, va="bottom")


def _last(axes: Axes, picture: Curve, spread: float) -> None:
    known = [(place, value) for place, value in enumerate(picture.values) if value is not None]
    for place, value in known[-1:]:
        axes.plot(place, value, marker="o", markersize=16, color=sheet.LEAF, clip_on=False)
        sheet.write(axes, place, value + spread * 0.07, f"{value:.3g}", weight="bold", ha="center")
