"""A rehearsal: 27 weeks of a cohort in seconds."""

from collections.abc import Iterator

from tests.bench import commands
from tests.bench.contest import Contest, Unit
from tests.bench.grounds import Grounds, timed

#: 27 weekly prompts and as many check-ins; reminders come on top.
AT_LEAST = 54
CAST = ("--start", "2027-01-04", "--zone", "Europe/Berlin", "--weeks", "27", "--members", "12")


def contests(grounds: Grounds, rounds: int) -> Iterator[Contest]:
    """The command as an organiser types it."""

    def rehearse() -> None:
        said = commands.segue("rehearse", *CAST, "--json", home=grounds.folder / "rehearsal")
        assert said.count("\n") > AT_LEAST

    yield Contest(
        name="segue rehearse, 27 weeks and 12 members",
        unit=Unit.SECONDS,
        ours=lambda: timed(rehearse),
        against="python -c pass",
        baseline=lambda: timed(commands.bare),
        within=10,
        rounds=5,
    )
