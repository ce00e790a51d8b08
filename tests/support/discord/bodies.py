"""What a request says: JSON, or JSON with files beside it.

https://docs.discord.com/developers/reference#uploading-files
"""

import json

from aiohttp import web

from tests.support.discord.things import Json


async def read(request: web.Request) -> Json:
    """The body; each of its attachments has the bytes and the kind of its file in it."""
    if request.content_type != "multipart/form-data":
        return dict(await request.json())
    parts = await request.post()
    body: Json = json.loads(str(parts["payload_json"]))
    described = (body.get("data") or body).get("attachments") or []
    for one in described:
        file = parts.get(f"files[{one['id']}]")
        if isinstance(file, web.FileField):
            one |= {"content": file.file.read(), "content_type": file.content_type, "filename": file.filename}
    return body
