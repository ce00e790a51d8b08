"""The names of what is counted. No label says who or where: a metric is for operators, and people stay out of it."""

from typing import Final

from prometheus_client import Counter, Histogram

#: What came in, by kind of payload; `dup` is "yes" for what had come before.
RECEIVED: Final = Counter("segue_inbox_events", "What platforms delivered", ("platform", "type", "dup"))
#: Seconds until a platform had its acknowledgement; Slack and Discord wait three.
ACKNOWLEDGED: Final = Histogram(
    "segue_ack_seconds",
    "Time to the acknowledgement",
    ("platform",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0),
)
#: What became of messages, by the outcome's name.
POSTED: Final = Counter("segue_posts", "Messages handed to platforms", ("platform", "result"))
#: Codes with which a platform refused a call; one that segue does not know counts under its own name, too.
REFUSED: Final = Counter("segue_provider_errors", "Calls that a platform refused", ("platform", "error"))
#: Answers that asked to wait.
LIMITED: Final = Counter("segue_provider_429", "Calls that a platform asked to repeat later", ("platform", "scope"))
#: Connections that were made anew, by what ended the one before.
RECONNECTED: Final = Counter("segue_gateway_reconnects", "Connections made anew", ("platform", "why"))
