"""Reception: finds who handles a request, lets in who may, and keeps forms in progress."""

from dataclasses import replace
from typing import assert_never

from bot.cards import help as help_cards
from bot.errors import NotSaved, NotUnderstood, WhichCohort
from bot.features import access, choosing, commands, naming, opening, taking
from bot.features.feature import Answers, Context, Feature
from bot.messages import wire
from bot.messages.elements import Form, filled
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, Request, Submission
from bot.store.queries import drafts

#: Actions of the house itself.
REOPEN, RUN = "form.reopen", "command.run"


def answer(table: Feature, ctx: Context, request: Request) -> Reply:
    """The reply of whoever handles this. Raises a `Refusal` when nobody does, or when they may not."""
    match request:
        case Command():
            return _resume(ctx, _command(table, ctx, request))
        case Click():
            return _resume(ctx, _click(table, ctx, request))
        case Submission():
            return _submission(table, ctx, request)
    assert_never(request)


def ask_again(table: Feature, ctx: Context, request: Submission, refusal: NotSaved) -> Form:
    """The form as it was sent, with a sentence beside what was wrong; kept as a draft for a day."""
    form = _form(table, ctx, request.action)
    draft = drafts.keep(ctx.session, ctx.person, wire.pack(request.action), request.answers, ctx.now)
    reopen = Action(REOPEN, (str(draft.id),))
    return replace(filled(form, request.answers, refusal.problems), reopen=reopen)


def _command(table: Feature, ctx: Context, request: Command) -> Reply:
    specs = commands.of(table.commands, request.name)
    if specs and request.text.strip().casefold() in {"help", "?"} and request.name != "segue":
        return opening.beside(table, ctx, Reply(card=help_cards.command(request.name, specs)), "help")
    found, rest = commands.find(table.commands, request.name, request.text)
    access.require(ctx, found.spec.role)
    typed = commands.read(found.spec, rest)
    values = naming.cohorts_of_channels(ctx, choosing.chosen(found.spec, {**typed.values, **request.options}))
    try:
        reply = found.handle(ctx, replace(typed, values=values))
    except WhichCohort as which:
        raise WhichCohort(which.names, commands.completed(found.spec, values, which.names)) from None
    return opening.beside(table, ctx, reply, " ".join(found.spec.path))


def _click(table: Feature, ctx: Context, request: Click) -> Reply:
    action = request.action
    if action.name == RUN and action.args:
        name, text = action.args[0], request.choice or action.args[-1]
        return _command(table, ctx, Command(actor=request.actor, place=request.place, name=name, text=text))
    if action.name == REOPEN:
        return Reply(form=_reopened(table, ctx, action))
    if action.name in table.forms:
        return Reply(form=_form(table, ctx, action))
    guarded = table.clicks.get(action.name)
    if guarded is None:
        raise NotUnderstood("such button any more", "")
    access.require(ctx, guarded.role)
    reply = guarded.handle(ctx, Answers(args=action.args, values={"choice": request.choice}))
    return opening.beside(table, ctx, reply, action.name)


def _submission(table: Feature, ctx: Context, request: Submission) -> Reply:
    guarded = table.submissions.get(request.action.name)
    if guarded is None:
        raise NotUnderstood("such form any more", "")
    access.require(ctx, guarded.role)
    form = table.forms[request.action.name].build(ctx, Answers(args=request.action.args))
    answers = taking.taken(form, request.answers)
    reply = guarded.handle(ctx, Answers(args=request.action.args, values=answers))
    drafts.drop(ctx.session, ctx.person, wire.pack(request.action))
    return opening.beside(table, ctx, reply, request.action.name)


def _form(table: Feature, ctx: Context, action: Action) -> Form:
    guarded = table.forms[action.name]
    access.require(ctx, guarded.role)
    return guarded.build(ctx, Answers(args=action.args))


def _reopened(table: Feature, ctx: Context, action: Action) -> Form:
    """The form of a draft. Raises `NotUnderstood` when its day is over."""
    draft = drafts.numbered(ctx.session, ctx.person, Answers(args=action.args).number(0), ctx.now)
    if draft is None:
        raise NotUnderstood("such draft any more", "")
    return _form(table, ctx, wire.unpack(draft.action))


def _resume(ctx: Context, reply: Reply) -> Reply:
    """A form opens as it was left, when a draft of it is kept; not one that asks about words typed just now."""
    if reply.form is None or any(field.problem for field in reply.form.fields):
        return reply
    typed = drafts.typed(ctx.session, ctx.person, wire.pack(reply.form.action), ctx.now)
    return replace(reply, form=filled(reply.form, typed))
