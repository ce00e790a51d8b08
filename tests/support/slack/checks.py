"""What Slack looks at before it takes a message or a view."""

from tests.support.slack import grammar
from tests.support.slack.things import Json, Refused
from tests.support.slack.workspace import Workspace


def check_message(said: Json) -> None:
    """Raise `Refused` for a message that Slack would not take."""
    if not said.get("text"):
        raise Refused("no_text")
    if len(said["text"]) > 40_000:
        raise Refused("msg_too_long")
    blocks = said.get("blocks") or []
    if wrong := (list(grammar.message(blocks)) if blocks else []):
        raise Refused("invalid_blocks", *wrong)
    if grammar.words(blocks) > grammar.MESSAGE_WORDS:
        raise Refused("msg_blocks_too_long")


def check_files(here: Workspace, said: Json) -> None:
    """Raise `Refused` for a message that shows a file which is not there, or not yet."""
    for name in grammar.files(said.get("blocks") or []):
        here.file(name)


def check_alone(said: Json) -> None:
    """Raise `Refused` for files in what one person alone sees: https://github.com/slackapi/node-slack-sdk/issues/1790."""
    if [*grammar.files(said.get("blocks") or [])]:
        raise Refused("invalid_blocks", "invalid slack file")


def check_view(shown: Json) -> None:
    """Raise `Refused` for a modal that Slack would not take."""
    if wrong := list(grammar.view(shown)):
        raise Refused("invalid_arguments", *wrong)


def check_home(shown: Json) -> None:
    """Raise `Refused` for an App Home that Slack would not take."""
    if wrong := list(grammar.home(shown)):
        raise Refused("invalid_arguments", *wrong)
