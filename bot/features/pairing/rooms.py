"""A shared place for people who were brought together; where there can be none, how each reaches the other."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.cards.pairing import rooms as cards
from bot.cards.pairing.rooms import Hint, Reached, Together
from bot.cards.platforms import NAMES
from bot.domain import run
from bot.domain.notes import next_note
from bot.domain.pairing.states import Kind, PairingState, Side
from bot.features import noting
from bot.features.feature import Answers, Feature, Telling
from bot.features.pairing import facts
from bot.messages.elements import Card
from bot.messages.text import Mention
from bot.ports import Skipped
from bot.replies import Alone, CohortChannel, Post
from bot.requests import Platform
from bot.store.models import Channel, Cohort, Delivery, Member, Person, Workspace
from bot.store.queries import cohorts, organising, reach
from bot.store.queries.ledger import Claimed
from bot.store.queries.pairing import pairings, places, readiness
from bot.store.queries.pairing.pairings import Bond
from bot.store.queries.pairing.places import Held

feature = Feature()

#: The kinds of deliveries: the first card of a room, and how somebody is reached where there is none.
ROOM, CONTACT = "pairing-room", "pairing-contact"
OVER = Skipped("they are not together any more")
#: Who may look into a room beside those it is for, as the platform has it.
ONLOOKERS = {Platform.DISCORD: "Whoever manages the threads of this server"}


def post(session: Session, bond: Bond) -> tuple[Post, ...]:
    """The room of people who are a pair now; where they have no place in common, each other's contact instead."""
    channel = _beside(session, bond)
    if channel is None:
        return _contacts(session, bond)
    audience = CohortChannel(bond.pairing.cohort_id, channel.id)
    return (Post(kind=ROOM, audience=audience, subject=str(bond.pairing.id)),)


def meets_at(session: Session, bond: Bond) -> bool:
    """Whether one workspace holds all of them, so that nobody has to say how they are reached."""
    everybody = _people(bond)
    return bool(places.shared(places.accounts(session, everybody), everybody))


def guests(session: Session, claimed: Claimed) -> tuple[str, ...] | Skipped:
    """For whom the room of a claimed delivery is, by the platform's ids; nobody where it is none."""
    if claimed.delivery.kind != ROOM:
        return ()
    bond = _bond(session, claimed.cohort, claimed.delivery.subject)
    here = places.accounts(session, _people(bond)).get(claimed.workspace.id, {}) if bond else {}
    if bond is None or len(here) < len(bond.partners):
        return Skipped("not all of them are there any more")
    return tuple(here[person.id].external_id for person in _people(bond))


def missed(session: Session, delivery: Delivery) -> tuple[Post, ...]:
    """A room was not opened, or nobody knows: each of those it was for hears how they reach the others, once."""
    if delivery.kind != ROOM:
        return ()
    bond = _bond(session, session.get_one(Cohort, delivery.cohort_id), delivery.subject)
    return _contacts(session, bond) if bond else ()


@feature.saying(ROOM)
def introduce(telling: Telling) -> Card | Skipped:
    """The first card of their room: who they are to each other, why, and who begins."""
    bond = _bond(telling.session, telling.cohort, telling.subject)
    if bond is None:
        return OVER
    channel = _beside(telling.session, bond)
    workspace = telling.session.get_one(Workspace, channel.workspace_id) if channel else None
    return cards.room(_together(telling, bond), ONLOOKERS.get(workspace.platform, "") if workspace else "")


@feature.saying(CONTACT)
def tell_contact(telling: Telling) -> Card | Skipped:
    """To one of them: how they reach the others, and who begins."""
    bond = _bond(telling.session, telling.cohort, telling.subject)
    reader = next((one for one in _people(bond) if one.id == telling.person), None) if bond else None
    if bond is None or reader is None:
        return OVER
    together, helpers = _together(telling, bond), organising.organisers(telling.session, telling.cohort)
    names = tuple(person.name for _, person in helpers if person.id != reader.id)
    return cards.contact(together, reader.name, _reached(telling.session, bond, reader), names)


