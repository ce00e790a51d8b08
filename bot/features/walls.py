"""The wall of a cohort's wins, and the list of one's own: page by page."""

from bot.cards import walls as cards
from bot.cards.walls import ALL, Shelf, Wall
from bot.domain import wins
from bot.domain.guidance import WinCategory
from bot.domain.reading import whole
from bot.domain.words import listed
from bot.errors import Refusal, WhichCohort
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.features.wins import kinds, said_anew, turn_kudos
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Option, Role
from bot.store.models import Cohort
from bot.store.queries import cohorts
from bot.store.queries import wins as queries

feature = Feature()

#: Wins on a page: each may have 280 characters, and a message of Discord's takes 4,000 with their marks.
PAGE = 4


@feature.command(
    "win wall",
    role=Role.MEMBER,
    summary="What your cohort is glad of",
    example="/win wall",
    options=(Option(name="kind", summary="One kind of win, or which of your cohorts", suggests=True),),
)
def show_wall(ctx: Context, answers: Answers) -> Reply:
    """Show what the cohort shared, newest first; of the kind they name, or of which of their cohorts."""
    mine, said = (ctx.session, ctx.account, ctx.person, ctx.place.channel), answers["kind"]
    try:
        cohort = cohorts.mine(*mine)[1]
    except WhichCohort:
        if not said:
            raise
        return Reply(card=_wall(ctx, cohorts.mine(*mine, said)[1], "", 0))
    return Reply(card=_wall(ctx, cohort, _named(_kinds(ctx, cohort), said), 0))


@feature.click("wall.page", role=Role.MEMBER)
def turn_wall(ctx: Context, answers: Answers) -> Reply:
    """Show the page of the button."""
    cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))[1]
    return Reply(card=_wall(ctx, cohort, answers.word(1), _page(answers.word(2))), replaces=True)


@feature.click("wall.kind", role=Role.MEMBER)
def choose_kind(ctx: Context, answers: Answers) -> Reply:
    """Show one kind of win alone, or every kind again."""
    cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))[1]
    kind = "" if answers["choice"] == ALL else answers["choice"]
    return Reply(card=_wall(ctx, cohort, kind, 0), replaces=True)


@feature.click("wall.kudos", role=Role.MEMBER)
def press_kudos(ctx: Context, answers: Answers) -> Reply:
    """Give kudos on the wall, or take them back, and show the page as it is now."""
    cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))[1]
    win = queries.shared(ctx.session, ctx.person, answers.number(3))
    turn_kudos(ctx, win.number)
    card = _wall(ctx, cohort, answers.word(1), _page(answers.word(2)))
    return Reply(card=card, posts=said_anew(win.cohort, win.number), replaces=True)


@feature.command(
    "win mine", role=Role.ANYONE, summary="Your own wins: change, share or withdraw", example="/win mine"
)
def show_mine(ctx: Context, answers: Answers) -> Reply:
    """Show their own wins, shared or not; also after they left."""
    return Reply(card=_mine(ctx, 0))


@feature.click("win.mine.page", role=Role.ANYONE)
def turn_mine(ctx: Context, answers: Answers) -> Reply:
    """Show the page of the button."""
    return Reply(card=_mine(ctx, _page(answers.word(0))), replaces=True)


@feature.suggestion("kind")
def suggest_kinds(ctx: Context, typed: str) -> tuple[str, ...]:
    """The kinds of win that contain what is typed."""
    return tuple(one.title for one in kinds(ctx) if typed.casefold() in one.title.casefold())


def _wall(ctx: Context, cohort: Cohort, kind: str, page: int) -> Card:
    known = _kinds(ctx, cohort)
    asked = kind if kind in {one.slug for one in known} else ""
    found = queries.wall(ctx.session, cohort.id, asked, offset=page * PAGE, limit=PAGE + 1)
    if page and not found:
        return _wall(ctx, cohort, kind, 0)
    shelf = Shelf(wins=found[:PAGE], kinds=known, page=page, more=len(found) > PAGE)
    glad = queries.glad(ctx.session, ctx.person, shelf.wins)
    return cards.wall(
        Wall(cohort=cohort.id, name=cohort.name, shelf=shelf, reader=ctx.person.id, kind=asked, glad=glad)
    )


def _mine(ctx: Context, page: int) -> Card:
    found = queries.of_person(ctx.session, ctx.person, offset=page * PAGE, limit=PAGE + 1)
    if page and not found:
        return _mine(ctx, 0)
    return cards.mine(Shelf(wins=found[:PAGE], kinds=kinds(ctx), page=page, more=len(found) > PAGE))


def _kinds(ctx: Context, cohort: Cohort) -> tuple[WinCategory, ...]:
    return wins.categories(roadmap_of(ctx.library, cohort).guide)


def _named(known: tuple[WinCategory, ...], said: str) -> str:
    """The kind of win that somebody names, by its title or its slug. Raises `Refusal` with those there are."""
    wanted = said.casefold()
    found = [one.slug for one in known if wanted in {one.slug, one.title.casefold()}]
    if wanted and not found:
        raise Refusal(
            f"There is no kind of win called “{said[:80]}”.", f"Kinds: {listed([one.title for one in known])}."
        )
    return found[0] if found else ""


def _page(said: str) -> int:
    return whole(said) or 0
