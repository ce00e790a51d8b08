"""What went away and what came back: channels and workspaces. Each organiser is told once, and nothing is lost."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeAlias, assert_never

from bot.domain.waiting import newer
from bot.domain.words import shortened, storable
from bot.features import departures, noting, opening, waiting
from bot.features.feature import Scene
from bot.features.noting import Remark
from bot.features.pairing import rooms
from bot.news import ChannelFate, ChannelNews, News, PersonNews, WorkspaceNews
from bot.ports import Address, Failed, Lost, Outcome, Parcel, Retry, Sent, Skipped
from bot.replies import Post
from bot.store.models import Channel, Cohort, CohortState, Delivery, Workspace
from bot.store.queries import installations, organising, people, reach
from bot.store.queries.ledger import Claimed

Posts: TypeAlias = tuple[Post, ...]

#: Why what was claimed is not sent, for an organiser to read.
NO_CHANNEL, NO_WORKSPACE = "segue cannot speak in that channel", "segue was removed from this workspace"
#: The kinds of notices for organisers, and how long one waits for a note.
LOST, SHARED, REMOVED = "channel-lost", "channel-shared", "workspace-gone"
STANDS = timedelta(days=21)
#: The lengths of the columns `channels.lost` and `channels.name`.
REASON, NAME = 200, 100
#: A message may have been refused for a token that a consent has replaced since.
FRESH = timedelta(minutes=5)


def hear(scene: Scene, news: News) -> Posts | None:
    """Take in what a platform tells, and what others hear of it; `None` when newer news of the same are known."""
    match news:
        case ChannelNews():
            return _of_channel(scene, news)
        case WorkspaceNews():
            return _of_workspace(scene, news)
        case PersonNews():
            return () if departures.hear(scene, news) else None
    assert_never(news)


def learn(scene: Scene, settled: Sequence[tuple[Parcel, Outcome]]) -> Posts:
    """Take in what sending has proven: who and what cannot be reached, and which lost channel can again."""
    posts: Posts = ()
    for parcel, outcome in settled:
        if isinstance(outcome, Failed) and outcome.lost is not None:
            posts += lost(scene, parcel.to, outcome)
        if isinstance(outcome, Skipped) and outcome.closed:
            opening.turn_back(scene, parcel)
        if parcel.to.users and not isinstance(outcome, Sent | Retry):
            posts += rooms.missed(scene.session, scene.session.get_one(Delivery, parcel.delivery))
    spoke = ((parcel, outcome) for parcel, outcome in settled if parcel.to.channel and not parcel.to.users)
    sent = [parcel.delivery for parcel, outcome in spoke if isinstance(outcome, Sent)]
    for channel in reach.lost_among(scene.session, sent) if sent else ():
        posts += regain(scene, channel)
    return posts


def lost(scene: Scene, to: Address, failed: Failed) -> Posts:
    """Take in that nothing more can be said there."""
    posts: Posts = ()
    match failed.lost:
        case Lost.CHANNEL if to.channel is not None and not to.users:
            for channel in reach.channels(scene.session, to.platform, to.workspace, to.channel):
                posts += _lose(scene, channel, failed.reason)
        case Lost.PERSON if to.user is not None:
            account = reach.account(scene.session, to.platform, to.workspace, to.user)
            if account is not None:
                departures.leave(scene, account, since=scene.now + departures.SILENCE)
        case Lost.WORKSPACE:
            workspace = reach.workspace(scene.session, to.platform, to.workspace)
            if workspace is not None and not reach.consented(scene.session, workspace, since=scene.now - FRESH):
                posts += _remove(scene, workspace)
        case _:
            pass
    return posts


def regain(scene: Scene, channel: Channel) -> Posts:
    """It can be spoken in again, or is tried: what is still worth saying there is said, and who waited goes on."""
    if channel.lost:
        channel.lost = ""
        _withdraw(scene, LOST, channel.id)
        reach.revive(scene.session, reach.to_channel(channel), (NO_CHANNEL,), scene.now)
    return waiting.recheck(scene, scene.session.get_one(Cohort, channel.cohort_id))


def heal(scene: Scene, workspace: Workspace) -> Posts:
    """Take in that segue is there again: what is still worth saying is said, and who waited goes on."""
    workspace.gone_at = None
    scene.session.flush()
    _withdraw(scene, REMOVED, workspace.id)
    reach.revive(scene.session, reach.in_workspace(workspace), (NO_WORKSPACE,), scene.now)
    posts: Posts = ()
    for cohort in reach.speaking_in(scene.session, workspace):
        posts += waiting.recheck(scene, cohort)
        for _, person in organising.organisers(scene.session, cohort):
            noting.renew(scene.session, person, scene.now)
    return posts


def obstacle(claimed: Claimed) -> Skipped | None:
    """Why what was claimed cannot be sent, if it goes where nothing arrives."""
    if claimed.workspace.gone_at is not None:
        return Skipped(NO_WORKSPACE)
    if claimed.channel is not None and claimed.channel.lost:
        return Skipped(f"{NO_CHANNEL}: {claimed.channel.lost}")
    if claimed.account is not None and claimed.account.gone_at is not None:
        return Skipped(departures.NO_PERSON)
    return None


def _of_channel(scene: Scene, news: ChannelNews) -> Posts | None:
    known = reach.channels(scene.session, news.platform, news.workspace, news.channel)
    heard = [one for one in known if _heed(news, one)]
    posts: Posts = ()
    for channel in heard:
        match news.fate:
            case ChannelFate.LOST:
                posts += _lose(scene, channel, news.reason)
            case ChannelFate.BACK:
                posts += regain(scene, channel)
            case ChannelFate.RENAMED:
                channel.name = shortened(storable(news.name), NAME) or channel.name
            case ChannelFate.SHARED:
                _tell(scene, scene.session.get_one(Cohort, channel.cohort_id), SHARED, f"{channel.id}.")
            case _:
                assert_never(news.fate)
    return posts if heard or not known else None


def _heed(news: ChannelNews, channel: Channel) -> bool:
    """Whether nothing newer is known; what a channel is called has a time of its own."""
    if news.fate is ChannelFate.SHARED:
        return True
    if news.fate is ChannelFate.RENAMED:
        fresh = newer(news.at, channel.named_at, good=news.name > channel.name)
        channel.named_at = news.at if fresh else channel.named_at
        return fresh
    fresh = newer(news.at, channel.heard_at, good=news.fate is ChannelFate.BACK)
    channel.heard_at = news.at if fresh else channel.heard_at
    return fresh


def _of_workspace(scene: Scene, news: WorkspaceNews) -> Posts | None:
    workspace = reach.workspace(scene.session, news.platform, news.workspace)
    if workspace is None:
        return ()
    if not newer(news.at, workspace.heard_at, good=not news.gone):
        return None
    workspace.heard_at = news.at
    return _remove(scene, workspace) if news.gone else heal(scene, workspace)


def _lose(scene: Scene, channel: Channel, why: str) -> Posts:
    """It is lost until it is back; of a message after the first nobody hears anything new."""
    if channel.lost:
        return ()
    channel.lost = shortened(storable(why), REASON) or "segue may not speak there."
    cohort = scene.session.get_one(Cohort, channel.cohort_id)
    if channel.silent:
        return ()
    posts = waiting.recheck(scene, cohort)
    _tell(scene, cohort, LOST, _anew(scene, cohort, LOST, channel.id))
    return posts


def _remove(scene: Scene, workspace: Workspace) -> Posts:
    known = workspace.gone_at is not None
    installations.forget(scene.session, workspace, workspace.gone_at or scene.now)
    scene.session.flush()
    people.aim_away(scene.session, workspace)
    posts: Posts = ()
    for cohort in () if known else reach.speaking_in(scene.session, workspace):
        posts += waiting.recheck(scene, cohort)
        _tell(scene, cohort, REMOVED, _anew(scene, cohort, REMOVED, workspace.id))
    return posts


def _tell(scene: Scene, cohort: Cohort, kind: str, subject: str) -> None:
    """Leave every organiser of a running cohort one notice."""
    if cohort.state is not CohortState.RUNNING:
        return
    remark = Remark(kind=kind, subject=subject, due=scene.now, until=scene.now + STANDS)
    for _, person in organising.organisers(scene.session, cohort):
        noting.tell(scene.session, scene.now, person, cohort, remark)


def _anew(scene: Scene, cohort: Cohort, kind: str, number: int) -> str:
    """The subject of a notice about this channel or workspace, which may have been lost and back before."""
    return f"{number}.{reach.subjects(scene.session, cohort, kind, f'{number}.')}"


def _withdraw(scene: Scene, kind: str, number: int) -> None:
    scene.session.flush()
    reach.withdraw(scene.session, kind, f"{number}.", "it is within reach again")
