"""Buttons that several cards share, so that they are called the same everywhere."""

from bot.messages.elements import Button, Emphasis
from bot.messages.wire import Action


def check_in(cohort: int, week: int, label: str = "Check in") -> Button:
    """Open the check-in form of a week."""
    return Button(label=label, action=Action("checkin", (str(cohort), str(week))), emphasis=Emphasis.PRIMARY)


def see_week(cohort: int, week: int, label: str = "See the tasks") -> Button:
    """Show a week of the roadmap with its tasks."""
    return Button(label=label, action=Action("roadmap.week", (str(cohort), str(week))))


def join(cohort: int, label: str = "Join") -> Button:
    """Join a cohort."""
    return Button(label=label, action=Action("cohort.join", (str(cohort),)), emphasis=Emphasis.PRIMARY)


def run(label: str, command: str, text: str = "") -> Button:
    """Run a command, as if it had been typed."""
    return Button(label=label, action=Action("command.run", (command, text)))
