"""What segue does: one module per feature; each handler loads, decides, saves and says."""
