"""Modals and App Home: opened, put on top, changed, published.

https://docs.slack.dev/surfaces/modals, https://docs.slack.dev/surfaces/app-home
"""

import json
from typing import Final

from tests.support.slack.checks import check_home, check_view
from tests.support.slack.workspace import Json, Refused, View, Workspace

#: How many modals may lie on top of each other.
STACK: Final = 3


async def show(here: Workspace, asked: Json) -> Json:
    """Open a modal with a trigger that is young and unused; what was open before is gone."""
    viewer = _spend(here, asked)
    here.dismiss(viewer)
    return await _stack(here, viewer, asked)


async def push(here: Workspace, asked: Json) -> Json:
    """Put a modal on top of the one that is open."""
    viewer = _spend(here, asked)
    if len([view for view in here.views if view.viewer == viewer]) >= STACK:
        raise Refused("push_limit_reached")
    return await _stack(here, viewer, asked)


async def update(here: Workspace, asked: Json) -> Json:
    """Put something else into a modal that is still open."""
    found = next((view for view in here.views if view.id == asked.get("view_id")), None)
    if found is None:
        raise Refused("not_found")
    if asked.get("hash") not in {None, found.hash}:
        raise Refused("hash_conflict")
    shown = read(asked)
    check_view(shown)
    change(here, found, shown)
    await here.show(found.viewer, found)
    return _answer(found)


async def publish(here: Workspace, asked: Json) -> Json:
    """Put something into somebody's App Home."""
    viewer = here.member(str(asked.get("user_id")))
    if viewer.gone or not here.meets(viewer.id):
        raise Refused("not_enabled" if viewer.gone else "user_not_found")
    shown = read(asked)
    check_home(shown)
    found = here.homes.get(viewer.id)
    if asked.get("hash") and found and asked["hash"] != found.hash:
        raise Refused("hash_conflict")
    if found is None:
        found = here.homes[viewer.id] = View(id=f"V{here.number()}", viewer=viewer.id, shown=shown)
    change(here, found, shown)
    await here.show(viewer.id, found)
    return _answer(found)


def change(here: Workspace, view: View, shown: Json) -> None:
    """Show something else in it, under a hash of its own."""
    view.shown, view.errors, view.hash = shown, {}, f"{here.number()}.hash"


def read(asked: Json) -> Json:
    """The view that was sent: an object, or one as a string in a form."""
    shown = asked.get("view")
    return dict(json.loads(shown)) if isinstance(shown, str) else dict(shown or {})


def _spend(here: Workspace, asked: Json) -> str:
    key = here.spend(here.triggers, str(asked.get("trigger_id")), "invalid_trigger_id", "expired_trigger_id")
    check_view(read(asked))
    return key.viewer


async def _stack(here: Workspace, viewer: str, asked: Json) -> Json:
    opened = View(id=f"V{here.number()}", viewer=viewer, shown=read(asked), hash=f"{here.number()}.hash")
    here.views.append(opened)
    await here.show(viewer, opened)
    return _answer(opened)


def _answer(view: View) -> Json:
    return {"view": {"id": view.id, "hash": view.hash, "type": view.shown["type"]}}
