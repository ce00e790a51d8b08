"""Who organises and who mentors in a cohort, and how that changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import controls, settings
from bot.domain.words import listed, shortened
from bot.messages.elements import Button, Card, Choice, Emphasis, Facts, Option, Text, Tone
from bot.messages.text import Code, line
from bot.messages.wire import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """Somebody in a cohort, as an organiser sees them."""

    person: int
    name: str
    organises: bool
    mentors: bool


def roles(cohort: int, name: str, people: Sequence[Somebody], offered: Sequence[Somebody], more: bool) -> Card:
    """Who does what, and a menu of those offered; `more`: not everybody fits into it."""
    choose = Choice(
        label="Choose a person",
        action=Action("cohort.person", (str(cohort),)),
        options=tuple(Option(str(one.person), shortened(one.name, 75)) for one in offered),
    )
    hint = line(
        "More people than a menu holds: type part of a name after the cohort's, as in ",
        Code(f'/cohort roles "{name}" bo'),
        ".",
    )
    return Card(
        title=f"{name}: roles",
        body=(
            Facts(
                (
                    ("Organises", line(listed([one.name for one in people if one.organises]) or "nobody")),
                    ("Mentors", line(listed([one.name for one in people if one.mentors]) or "nobody yet")),
                )
            ),
        ),
        controls=(*((choose,) if offered else ()), settings.back(cohort)),
        footnote=hint if more else line("Whoever gets a role is told privately."),
    )


def nobody_like(cohort: int, typed: str) -> Card:
    """No such name here."""
    return Card(
        title=f"Nobody here is called “{typed}”",
        body=(Text(line("Part of a name is enough.")),),
        controls=(Button(label="Show everybody", action=Action("cohort.roles", (str(cohort),))),),
    )


def somebody(cohort: int, who: Somebody, others: bool, myself: bool) -> Card:
    """One person, and what can change for them. `others`: somebody else organises too."""
    number, person = str(cohort), str(who.person)
    organise = Button(
        label="No longer organise" if who.organises else "Make co-organiser",
        action=Action("cohort.role", (number, person, "organises", "0" if who.organises else "1")),
    )
    mentor = Button(
        label="No longer mentor" if who.mentors else "Make mentor",
        action=Action("cohort.role", (number, person, "mentors", "0" if who.mentors else "1")),
    )
    over = Button(label="Hand over to them", action=Action("cohort.handover", (number, person)))
    return Card(
        title=who.name,
        body=(Text(line(_held(who, myself))),),
        controls=(
            *((organise,) if others or not who.organises else ()),
            mentor,
            *(() if myself else (over,)),
            Button(label="Everybody", action=Action("cohort.roles", (number,))),
        ),
        footnote=line("" if others or not who.organises else "A cohort always has an organiser, so one stays."),
    )


def _held(who: Somebody, myself: bool) -> str:
    """What they do, in a sentence: Bo organises and mentors."""
    kinds = (("organise", who.organises), ("mentor", who.mentors))
    held = [word if myself else f"{word}s" for word, holds in kinds if holds]
    none = "have no role yet" if myself else "has no role yet"
    return f"{'You' if myself else who.name} {listed(held) or none}."


def ask_to_hand_over(cohort: int, name: str, who: Somebody) -> Card:
    """What handing over means, before it happens."""
    return Card(
        title=f"Hand {name} over to {who.name}?",
        body=(Text(line(f"{who.name} organises it from then on, and you no longer do. You stay in the cohort.")),),
        controls=(
            Button(
                label=f"Hand over to {who.name}"[:75],
                action=Action("cohort.handed", (str(cohort), str(who.person))),
                emphasis=Emphasis.PRIMARY,
            ),
            Button(label="Not now", action=Action("cohort.roles", (str(cohort),))),
        ),
    )


def handed_over(name: str, to: str) -> Card:
    """To the one who did organise it."""
    return Card(
        title=f"{to} organises {name} now",
        body=(Text(line("They are told privately. Thank you for carrying it this far.")),),
        controls=(controls.run("Where am I?", "roadmap"),),
        tone=Tone.GOOD,
    )


_NO_MORE = "Nobody is sent to you from there any more."


def told(cohort: int, name: str, by: str, role: str, holds: bool) -> Card:
    """To the person whose role changed."""
    if role == "mentors":
        now = f"You mentor in {name} now" if holds else f"You no longer mentor in {name}"
        then = "Say how many learners you take, and segue looks whom you suit." if holds else _NO_MORE
        ways = (Button(label="Say so", action=Action("mentor.offer", (str(cohort),))),) if holds else ()
        return Card(title=now, body=(Text(line(f"{by} set this up. {then}")),), controls=ways)
    if not holds:
        return Card(
            title=f"You no longer organise {name}", body=(Text(line(f"{by} changed this. You stay in the cohort.")),)
        )
    return Card(
        title=f"You organise {name} now",
        body=(Text(line(f"{by} set this up. You can change its rhythm, plan rests, and give it back.")),),
        controls=(settings.back(cohort, "See the settings"), controls.preview(cohort, "See what comes")),
    )


def offer_to_take_over(cohort: int, name: str) -> Card:
    """To an administrator of the workspace who does not organise it."""
    take = Button(label=f"Organise {name}"[:75], action=Action("cohort.takeover", (str(cohort),)))
    return Card(
        title=f"You do not organise {name}",
        body=(Text(line("You look after this workspace, so you can join its organisers at any time.")),),
        controls=(take,),
        footnote=line("Whoever organises it now is told, and goes on organising."),
    )


def joined_by(cohort: int, name: str, who: str) -> Card:
    """To an organiser: an administrator organises it with them now."""
    return Card(
        title=f"{who} organises {name} with you now",
        body=(Text(line(f"{who} looks after this workspace. Nothing else has changed.")),),
        controls=(Button(label="Roles", action=Action("cohort.roles", (str(cohort),))),),
    )


def taken_over(cohort: int, name: str) -> Card:
    """To the administrator who organises it now."""
    return Card(
        title=f"You organise {name} now",
        body=(Text(line("Roles and settings are open to you.")),),
        controls=(settings.back(cohort), Button(label="Roles", action=Action("cohort.roles", (str(cohort),)))),
        tone=Tone.GOOD,
    )
