"""What pydantic found, in the words of somebody who edits YAML."""

from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from bot.domain.roadmap import Roadmap
from content import shapes
from content.problems import Problem
from content.sheets import Place, Sheet

_KEYS = sorted({field.name for part in shapes.every(Roadmap) for field in fields(part)})

_WANTED = {
    "string_type": (
        "This is not text.",
        "Write words; put them in quotes if they look like a number or a yes or no.",
    ),
    "int_type": ("This is not a whole number.", "Write digits only, without quotes."),
    "tuple_type": ("This is not a list.", "Write one item per line after a dash, or [one, two]."),
    "dataclass_type": ("This is not a group of `key: value` lines.", "Look at the one above or below for the keys."),
    "date_type": ("This is not a date.", "Write it as 2026-11-21."),
    "date_parsing": ("This is not a date.", "Write it as 2026-11-21."),
    "date_from_datetime_inexact": ("This is not a date.", "Write it as 2026-11-21."),
}


def explain(sheet: Sheet, place: Place, found: ErrorDetails) -> Problem:
    """The problem at this place of the sheet, with what to do about it."""
    match found["type"]:
        case "missing":
            return sheet.problem(place, f"`{place[-1]}` is missing.", f"Add `{place[-1]}: …`.")
        case "unexpected_keyword_argument":
            return sheet.problem(
                place,
                f"There is no key `{place[-1]}` here.",
                nearest(str(place[-1]), [key for key in _KEYS if key != place[-1]], "remove it"),
            )
        case "enum":
            expected = found["ctx"]["expected"].replace("'", "`")
            return sheet.problem(place, "This word is not one of the choices.", f"Write {expected}.")
        case other:
            fault, fix = _WANTED.get(other, (f"{found['msg']}.", "See content/README.md for what belongs here."))
            return sheet.problem(place, fault, fix)


def misplaced(sheet: Sheet, key: str, name: str) -> Problem:
    """The problem of a key at the top of a file of the guide that does not belong there."""
    homes = [f"{home}.yaml" for home in shapes.homes(key)]
    fix = (
        f"Move it to {' or '.join(homes)}." if homes else nearest(key, [*shapes.FILES[name], "reviewed"], "remove it")
    )
    return sheet.problem((key,), f"There is no key `{key}` here.", fix)


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a word that is none of the known ones: perhaps one of them was meant."""
    near = get_close_matches(word, known, n=1)
    return f"Did you mean `{near[0]}`? If not, {otherwise}." if near else f"{otherwise[0].upper()}{otherwise[1:]}."
