"""What was said in a channel can be said anew in its place, however far the first message has come."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from bot.core import Core
from bot.domain.roadmap import Library
from bot.features.feature import Answers, Context, Feature, Telling
from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.ports import Failed, Outcome, Parcel, Retry, Sent, Skipped, Unknown
from bot.replies import Alone, CohortChannels, Post, Reply
from bot.requests import Platform, Role
from bot.store.models import Cohort, CohortState, Delivery, DeliveryState
from bot.store.queries import ledger
from tests.support.databases import Postgres, Sqlite
from tests.support.worlds import World

#: What the sign says now; a feature would look it up.
SIGN = {"words": "Open"}
REFUSALS = (Skipped("closed"), Unknown("the line died"), Failed("no such channel"))


def board() -> Feature:
    """A feature that hangs out a sign, and changes what stands on it."""
    feature = Feature()

    def hang(ctx: Context, answers: Answers, *, instead: bool) -> Reply:
        SIGN["words"] = answers.word(1) or "Open"
        post = Post(kind="sign", audience=CohortChannels(answers.number(0)), subject=answers.word(2), instead=instead)
        return Reply(card=Card(title="Done"), posts=(post,))

    def whisper(ctx: Context, answers: Answers, *, instead: bool) -> Reply:
        SIGN["words"] = answers.word(1)
        alone = Alone(answers.number(0), ctx.person.id)
        return Reply(card=Card(title="Done"), posts=(Post(kind="sign", audience=alone, subject="", instead=instead),))

    feature.click("sign.whisper", role=Role.ANYONE)(lambda ctx, answers: whisper(ctx, answers, instead=False))
    feature.click("sign.unsay", role=Role.ANYONE)(lambda ctx, answers: whisper(ctx, answers, instead=True))
    feature.click("sign.hang", role=Role.ANYONE)(lambda ctx, answers: hang(ctx, answers, instead=False))
    feature.click("sign.change", role=Role.ANYONE)(lambda ctx, answers: hang(ctx, answers, instead=True))

    @feature.saying("sign")
    def say(telling: Telling) -> Card | Skipped:
        if SIGN["words"] == "Gone" and not telling.instead:
            return Skipped("it was taken in")
        return Card(title=SIGN["words"])

    return feature


@pytest.fixture
def street(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A cohort whose opening has been announced, and a feature with a sign."""
    world.platform = Platform.SLACK
    world.starts_cohort()
    settle(world, Sent("news"))
    world.core = Core(world.database, world.library, world.clock, Random(7), board())
    return world


def cohort(world: World) -> int:
    with world.database.begin() as session:
        return session.scalars(select(Cohort.id)).one()


def presses(world: World, name: str, words: str, subject: str = "1") -> None:
    world.presses("Ana", Action(name, (str(cohort(world)), words, subject)))


def claim(world: World) -> tuple[Parcel, ...]:
    return world.core.claim((Platform.SLACK,), 10)


def settle(world: World, outcome: Outcome) -> tuple[str, str]:
    """Send the one parcel that is due: what it says, and in whose place."""
    [parcel] = claim(world)
    world.core.settle([(parcel, outcome)])
    return parcel.card.title, parcel.instead


def signs(world: World) -> list[Delivery]:
    with world.database.begin() as session:
        return list(session.scalars(select(Delivery).where(Delivery.kind == "sign").order_by(Delivery.id)))


def test_what_was_sent_is_changed_where_it_stands(street: World) -> None:
    presses(street, "sign.hang", "Open")
    assert settle(street, Sent("ref-1")) == ("Open", "")

    presses(street, "sign.change", "Closed")

    assert settle(street, Sent("ref-1")) == ("Closed", "ref-1")
    assert [sign.state for sign in signs(street)] == [DeliveryState.SENT, DeliveryState.SENT]


def test_what_waits_says_the_newest_and_is_sent_once(street: World) -> None:
    presses(street, "sign.hang", "Open")

    presses(street, "sign.change", "Closed")

    assert settle(street, Sent("ref-1")) == ("Closed", "")
    assert claim(street) == ()


def test_what_waits_and_was_taken_back_is_never_said(street: World) -> None:
    presses(street, "sign.hang", "Open")

    presses(street, "sign.change", "Gone")

    assert claim(street) == ()
    assert [(sign.state, sign.reason) for sign in signs(street)] == [(DeliveryState.SKIPPED, "it was taken in")]


def test_what_is_on_its_way_is_changed_once_it_has_arrived(street: World) -> None:
    presses(street, "sign.hang", "Open")
    [first] = claim(street)

    presses(street, "sign.change", "Gone")
    assert claim(street) == ()
    street.core.settle([(first, Sent("ref-1"))])
    street.clock.turn_to(street.clock.now() + timedelta(seconds=5))

    assert settle(street, Sent("ref-1")) == ("Gone", "ref-1")


