"""What the operator decides, from the environment. Nobody else reads it; every problem is told at once."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Misconfigured


class Settings(BaseSettings):
    """Every setting, with what it means; in the environment each has the prefix `SEGUE_`."""

    model_config = SettingsConfigDict(env_prefix="SEGUE_", extra="ignore", env_ignore_empty=True)

    home: Path = Field(default_factory=lambda: user_data_path("segue"), description="Where data live.")
    database_url: str = Field(default="", description="PostgreSQL, as postgresql://…; empty: an SQLite file in home.")
    key: SecretStr | None = Field(default=None, description="64 hexadecimal digits that seal private text.")
    key_previous: SecretStr | None = Field(default=None, description="The key before that, while rows still need it.")
    host: str = Field(default="127.0.0.1", description="The address that Slack's requests are taken at.")
    port: int = Field(default=8080, ge=0, le=65535, description="The port there; 0 takes a free one.")
    slack_token: SecretStr | None = Field(default=None, description="The bot token, xoxb-….")
    slack_signing_secret: SecretStr | None = Field(default=None, description="What Slack signs its requests with.")
    slack_api: str = Field(
        default="https://slack.com/api/", description="Slack's address; another one for a rehearsal."
    )
    discord_token: SecretStr | None = Field(default=None, description="The bot token.")
    discord_api: str = Field(
        default="", description="Discord's address, where it is not the usual one; with the gateway."
    )
    discord_gateway: str = Field(default="", description="Discord's gateway, where it is not the usual one.")

    @field_validator("key", "key_previous")
    @classmethod
    def _is_hexadecimal(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and (len(key.get_secret_value()) != 64 or not _hexadecimal(key.get_secret_value())):
            raise ValueError("must be 64 hexadecimal digits: `openssl rand -hex 32` makes one")
        return key

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
