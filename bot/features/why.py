"""Why something is in the library: what the sources say, and when it was reviewed."""

from bot.cards import why as cards
from bot.domain import items
from bot.domain.items import Item
from bot.domain.words import shortened
from bot.errors import NoSuchItem
from bot.features import seating
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Option, Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, stale

feature = Feature()

ITEM = Option(name="item", summary="A week, or words of a title", suggests=True)


@feature.command(
    "roadmap why",
    role=Role.MEMBER,
    summary="What the sources say of a week, a task, a resource or a theme",
    example="/roadmap why week 3",
    options=(ITEM,),
)
def explain(ctx: Context, answers: Answers) -> Reply:
    """Say why what they name is in the library; without a name, why this week is."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)
    roadmap, typed = roadmap_of(ctx.library, cohort), answers["item"]
    found = items.search(roadmap, typed or _this_week(ctx, member, cohort))
    if len(found) > 1:
        return Reply(card=cards.which(typed, found, cohort.id))
    if not found:
        raise NoSuchItem(shortened(typed, items.OFFERED), items.nearest(roadmap, typed))
    return Reply(card=card(ctx, cohort, found[0]))


@feature.click("why.item", role=Role.MEMBER)
def explain_item(ctx: Context, answers: Answers) -> Reply:
    """Say why the item of the button, or of the menu, is in the library."""
    cohort, shown = meant(ctx, answers, answers["choice"])
    return Reply(card=card(ctx, cohort, shown))


@feature.suggestion("item")
def suggest_items(ctx: Context, typed: str) -> tuple[str, ...]:
    """The titles of the items of their roadmaps that hold what is typed."""
    roadmaps = {roadmap_of(ctx.library, cohort).slug for _, cohort in cohorts.memberships(ctx.session, ctx.person)}
    found = (one for slug in sorted(roadmaps) for one in _matching(ctx, slug, typed))
    return tuple(dict.fromkeys(one.offered for one in found))


def meant(ctx: Context, answers: Answers, chosen: str = "") -> tuple[Cohort, Item]:
    """The item of a button and whose library it is in. Raises `NoSuchItem` when it is there no more."""
    _, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    found = items.item(roadmap_of(ctx.library, cohort), chosen or answers.word(1))
    if found is None:
        raise NoSuchItem("", ())
    return cohort, found


def card(ctx: Context, cohort: Cohort, shown: Item) -> Card:
    """The card that says why, with what became of reports about it."""
    mine = stale.mine(ctx.session, cohort, ctx.person, shown.slug)
    hidden = shown.slug in stale.hidden(ctx.session, cohort)
    return cards.item(roadmap_of(ctx.library, cohort), shown, cohort.id, mine, hidden)


def _matching(ctx: Context, roadmap: str, typed: str) -> tuple[Item, ...]:
    library = ctx.library.roadmaps[roadmap]
    return items.search(library, typed) if typed.strip() else items.catalogue(library)


def _this_week(ctx: Context, member: Member, cohort: Cohort) -> str:
    """This week's number; the first one's before it, the last one's after it."""
    weeks = len(roadmap_of(ctx.library, cohort).weeks)
    return str(min(max(seating.seat(ctx, member, cohort).week, 1), weeks))
