"""Reports that an item of the library has aged: made by members, settled by an organiser."""

from datetime import timedelta

from bot.cards import stale as cards
from bot.cards import why as why_cards
from bot.domain import items
from bot.domain.items import Item
from bot.domain.notes import Urgency
from bot.domain.staleness import Report, Verdict
from bot.errors import NotSaved, ReportGone
from bot.features import noting, why
from bot.features.feature import Answers, Context, Feature, Telling, roadmap_of
from bot.features.noting import Remark
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort
from bot.store.queries import stale

feature = Feature()

#: How long an organiser's note may still say it.
WORTH_SAYING = timedelta(days=28)


@feature.form("stale.report", role=Role.MEMBER)
def report_form(ctx: Context, answers: Answers) -> Form:
    """Ask what is wrong with the item of the button, with what they reported before."""
    cohort, shown = why.meant(ctx, answers)
    return why_cards.report(shown, cohort.id, stale.mine(ctx.session, cohort, ctx.person, shown.slug))


@feature.submission("stale.report", role=Role.MEMBER)
def report_stale(ctx: Context, answers: Answers) -> Reply:
    """Keep the report, or its edit; hide the item from what is said next; tell the other organisers in private."""
    cohort, shown = why.meant(ctx, answers)
    if not answers["words"]:
        raise NotSaved({"words": "One line is enough: what did you find?"})
    report = stale.report(ctx.session, cohort, ctx.person, shown.slug, answers["words"], ctx.now)
    settles = _tell_organisers(ctx, cohort, report)
    return Reply(card=cards.reported(shown, report, cohort.id, settles))


@feature.click("stale.keep", role=Role.ORGANISER)
def keep_hidden(ctx: Context, answers: Answers) -> Reply:
    """Agree with the report: the item stays out."""
    return _settle(ctx, answers, Verdict.HIDDEN)


@feature.click("stale.show", role=Role.ORGANISER)
def show_again(ctx: Context, answers: Answers) -> Reply:
    """Show the item again, whatever was reported so far."""
    return _settle(ctx, answers, Verdict.SHOWN)


@feature.part("stale-report", Urgency.FOLLOW_UP)
def ask_organiser(telling: Telling) -> Card | Skipped:
    """Ask an organiser about a report that nobody has settled."""
    number, _, _ = telling.subject.partition(".")
    report = stale.numbered(telling.session, telling.cohort, int(number))
    if report is None or report.verdict is not Verdict.OPEN:
        return Skipped("settled already")
    if telling.person not in {person.id for person in stale.organisers(telling.session, telling.cohort)}:
        return Skipped("no longer organises this cohort")
    shown = items.item(telling.roadmap, report.item)
    return Skipped("no longer in the library") if shown is None else cards.asked(shown, report)


def _tell_organisers(ctx: Context, cohort: Cohort, report: Report) -> bool:
    """Leave each other organiser a word, once per report; whether whoever reports organises the cohort too."""
    organisers = stale.organisers(ctx.session, cohort)
    subject = f"{report.number}.{report.made_at:%Y%m%d%H%M%S}"
    remark = Remark(kind="stale-report", subject=subject, due=ctx.now, until=ctx.now + WORTH_SAYING)
    for person in organisers:
        if person.id != ctx.person.id:
            noting.leave(ctx, person, cohort, remark)
    return any(person.id == ctx.person.id for person in organisers)


def _settle(ctx: Context, answers: Answers, verdict: Verdict) -> Reply:
    cohort, report, shown = _reported(ctx, answers)
    stale.settle(ctx.session, cohort, report, verdict, ctx.now)
    ctx.session.flush()
    after = stale.numbered(ctx.session, cohort, report.number) or report
    return Reply(card=cards.settled(shown, after), replaces=True)


def _reported(ctx: Context, answers: Answers) -> tuple[Cohort, Report, Item]:
    """The report of the button, in a cohort they organise. Raises `ReportGone`."""
    cohort = stale.cohort_of(ctx.session, ctx.person, answers.number(0))
    report = None if cohort is None else stale.numbered(ctx.session, cohort, answers.number(0))
    shown = None if cohort is None or report is None else items.item(roadmap_of(ctx.library, cohort), report.item)
    if cohort is None or report is None or shown is None:
        raise ReportGone
    return cohort, report, shown
