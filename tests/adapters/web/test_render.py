"""Cards and forms as HTML: what is shown, and that nobody's words become anything but words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.web import limits, render
from bot.messages.elements import (
    Bullets,
    Button,
    Card,
    Choice,
    Divider,
    Emphasis,
    Facts,
    Field,
    FieldKind,
    Form,
    Link,
    Option,
    Progress,
    Quote,
    Text,
    Tone,
    filled,
)
from bot.messages.text import Code, Hyperlink, Mention, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action
from tests.support.plain_browser import PlainPage

HOSTILE = "<script>alert('x')</script> @everyone <!channel> \"quoted\" & **bold**"


def card(*body: Text | Bullets | Facts | Quote | Progress | Divider) -> str:
    return str(render.card(Card(title="Title", body=body)))


def test_a_card_has_its_title_its_words_what_can_be_done_and_its_footnote_in_this_order() -> None:
    shown = Card(
        title="Week 2",
        body=(Text(line("Chance, and ", Strong("how to count it"), ".")),),
        controls=(Button(label="Check in", action=Action("checkin", ("2",)), emphasis=Emphasis.PRIMARY),),
        footnote=line("Phase 1"),
        tone=Tone.GOOD,
    )

    html = render.card(shown)

    assert html == (
        '<div class="card good"><h3>Week 2</h3>'
        '<div class="body"><p>Chance, and <strong>how to count it</strong>.</p></div>'
        '<div class="controls"><button name="wire" value="checkin|2" class="primary">Check in</button></div>'
        '<p class="footnote">Phase 1</p></div>'
    )


@pytest.mark.parametrize(
    "shown",
    [
        Card(title=HOSTILE),
        Card(title="t", body=(Text(line(HOSTILE)),)),
        Card(title="t", body=(Quote(line(HOSTILE)),)),
        Card(title="t", body=(Bullets((line(HOSTILE),)),)),
        Card(title="t", body=(Facts(((HOSTILE, line(HOSTILE)),)),)),
        Card(title="t", body=(Progress(1, 2, HOSTILE),)),
        Card(title="t", body=(Text(line(Strong(HOSTILE), Code(HOSTILE), Hyperlink(HOSTILE, "https://a.example"))),)),
        Card(title="t", body=(Text(line(Mention(HOSTILE, "web", "playground", "bo"))),)),
        Card(title="t", controls=(Button(label=HOSTILE, action=Action("a", (HOSTILE[:60],))),)),
        Card(title="t", controls=(Link(label=HOSTILE, url="https://a.example"),)),
        Card(title="t", controls=(Choice(label=HOSTILE, action=Action("a"), options=(Option(HOSTILE, HOSTILE),)),)),
        Card(title="t", footnote=line(HOSTILE)),
    ],
)
def test_hostile_words_are_shown_as_they_were_typed_wherever_they_stand(shown: Card) -> None:
    html = str(render.card(shown))

    assert "<script" not in html
    assert HOSTILE in PlainPage(html).text


def test_hostile_answers_stay_answers() -> None:
    form = Form(title=HOSTILE, action=Action("a"), fields=(Field(key="k", label=HOSTILE, hint=HOSTILE),))

    html = str(render.form(filled(form, {"k": HOSTILE}, {"k": HOSTILE})))

    assert "<script" not in html
    assert PlainPage(f'<form action="">{html}</form>').forms[0].fields["answer:k"] == HOSTILE


@pytest.mark.parametrize("words", ["\u202eexe.harmless", "שלום", "\u2067 isolated"])
def test_words_that_run_from_right_to_left_do_not_turn_their_neighbours(words: str) -> None:
    html = card(Text(line("Ana and ", words, " met.")))

    assert f"<p>Ana and <bdi>{words}</bdi> met.</p>" in html


def test_invisible_characters_and_other_scripts_stay_as_they_are() -> None:
    words = "zero\u200bwidth, 名前, ok 👍🏽"

    assert f"<p>{words}</p>" in card(Text(line(words)))


def test_a_mention_stands_out_on_its_own_workspace_and_is_a_bold_name_elsewhere() -> None:
    here = Mention("Bo", "web", "playground", "bo")
    elsewhere = Mention("Bo", "slack", "T1", "U1")

    html = card(Text(line(here, " ", elsewhere, " @Bo")))

    assert '<p><strong class="mention">@Bo</strong> <strong>Bo</strong> @Bo</p>' in html


def test_a_moment_is_kept_in_utc_until_somebody_reads_it() -> None:
    html = card(Text(line(Moment(datetime(2027, 1, 4, 8, tzinfo=UTC), MomentStyle.FULL))))

    assert '<time datetime="2027-01-04T08:00:00+00:00" data-say="full">Mon 4 Jan 2027, 08:00 UTC</time>' in html


def test_a_spent_button_says_what_became_of_it_and_carries_nothing_to_press() -> None:
    html = str(render.control(Button(label="Joined", action=Action("join"), spent=True)))

    assert html == '<button type="button" class="spent" disabled><span aria-hidden="true">✓ </span>Joined</button>'


def test_a_menu_knows_its_label_and_its_choice_by_its_wire() -> None:
    menu = Choice(label="Week", action=Action("week"), options=(Option("1", "One"), Option("2", "Two")))

    [form] = PlainPage(f'<form action="/press">{render.control(menu)}</form>').forms

    assert form.fields == {"choice:week": "1"}
    assert form.buttons == [("Choose: Week", {"name": "wire", "value": "week", "class": "plain"})]


def test_progress_says_in_words_what_the_bar_shows() -> None:
    html = card(Progress(2, 27, "2 of 27 weeks"))

    assert (
        '<label class="progress"><span>2 of 27 weeks</span> <progress value="2" max="27"></progress></label>' in html
    )


def test_a_title_and_a_body_longer_than_a_page_are_shortened_between_words_and_say_so() -> None:
    words = "word " * 2_000
    shown = Card(title=words, body=(Text(line("First.")), Text(line(words)), Divider(), Text(line("Last."))))

    fit = limits.fitted(shown)

    assert len(fit.title) <= limits.TITLE
    assert fit.title.endswith("word…")
    assert fit.body[0] == Text(line("First."))
    assert len(str(fit.body[1])) < limits.BODY + 50
    assert "word…" in str(fit.body[-1])
    assert "Shortened here" in str(fit.footnote)


def test_a_card_that_fits_is_shown_whole() -> None:
    shown = Card(title="Title", body=(Text(line("x" * limits.BODY)),), footnote=line("Foot"))

    assert limits.fitted(shown) == shown


def test_a_form_keeps_what_was_typed_and_says_beside_the_field_what_is_wrong() -> None:
    form = Form(
        title="Check-in",
        action=Action("checkin"),
        fields=(Field(key="done", label="Done"), Field(key="next", label="Next", hint="One step", required=False)),
    )

    html = str(render.form(filled(form, {"done": "x", "next": "read"}, {"next": "That is not a step."})))

    assert "look at the marked answers" in html
    assert (
        '<p class="problem" id="field-next-problem"><span aria-hidden="true">→ </span>That is not a step.</p>' in html
    )
    assert 'aria-describedby="field-next-hint field-next-problem" aria-invalid="true" autofocus>' in html
    assert PlainPage(f'<form action="">{html}</form>').forms[0].fields == {
        "answer:done": "x",
        "answer:next": "read",
        "wire": "checkin",
    }


def test_a_paragraph_keeps_every_line_end_that_was_typed() -> None:
    field = Field(key="k", label="Words", kind=FieldKind.PARAGRAPH, initial="\n\none\n\ntwo")
    html = str(render.form(Form(title="t", action=Action("a"), fields=(field,))))

    assert PlainPage(f'<form action="">{html}</form>').forms[0].fields["answer:k"] == "\n\none\n\ntwo"


@pytest.mark.parametrize(
    ("kind", "typed", "shown_as"),
    [
        (FieldKind.DATE, "2027-01-04", "date"),
        (FieldKind.DATE, "", "date"),
        (FieldKind.DATE, "next Monday", "text"),
        (FieldKind.TIME, "09:00", "time"),
        (FieldKind.TIME, "nine", "text"),
    ],
)
def test_a_date_or_time_that_a_picker_cannot_show_stays_as_it_was_typed(
    kind: FieldKind, typed: str, shown_as: str
) -> None:
    html = str(
        render.form(
            Form(title="t", action=Action("a"), fields=(Field(key="k", label="l", kind=kind, initial=typed),))
        )
    )

    assert f'<input type="{shown_as}" value="{typed}"' in html


def test_a_choice_without_an_answer_asks_for_one() -> None:
    options = (Option("1", "Low"), Option("2", "High"))
    fresh = Field(key="k", label="Energy", kind=FieldKind.CHOICE, options=options)
    answered = Field(key="k", label="Energy", kind=FieldKind.CHOICE, options=options, initial="2")

    def chosen(field: Field) -> str:
        html = render.form(Form(title="t", action=Action("a"), fields=(field,)))
        return PlainPage(f'<form action="">{html}</form>').forms[0].fields["answer:k"]

    assert chosen(fresh) == ""
    assert chosen(answered) == "2"


def test_several_choices_are_boxes_of_one_question_that_can_all_be_left_empty() -> None:
    options = (Option("py", "Python"), Option("<b>", "<i>SQL</i>"))
    asked = Field(key="k", label="Known", kind=FieldKind.CHOICES, options=options, hint="Any.", problem="Hm.")

    def sent(field: Field, typed: dict[str, str]) -> list[tuple[str, str]]:
        html = render.form(Form(title="t", action=Action("a"), fields=(field,)))
        sent = PlainPage(f'<form action="">{html}</form>').forms[0].sent(typed)
        return [(name, value) for name, value in sent if name == "answer:k" and value]

    html = str(render.form(Form(title="t", action=Action("a"), fields=(asked,))))
    assert '<fieldset class="field" aria-describedby="field-k-hint field-k-problem"><legend>Known</legend>' in html
    assert "&lt;i&gt;SQL&lt;/i&gt;</label>" in html
    assert '<input type="hidden" name="answer:k" value="">' in html
    assert sent(asked, {}) == []
    assert sent(replace(asked, initial="<b>"), {}) == [("answer:k", "<b>")]
    assert sent(asked, {"Known": "py,<b>"}) == [("answer:k", "py"), ("answer:k", "<b>")]
