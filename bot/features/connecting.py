"""One community on two workspaces: a code made on one, typed on the other, and a yes by who answers for each."""

from datetime import timedelta

from bot.cards import codes as code_cards
from bot.cards import connecting as cards
from bot.cards.codes import CONNECT
from bot.cards.connecting import Side
from bot.domain import codes
from bot.errors import NotSaved, Refusal
from bot.features import handshaking, whereabouts
from bot.features.feature import Answers, Context, Feature
from bot.features.handshaking import PROBLEM, Bond
from bot.messages.elements import Card, Form
from bot.replies import Reply
from bot.requests import Option, Role
from bot.store.models import Account, Community, HandshakeKind, HandshakeState, Person, WhoStarts
from bot.store.queries import cohorts, handshakes, organising, people, uniting

feature = Feature()

BOND = Bond(way=CONNECT, kind=HandshakeKind.WORKSPACES, lasts=timedelta(minutes=30))


@feature.command(
    "segue connect",
    role=Role.ANYONE,
    summary="Connect two workspaces; for organisers",
    example="/segue connect",
    options=(Option(name="code", summary="The code from the other workspace"),),
)
def connect_workspaces(ctx: Context, answers: Answers) -> Reply:
    """Take a code; without one show who typed theirs, or a new code."""
    _require_speaker(ctx)
    said = answers["code"]
    if not said:
        return Reply(card=_to_settle(ctx) or handshaking.lies_open(ctx, BOND) or _offered(ctx))
    code = codes.read(said)
    return Reply(card=_asked(ctx, code)) if code else handshaking.again(BOND, said)


@feature.form("segue.connect", role=Role.ANYONE)
def code_form(ctx: Context, answers: Answers) -> Form:
    """The form that takes a code."""
    _require_speaker(ctx)
    return code_cards.form(CONNECT)


@feature.submission("segue.connect", role=Role.ANYONE)
def take_code(ctx: Context, answers: Answers) -> Reply:
    """Ask whether the two are to become one."""
    _require_speaker(ctx)
    code = codes.read(answers["code"])
    if code is None:
        raise NotSaved({"code": PROBLEM})
    return Reply(card=_asked(ctx, code))


@feature.click("segue.connect.code", role=Role.ANYONE)
def make_code(ctx: Context, answers: Answers) -> Reply:
    """Make a new code, unless somebody has said yes to the last one."""
    _require_speaker(ctx)
    return Reply(card=_to_settle(ctx) or _offered(ctx))


@feature.click("segue.connect.yes", role=Role.ANYONE)
def say_yes(ctx: Context, answers: Answers) -> Reply:
    """Say yes where the code was typed; the button carries it, so that a forged one is a guess like any other."""
    _require_speaker(ctx)
    code = codes.read(answers.word(0)) or ""
    given = handshaking.answered_before(ctx, BOND, code)
    found = given or handshaking.opened(ctx, BOND, code)
    if isinstance(found, Card):
        return Reply(card=found, replaces=True)
    account = ctx.session.get_one(Account, found.account_id)
    if account.community_id == ctx.person.community_id:
        return Reply(card=_already(ctx), replaces=True)
    if given is None:
        handshakes.answer(ctx.session, found, ctx.account, ctx.now)
    return Reply(card=cards.answered(_sides(ctx, account)[1], found.until), replaces=True)


@feature.click("segue.connect.no", role=Role.ANYONE)
def say_no(ctx: Context, answers: Answers) -> Reply:
    """Leave it."""
    return Reply(card=code_cards.not_now(), replaces=True)


