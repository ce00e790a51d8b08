"""Whatever people are called and write, everything stays within the platforms' limits; no week loses a word."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, assert_never

import pytest

from adapters.discord import pictures
from adapters.slack import home, modals
from adapters.slack import render as slack
from adapters.slack.spans import Reader
from adapters.web import limits as web_limits
from adapters.web import render as web
from bot import errors
from bot.cards import checkins, cohorts, prompts, refusals, roadmap
from bot.cards.checkins import Noted, Sheet
from bot.cards.cohorts import Listing, Participant
from bot.cards.seats import Seat
from bot.domain import run
from bot.domain.checkin import Week
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.schedule import steady
from bot.domain.tasks import Mark, TaskState
from bot.messages.elements import (
    Bullets,
    Button,
    Card,
    Divider,
    Facts,
    Field,
    FieldKind,
    Form,
    Option,
    Progress,
    Quote,
    Text,
    together,
)
from bot.messages.text import Code, Hyperlink, Line, Mention, Moment, Span, Strong, line
from bot.messages.wire import Action
from content.library import load
from tests.gallery.exhibits import RUN, TABLE, exhibits
from tests.gallery.rendering import HUNG, PLACE, WORKSPACE, ZONE, components, modal
from tests.support.discord import reading, rules
from tests.support.discord.world import V2, walk
from tests.support.plain_browser import PlainPage
from tests.support.slack import grammar, sight
from tests.support.slack.methods import check_message, check_view

ROADMAP = load().default
WEEKS = tuple(range(1, len(ROADMAP.weeks) + 1))
READER = Reader(WORKSPACE, ZONE)
#: What one character costs differs: in markup, in UTF-16, and where there is nowhere to cut.
CHARACTERS = ("*", "<", "𝕊", "word ", "W", "🏳️‍🌈", "@")
#: Components of Discord.
BUTTON, TEXT_DISPLAY = 2, 10

Shown: TypeAlias = Card | Form


def fits_slack(shown: Shown) -> None:
    if isinstance(shown, Card):
        check_message(slack.message(shown, READER))
        assert list(grammar.home(home.view(shown, READER))) == []
        check_view(modals.card(shown, PLACE, READER))
    else:
        check_view(modals.form(shown, PLACE, READER))


def fits_discord(shown: Shown) -> None:
    if isinstance(shown, Card):
        picture = {"filename": pictures.NAME, "url": HUNG}
        assert rules.message({"flags": V2, "components": components(shown), "attachments": [picture]}) == []
    else:
        assert rules.modal(modal(shown)) == []


def fits_the_web(shown: Shown) -> None:
    if isinstance(shown, Card):
        fitted = web_limits.fitted(shown)
        assert len(fitted.title) <= web_limits.TITLE
        assert sum(len(_said(span)) for span in _spans(fitted)) <= web_limits.BODY + len(_plain(fitted.footnote))
    assert PlainPage(str(web.card(shown) if isinstance(shown, Card) else web.form(shown))).text


FITS: Mapping[str, Callable[[Shown], None]] = {
    "slack": fits_slack,
    "discord": fits_discord,
    "web": fits_the_web,
}


@pytest.mark.parametrize("platform", FITS)
async def test_every_exhibit_fits(platform: str) -> None:
    for exhibit in exhibits(load()).values():
        FITS[platform](exhibit.shown)


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("character", CHARACTERS)
async def test_the_longest_names_and_answers_fit(platform: str, character: str) -> None:
    for shown in _worst(_long(character, 60), _long(character, 80), _long(character, 1000)):
        FITS[platform](shown)


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("many", [1, 10, 11, 25])
@pytest.mark.parametrize("character", CHARACTERS)
async def test_several_choices_fit(platform: str, many: int, character: str) -> None:
    options = tuple(Option(f"{number}-{'o' * 60}", _long(character, 200)) for number in range(many))
    for before in (options, options[:1], ()):
        initial = together(one.value for one in before)
        field = Field(key="k", label="Known", kind=FieldKind.CHOICES, options=options, initial=initial)
        FITS[platform](Form(title="You", action=Action("you"), fields=(field,)))


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("week", WEEKS)
async def test_every_week_fits(platform: str, week: int) -> None:
    for card in _of_week(ROADMAP, week):
        FITS[platform](card)


@pytest.mark.parametrize("platform", ["slack", "discord", "web"])
async def test_a_list_that_is_too_long_begins_and_says_that_it_goes_on(platform: str) -> None:
    many = [Listing(number=number, name=f"Cohort {number}", run=FAR, joined=False) for number in range(200)]

    text = _texts(cohorts.here(many))[platform]

    assert "Cohort 0 · from" in text
    assert any(sign in text[-100:] for sign in ("more", "…", "Shortened"))


@pytest.mark.parametrize("week", WEEKS)
async def test_no_word_of_a_week_is_left_out(week: int) -> None:
    for card in _of_week(ROADMAP, week):
        for platform, text in _texts(card).items():
            missing = [said for span in _spans(card) if (said := _said(span)) not in text]
            assert missing == [], f"{card.title} on {platform}"


@pytest.mark.parametrize("week", WEEKS)
async def test_no_button_of_a_week_is_left_out(week: int) -> None:
    for card in _of_week(ROADMAP, week):
        labels = [control.label for control in card.controls if isinstance(control, Button)]

        assert [*sight.buttons(slack.message(card, READER)["blocks"])] == labels
        assert [one["label"] for one in walk(components(card)) if one["type"] == BUTTON] == labels


def _long(character: str, length: int) -> str:
    """So many characters, as Python counts them, with a word at both ends so that nobody strips them."""
    return ("n" + character * length)[: length - 1] + "n"


FAR = Run(schedule=steady(replace(TABLE, zone="America/Argentina/Buenos_Aires")), weeks=27)


def _worst(name: str, person: str, answer: str) -> Iterator[Shown]:
    """Everything that names and answers are in, with as many of them as one community can have."""
    listing = Listing(number=10**9, name=name, run=FAR, joined=False)
    many = tuple(replace(listing, number=number, joined=number % 2 == 0) for number in range(40))
    people = [Participant(name=person, roles=("organises", "mentors", "learns"))] * 200
    said = Week(done=answer, obstacle=answer, next_step=answer[:300], energy="5")
    names = tuple(cohort.name for cohort in many)
    yield cohorts.start(name, "2027-01-04", "America/Argentina/Buenos_Aires")
    yield from (
        cohorts.started(listing, "In Buenos Aires it is 14:05 now"),
        cohorts.opened(listing, ROADMAP.title, 27),
        cohorts.left(listing),
    )
    yield from (cohorts.joined(listing, True), cohorts.here(many), cohorts.people(name, people))
    sheet = Sheet(cohort=10**9, week=27, focus=answer, said=said, running=answer[:200], wanted=answer[:300])
    noted = Noted(cohort=10**9, week=27, streak=27, said=replace(said, next_step=answer), blocker=10**9, waits=26)
    yield from (checkins.form(sheet), checkins.noted(noted))
    yield roadmap.opening(ROADMAP, line(f"{name} begins ", Moment(run.prompt(RUN, 1).due), "."), 10**9)
    yield refusals.refused(errors.NoSuchCohort(answer, names))
    yield refusals.refused(errors.WhichCohort(names))
    yield refusals.refused(errors.NoSuchWeek(answer, 27))
    yield refusals.refused(errors.NotUnderstood(f"/{answer}"[:80], "/cohort join"))


def _of_week(of: Roadmap, week: int) -> Iterator[Card]:
    """Everything that is said of a week, in a cohort with a long number."""
    number, opens, closes = 10**9, run.checkin(RUN, week).due, run.prompt(RUN, week + 1).due
    done = {task.slug: Mark(state=TaskState.DONE, note="x") for task in of.weeks[week - 1].tasks}
    yield prompts.weekly(of, week, number, opens)
    yield prompts.checkin(of, week, number, closes)
    yield prompts.reminder(of, week, number, closes)
    yield roadmap.week(of, week, Seat(cohort=number, week=week))
    yield roadmap.week(of, week, Seat(cohort=number, week=27, marks=done))


def _texts(card: Card) -> dict[str, str]:
    """What a reader sees of a card, by platform."""
    displays = [one["content"] for one in walk(components(card)) if one["type"] == TEXT_DISPLAY]
    return {
        "slack": sight.words(slack.message(card, READER)["blocks"], ZONE),
        "discord": reading.read("\n".join(displays)).text,
        "web": PlainPage(str(web.card(card))).text,
    }


def _spans(card: Card) -> Iterator[Span]:
    yield from card.footnote
    for block in card.body:
        match block:
            case Text(spans) | Quote(spans):
                yield from spans
            case Bullets(items):
                yield from (span for item in items for span in item)
            case Facts(rows):
                yield from (span for _, value in rows for span in value)
            case Progress(label=label):
                yield label
            case Divider():
                pass
            case _:
                assert_never(block)


def _said(span: Span) -> str:
    """The words of a span; a moment's are each platform's own."""
    match span:
        case str():
            return span.strip()
        case Strong(words) | Code(words):
            return words
        case Hyperlink(label=label):
            return label
        case Mention(name=name):
            return name
        case Moment():
            return ""
    assert_never(span)


def _plain(spans: Line) -> str:
    return "".join(map(_said, spans))
