"""`/buddy`: somebody beside you, new every few weeks; and the word that says who it is."""

from bot.cards.pairing import away
from bot.cards.pairing import buddies as cards
from bot.cards.pairing.buddies import Alone, Beside
from bot.domain import run
from bot.domain.matching import buddies as rules
from bot.domain.notes import Urgency
from bot.domain.pairing.states import Kind, Met, PairingState
from bot.errors import Refusal
from bot.features.feature import Answers, Context, Feature, Telling, roadmap_of
from bot.features.pairing import ahead, belonging, facts, following, meeting, pausing, publishing, rounds
from bot.features.pairing.known import Reader
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member, Person
from bot.store.queries import cohorts
from bot.store.queries.pairing import pairings, readiness
from bot.store.queries.pairing import rounds as queries
from bot.store.queries.pairing.pairings import Bond

feature = Feature()


@feature.command(
    "buddy",
    role=Role.MEMBER,
    summary="Who is beside you, and why",
    example="/buddy",
    options=(belonging.NAME,),
)
def show_buddy(ctx: Context, answers: Answers) -> Reply:
    """Show whom they have and why; whoever has nobody yet reads when that changes."""
    return Reply(card=_standing(ctx, *_learner(ctx, answers)))


@feature.click("buddy.show", role=Role.MEMBER)
def show_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show it for the cohort of the button."""
    return Reply(card=_standing(ctx, *_learner(ctx, answers)))


@feature.command(
    "buddy met", role=Role.MEMBER, summary="Tell whether you met, or when you will", example="/buddy met"
)
def ask_whether_they_met(ctx: Context, answers: Answers) -> Reply:
    """Ask about their buddies."""
    return meeting.asked(ctx, Kind.BUDDY)


@feature.click("buddy.out", role=Role.MEMBER)
def sit_out(ctx: Context, answers: Answers) -> Reply:
    """Leave them out of the next rounds; whom they have stays until then. Twice is once."""
    member, cohort = _learner(ctx, answers)
    readiness.of(ctx.session, member).buddies = False
    bond = _bond(ctx, member)
    others = () if bond is None else tuple(person.name for _, _, person in bond.others(member))
    return Reply(card=cards.sitting_out(cohort.id, others), replaces=True)


@feature.click("buddy.in", role=Role.MEMBER)
def join_again(ctx: Context, answers: Answers) -> Reply:
    """Let them take part again; whoever has nobody is looked for within the hour. Twice is once."""
    member, cohort = _learner(ctx, answers)
    readiness.of(ctx.session, member).buddies = True
    ctx.session.flush()
    if _bond(ctx, member) is not None or member.id in readiness.absent(ctx.session, cohort, ctx.now):
        return Reply(card=_standing(ctx, member, cohort), replaces=True)
    rounds.welcome(ctx.session, cohort, ctx.now)
    return Reply(card=cards.joined(_alone(ctx, member, cohort)), replaces=True)


@feature.part(publishing.FOUND, Urgency.FOLLOW_UP)
def tell_who_it_is(telling: Telling) -> Card | Skipped:
    """Tell one of a group who is beside them, while they are."""
    bond = pairings.numbered(telling.session, telling.cohort, int(telling.subject))
    mine = next((row for row in bond.partners if row[2].id == telling.person), None) if bond else None
    if bond is None or mine is None or bond.pairing.state is not PairingState.PAIRED or len(bond.partners) < 2:
        return Skipped("they are no longer buddies")
    return cards.found(_beside(telling, telling.cohort, bond, mine[1], mine[2]))


@feature.part(publishing.LEFT, Urgency.FOLLOW_UP)
def tell_that_nobody_was_found(telling: Telling) -> Card | Skipped:
    """Tell whoever may go with nobody how it stands, and what could help."""
    member = cohorts.learner(telling.session, telling.cohort, telling.person)
    if member is None or _bond(telling, member) is not None:
        return Skipped("they have somebody, or do not learn here any more")
    return cards.nobody(_alone(telling, member, telling.cohort))


def _learner(ctx: Context, answers: Answers) -> tuple[Member, Cohort]:
    member, cohort = belonging.meant(ctx, answers)
    if not member.learns:
        raise Refusal("Buddies are for those who learn in the cohort.", "To learn along, join it: /cohort join.")
    return member, cohort


def _standing(ctx: Context, member: Member, cohort: Cohort) -> Card:
    ctx.session.flush()
    ready, bond = readiness.of(ctx.session, member), _bond(ctx, member)
    if bond is not None:
        return cards.beside(_beside(ctx, cohort, bond, member, ctx.person, out=not ready.buddies))
    if not ready.buddies:
        return cards.sitting_out(cohort.id)
    if ready.silent:
        return away.silent()
    if until := pausing.stands(ctx, ready, cohort):
        return away.away(until)
    if member.id in readiness.absent(ctx.session, cohort, ctx.now):
        return cards.resting(cohort.id)
    return cards.nobody(_alone(ctx, member, cohort))


def _bond(ctx: Reader, member: Member) -> Bond | None:
    """The group they are in now, with somebody else in it."""
    found = pairings.bonds(ctx.session, pairings.of(ctx.session, member, Kind.BUDDY))
    return next((bond for bond in found if bond.others(member)), None)


def _beside(
    reader: Reader, cohort: Cohort, bond: Bond, member: Member, person: Person, *, out: bool = False
) -> Beside:
    seat = following.seat(reader.session, bond, person.id)
    said = () if seat is None else seat.said
    return Beside(
        cohort=cohort.id,
        pairing=bond.pairing.id,
        session=1 if seat is None else seat.number,
        because=facts.reasons(reader, bond, member),
        topic=_topic(reader, cohort),
        until=ahead.change(reader, cohort),
        met=sum(1 for one in said if one.met is Met.YES),
        out=out,
    )


def _topic(reader: Reader, cohort: Cohort) -> str:
    """What the week asks everybody to think about; nothing once the last week is over."""
    weeks = roadmap_of(reader.library, cohort).weeks
    week = max(1, run.week_at(cohorts.run(cohort, len(weeks)), reader.now))
    return weeks[week - 1].checkin_focus if week <= len(weeks) else ""


def _alone(ctx: Reader, member: Member, cohort: Cohort) -> Alone:
    away_now = readiness.absent(ctx.session, cohort, ctx.now) | readiness.out(ctx.session, cohort) | {member.id}
    others = [one for one, _ in cohorts.people(ctx.session, cohort) if one.learns and one.id not in away_now]
    last = queries.last(ctx.session, cohort, Kind.BUDDY)
    around = facts.circle(ctx, cohort, last) if last is not None else None
    return Alone(
        cohort=cohort.id,
        name=cohort.name,
        next=ahead.next_round(ctx, cohort, Kind.BUDDY),
        others=len(others),
        kept_away=rules.kept_away(around, member.id) if around else {},
    )
