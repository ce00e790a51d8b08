"""One community on two workspaces: both sides say yes, and a cohort speaks on both from then on."""

import pytest
from sqlalchemy import func, select

from bot.messages import plain
from bot.messages.wire import Action
from bot.requests import Place, Platform
from bot.store.models import Community, Handshake
from tests.support.bonds import answered, code, connected, linked, two
from tests.support.hands import press, said
from tests.support.seen import labels, menu, problems, text, title
from tests.support.weeks import live
from tests.support.worlds import CHANNEL, World

Worlds = tuple[World, World]
HALL = Place(channel="D5", channel_name="hall", private=False)
YES = "Yes, connect them"


@pytest.fixture
def apart(world: World) -> Worlds:
    """Slack, where Ana's Spring speaks, and Discord, where nothing has begun; strangers to each other."""
    slack, discord = two(world)
    slack.starts_cohort()
    return slack, discord


def asks(first: World, second: World) -> str:
    """Ana makes a code on the first side and types it on the second: what she reads there."""
    return text(second.says("Ana", f"/segue connect code:{code(first.says('Ana', '/segue connect'))}"))


def communities(world: World) -> int:
    with world.database.begin() as session:
        return session.scalar(select(func.count(Community.id))) or 0


def test_a_code_and_a_yes_on_both_sides_make_one_community(apart: Worlds) -> None:
    slack, discord = apart
    made = slack.says("Ana", "/segue connect")
    there = discord.says("Ana", f"/segue connect code:{code(made)}")
    waits = press(discord, "Ana", there, YES)
    before = communities(slack)
    here = slack.says("Ana", "/segue connect")
    done = press(slack, "Ana", here, YES)

    assert "From here: Discord · no cohort yet\nFrom there: Slack · Spring\n" in text(there)
    assert (title(waits), before) == ("One yes is left, on Slack", 2)
    assert "From here: Slack · Spring\nFrom there: Discord · no cohort yet\n" in text(here)
    assert title(done) == "Slack and Discord are one community now"
    assert communities(slack) == 1
    assert "Spring" in text(discord.says("Chen", "/cohort"))


def test_only_who_answers_for_a_workspace_connects_it(apart: Worlds) -> None:
    slack, discord = apart
    made = code(slack.says("Ana", "/segue connect"))
    attempts = [discord.says("Bo", "/segue connect"), discord.says("Bo", f"/segue connect {made}")]
    attempts += [discord.presses("Bo", Action(f"segue.connect.{word}", (made,))) for word in ("code", "yes", "agree")]
    attempts += [
        discord.presses("Bo", Action("segue.connect")),
        discord.fills("Bo", Action("segue.connect"), {"code": made}),
    ]

    assert {title(reply) for reply in attempts} == {"Organisers and administrators connect workspaces."}


def test_an_organiser_connects_only_where_not_everybody_may_become_one(apart: Worlds) -> None:
    slack, _ = apart
    slack.says("Bo", "/cohort join")
    bo = next(
        one.value for one in menu(slack.says("Ana", "/cohort roles"), "Choose a person").options if one.label == "Bo"
    )
    slack.presses("Ana", Action("cohort.role", ("1", bo, "organises", "1")))
    chosen = slack.says("Bo", "/segue connect")
    slack.presses("Ana", Action("cohort.starters", ("everyone",)))

    assert title(chosen).startswith("Your code: ")
    assert title(slack.says("Bo", "/segue connect")) == "Administrators connect workspaces."
    assert title(slack.says("Ana", "/segue connect")).startswith("Your code: ")


def test_a_no_on_either_side_leaves_both_as_they_were(apart: Worlds) -> None:
    slack, discord = apart
    there = discord.says("Ana", f"/segue connect {code(slack.says('Ana', '/segue connect'))}")
    left = press(discord, "Ana", there, "Not now")
    press(discord, "Ana", there, YES)
    here = slack.says("Ana", "/segue connect")
    refused = press(slack, "Ana", here, "No, leave it")

    assert title(left) == "Nothing has changed"
    assert title(refused) == "Nothing was connected"
    assert title(press(slack, "Ana", here, YES)) == "That code is not open any more"
    assert communities(slack) == 2


