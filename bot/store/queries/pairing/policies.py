"""How a cohort brings people together, where it differs from the usual."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain.matching.weights import BuddyWeights, MentorWeights
from bot.store.models import Cohort, PairingPolicy

#: What stands before the name of a weight that is for buddies.
BUDDIES = "buddies."
#: No part of a fit may weigh more, for or against.
MOST = 1000


def of(session: Session, cohort: Cohort) -> PairingPolicy:
    """How this cohort does it; as usual if nobody has said otherwise."""
    found = session.scalar(_mine(cohort))
    if found is not None:
        return found
    try:
        with session.begin_nested():
            usual = PairingPolicy(community_id=cohort.community_id, cohort_id=cohort.id)
            session.add(usual)
    except IntegrityError:  # written down a moment earlier
        return session.scalars(_mine(cohort)).one()
    return usual


def weights(policy: PairingPolicy) -> tuple[MentorWeights, BuddyWeights]:
    """What a fit is made of here; what is not changed weighs as usual."""
    changed = overrides(policy)
    mentors = {name: points for name, points in changed.items() if not name.startswith(BUDDIES)}
    buddies = {name.removeprefix(BUDDIES): points for name, points in changed.items() if name.startswith(BUDDIES)}
    return MentorWeights(**mentors), BuddyWeights(**buddies)


def overrides(policy: PairingPolicy) -> Mapping[str, int]:
    """The weights that this cohort has changed, by name; one that this release does not know is left out."""
    said: dict[str, Any] = json.loads(policy.weights) if policy.weights else {}
    return {name: said[name] for name in usual() if name in said}


def set_weights(policy: PairingPolicy, points: Mapping[str, int]) -> None:
    """Keep these weights instead of those before; the rest weighs as usual.

    Names are as in the dataclasses, with `buddies.` before those for buddies. Raises `ValueError` for a name that is
    none, and for points beyond what a part may weigh.
    """
    known = usual()
    for name, many in points.items():
        if name not in known:
            raise ValueError(f"no weight is called {name}")
        if abs(many) > MOST:
            raise ValueError(f"{name} weighs at most {MOST}")
    changed = {name: many for name, many in sorted(points.items()) if many != known[name]}
    policy.weights = json.dumps(changed, separators=(",", ":")) if changed else ""


def usual() -> Mapping[str, int]:
    """Every weight there is, by name, as it is where nobody has said otherwise."""
    buddies = {f"{BUDDIES}{name}": points for name, points in asdict(BuddyWeights()).items()}
    return asdict(MentorWeights()) | buddies


def _mine(cohort: Cohort) -> Select[PairingPolicy]:
    return select(PairingPolicy).where(PairingPolicy.cohort_id == cohort.id)
