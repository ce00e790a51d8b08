"""What somebody answered about themselves, question by question; sealed, for them and for their matching alone."""

import json
from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.models import Person, ProfileAnswer
from bot.store.queries import private

_COLUMN = "profile_answers.answer"
#: Where the rules are kept that somebody does not want; no slug of a question has a dot.
_DECLINED = "plan.declined"


def answers(session: Session, person: Person) -> Mapping[str, tuple[str, ...]]:
    """By question what they chose, or the one text they wrote; a question they left open is not in it."""
    return {question: said for question, said in _all(session, person).items() if question != _DECLINED}


def keep(session: Session, person: Person, question: str, answer: tuple[str, ...] | list[str]) -> None:
    """Keep an answer instead of the one before: the chosen options, or one text. An empty one opens it again."""
    mine = (ProfileAnswer.person_id == person.id, ProfileAnswer.question == question)
    said = [words for words in answer if words]
    if not said:
        session.execute(delete(ProfileAnswer).where(*mine))
        return
    sealed = private.seal(session, json.dumps(said), community=person.community_id, column=_COLUMN)
    row = session.scalar(select(ProfileAnswer).where(*mine))
    if row is None:
        whose = {"community_id": person.community_id, "person_id": person.id}
        session.add(ProfileAnswer(**whose, question=question, answer=sealed))
    else:
        row.answer = sealed


def declined(session: Session, person: Person) -> frozenset[str]:
    """The slugs of the plan rules they do not want."""
    return frozenset(_all(session, person).get(_DECLINED, ()))


def decline(session: Session, person: Person, rules: frozenset[str]) -> None:
    """Keep which plan rules they do not want, instead of those before."""
    keep(session, person, _DECLINED, tuple(sorted(rules)))


def _all(session: Session, person: Person) -> Mapping[str, tuple[str, ...]]:
    rows = session.scalars(select(ProfileAnswer).where(ProfileAnswer.person_id == person.id))
    return {row.question: _opened(session, row) for row in rows}


def _opened(session: Session, row: ProfileAnswer) -> tuple[str, ...]:
    words = private.unseal(session, row.answer, community=row.community_id, column=_COLUMN)
    return tuple(json.loads(words))
