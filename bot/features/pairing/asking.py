"""A learner asks for a mentor: what for, by when, whom they would like; changes it, or takes it back."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.cards.pairing import asking as cards
from bot.domain import dates, notes
from bot.domain.pairing import timing, waits
from bot.domain.pairing.states import Cause, Kind, RequestState
from bot.domain.pairing.terms import Wish
from bot.domain.words import listed
from bot.errors import NotSaved, Refusal
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import belonging, ending, pausing, rounds, standing
from bot.features.pairing.ending import Ends
from bot.messages.elements import Card, Form, Option
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member
from bot.store.queries.pairing import blocks, offers, pairings, readiness, requests

feature = Feature()

#: So far ahead somebody may need a mentor by.
AHEAD = timedelta(days=365)
_KEYS = tuple(f"name{place + 1}" for place in range(cards.NAMES))


@feature.command(
    "mentor ask",
    role=Role.MEMBER,
    summary="Ask for a mentor",
    example="/mentor ask",
    options=(belonging.NAME,),
)
def ask_typed(ctx: Context, answers: Answers) -> Reply:
    """Open the form of a request; where one stands, show it with the way to change it."""
    member, cohort = belonging.meant(ctx, answers)
    if requests.current(ctx.session, member):
        return Reply(card=standing.standing(ctx, member, cohort))
    return Reply(form=_form(ctx, member, cohort))


@feature.form("mentor.ask", role=Role.MEMBER)
def ask_form(ctx: Context, answers: Answers) -> Form:
    """The request in the cohort of the button, as it stands."""
    return _form(ctx, *belonging.meant(ctx, answers))


@feature.submission("mentor.ask", role=Role.MEMBER)
def keep_request(ctx: Context, answers: Answers) -> Reply:
    """Ask, or change what is asked for; sent twice, it is asked once and keeps its place."""
    member, cohort = belonging.meant(ctx, answers)
    _require_learner(member)
    wish = _read(ctx, member, cohort, answers)
    stands = requests.current(ctx.session, member)
    if stands is not None:
        requests.change(ctx.session, stands, wish)
        return Reply(card=cards.changed(cohort.id))
    requests.ask(ctx.session, member, wish, ctx.now)
    ready = readiness.of(ctx.session, member)
    ready.silent, ready.unanswered = False, 0
    rounds.call(ctx.session, cohort, Kind.MENTOR, Cause.GAP, ctx.now + timing.GATHER)
    mentors = sum(1 for _, one, _ in offers.standing(ctx.session, cohort) if one.id != member.id)
    median = waits.median(requests.waits(ctx.session, cohort, ctx.now))
    return Reply(card=cards.asked(cohort.id, mentors, median, pausing.stands(ctx, ready, cohort)))


@feature.command(
    "mentor withdraw",
    role=Role.MEMBER,
    summary="Take back what you asked for",
    example="/mentor withdraw",
    options=(belonging.NAME,),
)
def withdraw_typed(ctx: Context, answers: Answers) -> Reply:
    """Say what taking it back means."""
    return Reply(card=_ask_to_withdraw(ctx, *belonging.meant(ctx, answers)))


@feature.click("mentor.withdraw", role=Role.MEMBER)
def withdraw_pressed(ctx: Context, answers: Answers) -> Reply:
    """Say what taking it back means, in the cohort of the button."""
    return Reply(card=_ask_to_withdraw(ctx, *belonging.meant(ctx, answers)))


@feature.click("mentor.withdrawn", role=Role.MEMBER)
def withdraw(ctx: Context, answers: Answers) -> Reply:
    """Close the request, and end what came of it. Twice is once."""
    member, cohort = belonging.meant(ctx, answers)
    request = requests.current(ctx.session, member)
    if request is None:
        return Reply(card=cards.nothing_asked(cohort.id), replaces=True)
    requests.close(ctx.session, request, ctx.now)
    theirs = [one for one in pairings.open_of_member(ctx.session, member) if one.request_id == request.id]
    for bond in pairings.bonds(ctx.session, theirs):
        ending.end(ctx.session, ctx.now, cohort, bond, Ends.WISHED, by=member)
    return Reply(card=cards.withdrawn(cohort.id), replaces=True)


def _ask_to_withdraw(ctx: Context, member: Member, cohort: Cohort) -> Card:
    request = requests.current(ctx.session, member)
    if request is None:
        return cards.nothing_asked(cohort.id)
    return cards.ask_to_withdraw(cohort.id, request.state is RequestState.PAIRED)


def _form(ctx: Context, member: Member, cohort: Cohort) -> Form:
    _require_learner(member)
    mentors = _mentors(ctx, member, cohort)
    stands = requests.current(ctx.session, member)
    wish = requests.wish(ctx.session, stands) if stands else Wish(purpose="")
    by = wish.by if wish.by and wish.by >= _today(ctx, cohort) else None
    menu = len(mentors) <= cards.MENU
    named = [str(one) if menu else mentors[one] for one in wish.preferred if one in mentors]
    options = [Option(str(one), name) for one, name in mentors.items()]
    return cards.form(cohort.id, wish.purpose, by.isoformat() if by else "", options, named)


def _require_learner(member: Member) -> None:
    if not member.learns:
        raise Refusal("Asking for a mentor is for those who learn in the cohort.", "To learn along: /cohort join.")


def _mentors(ctx: Context, member: Member, cohort: Cohort) -> dict[int, str]:
    """Who can be wished for, by name: everybody who mentors, but oneself and whom one has blocked oneself."""
    blocked = {person.id for person in blocks.of(ctx.session, ctx.person)}
    offered = offers.standing(ctx.session, cohort)
    found = [(one.id, who.name) for _, one, who in offered if one.id != member.id and who.id not in blocked]
    return dict(sorted(found, key=lambda one: (one[1].casefold(), one[0])))


def _read(ctx: Context, member: Member, cohort: Cohort, answers: Answers) -> Wish:
    """What they ask for. Raises `NotSaved` with a sentence beside everything that is not clear."""
    mentors, today = _mentors(ctx, member, cohort), _today(ctx, cohort)
    by = dates.day(answers["by"], today)
    problems = {"purpose": "" if answers["purpose"] else "One line is enough."}
    problems["by"] = _day_problem(answers["by"], by, today)
    liked: list[int] = []
    for key in _KEYS:
        found, problems[key] = _named(answers[key], mentors)
        liked += found
    if wrong := {key: sentence for key, sentence in problems.items() if sentence}:
        raise NotSaved(wrong)
    return Wish(purpose=answers["purpose"], by=by, preferred=tuple(dict.fromkeys(liked))[: cards.NAMES])


def _day_problem(said: str, by: date | None, today: date) -> str:
    if not said:
        return ""
    if by is None:
        return dates.problem(said, today)
    if by < today:
        return "That day is over. Leave it empty if there is no hurry."
    return "" if by - today <= AHEAD else "Choose a day within a year, or leave it empty."


def _named(said: str, mentors: Mapping[int, str]) -> tuple[list[int], str]:
    """Whom these words mean: a number of the menu, or a name or part of one that was typed; and what is wrong."""
    if said in {"", cards.NOBODY}:
        return [], ""
    if len(mentors) <= cards.MENU:
        found = [one for one in mentors if str(one) == said]
        return found, "" if found else "Choose from what the list offers now, or name nobody."
    wanted = said.casefold()
    exact = [one for one, name in mentors.items() if name.casefold() == wanted]
    found = exact or [one for one, name in mentors.items() if wanted in name.casefold()]
    if not found:
        return [], "Nobody who mentors here is called that. Part of a name is enough, and so is none."
    if len(found) > 1 and not exact:
        few = listed([mentors[one] for one in found[:3]], "or")
        return [], f"That fits several people, as {few}. Write more of the name."
    return found, ""


def _today(ctx: Context, cohort: Cohort) -> date:
    return notes.personal_day(ctx.now, ctx.person.zone or cohort.zone)
