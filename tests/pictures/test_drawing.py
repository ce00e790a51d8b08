"""Pictures become PNG: of one size, the same bytes for the same value, whatever is written on them."""

import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.pictures import Bars, Curve, Journey, Picture, Stretch
from bot.pictures.drawing import draw

STRETCHES = (
    Stretch("ML foundations and Python for data", 8, 8),
    Stretch("Deep learning and frameworks", 6, 3),
    Stretch("MLOps and production systems", 6, 0),
    Stretch("Portfolio and job search", 4, 0),
    Stretch("Interviews and certification", 3, 0),
)
JOURNEY = Journey(
    title="From software engineer to machine learning engineer", stretches=STRETCHES, here=12, alt="Week 12 of 27."
)
BARS = Bars(title="Wins", labels=("W1", "W2", "W3"), values=(2, 0, 3), unit="wins a week", alt="2, none and 3 wins.")
CURVE = Curve(title="Energy", labels=("W1", "W2", "W3"), values=(3.2, None, 4.0), low=1, high=5, alt="It rises.")
USUAL: tuple[Picture, ...] = (JOURNEY, BARS, CURVE)
YEAR = tuple(f"Week {number}" for number in range(1, 53))
ODD: tuple[Picture, ...] = (
    replace(JOURNEY, stretches=(), here=0),
    replace(JOURNEY, stretches=(Stretch("Nothing", 0, 0),)),
    replace(JOURNEY, stretches=(Stretch("A long one", 60, 61),) * 9, here=540),
    replace(BARS, labels=(), values=()),
    replace(BARS, values=(0, 0, 0)),
    replace(BARS, labels=YEAR, values=tuple(range(52))),
    replace(CURVE, labels=(), values=()),
    replace(CURVE, values=(None, None, None)),
    replace(CURVE, labels=("W1",), values=(3.0,)),
    replace(CURVE, labels=YEAR, values=(3.0,) * 52),
    replace(CURVE, low=3, high=3),
)
TEXT = st.text(max_size=120)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, each with its sum checked: https://www.w3.org/TR/png-3/#5Chunk-layout."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        yield kind, body
        at += 12 + length


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height, once the picture was read to its end."""
    parts = list(chunks(png))
    width, height, depth, colours = struct.unpack(">IIBB", parts[0][1][:10])
    packed = b"".join(body for kind, body in parts if kind == b"IDAT")
    assert len(zlib.decompress(packed)) == height * (1 + width * {2: 3, 6: 4}[colours] * depth // 8)
    assert parts[-1][0] == b"IEND"
    return width, height


@pytest.mark.parametrize("picture", [*USUAL, *ODD], ids=lambda picture: type(picture).__name__)
def test_a_picture_is_a_png_of_the_usual_size(picture: Picture) -> None:
    assert pixels(draw(picture)) == (880, 495)


@pytest.mark.parametrize("picture", USUAL, ids=lambda picture: type(picture).__name__)
def test_the_same_value_gives_the_same_bytes_and_another_value_others(picture: Picture) -> None:
    first = draw(picture)

    assert draw(replace(picture)) == first
    assert draw(replace(picture, title="Another")) != first


@pytest.mark.parametrize("picture", USUAL, ids=lambda picture: type(picture).__name__)
def test_a_picture_is_small(picture: Picture) -> None:
    assert len(draw(picture)) < 80_000


@pytest.mark.parametrize("picture", USUAL, ids=lambda picture: type(picture).__name__)
def test_it_says_nothing_of_when_or_by_what_it_was_made(picture: Picture) -> None:
    assert {kind for kind, _ in chunks(draw(picture))} <= {b"IHDR", b"pHYs", b"IDAT", b"IEND"}


@settings(max_examples=15, deadline=None)
@given(title=TEXT, label=TEXT, unit=TEXT)
def test_whatever_is_written_on_it_it_is_drawn(title: str, label: str, unit: str) -> None:
    stretch = Stretch(label, 3, 1)
    shown: tuple[Picture, ...] = (
        replace(JOURNEY, title=title, stretches=(stretch, *STRETCHES)),
        replace(BARS, title=title, labels=(label, title, unit), unit=unit),
        replace(CURVE, title=title, labels=(label, title, unit)),
    )

    assert {pixels(draw(picture)) for picture in shown} == {(880, 495)}


def test_a_dollar_sign_is_no_formula() -> None:
    assert pixels(draw(replace(BARS, title="From $100 to $200 with \\frac", unit="$x_{$"))) == (880, 495)


def test_a_house_loads_nothing_heavy_before_its_first_picture_and_no_global_state_with_it() -> None:
    script = (
        "import sys, bot.cli.playground, bot.cli.serving; before = 'matplotlib' in sys.modules\n"
        "from bot.messages.pictures import Bars; from bot.pictures.drawing import draw\n"
        "draw(Bars(title='', labels=('W1',), values=(1,), unit='', alt=''))\n"
        "print(before, 'matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["False", "True", "False"]
