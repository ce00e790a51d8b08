"""Leaving a cohort; and when its only organiser does, who follows. A cohort is never without one."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.cards import succession as cards
from bot.cards.cohorts import left
from bot.domain.notes import Urgency
from bot.errors import Refusal
from bot.features import noting, organising
from bot.features.cohorts import listing
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.noting import Remark
from bot.features.pairing import ending
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Alone, Post, Reply
from bot.requests import Role
from bot.store.models import Cohort, Member, Notice, Person
from bot.store.queries import cohorts, notes, people, reach
from bot.store.queries import organising as queries

feature = Feature()

#: The next name is asked so much later, and a question stands so long.
PATIENCE, STANDS = timedelta(hours=72), timedelta(days=21)
#: So many are asked.
ASKED = 10
KIND = "succession"


@feature.command(
    "cohort leave",
    role=Role.MEMBER,
    summary="Leave a cohort; you can come back",
    example="/cohort leave",
    options=(organising.NAME,),
)
def leave_cohort(ctx: Context, answers: Answers) -> Reply:
    """Leave; what they did is kept. The only organiser stays one until somebody follows."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel, answers["cohort"])
    member.learns = False
    ending.leave(ctx.session, ctx.now, cohort, member)
    if member.organises and not others(ctx.session, cohort, member):
        return _look_for_heir(ctx, member, cohort)
    member.organises, member.left_at = False, ctx.now
    return Reply(card=left(listing(ctx, cohort, joined=False)))


@feature.click("cohort.ask-again", role=Role.ORGANISER)
def ask_again(ctx: Context, answers: Answers) -> Reply:
    """Ask everybody once more, when nobody has followed."""
    member, cohort = queries.numbered(ctx.session, ctx.person, answers.number(0))
    member.leaving_at = None
    return _look_for_heir(ctx, member, cohort)


@feature.click("cohort.stay", role=Role.ORGANISER)
def stay(ctx: Context, answers: Answers) -> Reply:
    """Go on organising; whoever is asked later is not, and an answer finds it settled."""
    member, cohort = queries.numbered(ctx.session, ctx.person, answers.number(0))
    member.leaving_at = None
    return Reply(card=cards.stays(cohort.id, cohort.name), replaces=True)


