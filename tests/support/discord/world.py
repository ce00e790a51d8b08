"""What this Discord knows: servers with channels, people, messages, and interactions that wait for an answer."""

from itertools import count

from bot.clocks import SystemClock
from bot.ports import Clock
from tests.support.discord import permissions
from tests.support.discord.things import (
    EPHEMERAL,
    LOADING,
    MANAGE_GUILD,
    SEND_MESSAGES,
    STAMP,
    V2,
    Channel,
    Guild,
    Interaction,
    Json,
    Message,
    Role,
    User,
    attached,
    walk,
)

__all__ = [
    "EPHEMERAL",
    "LOADING",
    "MANAGE_GUILD",
    "SEND_MESSAGES",
    "STAMP",
    "V2",
    "Channel",
    "Guild",
    "Interaction",
    "Json",
    "Message",
    "Role",
    "User",
    "World",
    "attached",
    "walk",
]

#: How long the same nonce is the same message: "a few minutes", says Discord.
NONCE_SECONDS = 300.0
#: What the client sends without `allowed_mentions` pings everything it names.
ALLOWS_ALL = {"parse": ["users", "roles", "everyone"]}


class World:
    """The state of one small Discord: server 900, "Career switch", with #ml-switch (901), Ana, Bo, Chen and Dana.

    `guild` is the first server; `guilds` are all, `channels` and `users` everybody's, whatever the server.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        self.bot = User(id="500", name="segue")
        self.users = {
            "11": User(id="11", name="Ana", permissions=SEND_MESSAGES | MANAGE_GUILD),
            "12": User(id="12", name="Bo"),
            "13": User(id="13", name="Chen"),
            "14": User(id="14", name="Dana"),
        }
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.private: dict[str, str] = {}
        self.messages: dict[str, Message] = {}
        #: Nonces of messages that somebody deleted.
        self.deleted: set[str] = set()
        self.commands: dict[str | None, list[Json]] = {None: []}
        self.interactions: dict[str, Interaction] = {}
        self._nonces: dict[tuple[str, str], Message] = {}
        self._ids = count(1_000_000)
        self.guild = self.found("Career switch", id_="900", channels={"901": "ml-switch"}).id

    def fresh(self) -> str:
        """An id nobody has; later ones are larger."""
        return str(next(self._ids))

    def found(
        self,
        name: str,
        *,
        id_: str = "",
        channels: dict[str, str] | None = None,
        people: tuple[str, ...] | None = None,
        joined: bool = True,
    ) -> Guild:
        """A new server with these channels (id and name) and people (ids; everybody by default). No event is sent."""
        id_ = id_ or self.fresh()
        everybody = Role(id=id_, name="@everyone", permissions=permissions.EVERYBODY)
        ours = Role(id=self.fresh(), name=self.bot.name, permissions=permissions.INVITED, bot=self.bot.id)
        members = list(self.users if people is None else people)
        guild = Guild(id=id_, name=name, owner=members[0] if members else "1", roles={id_: everybody}, joined=joined)
        guild.members = {who: [] for who in members}
        if joined:
            guild.roles[ours.id] = ours
            guild.members[self.bot.id] = [ours.id]
        self.guilds[id_] = guild
        for number, called in (channels or {self.fresh(): "general"}).items():
            self.add_channel(called, guild=id_, id_=number)
        return guild

    def crowd(self, number: int, channels: int = 20, roles: int = 10) -> Guild:
        """One more server of a usual size, with Ana in it; its id is one that shards share out."""
        id_ = str(number << 22)
        names = {str((number << 22) + at): f"channel-{at}" for at in range(1, channels + 1)}
        guild = self.found(f"Server {number}", id_=id_, channels=names, people=("11",))
        for at in range(roles):
            self.add_role(f"role-{at}", guild=guild.id)
        return guild

    def add_channel(self, name: str, *, guild: str = "", id_: str = "", parent: str = "") -> Channel:
        """A new channel, or a thread below `parent`. No event is sent."""
        here = self.guilds[guild or self.guild]
        made = Channel(id=id_ or self.fresh(), guild=here.id, name=name, parent=parent)
        self.channels[made.id] = here.channels[made.id] = made
        return made

    def add_role(self, name: str, *, guild: str = "", mentionable: bool = False, grants: int = 0) -> Role:
        """A new role. No event is sent."""
        made = Role(id=self.fresh(), name=name, mentionable=mentionable, permissions=grants)
        self.guilds[guild or self.guild].roles[made.id] = made
        return made

    def add_person(self, name: str, *, guild: str = "") -> User:
        """Somebody new, who is a member of a server."""
        made = User(id=self.fresh(), name=name)
        self.users[made.id] = made
        self.guilds[guild or self.guild].members[made.id] = []
        return made

    def person(self, name: str) -> User:
        """The user of that first name or id. Raises `LookupError` when there is none."""
        found = next((user for user in self.users.values() if name in (user.name, user.id)), None)
        if found is None:
            raise LookupError(f"there is no {name!r} on this Discord")
        return found

    def place(self, channel: str) -> Channel | None:
        """A channel or thread of a server that still has it."""
        found = self.channels.get(channel)
        return found if found and channel in self.guilds[found.guild].channels else None

    def may(self, who: str, channel: Channel | None = None, guild: str = "") -> int:
        """What somebody may in a channel, or in a server; nothing for who is not in it."""
        here = self.guilds[channel.guild if channel else guild or self.guild]
        user = self.users.get(who)
        if who not in here.members:
            return 0
        allowed = permissions.of(here, who, channel, user.permissions if user else 0)
        let_in = channel is None or not channel.private or who in channel.guests
        return allowed if let_in or allowed & permissions.MANAGE_THREADS else 0

    def reader(self, channel: str) -> User | None:
        """Whose private line that is."""
        who = next((who for who, line in self.private.items() if line == channel), None)
        return self.users.get(who) if who else None

    def shares_server(self, user: str) -> bool:
        """Whether the bot meets somebody anywhere."""
        return any(one.joined and user in one.members for one in self.guilds.values())

    def now(self) -> float:
        """This moment, in seconds, by the clock that was given."""
        return self.clock.now().timestamp()

    def keep(self, message: Message) -> Message:
        """Post it; the same nonce in the same channel is the same message for a few minutes."""
        known = self._nonces.get((message.nonce or "", message.channel))
        if known and message.nonce and self.now() - known.born < NONCE_SECONDS:
            return known
        if message.nonce:
            self._nonces[(message.nonce, message.channel)] = message
        self.messages[message.id] = message
        return message

    def forget(self, message: str) -> Message | None:
        """Delete a message; what is sent with its nonce then is refused, as long as nonces are remembered."""
        gone = self.messages.pop(message, None)
        if gone and gone.nonce:
            self.deleted.add(gone.nonce)
        return gone

    def was_deleted(self, nonce: str, channel: str) -> bool:
        """Whether somebody deleted what was posted with this nonce lately."""
        known = self._nonces.get((nonce, channel))
        return nonce in self.deleted and (known is None or self.now() - known.born < NONCE_SECONDS)

    def posts(self, channel: str) -> list[Message]:
        """What everybody in a channel sees, oldest first."""
        return [one for one in self.messages.values() if one.channel == channel and not one.reader]

    def sight(self, user: str, channel: str) -> list[Message]:
        """What one person sees, newest first: private answers, messages and rooms before the channel's posts."""
        everything = sorted(self.messages.values(), key=lambda one: int(one.id), reverse=True)
        line = self.private.get(user)
        rooms = {one.id for one in self.channels.values() if user in one.guests}
        private = [one for one in everything if one.reader == user or one.channel in rooms | {line}]
        return private + [one for one in everything if one.channel == channel and not one.reader]

    def post(self, body: Json, channel: str, reader: str | None = None) -> Message:
        """A message from the body of a request; not kept yet."""
        return Message(
            id=self.fresh(),
            channel=channel,
            components=body.get("components") or [],
            flags=int(body.get("flags") or 0),
            reader=reader,
            nonce=str(body["nonce"]) if body.get("enforce_nonce") else None,
            allowed=body.get("allowed_mentions") or ALLOWS_ALL,
            attachments=attached(body),
            born=self.now(),
            callable=self._callable(channel),
        )

    def _callable(self, channel: str) -> frozenset[str]:
        """The roles that the bot may ping in a channel; everybody's role is none of them."""
        place = self.place(channel)
        if place is None:
            return frozenset()
        anybody = self.may(self.bot.id, place) & permissions.MENTION_EVERYONE
        roles = [role for role in self.guilds[place.guild].roles.values() if role.id != place.guild]
        return frozenset(role.id for role in roles if role.mentionable or anybody)
