"""A small Slack: real server of channels, people, modals and signed deliveries: `python -m tests.support.slack`."""
