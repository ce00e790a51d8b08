"""The personal plan: what somebody's answers change, each with its reason and a way out of it."""

from collections.abc import Iterator, Sequence

from bot.cards import controls, ticks
from bot.cards.seats import Seat
from bot.domain import items
from bot.domain.onboarding import Effect, PlanRule
from bot.domain.passages import Spot
from bot.domain.roadmap import Roadmap
from bot.domain.words import shortened
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Card, Choice, Control, Option, Text
from bot.messages.text import Hyperlink, Line, Span, Strong, line
from bot.messages.wire import Action

#: Effects whose rules do not say by themselves what they are about.
_NAMED = frozenset({Effect.ADD_TASKS, Effect.SHOW, Effect.SUGGEST_ROUTES, Effect.EMPHASISE})


def plan(roadmap: Roadmap, seat: Seat) -> Card:
    """What applies to this member, and what they did not want; both can be changed."""
    if not seat.plan.rules and not seat.plan.declined:
        return _usual(roadmap, seat)
    return Card(
        title="Your plan",
        body=(*_intro(roadmap), *_rules(roadmap, seat), *_declined(seat)),
        controls=tuple(_ways(seat)),
        footnote=line("Only you see this. /my profile changes the answers it comes from."),
        about=tuple(rule.slug for rule in seat.plan.rules),
    )


def unknown(roadmap: Roadmap, cohort: int) -> Card:
    """To somebody whose answers are not there yet: what would shape a plan."""
    asked = dict.fromkeys(rule.when.question for rule in roadmap.guide.plan_rules)
    if not asked:
        return _same_for_all(roadmap, cohort)
    known = {one.slug: one.text for step in roadmap.guide.onboarding for one in step.questions}
    return Card(
        title="Your plan has no answers to go by yet",
        body=(
            Text(line("Each of these may be left open, and each one answered shapes it a little:")),
            Bullets(tuple(markdown.read(known[question]) for question in asked if question in known)),
        ),
        controls=(controls.run("Open my profile", "my", "profile"), controls.see_map(cohort)),
        footnote=line("Your answers are for you, and for finding people who fit. /my says who sees what."),
    )


def _same_for_all(roadmap: Roadmap, cohort: int) -> Card:
    return Card(
        title="Your plan is the roadmap",
        body=(Text(line(f"{roadmap.title} has one plan for everybody.")),),
        controls=(controls.see_map(cohort),),
    )


def _usual(roadmap: Roadmap, seat: Seat) -> Card:
    return Card(
        title="Your plan is the roadmap as it stands",
        body=(*_intro(roadmap), Text(line("Nothing you answered asks for a change."))),
        controls=(controls.run("Open my profile", "my", "profile"), controls.see_map(seat.cohort)),
    )


def _intro(roadmap: Roadmap) -> tuple[Block, ...]:
    return tuple(Text(markdown.read(passage.text)) for passage in roadmap.guide.at(Spot.PLAN))


def _rules(roadmap: Roadmap, seat: Seat) -> Iterator[Block]:
    if seat.plan.rules:
        yield Bullets(tuple(_rule(roadmap, rule) for rule in seat.plan.rules))
    if seat.plan.has(Effect.REMOTE):
        yield Text(line(Strong("From anywhere")))
        yield Bullets(tuple(_twin(meeting.title, meeting.remote) for meeting in roadmap.guide.meetings))


def _twin(title: str, remote: str) -> Line:
    return line(Strong(title), ": ", *markdown.read(remote))


def _rule(roadmap: Roadmap, rule: PlanRule) -> Line:
    """Why, and what about; resources as links."""
    named = [found for slug in rule.items if (found := _named(roadmap, slug)) is not None]
    if rule.effect not in _NAMED or not named:
        return markdown.read(rule.says)
    spans: list[Span] = [*markdown.read(rule.says), " "]
    for place, name in enumerate(named):
        spans += [name, "." if place == len(named) - 1 else "; "]
    return tuple(spans)


def _named(roadmap: Roadmap, slug: str) -> Span | None:
    resource = roadmap.shown.get(slug)
    if resource is not None:
        return Hyperlink(resource.title, resource.url)
    for certificate in roadmap.guide.certificates:
        if certificate.slug == slug:
            return Hyperlink(certificate.now.partition(". ")[0], certificate.url)
    found = items.item(roadmap, slug)
    return None if found is None else Strong(found.title)


def _declined(seat: Seat) -> tuple[Block, ...]:
    if not seat.plan.declined:
        return ()
    return (
        Text(line(Strong("Not for you, as you said"))),
        Bullets(tuple(markdown.read(rule.says) for rule in seat.plan.declined)),
    )


def _ways(seat: Seat) -> Iterator[Control]:
    if seat.plan.rules:
        yield _menu("Not for me …", "plan.decline", seat.plan.rules, seat)
    if seat.plan.declined:
        yield _menu("For me after all …", "plan.restore", seat.plan.declined, seat)
    yield controls.run("Change my answers", "my", "profile")
    yield controls.see_map(seat.cohort)


def _menu(label: str, name: str, rules: Sequence[PlanRule], seat: Seat) -> Choice:
    options = tuple(Option(rule.slug, shortened(rule.says, ticks.OPTION)) for rule in rules[: ticks.OPTIONS])
    return Choice(label=label, action=Action(name, (str(seat.cohort),)), options=options)
