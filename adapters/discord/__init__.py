"""Discord: application commands, Components V2 and modals, over discord.py's gateway connection."""
