"""The page without a script: plain forms that post, and redirects that show what came of it."""

from datetime import timedelta

import pytest

from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Click, Command, Submission
from tests.adapters.web.scenes import EVERYTHING, JOIN, JOINED, NOW, Scene
from tests.support.web_parrot import parcel


async def test_a_first_visit_is_one_press_from_a_cohort(scene: Scene) -> None:
    page = await scene.browser.go("/")

    assert "Start here: open a cohort in #ml-switch." in page.page.text
    await page.press("Send")
    assert [request.name for request in scene.parrot.heard if isinstance(request, Command)] == ["cohort"]
    assert "Spring is open" in scene.browser.page.text


async def test_the_hint_follows_what_has_been_done(scene: Scene) -> None:
    before = (await scene.browser.go("/?as=bo")).page.text
    scene.parrot.due = NOW + timedelta(days=1)
    await scene.playground.messenger.send(parcel(JOIN))
    invited = (await scene.browser.go("/?as=bo")).page.text
    refused = (await scene.browser.press("Join")).page.text
    scene.parrot.inside.add("bo")
    await scene.browser.go("/?as=bo")

    assert "Ana looks after this workspace and can start one. Be Ana" in before
    assert "A cohort runs in #ml-switch. Join it as Bo. /cohort join" in invited
    assert "Join it as Bo." in refused
    assert "Let time pass, look around, or be Ana and join." in scene.browser.page.text
    assert "Be Ana" in scene.browser.page.text


async def test_a_command_is_answered_for_the_person_alone_below_what_they_typed(scene: Scene) -> None:
    await scene.says_as_bo("/cohort join")

    text = scene.browser.page.text
    assert text.index("/cohort join") < text.index("Spring is open")
    assert scene.browser.address.endswith("answer=2")
    assert "Spring is open" not in (await scene.browser.go("/?as=ana")).page.text


async def test_what_a_person_was_told_meanwhile_is_marked_until_they_look(scene: Scene) -> None:
    await scene.playground.messenger.send(parcel(Card(title="One note for today"), user="bo"))

    assert "1 new" in (await scene.browser.go("/?as=ana")).page.text
    assert "One note for today" not in scene.browser.page.text
    assert "One note for today" in (await scene.browser.go("/?as=bo")).page.text
    assert "1 new" not in (await scene.browser.go("/?as=ana")).page.text


async def test_a_pressed_private_card_shows_its_new_state_in_its_place(scene: Scene) -> None:
    await scene.says_as_bo("/cohort join")

    await scene.browser.press("Join")

    text = scene.browser.page.text
    assert "You are in" in text
    assert "Spring is open" not in text
    assert "✓ Joined" in text
    assert [click.place.private for click in scene.parrot.heard if isinstance(click, Click)] == [True]


async def test_what_waited_for_a_click_stands_below_the_answer_for_the_person_alone(scene: Scene) -> None:
    scene.parrot.answer = lambda _: Reply(card=Card(title="Week 3"), note=Card(title="A word for Bo"))
    await scene.says_as_bo("/roadmap")

    text = scene.browser.page.text
    assert text.index("Week 3") < text.index("A word for Bo")
    assert scene.browser.address.endswith("answer=2")
    assert "A word for Bo" not in (await scene.browser.go("/?as=ana")).page.text


async def test_a_card_that_replaces_nothing_leaves_the_pressed_one(scene: Scene) -> None:
    await scene.says_as_bo("/cohort join")
    scene.parrot.answer = lambda _: Reply(card=Card(title="A word about it"))

    await scene.browser.press("Join")

    assert "Spring is open" in scene.browser.page.text
    assert "A word about it" in scene.browser.page.text


async def test_a_form_that_a_private_button_opened_changes_that_card_when_its_answer_replaces(scene: Scene) -> None:
    await scene.playground.messenger.send(parcel(EVERYTHING, user="bo"))
    await (await scene.browser.go("/?as=bo")).press("Check in")
    scene.parrot.answer = lambda _: Reply(card=JOINED, replaces=True)

    await scene.browser.press("Save", {"Done": "Two charts"})

    assert "You are in" in scene.browser.page.text
    assert EVERYTHING.title not in scene.browser.page.text


async def test_a_pressed_post_stays_as_it_is_and_answers_the_person(scene: Scene) -> None:
    await scene.playground.messenger.send(parcel(JOIN))

    await (await scene.browser.go("/?as=bo")).press("Join")

    assert "Spring is open" in scene.browser.page.text
    assert "You are in" in scene.browser.page.text
    assert "You are in" not in (await scene.browser.go("/?as=ana")).page.text
    assert [click.place.private for click in scene.parrot.heard if isinstance(click, Click)] == [False]


