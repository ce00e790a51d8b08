"""Slack's payloads, as it documents them, become the core's requests."""

import pytest

from adapters.slack import inbound, modals
from adapters.slack.inbound import Sender
from adapters.slack.modals import State
from adapters.slack.people import Profile, read
from adapters.slack.spans import Json, Reader
from bot.messages.wire import Action
from bot.requests import Actor, Place, Platform

ACTOR = Actor(platform=Platform.SLACK, workspace="T1", user="U1", name="Ana")
READER = Reader("T1")
COMMAND: Json = {
    "command": "/roadmap",
    "text": "week 3",
    "team_id": "T1",
    "channel_id": "C1",
    "channel_name": "ml-switch",
    "user_id": "U1",
    "user_name": "ana",
    "response_url": "https://hooks.example/1",
    "trigger_id": "1.2",
}
PRESSED: Json = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "name": "ana", "team_id": "T1"},
    "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": False},
    "channel": {"id": "C1", "name": "ml-switch"},
    "trigger_id": "1.2",
    "response_url": "https://hooks.example/1",
    "actions": [{"type": "button", "action_id": "0|task.done|7|a"}],
}
METADATA = modals.pack(State(Action("checkin", ("3",)), Place(channel="C1", channel_name="ml-switch")))
SENT: Json = {
    "type": "view_submission",
    "team": {"id": "T1"},
    "user": {"id": "U1", "name": "ana", "team_id": "T1"},
    "view": {"id": "V1", "private_metadata": METADATA, "blocks": [], "state": {"values": {}}},
}


def values(**fields: Json) -> Json:
    return SENT | {"view": SENT["view"] | {"state": {"values": {key: {"x": value} for key, value in fields.items()}}}}


def test_a_command_is_its_name_and_exactly_what_followed() -> None:
    command = inbound.command(COMMAND | {"text": "  *week* <3> "}, ACTOR)

    assert (command.name, command.text, command.actor) == ("roadmap", "  *week* <3> ", ACTOR)


@pytest.mark.parametrize(
    ("channel", "name", "place"),
    [
        ("C1", "ml-switch", Place(channel="C1", channel_name="ml-switch")),
        ("G1", "privategroup", Place(channel="G1")),
        ("D1", "directmessage", Place()),
    ],
)
def test_a_command_knows_its_channel_and_a_direct_message_is_none(channel: str, name: str, place: Place) -> None:
    command = inbound.command(COMMAND | {"channel_id": channel, "channel_name": name}, ACTOR)

    assert command.place == place


@pytest.mark.parametrize(
    ("container", "channel", "private"),
    [
        ({"type": "message", "is_ephemeral": True}, "C1", True),
        ({"type": "message", "is_ephemeral": False}, "C1", False),
        ({"type": "message"}, "C1", False),
        ({"type": "message"}, "D1", True),
    ],
)
def test_a_click_is_private_where_one_person_sees_what_was_pressed(
    container: Json, channel: str, private: bool
) -> None:
    body = PRESSED | {"container": container, "channel": {"id": channel, "name": "ml-switch"}}

    click = inbound.click(body, ACTOR)

    assert click is not None
    assert click.place.private is private
    assert inbound.spot(body, READER).replaces is private


def test_a_click_carries_the_action_of_its_button() -> None:
    click = inbound.click(PRESSED, ACTOR)

    assert click is not None
    assert (click.action, click.choice) == (Action("task.done", ("7", "a")), "")


def test_a_choice_carries_what_was_chosen() -> None:
    chosen = {"type": "static_select", "action_id": "2|route", "selected_option": {"value": "inside"}}

    click = inbound.click(PRESSED | {"actions": [chosen]}, ACTOR)

    assert click is not None
    assert (click.action, click.choice) == (Action("route"), "inside")


def test_an_opened_link_asks_nothing() -> None:
    assert inbound.click(PRESSED | {"actions": [{"type": "button", "action_id": "3"}]}, ACTOR) is None


