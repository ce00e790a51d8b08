"""The table of everything segue does."""

from collections.abc import Iterable

from bot.features import checkins, cohorts, help, rituals, roadmap  # noqa: A004  (the feature is called help)
from bot.features.feature import Feature

FEATURES = (roadmap.feature, checkins.feature, cohorts.feature, rituals.feature, help.feature)


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
    for name in ("clicks", "forms", "submissions", "sayings", "suggestions"):
        yield getattr(whole, name), getattr(feature, name)
