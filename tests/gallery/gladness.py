"""The exhibits of wins: the form and the wall, the digest, the story, and the end of a phase."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cards import digests, reviews, walls, wins
from bot.cards.digests import Digest
from bot.cards.walls import Shelf, Wall
from bot.domain import stories
from bot.domain.passages import Spot
from bot.domain.reviews import LookBack
from bot.domain.roadmap import Roadmap
from bot.domain.wins import PLAIN, Said, Win
from bot.messages.elements import Option
from bot.messages.wire import Action
from tests.gallery.exhibits import COHORT, Exhibit, made, returned

MOVED = Said(
    words="Cached the features that every request computed anew",
    category="metric-moved",
    impact="p95 latency 900 ms → 300 ms",
    public=True,
)
READ = Said(words="Read a paper to its end, and explained it to Chen", category="win", impact="", public=False)
BO = Win(
    number=3,
    person=12,
    author="Bo",
    said=MOVED,
    cohort=COHORT,
    week=2,
    shared_at=datetime(2027, 1, 12, 9, tzinfo=UTC),
)
CHEN = replace(BO, number=4, person=13, author="Chen", said=READ, shared_at=BO.shared_at + timedelta(days=1), kudos=2)
WEEKS = tuple((week, (2, 0, 3, 1, 4, 2, 5, 3)[week - 1]) for week in range(1, 9))


def gladness(of: Roadmap) -> Iterator[Exhibit]:
    """Everything about wins."""
    yield from _own(of)
    yield from _walls(of)
    yield from _digests(of)
    yield from _reviews(of)


def _own(of: Roadmap) -> Iterator[Exhibit]:
    kinds, action = of.guide.win_categories, Action("win", (str(COHORT),))
    yield (blank := made("", wins.form, kinds, action))
    yield returned(blank, {"words": "Cached the features"}, {"who": "Choose who sees it."})
    yield made("plain", wins.form, (PLAIN,), action, words="Wrote down my why")
    yield made("long", wins.form, kinds, action, words="A very long message. " * 120)
    yield made("edited", wins.form, kinds, Action("win.edit", ("3",)), MOVED)
    cohorts = (Option("7", "Spring"), Option("8", "Autumn"))
    yield made("several-cohorts", wins.form, kinds, Action("win", ("0",)), cohorts=cohorts)
    yield made("", wins.shared, COHORT, "Spring")
    yield made("", wins.kept)
    yield made("first", wins.told, BO, kinds[1])
    yield made("cheered", wins.told, CHEN, PLAIN)
    yield made("", wins.taken_back)
    yield made("given", wins.kudos, CHEN, given=True)
    yield made("taken-back", wins.kudos, BO, given=False)
    yield made("shared", wins.one, BO, kinds)
    yield made("kept", wins.one, CHEN, kinds)
    yield made("", wins.withdrawn)


def _walls(of: Roadmap) -> Iterator[Exhibit]:
    kinds = of.guide.win_categories
    seen = Wall(cohort=COHORT, name="Spring", shelf=Shelf(wins=(CHEN, BO), kinds=kinds), reader=1, glad={4})
    yield made("", walls.wall, seen)
    yield made("middle", walls.wall, replace(seen, shelf=replace(seen.shelf, page=1, more=True), reader=13))
    yield made("one-kind", walls.wall, replace(seen, shelf=replace(seen.shelf, wins=(BO,)), kind="metric-moved"))
    yield made("empty", walls.wall, replace(seen, shelf=Shelf(wins=(), kinds=kinds)))
    yield made("empty-kind", walls.wall, replace(seen, shelf=Shelf(wins=(), kinds=kinds), kind="kept-the-pace"))
    yield made("", walls.mine, Shelf(wins=(CHEN, BO), kinds=kinds, more=True))
    yield made("empty", walls.mine, Shelf(wins=(), kinds=kinds))


def _digests(of: Roadmap) -> Iterator[Exhibit]:
    week = Digest(cohort=COHORT, week=8, full=(BO, CHEN), named=("Dana", "Eve"), weeks=WEEKS)
    yield made("", digests.digest, replace(week, checkins=12, energy=3.44, aside=of.guide.market[0]))
    yield made("carries-on", digests.digest, replace(week, more=True, weeks=()))
    yield made("quiet", digests.digest, Digest(cohort=COHORT, week=3, aside=of.guide.reminders[-2]))
    yield made("quiet-but-busy", digests.digest, Digest(cohort=COHORT, week=3, checkins=7))
    yield made("", digests.more, 8, ("Fay", "Gil", "Hana"))
    for number, story in stories.by_week(of).items():
        yield made(f"week-{number}", digests.story, COHORT, story, of.guide.at(Spot.STORY))


def _reviews(of: Roadmap) -> Iterator[Exhibit]:
    tasks = tuple(task for week in of.phases[0].weeks for task in week.tasks)
    own = LookBack(done=14, doing=1, skipped=2, shown=9, left=tasks[:2], wins=(BO, CHEN))
    for phase in of.phases:
        yield made(phase.slug, reviews.review, of, phase, COHORT)
    yield made("", reviews.look_back, of, of.phases[0], COHORT, own)
    yield made("much-left", reviews.look_back, of, of.phases[0], COHORT, replace(own, left=tasks, wins=(BO,) * 9))
    nothing = LookBack(done=0, doing=0, skipped=0, shown=0, left=(), wins=())
    yield made("nothing", reviews.look_back, of, of.phases[0], COHORT, nothing)
