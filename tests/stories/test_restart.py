"""A playground that dies again and again: every week is said once, in its order, whatever it was doing."""

import time
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from random import Random

from bot.domain.roadmap import Library
from tests.support.demos import Demo

WEEK = timedelta(days=7)
#: Deaths while the clock turns, and while it starts.
TURNING, STARTING = 12, 3
#: Seconds: turning the clock by a week takes longer, and so does starting.
A_WEEK, A_START = 0.08, 1.0


def test_a_playground_that_is_killed_at_any_instant_says_every_week_once(tmp_path: Path, library: Library) -> None:
    chance = Random(20270104)
    turning = [True] * TURNING + [False] * STARTING
    chance.shuffle(turning)
    interrupted = 0

    with Demo.running(tmp_path) as demo:
        now = _start_cohort(demo)
        for weeks in [chance.randint(1, 3) if turns else 0 for turns in turning]:
            now += weeks * WEEK
            interrupted += _die_turning(demo, chance, weeks, now) if weeks else _die_starting(demo, chance)
            demo.spawn()
            demo.welcome()
        for weeks in range(0, 31, 5):  # however far behind the deaths have left it
            demo.post("/turn", **_turn_to(now + weeks * WEEK))
        posts = demo.posts()

    told = _titles(library)
    assert [title for title in posts if title in told] == told
    assert len(set(posts)) == len(posts) > len(told)
    assert interrupted >= TURNING // 4, f"{interrupted} turns were cut short: it dies too late"
    assert "Traceback" not in demo.log.read_text()


def _start_cohort(demo: Demo) -> datetime:
    """Ana starts a cohort; the moment from which on the clock is turned."""
    now = datetime.now(UTC)
    answers = {"name": "Spring", "starts": f"{now.date() + WEEK:%Y-%m-%d}", "zone": "Africa/Lagos"}
    answers |= {"weekday": "0", "at": "09:00"}
    demo.post("/say", **{"as": "ana", "line": "/cohort start"})
    demo.post("/send", **{"as": "ana", "wire": "cohort.start"}, **{f"answer:{key}": answers[key] for key in answers})
    demo.post("/say", **{"as": "bo", "line": "/cohort join"})
    return now + WEEK


def _die_turning(demo: Demo, chance: Random, weeks: int, until: datetime) -> bool:
    """Kill it while it turns its clock by some weeks; whether it was still at it."""
    asked = demo.begin("/turn", **_turn_to(until))
    time.sleep(chance.uniform(0, weeks * A_WEEK))
    demo.kill()
    try:
        asked.getresponse()
    except (HTTPException, ConnectionError):
        return True
    finally:
        asked.close()
    return False


def _die_starting(demo: Demo, chance: Random) -> bool:
    """Kill it, and kill it again while it starts; no turn is cut short by that."""
    demo.kill()
    demo.spawn()
    time.sleep(chance.uniform(0, A_START))
    demo.kill()
    return False


def _turn_to(until: datetime) -> dict[str, str]:
    return {"as": "bo", "by": "exact", "to": until.isoformat()}


def _titles(library: Library) -> list[str]:
    """What opens and closes each week of a whole roadmap, in its order."""
    weeks = enumerate(library.default.weeks, 1)
    return [title for number, week in weeks for title in (f"Week {number} · {week.title}", f"How was week {number}?")]
