"""What there is to say of a workspace's token, wherever it comes from."""

from datetime import timedelta
from typing import Final

#: How long it is believed that segue is installed somewhere: a removal that another process heard counts then, too.
BELIEVED: Final = timedelta(seconds=30)


class NotInstalled(Exception):
    """segue is not, or no longer, in this workspace."""


class TokenEnded(NotInstalled):
    """segue is in this workspace, and cannot speak: its token has ended, and there is no new one yet."""
