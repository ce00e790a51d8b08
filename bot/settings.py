"""What the operator decides, from the environment. Nobody else reads it; every problem is told at once."""

import re
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Misconfigured

_PART = re.compile(r"(?P<begin>\d{1,5})(-(?P<end>\d{1,5}))?/(?P<of>\d{1,5})", re.ASCII)


class Settings(BaseSettings):
    """Every setting, with what it means; in the environment each has the prefix `SEGUE_`."""

    model_config = SettingsConfigDict(env_prefix="SEGUE_", extra="ignore", env_ignore_empty=True)

    home: Path = Field(default_factory=lambda: user_data_path("segue"), description="Where data live.")
    database_url: str = Field(default="", description="PostgreSQL, as postgresql://…; empty: an SQLite file in home.")
    key: SecretStr | None = Field(default=None, description="64 hexadecimal digits that seal private text.")
    key_previous: SecretStr | None = Field(default=None, description="The key before that, while rows still need it.")
    host: str = Field(default="127.0.0.1", description="The address that requests are taken at: Slack's, health's.")
    port: int = Field(default=8080, ge=0, le=65535, description="The port there; 0 takes a free one.")
    slack_token: SecretStr | None = Field(default=None, description="The bot token, xoxb-….")
    slack_signing_secret: SecretStr | None = Field(default=None, description="What Slack signs its requests with.")
    slack_app_token: SecretStr | None = Field(
        default=None, description="The app-level token, xapp-…: Slack is then spoken with over Socket Mode."
    )
    slack_client_id: str = Field(default="", description="The Slack app's client id, for many workspaces.")
    slack_client_secret: SecretStr | None = Field(default=None, description="The client secret that belongs to it.")
    public_url: str = Field(default="", description="The address this machine has on the internet, https://….")
    slack_api: str = Field(
        default="https://slack.com/api/", description="Slack's address; another one for a rehearsal."
    )
    discord_token: SecretStr | None = Field(default=None, description="The bot token.")
    discord_api: str = Field(
        default="", description="Discord's address, where it is not the usual one; with the gateway."
    )
    discord_gateway: str = Field(default="", description="Discord's gateway, where it is not the usual one.")

    discord_shards: str = Field(
        default="", description="The shards of this process and how many there are, as in 0-3/16; empty: all of them."
    )
    discord_server: str = Field(
        default="", description="The id of one server that alone gets the commands, at once: for development."
    )

    @field_validator("key", "key_previous")
    @classmethod
    def _is_hexadecimal(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and (len(key.get_secret_value()) != 64 or not _hexadecimal(key.get_secret_value())):
            raise ValueError("must be 64 hexadecimal digits: `openssl rand -hex 32` makes one")
        return key

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("must begin with https://: Slack sends people nowhere else")
        return url.rstrip("/")

    @field_validator("discord_shards")
    @classmethod
    def _is_a_part(cls, shards: str) -> str:
        if shards and not _part(shards):
            raise ValueError("must say which shards of how many, as in 0-3/16 or 0/1")
        return shards

    @field_validator("discord_server")
    @classmethod
    def _is_a_number(cls, server: str) -> str:
        if server and not (server.isascii() and server.isdecimal() and len(server) < 21):
            raise ValueError("must be the number of a server: Copy Server ID, once Discord is in Developer Mode")
        return server

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.home / 'segue.sqlite3'}"


def read() -> Settings:
    """The settings. Raises `Misconfigured` with every problem in it, never with a value."""
    try:
        return Settings()
    except ValidationError as problems:
        told = [f"SEGUE_{'_'.join(map(str, one['loc'])).upper()} {one['msg']}" for one in problems.errors()]
        raise Misconfigured("; ".join(told)) from None


def _hexadecimal(text: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in text)


def discord_part(decided: Settings) -> tuple[tuple[int, ...], int] | None:
    """The shards of this process, and how many there are; None for all of them."""
    return _part(decided.discord_shards)


def _part(shards: str) -> tuple[tuple[int, ...], int] | None:
    found = _PART.fullmatch(shards)
    if found is None:
        return None
    begin, count = int(found["begin"]), int(found["of"])
    end = int(found["end"] or begin)
    return (tuple(range(begin, end + 1)), count) if begin <= end < count else None


def faults(decided: Settings) -> tuple[str, ...]:
    """What of it cannot work together, a sentence each that says what to do."""
    return tuple(told for wrong, told in _rules(decided) if wrong)


def speaks_slack(decided: Settings) -> bool:
    """Whether there is something to speak with on Slack: the token of one workspace, or an app that many install."""
    return bool(decided.slack_token or decided.slack_client_id or decided.slack_client_secret)


def _rules(decided: Settings) -> Iterator[tuple[bool, str]]:
    token, app_token = revealed(decided.slack_token), revealed(decided.slack_app_token)
    many = bool(decided.slack_client_id or decided.slack_client_secret)
    yield token.startswith("xapp-"), "SEGUE_SLACK_TOKEN begins with xapp-: that one is SEGUE_SLACK_APP_TOKEN."
    yield (
        token.startswith("xoxe"),
        "SEGUE_SLACK_TOKEN ends within hours, since it rotates: switch token rotation off, or install over OAuth.",
    )
    yield (
        bool(app_token) and not app_token.startswith("xapp-"),
        "SEGUE_SLACK_APP_TOKEN must begin with xapp-: see App-Level Tokens under Basic Information of the Slack app.",
    )
    yield (
        bool(app_token) and not speaks_slack(decided),
        "SEGUE_SLACK_APP_TOKEN only listens: set SEGUE_SLACK_TOKEN too, to answer.",
    )
    yield (
        bool(token) and many,
        "SEGUE_SLACK_TOKEN is for one workspace and SEGUE_SLACK_CLIENT_ID for many: unset one of them.",
    )
    yield (
        many and not decided.slack_client_id,
        "SEGUE_SLACK_CLIENT_ID is missing: see Basic Information of the Slack app.",
    )
    yield (
        many and decided.slack_client_secret is None,
        "SEGUE_SLACK_CLIENT_SECRET is missing: see Basic Information of the Slack app.",
    )
    yield (
        many and not decided.public_url,
        "SEGUE_PUBLIC_URL is missing: Slack sends people back to it who install segue.",
    )
    yield (
        bool(decided.discord_shards or decided.discord_server) and decided.discord_token is None,
        "SEGUE_DISCORD_SHARDS and SEGUE_DISCORD_SERVER are of no use without SEGUE_DISCORD_TOKEN.",
    )
    yield (
        speaks_slack(decided) and not app_token and decided.slack_signing_secret is None,
        "SEGUE_SLACK_SIGNING_SECRET is missing: see Basic Information; or set SEGUE_SLACK_APP_TOKEN for sockets.",
    )


def revealed(secret: SecretStr | None) -> str:
    """A secret in the open, for whoever has to speak with it; empty without one."""
    return secret.get_secret_value() if secret else ""
