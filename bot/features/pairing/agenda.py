"""The agenda of the week for mentor pairs: what mentors are told this week, and a kind of session that fits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cards.pairing import agendas as cards
from bot.cards.pairing import meetings as meeting_cards
from bot.cards.pairing.agendas import Agenda, Talk
from bot.domain import notes, run
from bot.domain.notes import Urgency
from bot.domain.pairing import agenda as rules
from bot.domain.pairing.states import Kind, PairingState, Side
from bot.domain.run import Run
from bot.features import noting
from bot.features.feature import Answers, Context, Feature, Ritual, Scene, Telling, roadmap_of
from bot.features.noting import Remark
from bot.features.pairing import following
from bot.features.pairing.following import Seat
from bot.features.pairing.meeting import paired
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Person
from bot.store.queries import cohorts, stale
from bot.store.queries.pairing import meetings, pairings

feature = Feature()

KIND = "mentor-agenda"
#: It comes with the note of the day after the week's prompt.
AFTER = timedelta(days=1)


def _closes(of: Run, week: int) -> datetime:
    return run.closing(of, week).due


@feature.acting(Ritual(name=KIND, strikes=run.prompt, until=_closes))
def leave_agendas(scene: Scene, cohort: Cohort, week: int) -> None:
    """Leave everybody in a mentor pair the agenda of the week that begins."""
    calendar = cohorts.run(cohort, len(roadmap_of(scene.library, cohort).weeks))
    since, until = run.prompt(calendar, week).due + AFTER, run.closing(calendar, week).due
    found = [one for one in pairings.open_in(scene.session, cohort, Kind.MENTOR) if one.state is PairingState.PAIRED]
    readers = {who.id: who for bond in pairings.bonds(scene.session, found) for _, _, who in bond.partners}
    for person in readers.values():
        due = notes.next_note(since, noting.habits(person, cohort.zone))
        remark = Remark(kind=KIND, subject=str(week), due=due, until=until)
        noting.tell(scene.session, scene.now, person, cohort, remark)


@feature.part(KIND, Urgency.PLAN)
def say_agenda(telling: Telling) -> Card | Skipped:
    """Say the agenda of the week to whoever is in a pair; nothing while the cohort rests."""
    reader = telling.session.get_one(Person, telling.person)
    member = cohorts.membership(telling.session, reader, telling.cohort)
    found = pairings.of(telling.session, member, Kind.MENTOR) if member is not None else ()
    bonds = pairings.bonds(telling.session, [one for one in found if one.state is PairingState.PAIRED])
    seats = [seat for bond in bonds if (seat := following.seat(telling.session, bond, reader.id))]
    if following.goes_on(telling) is not None or not seats:
        return Skipped("the cohort rests" if seats else "they are no longer in a pair")
    shown = _agenda(telling, telling.cohort, int(telling.subject), seats)
    return cards.agenda(shown) if shown else Skipped("the library has no session that fits")


@feature.command("mentor agenda", role=Role.MEMBER, summary="What to talk about this week", example="/mentor agenda")
def show_agenda(ctx: Context, answers: Answers) -> Reply:
    """Show the agenda of this week for their pairs, of the first cohort where they are in one."""
    seats = paired(ctx, Kind.MENTOR)
    if not seats:
        return Reply(card=meeting_cards.nobody(Kind.MENTOR))
    cohort = following.cohort_of(ctx.session, seats[0])
    roadmap = roadmap_of(ctx.library, cohort)
    week = run.week_at(cohorts.run(cohort, len(roadmap.weeks)), ctx.now)
    here = [seat for seat in seats if seat.bond.pairing.cohort_id == cohort.id]
    shown = _agenda(ctx, cohort, min(max(week, 1), len(roadmap.weeks)), here)
    return Reply(card=cards.agenda(shown) if shown else cards.none())


def _agenda(at: Context | Telling, cohort: Cohort, week: int, seats: Sequence[Seat]) -> Agenda | None:
    """One agenda for all of somebody's pairs: who have not met yet begin with a first meeting."""
    roadmap, hidden = roadmap_of(at.library, cohort), stale.hidden(at.session, cohort)
    names: dict[bool, list[str]] = {}
    for seat in sorted(seats, key=lambda one: one.bond.pairing.id):
        names.setdefault(meetings.has_met(at.session, seat.bond.pairing), []).append(seat.name)
    talks = []
    for met, whom in names.items():
        fitting = rules.fitting(roadmap.guide.mentor_sessions, week, met=met, hidden=hidden)
        if fitting:
            kit, *others = fitting
            talks.append(Talk(kit=kit, names=tuple(whom), others=tuple(one.title for one in others)))
    if not talks or not 1 <= week <= len(roadmap.weeks):
        return None
    mentors = any(seat.partner.side is Side.MENTOR for seat in seats)
    return Agenda(
        cohort=cohort.id,
        week=week,
        hint=roadmap.weeks[week - 1].mentor_hint,
        side=Side.MENTOR if mentors else Side.LEARNER,
        talks=tuple(talks),
    )
