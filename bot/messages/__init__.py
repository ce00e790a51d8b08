"""What segue says, as values: spans of text, cards and forms. Renderers decide how it looks."""
