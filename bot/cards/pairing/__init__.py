"""What people read about mentors and buddies."""
