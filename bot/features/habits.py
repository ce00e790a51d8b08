"""When somebody is written to: their time zone, the hour of the daily note, quiet hours, and how much is in it."""

from collections.abc import Mapping
from datetime import time
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.cards import habits as cards
from bot.cards.habits import Coming
from bot.domain import cities, notes, reading
from bot.domain.notes import Habits, Reminders
from bot.errors import NotSaved, Refusal
from bot.features import noting
from bot.features.feature import Answers, Context, Feature
from bot.messages.elements import Card, Form
from bot.replies import Reply
from bot.requests import Option, OptionKind, Role
from bot.store.queries import cohorts, people
from bot.store.queries import notes as kept

feature = Feature()

_HOUR = "Write an hour as in 22:00."
_LEVELS = {"all": Reminders.ALL, "needed": Reminders.NEEDED, "none": Reminders.NONE}
_SWITCH = {"on": True, "off": False}

#: After the zone in a button: the card it stands on stays, and the answer comes beside it.
BESIDE = "beside"

T = TypeVar("T")


@feature.command(
    "my zone",
    role=Role.ANYONE,
    summary="Your time zone",
    example="/my zone Berlin",
    options=(Option(name="city", summary="A city near you", kind=OptionKind.ZONE, suggests=True),),
)
def ask_for_zone(ctx: Context, answers: Answers) -> Reply:
    """Look up what they name, or ask for it."""
    return Reply(card=_found(ctx, answers["city"])) if answers["city"] else Reply(form=zone_form(ctx, answers))


@feature.suggestion("city")
def suggest_cities(ctx: Context, typed: str) -> tuple[str, ...]:
    """Zones that are like what is typed."""
    return cities.meant(typed)


@feature.form("my.zone", role=Role.ANYONE)
def zone_form(ctx: Context, answers: Answers) -> Form:
    """The form that asks for a city."""
    return cards.where(ctx.person.zone or "")


@feature.submission("my.zone", role=Role.ANYONE)
def look_up_zone(ctx: Context, answers: Answers) -> Reply:
    """Look up the city they typed; what is like nothing is asked for again."""
    if not cities.meant(answers["city"]):
        raise NotSaved({"city": "No place of that name is known here. Try the capital, or another large city."})
    return Reply(card=_found(ctx, answers["city"]))


@feature.click("my.zone.ask", role=Role.ANYONE)
def ask_about_zone(ctx: Context, answers: Answers) -> Reply:
    """Ask whether the zone they chose shows their hour."""
    return Reply(card=_asked(ctx, _zone(answers["choice"])), replaces=True)


@feature.click("my.zone.keep", role=Role.ANYONE)
def keep_zone(ctx: Context, answers: Answers) -> Reply:
    """Keep the zone they said yes to, and bring their planned notes to it."""
    zone, coming_note = settle_zone(ctx, answers.word(0))
    return Reply(card=cards.zone_kept(zone, coming_note), replaces=answers.word(1) != BESIDE)


@feature.command("my hours", role=Role.ANYONE, summary="The hour of your note, and quiet hours", example="/my hours")
def ask_for_hours(ctx: Context, answers: Answers) -> Reply:
    """Open the form of their hours."""
    return Reply(form=hours_form(ctx, answers))


@feature.form("my.hours", role=Role.ANYONE)
def hours_form(ctx: Context, answers: Answers) -> Form:
    """The form of their hours, as they are."""
    person = ctx.person
    return cards.hours(person.note_at, person.quiet_from, person.quiet_to)


@feature.submission("my.hours", role=Role.ANYONE)
def keep_hours(ctx: Context, answers: Answers) -> Reply:
    """Keep the hours, bring planned notes to them, and say when the next one comes."""
    person = ctx.person
    person.note_at, person.quiet_from, person.quiet_to = _hours(answers)
    coming, wanted = _moved(ctx), habits_of(ctx)
    return Reply(card=cards.hours_kept(person.note_at, wanted.hour, quiet(wanted), coming))


@feature.command(
    "my reminders",
    role=Role.ANYONE,
    summary="How much your daily note holds",
    example="/my reminders needed",
    options=(Option(name="level", summary="all, needed or none", choices=tuple(_LEVELS)),),
)
def choose_reminders(ctx: Context, answers: Answers) -> Reply:
    """Show how much comes, or change it to what they name."""
    if not answers["level"]:
        return Reply(card=cards.reminders(ctx.person.reminders, coming(ctx), changed=False))
    return _keep_level(ctx, _one_of(_LEVELS, answers["level"], "/my reminders"))


@feature.click("my.reminders.keep", role=Role.ANYONE)
def press_reminders(ctx: Context, answers: Answers) -> Reply:
    """Change how much comes to the level of the button."""
    return _keep_level(ctx, _one_of(_LEVELS, answers.word(0), "/my reminders"), replaces=True)


