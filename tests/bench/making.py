"""What a house makes: the library at its start, and a picture; each against its foundation alone."""

from collections.abc import Iterator
from io import BytesIO

import yaml

from bot.messages.pictures import Bars, Curve, Journey, Picture, Stretch
from bot.pictures.drawing import draw
from content import library
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds, timed

WEEKS = tuple(f"W{week}" for week in range(1, 13))
JOURNEY = Journey(
    title="From software engineer to machine learning engineer",
    stretches=tuple(Stretch(f"Phase {number}", 6, 6 - number) for number in range(1, 6)),
    here=12,
    alt="Week 12 of 30.",
)
BARS = Bars(title="Wins", labels=WEEKS, values=(2, 0, 3, 1) * 3, unit="wins a week", alt="Two, none, three and one.")
CURVE = Curve(title="Energy", labels=WEEKS, values=(3.2, None, 4.0, 3.5) * 3, low=1, high=5, alt="It rises.")
#: Milliseconds: a quarter of a second for the library, and about a tenth for a picture.
LOADED, DRAWN = 250, 150


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """The library as it is shipped, and one picture of each kind."""
    yield Contest(
        name="loading the library",
        unit=Unit.MILLISECONDS,
        ours=lambda: timed(library.load),
        against="parsing its YAML alone",
        baseline=lambda: timed(_parse),
        within=LOADED,
    )
    for picture in (JOURNEY, BARS, CURVE):
        yield _drawing(picture)


def _drawing(picture: Picture) -> Contest:
    return Contest(
        name=f"drawing: {type(picture).__name__}",
        unit=Unit.MILLISECONDS,
        ours=lambda: timed(lambda: draw(picture)),
        against="an empty chart of matplotlib's, of the same size",
        baseline=lambda: timed(_chart),
        within=DRAWN,
    )


def _parse() -> None:
    for file in sorted(library.HERE.rglob("*.yaml")):
        yaml.load(file.read_bytes(), yaml.CSafeLoader)


def _chart() -> None:
    # As our own pictures do: whoever draws none has no half second for it.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.8, 4.95), dpi=100)
    figure.add_subplot().plot(range(len(WEEKS)))
    figure.savefig(BytesIO(), format="png")
