"""What organisers hear of a channel or workspace that went away, and a lost channel that they let segue try again."""

from bot.cards import reach as cards
from bot.cards.reach import Silence
from bot.domain.notes import Urgency
from bot.errors import Refusal
from bot.features import organising, reach
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.settings import shown
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Channel, Workspace
from bot.store.queries import cohorts
from bot.store.queries import organising as queries
from bot.store.queries import reach as places

feature = Feature()

BACK = Skipped("it is within reach again")


@feature.part(reach.LOST, Urgency.REQUEST)
def tell_of_loss(telling: Telling) -> Card | Skipped:
    """Tell an organiser that a channel cannot be reached, what that means, and what to do."""
    channel = _channel(telling)
    if channel is None or not channel.lost:
        return BACK
    return cards.lost(_silence(telling), channel.id, shown(channel), channel.lost)


@feature.part(reach.SHARED, Urgency.FOLLOW_UP)
def tell_of_guests(telling: Telling) -> Card | Skipped:
    """Tell an organiser that people of another workspace read along."""
    channel = _channel(telling)
    if channel is None:
        return Skipped("the cohort stopped speaking there")
    return cards.shared(telling.cohort.id, telling.cohort.name, shown(channel))


@feature.part(reach.REMOVED, Urgency.REQUEST)
def tell_of_removal(telling: Telling) -> Card | Skipped:
    """Tell an organiser who is known elsewhere, too, that segue was removed from a workspace."""
    workspace = telling.session.get(Workspace, _number(telling))
    if workspace is None or workspace.gone_at is None:
        return BACK
    there = [one for one in cohorts.channels(telling.session, telling.cohort.id) if one.workspace_id == workspace.id]
    return cards.removed(_silence(telling), tuple(shown(one) for one in there)) if there else BACK


@feature.click("cohort.again", role=Role.ORGANISER)
def try_again(ctx: Context, answers: Answers) -> Reply:
    """Take a channel for reachable; the next message shows whether it is. Twice is once."""
    cohort = organising.numbered(ctx, answers)
    channel = queries.channel_of(ctx.session, cohort, answers.number(1))
    if channel is None:
        raise Refusal(f"{cohort.name} no longer speaks there.", "/cohort settings shows where it does.")
    posts = reach.regain(ctx.scene, channel)
    return Reply(card=cards.trying(cohort.id, shown(channel)), posts=posts, replaces=True)


def _channel(telling: Telling) -> Channel | None:
    return queries.channel_of(telling.session, telling.cohort, _number(telling))


def _number(telling: Telling) -> int:
    return Answers(args=(telling.subject.partition(".")[0],)).number(0)


def _silence(telling: Telling) -> Silence:
    cohort = telling.cohort
    return Silence(
        cohort=cohort.id,
        name=cohort.name,
        waits=cohort.waits_since is not None,
        others=tuple(shown(one) for one in places.spoken(telling.session, cohort)),
    )
