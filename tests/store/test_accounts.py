"""One person with two accounts: where private words come, what follows them there, and letting an account go."""

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from bot.domain.notes import Reminders
from bot.news import PersonNews, WorkspaceNews
from bot.requests import Platform
from bot.store.models import (
    Account,
    Cohort,
    Delivery,
    DeliveryState,
    Draft,
    Handshake,
    HandshakeKind,
    Person,
    Workspace,
)
from bot.store.queries import accounts, cohorts, drafts, handshakes, ledger, people
from tests.support.hands import said
from tests.support.two_platforms import GUILD, comes_from_guild, comes_from_web, link, opens_guild
from tests.support.worlds import World, at

WEB, DISCORD = Platform.WEB, Platform.DISCORD
MINUTES = timedelta(minutes=10)


@pytest.fixture
def both(world: World) -> World:
    """Bo learns in Spring and has an account on either platform; both take notes, the first was used last."""
    world.starts_cohort()
    opens_guild(world)
    world.says("Bo", "/cohort join")
    link(world, "Bo")
    with world.database.begin() as session:
        for account in session.scalars(select(Account)):
            account.takes_notes = True
    return world


@pytest.fixture
def session(both: World) -> Iterator[Session]:
    with both.database.begin() as open_session:
        yield open_session


def bo(session: Session) -> Person:
    return session.scalars(select(Person).where(Person.name == "Bo").order_by(Person.id).limit(1)).one()


def of(session: Session, platform: Platform, who: str = "Bo") -> Account:
    mine = select(Account).join(Workspace, Account.workspace_id == Workspace.id)
    return session.scalars(mine.where(Workspace.platform == platform, Account.external_id.endswith(who))).one()


def first(session: Session) -> Platform:
    """Where private words go, as people and as learners are looked up."""
    alone = people.first_account(session, bo(session))
    [together] = [account for _, _, account in cohorts.learners(session, session.scalars(select(Cohort)).one())]
    assert alone is together
    return session.get_one(Workspace, together.workspace_id).platform


def planned(session: Session) -> set[tuple[str, DeliveryState]]:
    """Where private words to Bo are planned to go, and what became of them; both their columns agree."""
    found = session.execute(
        select(Workspace.platform, Delivery.state)
        .join(Account, Delivery.account_id == Account.id)
        .join(Workspace, Delivery.workspace_id == Workspace.id)
        .where(Account.workspace_id == Delivery.workspace_id, Account.external_id.endswith("Bo"))
    )
    return {(platform, state) for platform, state in found}


def test_accounts_are_told_with_where_they_are_the_oldest_first(session: Session) -> None:
    mine = accounts.of(session, bo(session))

    assert [(account.external_id, workspace.platform) for account, workspace in mine] == [
        ("U-Bo", WEB),
        ("D-Bo", DISCORD),
    ]


def test_private_words_go_to_the_account_used_last(both: World, session: Session) -> None:
    used = [first(session)]
    comes_from_guild(session, "Bo")
    used.append(first(session))
    comes_from_web(both, session, "Bo")
    used.append(first(session))

    assert used == [WEB, DISCORD, WEB]
    assert [account.latest for account, _ in accounts.of(session, bo(session))] == [True, False]


def test_an_account_that_takes_notes_goes_before_the_one_used_last(session: Session) -> None:
    of(session, DISCORD).takes_notes = False
    comes_from_guild(session, "Bo")

    assert first(session) is WEB


def test_what_somebody_chose_goes_before_everything_but_being_there(session: Session) -> None:
    of(session, DISCORD).takes_notes = False
    accounts.prefer(session, bo(session), of(session, DISCORD))
    chosen = first(session)
    of(session, DISCORD).gone_at = at("2027-01-01 12:00 UTC")
    session.flush()

    assert (chosen, first(session)) == (DISCORD, WEB)


def test_one_account_is_chosen_or_none(session: Session) -> None:
    for chosen in (of(session, WEB), of(session, DISCORD)):
        accounts.prefer(session, bo(session), chosen)
    after = [account.preferred for account, _ in accounts.of(session, bo(session))]
    accounts.prefer(session, bo(session), None)

    assert after == [False, True]
    assert first(session) is WEB
    with pytest.raises(ValueError, match="own"):
        accounts.prefer(session, bo(session), of(session, WEB, "Ana"))


def test_planned_words_follow_whoever_uses_or_chooses_another_account(both: World, session: Session) -> None:
    assert planned(session) == {(WEB, DeliveryState.WAITING)}
    comes_from_guild(session, "Bo")
    assert planned(session) == {(DISCORD, DeliveryState.WAITING)}
    accounts.prefer(session, bo(session), of(session, WEB))
    assert planned(session) == {(WEB, DeliveryState.WAITING)}
    comes_from_web(both, session, "Bo")
    comes_from_guild(session, "Bo")
    assert planned(session) == {(WEB, DeliveryState.WAITING)}


