"""“Why?” and “stale”: what the sources say of anything, and what a report changes for one cohort alone."""

import pytest
from sqlalchemy import select

from bot.domain.roadmap import Task
from bot.messages import plain
from bot.messages.elements import Button, Choice
from bot.messages.wire import Action
from bot.ports import Parcel
from bot.requests import Place, Platform
from bot.store.models import Member, Person
from tests.support.seen import ZONE, labels, problems, text, title, typed
from tests.support.worlds import World


@pytest.fixture
def member(world: World) -> World:
    """A world in which Bo is in Spring, which Ana organises."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    return world


def first(world: World) -> Task:
    """The first task of the roadmap."""
    return world.library.default.weeks[0].tasks[0]


def reports(world: World, who: str, item: str, words: str = "The link is dead") -> str:
    """What somebody sees after they report an item of the first cohort."""
    return text(world.fills(who, Action("stale.report", ("1", item)), {"words": words}))


def said(world: World, moment: str) -> list[Parcel]:
    """Everything that is said by this moment."""
    world.comes_to(moment)
    world.plans()
    return list(world.core.claim(tuple(Platform), 50))


def words(parcel: Parcel) -> str:
    """A parcel as plain text."""
    return plain.card(parcel.card, ZONE)


@pytest.mark.parametrize("typed_in", ["3", "week 3", "Week 3", " WEEK  3 "])
def test_a_week_is_explained_by_its_number(member: World, typed_in: str) -> None:
    week = member.library.default.weeks[2]

    reply = member.says("Bo", f"/roadmap why {typed_in}")

    assert title(reply) == f"Why “{week.title}”?"
    assert "What it is: week 3" in text(reply)
    assert "Last reviewed: 21 November 2026" in text(reply)
    assert labels(reply) == ["See week 3", "Report stale"]


def test_without_a_name_this_week_is_explained(member: World) -> None:
    early = member.says("Bo", "/roadmap why")
    member.comes_to("2027-01-11 09:00 Europe/Berlin")
    now = member.says("Bo", "/roadmap why")
    member.comes_to("2027-12-01 09:00 Europe/Berlin")
    late = member.says("Bo", "/roadmap why")

    weeks = member.library.default.weeks
    assert [title(one) for one in (early, now, late)] == [f"Why “{weeks[n].title}”?" for n in (0, 1, -1)]


def test_the_sources_are_told_with_their_articles(member: World) -> None:
    roadmap = member.library.default
    findings = {one.slug: (one.says, article.title) for article in roadmap.guide.articles for one in article.findings}
    task = next(task for week in roadmap.weeks for task in week.tasks if task.sources)

    reply = member.says("Bo", f"/roadmap why {task.title}")

    for source in task.sources:
        assert all(part in text(reply) for part in findings[source])


def test_a_resource_says_whether_its_page_was_looked_at(member: World) -> None:
    shown = [*member.library.default.shown.values()]
    for opened, told in ((True, "its page was looked at then"), (False, "without opening its page")):
        resource = next(one for one in shown if one.opened is opened)
        assert told in text(member.says("Bo", f"/roadmap why {resource.slug}"))


def test_words_of_several_titles_offer_them_all(member: World) -> None:
    reply = member.says("Bo", "/roadmap why pytorch")
    assert reply.card is not None
    (menu,) = reply.card.controls
    assert isinstance(menu, Choice)

    opened = member.chooses("Bo", menu.action, menu.options[0].value)

    assert title(reply) == "Which one do you mean?"
    assert title(opened).startswith("Why “")


def test_what_nobody_knows_is_answered_with_what_is_like_it(member: World) -> None:
    theme = member.library.default.guide.compass[0].title

    assert f"Did you mean “{theme}”" in text(member.says("Bo", f"/roadmap why {theme[:-2]}xx"))
    assert "Try a week, as in /roadmap why week 3." in text(member.says("Bo", "/roadmap why ☃☃☃"))


def test_titles_are_suggested_as_somebody_types(member: World) -> None:
    option = next(spec for spec in member.core.commands if spec.path == ("roadmap", "why")).options[0]

    found = member.core.suggest(member.actor("Bo"), option, "pytorch")

    assert option.suggests
    assert found
    assert all("pytorch" in one.casefold() and len(one) <= 100 for one in found)
    assert all(title(member.says("Bo", f"/roadmap why {one}")).startswith("Why “") for one in found)
    assert len(member.core.suggest(member.actor("Bo"), option, "")) == 25
    assert member.core.suggest(member.actor("Dana"), option, "pytorch") == ()


def test_prompts_and_weeks_can_be_asked_why(member: World) -> None:
    parcels = said(member, "2027-01-04 09:00 Europe/Berlin")
    prompt = next(one.card for one in parcels if one.card.title.startswith("Week 1"))
    (ask,) = (one for one in prompt.controls if isinstance(one, Button) and one.label == "Why this?")

    assert title(member.presses("Bo", ask.action)) == f"Why “{member.library.default.weeks[0].title}”?"
    assert title(member.presses("Dana", ask.action)) == "You are not in a cohort here yet."
    assert "Why this?" in labels(member.says("Bo", "/roadmap"))


def test_a_reported_task_leaves_new_prompts_of_its_cohort(member: World) -> None:
    task = first(member)

    answer = reports(member, "Bo", task.slug)
    prompt = next(words(one) for one in said(member, "2027-01-04 09:00 Europe/Berlin") if "Week 1" in words(one))

    assert "New prompts leave it out until it is settled." in answer
    assert task.title not in prompt
    assert member.library.default.weeks[0].tasks[1].title in prompt
    assert "being checked" in text(member.says("Bo", "/roadmap week 1"))


def test_a_week_keeps_its_place_though_every_task_of_it_is_reported(member: World) -> None:
    for task in member.library.default.weeks[0].tasks:
        reports(member, "Bo", task.slug)

    prompt = next(words(one) for one in said(member, "2027-01-04 09:00 Europe/Berlin") if "Week 1" in words(one))

    assert member.library.default.weeks[0].prompt in prompt
    assert "keeps its place until" in reports(member, "Bo", member.library.default.weeks[0].slug)


def test_a_reported_resource_is_recommended_no_more(member: World) -> None:
    roadmap = member.library.default
    resource = roadmap.shown[roadmap.weeks[0].resources[0]]
    before = text(member.says("Bo", "/roadmap week 1"))

    reports(member, "Bo", resource.slug)

    assert resource.title in before
    assert resource.title not in text(member.says("Bo", "/roadmap week 1"))


def test_another_cohort_goes_on_as_before(member: World) -> None:
    roadmap = member.library.default
    resource = roadmap.shown[roadmap.weeks[0].resources[0]]
    member.starts_cohort(Place(channel="C2", channel_name="#autumn", private=False), name="Autumn")
    member.says("Chen", "/cohort join Autumn")

    reports(member, "Bo", resource.slug)

    assert resource.title not in text(member.says("Bo", "/roadmap week 1"))
    assert resource.title in text(member.says("Chen", "/roadmap week 1"))


def test_another_community_settles_nothing(member: World) -> None:
    reports(member, "Bo", first(member).slug)
    member.says("Ana", "/cohort", workspace="W2")

    reply = member.presses("Ana", Action("stale.show", ("1",)), workspace="W2")

    assert reply.card is not None
    assert reply.card.tone == "care"
    assert "being checked" in text(member.says("Bo", "/roadmap week 1"))


def test_the_organiser_is_asked_in_private_and_hides_it_for_good(member: World) -> None:
    task = first(member)
    reports(member, "Bo", task.slug)

    notes = [one for one in said(member, "2027-01-01 18:00 Europe/Berlin") if "Out of date?" in words(one)]
    kept = member.presses("Ana", Action("stale.keep", ("1",)))
    seen = member.says("Bo", f"/roadmap why {task.slug}")

    assert len(notes) == 1
    assert "The link is dead" in words(notes[0])
    assert "Bo" not in words(notes[0]).split()
    assert [control.label.partition(":")[0] for control in notes[0].card.controls] == ["Keep hidden", "Show again"]
    assert title(kept).startswith("Kept hidden: ")
    assert "your organiser agreed" in text(seen)


def test_the_organiser_shows_it_again_and_the_reporter_learns_it(member: World) -> None:
    roadmap = member.library.default
    resource = roadmap.shown[roadmap.weeks[0].resources[0]]
    reports(member, "Bo", resource.slug)

    shown = member.presses("Ana", Action("stale.show", ("1",)))
    late = member.presses("Ana", Action("stale.keep", ("1",)))

    assert "as before" in text(shown)
    assert text(late) == text(shown)
    assert resource.title in text(member.says("Bo", "/roadmap week 1"))
    assert "shows it again" in text(member.says("Bo", f"/roadmap why {resource.slug}"))


def test_what_is_settled_is_not_asked_any_more(member: World) -> None:
    reports(member, "Bo", first(member).slug)
    member.presses("Ana", Action("stale.show", ("1",)))

    assert not [one for one in said(member, "2027-01-01 18:00 Europe/Berlin") if "Out of date?" in words(one)]


def test_a_second_report_of_one_person_edits_the_first(member: World) -> None:
    task = first(member)
    reports(member, "Bo", task.slug)

    form = member.presses("Bo", Action("stale.report", ("1", task.slug)))
    answer = reports(member, "Bo", task.slug, "The course is closed")
    notes = [words(one) for one in said(member, "2027-01-01 18:00 Europe/Berlin") if "Out of date?" in words(one)]

    assert typed(form) == {"words": "The link is dead"}
    assert "“The course is closed”" in answer
    assert len(notes) == 1
    assert "The course is closed" in notes[0]
    assert "The link is dead" not in notes[0]


def test_new_words_about_a_settled_report_open_it_again(member: World) -> None:
    task = first(member)
    reports(member, "Bo", task.slug)
    said(member, "2027-01-01 18:00 Europe/Berlin")
    member.presses("Ana", Action("stale.show", ("1",)))
    member.comes_to("2027-01-02 12:00 Europe/Berlin")

    reports(member, "Bo", task.slug, "It is dead again")

    notes = [words(one) for one in said(member, "2027-01-02 18:00 Europe/Berlin") if "Out of date?" in words(one)]
    assert ["It is dead again" in note for note in notes] == [True]


def test_an_organiser_who_reports_settles_it_on_the_spot(member: World) -> None:
    reply = member.fills("Ana", Action("stale.report", ("1", first(member).slug)), {"words": "Old"})

    assert [label.partition(":")[0] for label in labels(reply)] == ["Keep hidden", "Show again"]


def test_an_organiser_is_not_told_of_their_own_report(member: World) -> None:
    reports(member, "Ana", first(member).slug)

    assert not [one for one in said(member, "2027-01-01 18:00 Europe/Berlin") if "Out of date?" in words(one)]


def test_the_organiser_of_another_cohort_settles_nothing_here(member: World) -> None:
    member.starts_cohort(Place(channel="C2", channel_name="#autumn", private=False), name="Autumn")
    member.says("Chen", "/cohort join Autumn")
    with member.database.begin() as session:
        theirs = select(Member).join(Person, Member.person_id == Person.id).where(Person.name == "Chen")
        session.scalars(theirs).one().organises = True
    reports(member, "Bo", first(member).slug)

    assert title(member.presses("Chen", Action("stale.show", ("1",)))) == "There is no such report any more."


def test_a_report_needs_a_word(member: World) -> None:
    reply = member.fills("Bo", Action("stale.report", ("1", first(member).slug)), {"words": " "})

    assert problems(reply) == {"words": "One line is enough: what did you find?"}


@pytest.mark.parametrize("name", ["stale.keep", "stale.show"])
def test_only_an_organiser_settles_and_only_what_is_there(member: World, name: str) -> None:
    reports(member, "Bo", first(member).slug)

    assert title(member.presses("Bo", Action(name, ("1",)))) == "Only an organiser of the cohort can do that."
    assert title(member.presses("Ana", Action(name, ("99",)))) == "There is no such report any more."


@pytest.mark.parametrize("name", ["why.item", "stale.report"])
def test_an_item_that_left_the_library_is_said_to_have_left(member: World, name: str) -> None:
    assert title(member.presses("Bo", Action(name, ("1", "gone")))) == "That is no longer in the library."