@feature.command(
    "my notes",
    role=Role.ANYONE,
    summary="Private messages here, on or off",
    example="/my notes off",
    options=(Option(name="switch", summary="on or off", choices=tuple(_SWITCH)),),
)
def choose_notes(ctx: Context, answers: Answers) -> Reply:
    """Show whether private messages come here, or turn them on or off."""
    if answers["switch"]:
        return _turn(ctx, _one_of(_SWITCH, answers["switch"], "/my notes"))
    return Reply(card=cards.messages(ctx.account.takes_notes, coming(ctx)))


@feature.click("my.notes.keep", role=Role.ANYONE)
def press_notes(ctx: Context, answers: Answers) -> Reply:
    """Turn private messages on or off, as the button says."""
    return _turn(ctx, _one_of(_SWITCH, answers.word(0), "/my notes"), replaces=True)


def settle_zone(ctx: Context, said: str) -> tuple[str, Coming]:
    """Keep a zone as theirs, whatever their platform says later; with what comes to them next."""
    ctx.person.zone, ctx.person.zone_confirmed = _zone(said), True
    return ctx.person.zone, _moved(ctx)


def unconfirmed(ctx: Context) -> tuple[str, str] | None:
    """The zone that their platform names and that they have not confirmed, with what its clocks show."""
    zone = ctx.person.zone
    return None if zone is None or ctx.person.zone_confirmed else (zone, clock(ctx, zone))


def habits_of(ctx: Context) -> Habits:
    """When they want their note; in the zone of their first cohort while they have told none."""
    return noting.habits(ctx.person, _fallback(ctx))


def quiet(wanted: Habits) -> str:
    """Their quiet hours in words."""
    if wanted.quiet_from is None or wanted.quiet_to is None:
        return "none"
    return f"{wanted.quiet_from:%H:%M} to {wanted.quiet_to:%H:%M}"


def clock(ctx: Context, zone: str) -> str:
    """What the clocks show in a zone now."""
    return f"{ctx.now.astimezone(ZoneInfo(zone)):%H:%M}"


def coming(ctx: Context) -> Coming:
    """What comes to them next."""
    planned = [delivery.due_at for _, delivery in kept.planned(ctx.session, ctx.person)]
    first = people.first_account(ctx.session, ctx.person) or ctx.account
    return Coming(
        now=ctx.now,
        planned=min(planned, default=None),
        possible=notes.next_note(ctx.now, habits_of(ctx)),
        reminders=ctx.person.reminders,
        takes=first.takes_notes,
    )


def _found(ctx: Context, typed: str) -> Card:
    """The question that fits what was typed: is it so, which one, or where else."""
    zones = cities.meant(typed)
    if not zones:
        return cards.nowhere(typed)
    return _asked(ctx, zones[0]) if len(zones) == 1 else cards.which(typed, [(one, clock(ctx, one)) for one in zones])


def _asked(ctx: Context, zone: str) -> Card:
    return cards.confirm(zone, clock(ctx, zone))


def _zone(said: str) -> str:
    """A zone as a button carries it; anything else is refused."""
    if said and reading.zone(said) == said:
        return said
    raise Refusal("That is no time zone.", "/my zone finds yours by a city.")


def _moved(ctx: Context) -> Coming:
    """What comes next, after their planned notes have followed what they changed."""
    noting.move(ctx.session, ctx.person, _fallback(ctx), ctx.now)
    ctx.session.flush()
    return coming(ctx)


def _fallback(ctx: Context) -> str:
    return next((cohort.zone for _, cohort in cohorts.memberships(ctx.session, ctx.person)), "UTC")


def _hours(answers: Answers) -> tuple[time, time | None, time | None]:
    """The three hours. Raises `NotSaved` with a sentence for each that needs another look."""
    at, since, until = (reading.hour(answers[key]) for key in ("at", "from", "to"))
    problems = {key: _HOUR for key, read in (("from", since), ("to", until)) if answers[key] and read is None}
    if at is None:
        problems["at"] = "Write the hour as in 18:00."
    if bool(answers["from"]) != bool(answers["to"]):
        problems.setdefault("to" if answers["from"] else "from", "Name both hours, or leave both empty.")
    elif since is not None and since == until:
        problems["to"] = "Name a later hour, or leave both empty for no quiet hours."
    if problems or at is None:
        raise NotSaved(problems)
    return at, since, until


def _keep_level(ctx: Context, level: Reminders, replaces: bool = False) -> Reply:
    ctx.person.reminders = level
    return Reply(card=cards.reminders(level, coming(ctx), changed=True), replaces=replaces)


def _turn(ctx: Context, on: bool, replaces: bool = False) -> Reply:
    """Private messages on this platform; what waited for somebody who had none comes with the next note.

    What is planned goes to where private words come from here on.
    """
    ctx.account.takes_notes = on
    ctx.session.flush()
    people.aim(ctx.session, ctx.person)
    if on:
        noting.renew(ctx.session, ctx.person, ctx.now)
        ctx.session.flush()
    return Reply(card=cards.messages(on, coming(ctx)), replaces=replaces)


def _one_of(known: Mapping[str, T], said: str, command: str) -> T:
    found = known.get(said.strip().casefold())
    if found is None:
        raise Refusal(f"There is no “{said[:40]}” to choose.", f"{command} shows what there is.")
    return found