def test_a_code_runs_out_after_half_an_hour(apart: Worlds) -> None:
    slack, discord = apart
    there = discord.says("Ana", f"/segue connect {code(slack.says('Ana', '/segue connect'))}")
    press(discord, "Ana", there, YES)
    here = slack.says("Ana", "/segue connect")
    slack.comes_to("2027-01-01 12:30 Europe/Berlin")

    assert title(press(slack, "Ana", here, YES)) == "That code is not open any more"
    assert title(press(discord, "Ana", there, YES)) == "No code like that is open"
    assert communities(slack) == 2


def test_a_code_is_for_what_it_was_made(apart: Worlds) -> None:
    """A code that connects links nobody, and the number of one handshake settles no other."""
    slack, discord = apart
    made = code(slack.says("Ana", "/segue connect"))
    linking = discord.says("Ana", f"/my link {made}")
    press(discord, "Ana", discord.says("Ana", f"/segue connect {made}"), YES)
    with slack.database.begin() as session:
        number = str(session.scalars(select(Handshake.id)).one())
    forged = slack.presses("Ana", Action("my.link.agree", (number,)))
    slack.presses("Ana", Action("segue.connect.agree", (number,)))
    answered(slack, discord, "Ana")
    with slack.database.begin() as session:
        number = str(max(session.scalars(select(Handshake.id))))

    assert title(linking) == "No code like that is open"
    assert title(forged) == "That code is not open any more"
    assert title(slack.presses("Ana", Action("segue.connect.agree", (number,)))) == "That code is not open any more"
    assert title(slack.says("Ana", "/my link")) == "Is Ana on Discord you?"


def test_wrong_codes_are_counted_whatever_they_are_for(apart: Worlds) -> None:
    slack, discord = apart
    wrong = [discord.says("Ana", f"/segue connect ABCD-EFG{last}") for last in "HJK"]
    wrong += [discord.says("Ana", f"/my link ABCD-EFG{last}") for last in "MN"]
    right = discord.says("Ana", f"/segue connect {code(slack.says('Ana', '/segue connect'))}")

    assert {title(reply) for reply in wrong} == {"No code like that is open"}
    assert title(right) == "No more codes for now"


def test_what_can_be_no_code_is_asked_for_again(apart: Worlds) -> None:
    slack, _ = apart
    filled = slack.fills("Ana", Action("segue.connect"), {"code": "hello"})

    assert problems(filled) == problems(slack.says("Ana", "/segue connect hello"))
    assert problems(filled) == {"code": "A code has eight letters and digits, as in ABCD-EFGH."}


def test_ones_own_code_and_a_connected_side_are_told(world: World) -> None:
    slack, discord = connected(world)
    made = code(slack.says("Ana", "/segue connect"))
    there = discord.presses("Ana", Action("segue.connect.yes", (made,)))

    assert title(slack.says("Ana", f"/segue connect {made}")) == "That is your own code"
    assert title(discord.says("Ana", f"/segue connect {made}")) == "These workspaces are connected already"
    assert title(there) == "These workspaces are connected already"


def test_a_third_workspace_joins_both(world: World) -> None:
    slack, _ = connected(world)
    third = world.through(Platform.SLACK, "T3")
    there = third.says("Ana", f"/segue connect {code(slack.says('Ana', '/segue connect'))}")
    press(third, "Ana", there, YES)
    done = press(slack, "Ana", slack.says("Ana", "/segue connect"), YES)

    assert title(there) == "Connect Slack (1) with Slack (2) and Discord?"
    assert title(done) == "Slack (1), Discord and Slack (2) are one community now"


