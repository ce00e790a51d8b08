"""Alembic's room: how the shape of the memory came to be, step by step."""
