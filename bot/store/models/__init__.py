"""The entities. Every row belongs to one community; uniqueness is the database's job.

Nothing is loaded by accident: there are no lazy relationships. Questions have names in `bot.store.queries`.
"""

from bot.store.models.cohorts import Channel, Cohort, CohortState, Member
from bot.store.models.entity import Entity
from bot.store.models.ledger import Delivery, DeliveryState, Occurrence, OccurrenceState
from bot.store.models.progress import Checkin, Draft, TaskMark, TaskState
from bot.store.models.tenancy import Account, Community, Person, WhoStarts, Workspace

__all__ = [
    "Account",
    "Channel",
    "Checkin",
    "Cohort",
    "CohortState",
    "Community",
    "Delivery",
    "DeliveryState",
    "Draft",
    "Entity",
    "Member",
    "Occurrence",
    "OccurrenceState",
    "Person",
    "TaskMark",
    "TaskState",
    "WhoStarts",
    "Workspace",
]
