import asyncio

from scheduler.turnstile import Turnstile


class Job:
    """Runs until it is let go, and remembers what happened to it."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.let_go = asyncio.Event()

    async def __call__(self) -> None:
        self.log.append("begins")
        try:
            await self.let_go.wait()
        except asyncio.CancelledError:
            self.log.append("tidies up")
            raise
        self.log.append("ends")


async def a_moment() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_runs_never_overlap() -> None:
    job = Job()
    turnstile = Turnstile(job)
    turnstile.enter()
    await a_moment()

    second = turnstile.enter()
    await a_moment()
    job.let_go.set()
    await second

    assert job.log == ["begins", "ends", "begins", "ends"]


async def test_whoever_comes_during_a_run_shares_the_one_after_it() -> None:
    job = Job()
    turnstile = Turnstile(job)
    turnstile.enter()
    await a_moment()

    callers = [turnstile.enter() for _ in range(100)]
    job.let_go.set()
    await asyncio.gather(*callers)

    assert job.log.count("begins") == 2


async def test_closing_waits_for_the_run_inside_and_lets_none_begin() -> None:
    job = Job()
    turnstile = Turnstile(job)
    turnstile.enter()
    await a_moment()
    turnstile.enter()

    closing = asyncio.create_task(turnstile.close(grace=60))
    await a_moment()
    job.let_go.set()
    await closing
    await turnstile.enter()

    assert job.log == ["begins", "ends"]


async def test_a_run_that_outlasts_the_grace_is_cut_short_and_tidies_up() -> None:
    job = Job()
    turnstile = Turnstile(job)
    turnstile.enter()
    await a_moment()

    await turnstile.close(grace=0)

    assert job.log == ["begins", "tidies up"]
