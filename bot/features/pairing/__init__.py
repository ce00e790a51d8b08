"""Mentors and buddies: who offers, who asks, who is brought together, and what comes of it."""
