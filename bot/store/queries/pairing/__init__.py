"""What is kept about mentors and buddies, as one community may see it."""
