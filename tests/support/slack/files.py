"""Files: promised, sent, complete (https://docs.slack.dev/messaging/working-with-files#upload)."""

import json

from tests.support.slack.workspace import File, Json, Refused, Workspace


async def promise(here: Workspace, asked: Json) -> Json:
    """Where to send a file, and what it will be called."""
    length = int(asked.get("length") or 0)
    if not length or not asked.get("filename"):
        raise Refused("missing_argument")
    if len(str(asked.get("alt_txt", ""))) > 1000:
        raise Refused("alt_txt_too_large")
    name = f"F{here.number():08d}"
    here.files[name] = File(id=name, length=length, alt=str(asked.get("alt_txt", "")), looks=here.slow_files)
    return {"file_id": name, "upload_url": f"{here.home}/upload/{name}"}


async def complete(here: Workspace, asked: Json) -> Json:
    """Take files that have been sent."""
    files = asked.get("files") or []
    wanted = json.loads(files) if isinstance(files, str) else files
    for each in wanted:
        found = here.files.get(each["id"])
        if found is None or len(found.png) != found.length:
            raise Refused("file_not_found")
        found.complete = True
    return {"files": [{"id": each["id"]} for each in wanted]}
