"""What was sent for a form, held to the form itself: platforms hold people to it, requests made by hand may not."""

from collections.abc import Mapping

from bot.errors import NotSaved
from bot.messages.elements import Field, FieldKind, Form, chosen, together

_TOO_LONG = "Make it at most {} characters; it has {}."
_NOT_OFFERED = "Choose from what the list offers now; it may have changed since this form was opened."


def taken(form: Form, answers: Mapping[str, str]) -> Mapping[str, str]:
    """The answers, several choices in the order of their options. Raises `NotSaved` for what no field takes."""
    found = {field.key: _problem(field, answers.get(field.key, "")) for field in form.fields}
    if wrong := {key: sentence for key, sentence in found.items() if sentence}:
        raise NotSaved(wrong)
    several = [field for field in form.fields if field.kind is FieldKind.CHOICES and field.key in answers]
    return {**answers, **{field.key: _arranged(field, answers[field.key]) for field in several}}


def _problem(field: Field, answer: str) -> str:
    """What is wrong whoever takes it. One choice is read by its handler, as a date is: it has the better sentence."""
    if field.kind is FieldKind.CHOICES:
        return "" if {one.value for one in field.options}.issuperset(chosen(answer)) else _NOT_OFFERED
    return _TOO_LONG.format(field.longest, len(answer)) if len(answer) > field.longest else ""


def _arranged(field: Field, answer: str) -> str:
    """Each chosen value once, in the order of the options."""
    wanted = frozenset(chosen(answer))
    return together(one.value for one in field.options if one.value in wanted)
