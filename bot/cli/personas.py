"""Who the people of a rehearsal are: where they live, what they know, when they have time. The same for a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from bot.domain.guide import Guide
from bot.domain.onboarding import Question, QuestionKind
from bot.domain.profile import MENTORING, PAIRING
from bot.messages.elements import chosen, together

LEARNERS = ("Ada", "Ben", "Cem", "Dia", "Eve", "Fay", "Gil", "Hana", "Ivo", "Jun", "Kai", "Lea")
MENTORS = ("Mira", "Noor", "Otto", "Pia", "Raj", "Sol", "Tess", "Uma", "Vera", "Wim", "Yui", "Zoe")
#: Where people live who do not live where the cohort's clock is.
ELSEWHERE = ("Europe/London", "Africa/Lagos", "America/New_York", "Asia/Kolkata", "Europe/Helsinki")
#: The share of people who live elsewhere, and of those who leave a step of their profile open.
ABROAD, SILENT = 0.4, 0.1
#: Levels, and how likely each is.
OF_LEARNERS, OF_MENTORS = {"junior": 3, "mid": 5, "senior": 2}, {"senior": 3, "staff": 2}
#: When people with a job have time.
FREE = {"weekday-lunch": 3, "weekday-evenings": 6, "weekday-nights": 4, "weekend-mornings": 3, "weekday-mornings": 2}
#: What they write where words are asked for; some leave it open.
WORDS = {
    "company": ("", "", "", "Acme", "Northwind", "Globex", "Initech", "Umbrella"),
    "domain": ("payments", "logistics", "retail", "health care", "games"),
}
#: What says nothing: it is chosen by nobody here.
NOTHING = frozenset({"unsaid", "unsure", "other", "later", "none", "not-now"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody of a rehearsal. `dice` are theirs alone: what one does hangs on nobody else's throws."""

    name: str
    zone: str
    seed: int
    mentors: bool

    def dice(self, about: str) -> Random:
        """The throws of this person about one thing; the same whenever it is asked."""
        return Random(f"{self.seed}:{self.name}:{about}")  # noqa: S311  (a play, and the same one for a seed)

    def profile(self, guide: Guide) -> Iterator[tuple[str, Mapping[str, str]]]:
        """What they tell about themselves for pairing, step by step, as its forms take it."""
        for step in guide.onboarding:
            asked = [one for one in step.questions if one.slug in PAIRING and one.slug != MENTORING]
            if asked and self.dice(step.slug).random() >= SILENT:
                said = {one.slug: self.answer(one) for one in asked}
                taught = chosen(said.get("strengths", ""))
                lacked = (one for one in chosen(said.get("gaps", "")) if one not in taught)
                yield step.slug, said | ({"gaps": together(lacked)} if taught else {})

    def answer(self, asked: Question) -> str:
        """What they say to a question."""
        dice = self.dice(asked.slug)
        if asked.kind is QuestionKind.TEXT:
            return dice.choice(WORDS.get(asked.slug, ("",)))
        offered = [option.slug for option in asked.options if option.slug not in NOTHING]
        if not offered:
            return ""
        match asked.slug:
            case "level":
                return _weighed(dice, OF_MENTORS if self.mentors else OF_LEARNERS, offered, 1)
            case "availability":
                return _weighed(dice, FREE, offered, 3)
            case "spoken-languages":
                return together([offered[0], dice.choice(offered)] if dice.random() < 0.5 else offered[:1])
        many = dice.randint(2, 3) if asked.kind is QuestionKind.MULTI else 1
        return together(dice.sample(offered, min(many, len(offered))))


def persona(place: int, zone: str, seed: int, *, mentors: bool) -> Persona:
    """The learner or mentor of this place, from 0, in a cohort of this zone."""
    names = MENTORS if mentors else LEARNERS
    lap, of = divmod(place, len(names))
    name = names[of] + (f" {lap + 1}" if lap else "")
    home = Persona(name=name, zone=zone, seed=seed, mentors=mentors)
    dice = home.dice("home")
    abroad = dice.random() < ABROAD
    return Persona(name=name, zone=dice.choice(ELSEWHERE), seed=seed, mentors=mentors) if abroad else home


def _weighed(dice: Random, weights: Mapping[str, int], offered: list[str], many: int) -> str:
    """So many of what is offered, the likelier ones more often; of something else where nothing of it is."""
    known = [one for one in weights if one in offered] or offered
    drawn = dice.choices(known, [weights.get(one, 1) for one in known], k=many)
    return together(dict.fromkeys(drawn))
