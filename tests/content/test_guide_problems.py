"""What is wrong with the guide of a pack is found with the rest, each thing where it is."""

import shutil
from pathlib import Path

import pytest

from content import library

BREAD = Path(__file__).parent / "packs"
ROOM = "bread-baking"

ROUTES = """\
reviewed: 2026-06-03
passages:
  - {slug: why-routes, spot: routes, title: Ways to bread, text: "There are two."}
routes:
  - slug: own-oven
    title: Your own oven
    pitch: Bake at home.
    fits_when: You have an oven.
    advantages: [It is warm]
    tasks:
      - {slug: own-oven.light, title: Light it, evidence: note, done_when: It is hot}
    checkpoints: [{week: 2, text: It has been lit twice}]
    warnings: [It is hot]
    resources: [first-loaf]
route_rules:
  - {slug: pots-need-fire, when: {question: oven, any_of: [pot]}, hide: [own-oven], says: "A pot is no oven."}
"""

CHECKLISTS = """\
checklists:
  - slug: crumb-check
    title: The crumb
    intro: Look at it.
    items:
      - {slug: crumb-check.holes, text: It has holes, task: plain-loaf.bake, resources: [first-loaf]}
certificates:
  - {slug: master-baker, named: Master baker, state: current, note: Still there, now: Master baker, focus: Bread,
     url: "https://bread.example/master"}
"""

SOURCES = """\
articles:
  - slug: B
    title: On bread
    where: ""
    findings:
      - {slug: B.1, says: Flour matters.}
      - {slug: B.2, says: Water matters.}
"""

