"""The guide of a roadmap: everything in a pack beside its weeks. A small pack may leave any of it out."""

from dataclasses import dataclass

from bot.domain.checklists import ActionPlan, Checklist
from bot.domain.conversations import ChatKit, Meeting, MentorSession, MonthlyQuestion
from bot.domain.credentials import Certificate, Export
from bot.domain.guidance import Answer, MarketFact, Milestone, Reminder, Story, Theme, WinCategory
from bot.domain.onboarding import Pace, PlanRule, Role, Step
from bot.domain.passages import Passage, Spot
from bot.domain.routes import HuntHint, HuntTag, Route, RouteRule, Track
from bot.domain.sources import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What accompanies the weeks; each in the order it is shown."""

    passages: tuple[Passage, ...] = ()
    compass: tuple[Theme, ...] = ()
    stories: tuple[Story, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    market: tuple[MarketFact, ...] = ()
    answers: tuple[Answer, ...] = ()
    win_categories: tuple[WinCategory, ...] = ()
    monthly_questions: tuple[MonthlyQuestion, ...] = ()
    mentor_sessions: tuple[MentorSession, ...] = ()
    onboarding: tuple[Step, ...] = ()
    plan_rules: tuple[PlanRule, ...] = ()
    roles: tuple[Role, ...] = ()
    paces: tuple[Pace, ...] = ()
    routes: tuple[Route, ...] = ()
    route_rules: tuple[RouteRule, ...] = ()
    hunt_hints: tuple[HuntHint, ...] = ()
    hunt_tags: tuple[HuntTag, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    action_plans: tuple[ActionPlan, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    tracks: tuple[Track, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    chat_kits: tuple[ChatKit, ...] = ()
    exports: tuple[Export, ...] = ()
    articles: tuple[Article, ...] = ()

    def at(self, spot: Spot) -> tuple[Passage, ...]:
        """What is said in this place."""
        return tuple(passage for passage in self.passages if passage.spot is spot)
