"""The life of servers, channels and people: what somebody does in Discord, and the events that follow from it.

https://docs.discord.com/developers/events/gateway-events. `guild` is a server's id, the first one's unless told;
`who` a first name or an id.
"""

from tests.support.discord import permissions, shapes
from tests.support.discord.gateway import Gateway
from tests.support.discord.things import Channel, Guild, Json, Role
from tests.support.discord.world import World

STANDARD = ("send_messages",)


class Life:
    """Acts on this Discord. What a bot without an intent is not told, it is not told here either."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    async def kicks(self, guild: str = "") -> None:
        """Remove the bot from a server."""
        here = self._guild(guild)
        here.joined = False
        here.members.pop(self._world.bot.id, None)
        here.roles = {id_: role for id_, role in here.roles.items() if not role.bot}
        await self._gateway.publish("GUILD_DELETE", {"id": here.id}, here.id)

    async def invites(self, guild: str = "") -> None:
        """Let the bot into a server that it is not in, with the permissions that segue asks for."""
        here, bot = self._guild(guild), self._world.bot
        ours = Role(id=self._world.fresh(), name=bot.name, permissions=permissions.INVITED, bot=bot.id)
        here.joined, here.roles[ours.id], here.members[bot.id] = True, ours, [ours.id]
        await self._gateway.publish("GUILD_CREATE", shapes.entered(self._world, here), here.id)

    async def outage(self, guild: str = "") -> None:
        """Let a server fail: it is unavailable, and nobody was removed from anything."""
        here = self._guild(guild)
        here.available = False
        await self._gateway.publish("GUILD_DELETE", {"id": here.id, "unavailable": True}, here.id)

    async def recovers(self, guild: str = "") -> None:
        """Let a server come back."""
        here = self._guild(guild)
        here.available = True
        await self._gateway.publish("GUILD_CREATE", shapes.entered(self._world, here), here.id)

    async def renames_server(self, name: str, guild: str = "") -> None:
        """Call a server something else."""
        here = self._guild(guild)
        here.name = name
        await self._gateway.publish("GUILD_UPDATE", shapes.guild(self._world, here), here.id)

    async def makes_channel(self, name: str, guild: str = "") -> Channel:
        """A new channel."""
        made = self._world.add_channel(name, guild=guild)
        await self._told("CHANNEL_CREATE", made)
        return made

    async def deletes_channel(self, channel: str) -> None:
        """Delete a channel or a thread, with everything in it; a channel takes its threads along."""
        gone = self._channel(channel)
        shown = shapes.channel(self._world, channel)
        for one in [gone, *(each for each in self._guild(gone.guild).channels.values() if each.parent == gone.id)]:
            self._world.guilds[gone.guild].channels.pop(one.id, None)
            self._world.channels.pop(one.id, None)
            for message in [each.id for each in self._world.messages.values() if each.channel == one.id]:
                self._world.messages.pop(message)
        if gone.is_thread:
            shown = {key: shown[key] for key in ("id", "guild_id", "parent_id", "type")}
        await self._gateway.publish("THREAD_DELETE" if gone.is_thread else "CHANNEL_DELETE", shown, gone.guild)

    async def renames_channel(self, channel: str, name: str) -> None:
        """Call a channel or a thread something else."""
        found = self._channel(channel)
        found.name = name
        await self._changed(found)

    async def takes_permission(self, channel: str = "", *names: str, guild: str = "") -> None:
        """Take permissions (`view_channel`, `send_messages`, `attach_files` ...) from the bot.

        In that channel; without one, in the whole server, by its role and everybody's.
        """
        await self._allow(channel, guild, permissions.bits(names or STANDARD), give=False)

    async def gives_permission(self, channel: str = "", *names: str, guild: str = "") -> None:
        """Give permissions to the bot, in that channel or in the whole server."""
        await self._allow(channel, guild, permissions.bits(names or STANDARD), give=True)

    async def makes_role(self, name: str, guild: str = "", *, mentionable: bool = False) -> Role:
        """A new role."""
        made = self._world.add_role(name, guild=guild, mentionable=mentionable)
        await self._role("GUILD_ROLE_CREATE", self._guild(guild), made)
        return made

    async def changes_role(self, role: str, guild: str = "", *, mentionable: bool) -> None:
        """Let anybody mention a role, or nobody."""
        found = self._guild(guild).roles[role]
        found.mentionable = mentionable
        await self._role("GUILD_ROLE_UPDATE", self._guild(guild), found)

    async def deletes_role(self, role: str, guild: str = "") -> None:
        """Delete a role."""
        here = self._guild(guild)
        del here.roles[role]
        for who, held in here.members.items():
            here.members[who] = [one for one in held if one != role]
        await self._gateway.publish("GUILD_ROLE_DELETE", {"guild_id": here.id, "role_id": role}, here.id)

    async def opens_thread(self, channel: str, name: str) -> Channel:
        """A new thread below a channel, which the bot may write in as it may there."""
        parent = self._channel(channel)
        made = self._world.add_channel(name, guild=parent.guild, parent=parent.id)
        shown = shapes.thread(self._world, made) | {"newly_created": True}
        await self._gateway.publish("THREAD_CREATE", shown, made.guild)
        return made

    async def archives_thread(self, thread: str, *, archived: bool = True) -> None:
        """Archive a thread, or take it back."""
        found = self._channel(thread)
        found.archived = archived
        await self._changed(found)

    async def locks_thread(self, thread: str, *, locked: bool = True) -> None:
        """Lock a thread, or unlock it."""
        found = self._channel(thread)
        found.locked = locked
        await self._changed(found)

    async def deletes_thread(self, thread: str) -> None:
        """Delete a thread."""
        await self.deletes_channel(thread)

    async def leaves(self, who: str, guild: str = "") -> None:
        """Let somebody leave a server. A bot without the members intent hears nothing of it."""
        here, user = self._guild(guild), self._world.person(who)
        here.members.pop(user.id, None)
        told: Json = {"guild_id": here.id, "user": shapes.user(user)}
        await self._gateway.publish("GUILD_MEMBER_REMOVE", told, here.id)

    async def joins(self, who: str, guild: str = "") -> None:
        """Let somebody come into a server. A bot without the members intent hears nothing of it."""
        here, user = self._guild(guild), self._world.person(who)
        here.members.setdefault(user.id, [])
        told = shapes.member(self._world, here, user.id) | {"guild_id": here.id}
        await self._gateway.publish("GUILD_MEMBER_ADD", told, here.id)

    def closes_line(self, who: str) -> None:
        """Let somebody take no private messages any more: nothing tells the bot before it tries."""
        self._world.person(who).takes_messages = False

    def opens_line(self, who: str) -> None:
        """Let somebody take private messages again."""
        self._world.person(who).takes_messages = True

    async def deletes(self, message: str) -> None:
        """Delete a message of the bot's."""
        gone = self._world.forget(message)
        if gone is None:
            raise LookupError(f"there is no message {message}")
        place = self._world.channels.get(gone.channel)
        told = {"id": gone.id, "channel_id": gone.channel} | ({"guild_id": place.guild} if place else {})
        await self._gateway.publish("MESSAGE_DELETE", told, place.guild if place else "")

    async def _allow(self, channel: str, guild: str, bits: int, *, give: bool) -> None:
        bot = self._world.bot.id
        if channel:
            found = self._channel(channel)
            given, taken = found.overwrites.get(bot, (0, 0))
            both = (given | bits, taken & ~bits) if give else (given & ~bits, taken | bits)
            found.overwrites[bot] = both
            return await self._changed(found)
        here = self._guild(guild)
        for role in here.roles.values():
            if role.bot or (role.id == here.id and not give):
                role.permissions = role.permissions | bits if give else role.permissions & ~bits
                await self._role("GUILD_ROLE_UPDATE", here, role)
        return None

    async def _changed(self, one: Channel) -> None:
        await self._told("THREAD_UPDATE" if one.is_thread else "CHANNEL_UPDATE", one)

    async def _told(self, event: str, one: Channel) -> None:
        await self._gateway.publish(event, shapes.channel(self._world, one.id), one.guild)

    async def _role(self, event: str, here: Guild, role: Role) -> None:
        await self._gateway.publish(event, {"guild_id": here.id, "role": shapes.role(role)}, here.id)

    def _guild(self, guild: str) -> Guild:
        return self._world.guilds[guild or self._world.guild]

    def _channel(self, channel: str) -> Channel:
        found = self._world.place(channel)
        if found is None:
            raise LookupError(f"there is no channel {channel}")
        return found
