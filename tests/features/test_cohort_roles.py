"""Roles of a cohort: given, taken, handed over, told privately; always with an organiser."""

import pytest

from bot.messages.elements import Choice
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Option, Place
from tests.support.hands import hear, press, said
from tests.support.seen import labels, text, title
from tests.support.worlds import World

ELSEWHERE = Place(channel="C2", channel_name="#autumn", private=False)


@pytest.fixture
def spring(world: World) -> World:
    """Spring with Bo and Chen, before it begins."""
    world.starts_cohort()
    for who in ("Bo", "Chen"):
        world.says(who, "/cohort join")
    said(world)
    return world


def menu(reply: Reply) -> dict[str, str]:
    """The names in the menu of a card, with what choosing them sends."""
    assert reply.card is not None
    return {
        one.label: one.value
        for control in reply.card.controls
        if isinstance(control, Choice)
        for one in control.options
    }


def chosen(world: World, name: str, who: str = "Ana") -> Reply:
    roles = world.says(who, "/cohort roles")
    return press(world, who, roles, "Choose a person", choice=menu(roles)[name])


def test_a_co_organiser_is_told_privately_and_may_set_everything(spring: World) -> None:
    after = press(spring, "Ana", chosen(spring, "Bo"), "Make co-organiser")
    [parcel] = said(spring)

    assert text(after).startswith("Bo\nBo organises.")
    assert (parcel.to.user, parcel.card.title) == ("U-Bo", "You organise Spring now")
    assert title(spring.says("Bo", "/cohort settings")) == "Spring: settings"
    assert title(spring.says("Chen", "/cohort settings")) == "Only an organiser of the cohort can do that."


@pytest.mark.parametrize("said", ["<@U-Bo|bo>", "Spring <@U-Bo>", "<@U-Bo> Spring", "@bo", "Spring bo"])
def test_somebody_is_found_by_a_mention_or_a_name(spring: World, said: str) -> None:
    shown = spring.says("Ana", f"/cohort roles {said}")

    assert title(shown) == "Bo" or list(menu(shown)) == ["Bo"]


@pytest.mark.parametrize("said", ["<@U-Dana|dana>", "<@U-Eve|dana>"])
def test_a_mention_of_somebody_elsewhere_finds_nobody_here(spring: World, said: str) -> None:
    spring.says("Dana", "/cohort", workspace="W2")

    assert title(spring.says("Ana", f"/cohort roles {said}")) == "Nobody here is called “dana”"


def test_a_channel_stands_for_the_cohort_that_speaks_there(spring: World) -> None:
    spring.starts_cohort(place=ELSEWHERE, name="Autumn")

    assert title(spring.says("Bo", "/cohort join <#C2|autumn>")) == "You are in Autumn"
    assert title(spring.says("Bo", "/cohort people <#C9|other>")) == "No cohort here is called “#other”."


def test_a_mentor_is_shown_as_one_and_can_be_none_again(spring: World) -> None:
    mentor = press(spring, "Ana", chosen(spring, "Chen"), "Make mentor")
    [told] = hear(spring)
    roles = spring.says("Ana", "/cohort roles")
    press(spring, "Ana", mentor, "No longer mentor")
    [again] = hear(spring)

    assert "Mentors: Chen" in text(roles)
    assert told.startswith("You mentor in Spring now\nAna set this up.")
    assert again.startswith("You no longer mentor in Spring\n")


def test_a_role_given_twice_is_told_once(spring: World) -> None:
    person = chosen(spring, "Bo")

    press(spring, "Ana", person, "Make mentor")
    press(spring, "Ana", person, "Make mentor")

    assert len(said(spring)) == 1


def test_a_role_that_has_changed_again_is_not_told(spring: World) -> None:
    person = press(spring, "Ana", chosen(spring, "Bo"), "Make mentor")
    press(spring, "Ana", person, "No longer mentor")

    assert [words.splitlines()[0] for words in hear(spring)] == ["You no longer mentor in Spring"]


def test_the_only_organiser_stays_one(spring: World) -> None:
    herself = chosen(spring, "Ana")
    forged = spring.presses(
        "Ana", Action("cohort.role", ("1", menu(spring.says("Ana", "/cohort roles"))["Ana"], "organises", "0"))
    )

    assert "No longer organise" not in labels(herself)
    assert "A cohort always has an organiser" in text(herself)
    assert title(forged) == "Ana is the only organiser."


