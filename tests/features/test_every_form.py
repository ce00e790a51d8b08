"""Whatever is typed into any form there is, it is kept and shown, or refused beside its field; it never rings."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from adapters.slack import modals
from adapters.slack import render as slack
from adapters.slack.spans import Reader
from adapters.web import render as web
from bot.domain.words import storable
from bot.features.table import gathered
from bot.messages import plain
from bot.messages.elements import Card, Field, FieldKind, Form
from bot.messages.wire import SEPARATOR, Action
from bot.replies import Reply
from bot.requests import Click, Place
from content.library import load
from tests.gallery.rendering import PLACE, WORKSPACE, ZONE, components
from tests.gallery.test_limits import FITS
from tests.stories import alarms
from tests.support.databases import Sqlite
from tests.support.discord import reading
from tests.support.discord.world import walk
from tests.support.mentoring import pair
from tests.support.seen import typed
from tests.support.weeks import button, live
from tests.support.worlds import World

LIBRARY = load()
ROADMAP = LIBRARY.default
TASK, OTHER = (task.slug for task in ROADMAP.weeks[0].tasks[:2])
WEEK_1, READER = Action("checkin", ("1", "1")), Reader(WORKSPACE, ZONE)
STEPS = [step.slug for step in ROADMAP.guide.onboarding if step.questions]
#: Where each form is found by somebody who organises Spring, learns in it, and has used everything once.
OPENINGS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "checkin": (("1", "1"),),
    "checkin.pause": (("1",),),
    "checkin.snooze": (("1", "1"),),
    "cohort.buffer": (("1",),),
    "cohort.holiday": (("1",),),
    "cohort.naming": (("1",),),
    "cohort.pace": (("1",),),
    "cohort.pause": (("1",),),
    "cohort.rhythm": (("1",),),
    "cohort.start": ((),),
    "cohort.starts": (("1",),),
    "experiment.longer": (("1", "1"),),
    "experiment.result": (("1", "1"),),
    "mentor.ask": (("1",),),
    "mentor.contact": (("1",),),
    "mentor.hours": ((),),
    "mentor.no": (("1",),),
    "mentor.offer": (("1",),),
    "mentor.pause": ((),),
    "my.hours": ((),),
    "my.link": ((),),
    "my.step": tuple((slug,) for slug in STEPS),
    "my.why": ((),),
    "my.zone": ((),),
    "pairing.note": (("1", "1"),),
    "pairing.plan": (("1", "1"),),
    "pairs.policy": (("1",),),
    "pairs.weights": (("1",),),
    "roadmap.skip": (("1",),),
    "roadmap.which": (("1",),),
    "segue.connect": ((),),
    "stale.report": (("1", TASK),),
    "task.evidence": (("1", "1", TASK),),
    "task.skip": (("1", "1", OTHER),),
    "win": (("1",), ("1", "task", TASK), ("1", "checkin", "1")),
    "win.edit": (("1",),),
}
#: What is read as a day, an hour or a place, with an answer that can be read; none for what the form begins with.
READ = {
    "since": "2027-02-01",
    "until": "2027-02-10",
    **dict.fromkeys(("starts", "zone", "city", "hour", "at", "from", "to", "prompt", "closing", "digest"), ""),
    "running": "",
    **dict.fromkeys(("by", "weekdays", "saturday", "sunday", "others", "weeks", "days", "hours", "weights"), ""),
    "number": "3",
    "code": "ABCD-EFGH",
}
#: What shows that a form was kept, where neither its answer nor the form itself does.
LATER = {"win": "/win mine"}
HOSTILE = (
    "<!channel> @everyone <@U-Bo> <@12> **x** <script>alert(1)</script>",
    "</t:1:R> [a](https://x.y) `| > # - <#1>",
    "\ud800\0\u202e\u200b|" * 9,
    "🏳️‍🌈" * 300,
    "<&>" * 400,
)
ANY = some.text(some.characters(exclude_categories=()), max_size=60) | some.sampled_from(HOSTILE)
CHANNELS = count(2)


@contextmanager
def used(folder: Path) -> Iterator[World]:
    """Ana organises Spring and learns there with Bo; on the Friday of its first week she has used everything once."""
    with Sqlite(folder).database() as url, closing(World(url, LIBRARY)) as world:
        world.starts_cohort()
        for who in ("Ana", "Bo"):
            world.says(who, "/cohort join")
        met = pair(world, "Ana", "Bo")
        world.presses("Ana", Action("pairing.met", (str(met), "1", "yes")))
        live(world, "2027-01-08 15:00 Europe/Berlin")
        shown = world.fills("Ana", Action("cohort.pace", ("1",)), {"pace": "extended"})
        world.presses("Ana", button([card(shown)], "Save"))
        world.fills("Ana", WEEK_1, {"done": "x", "next_step": "y", "running": "until Thursday"})
        world.fills("Ana", Action("win", ("1",)), {"words": "x", "category": "support-gained", "who": "me"})
        yield world


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The clock stands still in it."""
    with used(tmp_path_factory.mktemp("forms")) as world:
        yield world


