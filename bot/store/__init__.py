"""The memory: entities, the questions asked of them, and what is sealed at rest."""