TEN_FAULTS = """\
bread-baking/checklists.yaml:6 checklists[0].items[0].task
  No task has the slug `plain-loaf.eat`. Did you mean `plain-loaf.bake`? If not, correct it.
bread-baking/checklists.yaml:6 checklists[0].items[0].resources[0]
  `old-forum` may not be shown, and nothing that may be shown replaces it. Recommend another one, or give it a \
`replaced_by`.
bread-baking/checklists.yaml:9 certificates[0].url
  This is not an https address. Write it whole, with https:// and without spaces, brackets or bars.
bread-baking/onboarding.yaml:6 onboarding[0].questions[0].text
  This text has 67 characters and may have 45. Make it 22 shorter.
bread-baking/onboarding.yaml:18 plan_rules[0].when.any_of[0]
  The question `oven` has no option `pod`. Did you mean `pot`? If not, choose one of its options.
bread-baking/prompts.yaml:1 reviewed
  This is not a date. Write it as 2026-11-21.
bread-baking/prompts.yaml:15 win_categories[0].example
  `example` is missing. Add `example: …`.
bread-baking/prompts.yaml:15 win_categories[0].exemple
  There is no key `exemple` here. Did you mean `example`? If not, remove it.
bread-baking/prompts.yaml:15 win_categories[0].slug
  The slug `the-flat-loaf` is taken by a story in bread-baking/prompts.yaml. Give the newer of the two another one.
bread-baking/resources.yaml:3 [1]
  This one is replaced, but nothing says by what. Add `replaced_by`, or make its state `check`.
bread-baking/routes.yaml:12 routes[0].checkpoints[0].week
  The roadmap has no week 4. Weeks are counted from 1 to 3."""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of the bread pack that has routes and checklists, too, to be spoilt."""
    copy = shutil.copytree(BREAD, tmp_path / "packs")
    (copy / ROOM / "routes.yaml").write_text(ROUTES, encoding="utf-8")
    (copy / ROOM / "checklists.yaml").write_text(CHECKLISTS, encoding="utf-8")
    return copy


def spoil(packs: Path, file: str, right: str, wrong: str) -> None:
    path = packs / ROOM / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1, right
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def found(packs: Path) -> list[tuple[str, str, str]]:
    return [(problem.file.removeprefix(f"{ROOM}/"), problem.place, problem.fault) for problem in library.check(packs)]


def test_a_pack_with_routes_and_checklists_is_well(packs: Path) -> None:
    assert found(packs) == []
    assert library.load(packs).default.guide.routes[0].tasks[0].evidence == "note"


def test_ten_faults_of_the_guide_are_all_reported_together(packs: Path) -> None:
    spoil(packs, "checklists", "task: plain-loaf.bake", "task: plain-loaf.eat")
    spoil(packs, "checklists", "resources: [first-loaf]", "resources: [old-forum]")
    spoil(packs, "resources", " replaced_by: new-forum,", "")
    spoil(packs, "checklists", "https://bread.example/master", "http://bread.example/master")
    spoil(packs, "onboarding", "What do you bake in?", f"What do you {'really ' * 6}ever bake in?")
    spoil(packs, "onboarding", "any_of: [pot]", "any_of: [pod]")
    spoil(packs, "prompts", "reviewed: 2026-06-02", "reviewed: 2026-06-32")
    spoil(packs, "prompts", "slug: baked-something", "slug: the-flat-loaf")
    spoil(packs, "prompts", "example:", "exemple:")
    spoil(packs, "routes", "week: 2", "week: 4")

    problems = library.check(packs)

    assert "\n".join(map(str, problems)) == TEN_FAULTS


@pytest.mark.parametrize(
    ("file", "right", "wrong", "place", "fault"),
    [
        ("prompts", "win_categories:", "wins:", "wins", "There is no key `wins` here."),
        ("prompts", "milestones:", "routes: []\nmilestones:", "routes", "There is no key `routes` here."),
        ("prompts", "phase: yeast", "phase: east", "milestones[0].phase", "No phase has the slug `east`."),
        ("prompts", "theme: patience", "theme: patiense", "stories[0].theme", "No theme has the slug `patiense`."),
        (
            "prompts",
            "questions: [What are you waiting for?]",
            "questions: []",
            "compass[0].questions",
            "This list is",
        ),
        ("prompts", "title: The flat loaf", "title: [flat]", "stories[0].title", "This is not text."),
        ("phases/yeast", "compass: patience", "compass: hurry", "weeks[1].compass", "No theme has the slug `hurry`."),
        ("onboarding", "kind: text", "kind: words", "onboarding[0].questions[1].kind", "This word is not one of"),
        (
            "onboarding",
            "{slug: pot,",
            "{slug: oven,",
            "onboarding[0].questions[0].options[1].slug",
            "The slug `oven`",
        ),
        (
            "onboarding",
            "{slug: pot,",
            "{slug: no,",
            "onboarding[0].questions[0].options[1].slug",
            "This is not text.",
        ),
        ("onboarding", "kind: single", "kind: text", "onboarding[0].questions[0].options", "A question answered in"),
        (
            "onboarding",
            "kind: text",
            "kind: single",
            "onboarding[0].questions[1]",
            "There is nothing to choose from.",
        ),
        (
            "onboarding",
            "question: oven",
            "question: stove",
            "plan_rules[0].when.question",
            "No question has the slug",
        ),
        ("onboarding", "borders: [miller]", "borders: [mill]", "roles[0].borders[0]", "No role has the slug `mill`."),
        ("onboarding", ", any_of: [pot]", "", "plan_rules[0].when", "This holds for every answer."),
        ("onboarding", "[plain-loaf.weigh]", "[plain-loaf]", "plan_rules[0].items[0]", "No task has the slug"),
        ("onboarding", "title: Your kitchen", "title: The kitchen that you have", "onboarding[0].title", "This text"),
        ("routes", "hide: [own-oven]", "hide: [own-open]", "route_rules[0].hide[0]", "No route has the slug"),
        (
            "routes",
            "when: {question: oven, any_of: [pot]}, ",
            "",
            "route_rules[0]",
            "A rule needs exactly one reason",
        ),
        ("routes", "spot: routes", "spot: attic", "passages[0].spot", "This word is not one of the choices."),
        (
            "routes",
            "slug: own-oven.light",
            "slug: light",
            "routes[0].tasks[0].slug",
            "`light` does not have the form",
        ),
        ("routes", "[first-loaf]", "[last-loaf]", "routes[0].resources[0]", "No resource has the slug `last-loaf`."),
        ("routes", "fits_when: You", "fits_when: 4 # You", "routes[0].fits_when", "This is not text."),
    ],
)
def test_a_fault_is_found_where_it_is(packs: Path, file: str, right: str, wrong: str, place: str, fault: str) -> None:
    spoil(packs, file, right, wrong)

    told = [problem for problem in library.check(packs) if problem.fault.startswith(fault)]

    assert [(problem.file, problem.place) for problem in told] == [(f"{ROOM}/{file}.yaml", place)]
    assert told[0].line is not None


def test_a_passage_is_located_in_the_file_it_stands_in(packs: Path) -> None:
    spoil(
        packs, "prompts", "stories:", "passages:\n  - {slug: hello, spot: welcome, title: Hello, text: Hi}\nstories:"
    )
    spoil(packs, "routes", "title: Ways to bread", "title: 4")

    assert found(packs) == [("routes.yaml", "passages[0].title", "This is not text.")]


def test_a_step_asks_five_questions_at_most(packs: Path) -> None:
    more = "".join(f"\n      - {{slug: more-{n}, text: More?, kind: text, use: To know}}" for n in range(4))
    spoil(packs, "onboarding", "use: Your first recipe}", "use: Your first recipe}" + more)

    assert found(packs) == [
        ("onboarding.yaml", "onboarding[0].questions", "This step asks 6 questions at once and may ask 5.")
    ]


def test_sources_that_no_article_has_are_reported_once_there_are_articles(packs: Path) -> None:
    (packs / ROOM / "sources.yaml").write_text(SOURCES.replace("B.2", "B.3"), encoding="utf-8")

    told = found(packs)

    assert ("sources.yaml", "articles[0].findings[1].slug", "This should be `B.2`.") in told
    assert ("prompts.yaml", "compass[0].sources[0]", "No article has the finding `B2`.") in told


def test_a_pace_is_as_long_as_its_weeks_and_breathers(packs: Path) -> None:
    path = packs / ROOM / "onboarding.yaml"
    slow = "paces:\n  - {slug: slow, title: Slow, weeks: 6, text: Slowly, breathers: [1, 2]}\n"
    path.write_text(path.read_text() + slow, encoding="utf-8")

    assert found(packs) == [("onboarding.yaml", "paces[0].weeks", "This says 6 weeks; 3 and 2 breathers are 5.")]


def test_a_retired_resource_is_reported_wherever_it_is_recommended_and_gives_way_until_then(packs: Path) -> None:
    spoil(packs, "routes", "resources: [first-loaf]", "resources: [first-loaf, old-forum]")
    spoil(
        packs,
        "onboarding",
        "effect: add-tasks\n    items: [plain-loaf.weigh]",
        "effect: show\n    items: [old-forum]",
    )

    told = found(packs)

    fault = "`old-forum` may not be shown any more; people see `starter-diary` in its place."
    assert told == [
        ("onboarding.yaml", "plan_rules[0].items[0]", fault),
        ("routes.yaml", "routes[0].resources[1]", fault),
    ]
    guide = library.load(packs).default.guide
    assert (guide.routes[0].resources[1], guide.plan_rules[0].items) == ("starter-diary", ("starter-diary",))


def test_a_file_nobody_reads_is_noticed(packs: Path) -> None:
    (packs / ROOM / "routes.yaml").rename(packs / ROOM / "route.yaml")

    assert found(packs) == [("route.yaml", "", "Nothing reads a file of this name.")]


@pytest.mark.parametrize("text", ["- a list", "just words", "prompts: [", "stories: {a: b}", "passages: 4", "7: 8"])
def test_whatever_stands_in_a_file_of_the_guide_is_a_problem_and_no_crash(packs: Path, text: str) -> None:
    for name in ("prompts", "onboarding", "routes", "checklists", "sources"):
        (packs / ROOM / f"{name}.yaml").write_text(text, encoding="utf-8")

    told = found(packs)

    assert {file for file, _, _ in told} >= {f"{name}.yaml" for name in ("prompts", "onboarding", "routes")}
