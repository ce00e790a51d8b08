"""The table of everything segue does."""

from collections.abc import Iterable

from bot.features import (
    accompaniment,
    accounts,
    blockers,
    calling,
    changes,
    channels,
    checkins,
    cohorts,
    connecting,
    corner,
    digests,
    experiments,
    habits,
    help,  # noqa: A004  (as the feature is called)
    history,
    linking,
    lowpoints,
    my,
    pauses,
    pausing,
    personal_plan,
    previewing,
    profile,
    reachable,
    resting,
    reviews,
    rituals,
    roadmap,
    roles,
    settings,
    skipping,
    snoozing,
    staleness,
    succession,
    tasks,
    walls,
    why,
    wins,
)
from bot.features.feature import Feature
from bot.features.pairing import (
    agenda,
    answering,
    asking,
    blocking,
    buddies,
    dating,
    farewells,
    hours,
    inquiring,
    meeting,
    notebook,
    offering,
    organising,
    parting,
    quiet,
    reviewing,
    rooms,
    rounds,
    standing,
    suggesting,
    unserved,
    weighing,
)
from bot.features.pairing import pausing as unpaired

FEATURES = (
    roadmap.feature,
    tasks.feature,
    personal_plan.feature,
    skipping.feature,
    why.feature,
    staleness.feature,
    checkins.feature,
    snoozing.feature,
    pauses.feature,
    history.feature,
    blockers.feature,
    experiments.feature,
    lowpoints.feature,
    cohorts.feature,
    succession.feature,
    settings.feature,
    changes.feature,
    resting.feature,
    channels.feature,
    calling.feature,
    reachable.feature,
    previewing.feature,
    roles.feature,
    pausing.feature,
    rituals.feature,
    wins.feature,
    walls.feature,
    digests.feature,
    reviews.feature,
    corner.feature,
    my.feature,
    profile.feature,
    habits.feature,
    linking.feature,
    accounts.feature,
    accompaniment.feature,
    standing.feature,
    asking.feature,
    offering.feature,
    answering.feature,
    meeting.feature,
    agenda.feature,
    notebook.feature,
    hours.feature,
    unpaired.feature,
    blocking.feature,
    dating.feature,
    parting.feature,
    quiet.feature,
    farewells.feature,
    suggesting.feature,
    unserved.feature,
    buddies.feature,
    rounds.feature,
    organising.feature,
    weighing.feature,
    inquiring.feature,
    reviewing.feature,
    rooms.feature,
    help.feature,
    connecting.feature,
)


def gathered(features: Iterable[Feature] = FEATURES) -> Feature:
    """Every feature in one. Raises `ValueError` when two use the same name for the same kind of thing."""
    whole = Feature()
    for feature in features:
        for mine, theirs in _tables(whole, feature):
            if twice := mine.keys() & theirs.keys():
                raise ValueError(f"two features handle {', '.join(sorted(twice))}")
            mine.update(theirs)
        whole.commands += feature.commands
        whole.rituals += feature.rituals
    return whole


def _tables(whole: Feature, feature: Feature) -> Iterable[tuple[dict[str, object], dict[str, object]]]:
    for name in ("clicks", "forms", "submissions", "sayings", "parts", "suggestions"):
        yield getattr(whole, name), getattr(feature, name)
