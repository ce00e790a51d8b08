"""Buttons that several cards share, so that they are called the same everywhere."""

from bot.messages.elements import Button, Emphasis
from bot.messages.wire import Action


def check_in(cohort: int, week: int, label: str = "Check in") -> Button:
    """Open the check-in form of a week."""
    return Button(label=label, action=Action("checkin", (str(cohort), str(week))), emphasis=Emphasis.PRIMARY)


def see_week(cohort: int, week: int, label: str = "See the tasks") -> Button:
    """Show a week of the roadmap with its tasks."""
    return Button(label=label, action=Action("roadmap.week", (str(cohort), str(week))))


def small_week(cohort: int, week: int) -> Button:
    """Keep a week in one press."""
    return Button(label="A small week", action=Action("checkin.small", (str(cohort), str(week))))


def ask_later(cohort: int, week: int) -> Button:
    """Be asked again at an hour of their own."""
    return Button(label="Ask me later", action=Action("checkin.snooze", (str(cohort), str(week))))


def solved(cohort: int, blocker: int) -> Button:
    """Close what was in the way."""
    return Button(label="What was in the way is solved", action=Action("blocker.solved", (str(cohort), str(blocker))))


def pause(cohort: int, label: str = "Take a pause") -> Button:
    """Plan a pause."""
    return Button(label=label, action=Action("checkin.pause", (str(cohort),)))


def join(cohort: int, label: str = "Join") -> Button:
    """Join a cohort."""
    return Button(label=label, action=Action("cohort.join", (str(cohort),)), emphasis=Emphasis.PRIMARY)


def run(label: str, command: str, text: str = "") -> Button:
    """Run a command, as if it had been typed."""
    return Button(label=label, action=Action("command.run", (command, text)))


def share_win(cohort: int, *origin: str, label: str = "Share as a win") -> Button:
    """Open the form of a win, with what it comes from: ("task", slug), ("checkin", week), or nothing."""
    return Button(label=label, action=Action("win", (str(cohort), *origin)))


def why(cohort: int, item: str) -> Button:
    """Tell where an item of the library comes from."""
    return Button(label="Why this?", action=Action("why.item", (str(cohort), item)))


def see_map(cohort: int) -> Button:
    """Show all phases at a glance."""
    return Button(label="See the map", action=Action("roadmap.map", (str(cohort),)))


def see_plan(cohort: int) -> Button:
    """Show what somebody's answers change."""
    return Button(label="Your plan", action=Action("roadmap.plan", (str(cohort),)))


def know_some(cohort: int) -> Button:
    """Ask what somebody knows already."""
    return Button(label="I know some of this", action=Action("roadmap.skip", (str(cohort),)))


def preview(cohort: int, label: str = "Preview") -> Button:
    """Show an organiser the weeks to come."""
    return Button(label=label, action=Action("cohort.preview", (str(cohort),)))
