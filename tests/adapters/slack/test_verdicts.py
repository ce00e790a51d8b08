"""Every word that Slack publishes for what went wrong has a meaning here, and one that it does not is counted."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from prometheus_client import REGISTRY
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import codes, troubles
from adapters.slack.outbound import SlackMessenger
from bot.clocks import SetClock
from bot.ports import Failed, Lost, Sent, Unknown
from bot.replies import Reply
from tests.support.slack import tenants
from tests.support.slack.parrot import Parrot
from tests.support.slack.server import FaultKind, SlackServer
from tests.support.slack.tenants import parcel

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
POST = "chat.postMessage"

#: https://docs.slack.dev/reference/methods/chat.postMessage#errors and …/chat.update#errors, without those about
#: drafts, agents and streams, which segue has none of.
PUBLISHED = """
access_denied accesslimited account_inactive app_access_restricted as_user_not_supported
attachment_payload_limit_exceeded block_mismatch blocked_file_type cannot_reply_to_message cant_broadcast_message
cant_update_message channel_not_found deprecated_endpoint duplicate_channel_not_found duplicate_message_not_found
edit_window_closed ekm_access_denied enterprise_is_restricted external_channel_migrating fatal_error file_deleted
file_is_deleted file_not_found file_share_limit_reached internal_error invalid_arg_name invalid_arguments
invalid_array_arg invalid_attachments invalid_auth invalid_blocks invalid_blocks_format invalid_charset
invalid_form_data invalid_metadata_format invalid_metadata_schema invalid_post_type is_archived is_inactive
markdown_text_conflict max_file_sharing_exceeded message_limit_exceeded message_not_found messages_tab_disabled
metadata_must_be_sent_from_app metadata_too_large method_deprecated missing_file_data missing_post_type missing_scope
msg_blocks_too_long msg_too_long no_dual_broadcast_content_update no_permission no_text not_allowed_token_type
not_authed not_in_channel org_login_required posting_to_channel_denied rate_limited ratelimited request_timeout
restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel
restricted_action_thread_locked restricted_action_thread_only_channel send_on_behalf_not_allowed service_unavailable
slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked slack_connect_lists_sharing_blocked
streaming_state_conflict team_access_not_granted team_added_to_org team_not_found token_expired token_revoked
too_many_attachments too_many_contact_cards two_factor_setup_required unable_to_share_files update_failed
"""


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with tenants.two_teams(SetClock(NOW)) as slack:
        yield slack


@pytest.fixture
async def messenger(slack: SlackServer) -> AsyncIterator[SlackMessenger]:
    bridge = Parrot(lambda _: Reply())
    await bridge.install(tenants.consent(slack, "T1"))
    async with tenants.opened(slack, bridge, slack.clock) as workspaces:
        yield tenants.messenger(workspaces, bridge, slack.clock)


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"segue_{name}_total", {"platform": "slack"} | labels) or 0.0


@pytest.mark.parametrize("code", PUBLISHED.split())
def test_every_published_code_is_known(code: str) -> None:
    assert code in codes.KNOWN


def test_a_code_has_one_meaning() -> None:
    families = (codes.REFUSED, codes.GONE, codes.LATER, codes.PERHAPS)
    of_places = (codes.WORKSPACE, codes.CHANNEL, codes.PERSON, codes.ROOM)
    lists = (*of_places, codes.SCOPE, codes.CLOSED, codes.SHAPE, codes.LATE)

    assert sum(map(len, families)) == len(frozenset().union(*families))
    assert sum(map(len, lists)) == len(codes.REFUSED)


def test_what_is_lost_says_so() -> None:
    lost = {code: verdict.lost for code, verdict in codes.REFUSED.items() if verdict.lost}

    assert {code for code, of in lost.items() if of is Lost.WORKSPACE} == set(codes.WORKSPACE)
    assert {code for code, of in lost.items() if of is Lost.PERSON} == set(codes.PERSON)
    assert {code for code, of in lost.items() if of is Lost.CHANNEL} == set(codes.CHANNEL)


def test_a_refused_code_of_an_installation_leads_somewhere() -> None:
    assert {troubles.denied(code).title for code in codes.OAUTH} >= {troubles.USED.title, troubles.OURS.title}


async def test_what_slack_refuses_is_counted_under_its_own_name_and_parked_when_it_is_new(
    slack: SlackServer, messenger: SlackMessenger
) -> None:
    before = counted("provider_errors", error="brand_new_code"), counted("posts", result="unknown")
    slack.fail_next(POST, FaultKind.REFUSED, "brand_new_code")

    outcome = await messenger.send(parcel("T1"))

    assert isinstance(outcome, Unknown)
    assert counted("provider_errors", error="brand_new_code") == before[0] + 1
    assert counted("posts", result="unknown") == before[1] + 1


async def test_limits_and_posts_are_counted(slack: SlackServer, messenger: SlackMessenger) -> None:
    before = counted("provider_429", scope=POST), counted("posts", result="sent"), counted("posts", result="retry")
    slack.fail_next(POST, FaultKind.LIMITED, "60")

    for channel in ("C-T1", "C-T1", "DUBO"):
        await messenger.send(parcel("T1", channel=channel) if channel != "DUBO" else parcel("T1", user="UBO"))

    after = counted("provider_429", scope=POST), counted("posts", result="sent"), counted("posts", result="retry")
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 2]


async def test_a_message_whose_answer_is_lost_is_said_once_where_the_sdk_alone_would_say_it_twice(
    slack: SlackServer, messenger: SlackMessenger
) -> None:
    slack.fail_next(POST, FaultKind.DROPPED)
    outcome = await messenger.send(parcel("T1"))
    ours = len(slack.workspace.public("C-T1"))

    slack.fail_next(POST, FaultKind.DROPPED)
    await AsyncWebClient(token=slack.token, base_url=slack.base_url).chat_postMessage(channel="C-T1", text="Week 3")
    theirs = len(slack.workspace.public("C-T1")) - ours

    assert isinstance(outcome, Unknown)
    assert (ours, theirs) == (1, 2)


async def test_a_token_that_is_replaced_meanwhile_is_no_reason_to_give_up_the_workspace(slack: SlackServer) -> None:
    bridge = Parrot(lambda _: Reply())
    await bridge.install(tenants.consent(slack, "T1"))
    async with tenants.opened(slack, bridge, slack.clock) as workspaces:
        messenger = tenants.messenger(workspaces, bridge, slack.clock)
        await workspaces.client("T1")
        slack.tokens.end("T1", "token_revoked")
        await bridge.install(tenants.kept(slack, "T1", slack.tokens.issue("T1", slack.app.scopes)))

        first, second = await messenger.send(parcel("T1")), await messenger.send(parcel("T1"))
        slack.uninstall(slack.workspace)
        third = await messenger.send(parcel("T1"))

    assert not isinstance(first, Failed)
    assert isinstance(second, Sent)
    assert isinstance(third, Failed)
    assert third.lost is Lost.WORKSPACE
