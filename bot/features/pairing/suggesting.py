"""What a suggestion says to both sides, and the word before and after its time is over."""

from bot.cards.pairing import suggestions as cards
from bot.cards.pairing.suggestions import Suggested
from bot.domain import run
from bot.domain.notes import Urgency
from bot.domain.pairing.states import Answer, PairingState, Side
from bot.domain.words import listed
from bot.features.feature import Feature, Telling
from bot.features.pairing import facts, publishing, resting, sweeping
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.models import Member, MentorRequest
from bot.store.queries import cohorts
from bot.store.queries.pairing import pairings, readiness, requests
from bot.store.queries.pairing.pairings import Bond

feature = Feature()


@feature.part(publishing.SUGGESTED, Urgency.REQUEST)
def suggest(telling: Telling) -> Card | Skipped:
    """Tell one side of the other, while both are asked."""
    found = _asked(telling)
    return found if isinstance(found, Skipped) else cards.suggested(_suggested(telling, *found))


@feature.part(publishing.REMINDER, Urgency.REQUEST)
def remind(telling: Telling) -> Card | Skipped:
    """Remind whoever has not answered, once."""
    found = _asked(telling)
    if isinstance(found, Skipped):
        return found
    if resting.until(telling, telling.cohort):
        return Skipped("the cohort rests")
    return cards.reminder(_suggested(telling, *found))


@feature.part(sweeping.SILENCE, Urgency.FOLLOW_UP)
def tell_of_silence(telling: Telling) -> Card | Skipped:
    """A suggestion ran out without their answer; the second time in a row, that they are paused."""
    bond, member = _theirs(telling)
    if bond is None or member is None:
        return Skipped("it was not for them")
    ready = readiness.of(telling.session, member)
    if not ready.unanswered:
        return Skipped("they have answered since")
    others = listed(tuple(person.name for _, _, person in bond.others(member)))
    return cards.silence(others, paused=ready.silent)


def _asked(telling: Telling) -> tuple[Bond, Member] | Skipped:
    bond, member = _theirs(telling)
    if bond is None or member is None or bond.pairing.state is not PairingState.SUGGESTED:
        return Skipped("the suggestion does not stand any more")
    if next(partner.answer for partner, one, _ in bond.partners if one.id == member.id) is not Answer.OPEN:
        return Skipped("they have answered")
    return bond, member


def _theirs(telling: Telling) -> tuple[Bond | None, Member | None]:
    """The pairing of the notice, and its reader in it."""
    bond = pairings.numbered(telling.session, telling.cohort, int(telling.subject))
    if bond is None:
        return None, None
    mine = (member for _, member, person in bond.partners if person.id == telling.person)
    return bond, next(mine, None)


def _suggested(telling: Telling, bond: Bond, member: Member) -> Suggested:
    because = facts.reasons(telling, bond, member)
    request = telling.session.get_one(MentorRequest, bond.pairing.request_id)
    mentors = because.side is Side.MENTOR
    return Suggested(
        pairing=bond.pairing.id,
        because=because,
        expires=bond.pairing.expires_at or telling.now,
        purpose=requests.wish(telling.session, request).purpose if mentors else "",
        hint=_hint(telling),
    )


def _hint(telling: Telling) -> str:
    """What the week that runs offers to talk about; before the first, what that one does."""
    weeks = telling.roadmap.weeks
    week = run.week_at(cohorts.run(telling.cohort, len(weeks)), telling.now)
    return weeks[max(week, 1) - 1].mentor_hint if week <= len(weeks) else ""