async def test_a_refused_form_keeps_what_was_typed_and_a_good_one_is_answered(scene: Scene) -> None:
    await scene.says_as_bo("/checkin")

    await scene.browser.press("Save", {"Next": "Read a paper"})

    assert "A word or two would help." in scene.browser.page.text
    await scene.browser.press("Save", {"Done": "Two charts"})
    assert "Noted Two charts" in scene.browser.page.text
    assert "Check-in" not in scene.browser.page.text
    sent = [dict(request.answers) for request in scene.parrot.heard if isinstance(request, Submission)]
    assert sent == [
        {"done": "", "next": "Read a paper", "energy": ""},
        {"done": "Two charts", "next": "Read a paper", "energy": ""},
    ]


async def test_a_form_can_be_put_away(scene: Scene) -> None:
    await scene.says_as_bo("/checkin")

    await scene.browser.press("Close")

    assert "Check-in" not in scene.browser.page.text


async def test_an_open_form_waits_for_its_person_and_for_nobody_else(scene: Scene) -> None:
    await scene.says_as_bo("/checkin")

    assert "Check-in" not in (await scene.browser.go("/?as=ana")).page.text
    assert "Check-in" in (await scene.browser.go("/?as=bo")).page.text


@pytest.mark.parametrize(("typed", "said"), [("   ", "Type a command first"), ("/win " + "x" * 3000, "longer than")])
async def test_a_line_that_is_no_command_is_told_kindly(scene: Scene, typed: str, said: str) -> None:
    assert said in await scene.post("/say", **{"as": "bo", "line": typed})
    assert scene.parrot.heard == []


async def test_nobody_presses_the_buttons_of_a_message_they_cannot_see(scene: Scene) -> None:
    await scene.playground.messenger.send(parcel(JOIN, user="ana"))
    await scene.playground.messenger.send(parcel(Card(title="In the channel"), key="d2"))

    for number in ("1", "2", "3", "", "-1", "9" * 40, "²"):
        page = await scene.post("/press", **{"as": "bo", "on": number, "wire": "join|1"})
        assert "is not in this person" in page

    assert scene.parrot.heard == []


@pytest.mark.parametrize("wire", ["", "|", "no such thing", "x" * 500, "join\x00|" * 50, "<script>"])
async def test_a_mangled_wire_is_answered_kindly(scene: Scene, wire: str) -> None:
    await scene.playground.messenger.send(parcel(JOIN))

    pressed = await scene.post("/press", **{"as": "bo", "on": "1", "wire": wire})
    sent = await scene.post("/send", **{"as": "bo", "on": "oh", "wire": wire, "answer:done": "Two charts"})

    assert "There is nothing like that." in pressed
    assert "Noted" in sent


async def test_hostile_words_come_back_as_they_were_typed(scene: Scene) -> None:
    words = "<script>alert(1)</script> @everyone </form>"
    await scene.says_as_bo(f"/win {words}")

    await scene.says_as_bo("/checkin")
    await scene.browser.press("Save", {"Done": words})

    assert scene.browser.page.text.count(words) == 2
    assert "<script>alert" not in scene.browser.page.html


async def test_an_address_with_nonsense_is_the_page(scene: Scene) -> None:
    page = await scene.browser.go("/?as=zoe&note=%3Cscript%3E&answer=x&since=-4&all=%00")

    assert "Only Ana sees this" in page.page.text
    assert "<script>alert" not in page.page.html


async def test_older_messages_are_a_press_away(scene: Scene) -> None:
    for number in range(70):
        await scene.playground.messenger.send(parcel(Card(title=f"Post number {number}."), key=f"d{number}"))

    page = (await scene.browser.go("/?as=bo")).page.text

    assert "Post number 69." in page
    assert "Post number 9." not in page
    assert "Show 10 earlier" in page
    assert "Post number 9." in (await scene.browser.go("/?as=bo&all")).page.text


async def test_the_pulse_changes_with_what_is_said_and_not_by_itself(scene: Scene) -> None:
    async def pulse() -> str:
        async with scene.session.get(f"{scene.base}/pulse") as response:
            return await response.text()

    before, still = await pulse(), await pulse()
    await scene.playground.messenger.send(parcel(JOIN))

    assert before == still
    assert await pulse() != before