def _bond(session: Session, cohort: Cohort, subject: str) -> Bond | None:
    """The people of a pairing that stands."""
    number = Answers(args=(subject.partition(".")[0],)).number(0)
    bond = pairings.numbered(session, cohort, number)
    return bond if bond and bond.pairing.state is PairingState.PAIRED else None


def _people(bond: Bond) -> tuple[Person, ...]:
    return tuple(person for _, _, person in bond.partners)


def _beside(session: Session, bond: Bond) -> Channel | None:
    """The first channel of their cohort on a workspace where all of them are."""
    everybody = _people(bond)
    common = places.shared(places.accounts(session, everybody), everybody)
    spoken = reach.spoken(session, session.get_one(Cohort, bond.pairing.cohort_id))
    return next((channel for channel in spoken if channel.workspace_id in common), None)


def _contacts(session: Session, bond: Bond) -> tuple[Post, ...]:
    """A word to each. Buddies have not been asked, so theirs comes at an hour that suits them."""
    cohort = session.get_one(Cohort, bond.pairing.cohort_id)
    subject = f"{bond.pairing.id}.{len(bond.partners)}"
    if places.was_told(session, cohort.id, CONTACT, subject):
        return ()
    return tuple(
        Post(
            kind=CONTACT,
            audience=Alone(cohort.id, person.id),
            subject=subject,
            due=_hour(person, cohort, bond) if _are_buddies(bond) else None,
        )
        for person in _people(bond)
    )


def _hour(person: Person, cohort: Cohort, bond: Bond) -> datetime:
    return next_note(bond.pairing.since, noting.habits(person, cohort.zone))


def _together(telling: Telling, bond: Bond) -> Together:
    """What everybody may read: the facts are those of whoever did not mentor, with names in them."""
    mentor = next((person.name for partner, _, person in bond.partners if partner.side is Side.MENTOR), "")
    teller, name = _teller(bond)
    because = facts.reasons(telling, bond, teller)
    return Together(
        names=tuple(person.name for person in _people(bond)),
        starter=next((one.name for _, member, one in bond.partners if member.id == bond.pairing.starter_id), name),
        mentor=mentor,
        teller=name,
        told=because.told,
        hours=tuple(stretch for stretch in because.hours if stretch[0] > telling.now),
        hint=_hint(telling, _are_buddies(bond)),
    )


def _teller(bond: Bond) -> tuple[Member, str]:
    return next((member, person.name) for partner, member, person in bond.partners if partner.side is not Side.MENTOR)


def _are_buddies(bond: Bond) -> bool:
    return bond.pairing.kind is Kind.BUDDY


def _hint(telling: Telling, buddies: bool) -> Hint | None:
    """What this week gives them to talk about: its hint is for mentors, so buddies have the week's question."""
    weeks = telling.roadmap.weeks
    week = run.week_at(cohorts.run(telling.cohort, len(weeks)), telling.now)
    if not 1 <= week <= len(weeks):
        return None
    words = weeks[week - 1].prompt if buddies else weeks[week - 1].mentor_hint
    return Hint(week=week, words=words) if words else None


def _reached(session: Session, bond: Bond, reader: Person) -> tuple[Reached, ...]:
    held = places.accounts(session, _people(bond))
    there = places.workspaces(session, held)
    others = [(member, person) for _, member, person in bond.partners if person.id != reader.id]
    return tuple(
        _there(held, there, reader, person) or _elsewhere(session, held, there, member, person)
        for member, person in others
    )


def _there(held: Held, there: Mapping[int, Workspace], reader: Person, other: Person) -> Reached | None:
    """On a workspace where both are, by a mention."""
    common = next(iter(sorted(places.shared(held, (reader, other)))), None)
    if common is None:
        return None
    here, user = there[common], held[common][other.id].external_id
    mention = Mention(name=other.name, platform=here.platform.value, workspace=here.external_id, user=user)
    return Reached(name=other.name, where=NAMES[here.platform], mention=mention)


def _elsewhere(
    session: Session, held: Held, there: Mapping[int, Workspace], member: Member, other: Person
) -> Reached:
    """On another platform than theirs, by what they gave for it."""
    place = next((NAMES[there[one].platform] for one in sorted(held) if other.id in held[one]), "another platform")
    return Reached(name=other.name, where=place, contact=readiness.contact(session, member))