def test_what_was_sent_and_what_changes_it_stay_where_they_are(session: Session) -> None:
    words = session.scalars(select(Delivery).where(Delivery.account_id == of(session, WEB).id)).all()
    for sent in words:
        sent.state = DeliveryState.SENT
        session.flush()
        told = ledger.said(session, sent.cohort_id, bo(session).id, kind=sent.kind, subject=sent.subject)
        ledger.change(session, told, due=sent.due_at, until=sent.until)
    assert len(words) > 0
    comes_from_guild(session, "Bo")

    assert planned(session) == {(WEB, DeliveryState.SENT), (WEB, DeliveryState.WAITING)}


def test_the_note_is_said_once_and_where_they_were_last(both: World) -> None:
    with both.database.begin() as session:
        comes_from_guild(session, "Bo")
    both.comes_to("2027-01-05 18:00 Africa/Lagos")

    heard = [parcel.to for parcel in said(both) if parcel.to.user is not None and parcel.to.user.endswith("Bo")]
    assert {(to.platform, to.workspace, to.user) for to in heard} == {(DISCORD, GUILD, "D-Bo")}


@pytest.mark.parametrize("news", [PersonNews, WorkspaceNews])
def test_what_was_planned_where_somebody_is_gone_comes_to_where_they_are(
    both: World, news: type[PersonNews] | type[WorkspaceNews]
) -> None:
    with both.database.begin() as session:
        comes_from_guild(session, "Bo")
    whom = {"user": "D-Bo"} if news is PersonNews else {}
    both.core.hear(news(platform=DISCORD, workspace=GUILD, gone=True, at=both.clock.now(), key="", **whom))

    with both.database.begin() as session:
        assert planned(session) == {(WEB, DeliveryState.WAITING)}


def test_whoever_has_one_account_costs_no_statement_more(both: World) -> None:
    both.says("Chen", "/cohort")
    statements: list[str] = []

    def count(_c: Connection, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    with both.database.begin() as session:
        event.listen(both.database.engine, "before_cursor_execute", count)
        people.recognise(session, both.actor("Chen"))
        event.remove(both.database.engine, "before_cursor_execute", count)

    assert [statement[:6] for statement in statements if statement != "BEGIN IMMEDIATE"] == ["SELECT"]


def test_an_account_let_go_is_somebody_alike_with_nothing_of_theirs(both: World, session: Session) -> None:
    old = bo(session)
    old.note_at, old.quiet_from, old.quiet_to, old.reminders = time(7), time(22), time(6), Reminders.NEEDED
    drafts.keep(session, old, "checkin|1|1", {"done": "half"}, both.clock.now())
    accounts.prefer(session, old, of(session, DISCORD))

    fresh = accounts.detach(session, of(session, DISCORD), both.clock.now())

    habits = (fresh.name, fresh.zone, fresh.note_at, fresh.quiet_from, fresh.quiet_to, fresh.reminders)
    assert habits == ("Bo", "Africa/Lagos", time(7), time(22), time(6), Reminders.NEEDED)
    assert (fresh.community_id, fresh.id != old.id) == (old.community_id, True)
    [(account, _)] = accounts.of(session, fresh)
    assert (account.external_id, account.preferred, account.latest) == ("D-Bo", False, True)
    assert cohorts.memberships(session, fresh) == ()
    assert session.scalars(select(Draft.person_id)).all() == [old.id]


def test_what_was_planned_at_an_account_let_go_comes_to_the_one_they_keep(both: World, session: Session) -> None:
    comes_from_guild(session, "Bo")
    [tried, *_] = session.scalars(select(Delivery).where(Delivery.account_id == of(session, DISCORD).id))
    tried.state = DeliveryState.SENDING

    accounts.detach(session, of(session, DISCORD), both.clock.now())

    assert planned(session) == {(WEB, DeliveryState.WAITING), (WEB, DeliveryState.SENDING)}
    assert [account.latest for account, _ in accounts.of(session, bo(session))] == [True]


def test_open_codes_of_an_account_let_go_stay_theirs(both: World, session: Session) -> None:
    now, mine, other = both.clock.now(), of(session, DISCORD), comes_from_web(both, session, "Chen")
    offered = handshakes.offer(session, mine, HandshakeKind.PEOPLE, "a", now + MINUTES)
    typed = handshakes.offer(session, other, HandshakeKind.PEOPLE, "b", now + MINUTES)
    handshakes.answer(session, typed, mine, now)

    accounts.detach(session, mine, now)

    web = of(session, WEB).id
    assert set(session.execute(select(Handshake.code, Handshake.account_id, Handshake.answered_by))) == {
        (offered.code, web, None),
        (typed.code, other.id, web),
    }


def test_an_only_account_stays(both: World, session: Session) -> None:
    with pytest.raises(ValueError, match="only"):
        accounts.detach(session, of(session, WEB, "Ana"), both.clock.now())
