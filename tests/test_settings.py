"""What the operator may decide, and what is said of what cannot be."""

import pytest

from bot import settings
from bot.errors import Misconfigured
from bot.settings import Settings


@pytest.mark.parametrize(
    ("said", "part"),
    [("", None), ("0/1", ((0,), 1)), ("0-3/16", ((0, 1, 2, 3), 16)), ("15-15/16", ((15,), 16))],
)
def test_a_process_is_told_its_shards(said: str, part: tuple[tuple[int, ...], int] | None) -> None:
    assert settings.discord_part(Settings(discord_shards=said)) == part


@pytest.mark.parametrize("said", ["3", "3-0/16", "0-16/16", "1/1", "a/b", "0-3 of 16", "-1/4", "0/0", "٠/١"])
def test_shards_that_make_no_sense_are_refused_in_words(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SEGUE_DISCORD_SHARDS", said)

    with pytest.raises(Misconfigured, match=r"SEGUE_DISCORD_SHARDS .*as in 0-3/16"):
        settings.read()


@pytest.mark.parametrize("said", ["segue", "9 00", "-1", "1" * 21])
def test_a_server_is_a_number(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SEGUE_DISCORD_SERVER", said)

    with pytest.raises(Misconfigured, match=r"SEGUE_DISCORD_SERVER .*Copy Server ID"):
        settings.read()


@pytest.mark.parametrize("name", ["discord_shards", "discord_server"])
def test_what_is_for_discord_alone_needs_its_token(name: str) -> None:
    lonely = Settings.model_validate({name: "0/1" if name == "discord_shards" else "900"})

    [told] = settings.faults(lonely)

    assert "without SEGUE_DISCORD_TOKEN" in told
    assert settings.faults(lonely.model_copy(update={"discord_token": "stand-in"})) == ()
