"""What a fit is made of, in points of 1000, with the reason for each. A cohort may weigh otherwise.

The numbers are a model, not a measurement. What is known is that a learner's needs and deep likeness (values,
interests, ways of working: ρ .38 to .59 in reviews of mentoring) matter; shared gender or origin and rank do not.
"""

from dataclasses import dataclass

#: Goes into the record of every plan: change it with any number below.
VERSION = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorWeights:
    """How well a mentor fits a learner."""

    #: What the learner wants and the mentor has, as a share of what is wanted: need, not likeness.
    interests: int = 300
    #: The mentor works where the learner wants to go; a neighbouring role counts for .4.
    role: int = 200
    #: The mentor has gone the way that the learner chose.
    route: int = 150
    #: Hours they share in a week, up to ten: more make no meeting easier to find.
    hours: int = 200
    #: Two or three levels ahead counts in full, one or four for .7: near enough to remember, far enough to help.
    seniority: int = 100
    #: First sessions that were a good fit, drawn towards none by five that nobody had.
    feedback: int = 50
    #: The learner named this mentor first; each place further down counts for half as much.
    preferred: int = 200
    #: They have been a pair before: somebody new has more to give.
    before: int = -250
    #: For each learner the mentor has already.
    load: int = -30


@dataclass(frozen=True, slots=True, kw_only=True)
class BuddyWeights:
    """How well two learners go together; how often they have met comes before all of it."""

    #: What they share of all that either likes.
    interests: int = 300
    #: Hours they share in a week, up to ten.
    hours: int = 250
    #: The same way into the field.
    route: int = 200
    #: The same role in mind; a neighbouring one counts for .4.
    role: int = 150
    #: Close in level and in the week they are at.
    closeness: int = 100
