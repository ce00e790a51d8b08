"""People who left a workspace, and people who came back: who follows an organiser, and what waited for somebody."""

from datetime import datetime, timedelta

from bot.domain import reading
from bot.domain.waiting import newer
from bot.features import noting, succession
from bot.features.feature import Scene
from bot.features.pairing import ending
from bot.news import PersonNews
from bot.store.models import Account, Person
from bot.store.queries import cohorts, people, reach

#: How long an organiser whom no message reached may be silent before somebody is asked to follow them.
SILENCE = timedelta(days=3)
#: Why what was claimed for somebody is not sent.
NO_PERSON = "they have left, or their account is closed"


def hear(scene: Scene, news: PersonNews) -> bool:
    """Take in what is told of somebody; false when newer news of them are known."""
    account = reach.account(scene.session, news.platform, news.workspace, news.user)
    if account is None:
        return True
    if not newer(news.at, account.heard_at, good=not news.gone):
        return False
    account.heard_at = news.at
    _follow_zone(scene, account, news.zone)
    if news.gone:
        leave(scene, account, since=scene.now)
    elif account.gone_at is not None:
        _return(scene, account)
    return True


def leave(scene: Scene, account: Account, since: datetime) -> None:
    """They cannot be reached by this account: pairs they are in end, and whoever organises alone is followed.

    Somebody is asked to follow once `since` has come. Whoever has another account is written to there.
    """
    if account.gone_at is not None:
        return
    account.gone_at = scene.now
    scene.session.flush()
    person = scene.session.get_one(Person, account.person_id)
    if people.is_within_reach(scene.session, person.id):
        people.aim(scene.session, person)
        return
    for member, cohort in cohorts.memberships(scene.session, person):
        ending.leave(scene.session, scene.now, cohort, member)
        if member.organises and not succession.others(scene.session, cohort, member):
            succession.seek_heir(scene.session, scene.now, member, cohort, since)


def _return(scene: Scene, account: Account) -> None:
    person = scene.session.get_one(Person, account.person_id)
    people.come_back(scene.session, account)
    reach.revive(scene.session, reach.to_account(account), (NO_PERSON,), scene.now)
    noting.renew(scene.session, person, scene.now)


def _follow_zone(scene: Scene, account: Account, said: str | None) -> None:
    """Let a zone that nobody has confirmed follow the platform's, and planned notes follow the zone."""
    person, zone = scene.session.get_one(Person, account.person_id), reading.zone(said or "")
    if zone and zone != person.zone and not person.zone_confirmed:
        person.zone = zone
        noting.move(scene.session, person, zone, scene.now)
