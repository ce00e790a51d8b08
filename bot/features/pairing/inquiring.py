"""Who waits for a mentor, since when and why, as an organiser may see it; and why not this one or that one."""

from collections.abc import Sequence

from bot.cards.pairing import waiting as cards
from bot.cards.pairing.waiting import Waiting
from bot.domain.matching.mentors import Round
from bot.domain.pairing.states import Cause, Kind
from bot.domain.words import shortened
from bot.features import organising
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import facts
from bot.features.pairing.forcing import blocked, forced
from bot.messages.elements import Option
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member, MentorRequest, Person
from bot.store.models import Round as Row
from bot.store.queries.pairing import offers, readiness, requests

feature = Feature()

#: What a menu holds.
MENU = 25
_Asking = tuple[MentorRequest, Member, Person]


@feature.click("pairs.waiting", role=Role.ORGANISER)
def show_waiting(ctx: Context, answers: Answers) -> Reply:
    """Show who waits, page by page, the longest wait first."""
    cohort = organising.numbered(ctx, answers)
    asking = requests.without_pairing(ctx.session, cohort)
    if not asking:
        return Reply(card=cards.nobody(cohort.id), replaces=True)
    page = answers.number(1) if answers.number(1) * cards.PAGE < len(asking) else 0
    begin = page * cards.PAGE
    people = _waiting(ctx, cohort, _given(ctx, cohort), asking[begin : begin + cards.PAGE])
    more = len(asking) > begin + cards.PAGE
    return Reply(card=cards.waiting(cohort.id, cohort.name, people, page, more), replaces=True)


@feature.click("pairs.person", role=Role.ORGANISER)
def show_person(ctx: Context, answers: Answers) -> Reply:
    """Show the chosen one of those who wait."""
    cohort = organising.numbered(ctx, answers)
    return _person(ctx, cohort, Answers(args=(answers["choice"],)).number(0))


@feature.click("pairs.again", role=Role.ORGANISER)
def show_person_again(ctx: Context, answers: Answers) -> Reply:
    """Show the one of the button."""
    return _person(ctx, organising.numbered(ctx, answers), answers.number(1))


@feature.click("pairs.why", role=Role.ORGANISER)
def tell_why_not(ctx: Context, answers: Answers) -> Reply:
    """Tell what it would cost the next round to give them the chosen mentor, or that it cannot be."""
    cohort = organising.numbered(ctx, answers)
    asked, chosen = _asked(ctx, cohort, answers.number(1)), Answers(args=(answers["choice"],)).number(0)
    standing = offers.standing(ctx.session, cohort)
    offer, person = next(((offer, who) for offer, one, who in standing if one.id == chosen), (None, None))
    if asked is None or offer is None or person is None:
        return _person(ctx, cohort, answers.number(1))
    request, member, learner = asked
    found = forced(_given(ctx, cohort), member.id, chosen, person.name, offer.seats)
    told = found.told if found.cost is None else cards.possible(found.told)
    return Reply(card=cards.why_not(cohort.id, request.id, learner.name, person.name, told), replaces=True)


def _person(ctx: Context, cohort: Cohort, number: int) -> Reply:
    asked = _asked(ctx, cohort, number)
    if asked is None:
        return Reply(card=cards.found(cohort.id), replaces=True)
    _, member, _ = asked
    [who] = _waiting(ctx, cohort, _given(ctx, cohort), [asked])
    mentors = [
        Option(str(one.id), shortened(person.name, 75))
        for _, one, person in offers.standing(ctx.session, cohort)
        if one.id != member.id
    ]
    more = len(mentors) > MENU
    return Reply(card=cards.somebody(cohort.id, who, mentors[:MENU], more), replaces=True)


def _asked(ctx: Context, cohort: Cohort, number: int) -> _Asking | None:
    """A request of the cohort for which nobody has been found yet."""
    return next((row for row in requests.without_pairing(ctx.session, cohort) if row[0].id == number), None)


def _given(ctx: Context, cohort: Cohort) -> Round:
    """The next weekly round, as it would be now."""
    row = Row(
        community_id=cohort.community_id,
        cohort_id=cohort.id,
        kind=Kind.MENTOR,
        cause=Cause.RHYTHM,
        due_at=ctx.now,
    )
    return facts.mentor_round(ctx, cohort, row)


def _waiting(ctx: Context, cohort: Cohort, given: Round, asking: Sequence[_Asking]) -> tuple[Waiting, ...]:
    away = readiness.absent(ctx.session, cohort, ctx.now)
    return tuple(
        Waiting(
            request=request.id,
            name=person.name,
            since=request.asked_at,
            why=blocked(given, member.id),
            paused=member.id in away,
        )
        for request, member, person in asking
    )
