"""What somebody answered about themselves, question by question; sealed, for them and for their matching alone."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.store.database import rows
from bot.store.models import Person, ProfileAnswer
from bot.store.queries import private
from bot.store.types import Sealed

_COLUMN = "profile_answers.answer"
#: Where the rules are kept that somebody does not want; no slug of a question has a dot.
_DECLINED = "plan.declined"
_ALL = select(ProfileAnswer.question, ProfileAnswer.answer).where(ProfileAnswer.person_id == bindparam("person"))


def answers(session: Session, person: Person) -> Mapping[str, tuple[str, ...]]:
    """By question what they chose, or the one text they wrote; a question they left open is not in it."""
    return {question: said for question, said in _all(session, person).items() if question != _DECLINED}


def of_people(session: Session, people: Sequence[Person]) -> Mapping[int, Mapping[str, tuple[str, ...]]]:
    """The answers of several people, by person, in one statement; whoever answered nothing is not in it."""
    known, found = {person.id: person for person in people}, dict[int, dict[str, tuple[str, ...]]]()
    asked = select(ProfileAnswer).where(ProfileAnswer.person_id.in_(known), ProfileAnswer.question != _DECLINED)
    for row in session.scalars(asked):
        found.setdefault(row.person_id, {})[row.question] = _opened(session, known[row.person_id], row.answer)
    return found


def told(session: Session, person: Person) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """Both of that and of `declined`, in one statement."""
    said = dict(_all(session, person))
    declined = frozenset(said.pop(_DECLINED, ()))
    return said, declined


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
    found = rows(session, _ALL, person=person.id)
    return {question: _opened(session, person, answer) for question, answer in found}


def _opened(session: Session, person: Person, answer: Sealed) -> tuple[str, ...]:
    words = private.unseal(session, answer, community=person.community_id, column=_COLUMN)
    return tuple(json.loads(words))
