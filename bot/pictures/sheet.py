"""The sheet that every picture is drawn on: its size, its inks, its type, and how it becomes PNG.

A phone shows it at less than a third of its size, so nothing on it is set smaller than `SMALL`. Colour is never the
only sign: what is done is ticked, what is today's is hatched.
"""

from collections.abc import Sequence
from io import BytesIO
from math import ceil

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

WIDTH, HEIGHT, DOTS = 880, 495, 110
PAPER, INK, SOFT, EDGE = "#fffdf9", "#2d2924", "#5f564b", "#8f8371"
LEAF, WASH, CLAY = "#1f5f5b", "#e2eeea", "#a8472b"
TITLE, BODY, SMALL = 22.0, 18.0, 15.0
#: Characters of a title that fit on one line.
LINE = 52
#: Where drawings begin and end, in parts of the sheet.
LEFT, RIGHT = 0.05, 0.95

_TYPE = FontProperties(family="DejaVu Sans")  # it comes with Matplotlib, so every machine draws alike


def blank(title: str) -> Figure:
    """A sheet with nothing but its title."""
    figure = Figure(figsize=(WIDTH / DOTS, HEIGHT / DOTS), dpi=DOTS, facecolor=PAPER)
    FigureCanvasAgg(figure)
    write(figure, LEFT, 0.92, short(title, LINE), size=TITLE, weight="bold", va="center")
    return figure


def frame(figure: Figure, bottom: float, top: float) -> Axes:
    """Axes without any ornament, between these heights of the sheet."""
    axes = figure.add_axes((LEFT, bottom, RIGHT - LEFT, top - bottom), facecolor="none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    return axes


def write(  # noqa: PLR0913  (a place, words, and how they look)
    where: Figure | Axes,
    x: float,
    y: float,
    words: str,
    *,
    size: float = BODY,
    ink: str = INK,
    weight: str = "normal",
    ha: str = "left",
    va: str = "baseline",
) -> None:
    """Words as they are: a dollar sign is no formula, and what the type has no sign for is left out."""
    text = where.text(x, y, drawable(words), color=ink, ha=ha, va=va, parse_math=False)
    text.set_fontproperties(_TYPE)
    text.set_fontsize(size)
    text.set_fontweight(weight)


def drawable(words: str) -> str:
    """The words on one line, without the signs that the type does not have."""
    has = get_font(findfont(_TYPE)).get_char_index
    return " ".join("".join(sign for sign in words if sign.isspace() or has(ord(sign))).split())


def short(words: str, most: int) -> str:
    """The words, or as many as fit with an ellipsis."""
    line = drawable(words)
    if len(line) <= most:
        return line
    head, space, _ = line[:most].rpartition(" ")
    return (head if space else line[: most - 1]).rstrip(" ,;:") + "…"


def label(axes: Axes, labels: Sequence[str], height: float, room: int) -> None:
    """Those labels that fit beside each other in so many characters, each below its place; always the last one."""
    last, widest = len(labels) - 1, max(map(len, labels), default=0) + 3
    step = max(1, ceil(len(labels) * widest / room))
    for place in range(last, -1, -step):
        at, ha = (place + 0.5, "right") if place == last and step > 1 else (float(place), "center")
        write(axes, at, height, labels[place], size=SMALL, ink=SOFT, ha=ha, va="top")


def png(figure: Figure) -> bytes:
    """The sheet as PNG, with no trace of when or by what it was made."""
    buffer = BytesIO()
    figure.savefig(
        buffer, format="png", facecolor=PAPER, metadata={"Software": None}, pil_kwargs={"compress_level": 9}
    )
    return buffer.getvalue()
