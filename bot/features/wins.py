"""Wins: write one down, share it or keep it, change your mind, and be glad with others."""

from dataclasses import replace
from zlib import crc32

from bot.cards import wins as cards
from bot.domain import run, wins
from bot.domain.guidance import WinCategory
from bot.domain.reading import whole
from bot.domain.wins import Said
from bot.errors import NotSaved, Refusal, WhichCohort
from bot.features.feature import Answers, Context, Feature, Telling, roadmap_of
from bot.messages.elements import Card, Form, Option
from bot.messages.wire import Action
from bot.ports import Skipped
from bot.replies import CohortChannels, Post, Reply
from bot.requests import Option as Word
from bot.requests import Role
from bot.store.models import Cohort, DeliveryState, Win
from bot.store.queries import checkins, cohorts, ledger
from bot.store.queries import wins as queries

feature = Feature()

#: The kind of the message that tells the channels of a win; its subject is the win's number.
SHARED = "win-shared"


@feature.command(
    "win",
    role=Role.MEMBER,
    summary="Write down a win, to share or to keep",
    example="/win Shipped the demo",
    options=(Word(name="text", summary="What happened"),),
)
def ask_about_win(ctx: Context, answers: Answers) -> Reply:
    """Open the form, with what they typed; a draft of other words keeps its own place."""
    words = answers["text"]
    key = ("typed", f"{crc32(words.encode()):x}") if words else ()
    action = Action("win", (str(_here(ctx)), *key))
    return Reply(form=_form(ctx, Answers(args=action.args), words))


@feature.form("win", role=Role.MEMBER)
def win_form(ctx: Context, answers: Answers) -> Form:
    """The form of the button, with the task or the week it comes from in it."""
    return _form(ctx, answers, _origin(ctx, answers))


@feature.submission("win", role=Role.MEMBER)
def keep_win(ctx: Context, answers: Answers) -> Reply:
    """Keep the win; tell the cohort's channels if it is shared. Sent twice, it is kept and told once."""
    said = _read(ctx, answers, asks_cohort=not answers.number(0))
    number = answers.number(0) or Answers(args=(answers["cohort"],)).number(0)
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, number)
    win = queries.keep(ctx.session, member, said, _week(ctx, cohort), ctx.now)
    if not said.public:
        return Reply(card=cards.kept())
    rests = cohort.quiet_until is not None and ctx.now < cohort.quiet_until
    return Reply(card=cards.shared(cohort.id, cohort.name, rests=rests), posts=_news(ctx, win))


@feature.form("win.edit", role=Role.ANYONE)
def edit_form(ctx: Context, answers: Answers) -> Form:
    """One of their wins, as it is."""
    said = queries.told(ctx.session, queries.own(ctx.session, ctx.person, answers.number(0))).said
    return cards.form(kinds(ctx), Action("win.edit", answers.args[:1]), said)


@feature.submission("win.edit", role=Role.ANYONE)
def edit_win(ctx: Context, answers: Answers) -> Reply:
    """Keep what they say of it now, wherever it stands."""
    win = queries.own(ctx.session, ctx.person, answers.number(0))
    return _change(ctx, win, _read(ctx, answers, asks_cohort=False))


@feature.click("win.open", role=Role.ANYONE)
def open_win(ctx: Context, answers: Answers) -> Reply:
    """Show one of their wins, with what they can do about it."""
    win = queries.own(ctx.session, ctx.person, Answers(args=(answers["choice"],)).number(0))
    return Reply(card=_one(ctx, win), replaces=True)


@feature.click("win.share", role=Role.ANYONE)
def share_win(ctx: Context, answers: Answers) -> Reply:
    """Share what they kept to themselves."""
    return _turn(ctx, answers, public=True)


@feature.click("win.hide", role=Role.ANYONE)
def hide_win(ctx: Context, answers: Answers) -> Reply:
    """Keep to themselves what they had shared."""
    return _turn(ctx, answers, public=False)


@feature.click("win.withdraw", role=Role.ANYONE)
def withdraw_win(ctx: Context, answers: Answers) -> Reply:
    """Take it back for good, from everywhere; also after they left, and however often it is pressed."""
    win = queries.own(ctx.session, ctx.person, answers.number(0), withdrawn=True)
    if win.withdrawn_at is not None:
        return Reply(card=cards.withdrawn(), replaces=True)
    queries.withdraw(ctx.session, win, ctx.now)
    return Reply(card=cards.withdrawn(), posts=said_anew(win.cohort_id, win.id), replaces=True)


@feature.click("kudos", role=Role.MEMBER)
def press_kudos(ctx: Context, answers: Answers) -> Reply:
    """Give kudos or take them back, and show what stands now; the message in the channel counts along."""
    given = turn_kudos(ctx, answers.number(0))
    win = queries.shared(ctx.session, ctx.person, answers.number(0))
    return Reply(card=cards.kudos(win, given=given), posts=said_anew(win.cohort, win.number), replaces=True)


@feature.saying(SHARED)
def tell_of_win(telling: Telling) -> Card | Skipped:
    """Tell the channels of a win; in the place of one that was taken back, that it was."""
    number = Answers(args=(telling.subject,)).number(0)
    found = queries.standing(telling.session, Win.id == number, Win.cohort_id == telling.cohort.id)
    if found:
        return cards.told(found[0], wins.category(telling.roadmap.guide, found[0].said.category))
    return cards.taken_back() if telling.instead else Skipped("it was withdrawn")