def test_a_click_in_a_modal_happens_where_the_modal_began_and_changes_the_modal() -> None:
    body = SENT | {"container": {"type": "view", "view_id": "V1"}, "actions": PRESSED["actions"]}

    click = inbound.click(body, ACTOR)
    spot = inbound.spot(body, READER)

    assert click is not None
    assert click.place == Place(channel="C1", channel_name="ml-switch", private=True)
    assert (spot.view, spot.replaces) == ("V1", False)


def test_answers_come_by_field_from_every_kind_of_input() -> None:
    body = values(
        name={"type": "plain_text_input", "value": " a <b> "},
        empty={"type": "plain_text_input", "value": None},
        route={"type": "static_select", "selected_option": {"value": "inside", "text": {}}},
        none={"type": "static_select", "selected_option": None},
        known={"type": "checkboxes", "selected_options": [{"value": "go", "text": {}}, {"value": "py", "text": {}}]},
        unknown={"type": "multi_static_select", "selected_options": []},
        day={"type": "datepicker", "selected_date": "2027-01-04"},
        hour={"type": "timepicker", "selected_time": "09:00"},
    )

    submission = inbound.submission(body, ACTOR)

    assert submission is not None
    assert submission.action == Action("checkin", ("3",))
    assert submission.answers == {
        "name": " a <b> ",
        "empty": "",
        "route": "inside",
        "none": "",
        "known": "go,py",
        "unknown": "",
        "day": "2027-01-04",
        "hour": "09:00",
    }


def test_a_modal_without_an_action_takes_no_answers() -> None:
    assert inbound.submission(SENT | {"view": SENT["view"] | {"private_metadata": ""}}, ACTOR) is None


@pytest.mark.parametrize(
    ("body", "sender"),
    [
        (COMMAND, Sender(team="T1", workspace="T1", user="U1", name="ana")),
        (PRESSED, Sender(team="T1", workspace="T1", user="U1", name="ana")),
        (
            PRESSED | {"user": {"id": "U2", "username": "bo", "team_id": "T2"}},
            Sender(team="T1", workspace="T2", user="U2", name="bo"),
        ),
        (
            PRESSED | {"user": {"id": "U2", "username": "bo"}},
            Sender(team="T1", workspace="T1", user="U2", name="bo"),
        ),
        (SENT | {"team": None}, Sender(team="T1", workspace="T1", user="U1", name="ana")),
    ],
)
def test_somebody_is_of_their_own_workspace_and_asks_in_the_one_that_has_segue(body: Json, sender: Sender) -> None:
    assert inbound.sender(body) == sender


@pytest.mark.parametrize(
    ("body", "team"),
    [
        (COMMAND, "T1"),
        (PRESSED | {"user": {"id": "U2", "team_id": "T2"}}, "T1"),
        (SENT | {"team": {"id": "T2"}, "view": SENT["view"] | {"app_installed_team_id": "T1"}}, "T1"),
        ({"team_id": "T2", "authorizations": [{"team_id": "T1", "user_id": "UBOT"}], "event": {}}, "T1"),
        ({"team_id": "T1", "event": {}}, "T1"),
    ],
)
def test_the_team_is_where_segue_is_installed_whoever_else_is_named(body: Json, team: str) -> None:
    assert inbound.team_of(body) == team


def test_a_command_is_read_as_it_was_typed_although_slack_escapes_three_characters() -> None:
    command = inbound.command(COMMAND | {"text": "a &lt;b&gt; &amp;amp; &quot; <@U2|bo>"}, ACTOR)

    assert command.text == "a <b> &amp; &quot; <@U2|bo>"


@pytest.mark.parametrize(("body", "key"), [(COMMAND, "1.2"), (PRESSED, "1.2"), (COMMAND | {"trigger_id": None}, "")])
def test_a_command_and_a_click_are_known_by_their_trigger(body: Json, key: str) -> None:
    assert inbound.key(body) == key


