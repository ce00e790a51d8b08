"""Whom somebody never wants to be brought together with: private, for ever, and lifted only by whoever said it."""

from bot.cards.pairing import barring as cards
from bot.domain import mentions
from bot.errors import Refusal
from bot.features import naming
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import ending
from bot.features.pairing.ending import Ends
from bot.messages.elements import Option
from bot.replies import Reply
from bot.requests import Option as Word
from bot.requests import OptionKind, Role
from bot.store.models import Person
from bot.store.queries import cohorts
from bot.store.queries.pairing import blocks, pairings

feature = Feature()


@feature.command(
    "mentor block",
    role=Role.MEMBER,
    summary="Never be matched with somebody; nobody learns of it",
    example="/mentor block @name",
    options=(Word(name="person", summary="Somebody in your cohorts", kind=OptionKind.PERSON),),
)
def block_typed(ctx: Context, answers: Answers) -> Reply:
    """Say what a block of whoever is named means; without a name, show whom they have blocked."""
    said = answers["person"]
    if not said:
        return _listed(ctx)
    known = naming.person(ctx, said)
    if known is not None:
        return _confirm(ctx, known.id)
    typed = mentions.name(said) or said
    found = _called(ctx, typed)
    if len(found) == 1:
        return _confirm(ctx, found[0].id)
    return Reply(card=cards.which(typed, [_option(person) for person in found]))


@feature.click("mentor.block", role=Role.MEMBER)
def block_chosen(ctx: Context, answers: Answers) -> Reply:
    """Say what a block of the chosen person means."""
    return _confirm(ctx, _number(answers["choice"]))


@feature.click("mentor.blocked", role=Role.MEMBER)
def block(ctx: Context, answers: Answers) -> Reply:
    """Block the person of the button, and end what is between the two now. Twice is once."""
    other = _somebody(ctx, answers.number(0))
    blocks.block(ctx.session, ctx.person, other)
    for member, cohort in cohorts.memberships(ctx.session, ctx.person):
        for bond in pairings.bonds(ctx.session, pairings.open_of_member(ctx.session, member)):
            if any(person.id == other.id for _, _, person in bond.partners):
                ending.end(ctx.session, ctx.now, cohort, bond, Ends.WISHED, by=member)
    return Reply(card=cards.blocked(other.name), replaces=True)


@feature.click("mentor.unblock", role=Role.MEMBER)
def lift(ctx: Context, answers: Answers) -> Reply:
    """Lift the block of the chosen person."""
    number = _number(answers["choice"])
    other = next((person for person in blocks.of(ctx.session, ctx.person) if person.id == number), None)
    if other is None:
        return _listed(ctx)
    blocks.lift(ctx.session, ctx.person, other)
    return Reply(card=cards.lifted(other.name), replaces=True)


def _listed(ctx: Context) -> Reply:
    blocked = blocks.of(ctx.session, ctx.person)
    theirs = {person.id for person in blocked}
    others = [person for person in _around(ctx) if person.id not in theirs]
    return Reply(card=cards.listed([_option(one) for one in blocked], [_option(one) for one in others]))


def _confirm(ctx: Context, number: int) -> Reply:
    other = _somebody(ctx, number)
    return Reply(card=cards.confirm(other.id, other.name))


def _somebody(ctx: Context, number: int) -> Person:
    """Somebody of their cohorts. Raises a `Refusal` for themselves, and the same one for anybody else."""
    if number == ctx.person.id:
        raise Refusal("That is you.", "Nobody is ever matched with themselves. /mentor block lists the others.")
    found = next((person for person in _around(ctx) if person.id == number), None)
    if found is None:
        raise Refusal(
            "They are in none of your cohorts.", "You are not matched with them. /mentor block lists who is."
        )
    return found


def _around(ctx: Context) -> list[Person]:
    """Everybody in their cohorts but themselves, by name."""
    met = [
        person
        for _, cohort in cohorts.memberships(ctx.session, ctx.person)
        for _, person in cohorts.people(ctx.session, cohort)
    ]
    others = {person.id: person for person in met if person.id != ctx.person.id}
    return sorted(others.values(), key=lambda person: (person.name.casefold(), person.id))


def _called(ctx: Context, typed: str) -> list[Person]:
    """Those whose name is this, else those whose name has this in it."""
    wanted, around = typed.casefold(), _around(ctx)
    exact = [person for person in around if person.name.casefold() == wanted]
    return exact or [person for person in around if wanted in person.name.casefold()]


def _option(person: Person) -> Option:
    return Option(str(person.id), person.name)


def _number(said: str) -> int:
    return Answers(args=(said,)).number(0)
