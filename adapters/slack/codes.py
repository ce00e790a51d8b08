"""Slack's words for what went wrong, and what each means for a message: one table, sorted by what it means.

Codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors,
https://docs.slack.dev/reference/methods/chat.update#errors,
https://docs.slack.dev/reference/methods/chat.postEphemeral#errors,
https://docs.slack.dev/reference/methods/conversations.open#errors,
https://docs.slack.dev/reference/methods/views.open#errors (and `views.publish`, `views.update`, `views.push`),
https://docs.slack.dev/reference/methods/files.completeUploadExternal#errors,
https://docs.slack.dev/reference/methods/users.info#errors,
https://docs.slack.dev/reference/methods/oauth.v2.access#errors
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.ports import Failed, Lost


def _all(reason: str, codes: str, lost: Lost | None = None) -> dict[str, Failed]:
    """The same verdict for every code of a list of words."""
    return dict.fromkeys(codes.split(), Failed(reason, lost))


#: segue is not in this workspace any more, or its token is not taken there.
WORKSPACE: Final = _all(
    "Slack no longer accepts segue in this workspace: install it again.",
    "account_inactive invalid_auth not_authed team_access_not_granted token_expired token_revoked",
    Lost.WORKSPACE,
)
#: segue is there and may not do this.
SCOPE: Final = _all(
    "segue lacks a permission on Slack: install it again with the permissions of the manifest.",
    "missing_scope no_permission not_allowed_token_type no_scopes",
)
#: Nothing that segue says reaches this channel.
CHANNEL: Final = (
    _all("Slack finds no such channel, or segue is not in it.", "channel_not_found", Lost.CHANNEL)
    | _all("segue is not in this channel: invite it with /invite.", "not_in_channel", Lost.CHANNEL)
    | _all("The channel is archived.", "is_archived is_inactive", Lost.CHANNEL)
    | _all(
        "The settings of this channel do not let segue post there.",
        """method_not_supported_for_channel_type restricted_action restricted_action_non_threadable_channel
        restricted_action_read_only_channel restricted_action_thread_only_channel""",
        Lost.CHANNEL,
    )
)
#: Nothing that segue says reaches this person.
PERSON: Final = _all(
    "Slack does not let segue write to this person: they have left, or take no messages from apps.",
    """cannot_dm_bot not_reachable user_disabled user_is_bot user_not_found user_not_in_channel user_not_visible
    user_removed_from_team""",
    Lost.PERSON,
)
#: Of these, the ones that mean about somebody's private line that there is none.
NO_LINE: Final = frozenset({"channel_not_found", "is_archived", "is_inactive", "not_in_channel"})
#: Refused today, and perhaps not tomorrow: somebody has to change a setting.
CLOSED: Final = (
    _all(
        "The settings of this workspace do not let segue post there.",
        """access_denied accesslimited app_access_restricted ekm_access_denied enterprise_is_restricted
        restricted_action_thread_locked send_on_behalf_not_allowed team_not_found two_factor_setup_required
        user_is_restricted""",
    )
    | _all("This workspace has reached the number of messages of its plan.", "message_limit_exceeded")
    | _all("segue's messages tab is off: turn it on under App Home of the Slack app.", "messages_tab_disabled")
    | _all(
        "The settings of this workspace do not let segue share a picture there.",
        """blocked_file_type file_share_limit_reached file_upload_size_restricted file_uploads_disabled
        file_uploads_except_images_disabled posting_to_channel_denied slack_connect_blocked_file_type
        slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
        slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked
        slack_connect_lists_sharing_blocked storage_limit_reached""",
    )
)
#: There is no group conversation of these people.
ROOM: Final = _all(
    "Slack does not let segue open a conversation of these people.",
    "invalid_user_combination not_enough_users too_many_users users_list_not_supplied users_not_found",
)
#: What segue asked for is not what Slack takes: a defect of ours.
SHAPE: Final = _all(
    "Slack refused the shape of the message.",
    """alt_txt_too_large as_user_not_supported attachment_payload_limit_exceeded block_mismatch
    cannot_reply_to_message cant_broadcast_message deprecated_endpoint duplicate_channel_not_found
    duplicate_external_id duplicate_message_not_found file_deleted file_is_deleted file_not_found hash_conflict
    invalid_arg_name invalid_arguments invalid_array_arg invalid_attachments invalid_blocks invalid_blocks_format
    invalid_channel invalid_charset invalid_form_data invalid_json invalid_metadata_format invalid_metadata_schema
    invalid_post_type invalid_trigger_id invalid_users json_not_object markdown_text_conflict
    max_file_sharing_exceeded metadata_must_be_sent_from_app metadata_too_large method_deprecated missing_argument
    missing_file_data missing_post_type msg_blocks_too_long msg_too_long no_dual_broadcast_content_update no_text
    push_limit_reached streaming_state_conflict too_many_attachments too_many_contact_cards trigger_exchanged
    unable_to_share_files unknown_method unknown_snippet_type unknown_subtype view_too_large""",
)
#: Too late for a form, or for one that somebody closed.
LATE: Final = _all("It came too late for Slack.", "expired_trigger_id not_found exchanged_trigger_id view_not_found")

#: Refused for good: another try would be refused in the same way.
REFUSED: Final[Mapping[str, Failed]] = MappingProxyType(
    WORKSPACE | SCOPE | CHANNEL | PERSON | CLOSED | ROOM | SHAPE | LATE
)
#: What was to be changed cannot be any more.
GONE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cant_update_message": "the message is no longer segue's to change",
        "edit_window_closed": "Slack no longer lets the message be changed",
        "message_not_found": "the message was deleted in Slack",
    }
)

#: When Slack does not say how long to wait, in seconds; it asks for no more than one request a second in general.
WAIT: Final = 30.0
#: A workspace or channel that is being moved says nothing of how long it takes.
MOVING: Final = 600.0
#: Not taken, and worth another try after so many seconds.
LATER: Final[Mapping[str, float]] = MappingProxyType(
    {
        "external_channel_migrating": MOVING,
        "org_login_required": MOVING,
        "rate_limited": WAIT,
        "ratelimited": WAIT,
        "request_timeout": WAIT,
        "service_unavailable": WAIT,
        "team_added_to_org": MOVING,
    }
)
#: “It's possible some aspect of the operation succeeded before the error was raised”, in Slack's words.
PERHAPS: Final = frozenset({"fatal_error", "internal_error", "update_failed"})

#: What `oauth.v2.access` says of a code or a token that it would say again.
OAUTH: Final = frozenset(
    {
        "access_denied",
        "bad_client_secret",
        "bad_redirect_uri",
        "cannot_install_an_org_installed_app",
        "code_already_used",
        "code_expired",
        "invalid_client_id",
        "invalid_code",
        "invalid_grant",
        "invalid_grant_type",
        "invalid_refresh_token",
        "invalid_team_for_non_distributed_app",
        "oauth_authorization_url_mismatch",
        "preview_feature_not_available",
        "wrong_app",
    }
)
#: A token that Slack will exchange for no other: nothing but a new consent helps.
SPENT: Final = frozenset(
    {"account_inactive", "invalid_grant", "invalid_refresh_token", "team_access_not_granted", "token_revoked"}
)
#: Every code that segue knows.
KNOWN: Final = frozenset(REFUSED) | frozenset(GONE) | frozenset(LATER) | PERHAPS | OAUTH
