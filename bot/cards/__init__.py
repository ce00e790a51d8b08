"""What segue says, feature by feature: domain values in, cards and forms out. Pure."""
