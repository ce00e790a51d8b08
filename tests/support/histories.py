"""Histories: somebody did one of everything in a cohort, straight into the rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.store.models import (
    Absence,
    Blocker,
    Checkin,
    Cohort,
    Delivery,
    Draft,
    Entity,
    Experiment,
    Kudos,
    Member,
    Note,
    Notice,
    Person,
    ProfileAnswer,
    StaleReport,
    TaskMark,
    TaskState,
    Win,
)
from bot.store.queries import merging, people, private
from bot.store.types import Sealed
from tests.support.worlds import World, at

#: The day of everything that has one, and its noon.
DAY, NOON = date(2027, 1, 8), at("2027-01-08 12:00 UTC")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Who did something, in which cohort, at which moment and in which words; week 1 unless said otherwise."""

    session: Session
    person: Person
    cohort: Cohort
    at: datetime
    words: str
    week: int = 1

    @property
    def member(self) -> Member:
        """Their seat."""
        mine = select(Member).where(Member.cohort_id == self.cohort.id, Member.person_id == self.person.id)
        return self.session.scalars(mine).one()

    def seal(self, column: str) -> Sealed:
        """Their words for a private column."""
        return private.seal(self.session, self.words, community=self.person.community_id, column=column)

    def keep(self, *rows: Entity) -> None:
        """These are kept now."""
        self.session.add_all(rows)
        self.session.flush()

    @property
    def community(self) -> int:
        """Whose everything is."""
        return self.person.community_id


def opens_spring(world: World) -> None:
    """Ana organises Spring, Bo and Chen learn in it; nothing private waits for anybody."""
    world.starts_cohort()
    for who in ("Bo", "Chen"):
        world.says(who, "/cohort join")
    world.hushes()


def person(session: Session, name: str) -> Person:
    """Somebody by name."""
    return session.scalars(select(Person).where(Person.name == name)).one()


def life(session: Session, who: str, hours: int = 0, week: int = 1) -> Life:
    """Somebody in the first cohort, so many hours after noon; their words are their name and the week."""
    cohort = session.scalars(select(Cohort).order_by(Cohort.id).limit(1)).one()
    moment, whose = NOON + hours * HOUR, person(session, who)
    return Life(session=session, person=whose, cohort=cohort, at=moment, words=f"{who} {week}", week=week)


def seat(session: Session, name: str) -> Member:
    """Somebody's row in the first cohort."""
    return life(session, name).member


def opened(session: Session, sealed: InstrumentedAttribute[Any]) -> list[str]:
    """What lies in a private column of the first community, by the age of its rows."""
    column = f"{sealed.class_.__tablename__}.{sealed.key}"
    found = session.scalars(select(sealed).order_by(sealed.class_.id))
    return [private.unseal(session, one, community=1, column=column) for one in found]


def does_everything(life: Life) -> None:
    """One row of everything that somebody can leave behind, each of the same kind for whoever does it."""
    checks_in(life)
    marks(life)
    is_stuck(life)
    runs(life)
    reports(life)
    begins_a_form(life)
    answers(life)
    pauses(life, DAY, DAY + timedelta(days=6))
    wins(life)
    is_noted(life)


def checks_in(life: Life, *, late: bool = False) -> None:
    """They say something of their week."""
    life.keep(
        Checkin(
            community_id=life.community,
            member_id=life.member.id,
            week=life.week,
            done=life.seal("checkins.done"),
            obstacle=life.seal("checkins.obstacle"),
            next_step=life.seal("checkins.next_step"),
            energy=life.seal("checkins.energy"),
            kept_at=life.at,
            late=late,
        )
    )


def marks(life: Life) -> None:
    """They have done the task of their week."""
    task, note = f"task-{life.week}", life.seal("task_marks.note")
    life.keep(
        TaskMark(
            community_id=life.community,
            member_id=life.member.id,
            task=task,
            state=TaskState.DONE,
            marked_at=life.at,
            note=note,
        )
    )