def turn_kudos(ctx: Context, number: int) -> bool:
    """Give kudos for a win of a cohort they are in, or take them back; whether they stand now."""
    win = queries.shared(ctx.session, ctx.person, number)
    cohorts.mine_numbered(ctx.session, ctx.person, win.cohort)
    if win.person == ctx.person.id:
        raise Refusal("That win is your own.", "Others can give it kudos; /win mine shows how many did.")
    return queries.turn_kudos(ctx.session, ctx.person, win)


def said_anew(cohort: int, win: int) -> tuple[Post, ...]:
    """Let the message of a win say what is so now."""
    return (Post(kind=SHARED, audience=CohortChannels(cohort), subject=str(win), instead=True),)


def kinds(ctx: Context) -> tuple[WinCategory, ...]:
    """Every kind of win that any roadmap of the house knows."""
    found = (one for roadmap in ctx.library.roadmaps.values() for one in wins.categories(roadmap.guide))
    return tuple({one.slug: one for one in found}.values())


def _here(ctx: Context) -> int:
    """The cohort they mean; 0, which none has, when the form has to ask for it."""
    try:
        return cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)[1].id
    except WhichCohort:
        return 0


def _form(ctx: Context, answers: Answers, words: str) -> Form:
    action, number = Action("win", answers.args[:3]), answers.number(0)
    if number:
        cohort = cohorts.mine_numbered(ctx.session, ctx.person, number)[1]
        return cards.form(wins.categories(roadmap_of(ctx.library, cohort).guide), action, words=words)
    return cards.form(kinds(ctx), action, words=words, cohorts=_theirs(ctx))


def _theirs(ctx: Context) -> tuple[Option, ...]:
    return tuple(Option(str(one.id), one.name) for _, one in cohorts.memberships(ctx.session, ctx.person))


def _origin(ctx: Context, answers: Answers) -> str:
    """What happened, as far as the task or the check-in of the button tells; empty for one that is gone."""
    if not answers.number(0):
        return ""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    key = answers.word(2)
    if answers.word(1) == "task":
        tasks = (task for week in roadmap_of(ctx.library, cohort).weeks for task in week.tasks)
        return next((task.title for task in tasks if task.slug == key), "")
    kept = checkins.of_week(ctx.session, member, whole(key) or 0) if answers.word(1) == "checkin" else None
    return kept.said.done if kept else ""


def _read(ctx: Context, answers: Answers, *, asks_cohort: bool) -> Said:
    problems = {
        "words": _words_problem(answers["words"]),
        "category": "" if answers["category"] in {one.slug for one in kinds(ctx)} else "Choose what fits best.",
        "who": "" if answers["who"] in {one.value for one in cards.WHO} else "Choose who sees it.",
    }
    if asks_cohort and answers["cohort"] not in {one.value for one in _theirs(ctx)}:
        problems["cohort"] = "Choose one of your cohorts."
    if wrong := {key: sentence for key, sentence in problems.items() if sentence}:
        raise NotSaved(wrong)
    return Said(
        words=answers["words"],
        category=answers["category"],
        impact=wins.impact(answers["impact"]),
        public=answers["who"] == "cohort",
    )


def _words_problem(words: str) -> str:
    if len(words) > wins.WORDS:
        return f"Make it at most {wins.WORDS} characters; it has {len(words)}."
    return "" if words else "One line is enough."


def _turn(ctx: Context, answers: Answers, *, public: bool) -> Reply:
    win = queries.own(ctx.session, ctx.person, answers.number(0))
    said = replace(queries.told(ctx.session, win).said, public=public)
    return replace(_change(ctx, win, said), replaces=True)


def _change(ctx: Context, win: Win, said: Said) -> Reply:
    """Keep what is said now; only somebody who is in the cohort can share with it."""
    stood = win.public
    if said.public and not stood:
        cohorts.mine_numbered(ctx.session, ctx.person, win.cohort_id)
    queries.change(ctx.session, win, said, ctx.now)
    posts = said_anew(win.cohort_id, win.id) if stood else _news(ctx, win) if said.public else ()
    return Reply(card=_one(ctx, win), posts=posts)


def _one(ctx: Context, win: Win) -> Card:
    ctx.session.flush()
    return cards.one(queries.told(ctx.session, win), kinds(ctx))


def _news(ctx: Context, win: Win) -> tuple[Post, ...]:
    """Tell the channels of a win: where it stood before, if it did, else at their end."""
    told = ledger.said(ctx.session, win.cohort_id, None, kind=SHARED, subject=str(win.id))
    standing = {DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.SENT}
    if any(one.instead_of is None and one.state in standing for one in told):
        return said_anew(win.cohort_id, win.id)
    return (Post(kind=SHARED, audience=CohortChannels(win.cohort_id), subject=str(win.id)),)


def _week(ctx: Context, cohort: Cohort) -> int:
    """The week of the roadmap a win belongs to: the first one before it begins, the last one after it ends."""
    weeks = len(roadmap_of(ctx.library, cohort).weeks)
    return min(max(run.week_at(cohorts.run(cohort, weeks), ctx.now), 1), weeks)
