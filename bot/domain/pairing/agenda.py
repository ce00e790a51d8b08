"""Which kinds of session fit two people in a week."""

from collections.abc import Collection, Sequence

from bot.domain.conversations import MentorSession


def fitting(
    sessions: Sequence[MentorSession], week: int, *, met: bool, hidden: Collection[str] = ()
) -> tuple[MentorSession, ...]:
    """The sessions for a week, the best one first: the first of all for two who have not met, else the week's own.

    In a week without its own it is the regular one, which has an agenda and fits at any time.
    """
    known = tuple(one for one in sessions if one.slug not in hidden)
    anytime = tuple(one for one in known if not one.weeks)
    if not met:
        return anytime[:1]
    own = tuple(one for one in known if week in one.weeks)
    return own or tuple(one for one in anytime if one.agenda)[:1]
