"""What is in the way: carried from week to week, and shown to somebody who can help only when its owner says so."""

from datetime import timedelta

from bot.cards import blockers as cards
from bot.domain.notes import Urgency
from bot.features import helping, learning, noting
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.learning import Learning
from bot.features.noting import Remark
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Alone, Post, Reply
from bot.requests import Role
from bot.store.models import Blocker, BlockerState
from bot.store.queries import blockers, cohorts
from bot.store.queries.checkins import Kept

feature = Feature()

#: So long it may stand in the way before help is offered, and so long until the next person may be asked.
PATIENCE, SILENCE = timedelta(days=2), timedelta(days=3)
#: How long such a word waits for a note.
OFFERED = timedelta(days=7)


def carried(seat: Learning, week: int) -> str:
    """What is in the way since an earlier check-in, for the form of a week."""
    found = blockers.current(seat.session, seat.member)
    return blockers.words(seat.session, found) if found is not None and found.week <= week else ""


def number(seat: Learning) -> int:
    """The number of what is in the way; 0 for nothing."""
    found = blockers.current(seat.session, seat.member)
    return found.id if found else 0


def follow(ctx: Context, seat: Learning, week: int, said: str, kept: Kept | None) -> None:
    """Keep, change or close what is in the way, as the form says; what it showed and nobody touched stays."""
    found = blockers.current(seat.session, seat.member)
    shown = (kept.said.obstacle if kept else "") or carried(seat, week)
    if _same(said, shown) or (found is not None and found.week > week):
        return
    if found is not None:
        blockers.close(seat.session, found)
    if said:
        blocker = blockers.write_down(seat.session, seat.member, week, said, seat.now)
        _leave(ctx, seat, "blocker-offer", str(blocker.id), PATIENCE)


@feature.part("blocker-offer", Urgency.FOLLOW_UP)
def offer_help(telling: Telling) -> Card | Skipped:
    """Two days later, ask whether somebody who can help may see it."""
    blocker = _theirs(telling)
    if blocker is None or blocker.state is not BlockerState.OPEN:
        return Skipped("it is out of the way, or was shown already")
    if len(cohorts.people(telling.session, telling.cohort)) == 1:
        return Skipped("nobody else is in the cohort")
    return cards.offer(telling.cohort.id, blocker.id, blockers.words(telling.session, blocker))


@feature.click("blocker.show", role=Role.MEMBER)
def show_blocker(ctx: Context, answers: Answers) -> Reply:
    """Show it to one person who can help: the words of this number, and no others. Twice shows it to one."""
    seat, blocker = _mine(ctx, answers)
    if blocker.state is BlockerState.OPEN:
        return Reply(card=_show(ctx, seat, blocker), replaces=True)
    return Reply(card=_standing(seat, blocker), replaces=True)


@feature.click("blocker.next", role=Role.MEMBER)
def ask_next(ctx: Context, answers: Answers) -> Reply:
    """Show it to the next person too, once for each button."""
    seat, blocker = _mine(ctx, answers)
    if blocker.state is not BlockerState.HELPED and answers.number(2) == helping.rounds(seat, blocker):
        return Reply(card=_show(ctx, seat, blocker), replaces=True)
    return Reply(card=_standing(seat, blocker), replaces=True)


@feature.click("blocker.keep", role=Role.MEMBER)
def keep_to_oneself(ctx: Context, answers: Answers) -> Reply:
    """Leave it where it is: nothing was asked of them."""
    _mine(ctx, answers)
    return Reply(card=cards.kept())


@feature.click("blocker.back", role=Role.MEMBER)
def take_back(ctx: Context, answers: Answers) -> Reply:
    """Show it to nobody any more."""
    _, blocker = _mine(ctx, answers)
    blocker.state, blocker.helper_id = BlockerState.OPEN, None
    return Reply(card=cards.taken_back(), replaces=True)


@feature.click("blocker.solved", role=Role.MEMBER)
def solve(ctx: Context, answers: Answers) -> Reply:
    """Close it."""
    seat, blocker = _mine(ctx, answers)
    blockers.close(seat.session, blocker)
    return Reply(card=cards.solved())


