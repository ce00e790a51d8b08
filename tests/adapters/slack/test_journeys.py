"""People in a local Slack, the true Bolt and SDK, and a parrot in place of the core."""

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from urllib.parse import urlencode

from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Choice, Field, Form, Link, Option, Text, filled
from bot.messages.wire import Action
from bot.ports import Address, Parcel, Sent
from bot.replies import Reply
from bot.requests import Click, Command, Platform, Request, Submission
from tests.support.slack import sight
from tests.support.slack.hands import FORM as FORM_TYPE
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.workspace import Message, View

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
CHECKIN = Form(
    title="Check-in", action=Action("checkin", ("3",)), fields=(Field(key="done", label="What got done?"),)
)
CONTROLS = (
    Button(label="Open", action=Action("open")),
    Button(label="Done", action=Action("done")),
    Choice(label="Route", action=Action("route"), options=(Option("a", "Inside"), Option("b", "Outside"))),
    Link(label="Source", url="https://example.org/source"),
)


def answer(request: Request) -> Reply:
    """A card for a command, a form for “Open”, a new card for anything else, and a form again for “no”."""
    match request:
        case Command(text="form"):
            return Reply(form=CHECKIN)
        case Command():
            return Reply(card=Card(title="Week 3", body=(Text((request.text,)),), controls=CONTROLS))
        case Click(action=Action(name="open")):
            return Reply(form=CHECKIN)
        case Click():
            return Reply(card=Card(title=f"{request.action.name} {request.choice}".strip()), replaces=True)
        case Submission(answers={"done": "no"}):
            return Reply(form=filled(CHECKIN, request.answers, {"done": "Say a little more."}))
        case Submission():
            return Reply(card=Card(title="Noted", controls=(Button(label="Edit", action=Action("open")),)))


def house_of(parrot: Parrot) -> AbstractAsyncContextManager[House]:
    return opened(parrot, SetClock(NOW))


async def press(house: House, user: str, label: str) -> Message | View:
    before = house.slack.workspace.revisions.get(user, 0)
    await house.hands.presses(user, label)
    return await house.slack.workspace.shown_after(user, before)


async def post(house: House, card: Card, **to: str) -> None:
    channel, user = to.get("channel"), to.get("user")
    address = Address(platform=Platform.SLACK, workspace="T1", channel=channel, user=user)
    parcel = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=address, card=card, reader_zone="UTC")
    assert isinstance(await house.door.messenger.send(parcel), Sent)


async def test_a_command_is_answered_for_the_person_alone() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap week 3")

        [message] = house.slack.workspace.messages
        assert (message.viewer, sight.title(message.blocks)) == ("UBO", "Week 3")
        assert house.slack.refusals == []


async def test_the_core_hears_who_typed_what_and_where() -> None:
    parrot = Parrot(answer)
    async with house_of(parrot) as house:
        await house.hands.types("UANA", CHANNEL, "/roadmap  week *3* & <more>")

        [heard] = parrot.heard
        assert isinstance(heard, Command)
        assert (heard.name, heard.text) == ("roadmap", " week *3* & <more>")
        assert (heard.actor.user, heard.actor.name, heard.actor.workspace) == ("UANA", "Ana", "T1")
        assert (heard.actor.administers, heard.actor.zone) == (True, "Europe/Berlin")
        assert (heard.place.channel, heard.place.channel_name, heard.place.private) == (CHANNEL, "ml-switch", True)


async def test_a_command_that_says_payload_is_heard_although_bolt_alone_would_lose_it() -> None:
    parrot = Parrot(answer)
    async with house_of(parrot) as house:
        await house.hands.types("UBO", CHANNEL, "/win payload parser shipped")

        assert [request.text for request in parrot.heard if isinstance(request, Command)] == [
            "payload parser shipped"
        ]


async def test_a_button_of_a_private_card_puts_the_answer_in_its_place() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")

        await press(house, "UBO", "Done")

        [message] = house.slack.workspace.messages
        assert sight.title(message.blocks) == "done"


async def test_a_choice_from_a_menu_reaches_the_core() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")

        await press(house, "UBO", "Outside")

        [message] = house.slack.workspace.messages
        assert sight.title(message.blocks) == "route b"


async def test_a_button_of_a_post_is_answered_beside_it_for_the_person_alone() -> None:
    async with house_of(Parrot(answer)) as house:
        await post(house, Card(title="Week 3", controls=CONTROLS), channel=CHANNEL)

        await press(house, "UBO", "Done")

        public, private = house.slack.workspace.messages
        assert (sight.title(public.blocks), public.viewer) == ("Week 3", None)
        assert (sight.title(private.blocks), private.viewer) == ("done", "UBO")


async def test_a_button_in_a_private_line_puts_the_answer_in_its_place() -> None:
    parrot = Parrot(answer)
    async with house_of(parrot) as house:
        await post(house, Card(title="Your note", controls=CONTROLS), user="UBO")

        await press(house, "UBO", "Done")

        [message] = house.slack.workspace.messages
        assert (message.channel, sight.title(message.blocks)) == ("DUBO", "done")
        assert (parrot.heard[0].place.private, parrot.heard[0].place.channel) == (True, None)


