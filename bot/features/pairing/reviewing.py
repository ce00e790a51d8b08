"""A plan before anybody hears of it: what each person gets and why, what a change would cost, published once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cards.pairing import costs, grounds
from bot.cards.pairing import reviewing as cards
from bot.cards.pairing.reviewing import Change, Gets, Plan
from bot.domain.matching import mentors
from bot.domain.notes import Urgency
from bot.domain.pairing import timing
from bot.domain.pairing.states import Kind, RoundState
from bot.domain.words import shortened
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.pairing import drafting, facts, plans, publishing
from bot.features.pairing.forcing import Forced, blocked, forced
from bot.features.pairing.plans import Review
from bot.messages.elements import Card, Option
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member, MentorRequest, Person, Round
from bot.store.queries import organising as people
from bot.store.queries.pairing import offers
from bot.store.queries.pairing import rounds as queries
from bot.store.queries.pairing.pairings import Bond

feature = Feature()

#: What a menu holds.
MENU = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody whom a plan is about, and what they get in it: nobody where there is no draft."""

    request: MentorRequest
    member: Member
    person: Person
    draft: Bond | None
    place: int


@feature.part(publishing.REVIEW, Urgency.FOLLOW_UP)
def tell_of_plan(telling: Telling) -> Card | Skipped:
    """Tell an organiser that a plan waits for their look."""
    row = queries.numbered(telling.session, telling.cohort, int(telling.subject))
    if row is None or row.state is not RoundState.REVIEWED:
        return Skipped("somebody has looked at it, or it went out by itself")
    if telling.person not in {person.id for _, person in people.organisers(telling.session, telling.cohort)}:
        return Skipped("no longer organises this cohort")
    return cards.waits(_plan(row, telling.cohort, "", row.served, row.served + row.unserved))


@feature.click("round.show", role=Role.ORGANISER)
def show_plan(ctx: Context, answers: Answers) -> Reply:
    """Show the plan of the button at its page."""
    return _shown(plans.review(ctx, answers), answers.number(2))


@feature.click("round.person", role=Role.ORGANISER)
def show_person(ctx: Context, answers: Answers) -> Reply:
    """Show what the chosen one gets, and whom else they could get, the best fit first."""
    review = plans.review(ctx, answers)
    asked = _asked(review, Answers(args=(answers["choice"],)).number(0))
    if _over(review) or asked is None:
        return _shown(review, answers.number(2))
    given = review.given(asked.request.id)
    others = _others(review, asked, given)
    gets = replace(_gets(ctx, asked, given), number=asked.request.id)
    card = cards.somebody(_whole(review, asked.place), gets, others[:MENU], len(others) > MENU)
    return Reply(card=card, replaces=True)


@feature.click("round.weigh", role=Role.ORGANISER)
def weigh(ctx: Context, answers: Answers) -> Reply:
    """Tell what it would cost to give somebody the chosen mentor, or nobody."""
    review, said = plans.review(ctx, answers), answers["choice"] or answers.word(3)
    asked = _asked(review, answers.number(2))
    if _over(review) or asked is None:
        return _shown(review, 0)
    return _weighed(review, asked, Answers(args=(said,)).number(0))


@feature.click("round.change", role=Role.ORGANISER)
def change(ctx: Context, answers: Answers) -> Reply:
    """Change the plan as it was weighed; where it has changed meanwhile, tell the cost of it now."""
    review, mentor = plans.review(ctx, answers), answers.number(3)
    asked = _asked(review, answers.number(2))
    if _over(review) or asked is None:
        return _shown(review, 0)
    if answers.word(4) != review.mark:
        has = review.plan().get(asked.member.id, 0)
        return _shown(review, asked.place) if has == mentor else _weighed(review, asked, mentor, anew=True)
    found = _forced(review, asked, mentor)
    if found.cost is None:
        return Reply(card=cards.cannot(_whole(review, asked.place), found.told), replaces=True)
    plans.change(review, asked.request.id, mentor, {**review.pinned(asked.request.id), **found.cost.plan})
    return _shown(plans.numbered(ctx, review.cohort, review.row.id), asked.place)


@feature.click("round.publish", role=Role.ORGANISER)
def publish(ctx: Context, answers: Answers) -> Reply:
    """Publish the plan that was looked at, once; one that has changed meanwhile is shown first."""
    review = plans.review(ctx, answers)
    if _over(review) or answers.word(2) != review.mark:
        return _shown(review, 0, anew=True)
    posts = publishing.publish(ctx.scene, review.row)
    return Reply(card=cards.published(_whole(review, 0)), posts=posts, replaces=True)


@feature.click("round.drop", role=Role.ORGANISER)
def ask_to_drop(ctx: Context, answers: Answers) -> Reply:
    """Say what letting the plan go means."""
    review = plans.review(ctx, answers)
    if _over(review):
        return _shown(review, 0)
    return Reply(card=cards.ask_to_drop(_whole(review, 0)), replaces=True)


@feature.click("round.dropped", role=Role.ORGANISER)
def drop(ctx: Context, answers: Answers) -> Reply:
    """Let the plan go; one that is out stays out."""
    review = plans.review(ctx, answers)
    drafting.drop(ctx.scene, review.row)
    return _shown(review, 0)


def shown(ctx: Context, cohort: Cohort, number: int) -> Card:
    """The plan of this number."""
    return _card(plans.numbered(ctx, cohort, number), 0, anew=False)


def _shown(review: Review, page: int, *, anew: bool = False) -> Reply:
    return Reply(card=_card(review, page, anew=anew), replaces=True)


