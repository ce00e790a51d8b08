"""The profile: questions step by step, each of them may be left open; and the why, for its owner's eyes alone."""

from collections.abc import Sequence

from bot.cards import profile as cards
from bot.cards import reading
from bot.domain import profile as rules
from bot.domain.guide import Guide
from bot.domain.onboarding import Question, QuestionKind, Step
from bot.domain.profile import WHY, Stage
from bot.domain.roadmap import Roadmap
from bot.errors import NotSaved, Refusal
from bot.features.feature import Answers, Context, Feature
from bot.messages.elements import Form, chosen
from bot.replies import Reply
from bot.requests import Role
from bot.store.queries import cohorts, profile

feature = Feature()


@feature.command("my profile", role=Role.ANYONE, summary="Tell segue about you, step by step", example="/my profile")
def show_profile(ctx: Context, answers: Answers) -> Reply:
    """Show every step, how far they have come, and where to go on."""
    guide = packs(ctx)[0].guide
    return Reply(card=cards.overview(guide, _stages(ctx, guide)))


@feature.form("my.step", role=Role.ANYONE)
def step_form(ctx: Context, answers: Answers) -> Form:
    """The questions of the step of the button, with what they said already."""
    stage, _ = _meant(ctx, answers.word(0))
    if not stage.asks:
        raise _gone()
    return cards.form(stage, profile.answers(ctx.session, ctx.person))


@feature.submission("my.step", role=Role.ANYONE)
def keep_step(ctx: Context, answers: Answers) -> Reply:
    """Keep the answers of a step, forget what was taken back, and offer the next one."""
    stage, guide = _meant(ctx, answers.word(0))
    _require_offered(stage.step, answers)
    for question in stage.step.questions:
        profile.keep(ctx.session, ctx.person, question.slug, _answer(question, answers))
    ctx.session.flush()
    stage, _ = _meant(ctx, stage.step.slug)
    return Reply(card=cards.noted(stage, rules.following(_stages(ctx, guide), stage.step.slug)))


@feature.click("my.mirror", role=Role.ANYONE)
def show_mirror(ctx: Context, answers: Answers) -> Reply:
    """Show a step that asks nothing, and its checklists."""
    stage, guide = _meant(ctx, answers.word(0))
    return Reply(card=cards.mirror(stage, guide, rules.following(_stages(ctx, guide), stage.step.slug)))


@feature.click("my.checklist", role=Role.ANYONE)
def read_checklist(ctx: Context, answers: Answers) -> Reply:
    """Show a page of the checklist of the button."""
    lists = (one for pack in packs(ctx) for one in pack.guide.checklists)
    shown = next((one for one in lists if one.slug == answers.word(0)), None)
    if shown is None:
        raise Refusal("That list is no longer in the library.", "/my profile shows the ones that are.")
    return Reply(card=reading.checklist(shown, answers.number(1)), replaces=answers.number(1) > 1)


@feature.click("my.finish", role=Role.ANYONE)
def finish(ctx: Context, answers: Answers) -> Reply:
    """Say what the answers change, and what to do first."""
    guide = packs(ctx)[0].guide
    return Reply(card=cards.finished(guide, _stages(ctx, guide)))


@feature.command("my why", role=Role.ANYONE, summary="Why you began, for your eyes alone", example="/my why")
def show_why(ctx: Context, answers: Answers) -> Reply:
    """Show their own reason, if they wrote it down."""
    return Reply(card=cards.why(_why(ctx)))


@feature.form("my.why", role=Role.ANYONE)
def why_form(ctx: Context, answers: Answers) -> Form:
    """The form of the why, with what it says now."""
    asked = (
        question.text
        for step in packs(ctx)[0].guide.onboarding
        for question in step.questions
        if question.slug == WHY
    )
    return cards.why_form(next(asked, "Why did you begin?"), _why(ctx))


@feature.submission("my.why", role=Role.ANYONE)
def keep_why(ctx: Context, answers: Answers) -> Reply:
    """Keep their reason; empty takes it back."""
    profile.keep(ctx.session, ctx.person, WHY, (answers[WHY],))
    return Reply(card=cards.why(answers[WHY]))


def packs(ctx: Context) -> Sequence[Roadmap]:
    """The roadmaps somebody has to do with, first the one of this channel; without a cohort, the library's first."""
    theirs = [cohort for _, cohort in cohorts.memberships(ctx.session, ctx.person)]
    here = cohorts.here(ctx.session, ctx.account, ctx.place.channel)
    theirs.sort(key=lambda cohort: here is None or cohort.id != here.id)
    slugs = [*(cohort.roadmap for cohort in theirs), ctx.library.default.slug, *ctx.library.roadmaps]
    return [ctx.library.roadmaps[slug] for slug in dict.fromkeys(slugs) if slug in ctx.library.roadmaps]


def _stages(ctx: Context, guide: Guide) -> tuple[Stage, ...]:
    return rules.stages(guide.onboarding, profile.answers(ctx.session, ctx.person))


def _meant(ctx: Context, slug: str) -> tuple[Stage, Guide]:
    """The step of this slug, in the first of their roadmaps that has it."""
    for pack in packs(ctx):
        for stage in _stages(ctx, pack.guide):
            if stage.step.slug == slug:
                return stage, pack.guide
    raise _gone()


def _gone() -> Refusal:
    return Refusal("That step is no longer asked.", "/my profile shows the ones that are.")


def _why(ctx: Context) -> str:
    return ", ".join(profile.answers(ctx.session, ctx.person).get(WHY, ()))


def _require_offered(step: Step, answers: Answers) -> None:
    """One choice is taken only from its options; several were held to them already."""
    wrong = {
        question.slug: "Choose from what the list offers now, or leave it open."
        for question in step.questions
        if question.kind is QuestionKind.SINGLE
        and answers[question.slug] not in {"", cards.OPEN, *(option.slug for option in question.options)}
    }
    if wrong:
        raise NotSaved(wrong)


def _answer(question: Question, answers: Answers) -> tuple[str, ...]:
    match question.kind:
        case QuestionKind.TEXT:
            return (answers[question.slug],)
        case QuestionKind.SINGLE:
            return () if answers[question.slug] == cards.OPEN else (answers[question.slug],)
        case QuestionKind.MULTI:
            return chosen(answers[question.slug])
