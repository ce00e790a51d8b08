"""A cohort that can be heard nowhere waits, and goes on by itself: no week passes meanwhile, and none is left out."""

from bot.domain import run, waiting
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.features import timing
from bot.features.feature import Scene
from bot.replies import CohortChannels, Post
from bot.store.models import Cohort, CohortState
from bot.store.queries import cohorts, reach

#: The kind of message that a week of the roadmap begins with.
PROMPT = "weekly-prompt"


def recheck(scene: Scene, cohort: Cohort) -> tuple[Post, ...]:
    """Let it wait while none of its channels can be reached, and go on once one can. A pause of its own stays."""
    roadmap = scene.library.roadmaps.get(cohort.roadmap)
    if roadmap is None or cohort.state is not CohortState.RUNNING:
        return ()
    scene.session.flush()
    scene.session.refresh(cohort, with_for_update=True)  # two channels lost at once: one of both sees it
    heard = bool(reach.spoken(scene.session, cohort))
    if heard and cohort.waits_since is not None:
        return _go_on(scene, cohort, roadmap)
    paused = cohort.quiet_until is not None and scene.now < cohort.quiet_until
    if not heard and not paused:
        _wait(scene, cohort, roadmap)
    return ()


def _wait(scene: Scene, cohort: Cohort, roadmap: Roadmap) -> None:
    of = cohorts.run(cohort, len(roadmap.weeks))
    if run.week_at(of, scene.now) > of.weeks:
        return
    cohort.schedule, cohort.quiet_until = waiting.begun(of, scene.now)
    cohort.waits_since = cohort.waits_since or scene.now
    timing.replan(scene.session, scene.rituals, roadmap, cohort)


def _go_on(scene: Scene, cohort: Cohort, roadmap: Roadmap) -> tuple[Post, ...]:
    on = waiting.ended(cohorts.run(cohort, len(roadmap.weeks)), scene.now)
    week, here = run.week_at(on, scene.now), CohortChannels(cohort.id)
    cohort.schedule, cohort.quiet_until, cohort.waits_since = on.schedule, None, None
    posts: tuple[Post, ...] = (Post(kind="cohort-resumed", audience=here, subject=str(week)),)
    if 1 <= week <= on.weeks and reach.unheard(scene.session, cohort, PROMPT, str(week)):
        if scene.now < run.checkin(on, week).due:
            posts += (Post(kind=PROMPT, audience=here, subject=str(week)),)
        else:
            _again(scene, cohort, roadmap, on, week)
    timing.replan(scene.session, scene.rituals, roadmap, cohort)
    return posts


def _again(scene: Scene, cohort: Cohort, roadmap: Roadmap, on: Run, week: int) -> None:
    """Let a week that was asked of nobody come anew, with all that is private about it."""
    cohort.schedule = waiting.anew(on, week).schedule
    timing.rewind(scene.session, scene.rituals, roadmap, cohort, week)
    reach.forget(scene.session, cohort, [ritual.name for ritual in scene.rituals], str(week))