@pytest.mark.parametrize("outcome", REFUSALS, ids=lambda outcome: type(outcome).__name__)
def test_what_never_arrived_has_no_place_to_change(street: World, outcome: Outcome) -> None:
    presses(street, "sign.hang", "Open")
    [first] = claim(street)
    presses(street, "sign.change", "Closed")
    street.core.settle([(first, outcome)])

    street.clock.turn_to(street.clock.now() + timedelta(seconds=5))
    presses(street, "sign.change", "Closed again")

    assert claim(street) == ()
    assert [sign.reason for sign in signs(street)][1:] == ["there is no message to change"]


def test_several_changes_are_made_one_after_the_other_and_the_last_one_stays(street: World) -> None:
    presses(street, "sign.hang", "Open")
    settle(street, Sent("ref-1"))
    presses(street, "sign.change", "Closed")
    [slow] = claim(street)

    presses(street, "sign.change", "Open again")
    presses(street, "sign.change", "Closed for good")
    assert claim(street) == ()
    street.core.settle([(slow, Sent("ref-1"))])
    street.clock.turn_to(street.clock.now() + timedelta(seconds=5))

    assert settle(street, Sent("ref-1")) == ("Closed for good", "ref-1")
    assert len(signs(street)) == 3


def test_a_change_that_has_to_wait_comes_again(street: World) -> None:
    presses(street, "sign.hang", "Open")
    settle(street, Sent("ref-1"))
    presses(street, "sign.change", "Closed")
    later = street.clock.now() + timedelta(minutes=1)

    settle(street, Retry(later, "busy"))
    street.clock.turn_to(later)

    assert settle(street, Sent("ref-1")) == ("Closed", "ref-1")


def test_only_what_is_of_the_same_subject_is_changed(street: World) -> None:
    for subject in ("1", "2"):
        presses(street, "sign.hang", "Open", subject)
        settle(street, Sent(f"ref-{subject}"))

    presses(street, "sign.change", "Closed", "2")

    assert settle(street, Sent("ref-2")) == ("Closed", "ref-2")
    assert claim(street) == ()


def test_what_was_said_to_one_person_is_changed_for_that_person_alone(street: World) -> None:
    for who in ("Ana", "Bo"):
        street.presses(who, Action("sign.whisper", (str(cohort(street)), "Psst")))
        settle(street, Sent(f"ref-{who}"))

    street.presses("Bo", Action("sign.unsay", (str(cohort(street)), "Never mind")))

    assert settle(street, Sent("ref-Bo")) == ("Never mind", "ref-Bo")
    assert claim(street) == ()


def test_where_nothing_was_said_nothing_is_changed(street: World) -> None:
    presses(street, "sign.change", "Closed")

    assert signs(street) == []


def test_what_people_take_back_goes_after_the_end_of_their_cohort_too(street: World) -> None:
    presses(street, "sign.hang", "Open")
    settle(street, Sent("ref-1"))
    with street.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))

    presses(street, "sign.change", "Gone")

    assert settle(street, Sent("ref-1")) == ("Gone", "ref-1")


def test_a_change_is_tried_for_a_month(street: World) -> None:
    presses(street, "sign.hang", "Open")
    settle(street, Sent("ref-1"))
    presses(street, "sign.change", "Closed")
    street.clock.turn_to(street.clock.now() + timedelta(days=30))

    assert claim(street) == ()
    assert signs(street)[1].reason == "segue was not running while it was due"


def test_a_lapsed_change_is_made_again_even_where_a_message_would_not_be(street: World) -> None:
    presses(street, "sign.hang", "Open")
    settle(street, Sent("ref-1"))
    presses(street, "sign.change", "Closed")
    claim(street)
    street.core.release()

    assert settle(street, Sent("ref-1")) == ("Closed", "ref-1")


def test_a_change_goes_where_the_message_went_under_a_key_of_its_own(street: World) -> None:
    presses(street, "sign.hang", "Open")
    [parcel] = claim(street)
    street.core.settle([(parcel, Sent("ref-1"))])

    presses(street, "sign.change", "Closed")

    [change] = claim(street)
    assert change.to == parcel.to
    assert change.key != parcel.key


def test_what_is_just_being_taken_back_is_not_claimed_meanwhile(
    servers: dict[str, Postgres | Sqlite], library: Library
) -> None:
    with servers["postgresql"].database() as url:
        world = World(url, library, platform=Platform.SLACK)
        world.starts_cohort()
        number = cohort(world)
        with world.database.begin() as session:
            assert len(ledger.said(session, number, None, kind="cohort-opened", subject="")) == 1
            assert claim(world) == ()
        assert len(claim(world)) == 1
        world.close()
