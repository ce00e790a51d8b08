"""One person on two platforms: a code made on one and typed on the other, and a yes on both."""

from datetime import timedelta

from bot.cards import codes as code_cards
from bot.cards import linking as cards
from bot.cards.codes import LINK
from bot.cards.linking import Other
from bot.domain import codes
from bot.errors import NotSaved
from bot.features import accounts, handshaking, noting, whereabouts
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.handshaking import PROBLEM, Bond
from bot.features.whereabouts import Stand
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import Alone, Post, Reply
from bot.requests import Option, Role
from bot.store.models import Account, Handshake, HandshakeKind, HandshakeState, Person, Workspace
from bot.store.queries import cohorts, handshakes, merging, people

feature = Feature()

BOND = Bond(way=LINK, kind=HandshakeKind.PEOPLE, lasts=timedelta(minutes=10))


@feature.command(
    "my link",
    role=Role.ANYONE,
    summary="One person on several platforms",
    example="/my link",
    options=(Option(name="code", summary="The code you got on the other side"),),
)
def link_accounts(ctx: Context, answers: Answers) -> Reply:
    """Take a code; without one show who typed theirs, or their accounts, or a new code."""
    said = answers["code"]
    if not said:
        return Reply(card=_shown(ctx))
    code = codes.read(said)
    return Reply(card=_asked(ctx, code)) if code else handshaking.again(BOND, said)


@feature.form("my.link", role=Role.ANYONE)
def code_form(ctx: Context, answers: Answers) -> Form:
    """The form that takes a code."""
    return code_cards.form(LINK)


@feature.submission("my.link", role=Role.ANYONE)
def take_code(ctx: Context, answers: Answers) -> Reply:
    """Ask whether they are who made this code."""
    code = codes.read(answers["code"])
    if code is None:
        raise NotSaved({"code": PROBLEM})
    return Reply(card=_asked(ctx, code))


@feature.click("my.link.code", role=Role.ANYONE)
def make_code(ctx: Context, answers: Answers) -> Reply:
    """Make a new code, unless somebody has said yes to the last one."""
    return Reply(card=_to_settle(ctx) or _offered(ctx, whereabouts.stand(ctx)))


@feature.click("my.link.yes", role=Role.ANYONE)
def say_yes(ctx: Context, answers: Answers) -> Reply:
    """Say yes where the code was typed; the button carries it, so that a forged one is a guess like any other."""
    code = codes.read(answers.word(0)) or ""
    given = handshaking.answered_before(ctx, BOND, code)
    found = given or handshaking.opened(ctx, BOND, code)
    if isinstance(found, Card):
        return Reply(card=found, replaces=True)
    account = ctx.session.get_one(Account, found.account_id)
    if (obstacle := _obstacle(ctx, account)) is not None:
        return Reply(card=obstacle, replaces=True)
    if given is None:
        handshakes.answer(ctx.session, found, ctx.account, ctx.now)
    posts = () if given else _told(ctx, found, account)
    return Reply(card=cards.answered(_other(ctx, account), found.until), posts=posts, replaces=True)


@feature.click("my.link.no", role=Role.ANYONE)
def say_no(ctx: Context, answers: Answers) -> Reply:
    """Leave it."""
    return Reply(card=code_cards.not_now(), replaces=True)


@feature.click("my.link.agree", role=Role.ANYONE)
def agree(ctx: Context, answers: Answers) -> Reply:
    """Say yes where the code was made: from here on both are one person."""
    found = handshaking.numbered(ctx, BOND, answers.number(0))
    if found is None:
        return Reply(card=code_cards.over(LINK), replaces=True)
    shake, other = found
    if (obstacle := _obstacle(ctx, other)) is not None:
        return Reply(card=obstacle, replaces=True)
    handshakes.close(ctx.session, shake, HandshakeState.AGREED, ctx.now)
    merging.merge(ctx.session, ctx.person, ctx.session.get_one(Person, other.person_id), ctx.now)
    noting.renew(ctx.session, ctx.person, ctx.now)
    ctx.session.flush()
    return Reply(card=cards.merged(whereabouts.stand(ctx).places), replaces=True)


