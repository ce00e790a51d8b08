"""Who may do what: the roles somebody holds here. Deny by default."""

from sqlalchemy import bindparam, select

from bot.errors import NotAllowed, NotAMember
from bot.features.feature import Context
from bot.requests import Role
from bot.store.database import rows
from bot.store.models import Cohort, CohortState, Member, WhoStarts
from bot.store.queries import people

#: Asked before nearly every answer, so it is put together once.
_DUTIES = (
    select(Member.mentors, Member.organises)
    .join(Cohort, Member.cohort_id == Cohort.id)
    .where(Member.person_id == bindparam("person"), Member.left_at.is_(None), Cohort.state == CohortState.RUNNING)
)


def require(ctx: Context, role: Role) -> None:
    """Let them pass if they hold the role. Raises `NotAMember` or `NotAllowed`."""
    if role is Role.ANYONE or _holds(ctx, role):
        return
    if role is Role.MEMBER:
        raise NotAMember
    raise NotAllowed(role)


def _holds(ctx: Context, role: Role) -> bool:
    """Whether this person holds the role in any running cohort of their community."""
    duties = rows(ctx.session, _DUTIES, person=ctx.person.id)
    organises = any(duty.organises for duty in duties)
    if role is Role.STARTER:
        return organises or _may_start(ctx)
    holds = {
        Role.MEMBER: bool(duties),
        Role.MENTOR: any(duty.mentors for duty in duties),
        Role.ORGANISER: organises,
    }
    return holds[role]


def _may_start(ctx: Context) -> bool:
    return ctx.actor.administers or (people.community_of(ctx.session, ctx.person).who_starts is WhoStarts.EVERYONE)
