"""What a cohort will hear, before it does: weeks with their moments and rests, and a prompt as it will be posted."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.cards import previewing as cards
from bot.cards.previewing import Said, WeekAhead
from bot.cards.resting import KINDS, named
from bot.domain import reading, run, slots
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.schedule import Rest
from bot.domain.slots import Slot
from bot.errors import NoSuchWeek, Refusal
from bot.features import organising, rituals
from bot.features.feature import Answers, Context, Feature, Telling, roadmap_of
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Option, OptionKind, Role
from bot.store.models import Cohort

feature = Feature()

#: So many weeks on one card, rests included.
SHOWN = 4


@feature.command(
    "cohort preview",
    role=Role.ORGANISER,
    summary="The next weeks as they will be sent",
    example="/cohort preview 5",
    options=(Option(name="week", summary="From which week on", kind=OptionKind.WHOLE), organising.NAME),
)
def show_preview(ctx: Context, answers: Answers) -> Reply:
    """Show the next weeks, or those from a week on."""
    number = reading.whole(answers["week"])
    if answers["week"] and number is None:
        words = f"{answers['week']} {answers['cohort']}".strip()
        return _preview(ctx, organising.named(ctx, Answers(values={"cohort": words})), 0)
    return _preview(ctx, organising.named(ctx, answers), number or 0)


@feature.click("cohort.preview", role=Role.ORGANISER)
def preview_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show the weeks of the button."""
    return _preview(ctx, organising.numbered(ctx, answers), answers.number(1))


@feature.click("cohort.posted", role=Role.ORGANISER)
def show_posted(ctx: Context, answers: Answers) -> Reply:
    """Show a week's prompt exactly as it will be posted."""
    cohort = organising.numbered(ctx, answers)
    week = _number(roadmap_of(ctx.library, cohort), answers.number(1), answers.word(1))
    due = run.prompt(organising.run_of(ctx, cohort), week).due
    said = rituals.say_prompt(
        Telling(session=ctx.session, now=max(due, ctx.now), cohort=cohort, subject=str(week), library=ctx.library)
    )
    if isinstance(said, Skipped):
        raise Refusal("Nothing will be posted for that week.", f"Because {said.reason}.")
    return Reply(card=cards.posted(cohort.id, week, said))


def _preview(ctx: Context, cohort: Cohort, since: int) -> Reply:
    roadmap, of = roadmap_of(ctx.library, cohort), organising.run_of(ctx, cohort)
    first = _number(roadmap, since, str(since)) if since else 1
    ahead = [week for week in _ahead(roadmap, of, cohort, ctx.now) if week.number >= first]
    numbers = sorted({week.number for week in ahead})
    shown = tuple(week for week in ahead if week.number in numbers[:SHOWN])
    following = numbers[SHOWN] if len(numbers) > SHOWN else 0
    return Reply(card=cards.preview(cohort.id, cohort.name, shown, following))


def _ahead(roadmap: Roadmap, of: Run, cohort: Cohort, now: datetime) -> Iterator[WeekAhead]:
    """The running week, as far as something is still to be said of it, and everything after it."""
    running = run.week_at(of, now)
    if 1 <= running <= of.weeks and (said := _said(of, cohort, running, now)):
        yield WeekAhead(number=running, title=roadmap.weeks[running - 1].title, said=said)
    for rest, together in groupby(slots.ahead(of, now), key=lambda slot: _rest(slot.rest)):
        held = tuple(together)
        if rest:
            yield WeekAhead(number=held[0].week, title="", rest=_weeks(held, rest))
            continue
        for slot in held:
            title = roadmap.weeks[slot.week - 1].title
            yield WeekAhead(number=slot.week, title=title, said=_said(of, cohort, slot.week, now))


def _said(of: Run, cohort: Cohort, week: int, now: datetime) -> tuple[Said, ...]:
    kinds = (
        ("Prompt", run.prompt),
        ("Check-in", run.checkin),
        ("Closes", run.closing),
        ("Digest", run.digest),
    )
    due = ((what, strikes(of, week).due) for what, strikes in kinds)
    return tuple(
        Said(what, moment, "" if what == "Closes" else _within(of, cohort, moment))
        for what, moment in due
        if moment > now
    )


def _within(of: Run, cohort: Cohort, moment: datetime) -> str:
    """What a moment falls into where nothing should be said: a pause, or a week of rest. A closing says nothing."""
    if cohort.quiet_until is not None and moment < cohort.quiet_until:
        return "the pause, so it is not said"
    return _rest(run.rest_at(of, moment))


def _rest(rest: Rest | None) -> str:
    """What a rest is called; nothing where there is none."""
    return "" if rest is None else rest.name or KINDS[rest.kind]


def _weeks(held: Sequence[Slot], rest: str) -> str:
    """Weeks of rest in a row, in words."""
    first = named(held[0].day)
    return f"the week of {first}, {rest}" if len(held) == 1 else f"{len(held)} weeks from {first}, {rest}"


def _number(roadmap: Roadmap, number: int, said: str) -> int:
    if not 1 <= number <= len(roadmap.weeks):
        raise NoSuchWeek(said, len(roadmap.weeks))
    return number