def is_stuck(life: Life, helper: Member | None = None) -> Blocker:
    """Something is in their way, and perhaps somebody is asked to help."""
    words = life.seal("blockers.words")
    blocker = Blocker(
        community_id=life.community, member_id=life.member.id, week=life.week, words=words, opened_at=life.at
    )
    blocker.helper_id = helper.id if helper else None
    life.keep(blocker)
    return blocker


def runs(life: Life) -> None:
    """They have something running, and a first result."""
    words, result = life.seal("experiments.words"), life.seal("experiments.result")
    life.keep(
        Experiment(
            community_id=life.community,
            member_id=life.member.id,
            words=words,
            result=result,
            week=life.week,
            ends_on=DAY,
        )
    )


def reports(life: Life) -> None:
    """They say that an item has aged."""
    item, words = f"item-{life.week}", life.seal("stale_reports.words")
    life.keep(
        StaleReport(
            community_id=life.community,
            cohort_id=life.cohort.id,
            person_id=life.person.id,
            item=item,
            words=words,
            reported_at=life.at,
        )
    )


def begins_a_form(life: Life) -> None:
    """They typed something, and did not send it."""
    answers, action = life.seal("drafts.answers"), f"checkin|1|{life.week}"
    life.keep(
        Draft(
            community_id=life.community,
            person_id=life.person.id,
            action=action,
            answers=answers,
            expires_at=life.at + timedelta(days=1),
        )
    )


def answers(life: Life) -> None:
    """They answer a question of the profile."""
    sealed = private.seal(
        life.session, f'["{life.words}"]', community=life.community, column="profile_answers.answer"
    )
    life.keep(
        ProfileAnswer(
            community_id=life.community, person_id=life.person.id, question=f"question-{life.week}", answer=sealed
        )
    )


def pauses(life: Life, since: date, until: date) -> None:
    """They plan a pause."""
    life.keep(Absence(community_id=life.community, member_id=life.member.id, since=since, until=until))


def wins(life: Life) -> Win:
    """They share a win, told in the digest of its week, and are glad of it themselves."""
    words, impact = life.seal("wins.words"), life.seal("wins.impact")
    win = Win(
        community_id=life.community,
        member_id=life.member.id,
        cohort_id=life.cohort.id,
        words=words,
        impact=impact,
        category="built",
        public=True,
        week=life.week,
        shared_at=life.at,
        told_in=life.week,
    )
    life.keep(win)
    is_glad(life, win)
    return win


def is_glad(life: Life, win: Win) -> None:
    """They give kudos for a win."""
    life.keep(Kudos(community_id=life.community, person_id=life.person.id, win_id=win.id))


def is_noted(life: Life) -> tuple[Note, Notice]:
    """A note is planned for the day, and something waits to be said in it."""
    account = people.first_account(life.session, life.person)
    assert account is not None
    day, until = DAY + timedelta(days=life.week - 1), life.at + timedelta(days=7)
    delivery = Delivery(
        community_id=life.community,
        cohort_id=life.cohort.id,
        workspace_id=account.workspace_id,
        account_id=account.id,
        kind="private-note",
        subject=day.isoformat(),
        key=token_hex(8),
        due_at=life.at,
        until=until,
    )
    life.keep(delivery)
    note = Note(community_id=life.community, person_id=life.person.id, day=day, delivery_id=delivery.id)
    subject = str(life.week)
    notice = Notice(
        community_id=life.community,
        person_id=life.person.id,
        cohort_id=life.cohort.id,
        kind="check-in-reminder",
        subject=subject,
        due_at=life.at,
        until=until,
    )
    life.keep(note, notice)
    return note, notice


def merge(session: Session) -> None:
    """Chen is Bo."""
    merging.merge(session, person(session, "Bo"), person(session, "Chen"), NOON)
