"""What `users.info` says of members, guests, people from elsewhere, bots, and those who left.

https://docs.slack.dev/reference/objects/user-object
"""

from tests.support.slack.workspace import Json, Workspace


def profile(here: Workspace, user: str) -> Json:
    """Somebody as this team's token sees them. Raises `Refused` for nobody."""
    member, home = here.member(user), here.team_of(user)
    told: Json = {
        "id": member.id,
        "team_id": home.team,
        "name": member.name.lower(),
        "deleted": member.gone,
        "is_bot": member.bot,
        "is_app_user": False,
        "profile": {"display_name": member.name, "real_name": member.name, "team": home.team},
    }
    if not here.meets(user):
        return told | {"is_stranger": True}
    if member.gone:
        return told
    return told | {
        "real_name": member.name,
        "tz": member.zone,
        "is_admin": member.admin,
        "is_owner": False,
        "is_restricted": member.guest,
        "is_ultra_restricted": False,
    }
