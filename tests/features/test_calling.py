"""Whom prompts call on a Discord server: a role that an organiser chose, or nobody, and never everybody."""

import pytest
from sqlalchemy import update

from bot.messages.wire import Action
from bot.ports import Parcel, Sent
from bot.replies import Reply
from bot.requests import Command, Place, Platform
from bot.store.models import Channel
from tests.support.seen import labels, lines, text, title
from tests.support.worlds import CHANNEL, World

SPRING = "<@&77|Spring>"


@pytest.fixture
def server(world: World) -> World:
    """Spring runs on the Discord server W1, whose role of everybody is W1 too; Bo learns there and takes notes."""
    world.platform = Platform.DISCORD
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.says("Bo", "/my notes on")
    post_all(world)
    return world


def post_all(world: World) -> list[Parcel]:
    """Everything that is due now, said."""
    world.plans()
    parcels: list[Parcel] = []
    while claimed := world.core.claim(tuple(Platform), 50):
        world.core.settle([(parcel, Sent(f"ref-{parcel.delivery}")) for parcel in claimed])
        parcels += claimed
    return parcels


def chooses(world: World, role: str, who: str = "Ana", cohort: str = "") -> Reply:
    """The reply to a role that somebody chose from Discord's list."""
    options = {"role": role, "cohort": cohort}
    request = Command(actor=world.actor(who), place=CHANNEL, name="cohort", text="role", options=options)
    return world.core.answer(request)


def test_prompts_call_the_role_that_was_chosen_and_nothing_else_does(server: World) -> None:
    reply = chooses(server, SPRING)
    server.says("Bo", "/win The notebook runs")
    calls: dict[str, str] = {}
    for moment in (
        "2027-01-04 09:00",
        "2027-01-08 15:00",
        "2027-01-10 18:00",
        "2027-01-11 18:00",
        "2027-01-12 18:00",
    ):
        server.comes_to(f"{moment} Europe/Berlin")
        for parcel in post_all(server):
            calls.setdefault(parcel.kind, parcel.calls)

    assert title(reply) == "Prompts of Spring call @Spring here"
    assert "Allow anyone to @mention this role" in text(reply)
    assert (calls.pop("weekly-prompt"), calls.pop("check-in-prompt")) == ("77", "77")
    assert "private-note" in calls
    assert set(calls.values()) == {""}


def test_without_a_word_it_is_shown_with_a_way_to_call_nobody(server: World) -> None:
    before = server.says("Ana", "/cohort role")
    chooses(server, SPRING)
    shown = server.says("Ana", "/cohort role")
    nobody = server.presses("Ana", Action("cohort.calls", ("1",)))
    server.comes_to("2027-01-04 09:00 Europe/Berlin")

    assert title(before) == "Prompts of Spring call nobody here"
    assert (title(shown), labels(shown)) == ("Prompts of Spring call @Spring here", ["Call nobody", "Settings"])
    assert (title(nobody), nobody.replaces) == ("Prompts of Spring call nobody here any more", True)
    assert {parcel.calls for parcel in post_all(server)} == {""}


@pytest.mark.parametrize("everybody", ["<@&900|@everyone>", "<@&0900|team>", "@everyone", "@here", "everyone"])
def test_everybody_is_never_called(world: World, everybody: str) -> None:
    server = world.through(Platform.DISCORD, "900")
    server.starts_cohort()

    assert title(chooses(server, everybody)) == "segue never calls everybody."
    assert title(server.says("Ana", "/cohort role")) == "Prompts of Spring call nobody here"


@pytest.mark.parametrize("said", ["Spring", "<@77>", "<#77>", "<@&12x>", "<@&123456789012345678901>", "<@&>"])
def test_what_is_no_role_is_refused(server: World, said: str) -> None:
    assert lines(chooses(server, said))[0] == f"“{said}” is no role of this server."
    assert title(server.says("Ana", "/cohort role")) == "Prompts of Spring call nobody here"


def test_a_role_without_a_name_or_with_an_odd_one_is_taken(server: World) -> None:
    assert title(chooses(server, "<@&77>")) == "Prompts of Spring call @that role here"
    assert title(chooses(server, f"<@&77|@{'x' * 200}>")) == f"Prompts of Spring call @{'x' * 99}… here"


def test_a_channel_that_is_added_later_calls_the_same(server: World) -> None:
    chooses(server, SPRING)
    server.says("Ana", "/cohort channel Spring", Place(channel="C2", channel_name="#more", private=False))
    server.comes_to("2027-01-04 09:00 Europe/Berlin")

    assert [parcel.calls for parcel in post_all(server) if parcel.kind == "weekly-prompt"] == ["77", "77"]


def test_where_the_cohort_does_not_speak_no_role_is_chosen(server: World) -> None:
    with server.database.begin() as session:
        session.execute(update(Channel).where(Channel.cohort_id == 1).values(silent=True))

    assert title(chooses(server, SPRING, cohort="Spring")) == "Spring does not speak on this server."


def test_only_an_organiser_chooses_and_only_on_discord(server: World) -> None:
    learner = chooses(server, SPRING, "Bo")
    pressed = server.presses("Bo", Action("cohort.calls", ("1",)))
    server.platform = Platform.SLACK
    server.starts_cohort()
    elsewhere = server.says("Ana", "/cohort role")

    assert title(learner) == title(pressed) == "Only an organiser of the cohort can do that."
    assert title(elsewhere) == "Only Discord has roles to call."
