"""Roles in a cohort: co-organisers, mentors, and handing over. Whoever gets or loses one is told privately."""

from bot.cards import roles as cards
from bot.cards.roles import Somebody
from bot.domain import mentions
from bot.errors import NotAllowed, Refusal
from bot.features import naming, organising, succession
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.pairing import ending, rounds
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Alone, Post, Reply
from bot.requests import Option, OptionKind, Role
from bot.store.models import Cohort, Member, Person
from bot.store.queries import cohorts
from bot.store.queries import organising as queries

feature = Feature()

#: What a menu holds.
MENU = 25
HELD = ("organises", "mentors")


@feature.command(
    "cohort roles",
    role=Role.ANYONE,
    summary="Who organises and mentors, and handing over",
    example="/cohort roles Spring",
    options=(
        organising.NAME,
        Option(name="person", summary="Somebody: part of a name, or @name", kind=OptionKind.PERSON, suggests=True),
    ),
)
def show_roles(ctx: Context, answers: Answers) -> Reply:
    """Show who does what; to an administrator who does not organise it, the offer to."""
    if not queries.organises_any(ctx.session, ctx.person) or not _organised(ctx, answers["cohort"]):
        return _offer(ctx, answers["cohort"])
    cohort, said = organising.named(ctx, answers), answers["person"]
    person = naming.person(ctx, said)
    if person is not None:
        return _person(ctx, cohort, *_somebody(ctx, cohort, person.id))
    return _roles(ctx, cohort, mentions.name(said) or said)


@feature.click("cohort.roles", role=Role.ORGANISER)
def roles_pressed(ctx: Context, answers: Answers) -> Reply:
    """Show who does what in the cohort of the button."""
    return _roles(ctx, organising.numbered(ctx, answers), "")


@feature.click("cohort.person", role=Role.ORGANISER)
def show_person(ctx: Context, answers: Answers) -> Reply:
    """Show the chosen person, and what can change for them."""
    cohort = organising.numbered(ctx, answers)
    said = answers["choice"]
    member, person = _somebody(ctx, cohort, int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0)
    return _person(ctx, cohort, member, person)


@feature.click("cohort.role", role=Role.ORGANISER)
def set_role(ctx: Context, answers: Answers) -> Reply:
    """Give or take a role; the same press twice changes nothing. A cohort always keeps an organiser."""
    cohort = organising.numbered(ctx, answers)
    member, person = _somebody(ctx, cohort, answers.number(1))
    role, holds = answers.word(2), answers.word(3) == "1"
    if role not in HELD:
        raise Refusal("There is no such role.", "/cohort roles shows the ones there are.")
    if role == "organises" and not holds and not _others(ctx, cohort, member):
        raise Refusal(f"{person.name} is the only organiser.", "Make somebody else one first, or hand over.")
    if getattr(member, role) is holds:
        return _person(ctx, cohort, member, person, replaces=True)
    setattr(member, role, holds)
    ctx.session.flush()
    if role == "mentors" and not holds:
        ending.retire(ctx.session, ctx.now, cohort, member)
    if role == "learns" and holds:
        rounds.welcome(ctx.session, cohort, ctx.now)
    freed = succession.release(ctx.session, ctx.now, cohort, person) if role == "organises" and holds else ()
    posts = (*_told(ctx, cohort, person, role, holds), *freed)
    if person.id == ctx.person.id and role == "organises":
        return Reply(card=cards.told(cohort.id, cohort.name, "You", role, holds), posts=posts, replaces=True)
    reply = _person(ctx, cohort, member, person, replaces=True)
    return Reply(card=reply.card, posts=posts, replaces=True)


@feature.click("cohort.handover", role=Role.ORGANISER)
def ask_to_hand_over(ctx: Context, answers: Answers) -> Reply:
    """Say what handing over means."""
    cohort = organising.numbered(ctx, answers)
    member, person = _somebody(ctx, cohort, answers.number(1))
    return Reply(card=cards.ask_to_hand_over(cohort.id, cohort.name, _as_somebody(member, person)))


@feature.click("cohort.handed", role=Role.ORGANISER)
def hand_over(ctx: Context, answers: Answers) -> Reply:
    """Make them the organiser in one's own place."""
    cohort = organising.numbered(ctx, answers)
    member, person = _somebody(ctx, cohort, answers.number(1))
    if person.id == ctx.person.id:
        raise Refusal("It is yours already.", "Choose somebody else to hand over to.")
    mine = cohorts.mine_numbered(ctx.session, ctx.person, cohort.id)[0]
    member.organises, mine.organises = True, False
    if mine.leaving_at is not None:
        mine.left_at, mine.leaving_at = ctx.now, None
    posts = _told(ctx, cohort, person, "organises", holds=True)
    return Reply(card=cards.handed_over(cohort.name, person.name), posts=posts, replaces=True)


