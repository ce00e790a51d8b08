"""One person on two platforms: a code, a yes on both sides, and nobody else's account by any way."""

import pytest
from sqlalchemy import select

from bot.messages.wire import Action
from bot.news import WorkspaceNews
from bot.requests import Platform
from bot.store.models import Handshake, Person
from tests.support.bonds import answered, asked, code, connected, joined_by, linked, two
from tests.support.hands import press, said
from tests.support.seen import lines, menu, problems, text, title, typed
from tests.support.weeks import checks_in, live
from tests.support.worlds import World

Worlds = tuple[World, World]


@pytest.fixture
def both(world: World) -> Worlds:
    """Slack and Discord as one community; Ana's Spring speaks on Slack, where Bo learns in it."""
    slack, discord = connected(world)
    slack.starts_cohort()
    slack.says("Bo", "/cohort join")
    return slack, discord


def people(world: World, name: str) -> list[Person]:
    with world.database.begin() as session:
        return list(session.scalars(select(Person).where(Person.name == name)))


def test_a_code_and_a_yes_on_both_sides_make_one_person(both: Worlds) -> None:
    slack, discord = both
    there = asked(slack, discord, "Bo")
    yes = press(discord, "Bo", there, "Yes, that is me")
    before = len(people(slack, "Bo"))
    here = slack.says("Bo", "/my link")
    done = press(slack, "Bo", here, "Yes, this is me")

    assert title(there) == "Is Bo on Slack you?"
    assert "Whoever uses that account then reads everything of yours" in text(there)
    assert lines(yes)[:2] == ["Now say yes on Slack, too", "Type /my link on Slack before 12:10."]
    assert before == 2
    assert title(here) == "Is Bo on Discord you?"
    assert title(done) == "You are one person on Slack and Discord"
    assert len(people(slack, "Bo")) == 1
    assert "Spring" in text(discord.says("Bo", "/my"))


def test_what_is_done_on_one_side_shows_on_the_other(both: Worlds) -> None:
    slack, discord = both
    linked(slack, discord, "Bo")
    live(slack, "2027-01-08 15:00 Europe/Berlin")
    checks_in(discord, "Bo", 1, done="Two chapters")

    assert "Two chapters" in text(slack.says("Bo", "/checkin history"))
    assert text(slack.says("Bo", "/checkin history")) == text(discord.says("Bo", "/checkin history"))


def test_two_histories_in_one_cohort_are_told_before_they_become_one(both: Worlds) -> None:
    slack, discord = both
    discord.says("Bo", "/cohort join Spring")
    live(slack, "2027-01-08 15:00 Europe/Berlin")
    checks_in(slack, "Bo", 1, done="On Slack")
    slack.comes_to("2027-01-08 15:05 Europe/Berlin")
    checks_in(discord, "Bo", 1, done="On Discord")
    answered(slack, discord, "Bo")
    preview = slack.says("Bo", "/my link")
    press(slack, "Bo", preview, "Yes, this is me")
    history = text(slack.says("Bo", "/checkin history"))

    assert "In Spring: you become one; what you said twice stays as said last: week 1" in text(preview)
    assert ("On Discord" in history, "On Slack" in history) == (True, False)
    assert title(slack.says("Ana", "/cohort people Spring")) == "Spring: 2 people"


def test_what_waited_for_the_account_that_joins_is_said_once(both: Worlds) -> None:
    """Chen learns in Spring on Discord, and a first note waits for them there; on Slack they are new."""
    slack, discord = both
    discord.says("Chen", "/my notes on")
    discord.says("Chen", "/cohort join Spring")
    linked(slack, discord, "Chen")
    notes = [parcel for parcel in live(slack, "2027-01-02 12:00 Europe/Berlin") if parcel.to.user == "U-Chen"]

    assert [(parcel.kind, parcel.to.workspace) for parcel in notes] == [("private-note", "T1")]


def test_the_code_alone_links_nothing(both: Worlds) -> None:
    """Chen saw Bo's code and typed it: Bo says that it was not them."""
    slack, discord = both
    answered(slack, discord, "Bo", "Chen")
    here = slack.says("Bo", "/my link")
    refused = press(slack, "Bo", here, "That is not me")
    again = press(slack, "Bo", here, "Yes, this is me")

    assert title(here) == "Is Chen on Discord you?"
    assert title(refused) == "Nothing was linked"
    assert title(again) == "That code is not open any more"
    assert len(people(slack, "Chen")) == 1
    assert "Spring" not in text(discord.says("Chen", "/my"))


def test_whoever_made_the_code_is_told_that_somebody_typed_it(both: Worlds) -> None:
    slack, discord = both
    slack.hushes()
    answered(slack, discord, "Bo", "Chen")
    [told] = [parcel for parcel in said(slack) if parcel.kind == "link-typed"]

    assert (told.to.user, told.to.workspace) == ("U-Bo", "T1")
    assert told.card.title == "Chen on Discord typed your code"


