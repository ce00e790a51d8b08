"""The entities. Every row of somebody belongs to one community; uniqueness is the database's job.

Nothing is loaded by accident: there are no lazy relationships. Questions have names in `bot.store.queries`.
"""

from bot.domain.tasks import TaskState
from bot.store.models.cohorts import Absence, Channel, Cohort, CohortState, Member
from bot.store.models.entity import Entity
from bot.store.models.ledger import Delivery, DeliveryState, Occurrence, OccurrenceState
from bot.store.models.linking import Guess, Handshake, HandshakeKind, HandshakeState
from bot.store.models.notes import Note, Notice, NoticeState
from bot.store.models.pairing import (
    Block,
    Meeting,
    MentorOffer,
    MentorRequest,
    Pairing,
    PairingPolicy,
    Partner,
    PreferredMentor,
    Readiness,
    Round,
)
from bot.store.models.platforms import Consent, Installed, Received
from bot.store.models.progress import (
    Blocker,
    BlockerState,
    Checkin,
    Draft,
    Experiment,
    ExperimentState,
    StaleReport,
    TaskMark,
)
from bot.store.models.tenancy import Account, Community, Person, ProfileAnswer, WhoStarts, Workspace
from bot.store.models.wins import Kudos, Win

__all__ = [
    "Absence",
    "Account",
    "Block",
    "Blocker",
    "BlockerState",
    "Channel",
    "Checkin",
    "Cohort",
    "CohortState",
    "Community",
    "Consent",
    "Delivery",
    "DeliveryState",
    "Draft",
    "Entity",
    "Experiment",
    "ExperimentState",
    "Guess",
    "Handshake",
    "HandshakeKind",
    "HandshakeState",
    "Installed",
    "Kudos",
    "Meeting",
    "Member",
    "MentorOffer",
    "MentorRequest",
    "Note",
    "Notice",
    "NoticeState",
    "Occurrence",
    "OccurrenceState",
    "Pairing",
    "PairingPolicy",
    "Partner",
    "Person",
    "PreferredMentor",
    "ProfileAnswer",
    "Readiness",
    "Received",
    "Round",
    "StaleReport",
    "TaskMark",
    "TaskState",
    "WhoStarts",
    "Win",
    "Workspace",
]
