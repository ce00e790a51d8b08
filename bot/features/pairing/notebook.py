"""Notes of one's own sessions: sealed, nobody else's, changed and taken away at will, kept as evidence by choice."""

from bot.cards.pairing import notebook as cards
from bot.cards.pairing.notebook import Leaves, Page
from bot.domain.reading import whole
from bot.errors import Refusal
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import following
from bot.features.pairing.following import Seat
from bot.messages.elements import Card, Form
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Meeting, Pairing
from bot.store.queries.pairing import meetings, pairings

feature = Feature()

#: Notes on a page.
PAGE = 5


@feature.command(
    "mentor notes", role=Role.ANYONE, summary="Your own session notes, yours alone", example="/mentor notes"
)
def show_notes(ctx: Context, answers: Answers) -> Reply:
    """Show their own notes, also after a pair or a cohort has ended."""
    return Reply(card=_notes(ctx, 0))


@feature.click("pairing.notes", role=Role.ANYONE)
def turn_notes(ctx: Context, answers: Answers) -> Reply:
    """Show the page of the button."""
    return Reply(card=_notes(ctx, whole(answers.word(0)) or 0), replaces=True)


@feature.click("pairing.note-open", role=Role.ANYONE)
def open_note(ctx: Context, answers: Answers) -> Reply:
    """Show the chosen note."""
    return Reply(card=_shown(ctx, *_written(ctx, Answers(args=tuple(answers["choice"].split("."))))))


@feature.form("pairing.note", role=Role.ANYONE)
def note_form(ctx: Context, answers: Answers) -> Form:
    """Ask what they take from a session."""
    seat, meeting = _written(ctx, answers)
    said = meetings.words(ctx.session, meeting)
    return cards.form(seat.bond.pairing.id, meeting.number, seat.name, said, evidence=meeting.evidence)


@feature.submission("pairing.note", role=Role.ANYONE)
def keep_note(ctx: Context, answers: Answers) -> Reply:
    """Keep it, or its edit; without words there is none."""
    seat, meeting = _written(ctx, answers)
    meetings.note(ctx.session, meeting, answers["words"], answers["kept"] == cards.EVIDENCE)
    return Reply(card=_shown(ctx, seat, meeting))


@feature.click("pairing.note-gone", role=Role.ANYONE)
def delete_note(ctx: Context, answers: Answers) -> Reply:
    """Ask first, and then let it be gone. Twice is once."""
    seat, meeting = _written(ctx, answers)
    if answers.word(2) == "yes":
        meetings.note(ctx.session, meeting, "", evidence=False)
    if meeting.note is None:
        return Reply(card=cards.deleted(), replaces=True)
    return Reply(card=cards.ask_to_delete(_page(ctx, seat, meeting)))


def _written(ctx: Context, answers: Answers) -> tuple[Seat, Meeting]:
    """A session of theirs that they have said something of. Raises `PairingGone`, or a `Refusal`."""
    seat = following.mine(ctx, answers)
    meeting = seat.word(answers.number(1))
    if meeting is None:
        raise Refusal("You have not told of that session yet.", "/mentor met is where you can.")
    return seat, meeting


def _shown(ctx: Context, seat: Seat, meeting: Meeting) -> Card:
    if meeting.note is None:
        return cards.empty(seat.bond.pairing.id, meeting.number)
    return cards.note(_page(ctx, seat, meeting))


def _notes(ctx: Context, place: int) -> Card:
    found = meetings.noted_by(ctx.session, ctx.person)
    shown = found[place * PAGE : (place + 1) * PAGE]
    if place and not shown:
        return _notes(ctx, 0)
    seats = [_seat(ctx, meeting) for meeting in shown]
    pages = tuple(_page(ctx, seat, meeting) for seat, meeting in zip(seats, shown, strict=True))
    return cards.notes(Leaves(pages=pages, place=place, more=len(found) > (place + 1) * PAGE))


def _seat(ctx: Context, meeting: Meeting) -> Seat:
    bond = pairings.bond(ctx.session, ctx.session.get_one(Pairing, meeting.pairing_id))
    found = following.seat(ctx.session, bond, ctx.person.id)
    assert found is not None  # noqa: S101  (it is their own meeting)
    return found


def _page(ctx: Context, seat: Seat, meeting: Meeting) -> Page:
    return Page(
        pairing=seat.bond.pairing.id,
        number=meeting.number,
        name=seat.name,
        day=meeting.day or following.today(meeting.said_at, seat.person, following.cohort_of(ctx.session, seat)),
        words=meetings.words(ctx.session, meeting),
        evidence=meeting.evidence,
    )
