"""Who takes no private notes where they are finds what waited beside the answer to what they do next."""

from random import Random

import pytest
from sqlalchemy import Connection, event, select, text, update

from bot.core import Core
from bot.domain.notes import Reminders, Urgency
from bot.features import noting
from bot.features.feature import Part, Telling
from bot.features.table import FEATURES, gathered
from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.ports import Skipped
from bot.requests import Command, Place, Platform
from bot.store.models import Account, Delivery, DeliveryState, Notice, NoticeState, Person, Workspace
from tests.support import seen
from tests.support.whispers import at_once, joins_without_messages, opens, post_all, titles, whispers
from tests.support.worlds import CHANNEL, World

ALL = ["A request of Spring", "A plan of Spring", "A word of Spring"]
EVENING = "2027-01-01 18:00 Africa/Lagos"


@pytest.fixture
def server(world: World) -> World:
    """Discord, where Bo learns in Spring and takes no private messages."""
    joins_without_messages(world)
    return world


def became(world: World) -> list[tuple[DeliveryState, str]]:
    """What became of the notes, by their deliveries."""
    with world.database.begin() as session:
        rows = session.execute(select(Delivery).where(Delivery.kind == noting.NOTE).order_by(Delivery.id)).scalars()
        return [(row.state, row.reason) for row in rows]


def waiting(world: World) -> int:
    """How many notices wait."""
    with world.database.begin() as session:
        return len(session.scalars(select(Notice.id).where(Notice.state == NoticeState.WAITING)).all())


def change(world: World, **values: object) -> None:
    """Change what Bo has told of their habits."""
    with world.database.begin() as session:
        session.execute(update(Person).where(Person.name == "Bo").values(**values))


def whisper_and_wait(world: World, moment: str = EVENING) -> None:
    world.says("Bo", "/whisper")
    world.comes_to(moment)
    assert post_all(world) == []


def test_what_is_due_opens_at_the_next_click_and_once(server: World) -> None:
    whisper_and_wait(server)

    assert became(server) == [(DeliveryState.SKIPPED, "it waits for their next click")]
    assert waiting(server) == 3
    assert opens(server) == ALL
    assert opens(server) == []
    assert became(server) == [(DeliveryState.SKIPPED, "it opened at their click")]


def test_a_click_opens_it_also_before_the_clockwork_looked(server: World) -> None:
    server.says("Bo", "/whisper")
    server.comes_to(EVENING)

    assert opens(server) == ALL
    assert post_all(server) == []
    assert became(server) == [(DeliveryState.SKIPPED, "it opened at their click")]


def test_nothing_opens_before_the_hour_of_the_note(server: World) -> None:
    server.says("Bo", "/whisper")
    server.comes_to("2027-01-01 17:59 Africa/Lagos")

    assert opens(server) == []


def test_a_button_and_a_form_open_it_too(server: World) -> None:
    whisper_and_wait(server)
    pressed = server.presses("Bo", Action("command.run", ("roadmap", "")))
    server.comes_to("2027-01-02 19:00 Africa/Lagos")
    server.says("Bo", "/whisper again")
    server.comes_to("2027-01-03 19:00 Africa/Lagos")
    filled = server.fills("Bo", Action("my.hours"), {"at": "18:00", "from": "", "to": ""})

    assert (titles(pressed.note), titles(filled.note)) == (ALL, ALL)


def test_a_form_leaves_it_to_the_next_card_and_a_refusal_does(server: World) -> None:
    whisper_and_wait(server)

    assert server.says("Bo", "/my hours").note is None
    assert server.says("Bo", "/nonsense").note is None
    assert opens(server) == ALL


@pytest.mark.parametrize("said", ["/my notes", "/MY NOTES off", "/my notes off"])
def test_the_answer_about_private_messages_opens_none(server: World, said: str) -> None:
    whisper_and_wait(server)

    assert opens(server, said) == []
    assert server.presses("Bo", Action("my.notes.keep", ("off",))).note is None
    assert server.chooses("Bo", Action("command.run", ("my",)), "notes").note is None
    assert opens(server) == ALL


def test_what_waited_comes_by_message_once_they_are_on(server: World) -> None:
    whisper_and_wait(server)
    server.says("Bo", "/my notes on")
    at_once = opens(server)
    server.comes_to("2027-01-02 18:00 Africa/Lagos")

    [note] = post_all(server)

    assert at_once == []
    assert titles(note.card) == ALL


def test_what_is_turned_on_after_a_note_was_opened_comes_the_day_after(server: World) -> None:
    server.says("Bo", "/whisper")
    server.comes_to("2027-01-02 10:00 Africa/Lagos")
    opened = opens(server)
    server.says("Bo", "/whisper again")
    server.says("Bo", "/my notes on")
    server.comes_to("2027-01-02 20:00 Africa/Lagos")
    same_day = post_all(server)
    server.comes_to("2027-01-03 18:00 Africa/Lagos")

    assert (opened, same_day) == (ALL, [])
    assert [titles(parcel.card) for parcel in post_all(server)] == [ALL]