async def test_an_opened_link_is_acknowledged_and_asks_nothing() -> None:
    parrot = Parrot(answer)
    async with house_of(parrot) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")

        await house.hands.presses("UBO", "Source")

        assert [type(request) for request in parrot.heard] == [Command]


async def test_a_form_goes_from_the_button_to_the_core_and_back_into_the_modal() -> None:
    parrot = Parrot(answer)
    async with house_of(parrot) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        form = await press(house, "UBO", "Open")
        assert isinstance(form, View)
        assert sight.fields(form) == ("What got done?",)

        await house.hands.fills("UBO", {"What got done?": "a <b>parser</b>"})

        sent = parrot.heard[-1]
        assert isinstance(sent, Submission)
        assert (sent.action, sent.answers) == (Action("checkin", ("3",)), {"done": "a <b>parser</b>"})
        assert (sent.place.channel, sent.place.private) == (CHANNEL, True)
        assert sight.view_title(form) == "Noted"
        assert house.slack.refusals == []


async def test_a_refused_answer_is_marked_beside_its_field_and_stays_typed() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types("UBO", CHANNEL, "/checkin form")
        form = await house.slack.workspace.shown_after("UBO", 0)
        assert isinstance(form, View)

        await house.hands.fills("UBO", {"What got done?": "no"})

        assert form.errors == {"done": "Say a little more."}
        assert sight.inputs(form)[0]["element"]["initial_value"] == "no"


async def test_a_button_inside_a_modal_changes_that_modal() -> None:
    async with house_of(Parrot(answer)) as house:
        await house.hands.types("UBO", CHANNEL, "/checkin form")
        await house.slack.workspace.shown_after("UBO", 0)
        await house.hands.fills("UBO", {"What got done?": "a parser"})

        again = await press(house, "UBO", "Edit")

        assert isinstance(again, View)
        assert sight.fields(again) == ("What got done?",)
        assert len(house.slack.workspace.views) == 1


async def test_calling_its_name_is_answered_with_help_in_private_and_once() -> None:
    parrot, clock = Parrot(answer), SetClock(NOW)
    async with opened(parrot, clock) as house:
        first = await house.hands.mentions("UBO", CHANNEL, "hello?", "Ev1")
        await house.slack.workspace.shown_after("UBO", 0)

        clock.turn_to(NOW.replace(minute=1))  # Slack tries again, signed anew
        again = await house.hands.mentions("UBO", CHANNEL, "hello?", "Ev1")
        await house.door.close()

        [message] = house.slack.workspace.messages
        assert (first, again) == (200, 200)
        assert (message.viewer, sight.words(message.blocks, "UTC").splitlines()[1]) == ("UBO", "help")
        [heard] = parrot.heard
        assert isinstance(heard, Command)
        assert (heard.name, heard.text, heard.actor.name) == ("segue", "help", "Bo")


async def test_what_nobody_listens_to_is_taken_in_silence() -> None:
    async with house_of(Parrot(answer)) as house:
        body = '{"type": "event_callback", "team_id": "T1", "event": {"type": "reaction_added", "user": "UBO"}}'

        status, _ = await house.hands.deliver(body, "application/json")

        assert status == 200


async def test_the_address_answers_the_challenge_of_slacks_settings_page() -> None:
    async with house_of(Parrot(answer)) as house:
        status, said = await house.hands.deliver(
            '{"type": "url_verification", "challenge": "3eZbrw1aB"}', "application/json"
        )

        assert (status, "3eZbrw1aB" in said) == (200, True)


async def test_the_same_signed_request_has_one_effect() -> None:
    parrot = Parrot(answer)
    async with house_of(parrot) as house:
        body = urlencode({"command": "/win", "text": "x", "team_id": "T1", "user_id": "UBO", "channel_id": CHANNEL})

        first = await house.hands.deliver(body, FORM_TYPE)
        again = await house.hands.deliver(body, FORM_TYPE)

        assert (first[0], again) == (200, (200, ""))
        assert len(parrot.heard) == 1


async def test_people_are_looked_up_once_in_five_minutes() -> None:
    clock = SetClock(NOW)
    async with opened(Parrot(answer), clock) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        await house.hands.types("UBO", CHANNEL, "/roadmap week 2")
        before = len(house.slack.called("users.info"))

        clock.turn_to(NOW.replace(minute=6))
        await house.hands.types("UBO", CHANNEL, "/roadmap week 3")

        assert (before, len(house.slack.called("users.info"))) == (1, 2)


async def test_somebody_slack_says_nothing_about_is_heard_with_no_powers() -> None:
    parrot = Parrot(answer)
    async with house_of(parrot) as house:
        del house.slack.workspace.members["UANA"]

        status, _ = await house.hands.deliver(
            urlencode({"command": "/x", "team_id": "T1", "user_id": "UANA", "user_name": "ana", "channel_id": "C1"}),
            FORM_TYPE,
        )

        actor = parrot.heard[0].actor
        assert (status, actor.name, actor.administers, actor.zone) == (200, "ana", False, None)
