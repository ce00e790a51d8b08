"""The people of a rehearsal: who they are is the same for a seed, and what they do answers what they read."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.cli.acting import WORDS, Act, Agenda, carry_out
from bot.cli.personas import ELSEWHERE, persona
from bot.cli.readers import QUESTIONS, Reader
from bot.domain.profile import PAIRING
from bot.messages.elements import Button, Card, Field, FieldKind, Form, Option, together
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Actor, Command, Place, Platform, Request, Submission
from content.library import load

NOW = datetime(2027, 1, 12, 17, tzinfo=UTC)
GUIDE = load().default.guide


def actor(name: str) -> Actor:
    return Actor(platform=Platform.WEB, workspace="w", user=name, name=name)


def act(at: datetime, name: str = "Ada", **typed: str) -> Act:
    request = Command(actor=actor(name), place=Place(), name="mentor", text="ask")
    return Act(at=at, request=request, typed=typed)


def suggestion(number: int) -> Card:
    buttons = (("Accept Dana", "mentor.accept"), ("Decline Dana", "mentor.decline"))
    return Card(
        title="T", controls=tuple(Button(label=label, action=Action(name, (str(number),))) for label, name in buttons)
    )


def answers(seed: int, *cards: Card) -> list[str]:
    """What somebody presses who reads these, one each day."""
    reader = Reader(persona(0, "Europe/Berlin", seed, mentors=False), actor("Ada"))
    read = (reader.reads(card, NOW + timedelta(days=day)) for day, card in enumerate(cards))
    return [one.request.action.name for acts in read for one in acts if not isinstance(one.request, Command)]


def test_what_people_tell_of_themselves_is_among_what_is_asked() -> None:
    asked = {one.slug: one for step in GUIDE.onboarding for one in step.questions}
    told = [dict(persona(place, "Europe/Berlin", 1, mentors=False).profile(GUIDE)) for place in range(40)]

    for steps in told:
        for slug, said in (one for answers in steps.values() for one in answers.items()):
            offered = {option.slug for option in asked[slug].options}
            assert slug in PAIRING
            assert not offered or set(said.split(",")) <= offered | {""}
    assert len({len(steps) for steps in told}) > 1


def test_a_seed_decides_who_people_are_and_nobody_else_does() -> None:
    ada, again = (persona(0, "Europe/Berlin", 7, mentors=False) for _ in range(2))
    others = [persona(0, "Europe/Berlin", seed, mentors=False) for seed in range(30)]

    assert list(ada.profile(GUIDE)) == list(again.profile(GUIDE))
    assert len({json.dumps(list(one.profile(GUIDE))) for one in others}) == 30
    assert {one.zone for one in others} > {"Europe/Berlin", ELSEWHERE[0]}


def test_people_say_yes_or_no_or_nothing_and_each_of_them_once() -> None:
    said = Counter("".join(answers(seed, suggestion(1), suggestion(1), suggestion(1))) for seed in range(300))

    assert set(said) == {"mentor.accept", "mentor.decline", ""}
    assert said["mentor.accept"] > 180
    assert 10 < said["mentor.decline"] < said["mentor.accept"]
    assert said[""] > 10


def test_some_need_to_read_it_twice() -> None:
    once = sum(1 for seed in range(200) if answers(seed, suggestion(1)))
    twice = sum(1 for seed in range(200) if answers(seed, suggestion(1), suggestion(1)))

    assert once + 20 < twice


def test_the_numbers_of_rows_decide_nothing() -> None:
    for seed in range(30):
        assert answers(seed, suggestion(1), suggestion(2)) == answers(seed, suggestion(8), suggestion(31))


def test_a_button_that_nobody_asks_about_is_left_alone() -> None:
    reader = Reader(persona(0, "Europe/Berlin", 1, mentors=False), actor("Ada"))

    assert not list(reader.reads(Card(title="T", controls=(Button(label="B", action=Action("x")),)), NOW))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.sign)
def test_shares_are_of_a_hundred_and_what_is_left_is_silence(question: object) -> None:
    [asked] = [one for one in QUESTIONS if one is question]

    assert sum(asked.shares.values()) <= 100
    assert asked.pressed(0.0) == next(iter(asked.shares))
    assert asked.sign in {*asked.shares, "pairing.met could-not"}
    assert asked.pressed(0.999999) == ("" if sum(asked.shares.values()) < 100 else list(asked.shares)[-1])


def test_an_agenda_is_worked_off_in_the_order_of_time_and_names() -> None:
    agenda = Agenda()
    agenda.add((act(NOW, "Cem"), act(NOW + timedelta(hours=1)), act(NOW, "Ada")))

    done = list(agenda.due(NOW))

    assert [one.request.actor.name for one in done] == ["Ada", "Cem"]
    assert agenda.next == NOW + timedelta(hours=1)
    assert all(one.order < after.order for one, after in pairwise(done))


async def test_a_form_is_filled_with_what_was_thought_of_and_what_it_needs() -> None:
    form = Form(
        title="T",
        action=Action("mentor.ask", ("1",)),
        fields=(
            Field(key="purpose", label="P"),
            Field(key="why", label="W", longest=12),
            Field(key="kept", label="K", initial="as it was"),
            Field(key="kind", label="C", kind=FieldKind.CHOICE, options=(Option("a", "A"),)),
            Field(key="more", label="M", required=False),
        ),
    )
    heard: list[Request] = []

    async def ask(request: Request) -> Reply:
        heard.append(request)
        return Reply(card=Card(title="Done")) if isinstance(request, Submission) else Reply(form=form)

    reply = await carry_out(act(NOW, purpose="To begin"), ask)

    assert reply.card == Card(title="Done")
    assert isinstance(heard[-1], Submission)
    assert heard[-1].answers == {
        "purpose": "To begin",
        "why": WORDS[:12],
        "kept": "as it was",
        "kind": "a",
        "more": "",
    }


async def test_a_form_that_finds_something_wrong_is_not_sent_for_ever() -> None:
    wrong = Form(title="T", action=Action("a"), fields=(Field(key="k", label="K", problem="Not that."),))
    heard: list[Request] = []

    async def ask(request: Request) -> Reply:
        heard.append(request)
        return Reply(form=wrong)

    await carry_out(act(NOW, k=together(("x",))), ask)

    assert len(heard) == 1
