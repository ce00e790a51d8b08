"""People, channels and roles as platforms write them into text."""

import pytest

from bot.domain import mentions


@pytest.mark.parametrize(
    ("typed", "person", "channel", "name"),
    [
        ("<@U123|bo>", "U123", "", "bo"),
        (" <@U123> ", "U123", "", ""),
        ("<@!12>", "12", "", ""),
        ("<#C1|ml-switch>", "", "C1", "ml-switch"),
        ("<#34>", "", "34", ""),
        ("@bo", "", "", "bo"),
        ("bo", "", "", "bo"),
        ("<!channel>", "", "", "<!channel>"),
        ("<@U1> and more", "", "", "<@U1> and more"),
        ("", "", "", ""),
    ],
)
def test_a_mention_is_read(typed: str, person: str, channel: str, name: str) -> None:
    assert (mentions.person(typed), mentions.channel(typed), mentions.name(typed)) == (person, channel, name)


@pytest.mark.parametrize(("typed", "expected"), [("<@U1|bo>", True), ("@bo", True), ("@", False), ("bo@x", False)])
def test_who_is_mentioned_is_told_from_what_is_only_written(typed: str, expected: bool) -> None:
    assert mentions.is_person(typed) is expected


@pytest.mark.parametrize(
    ("typed", "role", "name"),
    [
        ("<@&77|Spring cohort>", "77", "Spring cohort"),
        (" <@&77> ", "77", ""),
        ("<@77|bo>", "", "bo"),
        ("<@&spring>", "", "<@&spring>"),
        ("<@&\u0667>", "", "<@&\u0667>"),
        ("@everyone", "", "everyone"),
    ],
)
def test_a_role_is_told_from_a_person(typed: str, role: str, name: str) -> None:
    assert (mentions.role(typed), mentions.name(typed)) == (role, name)
    assert mentions.is_role(typed.strip()) is bool(role)
    assert mentions.person(typed) != role or not role
