"""What waits for somebody who takes no private notes where they are: it opens beside the answer to what they do next.

The note of the day opens from its hour on, once a day. What answers something they did opens whenever they click.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.notes import Reminders
from bot.features import noting
from bot.features.feature import Context, Feature, Scene, Telling
from bot.features.noting import NOTE
from bot.messages.elements import Card
from bot.ports import Parcel, Skipped
from bot.replies import Reply
from bot.store.models import Account, Cohort, Delivery, Person
from bot.store.queries import notes, people, reach
from bot.store.queries.ledger import Claimed
from bot.store.queries.notes import Due, Waiting

log = logging.getLogger(__name__)

#: Why such a delivery is not sent, for an organiser to read.
WAITS = "it waits for their next click"
#: So long an answer waits for a click.
ANSWER = timedelta(days=7)
#: The command and the button that are about these notes: their answer opens none.
SILENT = frozenset({"my notes", "my.notes.keep"})


def beside(table: Feature, ctx: Context, reply: Reply, after: str) -> Reply:
    """The reply to a command or action of this name, with what has waited for it. Who takes notes costs no look."""
    if ctx.account.takes_notes or reply.card is None or after in SILENT:
        return reply
    waiting = notes.due(ctx.session, ctx.person, ctx.now)
    answers = any(one.kind not in table.parts for one in waiting)
    has_come = _has_come(table, ctx, waiting)
    if not (answers or has_come) or _comes_elsewhere(ctx.scene, ctx.person):
        return reply
    try:
        with ctx.session.begin_nested():
            return replace(reply, note=_open(table, ctx, waiting[0].cohort_id, answers=answers, has_come=has_come))
    except Exception as defect:  # noqa: BLE001  (what was asked is answered, whatever becomes of the note)
        log.error("cannot open what waits: %s", type(defect).__name__)
        return reply


def keep(scene: Scene, claimed: Claimed) -> Skipped:
    """Let what was claimed for somebody wait for their click: a note in its notices, anything else as one."""
    if claimed.delivery.kind != NOTE:
        _keep_answer(scene, claimed.delivery)
    elif claimed.person is not None and claimed.person.reminders is Reminders.NONE:
        return Skipped("they want to hear less")
    return Skipped(WAITS)


def turn_back(scene: Scene, parcel: Parcel) -> None:
    """Their line is closed: nothing more is sent there, and what it did not take opens at their next click.

    Where another account of theirs takes notes, it comes there.
    """
    delivery = scene.session.get_one(Delivery, parcel.delivery)
    account = reach.account(scene.session, parcel.to.platform, parcel.to.workspace, parcel.to.user or "")
    if account is None:
        return
    person = scene.session.get_one(Person, account.person_id)
    account.takes_notes = False
    if delivery.kind == NOTE:
        notes.unsay(scene.session, delivery)
    else:
        _keep_answer(scene, delivery)
    scene.session.flush()
    if _comes_elsewhere(scene, person):
        people.aim(scene.session, person)
        noting.renew(scene.session, person, scene.now)


def _keep_answer(scene: Scene, delivery: Delivery) -> None:
    account = scene.session.get_one(Account, delivery.account_id)
    person = scene.session.get_one(Person, account.person_id)
    cohort = scene.session.get_one(Cohort, delivery.cohort_id)
    until = max(delivery.until, scene.now + ANSWER)
    due = Due(person, account, cohort, delivery.kind, delivery.subject, scene.now, until)
    notes.keep_again(scene.session, due)


def _comes_elsewhere(scene: Scene, person: Person) -> bool:
    """Whether another account of theirs takes notes, so that all of it comes there."""
    first = people.first_account(scene.session, person)
    return first is not None and first.takes_notes


def _has_come(table: Feature, ctx: Context, waiting: Sequence[Waiting]) -> bool:
    """Whether the hour of a note has come that can say some of it."""
    parts = [one for one in waiting if one.kind in table.parts]
    wanted = noting.habits(ctx.person, _cohort(ctx, parts[0].cohort_id).zone) if parts else None
    return wanted is not None and any(noting.hour(one.due_at, one.until, wanted) <= ctx.now for one in parts)


def _open(table: Feature, ctx: Context, number: int, *, answers: bool, has_come: bool) -> Card | None:
    """Say what may be said now. Whoever clicks twice at once is served one after the other."""
    notes.hold(ctx.session, ctx.person)
    cohort = _cohort(ctx, number)
    note = noting.today(ctx, cohort, noting.habits(ctx.person, cohort.zone)) if has_come else None
    if note is None and not answers:
        return None
    telling = Telling(session=ctx.session, now=ctx.now, cohort=cohort, subject="", library=ctx.library)
    return noting.open_now(table, telling, note, ctx.person)


def _cohort(ctx: Context, number: int) -> Cohort:
    return ctx.session.get_one(Cohort, number)