def test_nobody_is_told_of_a_code_that_has_run_out(both: Worlds) -> None:
    slack, discord = both
    slack.hushes()
    answered(slack, discord, "Bo", "Chen")
    slack.comes_to("2027-01-01 12:11 Europe/Berlin")

    assert [one for one in slack.core.claim(tuple(Platform), 50) if one.kind == "link-typed"] == []


def test_nobody_is_told_of_a_code_where_it_cannot_be_settled(both: Worlds) -> None:
    """Dana chose Discord for private words, and the code was made on Slack."""
    slack, discord = both
    third = joined_by(slack, "T3")
    slack.says("Dana", "/cohort join")
    linked(slack, discord, "Dana")
    discord.says("Dana", "/my notes on")
    there = menu(shown := slack.says("Dana", "/my link"), "Private words come").options[-1].value
    press(slack, "Dana", shown, "Private words come", there)
    slack.hushes()
    made = code(slack.presses("Dana", Action("my.link.code")))
    press(third, "Dana", third.says("Dana", f"/my link {made}"), "Yes, that is me")

    assert [parcel for parcel in said(slack) if parcel.kind == "link-typed"] == []
    assert title(slack.says("Dana", "/my link")) == "Is Dana on Slack (2) you?"


def test_a_workspace_that_segue_left_is_no_place_to_link(both: Worlds) -> None:
    slack, _ = both
    slack.core.hear(WorkspaceNews(platform=Platform.DISCORD, workspace="900", gone=True, at=slack.clock.now()))

    assert title(slack.says("Bo", "/my link")) == "This community is on Slack alone"


def test_a_code_is_typed_into_a_form_too(both: Worlds) -> None:
    slack, discord = both
    form = discord.presses("Bo", Action("my.link"))
    wrong = discord.fills("Bo", Action("my.link"), {"code": "hello"})
    right = discord.fills("Bo", Action("my.link"), {"code": code(slack.says("Bo", "/my link"))})
    after_the_command = discord.says("Bo", "/my link hello")

    assert title(form) == "Type a code"
    assert problems(wrong) == {"code": "A code has eight letters and digits, as in ABCD-EFGH."}
    assert (problems(after_the_command), typed(after_the_command)) == (problems(wrong), {"code": "hello"})
    assert title(right) == "Is Bo on Slack you?"


def test_ones_own_code_is_for_the_other_side(both: Worlds) -> None:
    slack, discord = both
    own = code(slack.says("Bo", "/my link"))

    assert title(slack.says("Bo", f"/my link {own}")) == "That is your own code"
    assert title(discord.says("Bo", f"/my link {own}")) == "Is Bo on Slack you?"


def test_a_code_that_waits_is_not_replaced_by_a_look(both: Worlds) -> None:
    slack, discord = both
    first = code(slack.says("Bo", "/my link"))
    looked = slack.says("Bo", "/my link")
    second = code(press(slack, "Bo", looked, "Make a new code"))

    assert title(looked) == "Nobody has typed your code yet"
    assert title(discord.says("Bo", f"/my link {first}")) == "No code like that is open"
    assert title(discord.says("Bo", f"/my link {second}")) == "Is Bo on Slack you?"


def test_a_code_is_typed_once(both: Worlds) -> None:
    slack, discord = both
    made = code(slack.says("Bo", "/my link"))
    there = discord.says("Bo", f"/my link {made}")
    press(discord, "Bo", there, "Yes, that is me")
    twice = press(discord, "Bo", there, "Yes, that is me")

    assert title(twice) == "Now say yes on Slack, too"
    assert title(discord.says("Bo", f"/my link {made}")) == "Now say yes on Slack, too"
    assert title(discord.says("Chen", f"/my link {made}")) == "No code like that is open"
    assert title(discord.presses("Chen", Action("my.link.yes", (made,)))) == "No code like that is open"


def test_a_code_runs_out_before_the_first_yes_and_before_the_second(both: Worlds) -> None:
    slack, discord = both
    early = asked(slack, discord, "Bo")
    slack.comes_to("2027-01-01 12:10 Europe/Berlin")
    late = press(discord, "Bo", early, "Yes, that is me")
    answered(slack, discord, "Bo")
    here = slack.says("Bo", "/my link")
    slack.comes_to("2027-01-01 12:20 Europe/Berlin")

    assert title(late) == "No code like that is open"
    assert title(press(slack, "Bo", here, "Yes, this is me")) == "That code is not open any more"
    assert title(slack.says("Bo", "/my link")).startswith("Your code: ")
    assert len(people(slack, "Bo")) == 2