@feature.click("cohort.takeover", role=Role.ANYONE)
def take_over(ctx: Context, answers: Answers) -> Reply:
    """An administrator of the workspace joins the organisers; whoever wished to leave is free to go."""
    if not ctx.actor.administers:
        raise NotAllowed(Role.ORGANISER)
    cohort = cohorts.numbered(ctx.session, ctx.person, answers.number(0))
    member = cohorts.membership(ctx.session, ctx.person, cohort)
    member = member or cohorts.enrol(ctx.session, cohort, ctx.person, ctx.now)
    others = [who for _, who in queries.organisers(ctx.session, cohort) if who.id != ctx.person.id]
    told = () if member.organises else tuple(_takeover(cohort, who, ctx.person) for who in others)
    member.organises, member.left_at = True, None
    ctx.session.flush()
    freed = succession.release(ctx.session, ctx.now, cohort, ctx.person)
    return Reply(card=cards.taken_over(cohort.id, cohort.name), posts=(*told, *freed), replaces=True)


@feature.saying("cohort-role")
def tell_of_role(telling: Telling) -> Card | Skipped:
    """Tell somebody of their role; nothing when it has changed again meanwhile."""
    role, holds, by = telling.subject.split("|")
    found = queries.somebody(telling.session, telling.cohort, telling.person or 0)
    if found is None or role not in HELD or getattr(found[0], role) is not (holds == "1"):
        return Skipped("the role has changed again")
    name = telling.session.get_one(Person, int(by)).name
    return cards.told(telling.cohort.id, telling.cohort.name, name, role, holds == "1")


@feature.saying("cohort-takeover")
def tell_of_takeover(telling: Telling) -> Card | Skipped:
    """Tell an organiser that an administrator has joined them."""
    who = telling.session.get_one(Person, int(telling.subject))
    return cards.joined_by(telling.cohort.id, telling.cohort.name, who.name)


@feature.suggestion("person")
def suggest_people(ctx: Context, typed: str) -> tuple[str, ...]:
    """Names in the cohorts somebody organises that contain what is typed."""
    return tuple(name for name in queries.names(ctx.session, ctx.person) if typed.casefold() in name.casefold())


def _organised(ctx: Context, name: str) -> bool:
    """Whether they organise the cohort of that name; without one, whether they organise any."""
    if not name:
        return True
    member = cohorts.membership(ctx.session, ctx.person, cohorts.named(ctx.session, ctx.person, name))
    return member is not None and member.organises and member.left_at is None


def _offer(ctx: Context, name: str) -> Reply:
    if not ctx.actor.administers:
        raise NotAllowed(Role.ORGANISER)
    here = cohorts.here(ctx.session, ctx.account, ctx.place.channel)
    running = cohorts.running(ctx.session, ctx.person)
    cohort = cohorts.named(ctx.session, ctx.person, name) if name else here or (running[0] if running else None)
    if cohort is None:
        raise Refusal("No cohort runs here yet.", "/cohort start begins one.")
    return Reply(card=cards.offer_to_take_over(cohort.id, cohort.name))


def _roles(ctx: Context, cohort: Cohort, typed: str) -> Reply:
    everybody = [_as_somebody(member, person) for member, person in cohorts.people(ctx.session, cohort)]
    found = [one for one in everybody if typed.casefold() in one.name.casefold()]
    if typed and not found:
        return Reply(card=cards.nobody_like(cohort.id, typed[:60]))
    return Reply(card=cards.roles(cohort.id, cohort.name, everybody, found[:MENU], more=len(found) > MENU))


def _person(ctx: Context, cohort: Cohort, member: Member, person: Person, replaces: bool = False) -> Reply:
    others, myself = _others(ctx, cohort, member), person.id == ctx.person.id
    return Reply(card=cards.somebody(cohort.id, _as_somebody(member, person), others, myself), replaces=replaces)


def _somebody(ctx: Context, cohort: Cohort, person: int) -> tuple[Member, Person]:
    found = queries.somebody(ctx.session, cohort, person)
    if found is None:
        raise Refusal(f"They are not in {cohort.name} any more.", "/cohort roles shows who is.")
    return found


def _others(ctx: Context, cohort: Cohort, member: Member) -> bool:
    return any(one.id != member.id for one, _ in queries.organisers(ctx.session, cohort))


def _as_somebody(member: Member, person: Person) -> Somebody:
    return Somebody(person=person.id, name=person.name, organises=member.organises, mentors=member.mentors)


def _told(ctx: Context, cohort: Cohort, person: Person, role: str, holds: bool) -> tuple[Post, ...]:
    """A private word to them, unless they did it themselves."""
    if person.id == ctx.person.id:
        return ()
    subject = f"{role}|{int(holds)}|{ctx.person.id}"
    return (Post(kind="cohort-role", audience=Alone(cohort.id, person.id), subject=subject),)


def _takeover(cohort: Cohort, who: Person, by: Person) -> Post:
    return Post(kind="cohort-takeover", audience=Alone(cohort.id, who.id), subject=str(by.id))