def _card(review: Review, page: int, *, anew: bool) -> Card:
    row = review.row
    if _over(review):
        return cards.over(review.cohort.id, row.kind, row.state, row.published_at)
    entries = len(review.asking() if row.kind is Kind.MENTOR else review.drafts)
    page = page if page * cards.PAGE < entries else 0
    begin = page * cards.PAGE
    whole = replace(_whole(review, page), more=entries > begin + cards.PAGE, anew=anew)
    return cards.plan(whole, _page(review, begin))


def _page(review: Review, begin: int) -> tuple[Gets, ...]:
    if review.row.kind is Kind.BUDDY:
        return tuple(_group(review.ctx, bond) for bond in review.drafts[begin : begin + cards.PAGE])
    given = None
    shown = []
    for asked in _all(review)[begin : begin + cards.PAGE]:
        if asked.draft is None and given is None:
            given = facts.mentor_round(review.ctx, review.cohort, review.row)
        shown.append(_gets(review.ctx, asked, given))
    return tuple(shown)


def _all(review: Review) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            request=request,
            member=member,
            person=person,
            draft=review.draft(request.id),
            place=place // cards.PAGE,
        )
        for place, (request, member, person) in enumerate(review.asking())
    )


def _asked(review: Review, request: int) -> Asked | None:
    return next((one for one in _all(review) if one.request.id == request), None)


def _gets(ctx: Context, asked: Asked, given: mentors.Round | None) -> Gets:
    """What one learner gets and why; where it is nobody, what stood in the way."""
    name, bond = asked.person.name, asked.draft
    if bond is not None:
        because = facts.reasons(ctx, bond, asked.member)
        why = tuple(grounds.fact(one.reason, name, one.who) for one in because.told)
        chosen = bond.pairing.pinned
        return Gets(
            number=asked.request.id,
            name=name,
            gets=because.others,
            why=(*why, *grounds.hours(because.hours)),
            chosen=chosen,
        )
    found = blocked(given, asked.member.id) if given else None
    return Gets(number=asked.request.id, name=name, gets=(), why=(costs.blocked(found),) if found else ())


def _group(ctx: Context, bond: Bond) -> Gets:
    """Who is together, and what speaks for it as the first of them would read it."""
    _, member, person = bond.partners[0]
    because = facts.reasons(ctx, bond, member)
    why = tuple(grounds.fact(one.reason, person.name, one.who) for one in because.told)
    return Gets(number=0, name=person.name, gets=because.others, why=(*why, *grounds.hours(because.hours)))


def _others(review: Review, asked: Asked, given: mentors.Round) -> list[Option]:
    """The mentors they could get instead, the best fit first."""
    names = {member.id: person.name for _, member, person in offers.standing(review.ctx.session, review.cohort)}
    free = {one.number for one in given.mentors if one.seats > 0} - {review.plan().get(asked.member.id, 0)}
    alone = replace(given, learners=tuple(one for one in given.learners if one.number == asked.member.id))
    fits = {mentor: fit for (_, mentor), fit in mentors.fitting(alone).items() if mentor in free}
    best = sorted(fits, key=lambda mentor: (-fits[mentor], mentor))
    return [Option(str(one), shortened(names[one], 75)) for one in best if one in names]


def _forced(review: Review, asked: Asked, mentor: int) -> Forced:
    offered = {
        member.id: (offer, person) for offer, member, person in offers.standing(review.ctx.session, review.cohort)
    }
    name, seats = (offered[mentor][1].name, offered[mentor][0].seats) if mentor in offered else ("That mentor", 0)
    return forced(review.given(asked.request.id), asked.member.id, mentor, name, seats)


def _weighed(review: Review, asked: Asked, mentor: int, *, anew: bool = False) -> Reply:
    whole, found = _whole(review, asked.place), _forced(review, asked, mentor)
    if found.cost is None:
        return Reply(card=cards.cannot(whole, found.told), replaces=True)
    names = {member.id: person.name for _, member, person in offers.standing(review.ctx.session, review.cohort)}
    after = {**review.pinned(asked.request.id), **found.cost.plan}
    weighed = Change(
        number=asked.request.id,
        name=asked.person.name,
        to=mentor,
        whom=names.get(mentor, ""),
        cost=found.told,
        moves=_moves(review, asked, after, names),
        anew=anew,
    )
    return Reply(card=cards.weighed(whole, weighed), replaces=True)


def _moves(review: Review, asked: Asked, after: Mapping[int, int], names: Mapping[int, str]) -> tuple[str, ...]:
    """What becomes of the others by a change."""
    before = review.plan()
    moved = set(mentors.moved(before, after)) - {asked.member.id}
    return tuple(
        cards.move(person.name, names.get(before.get(member.id, 0), ""), names.get(after.get(member.id, 0), ""))
        for _, member, person in review.asking()
        if member.id in moved
    )


def _whole(review: Review, page: int) -> Plan:
    if review.row.kind is Kind.MENTOR:
        served, about = len(review.drafts), len(review.asking())
    else:
        served = sum(len(bond.partners) for bond in review.drafts)
        about = max(served, review.row.served + review.row.unserved)
    return replace(_plan(review.row, review.cohort, review.mark, served, about), page=page)


def _plan(row: Round, cohort: Cohort, mark: str, served: int, about: int) -> Plan:
    goes = (row.solved_at or row.due_at) + timing.REVIEW
    return Plan(
        cohort=cohort.id,
        name=cohort.name,
        round=row.id,
        kind=row.kind,
        mark=mark,
        goes=goes,
        served=served,
        people=about,
    )


def _over(review: Review) -> bool:
    return review.row.state is not RoundState.REVIEWED
