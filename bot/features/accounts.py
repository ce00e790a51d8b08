"""The accounts of one person: where private words come, and letting one account go."""

from bot.cards import linked as cards
from bot.cards.linked import Linked
from bot.errors import Refusal
from bot.features import whereabouts
from bot.features.feature import Answers, Context, Feature
from bot.features.whereabouts import Stand
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Account
from bot.store.queries import accounts, people

feature = Feature()


@feature.click("my.link.words", role=Role.ANYONE)
def choose_words(ctx: Context, answers: Answers) -> Reply:
    """Let private words come to the chosen account, or follow them."""
    said = answers["choice"]
    chosen = None if said == cards.FOLLOW else _mine(whereabouts.stand(ctx), Answers(args=(said,)).number(0))
    accounts.prefer(ctx.session, ctx.person, chosen)
    ctx.session.flush()
    return Reply(card=shown(ctx, whereabouts.stand(ctx), kept=True), replaces=True)


@feature.click("my.link.unlink", role=Role.ANYONE)
def ask_to_unlink(ctx: Context, answers: Answers) -> Reply:
    """Say what unlinking means."""
    at = whereabouts.stand(ctx)
    account = _mine(at, answers.number(0))
    if len(at.accounts) == 1:
        return Reply(card=cards.alone(at.places[0]), replaces=True)
    [one] = [one for one in linked(ctx, at) if one.number == account.id]
    return Reply(card=cards.ask_to_unlink(one, _rest(at, account)), replaces=True)


@feature.click("my.link.unlinked", role=Role.ANYONE)
def unlink(ctx: Context, answers: Answers) -> Reply:
    """Let the account be somebody of its own; everything they did stays with the others."""
    at = whereabouts.stand(ctx)
    account = _mine(at, answers.number(0))
    if len(at.accounts) == 1:
        return Reply(card=cards.alone(at.places[0]), replaces=True)
    accounts.detach(ctx.session, account, ctx.now)
    where, here = at.labels[account.workspace_id], account.id == ctx.account.id
    return Reply(card=cards.unlinked(where, _rest(at, account), here), replaces=True)


def shown(ctx: Context, at: Stand, kept: bool = False) -> Card:
    """All of them, and what can be done; `kept`: they have just chosen where private words come."""
    return cards.accounts(linked(ctx, at), at.elsewhere, kept=kept)


def linked(ctx: Context, at: Stand) -> tuple[Linked, ...]:
    """Their accounts as they are told of."""
    first = people.first_account(ctx.session, ctx.person)
    return tuple(
        Linked(
            number=account.id,
            where=at.labels[workspace.id],
            here=account.id == ctx.account.id,
            latest=account.latest,
            words=first is not None and first.id == account.id,
            chosen=account.preferred,
            takes=account.takes_notes,
            gone=account.gone_at is not None or workspace.gone_at is not None,
        )
        for account, workspace in at.accounts
    )


def _mine(at: Stand, number: int) -> Account:
    """One of their own accounts by its number. Raises a `Refusal` for any other."""
    found = next((account for account, _ in at.accounts if account.id == number), None)
    if found is None:
        raise Refusal("That account is not linked to you.", "/my link shows the ones that are.")
    return found


def _rest(at: Stand, left: Account) -> tuple[str, ...]:
    """Where they still are without this account."""
    return tuple(at.labels[place.id] for account, place in at.accounts if account.id != left.id)
