"""A small Discord of our own: gateway, REST and people, speaking the real protocol to the real discord.py."""
