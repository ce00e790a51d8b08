"""The words for where a pairing, a request and a round stand."""

from enum import StrEnum


class Kind(StrEnum):
    """What people are to each other."""

    MENTOR = "mentor"
    BUDDY = "buddy"


class Ladder(StrEnum):
    """How far ahead a mentor is."""

    #: Works in a team that learners aim for.
    TARGET_TEAM = "target-team"
    #: Works in the field.
    WORKING = "working"
    #: Learns too, a phase ahead.
    PEER = "peer"


class Side(StrEnum):
    """Who somebody is in a pairing."""

    LEARNER = "learner"
    MENTOR = "mentor"
    BUDDY = "buddy"


class Answer(StrEnum):
    """What one side says to a suggestion."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


class PairingState(StrEnum):
    """How far a pairing came. All but the first three are final."""

    #: An organiser looks at it; nobody else has heard of it.
    DRAFT = "draft"
    #: Both sides are asked. Buddies are a group at once and skip this.
    SUGGESTED = "suggested"
    PAIRED = "paired"
    #: One of them said no.
    DECLINED = "declined"
    #: Somebody did not answer in time.
    EXPIRED = "expired"
    #: The offer, the request or a person was gone before both had said yes.
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class RequestState(StrEnum):
    """Where a wish for a mentor stands. The last one is final."""

    OPEN = "open"
    PAIRED = "paired"
    CLOSED = "closed"


class Cause(StrEnum):
    """Why there is a round."""

    #: The cohort's rhythm.
    RHYTHM = "rhythm"
    #: An organiser asked for it.
    DEMAND = "demand"
    #: Somebody came, or has lost a name: only those without one are served.
    GAP = "gap"


class RoundState(StrEnum):
    """How far a round came. The last two are final."""

    DUE = "due"
    #: An organiser looks at it before anybody hears of it.
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    #: There was nobody to serve, or its organiser let it go.
    DROPPED = "dropped"


class Met(StrEnum):
    """What somebody says when asked whether they met."""

    YES = "yes"
    PLANNED = "planned"
    NOT_YET = "not-yet"
    COULD_NOT = "could-not"


class Fit(StrEnum):
    """How the first session felt."""

    GOOD = "good"
    DECIDING = "deciding"
    NOT = "not"