@feature.click("segue.connect.agree", role=Role.ANYONE)
def agree(ctx: Context, answers: Answers) -> Reply:
    """Say yes where the code was made: from here on both are one community."""
    _require_speaker(ctx)
    found = handshaking.numbered(ctx, BOND, answers.number(0))
    if found is None:
        return Reply(card=code_cards.over(CONNECT), replaces=True)
    shake, other = found
    if other.community_id == ctx.person.community_id:
        return Reply(card=_already(ctx), replaces=True)
    handshakes.close(ctx.session, shake, HandshakeState.AGREED, ctx.now)
    kept = people.community_of(ctx.session, ctx.person)
    uniting.unite(ctx.session, kept, ctx.session.get_one(Community, other.community_id))
    return Reply(card=cards.connected(_labels(ctx)), replaces=True)


@feature.click("segue.connect.refuse", role=Role.ANYONE)
def refuse(ctx: Context, answers: Answers) -> Reply:
    """Rather not: the code is void."""
    found = handshaking.numbered(ctx, BOND, answers.number(0))
    if found is None:
        return Reply(card=code_cards.over(CONNECT), replaces=True)
    handshakes.close(ctx.session, found[0], HandshakeState.REFUSED, ctx.now)
    return Reply(card=cards.refused(), replaces=True)


def _require_speaker(ctx: Context) -> None:
    """Let administrators pass, and organisers where not everybody may become one. Raises a `Refusal`."""
    chosen = people.community_of(ctx.session, ctx.person).who_starts is WhoStarts.ADMINISTRATORS
    if ctx.actor.administers or (chosen and organising.organises_any(ctx.session, ctx.person)):
        return
    who = "Organisers and administrators connect" if chosen else "Administrators connect"
    raise Refusal(f"{who} workspaces.", "Ask one of them to type /segue connect.")


def _offered(ctx: Context) -> Card:
    code, until = handshaking.make(ctx, BOND)
    return cards.offer(code, until, Side(where=_labels(ctx), cohorts=()).name)


def _to_settle(ctx: Context) -> Card | None:
    """Who typed their code, and what comes of it."""
    found = handshaking.waiting(ctx, BOND)
    if found is None:
        return None
    shake, other = found
    if other.community_id == ctx.person.community_id:
        handshakes.close(ctx.session, shake, HandshakeState.REFUSED, ctx.now)
        return _already(ctx)
    mine, theirs = _sides(ctx, other)
    return cards.preview(shake.id, theirs, mine, _clashes(ctx, kept=ctx.account, joined=other))


def _asked(ctx: Context, code: str) -> Card:
    """Which two this code would make one; when they have said yes to it already, what comes next."""
    given = handshaking.answered_before(ctx, BOND, code)
    found = given or handshaking.opened(ctx, BOND, code)
    if isinstance(found, Card):
        return found
    account = ctx.session.get_one(Account, found.account_id)
    if account.community_id == ctx.person.community_id:
        return _already(ctx)
    mine, theirs = _sides(ctx, account)
    if given:
        return cards.answered(theirs, found.until)
    return cards.ask(theirs, mine, _clashes(ctx, kept=account, joined=ctx.account), code)


def _already(ctx: Context) -> Card:
    return cards.already(_labels(ctx))


def _clashes(ctx: Context, kept: Account, joined: Account) -> tuple[str, ...]:
    stays, goes = (ctx.session.get_one(Community, one.community_id) for one in (kept, joined))
    return uniting.clashes(ctx.session, stays, goes)


def _labels(ctx: Context) -> tuple[str, ...]:
    return tuple(whereabouts.of_community(ctx).values())


def _sides(ctx: Context, other: Account) -> tuple[Side, Side]:
    """This community and the one of the other account, called so that they can be told apart."""
    whose = (ctx.person, ctx.session.get_one(Person, other.person_id))
    found = [uniting.workspaces_of(ctx.session, people.community_of(ctx.session, one)) for one in whose]
    named = whereabouts.labels(ctx.session, [*found[0], *found[1]])
    mine, theirs = (
        Side(
            where=tuple(named[one.id] for one in workspaces),
            cohorts=tuple(cohort.name for cohort in cohorts.running(ctx.session, person)),
            who=person.name,
        )
        for workspaces, person in zip(found, whose, strict=True)
    )
    return mine, theirs
