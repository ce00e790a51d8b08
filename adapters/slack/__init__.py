"""The Slack door: signed requests in, Block Kit out. See `app.SlackDoor`."""