def test_handing_over_asks_first_and_leaves_one_organiser(spring: World) -> None:
    asked = press(spring, "Ana", chosen(spring, "Bo"), "Hand over to them")
    done = press(spring, "Ana", asked, "Hand over to Bo")
    [parcel] = said(spring)

    assert title(asked) == "Hand Spring over to Bo?"
    assert title(done) == "Bo organises Spring now"
    assert parcel.to.user == "U-Bo"
    assert "Organises: Bo" in text(spring.says("Bo", "/cohort roles"))
    assert title(press(spring, "Ana", asked, "Hand over to Bo")) == "Only an organiser of the cohort can do that."


def test_whoever_left_meanwhile_gets_no_role(spring: World) -> None:
    person = chosen(spring, "Bo")
    spring.says("Bo", "/cohort leave")

    assert title(press(spring, "Ana", person, "Make mentor")) == "They are not in Spring any more."


def test_a_name_finds_people_in_a_large_cohort(spring: World) -> None:
    for number in range(30):
        spring.says(f"P{number:02}", "/cohort join")

    everybody = spring.says("Ana", "/cohort roles")
    found = spring.says("Ana", "/cohort roles Spring p2")
    nobody = spring.says("Ana", "/cohort roles Spring xy")

    assert len(menu(everybody)) == 25
    assert '/cohort roles "Spring" bo' in text(everybody)
    assert set(menu(found)) == {f"P{number}" for number in range(20, 30)}
    assert title(nobody) == "Nobody here is called “xy”"
    assert spring.core.suggest(spring.actor("Ana"), Option(name="person", summary=""), "p2")[0] == "P20"
    assert spring.core.suggest(spring.actor("Bo"), Option(name="person", summary=""), "p2") == ()


def test_an_administrator_can_join_the_organisers_of_any_cohort_at_any_time(spring: World) -> None:
    press(spring, "Ana", press(spring, "Ana", chosen(spring, "Bo"), "Hand over to them"), "Hand over to Bo")
    said(spring)

    offered = spring.says("Ana", "/cohort roles Spring")
    taken = press(spring, "Ana", offered, "Organise Spring")
    [told] = hear(spring)

    assert title(offered) == "You do not organise Spring"
    assert title(taken) == "You organise Spring now"
    assert told.startswith("Ana organises Spring with you now\n")
    assert title(spring.presses("Chen", Action("cohort.takeover", ("1",)))) == (
        "Only an organiser of the cohort can do that."
    )
    assert title(spring.says("Chen", "/cohort roles")) == "Only an organiser of the cohort can do that."


def test_a_cohort_speaks_in_several_channels_and_never_in_none(spring: World) -> None:
    there = spring.says("Ana", "/cohort settings", place=ELSEWHERE)
    channels = press(spring, "Ana", there, "Channels", place=ELSEWHERE)
    both = press(spring, "Ana", channels, "Speak in #autumn too", place=ELSEWHERE)
    spring.comes_to("2027-01-04 09:00 Europe/Berlin")
    heard = sorted(parcel.to.channel or "" for parcel in said(spring) if parcel.kind == "weekly-prompt")
    one = press(spring, "Ana", both, "Stop speaking in", choice=menu(both)["#ml-switch"])
    last = spring.presses("Ana", Action("cohort.quiet", ("1",)))

    assert text(both).startswith("Spring speaks in 2 channels\n• #ml-switch\n• #autumn")
    assert heard == ["C1", "C2"]
    assert text(one).startswith("Spring speaks in 1 channel\n• #autumn")
    assert title(last) == "Spring speaks in 1 channel"


def test_the_last_channel_and_a_channel_of_another_cohort_stay_as_they_are(spring: World) -> None:
    spring.starts_cohort(ELSEWHERE, name="Autumn")
    forged = press(spring, "Ana", spring.says("Ana", "/cohort settings Spring"), "Channels", place=ELSEWHERE)
    taken = spring.core.answer(click(spring, Action("cohort.channel", ("1",)), ELSEWHERE))
    only = spring.core.answer(click(spring, Action("cohort.quiet", ("1",)), ELSEWHERE, choice="1"))

    assert labels(forged) == ["Settings"]
    assert title(taken) == "Autumn speaks in this channel already."
    assert title(only) == "It is the last channel it speaks in."


def click(world: World, action: Action, place: Place, choice: str = "") -> Click:
    return Click(actor=world.actor("Ana"), place=place, action=action, choice=choice)