def test_a_form_is_known_by_what_is_in_it_and_where_it_stands() -> None:
    sent = values(name={"type": "plain_text_input", "value": "a"})
    later = sent | {"view": sent["view"] | {"hash": "2.b"}, "trigger_id": "9.9"}
    other = values(name={"type": "plain_text_input", "value": "b"})

    assert inbound.key(sent) == inbound.key(sent | {"trigger_id": "8.8"})
    assert len({inbound.key(one) for one in (sent, later, other)}) == 3


@pytest.mark.parametrize("action_id", ["done", "win_kudos-3", ""])
def test_a_button_of_an_unknown_make_is_told_to_the_core_which_answers_it(action_id: str) -> None:
    click = inbound.click(PRESSED | {"actions": [{"type": "button", "action_id": action_id}]}, ACTOR)

    assert click is not None
    assert click.action == Action(action_id)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shipped it &amp; slept", "Shipped it & slept"),
        ("<@U1|ana> and <@U2> in <#C1|wins>", "@ana and @somebody in #wins"),
        (
            "see <https://example.org/a|the post>, <https://example.org/b>",
            "see the post (https://example.org/a), https://example.org/b",
        ),
        ("<!here> <!date^1700000000^{date}|on Tuesday>", "@here on Tuesday"),
        ("  &lt;@U1&gt; ", "<@U1>"),
        ("", ""),
    ],
)
def test_a_message_that_becomes_a_win_is_read_as_people_read_it(text: str, words: str) -> None:
    body = PRESSED | {"type": "message_action", "callback_id": "win", "message": {"text": text}}

    assert inbound.shortcut(body, ACTOR).options == {"text": words}


def test_what_is_pressed_at_home_opens_something_new_and_what_came_of_it_is_remembered() -> None:
    home = {"id": "V9", "type": "home", "private_metadata": ""}
    modal = SENT["view"] | {"private_metadata": modals.pack(State(Action("win"), Place(), home=True))}

    at_home = inbound.spot(PRESSED | {"view": home, "container": {"type": "view"}}, READER)
    behind = inbound.spot(SENT | {"view": modal}, READER)

    assert (at_home.home, at_home.view, at_home.place) == (True, "", Place())
    assert (behind.home, behind.view) == (True, "V1")


@pytest.mark.parametrize(
    ("user", "profile"),
    [
        (
            {"team_id": "T1", "is_admin": True, "tz": "Europe/Berlin"},
            Profile(name="ana", administers=True, zone="Europe/Berlin"),
        ),
        ({"team_id": "T1", "is_owner": True}, Profile(name="ana", administers=True)),
        ({"team_id": "T2", "is_admin": True}, Profile(name="ana", stranger=True)),
        ({"team_id": "T1", "is_admin": True, "is_stranger": True}, Profile(name="ana", stranger=True)),
        ({"team_id": "T1", "tz": "Mars/Olympus"}, Profile(name="ana")),
        ({"team_id": "T1", "tz": "../../etc/passwd"}, Profile(name="ana")),
        ({"team_id": "T1", "profile": {"display_name": "", "real_name": "Ana Berg"}}, Profile(name="Ana Berg")),
        ({"team_id": "T1", "profile": {"display_name": "Anita", "real_name": "Ana Berg"}}, Profile(name="Anita")),
        ({"team_id": "T1", "is_bot": True}, Profile(name="ana", bot=True)),
        ({"team_id": "T1", "deleted": True, "is_admin": True}, Profile(name="ana", gone=True)),
        ({}, Profile(name="ana", stranger=True)),
    ],
)
def test_a_profile_gives_name_zone_and_powers(user: Json, profile: Profile) -> None:
    assert read(user, Sender(team="T1", workspace="T1", user="U1", name="ana")) == profile