@feature.click("cohort.follow", role=Role.MEMBER)
def follow(ctx: Context, answers: Answers) -> Reply:
    """Organise it in the place of the one who leaves: whoever says so first, of those who were asked."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    _require_asked(ctx, cohort, answers.word(1))
    if _leaver(ctx, cohort, answers.word(1)) is None:
        return Reply(card=cards.settled(cohort.name), replaces=True)
    member.organises = True
    ctx.session.flush()
    freed = release(ctx.session, ctx.now, cohort, ctx.person)
    return Reply(card=cards.follows(cohort.id, cohort.name), posts=freed, replaces=True)


@feature.click("cohort.decline", role=Role.MEMBER)
def decline(ctx: Context, answers: Answers) -> Reply:
    """Say no; the next in line is asked today. Twice is once."""
    _, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    notice = _require_asked(ctx, cohort, answers.word(1))
    if _leaver(ctx, cohort, answers.word(1)) is None:
        return Reply(card=cards.settled(cohort.name), replaces=True)
    notes.close(notice, "they would rather not")
    _ask_next(ctx, cohort, answers.word(1))
    return Reply(card=cards.declined(cohort.name), replaces=True)


@feature.part(KIND, Urgency.REQUEST)
def ask_to_follow(telling: Telling) -> Card | Skipped:
    """Ask one person whether they would organise it."""
    leaver = _of_subject(telling, telling.subject)
    if leaver is None:
        return Skipped("somebody organises it")
    there = people.is_within_reach(telling.session, leaver[1].id)
    asked = cards.asked if there else cards.asked_for_the_absent
    return asked(telling.cohort.id, telling.subject, telling.cohort.name, leaver[1].name)


@feature.part("succession-open", Urgency.FOLLOW_UP)
def tell_of_nobody(telling: Telling) -> Card | Skipped:
    """Tell the one who wishes to leave that nobody has said yes."""
    if _of_subject(telling, telling.subject) is None:
        return Skipped("somebody organises it")
    return cards.nobody_yet(telling.cohort.id, telling.cohort.name)


@feature.saying("cohort-released")
def tell_of_release(telling: Telling) -> Card | Skipped:
    """Tell the one who wished to leave who follows."""
    by = telling.session.get_one(Person, int(telling.subject))
    return cards.released(telling.cohort.name, by.name)


def release(session: Session, now: datetime, cohort: Cohort, by: Person) -> tuple[Post, ...]:
    """Let go whoever wished to leave, now that somebody else organises it; they are told."""
    leaving = [(one, who) for one, who in queries.organisers(session, cohort) if one.leaving_at is not None]
    for member, _ in (free := [pair for pair in leaving if pair[1].id != by.id]):
        member.organises, member.learns, member.leaving_at, member.left_at = False, False, None, now
    return tuple(
        Post(kind="cohort-released", audience=Alone(cohort.id, who.id), subject=str(by.id)) for _, who in free
    )


def seek_heir(session: Session, now: datetime, member: Member, cohort: Cohort, since: datetime) -> bool:
    """Ask those who could follow an organiser, one after the other from then on, once; false where nobody could."""
    heirs = queries.heirs(session, cohort)[:ASKED]
    if not heirs or member.leaving_at is not None:
        return bool(heirs)
    member.leaving_at = now
    about = _subject(member)
    for place, (_, person) in enumerate(heirs):
        due = since + place * PATIENCE
        question = Remark(kind=KIND, subject=f"{about}.{place}", due=due, until=due + STANDS)
        noting.tell(session, now, person, cohort, question)
    last = since + len(heirs) * PATIENCE
    open_ = Remark(kind="succession-open", subject=f"{about}.all", due=last, until=last + STANDS)
    noting.tell(session, now, session.get_one(Person, member.person_id), cohort, open_)
    return True


def others(session: Session, cohort: Cohort, member: Member) -> bool:
    """Whether somebody within reach organises it besides this one."""
    return any(one.id != member.id for one, _ in reach.organisers(session, cohort))


def _look_for_heir(ctx: Context, member: Member, cohort: Cohort) -> Reply:
    again = member.leaving_at is not None
    if not seek_heir(ctx.session, ctx.now, member, cohort, since=ctx.now):
        return Reply(card=cards.alone(cohort.id, cohort.name))
    return Reply(card=cards.looking(cohort.id, cohort.name, again=again))


def _ask_next(ctx: Context, cohort: Cohort, subject: str) -> None:
    """Ask the next in line now instead of later."""
    about = subject.rpartition(".")[0]
    waiting = queries.next_asked(ctx.session, cohort, KIND, f"{about}.")
    if waiting is not None:
        notice, person = waiting
        notes.close(notice, "asked sooner")
        sooner = f"{about}.{notice.subject.rpartition('.')[2]}+"
        remark = Remark(kind=KIND, subject=sooner, due=ctx.now, until=ctx.now + STANDS)
        noting.leave(ctx, person, cohort, remark)


def _require_asked(ctx: Context, cohort: Cohort, subject: str) -> Notice:
    """The notice that asked them. Raises `Refusal` for whoever was not asked, or has answered."""
    notice = queries.was_asked(ctx.session, ctx.person, cohort, KIND, subject)
    if notice is None:
        raise Refusal("That question is answered.", "/cohort people shows who organises.")
    return notice


def _leaver(ctx: Context, cohort: Cohort, subject: str) -> tuple[Member, Person] | None:
    return _still(queries.leaving(ctx.session, cohort, _number(subject)), subject)


def _of_subject(telling: Telling, subject: str) -> tuple[Member, Person] | None:
    return _still(queries.leaving(telling.session, telling.cohort, _number(subject)), subject)


def _still(found: tuple[Member, Person] | None, subject: str) -> tuple[Member, Person] | None:
    """The one who leaves, if it is still about this wish of theirs and not an earlier one."""
    return found if found is not None and subject.startswith(f"{_subject(found[0])}.") else None


def _subject(member: Member) -> str:
    asked = member.leaving_at
    return f"{member.id}.{int(asked.timestamp())}" if asked else f"{member.id}.0"


def _number(subject: str) -> int:
    head = subject.partition(".")[0]
    return int(head) if head.isascii() and head.isdigit() and len(head) < 19 else 0