def test_every_form_has_its_opening_here() -> None:
    assert OPENINGS.keys() == gathered().forms.keys()


@pytest.mark.parametrize("name", sorted(OPENINGS))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=some.lists(ANY, min_size=5, max_size=5), opening=some.integers(0, 9), odd=some.booleans())
@example(words=[*HOSTILE], opening=0, odd=False)
@example(words=[" "] * 5, opening=0, odd=False)
@example(words=["<&>" * 400] * 5, opening=0, odd=True)
async def test_whatever_is_typed_is_kept_or_asked_for_again(
    spring: World, name: str, words: list[str], opening: int, odd: bool
) -> None:
    action, place = Action(name, OPENINGS[name][opening % len(OPENINGS[name])]), somewhere()
    form = opened(spring, action, place)
    assert form is not None
    answers = {field.key: answer(field, said, odd) for field, said in zip(form.fields, words, strict=False)}
    reply = spring.fills("Ana", action, answers, place)

    harmless(reply)
    assert reply.form is not None or not any(unfit(field, answers[field.key]) for field in form.fields)
    if reply.form is not None:
        assert any(field.problem for field in reply.form.fields)
        assert typed(reply) == {key: storable(said) for key, said in answers.items()}
    else:
        again = opened(spring, action, place)
        later = spring.says("Ana", LATER.get(name, "/roadmap"))
        shown = "".join(plain.card(one, ZONE) for one in (card(reply), card(later)))
        shown += plain.form(again, ZONE) if again else ""
        assert [said for said in kept(form, answers) if said not in shown.replace(SEPARATOR, "/")] == []


async def test_what_is_said_of_it_later_is_harmless_too(tmp_path: Path) -> None:
    with used(tmp_path) as world:
        talking = OPENINGS.keys() - {"checkin.pause"}
        for action in (Action(name, args) for name in sorted(talking) for args in OPENINGS[name]):
            place = somewhere()
            form = opened(world, action, place)
            assert form is not None
            said = {
                field.key: answer(field, words, False) for field, words in zip(form.fields, HOSTILE, strict=False)
            }
            world.fills("Ana", action, said, place)
        told = live(world, "2027-01-29 15:00 Europe/Berlin")

        for parcel in told:
            harmless(Reply(card=parcel.card))
        assert {parcel.to.user for parcel in told if HOSTILE[0] in plain.card(parcel.card, ZONE)} == {None}
        assert {parcel.to.user for parcel in told if HOSTILE[1] in plain.card(parcel.card, ZONE)} == {"U-Ana"}


def somewhere() -> Place:
    """A channel that nobody speaks in."""
    return Place(channel=f"C{next(CHANNELS)}", channel_name="#quiet", private=False)


def opened(world: World, action: Action, place: Place) -> Form | None:
    """The form that a button of this action opens; none where it is not open to them any more."""
    return world.core.answer(Click(actor=world.actor("Ana"), place=place, action=action)).form


def answer(field: Field, said: str, odd: bool) -> str:
    """What somebody answers: these words where words are wanted, and where they are not, too, when it is `odd`."""
    if not odd and field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return field.initial or field.options[0].value
    if not odd and (field.key in READ or field.kind in {FieldKind.DATE, FieldKind.TIME}):
        return field.initial or READ[field.key]
    return said if odd else said[: field.longest]


def unfit(field: Field, said: str) -> bool:
    """Whether no form takes that: nothing where something is wanted, or more than there is room for."""
    if field.kind not in {FieldKind.LINE, FieldKind.PARAGRAPH}:
        return False
    return len(storable(said)) > field.longest or (field.required and not storable(said).strip())


def kept(form: Form, answers: Mapping[str, str]) -> Iterator[str]:
    """The words that have to be shown somewhere as they are."""
    for field in form.fields:
        if field.kind in {FieldKind.LINE, FieldKind.PARAGRAPH} and field.key not in READ:
            yield storable(answers[field.key]).strip().replace(SEPARATOR, "/")


def card(reply: Reply) -> Card:
    assert reply.card is not None
    return reply.card


def harmless(reply: Reply) -> None:
    """It fits every platform, and nothing in it rings or runs."""
    shown = reply.card or reply.form
    assert shown is not None
    for fits in FITS.values():
        fits(shown)
    assert [
        *alarms.ringing(
            slack.message(shown, READER) if isinstance(shown, Card) else modals.form(shown, PLACE, READER)
        )
    ] == []
    if isinstance(shown, Card):
        displays = "\n".join(str(one["content"]) for one in walk(components(shown)) if "content" in one)
        assert alarms.MENTIONS.isdisjoint(name for name, _ in reading.read(displays).acts)
    page = str(web.card(shown) if isinstance(shown, Card) else web.form(shown))
    assert "<script" not in page
    assert 'class="mention' not in page
