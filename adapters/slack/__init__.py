"""The Slack door. Begin with `app.SlackDoor`.

What comes in: `signature` (the gate), `line` and `sockets`, then `bolt`, which sorts it to `listeners`
(commands, clicks, shortcuts), `forms`, `events` with `news`, and `surfaces` with `home`. `inbound` and
`people` make requests of it, `asking` puts them to the core once each, `voice` says the answer. What goes out
unasked: `outbound`, with `brakes`, `pictures`, and `verdicts` over the table of `codes`. What it looks like:
`render`, `modals`, `spans`, `fit`, `limits`, `words`. Whose token it is: `workspaces`, from `alone` or
`rotation`; how one comes: `install`, `oauth`, `troubles`, `page`.
"""
