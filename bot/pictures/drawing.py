"""The door of the room: whatever a picture shows, as PNG."""

from typing import assert_never

from bot.messages.pictures import Bars, Curve, Journey, Picture


def draw(picture: Picture) -> bytes:
    """The picture as a PNG of 880 by 495 pixels: the same bytes for the same value."""
    # Matplotlib takes half a second to import, and most processes draw nothing.
    from bot.pictures import bars, curve, journey

    match picture:
        case Journey():
            return journey.draw(picture)
        case Bars():
            return bars.draw(picture)
        case Curve():
            return curve.draw(picture)
    assert_never(picture)