@feature.click("my.link.refuse", role=Role.ANYONE)
def refuse(ctx: Context, answers: Answers) -> Reply:
    """It was somebody else: the code is void."""
    found = handshaking.numbered(ctx, BOND, answers.number(0))
    if found is None:
        return Reply(card=code_cards.over(LINK), replaces=True)
    handshakes.close(ctx.session, found[0], HandshakeState.REFUSED, ctx.now)
    return Reply(card=cards.refused(), replaces=True)


@feature.saying("link-typed")
def tell_of_answer(telling: Telling) -> Card | Skipped:
    """Tell the one who made a code that somebody typed it, while there is something to say yes to."""
    shake = telling.session.get(Handshake, int(telling.subject))
    if shake is None or shake.state is not HandshakeState.ANSWERED or shake.until <= telling.now:
        return Skipped("the code is not open any more")
    account = telling.session.get_one(Account, shake.answered_by)
    person = telling.session.get_one(Person, account.person_id)
    workspace = telling.session.get_one(Workspace, account.workspace_id)
    return cards.typed_by(Other(person.name, whereabouts.labels(telling.session, [workspace])[workspace.id]))


def _shown(ctx: Context) -> Card:
    """What there is to do: settle a code, see their accounts, or link one."""
    if (waiting := _to_settle(ctx)) is not None:
        return waiting
    at = whereabouts.stand(ctx)
    if len(at.accounts) > 1:
        return accounts.shown(ctx, at)
    return (handshaking.lies_open(ctx, BOND) if at.elsewhere else None) or _offered(ctx, at)


def _to_settle(ctx: Context) -> Card | None:
    """Who typed their code, and what a merge would do."""
    found = handshaking.waiting(ctx, BOND)
    if found is None:
        return None
    shake, other = found
    if (obstacle := _obstacle(ctx, other)) is not None:
        handshakes.close(ctx.session, shake, HandshakeState.REFUSED, ctx.now)
        return obstacle
    joined = ctx.session.get_one(Person, other.person_id)
    return cards.preview(shake.id, _other(ctx, other), merging.overlaps(ctx.session, ctx.person, joined))


def _offered(ctx: Context, at: Stand) -> Card:
    """A new code, where there is anywhere to type it."""
    if at.elsewhere:
        return cards.offer(*handshaking.make(ctx, BOND), at.elsewhere)
    return accounts.shown(ctx, at) if len(at.accounts) > 1 else cards.nowhere(at.places[0])


def _asked(ctx: Context, code: str) -> Card:
    """Whom this code would make them; when they have said yes to it already, what comes next."""
    given = handshaking.answered_before(ctx, BOND, code)
    found = given or handshaking.opened(ctx, BOND, code)
    if isinstance(found, Card):
        return found
    account = ctx.session.get_one(Account, found.account_id)
    if (obstacle := _obstacle(ctx, account)) is not None:
        return obstacle
    other = _other(ctx, account)
    here = whereabouts.stand(ctx).labels[ctx.account.workspace_id]
    return cards.answered(other, found.until) if given else cards.ask(other, here, code)


def _obstacle(ctx: Context, other: Account) -> Card | None:
    """Why these two accounts cannot become one person's, if so."""
    at = whereabouts.stand(ctx)
    if other.person_id == ctx.person.id:
        return cards.already(at.places)
    if other.community_id != ctx.person.community_id:
        return cards.apart()
    person = ctx.session.get_one(Person, other.person_id)
    both = whereabouts.present(ctx.session, ctx.person) & whereabouts.present(ctx.session, person)
    return cards.same_place(at.labels[min(both)]) if both else None


def _other(ctx: Context, account: Account) -> Other:
    person = ctx.session.get_one(Person, account.person_id)
    return Other(person.name, whereabouts.stand(ctx).labels[account.workspace_id])


def _told(ctx: Context, shake: Handshake, account: Account) -> tuple[Post, ...]:
    """To the one who made the code, where their private words come there and a cohort of theirs can carry them."""
    person = ctx.session.get_one(Person, account.person_id)
    first = people.first_account(ctx.session, person)
    carrier = next((cohort for _, cohort in cohorts.memberships(ctx.session, person)), None)
    if first is None or first.id != account.id or carrier is None:
        return ()
    return (Post(kind="link-typed", audience=Alone(carrier.id, person.id), subject=str(shake.id)),)
