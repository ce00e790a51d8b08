"""The whole way at a glance: a row of steps for each stretch, ticked where done, ringed where somebody is."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from bot.messages.pictures import Journey, Stretch
from bot.pictures import sheet

#: Characters of a stretch's title, and what stands before the one somebody is in.
TITLE, HERE = 34, "▸ "
#: Between two steps, and the widest step with it, in parts of the axes' width.
GAP, WIDEST = 0.014, 0.127
#: Signs set smaller than this, in points, are left out: the filling tells enough.
LEGIBLE = 9.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """How large things are when so many rows of so many steps share a sheet; sizes of type in points."""

    rows: int
    steps: int

    @property
    def pitch(self) -> float:
        return min((1 + GAP) / self.steps, WIDEST)

    @property
    def head(self) -> float:
        return min(sheet.BODY, 90 / self.rows)

    @property
    def sign(self) -> float:
        return min(sheet.SMALL, 75 / self.rows, 210 * self.pitch)


def draw(picture: Journey) -> bytes:
    """The journey as PNG."""
    figure = sheet.blank(picture.title)
    axes = sheet.frame(figure, 0.03, 0.86)
    grid = _Grid(max(1, len(picture.stretches)), max((1, *(stretch.steps for stretch in picture.stretches))))
    axes.set_xlim(0, 1)
    axes.set_ylim(grid.rows, 0)
    begins = 1
    for row, stretch in enumerate(picture.stretches):
        _head(axes, grid, row, stretch, here=begins <= picture.here < begins + stretch.steps)
        for place in range(stretch.steps):
            number = begins + place
            sign = "✓" if place < stretch.done else str(number)
            _step(axes, grid, (row, place), sign, here=number == picture.here)
        begins += stretch.steps
    return sheet.png(figure)


def _head(axes: Axes, grid: _Grid, row: int, stretch: Stretch, *, here: bool) -> None:
    title = (HERE if here else "") + sheet.short(stretch.title, TITLE)
    weight = "bold" if here else "normal"
    sheet.write(axes, 0, row + 0.36, title, size=grid.head, weight=weight)
    counted = f"{stretch.done} of {stretch.steps}"
    sheet.write(axes, 1, row + 0.36, counted, size=grid.head, ink=sheet.SOFT, weight=weight, ha="right")


def _step(axes: Axes, grid: _Grid, at: tuple[int, int], sign: str, *, here: bool) -> None:
    row, place = at
    left, width, top, height = place * grid.pitch, grid.pitch - GAP, row + 0.47, 0.42
    done = sign == "✓"
    box = FancyBboxPatch((left, top), width, height, boxstyle="round,pad=0,rounding_size=0.008", mutation_aspect=5)
    box.set(facecolor=sheet.LEAF if done else sheet.PAPER, clip_on=False)
    box.set(edgecolor=sheet.CLAY if here else sheet.LEAF if done else sheet.EDGE, linewidth=5 if here else 1.5)
    axes.add_patch(box)
    if grid.sign >= LEGIBLE:
        ink, weight = (sheet.PAPER if done else sheet.INK), ("bold" if here or done else "normal")
        middle = (left + width / 2, top + height / 2)
        sheet.write(axes, *middle, sign, size=grid.sign, ink=ink, weight=weight, ha="center", va="center_baseline")
