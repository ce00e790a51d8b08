"""What the channel hears beside the prompts: the weekly digest of wins, and the stories of the library."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.cards import digests as cards
from bot.cards.digests import Digest
from bot.cards.wins import NAME
from bot.domain import aggregates, digest, run, stories
from bot.domain.digest import Candidate
from bot.domain.guidance import MarketFact, Reminder, Trigger
from bot.domain.passages import Spot
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.wins import Win
from bot.domain.words import shortened
from bot.features.feature import Feature, Ritual, Telling
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.queries import cohorts, ledger, stale
from bot.store.queries import digests as queries

feature = Feature()

#: The kinds of a digest and of a card that carries on with it; the latter's subject is “week.page”.
DIGEST, MORE = "weekly-digest", "digest-more"
#: A digest is worth saying for so long; what carries on with it follows after so long.
WORTH, AFTER = timedelta(days=1), timedelta(minutes=1)
#: Weeks in the picture; and every so many weeks a digest with wins has a figure about the market.
LOOKS_BACK, SELDOM = 8, 3


def _next_day(of: Run, week: int) -> datetime:
    return run.digest(of, week).due + WORTH


def _week_closes(of: Run, week: int) -> datetime:
    return run.closing(of, week).due


def _has_story(roadmap: Roadmap, week: int) -> bool:
    return week in stories.by_week(roadmap)


@feature.ritual(Ritual(name=DIGEST, strikes=run.digest, until=_next_day))
def say_digest(telling: Telling) -> Card | Skipped:
    """Tell of everybody who shared something since the last digest that was heard.

    A quiet week has a kind word where there is anything else to say: a figure, a reminder, how many checked in.
    Without that it has silence, since a card that says nothing but “nothing” would only point at people.
    """
    week = int(telling.subject)
    _choose(telling, week)
    seen = _seen(telling, week)
    if seen.full or seen.named or seen.aside or seen.checkins is not None:
        return cards.digest(seen)
    return Skipped("a quiet week, and nothing else to tell")


@feature.saying(MORE)
def carry_on(telling: Telling) -> Card | Skipped:
    """Tell the names that a digest had no room for."""
    week, _, page = telling.subject.partition(".")
    pages = digest.pages(_names(telling, int(week)))
    if int(page) >= len(pages):
        return Skipped("its wins were withdrawn")
    return cards.more(int(week), pages[int(page)])


@feature.ritual(Ritual(name="week-story", strikes=stories.strike, until=_week_closes, applies=_has_story))
def say_story(telling: Telling) -> Card | Skipped:
    """Tell the story of the week; each is told once in a run."""
    told = stories.by_week(telling.roadmap).get(int(telling.subject))
    if told is None:
        return Skipped("its story is gone from the library")
    if told.slug in stale.hidden(telling.session, telling.cohort):
        return Skipped("its story is reported as stale")
    return cards.story(telling.cohort.id, told, telling.roadmap.guide.at(Spot.STORY))


def _choose(telling: Telling, week: int) -> None:
    """Settle once what the digest of a week tells, so that every channel hears the same."""
    session, cohort = telling.session, telling.cohort
    if any(queries.told(session, cohort, week, in_full=full) for full in (True, False)):
        return
    heard = queries.heard(session, cohort, DIGEST)
    fresh, named = queries.fresh(session, cohort, heard), queries.named(session, cohort, week)
    waiting = {win.number: _candidate(win, fresh=False) for win in named}
    waiting |= {win.number: _candidate(win, fresh=True) for win in fresh}
    chosen = digest.chosen(tuple(waiting.values()), queries.last_told(session, cohort, heard))
    queries.tell(session, [win.number for win in fresh], week, in_full=False)
    queries.tell(session, chosen.full, week, in_full=True)
    _continue(telling, week, len(digest.pages(_names(telling, week))))


def _continue(telling: Telling, week: int, pages: int) -> None:
    """Let every channel hear the names that the first card has no room for."""
    channels = cohorts.channels(telling.session, telling.cohort.id)
    for page in range(1, pages):
        due = telling.now + page * AFTER
        targets = [ledger.to_channel(channel, due) for channel in channels]
        ledger.deliver(telling.session, targets, kind=MORE, subject=f"{week}.{page}", until=due + WORTH)


def _seen(telling: Telling, week: int) -> Digest:
    session, cohort = telling.session, telling.cohort
    full = queries.told(session, cohort, week, in_full=True)
    pages = digest.pages(_names(telling, week))
    energies = queries.energies(session, cohort, week)
    return Digest(
        cohort=cohort.id,
        week=week,
        full=tuple(sorted(full, key=lambda win: not win.said.impact)),
        named=pages[0],
        more=len(pages) > 1,
        checkins=len(energies) if len(energies) >= aggregates.LEAST else None,
        energy=aggregates.aggregate(energies),
        weeks=_weeks(telling, week),
        aside=_aside(telling, week, quiet=not (full or pages[0])),
    )


def _weeks(telling: Telling, week: int) -> tuple[tuple[int, int], ...]:
    """The last weeks, each with how many wins were shared from the digest before it to its own."""
    calendar = cohorts.run(telling.cohort, len(telling.roadmap.weeks))
    numbers = range(1, week + 1)
    shared = queries.shared(telling.session, telling.cohort)
    counts = digest.per_week(shared, [run.digest(calendar, number).due for number in numbers])
    return tuple(zip(numbers, counts, strict=True))[-LOOKS_BACK:]


def _names(telling: Telling, week: int) -> Sequence[str]:
    """Whose wins the digest tells by name, each once, in no order but the alphabet's."""
    session, cohort = telling.session, telling.cohort
    heard = {win.person for win in queries.told(session, cohort, week, in_full=True)}
    named = queries.told(session, cohort, week, in_full=False)
    names = {win.person: shortened(win.author, NAME) for win in named if win.person not in heard}
    return sorted(names.values(), key=str.casefold)


def _candidate(win: Win, *, fresh: bool) -> Candidate:
    length = len(win.said.words) + len(win.said.impact) + len(shortened(win.author, NAME))
    return Candidate(
        win=win.number,
        person=win.person,
        length=length,
        impact=bool(win.said.impact),
        since=win.shared_at,
        fresh=fresh,
    )


def _aside(telling: Telling, week: int, *, quiet: bool) -> MarketFact | Reminder | None:
    """Something from the library: in a quiet week always, beside wins a figure now and then."""
    guide, hidden = telling.roadmap.guide, stale.hidden(telling.session, telling.cohort)
    words = tuple(one for one in guide.reminders if quiet and one.trigger is Trigger.DIGEST)
    pool = [one for one in _both(words, guide.market) if one.slug not in hidden]
    turn, due = (week - 1, True) if quiet else (week // SELDOM - 1, week % SELDOM == 0)
    return pool[turn % len(pool)] if pool and due else None


def _both(words: Sequence[Reminder], figures: Sequence[MarketFact]) -> Iterator[MarketFact | Reminder]:
    yield from words
    yield from figures
