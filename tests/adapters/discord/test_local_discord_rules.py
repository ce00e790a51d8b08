"""The local Discord refuses what Discord refuses: each documented limit holds at its edge and breaks beyond it."""

import pytest

from tests.support.discord import rules
from tests.support.discord.things import V2, Json


def text(length: int = 1) -> Json:
    return {"type": 10, "content": "x" * length}


def button(number: int = 1, **more: object) -> Json:
    return {"type": 2, "style": 2, "label": "Go", "custom_id": f"go-{number}", **more}


def select(options: int = 1, **more: object) -> Json:
    listed = [{"label": f"Option {at}", "value": str(at)} for at in range(options)]
    return {"type": 3, "custom_id": "pick", "options": listed, **more}


def row(*inner: Json) -> Json:
    return {"type": 1, "components": list(inner)}


def box(*inner: Json) -> Json:
    return {"type": 17, "components": list(inner)}


def written(label: str = "Words", **more: object) -> Json:
    return {"type": 18, "label": label, "component": {"type": 4, "custom_id": label, "style": 1, **more}}


def texts(count: int) -> tuple[Json, ...]:
    return tuple(text() for _ in range(count))


@pytest.mark.parametrize(
    ("fits", "breaks"),
    [
        ([text(4000)], [text(2000), text(2001)]),
        ([box(*texts(39))], [box(*texts(40))]),
        ([row(*(button(at) for at in range(5)))], [row(*(button(at) for at in range(6)))]),
        ([row(button(1), button(2))], [row(button(1), button(1))]),
        ([row(button(custom_id="x" * 100))], [row(button(custom_id="x" * 101))]),
        ([row(button(label="x" * 80))], [row(button(label="x" * 81))]),
        ([row(select(25))], [row(select(26))]),
        ([row(select(2, max_values=2))], [row(select(2, max_values=3))]),
        ([row(select(placeholder="x" * 150))], [row(select(placeholder="x" * 151))]),
        ([row(select())], [row(select(), button())]),
        ([text()], []),
        ([box(text())], [box()]),
        ([box(row(button()))], [button()]),
    ],
)
def test_a_message_fits_at_the_edge_and_not_beyond(fits: list[Json], breaks: list[Json]) -> None:
    assert rules.message({"flags": V2, "components": fits}) == []
    assert rules.message({"flags": V2, "components": breaks}) != []


@pytest.mark.parametrize("more", [{"content": "Hello"}, {"embeds": [{"title": "Hello"}]}, {"flags": 0}])
def test_what_cannot_stand_beside_components_is_refused(more: Json) -> None:
    assert rules.message({"flags": V2, "components": [text()], **more}) != []


def modal(*parts: Json, **more: object) -> Json:
    return {"title": "Check in", "custom_id": "checkin", "components": list(parts), **more}


@pytest.mark.parametrize(
    ("fits", "breaks"),
    [
        (modal(*(written(str(at)) for at in range(5))), modal(*(written(str(at)) for at in range(6)))),
        (modal(written("x" * 45)), modal(written("x" * 46))),
        (modal(written() | {"description": "x" * 100}), modal(written() | {"description": "x" * 101})),
        (modal(written(), title="x" * 45), modal(written(), title="x" * 46)),
        (modal(written(), custom_id="x" * 100), modal(written(), custom_id="x" * 101)),
        (modal(written(placeholder="x" * 100)), modal(written(placeholder="x" * 101))),
        (modal(written(max_length=4000)), modal(written(max_length=4001))),
        (modal(written(max_length=3, value="abc")), modal(written(max_length=3, value="abcd"))),
        (modal(written("A"), written("B")), modal(written("A"), written("A"))),
        (modal(written(), text()), modal(written(), row(button()))),
    ],
)
def test_a_modal_fits_at_the_edge_and_not_beyond(fits: Json, breaks: Json) -> None:
    assert rules.modal(fits) == []
    assert rules.modal(breaks) != []


def command(*options: Json, **more: object) -> Json:
    return {"name": "try", "description": "Try it", "options": list(options), **more}


def option(number: int = 1, **more: object) -> Json:
    return {"type": 3, "name": f"option-{number}", "description": "Any", **more}


def offers(count: int, name: str = "Choice") -> list[Json]:
    return [{"name": f"{name} {at}", "value": str(at)} for at in range(count)]


@pytest.mark.parametrize(
    ("fits", "breaks"),
    [
        (command(*(option(at) for at in range(25))), command(*(option(at) for at in range(26)))),
        (command(description="x" * 100), command(description="x" * 101)),
        (command(name="x" * 32), command(name="x" * 33)),
        (command(name="try"), command(name="Try")),
        (command(option(1, required=True), option(2)), command(option(1), option(2, required=True))),
        (command(option(choices=offers(25))), command(option(choices=offers(26)))),
        (command(option(autocomplete=True)), command(option(autocomplete=True, choices=offers(1)))),
        (command(option(type=8)), command(option(type=8, choices=offers(1)))),
        (command(option(type=11)), command(option(type=12))),
        (command(*(option(at, choices=offers(25, "x" * 60)) for at in range(4))),
         command(*(option(at, choices=offers(25, "x" * 60)) for at in range(6)))),
    ],
)  # fmt: skip
def test_a_command_fits_at_the_edge_and_not_beyond(fits: Json, breaks: Json) -> None:
    assert rules.commands([fits]) == []
    assert rules.commands([breaks]) != []


def test_a_name_is_registered_once() -> None:
    assert rules.commands([command(), command()]) != []
