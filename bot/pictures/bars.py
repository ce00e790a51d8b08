"""Amounts side by side. The last one is today's: hatched, and its number bold."""

from matplotlib.axes import Axes

from bot.messages.pictures import Bars
from bot.pictures import sheet

#: Characters that fit below the bars, and bars that have room for a number above each.
ROOM, NUMBERED = 60, 16


def draw(picture: Bars) -> bytes:
    """The bars as PNG."""
    figure = sheet.blank(picture.title)
    sheet.write(figure, sheet.LEFT, 0.83, sheet.short(picture.unit, sheet.LINE), ink=sheet.SOFT, va="center")
    axes = sheet.frame(figure, 0.13, 0.74)
    tallest = max((1, *picture.values))
    axes.set_xlim(-0.6, len(picture.values) - 0.4)
    axes.set_ylim(0, tallest * 1.02)
    axes.axhline(0, color=sheet.INK, linewidth=3)
    last = len(picture.values) - 1
    for place, value in enumerate(picture.values):
        _bar(axes, place, value, today=place == last)
        if len(picture.values) <= NUMBERED or value == tallest or place == last:
            _number(axes, (place, value + tallest * 0.03), str(value), today=place == last)
    sheet.label(axes, picture.labels, -0.05 * tallest, ROOM)
    return sheet.png(figure)


def _bar(axes: Axes, place: int, value: int, *, today: bool) -> None:
    [bar] = axes.bar(place, value, width=0.72, facecolor=sheet.WASH if today else sheet.LEAF)
    bar.set(edgecolor=sheet.LEAF, linewidth=2.5 if today else 0, hatch="//" if today else None)


def _number(axes: Axes, at: tuple[float, float], words: str, *, today: bool) -> None:
    sheet.write(axes, *at, words, weight="bold" if today else "normal", ha="center", va="bottom")
