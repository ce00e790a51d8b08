"""What may be said of many: an average, and only of so many that nobody can be told apart in it."""

from collections.abc import Collection

#: From how many people on their figures may be shown together.
LEAST = 5


def aggregate(values: Collection[float | None], least: int = LEAST) -> float | None:
    """The average of what each of these people gave; `None` while fewer than `least` of them gave anything.

    One value a person: several of one person's would let a few pass for many.
    """
    given = [value for value in values if value is not None]
    return sum(given) / len(given) if len(given) >= least else None