def test_cohorts_of_one_name_are_told_apart_from_then_on(apart: Worlds) -> None:
    slack, discord = apart
    discord.starts_cohort(HALL)
    preview = asks(slack, discord)
    slack.comes_to("2027-01-01 12:31 Europe/Berlin")
    slack, discord = connected(slack)

    assert "Both have Spring: the one from here gets a number after its name." in preview
    assert "Spring (2)" in text(discord.says("Chen", "/cohort"))
    assert title(discord.says("Chen", "/cohort join", HALL)) == "You are in Spring (2)"


@pytest.fixture
def spring(apart: Worlds) -> Worlds:
    """Both are one community, Ana is one person on both, and Spring speaks on both."""
    slack, discord = connected(apart[0])
    linked(slack, discord, "Ana")
    shown = discord.says("Ana", "/cohort channel", HALL)
    assert title(shown) == "Spring speaks in 2 channels"
    return slack, discord


def test_a_cohort_speaks_on_both(spring: Worlds) -> None:
    slack, discord = spring
    joined = discord.says("Chen", "/cohort join", HALL)
    slack.says("Bo", "/cohort join", CHANNEL)
    week = [parcel.to for parcel in live(slack, "2027-01-04 09:00 Europe/Berlin") if parcel.kind == "weekly-prompt"]

    assert title(joined) == "You are in Spring"
    assert title(slack.says("Ana", "/cohort people")) == "Spring: 3 people"
    assert [(to.platform, to.channel) for to in week] == [(Platform.SLACK, "C1"), (Platform.DISCORD, "D5")]


def test_a_win_is_shown_on_both_with_a_name_and_no_ping(spring: Worlds) -> None:
    slack, _ = spring
    slack.says("Bo", "/cohort join", CHANNEL)
    slack.comes_to("2027-01-04 10:00 Europe/Berlin")
    said(slack)
    slack.fills(
        "Bo", Action("win", ("1",)), {"words": "<@U-Chen> did it", "category": "support-gained", "who": "cohort"}
    )
    told = [parcel for parcel in said(slack) if parcel.to.channel]

    assert {parcel.to.platform for parcel in told} == {Platform.SLACK, Platform.DISCORD}
    assert all("Bo" in plain.card(parcel.card, "UTC") for parcel in told)
    assert all("Mention" not in repr(parcel.card) and not parcel.calls for parcel in told)


def test_an_organiser_finds_where_a_cohort_can_speak(apart: Worlds) -> None:
    slack, discord = connected(apart[0])
    channels = press(slack, "Ana", slack.says("Ana", "/cohort settings"), "Channels")
    stranger = discord.says("Bo", "/cohort channel", HALL)
    linked(slack, discord, "Ana")
    there = press(discord, "Ana", discord.says("Ana", "/cohort settings", HALL), "Channels", place=HALL)
    spoken = press(discord, "Ana", there, "Speak in #hall too", place=HALL)

    assert "#ml-switch on Slack" in text(channels)
    assert "On Discord, it speaks nowhere yet." in text(channels)
    assert title(stranger) == "Only an organiser of the cohort can do that."
    assert "#hall on Discord" in text(spoken)
    assert "speaks nowhere" not in text(spoken)
    assert "Speaks in: #ml-switch on Slack and #hall on Discord" in text(slack.says("Ana", "/cohort settings"))


def test_speaking_here_twice_is_once_and_somebody_elses_channel_is_refused(spring: Worlds) -> None:
    slack, discord = spring
    again = discord.says("Ana", "/cohort channel Spring", HALL)
    slack.starts_cohort(Place(channel="C9", channel_name="#autumn", private=False), name="Autumn")
    taken = discord.says("Ana", "/cohort channel Autumn", HALL)
    nowhere = discord.says("Ana", "/cohort channel Autumn", Place())

    assert title(again) == "Spring speaks in 2 channels"
    assert title(taken) == "Spring speaks in this channel already."
    assert title(nowhere) == "A cohort speaks in a channel."
    assert "Speak in" not in " ".join(labels(again))
