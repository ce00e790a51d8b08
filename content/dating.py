"""Days of review: a part without a day of its own was reviewed with what holds it."""

from datetime import date
from typing import Any

from content import shapes

_SOME_DAY = "2000-01-01"


def dated(part: Any, shape: type, day: object) -> Any:  # noqa: ANN401  (YAML holds anything until it is validated)
    """The part as written, with a day of review for everything inside that has one.

    What is inside a part without a readable day gets some day, so that one mistake is reported once.
    """
    if not isinstance(part, dict):
        return part
    own = part.get("reviewed", day)
    inherited = own if readable(own) else _SOME_DAY
    inner = {key: _inside(part[key], kind, inherited) for key, kind in shapes.parts(shape).items() if key in part}
    shown = {"reviewed": own} if "reviewed" in shape.__annotations__ and own is not None else {}
    return part | inner | shown


def readable(day: object) -> bool:
    """Whether this is a day as it should be written: 2026-11-21."""
    try:
        return bool(date.fromisoformat(str(day)))
    except ValueError:
        return False


def _inside(part: Any, shape: type, day: object) -> Any:  # noqa: ANN401  (as above)
    return [dated(item, shape, day) for item in part] if isinstance(part, list) else dated(part, shape, day)
