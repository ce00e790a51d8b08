"""What pydantic found, in the words of somebody who edits YAML."""

from dataclasses import fields
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from bot.domain.roadmap import Phase, Resource, Roadmap, Task, Week
from content.problems import Problem
from content.sheets import Place, Sheet

_KEYS = sorted({field.name for part in (Roadmap, Phase, Week, Task, Resource) for field in fields(part)})

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
            return sheet.problem(place, f"There is no key `{place[-1]}` here.", _nearest(str(place[-1])))
        case "enum":
            expected = found["ctx"]["expected"].replace("'", "`")
            return sheet.problem(place, "This word is not one of the choices.", f"Write {expected}.")
        case other:
            fault, fix = _WANTED.get(other, (f"{found['msg']}.", "See content/README.md for what belongs here."))
            return sheet.problem(place, fault, fix)


def _nearest(key: str) -> str:
    near = get_close_matches(key, _KEYS, n=1)
    return f"Did you mean `{near[0]}`? If not, remove it." if near else "Remove it."