def test_at_most_four_things_open_and_one_note_a_day(server: World) -> None:
    server.starts_cohort(place=Place(channel="C2"), name="Autumn")
    server.says("Bo", "/cohort join Autumn")
    server.hushes()
    whisper_and_wait(server)
    today, later = opens(server, "/my"), opens(server, "/my")
    server.comes_to("2027-01-02 08:00 Africa/Lagos")

    assert (len(today), later) == (4, [])
    assert opens(server, "/my") == ["A word of Autumn", "A word of Spring"]


def test_what_nobody_came_for_in_time_is_not_said(server: World) -> None:
    whisper_and_wait(server)
    server.comes_to("2027-01-04 11:59 Europe/Berlin")
    in_time = len(opens(server))
    server.says("Bo", "/whisper again")
    server.comes_to("2027-01-07 12:00 Europe/Berlin")

    assert in_time == 3
    assert opens(server) == []


def test_who_wants_nothing_hears_nothing_and_a_pause_counts(server: World) -> None:
    change(server, reminders=Reminders.NONE)
    whisper_and_wait(server)
    wanted = opens(server)
    change(server, reminders=Reminders.ALL)
    server.says("Bo", "/checkin pause 2027-02-01")
    server.says("Bo", "/whisper again")
    server.comes_to("2027-01-02 18:00 Africa/Lagos")

    assert wanted == []
    assert became(server)[0] == (DeliveryState.SKIPPED, "they want to hear less")
    assert opens(server) == []


def test_who_takes_notes_costs_no_statement_more(server: World) -> None:
    asked: list[str] = []

    def listen(_1: Connection, _2: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(server.database.engine, "before_cursor_execute", listen)
    server.says("Bo", "/segue")
    without = [one for one in asked if "notices" in one]
    server.says("Bo", "/my notes on")
    asked.clear()
    server.says("Bo", "/segue")

    assert len(without) == 1
    assert [one for one in asked if "notices" in one] == []


def test_the_same_request_twice_opens_it_once(server: World) -> None:
    whisper_and_wait(server)
    request = Command(actor=server.actor("Bo"), place=CHANNEL, name="roadmap", key="i1")

    first, again = server.core.answer(request), server.core.answer(request)

    assert titles(first.note) == ALL
    assert again.note is None


def test_many_clicks_at_once_open_it_once(server: World) -> None:
    whisper_and_wait(server)

    assert sorted(at_once(server)) == [[]] * 5 + [ALL]


def test_what_cannot_be_opened_does_not_spoil_the_answer(server: World, caplog: pytest.LogCaptureFixture) -> None:
    def break_down(telling: Telling) -> Card:
        telling.session.execute(text("SELECT nothing FROM nowhere"))
        return Card(title="Never")

    broken = gathered((*FEATURES, whispers))
    broken.parts["request"] = Part(Urgency.REQUEST, break_down)
    server.core = Core(server.database, server.library, server.clock, Random(7), broken)
    whisper_and_wait(server)

    reply = server.says("Bo", "/my reminders needed")

    assert seen.title(reply) == "In your daily note from now on: only what is needed"
    assert "In your daily note: only what is needed" in seen.text(server.says("Bo", "/my reminders"))
    assert "cannot" in caplog.text


def test_what_a_closed_line_did_not_take_opens_at_the_next_click(server: World) -> None:
    server.says("Bo", "/my notes on")
    server.says("Bo", "/whisper")
    server.comes_to(EVENING)
    tried = post_all(server, lambda parcel: Skipped("direct messages are closed", closed=True))
    opened = opens(server)
    server.says("Bo", "/whisper again")
    server.comes_to("2027-01-02 18:00 Africa/Lagos")

    assert [titles(parcel.card) for parcel in tried] == [ALL]
    assert opened == ALL
    assert post_all(server) == []
    assert "Private messages are off here" in seen.text(server.says("Bo", "/my notes"))


def test_where_another_account_takes_notes_it_comes_there(server: World) -> None:
    whisper_and_wait(server)
    with server.database.begin() as session:
        bo = session.scalars(select(Person).where(Person.name == "Bo")).one()
        elsewhere = Workspace(community_id=bo.community_id, platform=Platform.SLACK, external_id="T1")
        session.add(elsewhere)
        session.flush()
        known = Account(
            community_id=bo.community_id,
            person_id=bo.id,
            workspace_id=elsewhere.id,
            external_id="U1",
            takes_notes=True,
            latest=False,
        )
        session.add(known)

    assert opens(server) == []
    assert waiting(server) == 3