def test_a_no_leaves_the_code_open_for_its_time(both: Worlds) -> None:
    slack, discord = both
    made = code(slack.says("Bo", "/my link"))

    assert title(press(discord, "Bo", discord.says("Bo", f"/my link {made}"), "Not now")) == "Nothing has changed"
    assert title(discord.says("Bo", f"/my link {made}")) == "Is Bo on Slack you?"


def test_after_five_wrong_codes_none_is_looked_at_for_an_hour(both: Worlds) -> None:
    slack, discord = both
    wrong = [title(discord.says("Chen", f"/my link ABCD-EFG{last}")) for last in "HJKM"]
    wrong.append(title(discord.presses("Chen", Action("my.link.yes", ("ABCDEFGH",)))))
    made = code(slack.says("Bo", "/my link"))
    right = discord.says("Chen", f"/my link {made}")
    another = discord.says("Bo", f"/my link {made}")
    slack.comes_to("2027-01-01 13:01 Europe/Berlin")

    assert set(wrong) == {"No code like that is open"}
    assert title(right) == "No more codes for now"
    assert title(another) == "Is Bo on Slack you?"
    assert title(asked(slack, discord, "Bo", "Chen")) == "Is Bo on Slack you?"


@pytest.mark.parametrize("name", ["my.link.agree", "my.link.refuse"])
def test_numbers_that_no_button_carries_do_nothing(both: Worlds, name: str) -> None:
    """Only the account that made a code settles it."""
    slack, discord = both
    answered(slack, discord, "Bo")
    with slack.database.begin() as session:
        number = str(max(session.scalars(select(Handshake.id))))
    forged = [slack.presses("Bo", Action(name, (said,))) for said in ("", "x", "-1", "0", "9" * 30)]
    forged += [world.presses(who, Action(name, (number,))) for world, who in ((discord, "Bo"), (slack, "Ana"))]

    assert {title(reply) for reply in forged} == {"That code is not open any more"}
    assert title(slack.says("Bo", "/my link")) == "Is Bo on Discord you?"
    assert len(people(slack, "Bo")) == 2


def test_both_sides_may_begin_at_once(both: Worlds) -> None:
    slack, discord = both
    here, there = code(slack.says("Bo", "/my link")), code(discord.says("Bo", "/my link"))
    press(discord, "Bo", discord.says("Bo", f"/my link {here}"), "Yes, that is me")
    press(slack, "Bo", slack.says("Bo", f"/my link {there}"), "Yes, that is me")
    asked_here, asked_there = slack.says("Bo", "/my link"), discord.says("Bo", "/my link")
    first = press(slack, "Bo", asked_here, "Yes, this is me")
    second = press(discord, "Bo", asked_there, "Yes, this is me")

    assert title(first) == "You are one person on Slack and Discord"
    assert title(second) == "These accounts are linked already"
    assert len(people(slack, "Bo")) == 1
    assert title(discord.says("Bo", "/my link")) == "These accounts are linked already"
    assert title(discord.says("Bo", "/my link")) == "You are one person on Slack and Discord"


def test_two_people_of_one_workspace_stay_two(both: Worlds) -> None:
    slack, discord = both
    linked(slack, discord, "Bo")
    made = code(slack.says("Chen", "/my link"))

    assert title(slack.says("Dana", f"/my link {made}")) == "Both of these are on Slack"
    assert title(discord.says("Bo", f"/my link {made}")) == "Both of these are on Slack"


def test_linked_accounts_are_not_linked_again(both: Worlds) -> None:
    """Bo made codes on both sides, and only one of them was needed."""
    slack, discord = both
    left_over = code(discord.says("Bo", "/my link"))
    linked(slack, discord, "Bo")

    assert title(slack.says("Bo", f"/my link {left_over}")) == "These accounts are linked already"
    assert title(slack.presses("Bo", Action("my.link.code"))) == "You are one person on Slack and Discord"


def test_strangers_connect_their_workspaces_first(world: World) -> None:
    alone = title(two(world)[0].says("Bo", "/my link"))
    slack, _ = connected(world)
    stranger = world.through(Platform.SLACK, "T9")
    made = code(slack.says("Bo", "/my link"))

    assert alone == "This community is on Slack alone"
    assert title(stranger.says("Bo", f"/my link {made}")) == "That code comes from another community"
    assert title(stranger.presses("Bo", Action("my.link.yes", (made,)))) == "That code comes from another community"


def test_nobody_reads_a_code_in_the_database(both: Worlds) -> None:
    slack, _ = both
    made = code(slack.says("Bo", "/my link")).replace("-", "")
    with slack.database.begin() as session:
        kept = list(session.scalars(select(Handshake.code)))

    assert kept
    assert all(made not in one for one in kept)