@feature.part("blocker-silence", Urgency.FOLLOW_UP)
def tell_of_silence(telling: Telling) -> Card | Skipped:
    """Nobody has taken it up: offer the next person. Who had no time is not said."""
    blocker = _theirs(telling)
    if blocker is None or blocker.state is BlockerState.HELPED:
        return Skipped("it is out of the way, or somebody helps")
    seat = learning.told(telling)
    rounds = helping.rounds(seat, blocker) if seat else 0
    return cards.unanswered(telling.cohort.id, blocker.id, blockers.words(telling.session, blocker), rounds)


@feature.saying("blocker-helper")
def tell_who_helps(telling: Telling) -> Card | Skipped:
    """Tell the owner at once who can help."""
    blocker = _theirs(telling)
    seat = learning.told(telling)
    if blocker is None or seat is None or blocker.helper_id is None:
        return Skipped("it is out of the way already")
    return _standing(seat, blocker)


@feature.part("blocker-request", Urgency.REQUEST)
def request_help(telling: Telling) -> Card | Skipped:
    """Show it to whoever is asked to help, as its owner saw it when they agreed."""
    found = blockers.numbered(telling.session, telling.cohort, int(telling.subject))
    if found is None or found[0].state is not BlockerState.SHARED:
        return Skipped("it was solved or taken back")
    blocker, _, asker = found
    if helping.person_of(telling.session, blocker) != telling.person:
        return Skipped("somebody else is asked by now")
    words = blockers.words(telling.session, blocker)
    return cards.request(telling.cohort.id, blocker.id, asker.name, words)


@feature.click("blocker.help", role=Role.MEMBER)
def promise_help(ctx: Context, answers: Answers) -> Reply:
    """Tell the owner who can help; once more changes nothing."""
    helper, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    blocker, asker, person = blockers.shown_to(ctx.session, helper, answers.number(1))
    fresh, blocker.state = blocker.state is BlockerState.SHARED, BlockerState.HELPED
    news = Post(kind="blocker-helper", audience=Alone(cohort.id, asker.person_id), subject=str(blocker.id))
    return Reply(card=cards.promised(person.name), posts=(news,) if fresh else (), replaces=True)


@feature.click("blocker.pass", role=Role.MEMBER)
def pass_on(ctx: Context, answers: Answers) -> Reply:
    """Ask the next person; nobody is told who had no time."""
    helper, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    blocker, asker, _ = blockers.shown_to(ctx.session, helper, answers.number(1))
    helping.ask(ctx, cohort, asker, blocker)
    return Reply(card=cards.passed(), replaces=True)


def _mine(ctx: Context, answers: Answers) -> tuple[Learning, Blocker]:
    seat = learning.was(ctx, answers)
    return seat, blockers.mine(ctx.session, seat.member, answers.number(1))


def _theirs(telling: Telling) -> Blocker | None:
    """The reader's own blocker that the subject names, while it is not closed."""
    seat, said = learning.told(telling), telling.subject.partition(".")[0]
    found = blockers.current(telling.session, seat.member) if seat else None
    return found if found is not None and str(found.id) == said else None


def _show(ctx: Context, seat: Learning, blocker: Blocker) -> Card:
    if not helping.ask(ctx, seat.cohort, seat.member, blocker):
        return cards.nobody(seat.cohort.id, blocker.id)
    _leave(ctx, seat, "blocker-silence", f"{blocker.id}.{helping.rounds(seat, blocker)}", SILENCE)
    return _standing(seat, blocker)


def _standing(seat: Learning, blocker: Blocker) -> Card:
    """Where it stands with whoever it was shown to."""
    words = blockers.words(seat.session, blocker)
    if blocker.state is BlockerState.OPEN:
        return cards.nobody(seat.cohort.id, blocker.id)
    if blocker.state is BlockerState.SHARED:
        return cards.shown(seat.cohort.id, blocker.id, words)
    return cards.helper(seat.cohort.id, blocker.id, helping.name_of(seat.session, blocker), words)


def _leave(ctx: Context, seat: Learning, kind: str, subject: str, after: timedelta) -> None:
    due = seat.now + after
    noting.leave(ctx, ctx.person, seat.cohort, Remark(kind=kind, subject=subject, due=due, until=due + OFFERED))


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same; platforms change line ends and spaces on the way."""
    return one.split() == other.split()
