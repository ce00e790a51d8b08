"""Where somebody stands with mentors: one card with everything there is to do."""

from bot.cards.pairing import mentoring as cards
from bot.cards.pairing.mentoring import Asked, Match, Mentoring
from bot.domain.pairing import timing, waits
from bot.domain.pairing.states import Answer, Kind, PairingState, RequestState, Side
from bot.errors import WhichCohort
from bot.features import profile
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import belonging, pausing
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member, MentorRequest, Partner
from bot.store.queries import cohorts
from bot.store.queries.pairing import offers, readiness, requests, rounds
from bot.store.queries.pairing.pairings import Bond

feature = Feature()

#: A question of the step that tells most of what finding people reads.
LANGUAGES = "spoken-languages"


@feature.command(
    "mentor", role=Role.ANYONE, summary="Your mentor, your learners, and what is open", example="/mentor"
)
def show_standing(ctx: Context, answers: Answers) -> Reply:
    """Show where they stand; outside of any cohort the two ways in, in several the question which."""
    theirs = cohorts.memberships(ctx.session, ctx.person)
    if not theirs:
        running = cohorts.running(ctx.session, ctx.person)
        return Reply(card=cards.outside([(cohort.id, cohort.name) for cohort in running]))
    try:
        return Reply(card=standing(ctx, *belonging.meant(ctx, answers)))
    except WhichCohort:
        return Reply(card=cards.which([(cohort.id, cohort.name) for _, cohort in theirs]))


@feature.click("mentor.show", role=Role.MEMBER)
def show_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show where they stand in the cohort of the button."""
    return Reply(card=standing(ctx, *belonging.meant(ctx, answers)))


@feature.click("mentor.about", role=Role.ANYONE)
def ask_about_them(ctx: Context, answers: Answers) -> Reply:
    """Open the step of the profile that finding people reads; of a roadmap that has none, the whole profile."""
    steps = (step for pack in profile.packs(ctx) for step in pack.guide.onboarding)
    found = next((step for step in steps if any(one.slug == LANGUAGES for one in step.questions)), None)
    if found is None:
        return profile.show_profile(ctx, answers)
    return Reply(form=profile.step_form(ctx, Answers(args=(found.slug,))))


def standing(ctx: Context, member: Member, cohort: Cohort) -> Card:
    """Where a member stands."""
    ctx.session.flush()
    request = requests.current(ctx.session, member)
    offer = offers.of(ctx.session, member) if member.mentors else None
    ready = readiness.of(ctx.session, member)
    due = rounds.called(ctx.session, cohort, Kind.MENTOR)
    others = {one.id: person.name for _, one, person in offers.standing(ctx.session, cohort) if one.id != member.id}
    return cards.standing(
        Mentoring(
            cohort=cohort.id,
            name=cohort.name,
            learns=member.learns,
            mentors=len(others),
            matches=tuple(_match(ctx, *one) for one in belonging.mentoring(ctx, [member])),
            asked=_asked(ctx, request, others) if request else None,
            seats=offer.seats if offer else 0,
            median=waits.median(requests.waits(ctx.session, cohort, ctx.now)),
            looks=due.due_at if due else None,
            paused=pausing.stands(ctx, ready, cohort),
            silent=ready.silent,
        )
    )


def _match(ctx: Context, bond: Bond, mine: Partner) -> Match:
    pairing = bond.pairing
    suggested = pairing.state is PairingState.SUGGESTED
    asked = ctx.session.get(MentorRequest, pairing.request_id) if mine.side is Side.MENTOR else None
    return Match(
        number=pairing.id,
        others=belonging.others(bond, mine),
        side=mine.side,
        since=pairing.settled_at or pairing.since,
        expires=pairing.expires_at if suggested else None,
        said_yes=mine.answer is Answer.YES,
        purpose=requests.wish(ctx.session, asked).purpose if asked else "",
    )


def _asked(ctx: Context, request: MentorRequest, mentors: dict[int, str]) -> Asked:
    wish = requests.wish(ctx.session, request)
    return Asked(
        purpose=wish.purpose,
        since=request.asked_at,
        by=wish.by,
        names=tuple(mentors[one] for one in wish.preferred if one in mentors),
        spent=request.state is RequestState.OPEN and request.tries >= timing.TRIES,
    )
